/** What a member does, on a phone. */
import type { Page } from 'playwright-core'
import { pick } from './forms.ts'
import { panel } from './proposal-office.ts'
import { expectText } from './seeing.ts'
import { heading } from './signing-in.ts'

const sizes = { 标准: 'normal', 特大: 'larger' } as const

/** Under 我的, for this account wherever it signs in. */
export async function setTextSize(page: Page, size: keyof typeof sizes): Promise<void> {
  await page.goto('/app/me')
  const choice = page
    .getByRole('main')
    .getByRole('group', { name: '字号' })
    .getByRole('button', { name: size, exact: true })
  if ((await choice.getAttribute('aria-pressed')) === 'true') return
  const kept = page.waitForResponse(
    (response) => response.request().method() !== 'GET' && response.url().includes('text-size'),
  )
  await choice.click()
  await kept
  await page.locator(`html[data-text-size=${sizes[size]}]`).waitFor()
}

export async function goHome(page: Page): Promise<void> {
  await page.goto('/app/')
  await heading(page, '待办')
}

/** Presses the button of the card that asks for this step. */
export async function takeCard(page: Page, group: string, step: string): Promise<void> {
  await goHome(page)
  await page.getByRole('region', { name: group }).getByRole('link', { name: step }).first().click()
}

export async function inviteCoSigner(page: Page, name: string): Promise<void> {
  await page.getByLabel('查找委员').fill(name)
  await page.getByRole('button', { name: `邀请${name}联名` }).click()
  await expectText(page, `已邀请${name}`)
}

/** Says a word on the draft one is asked to sign. */
export async function commentOnInvitation(page: Page, words: string): Promise<void> {
  await takeCard(page, '邀请您联名', '看内容并答复')
  await page.getByRole('button', { name: '写批注' }).click()
  await page.getByLabel('想说的话', { exact: true }).fill(words)
  await page.getByRole('button', { name: '写好了' }).click()
  await expectText(page, words)
}

/** Sees what was said on the draft and marks it as settled. */
export async function settleComment(page: Page, words: string): Promise<void> {
  await expectText(page, words)
  await page.getByRole('button', { name: '标为已处理' }).click()
  await expectText(page, '批注都已处理。')
}

export async function answerInvitation(page: Page): Promise<void> {
  await takeCard(page, '邀请您联名', '看内容并答复')
  await pick(page, '同意联名')
  await page.getByLabel(/^想说的话/).fill('写得实在，同意。')
  await page.getByRole('button', { name: '答复', exact: true }).click()
  await expectText(page, '已同意联名')
}

export async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '检查并提交' }).click()
  const step = panel(page, '检查并提交')
  await expectText(step, '案由、情况分析、具体建议都写了')
  await step.getByRole('button', { name: '提交提案' }).click()
  await expectText(page, '待审查')
}

export async function confirmContact(page: Page): Promise<void> {
  await takeCard(page, '面商记录请您确认', '确认面商记录')
  const step = panel(page, /^确认面商记录/)
  await pick(step, '属实')
  await step.getByRole('button', { name: '确认', exact: true }).click()
  await expectText(page, '已答复面商记录')
}

export async function disputeContact(page: Page, what: string): Promise<void> {
  await takeCard(page, '面商记录请您确认', '确认面商记录')
  const step = panel(page, /^确认面商记录/)
  await pick(step, '与实际不符')
  await step.getByLabel('实际情况').fill(what)
  await step.getByRole('button', { name: '提出异议', exact: true }).click()
  await expectText(page, '已答复面商记录')
}

/** @param given.words what was wrong, asked of those who are not satisfied */
export async function rate(page: Page, given: { handling: string; result: string; words?: string }): Promise<void> {
  await takeCard(page, '答复请您评价', '看答复并评价')
  await page.getByRole('button', { name: '评价答复' }).click()
  const step = panel(page, '评价答复')
  await pick(step.getByRole('group', { name: /^对办理工作/ }), given.handling)
  await pick(step.getByRole('group', { name: /^对办理结果/ }), given.result)
  if (given.words) await step.getByLabel('哪里不满意').fill(given.words)
  await step.getByRole('button', { name: '提交评价' }).click()
  await expectText(page, '评价已提交，谢谢您')
}
