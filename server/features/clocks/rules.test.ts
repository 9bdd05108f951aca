import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths } from '#platform/calendar/civil-date.ts'
import { type Calendar, nationalCalendar as calendar } from '#platform/calendar/holidays.ts'
import { overruled } from '#platform/calendar/in-force.ts'
import { addWorkingDays, isWorkingDay, moveToWorkingDay } from '#platform/calendar/working-days.ts'
import { explainDays, explainTerm } from './explain.ts'
import { dueOn, extensionProblem, isPaused, type PeriodUnit, redate, type Term } from './rules.ts'

const term = (startedOn: string, period: number, unit: PeriodUnit, more: Partial<Term> = {}): Term => ({
  startedOn,
  period,
  unit,
  pauses: [],
  extended: null,
  ...more,
})
const pause = (from: string, until: string | null) => ({ from, until })

/** Starts from before the first known year until after the last, leap days and year's ends among them. */
const start = fc.integer({ min: 0, max: 8900 }).map((days) => addDays('2003-06-01', days))
const unit = fc.constantFrom<PeriodUnit>('workingDays', 'days', 'months')
const anyTerm = fc
  .record({
    startedOn: start,
    period: fc.integer({ min: 1, max: 60 }),
    unit,
    pauses: fc.array(fc.tuple(fc.nat(90), fc.integer({ min: -1, max: 40 })), { maxLength: 4 }),
    extended: fc.option(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 200 })), { nil: null, freq: 3 }),
  })
  .map(
    ({ startedOn, pauses, extended, ...rest }): Term => ({
      ...rest,
      startedOn,
      period: rest.unit === 'months' ? 1 + (rest.period % 12) : rest.period,
      // Overlapping ones, ones of no length and one that is still open among them.
      pauses: pauses.map(([after, length]) => {
        const from = addDays(startedOn, after)
        return { from, until: length < 0 ? null : addDays(from, length) }
      }),
      extended: extended && {
        grantedOn: addDays(startedOn, extended[0]),
        until: addDays(startedOn, extended[0] + extended[1]),
      },
    }),
  )
/** A decree for 2026 or 2027 with any weekdays off and any weekends worked. */
const anyDecree = fc
  .tuple(fc.constantFrom(2026, 2027), fc.uniqueArray(fc.nat(364), { maxLength: 40 }))
  .map(([year, numbers]) => {
    const days = numbers.map((n) => addDays(`${year}-01-01`, n))
    const weekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay())
    const named = (list: string[]) => Object.fromEntries(list.map((day) => [day, '某节']))
    return overruled(calendar, [
      { year, holidays: named(days.filter((d) => !weekend(d))), makeUpDays: named(days.filter(weekend)) },
    ])
  })

describe('a due date', () => {
  it.each([
    ['2026-03-02', 15, 'workingDays', '2026-03-23'],
    ['2026-02-09', 15, 'workingDays', '2026-03-06'],
    ['2026-01-31', 1, 'months', '2026-02-28'],
    ['2025-07-01', 3, 'months', '2025-10-09'],
    ['2024-02-28', 1, 'workingDays', '2024-02-29'],
    ['2026-04-01', 3, 'days', '2026-04-07'],
    ['2026-12-25', 10, 'workingDays', '2027-01-08'],
  ] as const)('%s and %i %s is %s', (from, period, periodUnit, due) => {
    expect(dueOn(calendar, term(from, period, periodUnit))).toBe(due)
  })

  it.each([
    [
      'puts working days off by those that were paused',
      { pauses: [pause('2026-03-09', '2026-03-16')] },
      'workingDays',
      '2026-03-30',
    ],
    [
      'counts a day once where pauses overlap',
      { pauses: [pause('2026-03-09', '2026-03-16'), pause('2026-03-12', '2026-03-16')] },
      'workingDays',
      '2026-03-30',
    ],
    ['does not move for a pause that is open', { pauses: [pause('2026-03-09', null)] }, 'workingDays', '2026-03-23'],
    [
      'does not move for a pause of no length',
      { pauses: [pause('2026-03-09', '2026-03-09')] },
      'workingDays',
      '2026-03-23',
    ],
    ['puts days off by days', { pauses: [pause('2026-03-09', '2026-03-16')] }, 'days', '2026-03-24'],
    [
      'is the day that was granted',
      { extended: { until: '2026-04-20', grantedOn: '2026-03-20' } },
      'workingDays',
      '2026-04-20',
    ],
    [
      'moves off a day off that was granted',
      { extended: { until: '2026-05-02', grantedOn: '2026-03-20' } },
      'workingDays',
      '2026-05-06',
    ],
    [
      'forgets pauses from before the grant',
      { pauses: [pause('2026-03-09', '2026-03-16')], extended: { until: '2026-04-20', grantedOn: '2026-03-20' } },
      'workingDays',
      '2026-04-20',
    ],
    [
      'is put off by pauses after the grant',
      { pauses: [pause('2026-04-13', '2026-04-15')], extended: { until: '2026-04-20', grantedOn: '2026-03-20' } },
      'workingDays',
      '2026-04-22',
    ],
  ] as const)('%s', (_, more, periodUnit, due) => {
    expect(dueOn(calendar, term('2026-03-02', 15, periodUnit, more))).toBe(due)
  })

  it('agrees with the reckoning of the platform where nothing was paused or granted', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 90 }), (from, n) => {
        expect(dueOn(calendar, term(from, n, 'workingDays'))).toBe(addWorkingDays(calendar, from, n).dueOn)
        const months = 1 + (n % 12)
        expect(dueOn(calendar, term(from, months, 'months'))).toBe(
          moveToWorkingDay(calendar, addMonths(from, months)).dueOn,
        )
      }),
    )
  })

  it('lies after the start, on a working day, outside every pause', () => {
    fc.assert(
      fc.property(anyTerm, anyDecree, (one, decreed) => {
        const due = dueOn(decreed, one)
        expect(due > one.startedOn).toBe(true)
        expect(isWorkingDay(decreed, due)).toBe(true)
        const pauses = one.extended ? one.pauses.filter(({ from }) => from >= one.extended!.grantedOn) : one.pauses
        expect(isPaused(pauses, due)).toBe(false)
      }),
    )
  })

  it('is never earlier for a longer period, a later start, a longer pause or one more day off', () => {
    fc.assert(
      fc.property(anyTerm, fc.nat(30), fc.integer({ min: 0, max: 120 }), (one, n, at) => {
        const due = dueOn(calendar, one)
        if (!one.extended) {
          expect(dueOn(calendar, { ...one, period: one.period + n }) >= due).toBe(true)
          const later = { ...one, pauses: [], startedOn: addDays(one.startedOn, n) }
          expect(dueOn(calendar, later) >= dueOn(calendar, { ...one, pauses: [] })).toBe(true)
        }
        const from = addDays(one.startedOn, at)
        expect(dueOn(calendar, { ...one, pauses: [...one.pauses, pause(from, addDays(from, n))] }) >= due).toBe(true)
        const dayOff: Calendar = {
          ...calendar,
          holidays: new Map([...calendar.holidays, [from, '某节']]),
          makeUpDays: new Map([...calendar.makeUpDays].filter(([day]) => day !== from)),
        }
        expect(dueOn(dayOff, one) >= due).toBe(true)
      }),
    )
  })

  it('refuses what is no period', () => {
    for (const wrong of [0, -1, 0.5, Number.NaN])
      expect(() => dueOn(calendar, term('2026-03-02', wrong, 'days'))).toThrow(RangeError)
  })
})

describe('the explanation', () => {
  it('ends with its last counted day on the due date, and misses no day', () => {
    fc.assert(
      fc.property(anyTerm, anyDecree, (one, decreed) => {
        const due = dueOn(decreed, one)
        const days = explainDays(decreed, one, due)
        expect(days.map(({ date }) => date)).toEqual(days.map((_, index) => addDays(one.startedOn, index + 1)))
        const numbers = days.flatMap(({ number }) => number ?? [])
        expect(numbers).toEqual(numbers.map((_, index) => index + 1))
        expect(days.findLast(({ number }) => number !== null)?.date).toBe(due)
        if (!one.extended && one.unit !== 'months') expect(numbers).toHaveLength(one.period)
        expect(explainTerm(decreed, one, due, null)).toMatch(/^自 .+ 日(（.+）)?$/)
      }),
    )
  })

  it.each([
    ['2026-02-09', 15, 'workingDays', {}, '自 2 月 9 日起 15 个工作日，其间春节放假 9 天、调休上班 2 天，到 3 月 6 日'],
    ['2026-03-02', 5, 'workingDays', {}, '自 3 月 2 日起 5 个工作日，到 3 月 9 日'],
    ['2025-07-01', 3, 'months', {}, '自 7 月 1 日起 3 个月，应到 10 月 1 日，逢国庆节放假，顺延到 10 月 9 日'],
    ['2026-03-07', 2, 'months', {}, '自 3 月 7 日起 2 个月，到 5 月 7 日'],
    ['2026-03-09', 2, 'months', {}, '自 3 月 9 日起 2 个月，到 5 月 9 日'],
    ['2026-03-10', 2, 'months', {}, '自 3 月 10 日起 2 个月，应到 5 月 10 日，逢周末，顺延到 5 月 11 日'],
    [
      '2026-03-02',
      3,
      'months',
      { pauses: [pause('2026-03-09', '2026-03-16')] },
      '自 3 月 2 日起 3 个月，其间暂停 7 天，顺延到 6 月 9 日',
    ],
    [
      '2026-03-02',
      3,
      'months',
      { extended: { until: '2026-08-31', grantedOn: '2026-05-20' } },
      '自 3 月 2 日起 3 个月，经批准延至 8 月 31 日，到 8 月 31 日',
    ],
    [
      '2026-12-25',
      10,
      'workingDays',
      {},
      '自 12 月 25 日起 10 个工作日，到 2027 年 1 月 8 日（2027 年放假安排还没有录入，暂按周一至周五计算）',
    ],
  ] as const)('%s and %i %s %j: in one sentence', (from, period, periodUnit, more, sentence) => {
    const one = term(from, period, periodUnit, more)
    expect(explainTerm(calendar, one, dueOn(calendar, one), null)).toBe(sentence)
  })
})

describe('a decree while a clock runs', () => {
  const off = (day: string) => overruled(calendar, [{ year: 2026, holidays: { [day]: '某节' }, makeUpDays: {} }])
  const one = term('2026-03-02', 15, 'workingDays')

  it('moves a date ahead', () => {
    expect(redate(dueOn(off('2026-03-20'), one), '2026-03-23', '2026-03-10')).toEqual({
      dueOn: '2026-03-24',
      reckoned: '2026-03-24',
      kept: null,
    })
  })
  it('that moves a day already past revives nothing', () => {
    expect(redate(dueOn(off('2026-03-20'), one), '2026-03-23', '2026-03-24')).toEqual({
      dueOn: '2026-03-23',
      reckoned: '2026-03-24',
      kept: 'past',
    })
  })
  it('that would end a date before today breaches nothing', () => {
    // Told with a holiday that never came to be in force.
    expect(redate(dueOn(calendar, one), '2026-03-26', '2026-03-25')).toEqual({
      dueOn: '2026-03-26',
      reckoned: '2026-03-23',
      kept: 'wouldBePast',
    })
  })

  it('is applied once: the second time nothing moves', () => {
    fc.assert(
      fc.property(anyTerm, anyDecree, fc.nat(150), (before, decreed, n) => {
        const today = addDays(before.startedOn, n)
        const first = redate(dueOn(decreed, before), dueOn(calendar, before), today)
        const second = redate(dueOn(decreed, before), first.dueOn, today)
        expect(second).toEqual(first)
        expect(first.dueOn < today && dueOn(calendar, before) >= today).toBe(false)
        expect(first.dueOn >= today && dueOn(calendar, before) < today).toBe(false)
      }),
    )
  })
})

describe('more time', () => {
  it.each([
    ['2026-06-02', 'notLater'],
    ['2026-05-30', 'notLater'],
    ['2026-06-03', null],
    ['2026-09-02', null],
    ['2026-09-03', 'tooFar'],
  ])('until %s: %s', (until, problem) => {
    expect(extensionProblem({ startedOn: '2026-03-02', dueOn: '2026-06-02' }, until, 6)).toBe(problem)
  })
})
