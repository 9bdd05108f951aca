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

/** Whether it is the viewer's own, as a member. */
export const owns = (viewer: Viewer, memberId: string): boolean =>
  viewer.role === 'member' && viewer.memberId === memberId

export const readsLedgerOf = (viewer: Viewer, memberId: string): boolean => readsAll(viewer) || owns(viewer, memberId)

/** @throws DomainError access.denied for who has no ledger to read */
export function requireLedger(viewer: Viewer, action: string): void {
  if (!hasLedger(viewer)) throw accessDenied(action)
}

/** Whose entries a list shows: null is everybody's. @throws DomainError not-found for a member whose ledger is not the viewer's */
export function memberScope(viewer: Viewer, asked: string | undefined): string | null {
  if (asked !== undefined && !readsLedgerOf(viewer, asked)) throw notFound('member')
  return asked ?? (readsAll(viewer) ? null : viewer.memberId)
}

/** Whose it is. `oneself`: the person who acts, under whatever hat. */
export interface Whose {
  memberId: string
  oneself: boolean
}

/** What of a record decides. `organises`: the viewer leads the body that organised it. */
export interface RecordFacts extends Whose {
  state: DutyRecordState
  organises: boolean
}

/** Who organised a duty reviews it, and never one's own (谁组织谁记录): who keeps the ledger and is a member stands to their own records
 *  as any member does. */
export function recordRelations(viewer: Viewer, record: Omit<RecordFacts, 'state'>): ReadonlySet<RecordRelation> {
  const relations = new Set<RecordRelation>()
  const own = owns(viewer, record.memberId) || (keepsLedger(viewer) && record.oneself)
  if (own) relations.add('member')
  else if (keepsLedger(viewer)) relations.add('office')
  else if (viewer.role === 'member' && record.organises) relations.add('organiser')
  return relations
}

/** Whether a record is there for the viewer: leaders read what the ledger of everybody comes from. */
export const seesRecord = (viewer: Viewer, record: Omit<RecordFacts, 'state'>): boolean =>
  readsAll(viewer) || recordRelations(viewer, record).size > 0

export const recordActions = (viewer: Viewer, record: RecordFacts): DutyRecordMove[] =>
  dutyRecordWorkflow.actionsFor(record.state, recordRelations(viewer, record))

/** @throws DomainError not-found where the record is not visible, access.denied where the act is not the viewer's */
export function authorizeRecord(viewer: Viewer, record: RecordFacts, action: DutyRecordMove): void {
  if (!seesRecord(viewer, record)) throw notFound('dutyRecord')
  const relations = recordRelations(viewer, record)
  if (!dutyRecordWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}

function objectionRelations(viewer: Viewer, { memberId, oneself }: Whose): ReadonlySet<ObjectionRelation> {
  const relations = new Set<ObjectionRelation>()
  if (owns(viewer, memberId)) relations.add('member')
  if (keepsLedger(viewer) && !oneself) relations.add('office')
  return relations
}

export const objectionActions = (
  viewer: Viewer,
  objection: Whose & { state: DutyObjectionState },
): DutyObjectionAction[] => dutyObjectionWorkflow.actionsFor(objection.state, objectionRelations(viewer, objection))

/** @throws DomainError not-found, access.denied */
export function authorizeObjection(viewer: Viewer, objection: Whose, action: DutyObjectionAction): void {
  if (!readsLedgerOf(viewer, objection.memberId)) throw notFound('dutyObjection')
  const relations = objectionRelations(viewer, objection)
  if (!dutyObjectionWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}
