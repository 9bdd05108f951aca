import { sql } from 'kysely'
import type { z } from 'zod'
import type { DutyEntry, DutyObjectionState, dutyRoutes as r } from '#contract/duty.ts'
import { dutyKindOf } from '#contract/duty-kinds.ts'
import { correctAttendance, mayCorrect } from '#features/attendance/index.ts'
import { isOneself } from '#features/members/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, invalidInput, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { authorizeObjection, owns, readsLedgerOf } from '../access.ts'
import { sameAct } from '../rules/act.ts'
import { serviceOn } from '../rules/records.ts'
import { remediesOf } from '../rules/remedies.ts'
import { dutyObjectionWorkflow } from '../workflow.ts'
import { followObjection, servicesOf } from './records.ts'
import { lockSource, standsInLog } from './source-lock.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>
type EntryRow = Pick<
  DutyEntry,
  | 'id'
  | 'termId'
  | 'memberId'
  | 'kind'
  | 'part'
  | 'attendance'
  | 'level'
  | 'quantity'
  | 'sharers'
  | 'subjectKind'
  | 'subjectId'
  | 'title'
  | 'occurredOn'
> & { slot: string; stands: boolean }

/** An entry with whether it stands. @throws DomainError not-found where it is not the actor's to read */
async function findEntry(ctx: Context, id: string): Promise<EntryRow> {
  const { rows } = await sql<EntryRow>`
    select e.id, e.term_id as "termId", e.member_id as "memberId", e.kind, e.part, e.attendance, e.level, e.quantity,
      e.sharers, e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.title, e.occurred_on as "occurredOn", e.slot,
      e.reverses_id is null and not exists (
        select from duty_entries v
        where v.committee_id = e.committee_id and v.reverses_id = e.id and v.reverses_id is not null) as stands
    from duty_entries e
    where e.committee_id = ${ctx.actor.committeeId} and e.id = ${id}`.execute(ctx.db)
  const [entry] = rows
  if (!entry || !readsLedgerOf(ctx.actor, entry.memberId)) throw notFound('dutyEntry')
  return entry
}

const objectionEvent = (type: string, id: string, details: Record<string, unknown>) => ({
  type: `dutyObjection.${type}`,
  subjectKind: 'dutyObjection',
  subjectId: id,
  details,
})

/** A member holds an entry of their own to be wrong, and says why. One objection to an entry is open at a time.
 *  @throws DomainError not-found, access.denied, dutyEntry.reversed, dutyObjection.taken */
export async function objectToDutyEntry(
  ctx: Context,
  entryId: string,
  given: Body<typeof r.objectToDutyEntry>,
): Promise<{ id: string }> {
  const entry = await findEntry(ctx, entryId)
  if (!owns(ctx.actor, entry.memberId)) throw accessDenied('objectToDutyEntry')
  if (!entry.stands) throw new DomainError('dutyEntry.reversed')
  const id = newId()
  await ctx.db
    .insertInto('duty_objections')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      entry_id: entryId,
      member_id: entry.memberId,
      state: dutyObjectionWorkflow.initial,
      reason: given.reason.trim(),
      raised_at: ctx.now,
      raised_by: ctx.actor.accountId,
      remedy: null,
      answered_at: null,
    })
    .execute()
  await emit(ctx, objectionEvent('raised', id, { entryId, title: entry.title, kind: entry.kind }))
  return { id }
}

/** Takes an objection for writing. @throws DomainError not-found, access.denied */
async function lockObjection(ctx: Context, id: string, action: keyof typeof dutyObjectionWorkflow.actions) {
  const row = await ctx.db
    .selectFrom('duty_objections')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('dutyObjection')
  const whose = { memberId: row.member_id, oneself: await isOneself(ctx, row.member_id) }
  authorizeObjection(ctx.actor, whose, action)
  return { ...row, state: row.state as DutyObjectionState }
}

/** Answers an objection. Upheld, the entry was put right where it arose (`source`: nothing is written here), is taken back, or written
 *  anew: by an event of its source, so that the ledger stays a replay of the log.
 *  @throws DomainError dutyObjection.wrong-state, dutyObjection.needs-change, dutyObjection.source-unchanged,
 *  dutyObjection.at-source, dutyEntry.reversed, dutyRecord.outside-term, version.stale */
export async function answerDutyObjection(
  ctx: Context,
  id: string,
  given: Body<typeof r.answerDutyObjection>,
): Promise<Record<string, never>> {
  const objection = await lockObjection(ctx, id, 'answer')
  const { remedy } = given
  const state = dutyObjectionWorkflow.next(objection.state, 'answer', remedy === null ? 'refused' : 'upheld')
  if (objection.version !== given.version)
    throw new DomainError('version.stale', { currentVersion: objection.version, yours: given })
  const entry = await findEntry(ctx, objection.entry_id)
  if (remedy !== null) {
    if (!remediesOf(entry.subjectKind).includes(remedy)) throw new DomainError('dutyObjection.at-source', {}, 400)
    await lockSource(ctx, entry)
    const stands = await standsInLog(ctx, entry)
    if (remedy === 'source' && stands) throw new DomainError('dutyObjection.source-unchanged')
    if (remedy !== 'source' && !stands) throw new DomainError('dutyEntry.reversed')
  }
  if (remedy === 'replace' || remedy === 'reverse') {
    const change = remedy === 'replace' ? given.change : null
    await requireSameTerm(ctx, entry, change)
    const correction = correctionOf(ctx, entry, change, remedy)
    await correctAtSource(ctx, entry, change)
    if (await standsInLog(ctx, entry)) await emit(ctx, correction)
    if (entry.subjectKind === 'dutyRecord') await followObjection(ctx, entry.subjectId, change, given.answer.trim())
  }
  await ctx.db
    .updateTable('duty_objections')
    .set({
      state,
      remedy,
      answer: given.answer.trim(),
      answered_by_name: ctx.actor.name,
      answered_at: ctx.now,
      version: objection.version + 1,
    })
    .where('committee_id', '=', objection.committee_id)
    .where('id', '=', id)
    .execute()
  const told = { entryId: entry.id, title: entry.title, remedy, memberIds: [objection.member_id], answer: given.answer }
  await emit(ctx, objectionEvent(state, id, told))
  return {}
}

/** How somebody attended is put right on the list of the meeting as long as its file is open: the list, the figures and the lines of
 *  absence say the same then as the ledger, which follows it (谁组织谁记录). */
async function correctAtSource(
  ctx: Context,
  entry: EntryRow,
  change: Body<typeof r.answerDutyObjection>['change'],
): Promise<void> {
  const attendance = change?.attendance
  if (!attendance || entry.subjectKind !== 'activity' || entry.attendance === attendance) return
  if (!sameAct({ ...entry, ...change, attendance: entry.attendance }, entry)) return
  const { memberId, subjectId } = entry
  // What the member is answered stands with the objection: the list is read by others too.
  if (await mayCorrect(ctx, subjectId, memberId, attendance))
    await correctAttendance(ctx, subjectId, { memberIds: [memberId], attendance, reason: '对台账的异议成立' })
}

/** Another day is one of the member's service in the same term. @throws DomainError dutyRecord.outside-term */
async function requireSameTerm(
  ctx: Context,
  entry: EntryRow,
  change: Body<typeof r.answerDutyObjection>['change'],
): Promise<void> {
  if (change === null || change.occurredOn === entry.occurredOn) return
  const service = serviceOn(await servicesOf(ctx, entry.memberId), change.occurredOn)
  if (service?.termId !== entry.termId)
    throw new DomainError('dutyRecord.outside-term', { occurredOn: change.occurredOn }, 400)
}

function correctionOf(
  ctx: Context,
  entry: EntryRow,
  change: Body<typeof r.answerDutyObjection>['change'],
  remedy: 'replace' | 'reverse',
) {
  const { memberId, kind, slot, termId, sharers } = entry
  if (remedy === 'replace') {
    if (change === null || sameAct({ ...entry, ...change }, entry))
      throw new DomainError('dutyObjection.needs-change', {}, 400)
    const catalogue = dutyKindOf(kind)
    if ((change.attendance !== null) !== (catalogue?.attendance ?? false))
      throw invalidInput('change.attendance', catalogue?.attendance ? '请选到会情况' : '这一类没有到会情况')
    if (change.occurredOn > civilDateOf(ctx.now)) throw invalidInput('change.occurredOn', '日期还没有到')
  }
  return {
    type: 'dutyEntry.corrected',
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    // Why stands with the objection: the history of a source is read by others too.
    details: { slot, memberId, kind, by: change === null ? null : { ...change, memberId, kind, termId, sharers } },
  }
}

/** The member takes the objection back. @throws DomainError dutyObjection.wrong-state */
export async function withdrawDutyObjection(ctx: Context, id: string, note: string): Promise<Record<string, never>> {
  const objection = await lockObjection(ctx, id, 'withdraw')
  const state = dutyObjectionWorkflow.next(objection.state, 'withdraw')
  await ctx.db
    .updateTable('duty_objections')
    .set({ state, version: objection.version + 1 })
    .where('committee_id', '=', objection.committee_id)
    .where('id', '=', id)
    .execute()
  await emit(ctx, objectionEvent('withdrawn', id, { entryId: objection.entry_id, note }))
  return {}
}
