/** What the proposal office and the assigning office do. */
import type { Locator, Page } from 'playwright-core'
import { choose, pick, settle } from './forms.ts'
import { expectText } from './seeing.ts'
import { heading } from './signing-in.ts'

const mainNavigation = (page: Page) => page.getByRole('navigation', { name: '主导航' })

export async function addUnit(page: Page, given: { name: string; shortName: string }): Promise<void> {
  await page.getByRole('button', { name: '添承办单位' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('全称').fill(given.name)
  await dialog.getByLabel('简称').fill(given.shortName)
  await choose(page, dialog, '类别', '政府部门')
  await settle(page, dialog, '保存', '已保存')
  await page.getByRole('cell', { name: given.name }).first().waitFor({ state: 'visible' })
}

export async function openUnits(page: Page): Promise<void> {
  await mainNavigation(page).getByRole('link', { name: '承办单位' }).click()
  await heading(page, '组织')
}

/** Reads a file of proposals. @param as 往年提案，存入档案 or 代委员录入，作为草稿 */
export async function importProposals(
  page: Page,
  as: string,
  file: Parameters<Locator['setInputFiles']>[0],
  told: RegExp,
): Promise<void> {
  await mainNavigation(page).getByRole('link', { name: '提案', exact: true }).click()
  await page.getByRole('link', { name: '从文件导入' }).click()
  await heading(page, '导入提案')
  await pick(page, as)
  await page.getByLabel('选择表格文件').setInputFiles(file)
  await page.getByRole('button', { name: '读取并预览' }).click()
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expectText(page, '导入完成')
  await expectText(page, told)
}

/** The button of each step, for what does not stand among the few that the workbench shows. */
const stepOf: Record<string, string> = {
  待审查: '审查',
  待交办: '交办',
  申请退办: '处理退办申请',
  待办结: '办结',
  答复中的措施到期: '报告落实情况',
}

/** Opens a step from the workbench, where it waits under its heading: there, or in the list of all of them. */
export async function takeFromWorkbench(page: Page, group: string, title: string): Promise<void> {
  await page.goto('/app/')
  const waiting = page.getByRole('region', { name: group, exact: true })
  await waiting.waitFor()
  const line = waiting.getByRole('link', { name: title })
  if ((await line.count()) > 0) return line.first().click()
  await waiting.getByRole('link', { name: /看全部$/ }).click()
  await heading(page, '提案')
  await page.getByLabel(/^查找/).fill(title)
  await page.waitForURL(/[?&]q=/)
  await page.getByRole('table', { name: '提案' }).getByRole('link', { name: title }).click()
  const step = stepOf[group]
  if (step)
    await page
      .getByRole('button', { name: new RegExp(`^${step}`) })
      .first()
      .click()
}

/** The panel beside the matter in which a step is taken. */
export function panel(page: Page, name: string | RegExp): Locator {
  return page.getByRole('dialog', { name })
}

export async function register(page: Page, title: string, category: string): Promise<void> {
  await takeFromWorkbench(page, '待审查', title)
  const step = panel(page, '审查')
  await pick(step, '立案')
  await pick(step, category)
  await step.getByRole('button', { name: '立案' }).click()
  await expectText(page, '已立案')
}

/** Sees at the examination that one of this title is there already. New texts are entered for searching once a minute:
 *  until then the page is read again. */
async function seeSimilar(page: Page, title: string): Promise<void> {
  const similar = panel(page, '审查').getByRole('region', { name: '相近的提案' }).getByText(title)
  for (let tries = 0; tries < 9; tries++) {
    const seen = await similar
      .first()
      .waitFor({ timeout: 8000 })
      .then(
        () => true,
        () => false,
      )
    if (seen) return
    await page.reload()
  }
  throw new Error(`Nothing like ${title} was shown`)
}

/** 并案 at the examination, into the one of the same title that is shown as similar. */
export async function merge(page: Page, title: string): Promise<void> {
  await takeFromWorkbench(page, '待审查', title)
  await seeSimilar(page, title)
  const step = panel(page, '审查')
  await pick(step, '并案')
  await step.getByLabel('并入哪一件').fill(title)
  await pick(step.getByRole('group', { name: '选一件' }), String.raw`\d+ 号`)
  await step.getByRole('button', { name: '并案并编号' }).click()
  await expectText(page, '已并案')
}

export async function assign(page: Page, title: string, units: string[]): Promise<void> {
  await takeFromWorkbench(page, '待交办', title)
  const step = panel(page, '交办')
  for (const unit of units) {
    await step.getByLabel('查找单位').fill(unit)
    await step.getByLabel('查找单位').press('Enter')
    await step.getByLabel(`${unit}的承办方式`).waitFor()
  }
  await step.getByRole('button', { name: '交办', exact: true }).click()
  await expectText(page, '已交办')
}

/** 同意退办, and the duty goes to another unit. */
export async function passOn(page: Page, title: string, from: string, to: string): Promise<void> {
  await takeFromWorkbench(page, '申请退办', title)
  const step = panel(page, /^处理退办申请/)
  await expectText(step, `${from}的退办理由`)
  await pick(step, '同意退办')
  await step.getByLabel('处理意见').fill('情况属实，改由主管部门会办。')
  await step.getByRole('button', { name: '同意退办' }).click()
  await expectText(page, '退办申请已处理')
  await step.waitFor({ state: 'hidden' })
  await page.getByRole('region', { name: '办到哪一步' }).getByRole('button', { name: /^改办/ }).click()
  const next = panel(page, /^改办/)
  await next.getByLabel('选择单位').fill(to)
  await next.getByLabel('选择单位').press('Enter')
  await next.getByLabel('改办理由').fill('属该单位职责。')
  await next.getByRole('button', { name: '改办', exact: true }).click()
  await expectText(page, `${from}改为${to}`).catch(() => expectText(page, '已改办'))
  await next.waitFor({ state: 'hidden' })
}

/** 增加承办单位 as a joint one, to the proposal in sight. */
export async function addJointUnit(page: Page, unit: string): Promise<void> {
  await page.getByRole('button', { name: '增加承办单位' }).click()
  const step = panel(page, '增加承办单位')
  await step.getByLabel('选择单位').fill(unit)
  await step.getByLabel('选择单位').press('Enter')
  await pick(step, '会办')
  await step.getByRole('button', { name: '增加', exact: true }).click()
  await expectText(page, '已增加承办单位')
}

/** Reads the reply beside the suggestions. */
export async function openReview(page: Page, title: string): Promise<void> {
  await takeFromWorkbench(page, '答复待审核', title)
  await page.getByRole('link', { name: /^审核答复/ }).click()
  await heading(page, '审核答复')
}

export async function sendBack(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: '退回重拟' }).click()
  const dialog = page.getByRole('dialog', { name: '退回重拟' })
  await dialog.getByLabel('退回意见').fill(reason)
  await settle(page, dialog, '退回', '答复已退回承办单位')
}

export async function deliver(page: Page): Promise<void> {
  await page.getByRole('button', { name: '送达提案者' }).click()
  const dialog = page.getByRole('dialog', { name: '送达提案者' })
  await settle(page, dialog, '送达', '答复已送达提案者')
}

/** Selects the proposal in sight as a key one and puts a leader with an account of their own in charge. */
export async function putUnderLeader(
  page: Page,
  given: { name: string; post: string; account: RegExp },
): Promise<void> {
  await page.getByRole('button', { name: '定为重点提案' }).click()
  const selecting = page.getByRole('dialog', { name: '定为重点提案' })
  await selecting.getByLabel('理由').fill('群众反映集中，涉及几家单位，需要有人牵头协调。')
  await selecting.getByRole('button', { name: /^确\s?定$/ }).click()
  await expectText(page, /年重点提案$/)
  await page.getByRole('button', { name: '添牵头领导' }).click()
  const adding = page.getByRole('dialog', { name: '添牵头领导' })
  await pick(adding, '领衔督办')
  await choose(page, adding, '本人的账号', given.account)
  await adding.getByLabel('姓名').fill(given.name)
  await adding.getByLabel('职务').fill(given.post)
  await adding.getByLabel('督办方案').fill('答复之前到现场看一次，请承办单位和提案者一起商量。')
  await adding.getByRole('button', { name: /^添\s?加$/ }).click()
  await expectText(page, '还没有开展督办。')
}

/** A reply that was not good enough is handled once more. */
export async function orderAgain(page: Page, title: string, what: string): Promise<void> {
  await takeFromWorkbench(page, '提案者不满意', title)
  await page.getByRole('button', { name: '交办重新办理' }).click()
  const dialog = page.getByRole('dialog', { name: '交办重新办理' })
  await dialog.getByLabel('重新办理的要求').fill(what)
  await settle(page, dialog, '交办重新办理', '已交办重新办理')
}

/** Every Word file that 文书 offers for the proposal in sight. @returns where each was put, by its name */
export async function takePapers(page: Page): Promise<Map<string, string>> {
  const menu = page.locator('.paper-menu')
  const offers = menu.locator('.menu-item')
  const papers = new Map<string, string>()
  await menu.getByText('文书', { exact: true }).click()
  await offers.first().waitFor()
  const count = await offers.count()
  for (let at = 0; at < count; at++) {
    // It closes after each.
    if (at > 0) await menu.getByText('文书', { exact: true }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), offers.nth(at).click()])
    papers.set(`${at + 1} ${file.suggestedFilename()}`, await file.path())
    await menu.locator('.menu-list').waitFor({ state: 'hidden' })
  }
  return papers
}

export async function concludeAndArchive(page: Page, title: string): Promise<void> {
  await takeFromWorkbench(page, '待办结', title)
  const dialog = page.getByRole('dialog', { name: '办结' })
  await settle(page, dialog, '办结', '已办结')
  await page.getByRole('button', { name: '归档' }).click()
  await settle(page, page.getByRole('dialog', { name: '归档' }), '归档', '已归档')
}
