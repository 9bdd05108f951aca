import type { Role } from '#contract/accounts.ts'
import type { ActivityState } from '#contract/activities.ts'
import type { AttendanceAction } from '#contract/attendance.ts'
import { accessDenied, DomainError } from '#platform/errors.ts'

/** How the viewer stands to an activity they may see. */
export interface AttendanceFacts {
  /** Runs it: the office, or the body that organises it. */
  runs: boolean
  /** May conclude it: the office, or a convener; not a member who only started it. */
  concludes: boolean
  /** Reads names: who runs it, the leaders who chair, the offices that look on. */
  reads: boolean
  state: ActivityState
  /** Check-in has opened; the meeting has begun. */
  gathering: boolean
  begun: boolean
}

/** States in which people come. */
const open: readonly ActivityState[] = ['announced']
const settled: readonly ActivityState[] = ['concluded', 'archived']

/** Whether the attendance of others is shown: to who runs the activity, who chairs, and the office. Nobody else's business. */
export const seesAttendance = ({ reads }: AttendanceFacts): boolean => reads

const allowed: AttendanceAction[] = ['checkIn', 'correct', 'settle']

/** What is offered: nothing to correct or settle before people come. */
export const offeredActions = (facts: AttendanceFacts): AttendanceAction[] =>
  attendanceActions(facts).filter(
    (action) => (action !== 'settle' || facts.begun) && (action !== 'correct' || facts.gathering),
  )

/** What may be done now. Checking in records who came, and is the work of who organises (谁组织谁记录, 蚌埠 2018). */
export function attendanceActions(facts: AttendanceFacts): AttendanceAction[] {
  if (!facts.runs) return []
  if (open.includes(facts.state)) return allowed.filter((action) => action !== 'settle' || facts.concludes)
  return facts.state === 'concluded' ? ['correct'] : []
}

/** Whether a desk gets the keys that verify codes, and could make them, for every meeting of the day: the offices', whose desks
 *  open all of these anyway. A member who organises one meeting has the server judge. */
export const holdsKeys = (role: Role): boolean => role !== 'member'

/** @throws DomainError access.denied */
export function authorizeSeeing(facts: AttendanceFacts): void {
  if (!seesAttendance(facts)) throw accessDenied('seeAttendance')
}

/** @throws DomainError access.denied; attendance.settled once concluded, attendance.not-open before the notice */
export function authorize(facts: AttendanceFacts, action: AttendanceAction): void {
  if (!facts.runs || (action === 'settle' && !facts.concludes)) throw accessDenied(action)
  if (attendanceActions(facts).includes(action)) return
  throw new DomainError(
    settled.includes(facts.state) && action !== 'correct' ? 'attendance.settled' : 'attendance.not-open',
    {
      state: facts.state,
    },
  )
}
