import { describe, expect, it } from 'vitest'
import { nationalCalendar as calendar } from '#platform/calendar/holidays.ts'
import { stagesReached } from './reminder-rules.ts'

const settings = { remindWorkingDaysBefore: [1, 5, 5], remindWorkingDaysAfter: [3, 0], escalateAfterWorkingDays: 5 }
const due = '2026-03-20'

describe('the reminders of a due date', () => {
  it.each([
    ['2026-03-12', [], null],
    ['2026-03-13', ['before-5'], null],
    ['2026-03-19', ['before-5', 'before-1'], null],
    ['2026-03-20', ['before-5', 'before-1'], null],
    // Saturday: over, and no working day since.
    ['2026-03-21', ['after-0'], null],
    ['2026-03-25', ['after-0', 'after-3'], null],
    ['2026-03-27', ['after-0', 'after-3'], 'escalated'],
    ['2026-09-01', ['after-0', 'after-3'], 'escalated'],
  ])('on %s are %j, and going up is %s', (today, reminders, escalation) => {
    expect(stagesReached(calendar, settings, due, today, true)).toEqual({ reminders, escalation })
  })

  it('go up only for what a unit owes', () => {
    expect(stagesReached(calendar, settings, due, '2026-09-01', false).escalation).toBeNull()
  })

  it('count working days over the Spring Festival', () => {
    expect(stagesReached(calendar, settings, '2026-02-24', '2026-02-14', true).reminders).toEqual([
      'before-5',
      'before-1',
    ])
    expect(stagesReached(calendar, settings, '2026-02-14', '2026-02-24', true).reminders).toEqual(['after-0'])
  })
})
