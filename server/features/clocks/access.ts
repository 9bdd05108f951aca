import type { Role } from '#contract/accounts.ts'
import type { ClockAction, ClockKind } from '#contract/clocks.ts'

/** Who enters the calendar of the installation: who looks after it. It moves the dates of every committee on it, so it is
 *  no single committee's office's to enter. */
export function entersCalendar(role: Role): boolean {
  return role === 'systemAdmin'
}

/** What of a clock decides what may be done with it. */
export interface ClockFacts {
  committeeId: string
  kind: ClockKind
  unitId: string | null
  running: boolean
  paused: boolean
  /** Who owes has acted, and the office looks at it. */
  acted: boolean
  /** Its day is over. */
  over: boolean
  extensionAsked: boolean
}

/** Kinds that can be extended: those of the handling itself (办理期限，会办期限). */
const extendable: readonly ClockKind[] = ['reply', 'jointOpinion']
const offices: readonly Role[] = ['proposalOffice', 'assigningOffice']

/** Who answers a request for more time. Pure. */
export const decidesExtensions = (role: Role): boolean => offices.includes(role)

/** What this viewer may do with a clock now. Pure. */
export function clockActions(
  viewer: { committeeId: string; role: Role; unitId: string | null },
  clock: ClockFacts,
): ClockAction[] {
  if (clock.committeeId !== viewer.committeeId || !clock.running || !extendable.includes(clock.kind)) return []
  if (viewer.role === 'unitClerk' && clock.unitId !== null && viewer.unitId === clock.unitId)
    return clock.paused || clock.acted || clock.extensionAsked ? [] : ['askExtension']
  if (!offices.includes(viewer.role)) return []
  if (clock.paused) return ['resume']
  return [
    ...(clock.extensionAsked ? (['decideExtension'] as const) : []),
    ...(clock.acted || clock.over ? [] : (['pause'] as const)),
  ]
}

/** Whether the act is this viewer's at all, in whatever state the clock is. Pure. */
export function mayEver(
  viewer: { role: Role; unitId: string | null },
  clock: { unitId: string | null },
  action: ClockAction,
): boolean {
  if (action === 'askExtension')
    return viewer.role === 'unitClerk' && clock.unitId !== null && viewer.unitId === clock.unitId
  return offices.includes(viewer.role)
}
