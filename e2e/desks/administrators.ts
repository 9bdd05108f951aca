/** What the administrators do: committees, accounts, hats. */

import type { Page } from 'playwright-core'
import { choose, settle, takeFirstPassword } from './forms.ts'
import { assertVisible, expectText } from './seeing.ts'
import { heading } from './signing-in.ts'

export async function addCommittee(
  page: Page,
  parent: string,
  given: { name: string; shortName: string; divisionCode: string },
): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '组织' }).click()
  await heading(page, '组织')
  await page.getByRole('listitem').filter({ hasText: parent }).getByRole('button', { name: '添下级' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('全称').fill(given.name)
  await dialog.getByLabel('简称').fill(given.shortName)
  await dialog.getByLabel('行政区划代码').fill(given.divisionCode)
  await settle(page, dialog, '添加', '已添加')
  await assertVisible(page.getByRole('listitem').filter({ hasText: given.name }).last())
}

/** @returns the password that is shown this once */
export async function openAccount(
  page: Page,
  given: { name: string; username: string; committee: string },
): Promise<string> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '账号' }).click()
  await page.getByRole('button', { name: '开新账号' }).click()
  const dialog = page.getByRole('dialog', { name: '开新账号' })
  await dialog.getByLabel('姓名').fill(given.name)
  await choose(page, dialog, '属于哪个政协', given.committee)
  await dialog.getByLabel('用户名').fill(given.username)
  await dialog.getByRole('button', { name: '开通' }).click()
  return takeFirstPassword(page)
}

export async function grantHat(
  page: Page,
  given: { name: string; committee: string; role: string; unit?: string },
): Promise<void> {
  await page.getByRole('button', { name: given.name, exact: true }).click()
  const account = page.getByRole('dialog', { name: given.name, exact: true })
  await account.getByRole('button', { name: '授予身份' }).click()
  const dialog = page.getByRole('dialog', { name: `授予 ${given.name} 身份` })
  await choose(page, dialog, '在哪个政协', given.committee)
  await choose(page, dialog, '身份', given.role)
  if (given.unit) await choose(page, dialog, '承办单位', given.unit)
  await settle(page, dialog, '授予', '身份已授予')
  await expectText(account, given.unit ? `${given.role} · ${given.unit}` : given.role)
  await page.keyboard.press('Escape')
  await account.waitFor({ state: 'hidden' })
}
