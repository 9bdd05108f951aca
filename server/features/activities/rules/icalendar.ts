import type { ActivityState } from '#contract/activities.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'

/** An activity as a calendar entry. */
export interface CalendarEntry {
  id: string
  title: string
  state: ActivityState
  startsAt: string
  endsAt: string
  place: string
  explanation: string
  contact: string
  /** Leave was granted. */
  onLeave: boolean
  /** How often something new was told. */
  toldTimes: number
  updatedAt: string
  address: string
}

/** How an entry stands: RFC 5545, 3.8.1.11. */
export function statusOf(entry: Pick<CalendarEntry, 'state' | 'onLeave'>): 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' {
  if (entry.state === 'cancelled') return 'CANCELLED'
  return entry.state === 'postponed' ? 'TENTATIVE' : 'CONFIRMED'
}

/** The title with what somebody who glances at a calendar must know. */
export function titleOf(entry: Pick<CalendarEntry, 'title' | 'state' | 'onLeave'>): string {
  if (entry.state === 'cancelled') return `【取消】${entry.title}`
  if (entry.state === 'postponed') return `【延期】${entry.title}`
  return entry.onLeave ? `【已请假】${entry.title}` : entry.title
}

/** Whole days of a meeting that lasts over several: its sittings have hours of their own, and nobody sits there day and night.
 *  `until` is the day after the last (RFC 5545, 3.6.1). @returns null for what begins and ends on one day */
export function wholeDaysOf({ startsAt, endsAt }: Pick<CalendarEntry, 'startsAt' | 'endsAt'>): {
  from: string
  until: string
} | null {
  const [from, last] = [civilDateOf(new Date(startsAt)), civilDateOf(new Date(endsAt))]
  return from === last ? null : { from, until: addDays(last, 1) }
}

/** When a calendar reminds, before the start: 20:00 of the evening before, and an hour ahead of what has an hour. Not of what is
 *  cancelled, has no date, or is not attended. */
export function remindersOf(entry: Pick<CalendarEntry, 'state' | 'onLeave' | 'startsAt' | 'endsAt'>): string[] {
  if (entry.state !== 'announced' || entry.onLeave) return []
  if (wholeDaysOf(entry)) return ['-PT4H']
  const midnight = Date.parse(`${civilDateOf(new Date(entry.startsAt))}T00:00:00+08:00`)
  const minutes = Math.round((Date.parse(entry.startsAt) - midnight) / 60_000)
  const parts = [4 + Math.floor(minutes / 60), minutes % 60] as const
  return [`-PT${parts[0]}H${parts[1] > 0 ? `${parts[1]}M` : ''}`, '-PT1H']
}
