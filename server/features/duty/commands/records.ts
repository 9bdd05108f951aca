import { sql } from 'kysely'
import type { z } from 'zod'
import { type DutyLevel, type DutyPart, ownDutyKinds } from '#contract/duty-kinds.ts'
import type { DutyRecordState, dutyRecordRoutes as r } from '#contract/duty-records.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, invalidInput, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { authorizeRecord, keepsLedger } from '../access.ts'
import { standingTo } from '../queries/records.ts'
import { approvedFacts, refusalOf, type Service, serviceOn } from '../rules/records.ts'
import { type DutyRecordMove, dutyRecordWorkflow } from '../workflow.ts'

type Written = Omit<z.output<typeof r.createDutyRecord.body>, 'memberId'>

/** When a member served, term by term. @throws DomainError not-found for who is no member here */
export async function servicesOf(ctx: Context, memberId: string): Promise<Service[]> {
  const { rows } = await sql<Service>`
    select s.term_id as "termId", s.joined_on as "startsOn",
      least(s.left_on, t.ends_on + 1) as "endsOn"
    from memberships s
    join terms t on t.committee_id = s.committee_id and t.id = s.term_id
    where s.committee_id = ${ctx.actor.committeeId} and s.member_id = ${memberId}`.execute(ctx.db)
  if (rows.length === 0) throw notFound('member')
  return rows
}

/** @throws DomainError dutyRecord.not-yet, dutyRecord.outside-term, dutyRecord.wrong-part, input.invalid */
async function checked(ctx: Context, memberId: string, given: Written): Promise<Service> {
  const services = await servicesOf(ctx, memberId)
  const refusal = refusalOf(given, services, civilDateOf(ctx.now))
  if (refusal) throw new DomainError(`dutyRecord.${refusal}`, { occurredOn: given.occurredOn }, 400)
  if (given.organiserGroupId !== null) await requireGroup(ctx, given.organiserGroupId)
  return serviceOn(services, given.occurredOn)!
}

/** What comes by itself is not recorded by its member a second time (不得重复填报：国办函〔2026〕12号).
 *  @throws DomainError dutyRecord.by-itself */
function requireOwnKind(kind: string): void {
  if (!ownDutyKinds.some((one) => one.kind === kind)) throw new DomainError('dutyRecord.by-itself', { kind }, 400)
}

async function requireGroup(ctx: Context, id: string): Promise<void> {
  const group = await ctx.db
    .selectFrom('groups')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!group) throw invalidInput('organiserGroupId', '没有这个组织')
}

const columnsOf = (given: Written) => ({
  kind: given.kind,
  part: given.part,
  level: given.level,
  title: given.title.trim(),
  note: given.note,
  occurred_on: given.occurredOn,
  organiser_group_id: given.organiserGroupId,
})

export const recordEvent = (type: string, id: string, details: Record<string, unknown>) => ({
  type: `dutyRecord.${type}`,
  subjectKind: 'dutyRecord',
  subjectId: id,
  details,
})

/** Records a duty by hand: a member's own, or by the office for a member. It waits for who organised it.
 *  @throws DomainError access.denied, not-found, dutyRecord.by-itself, dutyRecord.not-yet, dutyRecord.outside-term, dutyRecord.wrong-part */
export async function createDutyRecord(
  ctx: Context,
  { memberId: asked, ...given }: z.output<typeof r.createDutyRecord.body>,
): Promise<{ id: string }> {
  const office = keepsLedger(ctx.actor)
  if (!office && ctx.actor.role !== 'member') throw accessDenied('createDutyRecord')
  const memberId = asked ?? ctx.actor.memberId
  if (memberId === null) throw invalidInput('memberId', '请选择委员')
  if (!office && memberId !== ctx.actor.memberId) throw notFound('member')
  if (!office) requireOwnKind(given.kind)
  const { termId } = await checked(ctx, memberId, given)
  const id = newId()
  await ctx.db
    .insertInto('duty_records')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      member_id: memberId,
      term_id: termId,
      state: dutyRecordWorkflow.initial,
      ...columnsOf(given),
      entered_by: ctx.actor.accountId,
      entered_by_name: ctx.actor.delegatedBy ?? ctx.actor.name,
      origin: office ? 'office' : 'member',
      reviewed_at: null,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  await emit(ctx, recordEvent('submitted', id, { kind: given.kind, title: given.title.trim(), on: given.occurredOn }))
  return { id }
}

/** Takes a record for writing. @throws DomainError not-found, access.denied, version.stale where one is given */
export async function lockRecord(ctx: Context, id: string, action: DutyRecordMove, version?: number) {
  const row = await ctx.db
    .selectFrom('duty_records')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('dutyRecord')
  const state = row.state as DutyRecordState
  const { twin, ...standing } = await standingTo(ctx, id)
  authorizeRecord(ctx.actor, { memberId: row.member_id, state, ...standing }, action)
  const next = dutyRecordWorkflow.next(state, action)
  if (version !== undefined && row.version !== version)
    throw new DomainError('version.stale', { current: writtenOf(row), currentVersion: row.version, yours: {} })
  return { ...row, twin, next, part: row.part as DutyPart, level: row.level as DutyLevel | null }
}
type LockedRecord = Awaited<ReturnType<typeof lockRecord>>

const writtenOf = (row: { kind: string; title: string; note: string; occurred_on: string }) => ({
  kind: row.kind,
  title: row.title,
  note: row.note,
  occurredOn: row.occurred_on,
})

async function update(ctx: Context, record: LockedRecord, set: Record<string, unknown>): Promise<number> {
  const version = record.version + 1
  await ctx.db
    .updateTable('duty_records')
    .set({ ...set, state: record.next, updated_at: ctx.now, version })
    .where('committee_id', '=', record.committee_id)
    .where('id', '=', record.id)
    .execute()
  return version
}

/** Changes a record that is not in the ledger; one that was refused is handed in again.
 *  @throws DomainError dutyRecord.wrong-state, version.stale, as `createDutyRecord` */
export async function editDutyRecord(
  ctx: Context,
  id: string,
  { version, ...given }: z.output<typeof r.editDutyRecord.body>,
): Promise<{ version: number }> {
  const record = await lockRecord(ctx, id, 'edit', version)
  if (!keepsLedger(ctx.actor) && given.kind !== record.kind) requireOwnKind(given.kind)
  const { termId } = await checked(ctx, record.member_id, given)
  const again = record.state === 'refused'
  const written = await update(ctx, record, { ...columnsOf(given), term_id: termId })
  await emit(ctx, recordEvent('edited', id, { kind: given.kind, title: given.title.trim(), again }))
  return { version: written }
}

/** Approves a record: the event is what makes the entry. Without a file the note says how it was checked; beside a like act of the
 *  same day that came by itself it says that this is another.
 *  @throws DomainError dutyRecord.wrong-state, dutyRecord.needs-proof, dutyRecord.twin, version.stale */
export async function approveDutyRecord(
  ctx: Context,
  id: string,
  { version, note }: z.output<typeof r.approveDutyRecord.body>,
): Promise<Record<string, never>> {
  const record = await lockRecord(ctx, id, 'approve', version)
  const proof = await ctx.db
    .selectFrom('duty_record_files')
    .select('file_id')
    .where('committee_id', '=', record.committee_id)
    .where('record_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (record.twin !== null && note.trim() === '') throw new DomainError('dutyRecord.twin', { title: record.twin }, 400)
  if (!proof && note.trim() === '') throw new DomainError('dutyRecord.needs-proof', {}, 400)
  await update(ctx, record, { reviewed_by_name: ctx.actor.name, reviewed_at: ctx.now, review_note: note })
  const facts = approvedFacts({
    ...{ kind: record.kind, part: record.part, level: record.level, title: record.title },
    ...{ occurredOn: record.occurred_on, memberId: record.member_id, termId: record.term_id },
  })
  await emit(ctx, recordEvent('approved', id, { ...facts, memberIds: [record.member_id] }))
  return {}
}

/** Refuses a record with the reason; it may be changed and handed in again. @throws DomainError dutyRecord.wrong-state, version.stale */
export async function refuseDutyRecord(
  ctx: Context,
  id: string,
  { version, note }: z.output<typeof r.refuseDutyRecord.body>,
): Promise<Record<string, never>> {
  const record = await lockRecord(ctx, id, 'refuse', version)
  await update(ctx, record, { reviewed_by_name: ctx.actor.name, reviewed_at: ctx.now, review_note: note })
  await emit(ctx, recordEvent('refused', id, { title: record.title, note, memberIds: [record.member_id] }))
  return {}
}

/** Takes a record back; one that is in the ledger leaves it by a reversing entry. @throws DomainError dutyRecord.wrong-state */
export async function withdrawDutyRecord(ctx: Context, id: string, note: string): Promise<Record<string, never>> {
  const record = await lockRecord(ctx, id, 'withdraw')
  await update(ctx, record, { review_note: note })
  const byOffice = keepsLedger(ctx.actor)
  await emit(
    ctx,
    recordEvent('withdrawn', id, { title: record.title, note, ...(byOffice ? { memberIds: [record.member_id] } : {}) }),
  )
  return {}
}

/** Lets an approved record follow what an objection to its entry brought: taken back, or as it should have read. */
export async function followObjection(
  ctx: Context,
  id: string,
  change: Pick<Written, 'title' | 'part' | 'level' | 'occurredOn'> | null,
  note: string,
): Promise<void> {
  const reads = change && {
    title: change.title.trim(),
    part: change.part,
    level: change.level,
    occurred_on: change.occurredOn,
  }
  await ctx.db
    .updateTable('duty_records')
    .set((eb) => ({
      ...(reads ?? { state: 'withdrawn' }),
      review_note: note,
      updated_at: ctx.now,
      version: eb('version', '+', 1),
    }))
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
}
