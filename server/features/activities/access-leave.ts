import type { ActivityState } from '#contract/activities.ts'
import type { LeaveApprover, LeaveRequest, LeaveState } from '#contract/leaves.ts'
import { organisesForCommittee, type Viewer } from './access.ts'

/** What of a request for leave decides, seen from the viewer. */
export interface LeaveStanding {
  memberId: string
  state: LeaveState
  /** Whose turn it is; null once decided. */
  turn: LeaveApprover | null
  /** The viewer convenes the body that organises the activity. */
  convenes: boolean
  /** Asked by the person who looks, whichever hat is worn: a vice chair is a member too. */
  ofOwnAccount: boolean
  began: boolean
  /** State of the activity: there is nothing to decide about one that was called off, or whose file is closed. */
  activityState: ActivityState
}

export const decidedIn: readonly ActivityState[] = ['announced', 'postponed', 'concluded']

/** Whether the viewer is the one a step is for. */
function is(viewer: Viewer, by: LeaveApprover, convenes: boolean): boolean {
  return by === 'convener' ? viewer.role === 'member' && convenes : viewer.role === by
}

/** What the viewer may do with a request; null: it does not exist for them. Words of a request are read by the member, by who
 *  convenes the body and by the offices, nobody else (个人信息保护法 第六条, 最小范围). */
export function leaveActions(viewer: Viewer, leave: LeaveStanding): LeaveRequest['actions'] | null {
  const own = viewer.role === 'member' && viewer.memberId === leave.memberId
  const office = organisesForCommittee(viewer)
  const convener = viewer.role === 'member' && leave.convenes
  if (!own && !office && !convener) return null
  const actions: LeaveRequest['actions'] = []
  // Nobody decides on their own leave, nor enters what others are said to have decided on it.
  if (leave.turn !== null && !own && !leave.ofOwnAccount && decidedIn.includes(leave.activityState)) {
    if (is(viewer, leave.turn, leave.convenes)) actions.push('decide')
    // 领导、召集人口头同意的，由委员联络办照实补记
    else if (viewer.role === 'memberOffice') actions.push('decideFor')
  }
  if (own && !leave.began && (leave.state === 'requested' || leave.state === 'granted')) actions.push('withdraw')
  // The proof is handed in by the member, or by the office that enters what came by post; not by who decides.
  if ((own || viewer.role === 'memberOffice') && leave.state === 'requested') actions.push('attach')
  return actions
}
