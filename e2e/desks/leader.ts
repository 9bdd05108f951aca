/** What a leader does about a key proposal. */
import type { Page } from 'playwright-core'
import { choose } from './forms.ts'
import { expectText } from './seeing.ts'

/** From the workbench to the place: a visit is written down. */
export async function visit(page: Page, title: string, words: string): Promise<void> {
  await page.goto('/app/')
  await page.getByRole('region', { name: '请您牵头的提案' }).getByRole('link', { name: title }).click()
  await page.getByRole('button', { name: '记一次督办' }).click()
  const dialog = page.getByRole('dialog', { name: '记一次督办' })
  await choose(page, dialog, '方式', '走访')
  await dialog.getByLabel('情况').fill(words)
  await dialog.getByRole('button', { name: /^记\s?下$/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await expectText(page, words)
}
