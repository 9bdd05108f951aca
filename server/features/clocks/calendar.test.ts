import { beforeAll, describe, expect, it } from 'vitest'
import { clockRoutes as r } from '#contract/clocks.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { calendarAt, calendarInForce } from '#platform/calendar/in-force.ts'
import { isWorkingDay } from '#platform/calendar/working-days.ts'
import { testApp } from '../../testing/app.ts'

const app = await testApp()
let admin: ReturnType<typeof app.client>
let office: ReturnType<typeof app.client>

const of2027 = {
  version: 0,
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  holidays: [
    { date: '2027-01-01', name: '元旦' },
    { date: '2027-01-02', name: '元旦' },
    { date: '2027-01-03', name: '元旦' },
    ...[1, 2, 3, 4, 5].map((day) => ({ date: `2027-05-0${day}`, name: '劳动节' })),
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ date: `2027-10-0${day}`, name: '国庆节' })),
  ],
  makeUpDays: [{ date: '2027-05-08', name: '劳动节' }],
}
const enter = (body: typeof of2027) => admin(r.enterCalendarYear, { params: { year: '2027' }, body })
const problem = (call: Promise<unknown>) => call.then(() => null).catch((error) => error.problem)
const todos = async () => (await admin(workbenchRoutes.getWorkbench, {})).groups.map((group) => group.items[0]?.title)

beforeAll(async () => {
  const { id: committeeId } = await buildCommittee(app.db)
  admin = app.client((await signInAs(app.db, { committeeId, role: 'systemAdmin', name: '系统管理员' })).token)
  office = app.client((await signInAs(app.db, { committeeId, role: 'proposalOffice', name: '提案委' })).token)
})

describe('the calendar of next year', () => {
  it('is not asked for in October', async () => {
    app.clock.now = new Date('2026-10-31T04:00:00Z')
    expect(await todos()).toEqual([])
  })

  it('is asked for from November on, of administrators only', async () => {
    app.clock.now = new Date('2026-11-02T04:00:00Z')
    expect(await todos()).toEqual(['录入 2027 年放假安排'])
    expect((await office(workbenchRoutes.getWorkbench, {})).groups).toEqual([])
  })

  it('is refused by day where a day is wrong, and nothing is entered', async () => {
    const makeUpDays = [
      ...of2027.makeUpDays,
      { date: '2027-10-03', name: '国庆节' },
      { date: '2027-02-30', name: '春节' },
    ]
    expect(await problem(enter({ ...of2027, makeUpDays }))).toMatchObject({
      status: 400,
      code: 'calendar.invalid',
      details: {
        days: [
          { date: '2027-02-30', message: '没有这一天，请写成 2027-01-01 的样子' },
          { date: '2027-10-03', message: '既写了放假又写了上班' },
        ],
      },
    })
    expect((await admin(r.getCalendarYear, { params: { year: '2027' } })).origin).toBe('none')
  })

  it('is refused for a year nobody decrees yet', async () => {
    const call = admin(r.enterCalendarYear, { params: { year: '2028' }, body: of2027 })
    expect(await problem(call)).toMatchObject({ status: 400, code: 'calendar.year', details: { from: 2025, to: 2027 } })
  })

  it('is in force once entered, is told in the log, and is asked for no more', async () => {
    expect(isWorkingDay((await calendarInForce(app.db)).calendar, '2027-10-04')).toBe(true)
    expect(await enter(of2027)).toEqual({ version: 1 })
    const inForce = await calendarInForce(app.db)
    expect(isWorkingDay(inForce.calendar, '2027-10-04')).toBe(false)
    expect(isWorkingDay(inForce.calendar, '2027-05-08')).toBe(true)
    expect(await todos()).toEqual([])
    expect(await office(r.getCalendarYear, { params: { year: '2027' } })).toMatchObject({
      origin: 'decree',
      version: 1,
      mayEnter: null,
      decrees: [{ version: 1, source: of2027.source, enteredBy: '系统管理员' }],
    })
    const event = await app.db.selectFrom('events').selectAll().where('type', '=', 'calendar.decreed').execute()
    expect(event).toMatchObject([{ details: { year: 2027, version: 1, number: 1, source: of2027.source } }])
  })

  it('is what distances on the screen are counted by', async () => {
    app.clock.now = new Date('2027-04-28T01:00:00Z')
    expect(await office(r.getWorkingDays, {})).toMatchObject({
      holidays: [1, 2, 3, 4, 5].map((day) => `2027-05-0${day}`),
      makeUpDays: ['2027-05-08'],
    })
    app.clock.now = new Date('2026-11-02T04:00:00Z')
  })

  it('is amended by a further version, which the older one stays beside', async () => {
    expect(await problem(enter({ ...of2027, version: 1 }))).toMatchObject({ code: 'calendar.unchanged' })
    expect(await problem(enter(of2027))).toMatchObject({ status: 409, code: 'version.stale' })
    const amended = { ...of2027, version: 1, holidays: [...of2027.holidays, { date: '2027-10-08', name: '国庆节' }] }
    expect(await enter(amended)).toEqual({ version: 2 })
    expect(isWorkingDay((await calendarInForce(app.db)).calendar, '2027-10-08')).toBe(false)
    expect(isWorkingDay(await calendarAt(app.db, 1), '2027-10-08')).toBe(true)
    expect(isWorkingDay(await calendarAt(app.db, 0), '2027-10-04')).toBe(true)
    await expect(app.db.deleteFrom('calendar_decrees').execute()).rejects.toThrow('append-only')
  })

  it('is entered by one of two at once; the other is told', async () => {
    const days = (day: string) => ({
      ...of2027,
      version: 2,
      holidays: [...of2027.holidays, { date: day, name: '某节' }],
    })
    const both = await Promise.all([problem(enter(days('2027-11-01'))), problem(enter(days('2027-11-02')))])
    expect(both.map((one) => one?.code).sort()).toEqual(['version.stale', undefined])
  })
})

describe('a file', () => {
  it('is read by year with what is wrong by day, and enters nothing', async () => {
    const file = new File(['{"holidays":{"2027-01-01":"元旦"},"workdays":{"2027-01-01":"元旦"}}'], 'a.json')
    const { years } = await admin(r.readCalendarFile, {}, { files: [file] })
    expect(years).toMatchObject([
      { year: 2027, problems: expect.arrayContaining([{ date: '2027-01-01', message: '既写了放假又写了上班' }]) },
    ])
    const other = new File(['放假'], 'a.txt')
    expect(await problem(admin(r.readCalendarFile, {}, { files: [other] }))).toMatchObject({
      code: 'calendar.unreadable',
    })
  })
})
