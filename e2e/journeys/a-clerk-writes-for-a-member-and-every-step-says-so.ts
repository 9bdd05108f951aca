import { strict as assert } from 'node:assert'
import { demoPassword } from '#features/demo/accounts.ts'
import { choose, settle } from '../desks/forms.ts'
import { expectText, textsOf } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const memberOffice = await world.desk(installation, '委员联络办', 'desk')
  await signIn(memberOffice, 'lianluo', demoPassword, '待办')
  await memberOffice.page.goto('/app/members')
  await memberOffice.page.getByRole('row').nth(5).getByRole('link').click()
  await memberOffice.page.getByRole('button', { name: '授权代录' }).click()
  const member = await memberOffice.page.getByRole('heading', { level: 1 }).innerText()
  const dialog = memberOffice.page.getByRole('dialog')
  await choose(memberOffice.page, dialog, '由谁代录', /（提案委办公室）$/)
  await dialog.getByLabel('依据').fill('本人 11 月 20 日电话委托')
  await settle(memberOffice.page, dialog, '授权', '已授权代录')

  const clerk = await world.desk(installation, '提案委办公室', 'desk')
  const { page } = clerk
  await signIn(clerk, 'tian', demoPassword, '待办')
  await page.getByLabel(/^现在的身份：/).click()
  await page.getByRole('button', { name: `委员 · 代 ${member}` }).click()
  await expectText(page.getByRole('note'), `代 ${member} 录入。每一步都会记下由`)
  await page.getByRole('link', { name: '写提案' }).click()
  await heading(page, '写提案')
  await page.getByLabel('案由').fill('关于在村口设置班车候车亭的提案')
  await expectText(page, /^已保存/)
  await page.getByRole('main').getByRole('link', { name: '提案', exact: true }).click()
  await heading(page, '关于在村口设置班车候车亭的提案')
  const story = await textsOf(page.getByRole('listitem').filter({ hasText: '开始起草' }))
  assert.match(story.at(-1) ?? '', new RegExp(`${member}（.+代录）`))
  await page.getByLabel(/^现在的身份：/).click()
  await page.getByRole('button', { name: '提案委办公室' }).first().click()
  await page.getByRole('note').waitFor({ state: 'hidden' })
}
