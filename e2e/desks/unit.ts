/** What a handling unit does with a proposal. */
import type { Page } from 'playwright-core'
import { pick, settle } from './forms.ts'
import { panel, takeFromWorkbench } from './proposal-office.ts'
import { expectText } from './seeing.ts'
import { heading } from './signing-in.ts'

export async function accept(page: Page, title: string): Promise<void> {
  await takeFromWorkbench(page, '待签收', title)
  await page.getByRole('button', { name: '签收', exact: true }).click()
  await settle(page, page.getByRole('dialog', { name: '签收' }), '签收', '已签收')
}

export async function askToReturn(page: Page, title: string, reason: string): Promise<void> {
  await takeFromWorkbench(page, '待签收', title)
  await page.getByRole('button', { name: '申请退办' }).click()
  const dialog = page.getByRole('dialog', { name: '申请退办' })
  await dialog.getByLabel('退办理由').fill(reason)
  await settle(page, dialog, '申请退办', '退办申请已提交')
}

export async function giveOpinion(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^写会办意见/ }).click()
  const step = panel(page, /^写会办意见/)
  await step.getByLabel('会办意见').fill(text)
  await step.getByRole('button', { name: '提交会办意见' }).click()
  await expectText(page, '会办意见已送主办单位')
}

export async function recordContact(page: Page, notes: string): Promise<void> {
  await page.getByRole('button', { name: '记录面商' }).click()
  const step = panel(page, /^记录面商/)
  await pick(step, '登门走访')
  await step.getByLabel('谈了什么').fill(notes)
  await step.getByRole('button', { name: '记录面商' }).click()
  await expectText(page, '面商已记录，等提案者确认')
}

/** Writes the reply, or goes on with the one sent back. */
export async function writeReply(page: Page, given: { class: string; text: string }): Promise<void> {
  await page.getByRole('link', { name: /^写答复/ }).click()
  await heading(page, /^写答复/)
  await pick(page, `${given.class} 类`)
  // The same to each suggestion, however many there are; of one handled with it as to this one's, where both have it.
  const alike = page.getByRole('button', { name: '没写的各条，都同本件对应的一条' })
  if (await alike.isVisible()) await alike.click()
  for (const answer of await page.getByLabel(/^对(\d+ 号提案)?第 \d+ 条的答复$/).all()) await answer.fill(given.text)
  await page.getByLabel('签发领导').fill('秦局长')
  await page.getByLabel('联系人').fill('办公室小何')
  await page.getByLabel('联系电话').fill('0990-8800123')
  await page.getByRole('button', { name: '检查并报送' }).click()
  const step = panel(page, '检查并报送')
  await expectText(step, '每条建议都有答复，类别、签发领导和联系人都填了')
  await step.getByRole('button', { name: '报送答复' }).click()
  await expectText(page, '答复已报送，等候审核')
}

/** 分办到人, to the only clerk there is, under the first leader. */
export async function handOut(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: '分办到人' }).click()
  const step = panel(page, '分办到人')
  await step.getByRole('group', { name: '承办人' }).getByRole('radio').first().check()
  await step.getByLabel('对外联系电话').fill('0990-8800123')
  await step.getByLabel('交代的话').fill(note)
  await step.getByRole('button', { name: '分办', exact: true }).click()
  await expectText(page, '已分办，承办人会收到消息')
}

/** The clerk's draft: the same to each suggestion, of the first one a measure promised for today; then on to the office. */
export async function draftReply(page: Page, given: { class: string; text: string; measure: string }): Promise<void> {
  await page.getByRole('link', { name: /^写答复/ }).click()
  await heading(page, /^写答复/)
  await pick(page, `${given.class} 类`)
  for (const answer of await page.getByLabel(/^对第 \d+ 条的答复$/).all()) await answer.fill(given.text)
  await page.getByLabel('措施').first().fill(given.measure)
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
  await page.getByLabel('完成时限').first().fill(day)
  await page.getByLabel('责任人').first().fill('小周')
  await passOn(page, '检查并送审', '送审')
}

/** Passes the reply in sight on within the unit, or out of it. */
export async function passOn(page: Page, open: string, act: string): Promise<void> {
  await page.getByRole('button', { name: open, exact: true }).click()
  const step = panel(page, open)
  await expectText(step, '每条建议都有答复，类别和联系人都填了')
  await step.getByRole('button', { name: act, exact: true }).click()
  await expectText(page, /已送审|已送领导审签|答复已报送，等候审核/)
  await step.waitFor({ state: 'hidden' })
}

/** Reports that what was promised is done. */
export async function keepPromise(page: Page, report: string): Promise<void> {
  const step = panel(page, /^报告落实情况/)
  await pick(step, '已经完成')
  await step.getByLabel('落实情况').fill(report)
  await step.getByRole('button', { name: '报告落实情况' }).click()
  await expectText(page, '落实情况已报告')
}
