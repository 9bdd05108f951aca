import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { manualDutyKinds, ownDutyKinds } from '#contract/duty-kinds.ts'
import type { DutyRecord, dutyRecordRoutes } from '#contract/duty-records.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { settingInForce } from '#platform/settings.ts'
import { keepsLedger, recordActions, seesRecord } from '../access.ts'
import { dutyTargetSetting, targetSets } from '../settings.ts'
import { attendedKinds, byItself } from './by-itself.ts'

type ListQuery = z.output<typeof dutyRecordRoutes.listDutyRecords.query>
type Row = Omit<DutyRecord, 'actions'> & { organises: boolean; oneself: boolean }
const listName = 'duty.records'

/** Roles within a body that review what it organised. Source: 谁组织谁记录（蚌埠 2018）；召集人、专委会负责人. */
const reviewing = ['convener', 'deputyConvener', 'liaison', 'director', 'deputyDirector']

/** Whether a member reviews for the body `r.organiser_group_id` on a day. */
export const organisesAs = (memberId: string | null, today: string) => sql<boolean>`exists (
  select from group_members s
  where s.committee_id = r.committee_id and s.group_id = r.organiser_group_id and s.member_id = ${memberId}::uuid
    and s.role in (${sql.join(reviewing.map((role) => sql.lit(role)))}) and s.starts_on <= ${today}::date
    and (s.ends_on is null or s.ends_on > ${today}::date))`
const organises = (ctx: Context) => organisesAs(ctx.actor.memberId, civilDateOf(ctx.now))
/** Whether a member `m` is the person with this account, under whatever hat. */
export const isAccountOf = (accountId: string | null) =>
  sql<boolean>`coalesce(m.account_id = ${accountId}::uuid, false)`

/** A like act of the member on that day that came into the ledger by itself, for a record `r` that waits. */
const twin = sql`(
  select e.title
  from duty_entries e
  where r.state = 'submitted' and r.kind = any(${attendedKinds}::text[]) and e.committee_id = r.committee_id
    and e.member_id = r.member_id and e.kind = r.kind and e.occurred_on = r.occurred_on and ${byItself}
  limit 1)`

const columns = (ctx: Context) => sql`
  r.id, r.member_id as "memberId", m.name as "memberName", r.state, r.kind, r.part, r.level, r.title, r.note,
  r.occurred_on as "occurredOn", r.entered_by_name as "enteredByName", r.origin, r.reviewed_by_name as "reviewedByName",
  r.reviewed_at as "reviewedAt", r.review_note as "reviewNote", r.created_at as "createdAt", r.version,
  case when g.id is null then null else jsonb_build_object('id', g.id, 'name', g.name) end as organiser,
  ${organises(ctx)} as organises, ${isAccountOf(ctx.actor.accountId)} as oneself, ${twin} as twin,
  (select coalesce(jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size)
     order by x.added_at, f.id), '[]')
   from duty_record_files x
   join files f on f.committee_id = x.committee_id and f.id = x.file_id
   where x.committee_id = r.committee_id and x.record_id = r.id
     -- The table of an import tells of other members, too: it stays with those who keep the ledger.
     and (r.origin <> 'import' or ${keepsLedger(ctx.actor)}::boolean)) as files`

const from = sql`
  from duty_records r
  join members m on m.committee_id = r.committee_id and m.id = r.member_id
  left join groups g on g.committee_id = r.committee_id and g.id = r.organiser_group_id`

/** What the actor may see: their own, those of the body they review for, and for the office all. The one scope of list and page. */
function scope(ctx: Context, wanted: ListQuery['scope']) {
  const own = sql<SqlBool>`r.member_id = ${ctx.actor.memberId}::uuid`
  const review = sql<SqlBool>`(${organises(ctx)} and r.member_id is distinct from ${ctx.actor.memberId}::uuid)`
  if (keepsLedger(ctx.actor)) return wanted === 'mine' ? sql<SqlBool>`false` : sql<SqlBool>`true`
  if (wanted === 'mine') return own
  return wanted === 'review' ? review : sql<SqlBool>`(${own} or ${review})`
}

const withActions = (ctx: Context, { organises: leads, oneself, ...row }: Row): DutyRecord => ({
  ...row,
  actions: recordActions(ctx.actor, { memberId: row.memberId, oneself, state: row.state, organises: leads }),
})

/** Records by hand, newest first. @throws DomainError access.denied for who has none */
export async function listDutyRecords(
  ctx: Context,
  { cursor, limit, state, memberId, scope: wanted }: ListQuery,
): Promise<{ items: DutyRecord[]; nextCursor: string | null }> {
  if (!keepsLedger(ctx.actor) && ctx.actor.role !== 'member') throw accessDenied('listDutyRecords')
  const place = readCursor(listName, cursor, cursorValue.instant)
  const where: (ReturnType<typeof sql<SqlBool>> | false)[] = [
    sql<SqlBool>`r.committee_id = ${ctx.actor.committeeId}`,
    scope(ctx, wanted),
    state !== undefined && sql<SqlBool>`r.state = ${state}`,
    memberId !== undefined && sql<SqlBool>`r.member_id = ${memberId}`,
    place !== null && sql<SqlBool>`(r.created_at, r.id) < (${place.value}::timestamptz, ${place.id}::uuid)`,
  ]
  const { rows } = await sql<Row>`
    select ${columns(ctx)} ${from}
    where ${sql.join(
      where.filter((one) => one !== false),
      sql` and `,
    )}
    order by r.created_at desc, r.id desc
    limit ${sql.lit(limit + 1)}`.execute(ctx.db)
  const page = cutPage(listName, rows, limit, (row) => ({ value: row.createdAt, id: row.id }))
  return { ...page, items: page.items.map((row) => withActions(ctx, row)) }
}

/** One record. @throws DomainError not-found where it is not there or not visible */
export async function getDutyRecord(ctx: Context, id: string): Promise<DutyRecord> {
  const { rows } = await sql<Row>`
    select ${columns(ctx)} ${from}
    where r.committee_id = ${ctx.actor.committeeId} and r.id = ${id}`.execute(ctx.db)
  const [row] = rows
  if (!row || !seesRecord(ctx.actor, row)) throw notFound('dutyRecord')
  return withActions(ctx, row)
}

/** How the actor stands to a record, and its twin. Read after its lock. */
export async function standingTo(ctx: Context, id: string) {
  const { rows } = await sql<Pick<Row, 'organises' | 'oneself' | 'twin'>>`
    select ${organises(ctx)} as organises, ${isAccountOf(ctx.actor.accountId)} as oneself, ${twin} as twin ${from}
    where r.committee_id = ${ctx.actor.committeeId} and r.id = ${id}`.execute(ctx.db)
  return rows[0]!
}

/** The bodies that may have organised a duty: a member's own, or for the office every one in use. @throws DomainError access.denied */
export async function getDutyRecordOptions(
  ctx: Context,
): Promise<z.output<typeof dutyRecordRoutes.getDutyRecordOptions.response>> {
  if (!keepsLedger(ctx.actor) && ctx.actor.role !== 'member') throw accessDenied('getDutyRecordOptions')
  const today = civilDateOf(ctx.now)
  const mine = sql<SqlBool>`exists (
    select from group_members s
    where s.committee_id = g.committee_id and s.group_id = g.id and s.member_id = ${ctx.actor.memberId}::uuid
      and s.starts_on <= ${today}::date and (s.ends_on is null or s.ends_on > ${today}::date))`
  const { rows } = await sql<{ id: string; name: string; kindName: string }>`
    select g.id, g.name, k.name as "kindName"
    from groups g
    join group_kinds k on k.committee_id = g.committee_id and k.code = g.kind
    where g.committee_id = ${ctx.actor.committeeId} and g.closed_on is null
      and ${keepsLedger(ctx.actor) ? sql<SqlBool>`true` : mine}
    order by k.position, g.position, g.name`.execute(ctx.db)
  return { organisers: rows, kinds: await kindsToRecord(ctx) }
}

/** What the viewer may record: kinds of the year's targets first, since those are what is most often owed. */
async function kindsToRecord(ctx: Context): Promise<{ kind: string; target: string }[]> {
  const items = targetSets(await settingInForce(ctx, dutyTargetSetting)).flatMap((set) =>
    set.items.map((item) => ({ kinds: item.kinds as readonly string[], target: `${set.name}：${item.name}` })),
  )
  const kinds = (keepsLedger(ctx.actor) ? manualDutyKinds : ownDutyKinds).map(({ kind }) => ({
    kind,
    at: items.findIndex((item) => item.kinds.includes(kind)),
  }))
  const owed = kinds.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)
  return [...owed, ...kinds.filter(({ at }) => at < 0)].map(({ kind, at }) => ({
    kind,
    target: items[at]?.target ?? '',
  }))
}

/** Name, kind and hash of a proof, for whoever may see its record. @throws DomainError not-found */
export async function getDutyRecordFile(
  ctx: Context,
  id: string,
  fileId: string,
): Promise<{ name: string; mediaType: string; sha256: string }> {
  const record = await getDutyRecord(ctx, id)
  const file = record.files.find((one) => one.fileId === fileId)
  if (!file) throw notFound('file')
  const { sha256 } = await ctx.db
    .selectFrom('files')
    .select('sha256')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
  return { name: file.name, mediaType: file.mediaType, sha256 }
}
