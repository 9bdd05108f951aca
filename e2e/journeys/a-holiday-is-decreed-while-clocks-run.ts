import type { Page } from 'playwright-core'
import type { CalendarYear, Clock } from '#contract/clocks.ts'
import { demoPassword } from '#features/demo/accounts.ts'
import { expectText } from '../desks/seeing.ts'
import { heading, signIn } from '../desks/signing-in.ts'
import type { World } from '../world.ts'

/** The job looks once a minute, and the scheduler may be a round late. */
const patienceMs = 180_000
const alwaysOff = ['01-01', '05-01', '10-01', '10-02', '10-03']

const ask = async <T>(page: Page, path: string) => (await (await page.request.get(`/api/v1${path}`)).json()) as T

export async function journey(world: World): Promise<void> {
  const installation = await world.demonstration()
  const office = await world.desk(installation, '提案委办公室', 'desk')
  await signIn(office, 'tian', demoPassword, '待办')
  const { items } = await ask<{ items: { id: string }[] }>(office.page, '/proposals?state=handling')
  const { id, clock } = await replyThatRuns(office.page, items)
  await office.page.goto(`/app/proposals/${id}`)
  await office.page.getByText(clock.sentence).first().waitFor()
  await office.page
    .getByRole('button', { name: /逐日看\s*答复期限/ })
    .first()
    .click()
  await expectText(office.page.getByRole('dialog'), clock.sentence)
  world.tell(`答复期限 ${clock.dueOn}：${clock.sentence}`)

  const admin = await world.desk(installation, '系统管理员', 'desk')
  const { page } = admin
  await signIn(admin, 'xitong', demoPassword, '账号')
  const year = clock.dueOn.slice(0, 4)
  await page.goto(`/app/calendar/${year}`)
  await heading(page, `放假安排 · ${year} 年`)
  const known = await ask<CalendarYear>(page, `/calendars/${year}`)
  const days = (list: CalendarYear['holidays']) => list.map(({ date, name }) => [date, name] as const)
  const holidays = Object.fromEntries([
    ...alwaysOff.map((day) => [`${year}-${day}`, '放假']),
    ...days(known.holidays),
    [clock.dueOn, '某节'],
  ])
  const workdays = Object.fromEntries(days(known.makeUpDays).filter(([date]) => date !== clock.dueOn))
  const file = (table: object) => ({
    name: `${year}.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(table), 'utf8'),
  })
  const input = page.locator('input[type=file]')
  await input.setInputFiles(file({ holidays, workdays: { ...workdays, [`${year}-10-01`]: '国庆节' } }))
  await expectText(page, '既写了放假又写了上班')
  await input.setInputFiles(file({ holidays, workdays }))
  await expectText(page, '文件已读入，请核对后保存')
  await page.getByLabel('依据').fill('关于节假日安排的通知')
  await page.getByRole('button', { name: '保存放假安排' }).click()
  await expectText(page, '已保存，正在走的期限随后自动重算')
  await expectText(page, '关于节假日安排的通知')

  const moved = await movedClock(office.page, id, clock)
  await office.page.goto(`/app/proposals/${id}`)
  await office.page.getByText(moved.sentence).first().waitFor()
  await office.page.getByText('期限随放假安排改动').first().waitFor()
  await office.page.getByText(`因 ${year} 年放假安排`).first().waitFor()
  world.tell(`改为 ${moved.dueOn}：${moved.sentence}`)
}

async function clocksOf(page: Page, id: string): Promise<Clock[]> {
  return (await ask<{ items: Clock[] }>(page, `/proposals/${id}/clocks`)).items
}

/** A proposal whose reply is still ahead. */
async function replyThatRuns(page: Page, items: readonly { id: string }[]): Promise<{ id: string; clock: Clock }> {
  const today = new Date().toISOString().slice(0, 10)
  for (const { id } of items) {
    const clock = (await clocksOf(page, id)).find((one) => one.kind === 'reply' && one.stoppedAt === null)
    if (clock && clock.dueOn > today) return { id, clock }
  }
  throw new Error('In the demonstration no reply is ahead.')
}

async function movedClock(page: Page, id: string, before: Clock): Promise<Clock> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await page.waitForTimeout(2_000)) {
    const clock = (await clocksOf(page, id)).find((one) => one.id === before.id)
    if (clock && clock.dueOn !== before.dueOn) return clock
  }
  throw new Error(`The reply is still due on ${before.dueOn}.`)
}
