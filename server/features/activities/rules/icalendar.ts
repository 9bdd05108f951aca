import type { ActivityState } from '#contract/activities.ts'

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
