import type { Role } from '#contract/accounts.ts'
import type { AppraisalState } from '#contract/appraisals.ts'
import type { MutualSide } from '#contract/mutual-appraisals.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type AppraisalRelation, appraisalWorkflow } from './workflow.ts'

/** What of the actor decides. */
export interface Viewer {
  role: Role
  memberId: string | null
  unitId: string | null
}

/** Offices that follow the two-way appraisals: the committee's, the government's that supervises, and the leaders. */
const overseers: readonly Role[] = ['proposalOffice', 'assigningOffice', 'leader']
export const oversees = (viewer: Viewer): boolean => overseers.includes(viewer.role)

/** Which side of a two-way appraisal the viewer is; null: neither. */
export function sideOf(viewer: Viewer, one: { memberId: string; unitId: string }): MutualSide | null {
  if (viewer.role === 'member' && viewer.memberId === one.memberId) return 'proposer'
  return viewer.role === 'unitClerk' && viewer.unitId === one.unitId ? 'unit' : null
}

/** @throws DomainError not-found for whoever is neither side nor follows them */
export function requireSeen(viewer: Viewer, one: { memberId: string; unitId: string }): void {
  if (!oversees(viewer) && sideOf(viewer, one) === null) throw notFound('mutualAppraisal')
}

/** Who decides on a badly scored handling: the committee's office, which also has proposals handled again. */
export const decidesCases = (viewer: Viewer): boolean => viewer.role === 'proposalOffice'

/** What of a democratic appraisal decides, seen from the viewer. */
export interface AppraisalFacts {
  state: AppraisalState
  /** The viewer is invited to appraise. */
  invited: boolean
  /** The viewer's unit is appraised. */
  appraised: boolean
  /** The viewer's unit was asked for measures. */
  rectifies: boolean
}

/** From the report on the units and the leaders read what came of it. */
const told: readonly AppraisalState[] = ['reported', 'rectifying', 'lookedBack', 'archived']
const counted: readonly AppraisalState[] = ['closed', ...told]

/** Whether the appraisal exists for the viewer: a unit hears of it with the report, a member from its opening on. */
export function seesAppraisal(viewer: Viewer, facts: AppraisalFacts): boolean {
  if (viewer.role === 'proposalOffice') return true
  if (facts.state === 'drafted') return false
  if (viewer.role === 'leader' || viewer.role === 'assigningOffice') return true
  if (viewer.role === 'member') return facts.invited
  return viewer.role === 'unitClerk' && facts.appraised && told.includes(facts.state)
}

/** Whether the viewer may read figures now: nobody before it is closed, others than the office once it is reported.
 *  A unit reads its own alone. Source: 评议报告 goes to the units and into the year's assessment (玉屏). */
export function readsResults(viewer: Viewer, facts: AppraisalFacts): boolean {
  if (viewer.role === 'proposalOffice') return counted.includes(facts.state)
  return viewer.role !== 'member' && seesAppraisal(viewer, facts) && told.includes(facts.state)
}

/** Ranking is for the office alone (排名只供机关掌握). */
export const ranks = (viewer: Viewer): boolean => viewer.role === 'proposalOffice'
/** Who follows how many have handed in, and who. */
export const followsHandIns = (viewer: Viewer): boolean => viewer.role === 'proposalOffice'

function relationsOf(viewer: Viewer, facts: AppraisalFacts): ReadonlySet<AppraisalRelation> {
  const relations = new Set<AppraisalRelation>()
  if (viewer.role === 'proposalOffice') relations.add('office')
  if (viewer.role === 'member' && facts.invited) relations.add('appraiser')
  if (viewer.role === 'unitClerk' && facts.rectifies) relations.add('rectifyingUnit')
  return relations
}

/** The moves open to the viewer now. */
export function appraisalActions(viewer: Viewer, facts: AppraisalFacts) {
  return appraisalWorkflow.actionsFor(facts.state, relationsOf(viewer, facts))
}

/** @throws DomainError not-found, access.denied; the state is judged by the workflow afterwards */
export function authorizeAppraisal(
  viewer: Viewer,
  facts: AppraisalFacts,
  action: keyof typeof appraisalWorkflow.actions,
): void {
  if (!seesAppraisal(viewer, facts)) throw notFound('appraisal')
  const relations = relationsOf(viewer, facts)
  if (!appraisalWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}
