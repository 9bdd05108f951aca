/** Every page that a role can open in the demonstration. */
import type { Page } from 'playwright-core'
import { arrive, faultsOf, focusFaults } from './page-checks.ts'

/** Where each desk can go; a path with a star stands for the first link of its list, one that begins with > for the first
 *  such link of the page before. */
const pagesOf: Record<string, readonly string[]> = {
  weiyuan: [
    '/',
    '/activities',
    '/activities/month',
    '/activities/*',
    '/activities/*/votes',
    '>/votes/',
    '/activities/*/speeches',
    '/check-in-code',
    '/check-in',
    '/activities/new',
    '/leaves',
    '/proposals',
    '/proposals?scope=mine',
    '/proposals/*',
    '/proposals/*/wordings',
    '/proposals/new/edit',
    '/members',
    '/members/*',
    '/statistics',
    '/appraisals',
    '/appraisals/*',
    '/mutual-appraisals',
    '/mutual-appraisals/*',
    '/my-score',
    '/duty-report-rounds',
    '>/duty-reports/',
    '/duty',
    '>/duty/archive/',
    '/duty/ledger',
    '/duty/records',
    '/duty/records/*',
    '/duty/records/new',
    '/duty/objections',
    '/scoring-schemes',
  ],
  tian: [
    '/',
    '/proposals',
    '/proposals/*',
    '/proposals/*/wordings',
    '/proposals?scope=desk&state=submitted',
    '/proposals/*?step=examine',
    '/proposals/import',
    '/key-proposals',
    '/publications',
    '/publications/*',
    '/awards',
    '/awards/*',
    '/awards/*/candidates',
    '/appraisals',
    '/appraisals/*',
    '/mutual-appraisals',
    '/mutual-appraisals/*',
    '/mutual-appraisals?view=units',
    '/statistics',
    '/members',
    '/units',
    '/terms',
    '/calendar',
    '/settings/proposals',
    '/settings/awards',
    '/settings/proposal-rating',
    '/settings/proposal-numbering',
    '/settings/proposal-examination',
  ],
  lianluo: [
    '/',
    '/activities/month',
    '/activities?time=all',
    '/activities/*',
    '/activities/*/edit',
    '/activities/*/seats',
    '/activities/new',
    '/leaves',
    '/leave-lines',
    '/settings/activities',
    '/activities',
    '/activities/*/attendance',
    '/activities/*/desk',
    '/activities/*/sign-sheet',
    '/activities/*/speeches',
    '/activities/*/points',
    '/activities/*/votes',
    '>/votes/',
    '/settings/attendance',
    '/settings/votes',
    '/members',
    '/members/*',
    '/members/*/edit',
    '/members/new',
    '/members/import',
    '/members/accounts',
    '/member-changes',
    '/committees',
    '/groups',
    '/groups/*',
    '/settings',
    '/settings/members.ordering',
    '/scores',
    '/scores?order=points',
    '/duty/ledger',
    '/duty/records',
    '/duty/records/*',
    '/duty/records/import',
    '/duty/objections',
    '/duty/archives',
    '>/duty/archive/',
    '/duty/statistics',
    '/settings/duty.targets',
    '/assessments',
    '/assessments/*',
    '/recognitions',
    '/scoring-schemes',
    '/scoring-schemes/*',
    '/scoring-schemes/*/what-if',
    '/duty-report-rounds',
    '/duty-report-rounds/*',
    '>/duty-reports/',
  ],
  ducha: [
    '/',
    '/proposals?state=registered',
    '/proposals/*',
    '/proposals/*?step=assign',
    '/key-proposals',
    '/statistics',
    '/units',
  ],
  zhujian: ['/', '/proposals?scope=desk', '/proposals/*', '/appraisals', '/appraisals/*', '/mutual-appraisals/*'],
  jiaoyu: ['/', '/proposals?scope=desk', '/unit-duties'],
  chengguan: ['/', '/unit-duties', '/proposals/*'],
  zhuxi: [
    '/',
    '/appraisals',
    '/appraisals/*',
    '/key-proposals',
    '/proposals',
    '/statistics',
    '/members',
    '/awards',
    '/awards/*',
  ],
  xitong: ['/accounts', '/health', '/calendar', '/committees', '/settings'],
  anquan: ['/accounts'],
  shenji: ['/audit'],
}

/** Visits all pages of a role and collects what is wrong, page by page. */
export async function tour(page: Page, username: string, focus: boolean): Promise<{ pages: number; faults: string[] }> {
  const faults: string[] = []
  const said = watchAnswers(page)
  const paths = [...(pagesOf[username] ?? []), '/me']
  let pages = 0
  for (const path of paths) {
    const whole = await resolvePath(page, path)
    if (!whole) continue
    pages++
    await arrive(page, `/app${whole}`)
    const found = await faultsOf(page)
    if (focus) found.push(...(await focusFaults(page, 6)))
    faults.push(...[...found, ...said.splice(0)].map((fault) => `${username} ${path}: ${fault}`))
  }
  return { pages, faults }
}

/** The address of the first line of a list, for a path with a star. */
async function resolvePath(page: Page, path: string): Promise<string | null> {
  if (path.startsWith('>')) {
    const link = page.locator(`main a[href^="/app${path.slice(1)}"]`).first()
    return (await link.count()) > 0 ? ((await link.getAttribute('href')) ?? '').replace(/^\/app/, '') : null
  }
  const [list, rest] = path.split('/*')
  if (rest === undefined) return path
  if (!page.url().includes(`/app${list}`)) await arrive(page, `/app${list}`)
  const links = page.locator(`main a[href^="/app${list}/"]`)
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  const first = hrefs.find((href) => /\/[0-9a-f-]{36}$/.test(href)) ?? page.url().match(/\/app(\/.*[0-9a-f-]{36})/)?.[1]
  return first ? first.replace(/^\/app/, '') + rest : null
}

/** Errors on the console and requests refused, as they come. */
export function watchAnswers(page: Page): string[] {
  const said: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => said.push(`page: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 400) said.push(`answer ${response.status()} ${response.url()}`)
  })
  return said
}
