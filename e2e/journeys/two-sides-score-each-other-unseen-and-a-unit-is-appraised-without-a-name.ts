import { strict as assert } from 'node:assert'
import { demoPassword } from '#features/demo/accounts.ts'
import { settle } from '../desks/forms.ts'
import { expectText, textsOf } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const demonstration = await world.demonstration()
  const member = await world.desk(demonstration, '委员', 'phone')
  await signIn(member, 'weiyuan', demoPassword, '待办')
  const todo = member.page.getByRole('region', { name: '双向评议' }).getByRole('listitem').first()
  const title = (await todo.getByRole('heading').innerText()).trim()
  await todo.getByRole('link', { name: /^去打分/ }).click()
  await heading(member.page, /^评.*的办理$/)
  for (const item of ['沟通面商', '办理措施', '答复质量', '落实成效'])
    await member.page
      .getByRole('group', { name: new RegExp(item) })
      .getByRole('button', { name: /一般/ })
      .click()
  await expectText(member.page, /合计/)
  await member.page.getByRole('button', { name: '提交评分' }).click()
  await expectText(member.page, '评分已提交，公开之前还可以改')

  const office = await world.desk(demonstration, '提案委办公室', 'desk')
  const { page } = office
  await signIn(office, 'tian', demoPassword, '待办')
  await page.goto('/app/mutual-appraisals?missing=unit')
  const line = page.getByRole('row').filter({ hasText: title })
  await line.getByText('已评，未公开').waitFor()
  assert.equal(await page.getByText('68 分').count(), 0)
  world.tell('the office sees that it was scored, not how')

  await page.goto('/app/appraisals')
  await page.getByRole('button', { name: '新建评议' }).click()
  const draft = page.getByRole('dialog', { name: '新建评议' })
  await draft.getByLabel('名称').fill('小范围试评')
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  await draft.getByLabel('开始时间').fill('2026-01-01T08:00')
  await draft.getByLabel('截止时间').fill(`${tomorrow}T17:30`)
  await draft.getByRole('button', { name: '新建', exact: true }).click()
  await heading(page, '小范围试评')
  await page.getByRole('checkbox', { name: /^住建局/ }).click()
  await page.getByRole('heading', { name: '参评单位（1 家）' }).waitFor()
  await page.getByRole('button', { name: '添有关提案者' }).click()
  await expectText(page, /^添了 \d+ 人/)
  const account = await member.page.request.get('/api/v1/me')
  const { name } = (await account.json()) as { name: string }
  await page.getByRole('button', { name: '按姓名添' }).click()
  await page.getByLabel('查找委员').fill(name)
  const add = page.getByRole('button', { name: `添上${name}` })
  await add.or(page.getByText('已在名单中')).first().waitFor()
  if ((await add.count()) > 0) await add.first().click()
  await page.getByRole('button', { name: '开始评议' }).click()
  await settle(page, page.getByRole('dialog', { name: '开始评议' }), '开始评议', '评议已开始，委员会收到消息')
  const address = page.url()

  await member.page.goto(address)
  await member.page.getByRole('button', { name: '开始打分' }).click()
  await member.page.getByRole('heading', { level: 2, name: /住建局/ }).waitFor()
  for (const dimension of await member.page.getByRole('group').all())
    await dimension.getByRole('radio', { name: '良好' }).check()
  // What is ticked survives a closed page, on this device alone.
  await member.page.reload()
  await member.page.getByRole('button', { name: '看一遍再交' }).click()
  await member.page.getByRole('button', { name: '交票', exact: true }).click()
  await member.page.getByRole('dialog').getByRole('button', { name: '交票' }).click()
  await expectText(member.page, '票已交，谢谢您')
  await expectText(member.page, /谁也查不出哪一张是您的/)

  await page.reload()
  await expectText(page, /已交票 1 人/)
  await page.getByRole('button', { name: '现在截止' }).click()
  await settle(page, page.getByRole('dialog', { name: '现在截止' }), '现在截止', '评议已截止')
  await expectText(page, '票数不足，不公布')
  const cells = await textsOf(page.getByRole('table', { name: '评议结果' }).getByRole('cell'))
  assert.ok(!cells.some((cell) => /\d\.\d\d/.test(cell)), 'one ballot alone would tell what its member gave')
  await page.getByRole('button', { name: '出评议报告' }).click()
  const report = page.getByRole('dialog', { name: '出评议报告' })
  await report.getByLabel('评议报告').fill('票数太少，只作参考。')
  await settle(page, report, '出报告', '评议报告已出，参评单位会收到消息')

  const unit = await world.desk(demonstration, '住建局', 'desk')
  await signIn(unit, 'zhujian', demoPassword, '待办')
  await unit.page.goto(address)
  await heading(unit.page, '小范围试评')
  await expectText(unit.page, '票数太少，只作参考。')
  await expectText(unit.page, '票数不足，不公布')
}
