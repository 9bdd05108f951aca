import type { Role } from '#contract/accounts.ts'
import type { DutyObjectionState } from '#contract/duty.ts'
import type { DutyRecordState } from '#contract/duty-records.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import {
  type DutyObjectionAction,
  type DutyRecordMove,
  dutyObjectionWorkflow,
  dutyRecordWorkflow,
  type ObjectionRelation,
  type RecordRelation,
} from './workflow.ts'

/** What of the actor decides. */
export interface Viewer {
  role: Role
  memberId: string | null
}

/** Who keeps duty records of all members: the members' office. Source: 蚌埠 2018，联络科综合档案. */
export const keepsLedger = (viewer: Viewer): boolean => viewer.role === 'memberOffice'

/** Who reads every member's ledger, archive and statistics: the office that keeps them, and the committee's leaders. Members read
 *  their own and nobody else's: no list of persons is shown to members. Source: 国办函〔2026〕12号，不得积分排名. */
export const readsAll = (viewer: Viewer): boolean => viewer.role === 'memberOffice' || viewer.role === 'leader'

/** Whether the ledger exists for the viewer at all. */
export const hasLedger = (viewer: Viewer): boolean =>
  readsAll(viewer) || (viewer.role === 'member' && viewer.memberId !== null)

export const readsLedgerOf = (viewer: Viewer, memberId: string): boolean =>
  readsAll(viewer) || (viewer.role === 'member' && viewer.memberId === memberId)

/** @throws DomainError access.denied for who has no ledger to read */
export function requireLedger(viewer: Viewer, action: string): void {
  if (!hasLedger(viewer)) throw accessDenied(action)
}

/** Whose entries a list shows: null is everybody's. @throws DomainError not-found for a member whose ledger is not the viewer's */
export function memberScope(viewer: Viewer, asked: string | undefined): string | null {
  if (asked !== undefined && !readsLedgerOf(viewer, asked)) throw notFound('member')
  return asked ?? (readsAll(viewer) ? null : viewer.memberId)
}

/** What of a record decides. `organises`: the viewer leads the body that organised it. */
export interface RecordFacts {
  memberId: string
  state: DutyRecordState
  organises: boolean
}

/** Who organised a duty reviews it, and never one's own (谁组织谁记录). */
export function recordRelations(viewer: Viewer, record: Omit<RecordFacts, 'state'>): ReadonlySet<RecordRelation> {
  const relations = new Set<RecordRelation>()
  const own = viewer.role === 'member' && viewer.memberId === record.memberId
  if (own) relations.add('member')
  if (keepsLedger(viewer)) relations.add('office')
  if (viewer.role === 'member' && record.organises && !own) relations.add('organiser')
  return relations
}

export const recordActions = (viewer: Viewer, record: RecordFacts): DutyRecordMove[] =>
  dutyRecordWorkflow.actionsFor(record.state, recordRelations(viewer, record))

/** @throws DomainError not-found where the record is not visible, access.denied where the act is not the viewer's */
export function authorizeRecord(viewer: Viewer, record: RecordFacts, action: DutyRecordMove): void {
  const relations = recordRelations(viewer, record)
  if (relations.size === 0) throw notFound('dutyRecord')
  if (!dutyRecordWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}

export function objectionRelations(viewer: Viewer, memberId: string): ReadonlySet<ObjectionRelation> {
  const relations = new Set<ObjectionRelation>()
  if (viewer.role === 'member' && viewer.memberId === memberId) relations.add('member')
  if (keepsLedger(viewer)) relations.add('office')
  return relations
}

export const objectionActions = (
  viewer: Viewer,
  objection: { memberId: string; state: DutyObjectionState },
): DutyObjectionAction[] =>
  dutyObjectionWorkflow.actionsFor(objection.state, objectionRelations(viewer, objection.memberId))

/** @throws DomainError not-found, access.denied */
export function authorizeObjection(viewer: Viewer, memberId: string, action: DutyObjectionAction): void {
  const relations = objectionRelations(viewer, memberId)
  if (relations.size === 0) throw notFound('dutyObjection')
  if (!dutyObjectionWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}
