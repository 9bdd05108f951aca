import { strict as assert } from 'node:assert'
import type { Page } from 'playwright-core'
import { demoPassword } from '#features/demo/accounts.ts'
import { dayOf } from '../desks/own-committee.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

/** That of Tongcheng is in force, that of Jinan is the draft. */
const [before, after] = ['委员履职考核办法', '委员履职量化考核办法（修订草案）']
const adopted = '委员履职量化考核办法'
const year = dayOf(Date.now()).slice(0, 4)

export async function journey(world: World): Promise<void> {
  const demonstration = await world.demonstration()
  const officeDesk = await world.desk(demonstration, '委员联络办公室', 'desk')
  const office = officeDesk.page
  await signIn(officeDesk, 'lianluo', demoPassword, '待办')
  const draft = await editDraft(office)

  const moved = await tryOut(office)
  await world.picture(office, 'what-if')
  world.tell(`${moved.name} would stand elsewhere by the new scheme: ${moved.points} points, and why is said`)

  await office.goto(draft)
  await office.getByRole('button', { name: '登记通过' }).click()
  await office.getByRole('dialog').getByRole('button', { name: '登记通过', exact: true }).click()
  const version = /第 \d+ 版/.exec(await office.getByText(/^已通过，第 \d+ 版$/).innerText())![0]
  await office.goto('/app/scoring-schemes')
  const rows = office.getByRole('table', { name: '考核办法' }).getByRole('row')
  await expectText(rows.filter({ hasText: adopted }), '今年照此计分')
  assert.equal(await rows.filter({ hasText: '今年照此计分' }).count(), 1)

  // What was tried is what is reckoned now, and each score says by which version.
  await office.goto(`${moved.member}/score`)
  await expectText(office, `${adopted}（${version}）`)
  await office.locator('.score-total', { hasText: `${moved.points} 分` }).waitFor()
  const memberDesk = await world.desk(demonstration, '委员', 'phone')
  await signIn(memberDesk, 'weiyuan', demoPassword, '待办')
  await memberDesk.page.goto('/app/my-score')
  await expectText(memberDesk.page, `${adopted}（${version}）`)
  // The round that was frozen under the old one stays with it.
  await office.goto('/app/assessments')
  await office.getByRole('link', { name: /年度委员履职考核/ }).click()
  await office.getByRole('definition').filter({ hasText: before }).waitFor()
}

/** The draft is made to hold from this year, and one figure of it changed. @returns its address */
async function editDraft(page: Page): Promise<string> {
  await page.goto('/app/scoring-schemes')
  await page.getByRole('link', { name: after }).click()
  await heading(page, after)
  await page.getByRole('button', { name: '修改', exact: true }).click()
  await page.getByLabel('从哪一年起用').fill(year)
  const item = page.locator('.scheme-items > li').filter({ hasText: '公益活动' })
  await item.getByRole('button', { name: '修改' }).click()
  await item.getByLabel('每次计几分').fill('3')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expectText(page, '考核办法已保存')
  await expectText(page, `从 ${year} 年起`)
  return new URL(page.url()).pathname
}

/** Both schemes on the ledger of this year. @returns somebody whose grade would change */
async function tryOut(page: Page): Promise<{ name: string; member: string; points: string }> {
  await page.getByRole('link', { name: '试算' }).click()
  await page.getByLabel('哪一年的台账').selectOption(year)
  await page.waitForURL(/year=/)
  await expectText(page, /位委员里，[1-9]\d* 位的等次会变/)
  await page.getByRole('table', { name: '各等次几人' }).waitFor()
  const row = page.getByRole('table', { name: '分数有变化的' }).getByRole('row').filter({ hasText: '等次变了' }).first()
  const link = row.getByRole('link').first()
  const [name, why, becomes] = await Promise.all([
    link.innerText(),
    row.getByRole('cell').last().innerText(),
    row.getByRole('cell').filter({ hasText: '等次变了' }).innerText(),
  ])
  assert.match(why, /[+-−]?\d/)
  const member = (await link.getAttribute('href')) ?? ''
  return { name, member, points: /[\d.]+(?= 分)/.exec(becomes)![0] }
}
