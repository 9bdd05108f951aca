const dayMs = 86_400_000
/** The longest that can be entered. */
const most = 60

/** How many half days from date and time to date and time (as fields hold them, 2026-03-20T09:00): one within a morning or an
 *  afternoon, two over noon, two for each of several days. Null where one is not filled in. */
export function halfDaysOf(startsAt: string, endsAt: string): number | null {
  const days = Math.round((Date.parse(endsAt.slice(0, 10)) - Date.parse(startsAt.slice(0, 10))) / dayMs) + 1
  if (!Number.isFinite(days) || days < 1) return null
  if (days > 1) return Math.min(most, days * 2)
  return startsAt.slice(11) < '12:00' && endsAt.slice(11) > '14:00' ? 2 : 1
}

/** The end after the start was moved, all as instants: on another day so many days on, at the hour it had; by so much, where it would
 *  not be after the start. */
export function movedEnd(from: string, to: string, end: string): string {
  const [before, after, ends] = [Date.parse(from), Date.parse(to), Date.parse(end)]
  const dayOf = (ms: number) => Math.floor((ms + 8 * 3_600_000) / dayMs)
  const along = ends + (dayOf(after) - dayOf(before)) * dayMs
  return new Date(along > after ? along : ends + after - before).toISOString()
}
