import { strict as assert } from 'node:assert'
import { demoPassword } from '#features/demo/accounts.ts'
import { choose } from '../desks/forms.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

const title = '到河西社区宣讲物业管理条例'

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const member = await world.desk(installation, '委员', 'phone')
  await signIn(member, 'weiyuan', demoPassword, '待办')
  const { page: phone } = member
  await phone.goto('/app/duty/records/new')
  const form = phone.locator('form')
  await choose(phone, form, '做的是哪一类事', '宣讲（双五个一：一次宣讲）')
  await phone.getByLabel('事项').fill(title)
  await choose(phone, form, '身份', '参加')
  await phone
    .getByLabel('选择证明材料')
    .setInputFiles({ name: '宣讲稿.txt', mimeType: 'text/plain', buffer: Buffer.from('宣讲稿') })
  await expectText(phone, '宣讲稿.txt')
  await phone.getByRole('button', { name: '提交审核' }).click()
  await heading(phone, title)
  await expectText(phone, '宣讲稿.txt')

  const office = await world.desk(installation, '委员联络办公室', 'desk')
  await signIn(office, 'lianluo', demoPassword, '待办')
  const { page: desk } = office
  await desk.goto('/app/duty/records?state=submitted')
  await desk.getByRole('link', { name: title }).click()
  await desk.getByRole('button', { name: '审核通过' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: '通过并入账' }).click()
  await expectText(desk, '已入账')

  // The ledger follows the log by itself, within a second or two.
  const line = phone.getByRole('listitem').filter({ hasText: title })
  for (let tries = 0; tries < 20; tries++) {
    await phone.goto('/app/duty')
    await heading(phone, '我的履职')
    await expectText(phone, /提案 \d+ 件/)
    if ((await line.count()) > 0) break
  }
  await line.getByRole('button', { name: /更多/ }).click()
  await phone.getByRole('menuitem', { name: /有异议/ }).click()
  await phone.getByRole('dialog').getByLabel('哪里不对，应当怎样').fill('那天我是组织者，不只是参加。')
  await phone.getByRole('dialog').getByRole('button', { name: '提出异议' }).click()
  await expectText(line, '异议待答复')

  await desk.goto('/app/duty/objections?state=open')
  await desk
    .getByRole('button', { name: /答\s?复/ })
    .first()
    .click()
  const answer = desk.getByRole('dialog')
  await choose(desk, answer, '身份', '组织')
  await answer.getByLabel('给委员的答复').fill('与社区核实，确由您组织，已更正。')
  await answer.getByRole('button', { name: /答\s?复/ }).click()
  await answer.waitFor({ state: 'hidden' })

  await phone.goto('/app/duty/objections')
  await expectText(phone, '已更正')
  await expectText(phone, /确由您组织/)
  for (let tries = 0; tries < 20; tries++) {
    await phone.goto('/app/duty/ledger?standing=all')
    await expectText(phone, title)
    if ((await phone.getByText('已冲销').count()) > 0) break
  }
  assert.ok((await phone.getByText('已冲销').count()) > 0)
}
