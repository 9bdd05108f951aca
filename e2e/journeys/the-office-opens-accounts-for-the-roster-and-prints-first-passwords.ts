import { demoPassword } from '#features/demo/accounts.ts'
import { heading, signIn, signInFirst } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const demonstration = await world.demonstration()
  const office = await world.desk(demonstration, '委员联络办', 'desk')
  const { page } = office
  await signIn(office, 'lianluo', demoPassword, '待办')
  await page.goto('/app/members/accounts')
  await heading(page, '为名册开户')
  const all = page.getByRole('checkbox', { name: /^全选/ })
  await all.uncheck()
  const rows = page.getByRole('table', { name: '可以开户的委员' }).getByRole('checkbox')
  for (const at of [0, 1, 2]) await rows.nth(at).check()
  await page.getByRole('button', { name: '开户（3 人）' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '开户', exact: true }).click()
  await page.getByRole('button', { name: '打印纸条' }).waitFor()
  const slips = page.locator('.slip')
  if ((await slips.count()) !== 3) throw new Error(`${await slips.count()} slips for 3 members`)
  const [, signInName = '', firstPassword = ''] = await slips.first().locator('dd').allInnerTexts()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载表格' }).click(),
  ])
  world.tell(`3 slips, and ${file.suggestedFilename()}`)

  const member = await world.desk(demonstration, '新委员', 'phone')
  await signInFirst(member, signInName, firstPassword, '待办')

  await page.getByRole('button', { name: '都收好了' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '收起' }).click()
  await page.getByRole('button', { name: /^还没登录过的/ }).click()
  await page.getByRole('button', { name: /^重发初始密码（0 人）/ }).waitFor()
}
