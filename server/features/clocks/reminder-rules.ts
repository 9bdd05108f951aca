import type { CivilDate } from '#platform/calendar/civil-date.ts'
import type { Calendar } from '#platform/calendar/holidays.ts'
import { workingDaysBetween } from '#platform/calendar/working-days.ts'

export interface ReminderSettings {
  remindWorkingDaysBefore: readonly number[]
  remindWorkingDaysAfter: readonly number[]
  escalateAfterWorkingDays: number
}

/** The reminders a due date has come to on a day, the most pressing last, and whether its turn has come to go up. Once the
 *  day is over those before it say nothing any more. Pure.
 *  @param ofUnit only what a unit owes goes up: to its leader and the office that supervises it */
export function stagesReached(
  calendar: Calendar,
  settings: ReminderSettings,
  dueOn: CivilDate,
  today: CivilDate,
  ofUnit: boolean,
): { reminders: string[]; escalation: string | null } {
  const left = workingDaysBetween(calendar, today, dueOn)
  if (today <= dueOn)
    return {
      reminders: [...new Set(settings.remindWorkingDaysBefore)]
        .filter((days) => left <= days)
        .sort((a, b) => b - a)
        .map((days) => `before-${days}`),
      escalation: null,
    }
  return {
    reminders: [...new Set(settings.remindWorkingDaysAfter)]
      .filter((days) => -left >= days)
      .sort((a, b) => a - b)
      .map((days) => `after-${days}`),
    escalation: ofUnit && -left >= settings.escalateAfterWorkingDays ? 'escalated' : null,
  }
}
