/** What the member office does: terms, the roster, members' accounts. */
import { strict as assert } from 'node:assert'
import type { Locator, Page } from 'playwright-core'
import { settle, takeFirstPassword } from './forms.ts'
import { expectText } from './seeing.ts'
import { heading } from './signing-in.ts'

/** Paths, or what a file holds. */
type Files = Parameters<Locator['setInputFiles']>[0]

const mainNavigation = (page: Page) => page.getByRole('navigation', { name: '主导航' })

export async function openTerm(page: Page, given: { number: number; startsOn: string }): Promise<void> {
  await mainNavigation(page).getByRole('link', { name: '组织' }).click()
  await page.getByRole('navigation', { name: '组织' }).getByRole('link', { name: '届次' }).click()
  await expectText(page, '还没有届次')
  await page.getByRole('button', { name: '登记一届' }).click()
  const dialog = page.getByRole('dialog', { name: '登记一届' })
  await dialog.getByLabel('第几届').fill(String(given.number))
  await dialog.getByLabel('从哪一天起').fill(given.startsOn)
  await settle(page, dialog, '登记', '已登记')
}

export async function addSession(
  page: Page,
  given: { number: number; opensOn: string; closesOn: string; from: string; until: string },
): Promise<void> {
  await page.getByRole('button', { name: '添一次会议' }).click()
  const dialog = page.getByRole('dialog', { name: '添一次会议' })
  await dialog.getByLabel('第几次会议').fill(String(given.number))
  await dialog.getByLabel('开幕').fill(given.opensOn)
  await dialog.getByLabel('闭幕').fill(given.closesOn)
  await dialog.getByLabel('提案征集开始').fill(given.from)
  await dialog.getByLabel('提案征集截止').fill(given.until)
  await settle(page, dialog, '保存', '已保存')
  await expectText(page, '第一次会议')
}

/** Chooses files and reads the preview. */
export async function previewFiles(page: Page, files: Files): Promise<void> {
  await page.getByLabel('选择表格文件').setInputFiles(files)
  await page.getByRole('button', { name: '读取并预览' }).click()
  await page.getByRole('heading', { name: '读到的文件' }).waitFor({ state: 'visible' })
}

/** What the preview counts, by name: 新增 → 339 人. */
export async function previewCounts(page: Page): Promise<Record<string, string>> {
  const names = await page.getByRole('term').allInnerTexts()
  const values = await page.getByRole('definition').allInnerTexts()
  return Object.fromEntries(names.map((name, index) => [name, (values[index] ?? '').replace(/\s+/g, ' ')]))
}

export async function importRoster(page: Page, files: Files, people: number): Promise<void> {
  await mainNavigation(page).getByRole('link', { name: '委员' }).click()
  await expectText(page, '名册还是空的')
  await page.getByRole('link', { name: '导入名单' }).click()
  await heading(page, '导入名单')
  await previewFiles(page, files)
  const counts = await previewCounts(page)
  assert.equal(counts.新增, `${people} 人`)
  assert.equal(counts.错误, '0 处')
}

export async function carryOutImport(page: Page, told: RegExp): Promise<void> {
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expectText(page, '导入完成')
  await expectText(page, told)
}

/** Finds a member by name, writes down the phone, opens the account. @returns the first password */
export async function openMemberAccount(page: Page, name: string, phone: string): Promise<string> {
  await mainNavigation(page).getByRole('link', { name: '委员' }).click()
  await page.getByLabel('姓名、拼音或单位').fill(name)
  await page.getByRole('link', { name, exact: true }).click()
  await heading(page, name)
  await page.getByRole('link', { name: '修改资料' }).click()
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '保存' }).click()
  await heading(page, name)
  await page.getByRole('button', { name: '开通账号' }).click()
  const dialog = page.getByRole('dialog', { name: '开通账号' })
  await expectText(dialog, phone)
  await dialog.getByRole('button', { name: '开通' }).click()
  return takeFirstPassword(page)
}
