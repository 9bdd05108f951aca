import { sql } from 'kysely'
import type { Role } from '#contract/accounts.ts'
import type { Todo, TodoGroup } from '#contract/workbench.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'

const countLimit = 100
const shown = 5

/** One heading of the workbench; none where nothing waits. */
function group(
  kind: string,
  subjectKind: Todo['subjectKind'],
  rows: Omit<Todo, 'kind' | 'subjectKind'>[],
): TodoGroup[] {
  if (rows.length === 0) return []
  const items = rows.slice(0, shown).map((row) => ({ ...row, kind, subjectKind }))
  return [{ kind, count: rows.length, countLimit, items }]
}

const unscoredBy = (side: 'proposer' | 'unit') =>
  statement('kept', (db, { committeeId, mine, today }: { committeeId: string; mine: string | null; today: string }) =>
    db
      .selectFrom('mutual_appraisals as m')
      .innerJoin('proposals as p', (join) =>
        join.onRef('p.committee_id', '=', 'm.committee_id').onRef('p.id', '=', 'm.proposal_id'),
      )
      .innerJoin('units as u', (join) =>
        join.onRef('u.committee_id', '=', 'm.committee_id').onRef('u.id', '=', 'm.unit_id'),
      )
      .select(['m.id as subjectId', 'p.title', 'u.short_name as unit', 'm.opened_at as since', 'm.closes_on as dueOn'])
      .where('m.committee_id', '=', committeeId)
      .where('m.revealed_at', 'is', null)
      .where('m.closes_on', '>=', today)
      .where(side === 'proposer' ? 'm.member_id' : 'm.unit_id', '=', mine)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('mutual_scores as s')
              .select('s.side')
              .whereRef('s.committee_id', '=', 'm.committee_id')
              .whereRef('s.appraisal_id', '=', 'm.id')
              .where('s.side', '=', sql.lit(side)),
          ),
        ),
      )
      .orderBy('m.closes_on')
      .orderBy('m.id')
      .limit(sql.lit(countLimit)),
  )

const unscored = { proposer: unscoredBy('proposer'), unit: unscoredBy('unit') }

/** Two-way appraisals I have not scored, as the lead proposer or as the unit. */
async function mutualToScore(ctx: Context): Promise<TodoGroup[]> {
  const { role, memberId, unitId, committeeId } = ctx.actor
  const side = role === 'member' ? 'proposer' : 'unit'
  const rows = await unscored[side](ctx.db, {
    committeeId,
    mine: side === 'proposer' ? memberId : unitId,
    today: civilDateOf(ctx.now),
  })
  const items = rows.map(({ unit, ...row }) => ({
    ...row,
    note: role === 'member' ? `请评${unit}的办理` : '请评这件提案',
  }))
  return group('mutualAppraisal.toScore', 'mutualAppraisal', items)
}

const lowHandlings = statement('kept', (db, { committeeId }: { committeeId: string }) =>
  db
    .selectFrom('mutual_appraisals as m')
    .innerJoin('mutual_scores as s', (join) =>
      join
        .onRef('s.committee_id', '=', 'm.committee_id')
        .onRef('s.appraisal_id', '=', 'm.id')
        .on('s.side', '=', sql.lit('proposer'))
        .on('s.low', '=', sql.lit(true)),
    )
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'm.committee_id').onRef('p.id', '=', 'm.proposal_id'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'm.committee_id').onRef('u.id', '=', 'm.unit_id'),
    )
    .select(['m.id as subjectId', 'p.title', 'u.short_name as unit', 's.total', 'm.revealed_at as since'])
    .where('m.committee_id', '=', committeeId)
    .where('m.revealed_at', 'is not', null)
    .where('m.decision', 'is', null)
    .orderBy('m.revealed_at')
    .orderBy('m.id')
    .limit(sql.lit(countLimit)),
)

/** Badly scored handlings that nobody has decided on. */
async function mutualLow(ctx: Context): Promise<TodoGroup[]> {
  const rows = await lowHandlings(ctx.db, ctx.actor)
  const items = rows.map(({ unit, total, since, ...row }) => ({
    ...row,
    since: since!,
    note: `${unit}，办理 ${total} 分`,
    dueOn: null,
  }))
  return group('mutualAppraisal.low', 'mutualAppraisal', items)
}

const openBallots = statement(
  'kept',
  (db, { committeeId, memberId, now }: { committeeId: string; memberId: string | null; now: string }) =>
    db
      .selectFrom('appraisers as i')
      .innerJoin('appraisals as a', (join) =>
        join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.appraisal_id'),
      )
      .leftJoin('ballot_hand_ins as b', (join) =>
        join
          .onRef('b.committee_id', '=', 'i.committee_id')
          .onRef('b.appraisal_id', '=', 'i.appraisal_id')
          .onRef('b.member_id', '=', 'i.member_id'),
      )
      .select(['a.id as subjectId', 'a.title', 'a.opens_at as since', 'a.closes_at as closesAt'])
      .where('i.committee_id', '=', committeeId)
      .where('i.member_id', '=', memberId)
      .where('b.member_id', 'is', null)
      .where('a.state', '=', sql.lit('open'))
      .where('a.opens_at', '<=', now)
      .where('a.closes_at', '>', now)
      .orderBy('a.closes_at')
      .limit(sql.lit(countLimit)),
)

/** Democratic appraisals that are open to me and wait for my ballots. */
async function ballotsToHandIn(ctx: Context): Promise<TodoGroup[]> {
  const rows = await openBallots(ctx.db, { ...ctx.actor, now: ctx.now.toISOString() })
  const items = rows.map(({ closesAt, ...row }) => ({
    ...row,
    note: '无记名，一次交齐',
    dueOn: civilDateOf(new Date(closesAt)),
  }))
  return group('appraisal.toScore', 'appraisal', items)
}

const unwritten = statement('kept', (db, { committeeId, unitId }: { committeeId: string; unitId: string | null }) =>
  db
    .selectFrom('appraised_units as t')
    .innerJoin('appraisals as a', (join) =>
      join.onRef('a.committee_id', '=', 't.committee_id').onRef('a.id', '=', 't.appraisal_id'),
    )
    .select(['a.id as subjectId', 'a.title', 'a.reported_at as since', 'a.rectify_by as dueOn'])
    .where('t.committee_id', '=', committeeId)
    .where('t.unit_id', '=', unitId)
    .where('t.rectifies', '=', sql.lit(true))
    .where('t.measures_at', 'is', null)
    .where('a.state', '=', sql.lit('rectifying'))
    .orderBy('a.rectify_by')
    .limit(sql.lit(countLimit)),
)

/** Measures my unit was asked for and has not written. */
async function measuresToWrite(ctx: Context): Promise<TodoGroup[]> {
  const rows = await unwritten(ctx.db, ctx.actor)
  const items = rows.map((row) => ({ ...row, since: row.since!, note: '请写整改措施和时限' }))
  return group('appraisal.toRectify', 'appraisal', items)
}

const unfinished = statement('kept', (db, { committeeId }: { committeeId: string }) =>
  db
    .selectFrom('appraisals as a')
    .select(['a.id as subjectId', 'a.title', 'a.state', 'a.closed_at as closedAt'])
    .select(
      sql<number>`(
        select count(*)::int from appraised_units t
        where t.committee_id = a.committee_id and t.appraisal_id = a.id
          and t.rectifies and t.measures_at is not null and t.look_back is null
      )`.as('written'),
    )
    .where('a.committee_id', '=', committeeId)
    .where('a.state', 'in', [sql.lit('closed'), sql.lit('rectifying')])
    .orderBy('a.closed_at')
    .limit(sql.lit(countLimit)),
)

/** What the office has to do next with an appraisal: report it, look back. */
async function appraisalsToMove(ctx: Context): Promise<TodoGroup[]> {
  const rows = await unfinished(ctx.db, ctx.actor)
  const of = (state: string, note: (row: (typeof rows)[number]) => string) =>
    rows
      .filter((row) => row.state === state && (state === 'closed' || row.written > 0))
      .map((row) => ({
        subjectId: row.subjectId,
        title: row.title,
        since: row.closedAt!,
        dueOn: null,
        note: note(row),
      }))
  return [
    ...group(
      'appraisal.toReport',
      'appraisal',
      of('closed', () => '已截止，请出评议报告'),
    ),
    ...group(
      'appraisal.toLookBack',
      'appraisal',
      of('rectifying', (row) => `${row.written} 家单位已写整改措施`),
    ),
  ]
}

/** What waits for the actor in two-way and democratic appraisal, for the workbench. */
export async function listEvaluationTodos(ctx: Context): Promise<TodoGroup[]> {
  const lists = sources[ctx.actor.role] ?? []
  return (await Promise.all(lists.map((list) => list(ctx)))).flat()
}

const sources: Partial<Record<Role, readonly ((ctx: Context) => Promise<TodoGroup[]>)[]>> = {
  member: [mutualToScore, ballotsToHandIn],
  unitClerk: [mutualToScore, measuresToWrite],
  proposalOffice: [mutualLow, appraisalsToMove],
}
