import type { Role } from '#contract/accounts.ts'
import type { AssessmentKind, AssessmentState } from '#contract/assessments.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type AssessmentRelation, assessmentWorkflow } from './workflow.ts'

/** What of the actor decides. */
export interface Viewer {
  role: Role
  accountId: string
  memberId: string | null
}
/** What of a round decides. `subject`: the viewer is assessed in it. */
export interface RoundFacts {
  kind: AssessmentKind
  state: AssessmentState
  subject: boolean
}

export const isOffice = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'memberOffice'
/** From here on the leaders have the results before them: the council approves them. */
export const openToLeaders: readonly AssessmentState[] = ['deliberating', 'approved', 'delivered', 'closed']
/** Everybody's results: the office, and the leaders, those of staff once they are put to the council. */
export const seesAll = ({ role }: Pick<Viewer, 'role'>, { kind, state }: Pick<RoundFacts, 'kind' | 'state'>): boolean =>
  role === 'memberOffice' || (role === 'leader' && (kind === 'members' || openToLeaders.includes(state)))
/** Whether the role meets assessments at all. */
export const readsAssessments = ({ role }: Pick<Viewer, 'role'>): boolean =>
  role === 'memberOffice' || role === 'leader' || role === 'member' || role === 'proposalOffice'

/** From here on a subject reads their own result; before, the office may still put things right. */
export const openToSubjects: readonly AssessmentState[] = [
  'checking',
  'judging',
  'deliberating',
  'approved',
  'delivered',
  'closed',
]

/** Whether a round exists for the viewer. */
export const seesRound = (viewer: Viewer, round: RoundFacts): boolean =>
  seesAll(viewer, round) || (round.subject && openToSubjects.includes(round.state))

/** Who the viewer is among the subjects: a member in rounds of members, the account in rounds of staff. */
export const subjectIdOf = (viewer: Viewer, kind: AssessmentKind): string | null =>
  kind === 'members' ? (viewer.role === 'member' ? viewer.memberId : null) : viewer.accountId

export function relationsOf(viewer: Viewer, own: boolean): ReadonlySet<AssessmentRelation> {
  const relations = new Set<AssessmentRelation>()
  if (isOffice(viewer)) relations.add('office')
  if (viewer.role === 'leader') relations.add('leaders')
  if (own) relations.add('subject')
  return relations
}

/** What is left to others: nobody judges themselves, nor answers their own objection (回避). */
const byOthersOnly: ReadonlySet<string> = new Set<keyof typeof assessmentWorkflow.actions>(['judge', 'answer'])
/** @param oneself the result is of the person who acts, whatever hat is worn */
export const leftToOthers = (action: string, oneself: boolean): boolean => oneself && byOthersOnly.has(action)

/** @throws DomainError not-found where the round is not visible, access.denied where the act is not the viewer's */
export function authorize(
  viewer: Viewer,
  round: RoundFacts,
  action: keyof typeof assessmentWorkflow.actions,
  own: boolean,
): void {
  if (!seesRound(viewer, round)) throw notFound('assessment')
  const relations = relationsOf(viewer, own)
  if (!assessmentWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}
