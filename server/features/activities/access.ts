import type { Role } from '#contract/accounts.ts'
import type { ActivityAction, ActivityState, activityAudience } from '#contract/activities.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type ActivityRelation, activityWorkflow } from './workflow.ts'

/** What of the actor decides. */
export interface Viewer {
  role: Role
  memberId: string | null
}

/** What of an activity decides, seen from the viewer. */
export interface ActivityStanding {
  state: ActivityState
  audience: (typeof activityAudience.options)[number]
  /** The viewer convenes the body that organises it. */
  convenes: boolean
  /** The viewer started it. */
  startedByMe: boolean
  /** Some member started it. */
  startedByMember: boolean
  /** Given back by the office with its reason, and not handed in again. */
  returned?: boolean
  invited: boolean
  /** A sub-meeting of another. */
  isPart: boolean
}

/** The offices that organise for the whole committee. Source: 委员联络办（联络科）管全会、培训和档案（蚌埠 2018）；主席会议. */
export const organisingRoles: readonly Role[] = ['memberOffice', 'leader']
export const organisesForCommittee = (viewer: Viewer): boolean => organisingRoles.includes(viewer.role)
/** Offices that look on. */
const onlookers: readonly Role[] = ['proposalOffice']
/** Who may see activities at all. */
export const seesSome = (viewer: Viewer): boolean =>
  viewer.role === 'member' || organisesForCommittee(viewer) || onlookers.includes(viewer.role)

const unannounced: readonly ActivityState[] = ['draft', 'proposed']

/** A member's own paper, not the office's to work on. */
const draftOfMember = (at: ActivityStanding): boolean => at.state === 'draft' && at.startedByMember

/** Whether it exists for the viewer: drafts for who makes them, and those of members for the office once handed in; what it
 *  gave back it goes on seeing, with the reason. */
export function seesActivity(viewer: Viewer, at: ActivityStanding): boolean {
  if (organisesForCommittee(viewer)) return !draftOfMember(at) || at.returned === true
  if (viewer.role === 'member' && (at.convenes || at.startedByMe)) return true
  if (unannounced.includes(at.state)) return false
  if (onlookers.includes(viewer.role)) return true
  return viewer.role === 'member' && (at.invited || at.audience === 'members')
}

/** Whether the viewer runs it: sees who answered what, and its papers for invitees. */
export function runsActivity(viewer: Viewer, at: ActivityStanding): boolean {
  if (organisesForCommittee(viewer)) return !draftOfMember(at)
  return viewer.role === 'member' && (at.convenes || at.startedByMe)
}

/** Who reads lists of names and answers: who runs it, and the offices that look on. */
export function readsInvitees(viewer: Viewer, at: ActivityStanding): boolean {
  return runsActivity(viewer, at) || onlookers.includes(viewer.role)
}

export function relationsTo(viewer: Viewer, at: ActivityStanding): ReadonlySet<ActivityRelation> {
  const relations = new Set<ActivityRelation>()
  if (organisesForCommittee(viewer) && !draftOfMember(at)) relations.add('office')
  if (viewer.role === 'member') {
    if (at.convenes) relations.add('organiser')
    if (at.startedByMe) relations.add('starter')
    if (at.invited) relations.add('invitee')
  }
  return relations
}

/** Whether an act is the viewer's at all; whether now, the workflow says. */
export function entitledTo(viewer: Viewer, at: ActivityStanding, action: ActivityAction): boolean {
  const relations = relationsTo(viewer, at)
  return activityWorkflow.actions[action].by.some((relation) => relations.has(relation))
}

/** The moves open to the viewer now. Of answering: nothing after `answersUntil`; a part has no parts. */
export function activityActions(
  viewer: Viewer,
  at: ActivityStanding,
  given: { now: Date; startsAt: string; answersUntil: string },
): ActivityAction[] {
  const began = given.now.getTime() >= Date.parse(given.startsAt)
  const answered = given.now.getTime() >= Date.parse(given.answersUntil)
  return activityWorkflow.actionsFor(at.state, relationsTo(viewer, at)).filter((action) => {
    if (action === 'addPart') return !at.isPart
    if (action === 'answer') return !answered || (runsActivity(viewer, at) && !began)
    if (action === 'remind') return !began
    // A member who organises and starts has one way, not two.
    if (action === 'propose') return !at.convenes
    return true
  })
}

/** @throws DomainError not-found, access.denied; the state is judged by the workflow afterwards */
export function authorizeActivity(viewer: Viewer, at: ActivityStanding, action: ActivityAction): void {
  if (!seesActivity(viewer, at)) throw notFound('activity')
  if (!entitledTo(viewer, at, action)) throw accessDenied(action)
}
