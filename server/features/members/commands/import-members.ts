import { sql } from 'kysely'
import type { ImportResult } from '#contract/common.ts'
import { insertGroups } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { DomainError } from '#platform/errors.ts'
import { emit, type NewEvent } from '#platform/events/emit.ts'
import type { Upload } from '#platform/http/uploads.ts'
import { newId } from '#platform/ids.ts'
import { blankFields, columnsOf } from '../member-columns.ts'
import type { GroupRef, MemberUpdate, NewMember, RosterPlan } from '../rules/roster/plan.ts'
import { strokeRule } from './ordering.ts'
import { type ImportOptions, type ReckonedImport, reckonImport } from './plan-import.ts'

/** Who adds to the roster of a committee does so one after the other: what was reckoned stays true until it is written. */
export function rosterLock(committeeId: string): string {
  return `members.roster.${committeeId}`
}

/** Rows written in one statement. */
const chunkRows = 500

/** Imports roster files as previewed, all or nothing, in the transaction of `ctx`.
 *  @throws DomainError import.has-errors, import.changed where files, options or roster are not those previewed; as `reckonImport` */
export async function importMembers(
  ctx: Context,
  uploads: readonly Upload[],
  { fingerprint, ...options }: ImportOptions & { fingerprint: string },
): Promise<ImportResult> {
  await lockUntilCommit(ctx.db, rosterLock(ctx.actor.committeeId))
  const reckoned = await reckonImport(ctx, uploads, options)
  const { plan, problems } = reckoned
  if (reckoned.fingerprint !== fingerprint) throw new DomainError('import.changed')
  if (problems.errorCount > 0) throw new DomainError('import.has-errors', { errorCount: problems.errorCount })
  const groupIds = await createGroups(ctx, plan)
  const idOf = (ref: GroupRef) => ('id' in ref ? ref.id : groupIds[ref.newGroup]!)
  const exclusiveKinds = await exclusiveKindsOf(ctx)
  const write = { ctx, reckoned, idOf, exclusiveKinds, rule: await strokeRule(ctx) }
  for (let at = 0; at < plan.create.length; at += chunkRows) {
    await createChunk(write, plan.create.slice(at, at + chunkRows))
    // Foreign keys are checked by plans made while the table was nearly empty, when every index seemed as good as the
    // primary key: 500 memberships then took 15 s at 50,000 members. With statistics the plans are made anew.
    if (at === 0 && plan.create.length > chunkRows) await sql`analyze members`.execute(ctx.db)
  }
  for (let at = 0; at < plan.update.length; at += chunkRows)
    await updateChunk(write, plan.update.slice(at, at + chunkRows))
  if (plan.create.length > chunkRows)
    await sql`analyze members, memberships, group_members, member_posts`.execute(ctx.db)
  const result = { created: plan.create.length, updated: plan.update.length, unchanged: plan.unchanged }
  await emit(ctx, {
    type: 'committee.rosterImported',
    subjectKind: 'committee',
    subjectId: ctx.actor.committeeId,
    details: { ...result, termNumber: reckoned.term.number, files: reckoned.files.map((file) => file.name) },
  })
  return result
}

interface Write {
  ctx: Context
  reckoned: ReckonedImport
  idOf(ref: GroupRef): string
  exclusiveKinds: ReadonlySet<string>
  rule: 'cppcc' | 'npc'
}

async function createGroups(ctx: Context, plan: RosterPlan): Promise<string[]> {
  const ids: string[] = Array.from({ length: plan.newGroups.length })
  for (const kind of new Set(plan.newGroups.map((group) => group.kind))) {
    const places = plan.newGroups.flatMap((group, place) => (group.kind === kind ? [place] : []))
    const made = await insertGroups(
      ctx,
      kind,
      places.map((place) => plan.newGroups[place]!.name),
    )
    for (const [at, place] of places.entries()) ids[place] = made[at]!
    await emit(
      ctx,
      ...places.map((place, at) => ({
        type: 'group.created',
        subjectKind: 'group',
        subjectId: made[at]!,
        details: { ...plan.newGroups[place], byImport: true },
      })),
    )
  }
  return ids
}

async function exclusiveKindsOf(ctx: Context): Promise<ReadonlySet<string>> {
  const rows = await ctx.db
    .selectFrom('group_kinds')
    .select('code')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('exclusive', '=', true)
    .execute()
  return new Set(rows.map((row) => row.code))
}

async function createChunk(write: Write, chunk: readonly NewMember[]): Promise<void> {
  const { ctx, reckoned, rule } = write
  const { term } = reckoned
  const made = chunk.map(({ person, groups }) => ({
    id: newId(),
    person,
    groups,
    joinedOn: person.joinedOn ?? term.startsOn,
  }))
  await writeMembers(
    ctx,
    made.map(({ id, person }) => ({ id, version: 1, ...columnsOf({ ...blankFields, ...person.fields }, rule) })),
  )
  await writeMemberships(
    write,
    made.map(({ id, person, joinedOn }) => ({ memberId: id, joinedOn, byElection: person.byElection })),
  )
  await writeSeats(
    write,
    made.flatMap(({ id, groups, joinedOn }) => groups.map((ref) => ({ memberId: id, ref, startsOn: joinedOn }))),
  )
  await writePosts(
    ctx,
    made.flatMap(({ id, person, joinedOn }) =>
      person.posts.map((held) => ({ memberId: id, ...held, startsOn: joinedOn })),
    ),
  )
  await emit(
    ctx,
    ...made.map(({ id, person }) => imported(id, { name: person.fields.name, isNew: true, termNumber: term.number })),
  )
}

async function updateChunk(write: Write, chunk: readonly MemberUpdate[]): Promise<void> {
  const { ctx, reckoned, rule } = write
  const { term } = reckoned
  const today = civilDateOf(ctx.now)
  const startsOn = today < term.startsOn ? term.startsOn : today
  const rewritten = chunk.filter(({ changed }) => changed.length > 0)
  await rewriteMembers(
    ctx,
    rewritten.map(({ id, version, fields }) => ({ id, version, ...columnsOf(fields, rule) })),
  )
  await writeMemberships(
    write,
    chunk.flatMap(({ id, joins }) =>
      joins ? [{ memberId: id, joinedOn: joins.on ?? term.startsOn, byElection: joins.byElection }] : [],
    ),
  )
  await ctx.db
    .updateTable('group_members')
    .set({ ends_on: sql<string>`greatest(starts_on, ${startsOn}::date)` })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', sql<string>`any(${chunk.flatMap(({ endSeats }) => endSeats)}::uuid[])`)
    .execute()
  await writeSeats(
    write,
    chunk.flatMap(({ id, groups }) => groups.map((ref) => ({ memberId: id, ref, startsOn }))),
  )
  await writePosts(
    ctx,
    chunk.flatMap(({ id, posts }) => posts.map((held) => ({ memberId: id, ...held, startsOn }))),
  )
  await emit(
    ctx,
    ...chunk.map(({ id, fields, changed, joins }) =>
      imported(id, { name: fields.name, isNew: false, fields: changed, ...(joins ? { termNumber: term.number } : {}) }),
    ),
  )
}

function imported(memberId: string, details: Record<string, unknown>): NewEvent {
  return { type: 'member.imported', subjectKind: 'member', subjectId: memberId, details }
}

type MemberRow = { id: string; version: number } & ReturnType<typeof columnsOf>

/** One statement for many rows: the rows travel as one JSON text, so that the number of parameters does not grow. */
const rowType = sql`(
  id uuid, version integer, name text, stroke_key text, pinyin_key text, search_text text, sex text, born_on date,
  ethnicity text, native_place text, education text, degree text, professional_title text, parties text[],
  member_number text, phone text, email text, address text, employer text, employer_post text, social_posts text,
  expertise text, career text)`
const rowColumns = [
  'name',
  'stroke_key',
  'pinyin_key',
  'search_text',
  'sex',
  'born_on',
  'ethnicity',
  'native_place',
  'education',
  'degree',
  'professional_title',
  'parties',
  'member_number',
  'phone',
  'email',
  'address',
  'employer',
  'employer_post',
  'social_posts',
  'expertise',
  'career',
] as const satisfies readonly (keyof MemberRow)[]

async function writeMembers(ctx: Context, rows: readonly MemberRow[]): Promise<void> {
  const columns = sql.raw(rowColumns.join(', '))
  await sql`
    insert into members (committee_id, id, ${columns}, created_at, updated_at)
    select ${ctx.actor.committeeId}::uuid, id, ${columns}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ${rowType}`.execute(ctx.db)
}

/** @throws DomainError import.changed when somebody wrote one of the files meanwhile */
async function rewriteMembers(ctx: Context, rows: readonly MemberRow[]): Promise<void> {
  if (rows.length === 0) return
  const sets = sql.raw(rowColumns.map((column) => `${column} = r.${column}`).join(', '))
  const done = await sql`
    update members as m
    set ${sets}, version = m.version + 1, updated_at = ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ${rowType}
    where m.committee_id = ${ctx.actor.committeeId}::uuid
      and m.id = r.id
      and m.version = r.version`.execute(ctx.db)
  if (Number(done.numAffectedRows) !== rows.length) throw new DomainError('import.changed')
}

async function writeMemberships(
  { ctx, reckoned }: Write,
  rows: readonly { memberId: string; joinedOn: string; byElection: boolean }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into memberships (committee_id, id, member_id, term_id, joined_on, join_way)
    select ${ctx.actor.committeeId}::uuid, id, member_id, ${reckoned.term.id}::uuid, joined_on, join_way
    from unnest(
      ${rows.map(newId)}::uuid[],
      ${rows.map((row) => row.memberId)}::uuid[],
      ${rows.map((row) => row.joinedOn)}::date[],
      ${rows.map((row) => (row.byElection ? 'byElection' : 'elected'))}::text[]
    ) as r (id, member_id, joined_on, join_way)`.execute(ctx.db)
}

async function writeSeats(
  { ctx, idOf, exclusiveKinds }: Write,
  rows: readonly { memberId: string; ref: GroupRef; startsOn: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into group_members (committee_id, id, group_id, member_id, exclusive_kind, role, starts_on)
    select ${ctx.actor.committeeId}::uuid, id, group_id, member_id, exclusive_kind, 'member', starts_on
    from unnest(
      ${rows.map(newId)}::uuid[],
      ${rows.map((row) => idOf(row.ref))}::uuid[],
      ${rows.map((row) => row.memberId)}::uuid[],
      ${rows.map((row) => (exclusiveKinds.has(row.ref.kind) ? row.ref.kind : null))}::text[],
      ${rows.map((row) => row.startsOn)}::date[]
    ) as r (id, group_id, member_id, exclusive_kind, starts_on)`.execute(ctx.db)
}

async function writePosts(
  ctx: Context,
  rows: readonly { memberId: string; post: string; title: string; startsOn: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into member_posts (committee_id, id, member_id, post, title, starts_on)
    select ${ctx.actor.committeeId}::uuid, id, member_id, post, title, starts_on
    from unnest(
      ${rows.map(newId)}::uuid[],
      ${rows.map((row) => row.memberId)}::uuid[],
      ${rows.map((row) => row.post)}::text[],
      ${rows.map((row) => row.title)}::text[],
      ${rows.map((row) => row.startsOn)}::date[]
    ) as r (id, member_id, post, title, starts_on)`.execute(ctx.db)
}
