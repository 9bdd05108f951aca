/** How a person fills in dialogs and lists of options. */

import type { Locator, Page } from 'playwright-core'
import { expectText } from './seeing.ts'

/** Opens a list of choices by its label and takes one. */
export async function choose(page: Page, within: Locator, label: string, option: string | RegExp): Promise<void> {
  const field = within.getByLabel(label, { exact: true })
  await field.click()
  // The list opens above everything, outside its dialog.
  await page.getByTitle(option, { exact: true }).and(page.locator(':visible')).last().click()
}

/** One of several, each with a sentence of what it means. */
export async function pick(within: Page | Locator, option: string): Promise<void> {
  await within.getByRole('radio', { name: new RegExp(`^${option}`) }).check()
}

/** A first password that a dialog shows this once. */
export async function takeFirstPassword(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: '初始密码，只显示这一次' })
  const password = await dialog.getByRole('code').innerText()
  await dialog.getByRole('button', { name: '我已记下' }).click()
  await dialog.waitFor({ state: 'hidden' })
  return password
}

/** Presses the button of a dialog, and sees it close and say what was done. */
export async function settle(page: Page, dialog: Locator, button: string, said: string): Promise<void> {
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await expectText(page, said)
  await dialog.waitFor({ state: 'hidden' })
}
