import type { Role } from '#contract/accounts.ts'
import type { AwardRules, AwardState } from '#contract/awards.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type AwardRelation, awardWorkflow } from './workflow.ts'

/** What of the actor decides. */
interface Viewer {
  role: Role
}
/** What of a round decides: its state, who may nominate, and whether the viewer is one of its voters. */
export interface RoundFacts {
  state: AwardState
  nominators: AwardRules['nominators']
  voter: boolean
}

const ofCommittee: readonly Role[] = [
  'member',
  'proposalOffice',
  'memberOffice',
  'leader',
  'assigningOffice',
  'unitClerk',
]
/** Everybody of the committee reads what is on notice or awarded. */
export const openStates: readonly AwardState[] = ['notice', 'awarded']

export const isOffice = (role: Role): boolean => role === 'proposalOffice'
/** Whether the role reads awards at all. */
export const readsAwards = (role: Role): boolean => ofCommittee.includes(role)

/** Whether a round exists for the viewer: the office always; who nominates while that lasts; who votes from the opening of
 *  the ballot on; everybody from the public notice on (公示). The one rule behind list, page, export and decision. */
export function seesRound(viewer: Viewer, round: RoundFacts): boolean {
  if (isOffice(viewer.role)) return true
  if (!readsAwards(viewer.role)) return false
  if (openStates.includes(round.state)) return true
  if (round.state === 'nominating') return round.nominators.some((role) => role === viewer.role)
  return round.voter && (round.state === 'voting' || round.state === 'counted')
}

/** Whether counts are shown: to the office that keeps them, never before they are counted, and to nobody as a ranking. */
export const seesCounts = (viewer: Viewer): boolean => isOffice(viewer.role)

export function relationsOf(viewer: Viewer, round: RoundFacts): ReadonlySet<AwardRelation> {
  const relations = new Set<AwardRelation>()
  if (isOffice(viewer.role)) relations.add('office')
  if (round.nominators.some((role) => role === viewer.role)) relations.add('nominator')
  if (round.voter) relations.add('voter')
  return relations
}

/** @throws DomainError not-found where the round is not visible, access.denied where the act is not the viewer's */
export function authorizeRound(viewer: Viewer, round: RoundFacts, action: keyof typeof awardWorkflow.actions): void {
  if (!seesRound(viewer, round)) throw notFound('awardRound')
  const relations = relationsOf(viewer, round)
  if (!awardWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}
