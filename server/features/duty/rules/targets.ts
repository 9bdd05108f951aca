import type { z } from 'zod'
import type { DutyYear, dutyTargetSet } from '#contract/duty.ts'
import type { DutyAttendance } from '#contract/duty-kinds.ts'

const came: readonly DutyAttendance[] = ['present', 'late', 'leftEarly']

/** Whether an entry tells of something done: of a meeting, that one was there. */
export const isDone = (entry: { attendance: DutyAttendance | null }): boolean =>
  entry.attendance === null || came.includes(entry.attendance)

/** How far a member has come with each target of a year. What counts is what was done, never how often somebody looked.
 *  Source: 国办函〔2026〕12号，不以登录、时长作依据. */
export function progressOf(
  sets: readonly z.output<typeof dutyTargetSet>[],
  entries: readonly { id: string; kind: string; attendance: DutyAttendance | null; occurredOn: string }[],
): DutyYear['targets'] {
  const done = entries.filter(isDone).toSorted((a, b) => a.occurredOn.localeCompare(b.occurredOn))
  return sets.map(({ name, items }) => ({
    name,
    items: items.map((item) => {
      const counting = done.filter((entry) => item.kinds.includes(entry.kind))
      return {
        name: item.name,
        kinds: item.kinds,
        wanted: item.count,
        done: counting.length,
        entryIds: counting.map((entry) => entry.id),
      }
    }),
  }))
}
