import { type DutyAttendance, dutyKinds } from '#contract/duty-kinds.ts'
import type { ReportPart, ReportState } from '#contract/duty-reports.ts'
import { countCharacters } from '#platform/chinese/text.ts'
import type { ReportHeading } from './settings.ts'

/** An entry of the ledger that stands, as far as a report tells of it. */
export interface ReportedEntry {
  kind: string
  attendance: DutyAttendance | null
  title: string
}

const came: readonly (DutyAttendance | null)[] = ['present', 'late', 'leftEarly']
/** More titles than these are counted, not named: a report is read by people. */
const titlesNamed = 8

const named = (entries: readonly ReportedEntry[]) => {
  const titles = [...new Set(entries.map((one) => one.title))]
  const shown = titles.slice(0, titlesNamed).map((title) => `《${title}》`)
  return `${shown.join('、')}${titles.length > titlesNamed ? '等' : ''}`
}

/** 应到 4 次，出席 3 次，请假 1 次 */
function attendanceWords(entries: readonly ReportedEntry[]): string {
  const times = (...kinds: (DutyAttendance | null)[]) => entries.filter((one) => kinds.includes(one.attendance)).length
  const parts = [
    ['出席', times(...came)],
    ['请假', times('leave')],
    ['公务请假', times('officialLeave')],
    ['缺席', times('absent')],
  ] as const
  const counted = parts.filter(([, n]) => n > 0).map(([word, n]) => `${word} ${n} 次`)
  return `应到 ${entries.length} 次，${counted.join('，')}`
}

/** What the ledger says under each heading, a line for each kind of duty in the order of the catalogue; empty where it says nothing.
 *  What is counted is never asked again (一次填报多处复用). */
export function drawnParts(headings: readonly ReportHeading[], entries: readonly ReportedEntry[]): ReportPart[] {
  return headings.map(({ heading, chapters }) => {
    const lines = dutyKinds
      .filter((kind) => chapters.includes(kind.chapter))
      .flatMap((kind) => {
        const own = entries.filter((one) => one.kind === kind.kind)
        if (own.length === 0) return []
        if (!kind.attendance) return [`${kind.label} ${own.length} 件（次）：${named(own)}。`]
        const attended = own.filter((one) => came.includes(one.attendance))
        return [`${kind.label}${attendanceWords(own)}${attended.length > 0 ? `：${named(attended)}` : ''}。`]
      })
    return { heading, text: lines.join('\n') }
  })
}

/** Characters of all parts, without their headings. */
export const reportLength = (parts: readonly ReportPart[]): number =>
  parts.reduce((sum, part) => sum + countCharacters(part.text.trim()), 0)

/** Whether words are still taken in: until the round is closed; what the office gives back afterwards may be handed in all the same. */
export const takesIn = (closedAt: string | null, report?: { state: ReportState; state_since: string }): boolean =>
  closedAt === null || (report?.state === 'returned' && Date.parse(report.state_since) >= Date.parse(closedAt))

/** Whether a reminder falls on this day: so many days before the date, each once. */
export const remindsOn = (daysLeft: number, daysBefore: readonly number[]): boolean => daysBefore.includes(daysLeft)
