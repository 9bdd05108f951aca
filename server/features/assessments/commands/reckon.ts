import { type Kysely, sql } from 'kysely'
import { keptScheme, type ScoringScheme } from '#contract/scoring-scheme.ts'
import { type Judgement, type Score, type ScoredMember, scoreMembers, spanOf } from '#features/scoring/index.ts'
import type { Context } from '#platform/context.ts'
import { systemActor } from '#platform/context.ts'
import { type Database, transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { DomainError } from '#platform/errors.ts'
import { told, updateRound } from './load.ts'

/** So many results are written in one transaction: a province's round shows how far it is. */
const batchSize = 1_000
/** Rounds up to this many are reckoned at once when they are frozen. */
export const atOnce = 1_000

interface Round {
  id: string
  committee_id: string
  title: string
  kind: string
  year: number
  period_from: string
  period_to: string
  scheme: unknown
  frozen_at: string | Date | null
  state: string
}
type SubjectRow = {
  subject_id: string
  name: string
  stroke_key: string
  about: string
  standing: boolean
  joined_on: string
  judged: unknown
  vetoes: string[]
  revision: number
}

/** Whether the ledger has still to take in something told until an instant: what is reckoned then would miss it.
 *  @param committeeId where only what was told in one committee matters */
export async function ledgerIsBehind(
  db: Database,
  until: string | Date,
  committeeId: string | null = null,
): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (
      select from events
      where (tx, id) > (
        coalesce((select tx from event_cursors where reader = 'duty.ledger'), '0'::xid8),
        coalesce((select event_id from event_cursors where reader = 'duty.ledger'), 0)
      )
      and at <= ${until}::timestamptz
      and (${committeeId}::uuid is null or committee_id = ${committeeId}::uuid)
    ) as behind`.execute(db)
  return rows[0]!.behind
}

/** Reckons the next subjects of a round that have no score yet. @returns how many are left */
async function reckonNext(ctx: Context, round: Round): Promise<number> {
  const scheme = keptScheme.parse(round.scheme)
  const subjects = await ctx.db
    .selectFrom('assessment_subjects')
    .selectAll()
    .where('committee_id', '=', round.committee_id)
    .where('assessment_id', '=', round.id)
    .where('revision', '=', 0)
    .orderBy('subject_id')
    .limit(batchSize)
    .execute()
  await reckon(ctx, round, scheme, subjects, { asOf: round.frozen_at!, reason: '冻结台账时计分', objectionId: null })
  const { left, done } = await ctx.db
    .selectFrom('assessment_subjects')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('revision', '=', 0).as('left'),
      eb.fn.countAll<number>().filterWhere('revision', '>', 0).as('done'),
    ])
    .where('committee_id', '=', round.committee_id)
    .where('assessment_id', '=', round.id)
    .executeTakeFirstOrThrow()
  await updateRound(
    ctx,
    { ...round, state: 'reckoning' },
    {
      reckoned: Number(done),
      ...(Number(left) === 0 ? { state: 'frozen' as const } : {}),
    },
  )
  if (Number(left) === 0) await told(ctx, 'reckoned', round, { subjects: Number(done) })
  return Number(left)
}

/** Goes on with a frozen round, batch by batch, each in its transaction. @throws when the ledger is still behind */
export async function reckonRound(db: Kysely<DB>, committeeId: string, id: string, now: Date): Promise<void> {
  for (;;) {
    const left = await transact(db, (tx) => reckonStep(tx, committeeId, id, now))
    if (left === 0) return
  }
}

/** One batch of a frozen round; 0 where there is nothing to do. @throws DomainError assessment.ledger-behind */
export async function reckonStep(db: Database, committeeId: string, id: string, now: Date): Promise<number> {
  const round = await db
    .selectFrom('assessments')
    .selectAll()
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .where('state', '=', 'reckoning')
    .forUpdate()
    .executeTakeFirst()
  if (!round) return 0
  if (await ledgerIsBehind(db, round.frozen_at!)) throw new DomainError('assessment.ledger-behind')
  const ctx: Context = { db, actor: systemActor(committeeId), now, requestId: `assessment ${id}` }
  return reckonNext(ctx, round)
}

type ScoredRound = Pick<Round, 'id' | 'committee_id' | 'kind' | 'year' | 'period_from' | 'period_to' | 'frozen_at'>

/** Scores of subjects by the ledger as it stood at an instant; nothing is kept. */
export async function scoresOf(
  ctx: Context,
  round: ScoredRound,
  scheme: ScoringScheme,
  subjects: readonly SubjectRow[],
  at: string | Date,
): Promise<Map<string, Score>> {
  const judged = new Map<string, Judgement>(
    subjects.map((one) => [one.subject_id, { judged: one.judged as Record<string, number>, vetoes: one.vetoes }]),
  )
  const asOf = typeof at === 'string' ? at : at.toISOString()
  // What was done until the freeze, whenever it is reckoned; and an assessment says what was too little, the year over or not.
  const frozen = { ...ctx, now: new Date(round.frozen_at ?? ctx.now) }
  const span = await spanOf(frozen, round.year, { from: round.period_from, to: round.period_to })
  const earlier = round.kind === 'members' ? await earlierOf(ctx, round.year) : new Map<string, never[]>()
  const members: ScoredMember[] = subjects.map((one) => ({
    memberId: one.subject_id,
    name: one.name,
    sector: one.about,
    strokeKey: one.stroke_key,
    employer: '',
    standing: one.standing,
    joinedOn: one.joined_on,
    earlier: earlier.get(one.subject_id) ?? [],
  }))
  const scores = new Map<string, Score>()
  for await (const { member, scores: made } of scoreMembers(ctx, [scheme], {
    span: { ...span, running: false },
    members,
    asOf,
    judged,
  }))
    scores.set(member.memberId, made[0]!)
  return scores
}

/** Reckons subjects and keeps each as a new revision; what was reckoned before stays.
 *  @returns the new scores by subject */
export async function reckon(
  ctx: Context,
  round: ScoredRound,
  scheme: ScoringScheme,
  subjects: readonly SubjectRow[],
  why: { asOf: string | Date; reason: string; objectionId: string | null },
): Promise<Map<string, Score>> {
  const asOf = typeof why.asOf === 'string' ? why.asOf : why.asOf.toISOString()
  const scores = await scoresOf(ctx, round, scheme, subjects, asOf)
  const rows = subjects.map((one) => {
    const score = scores.get(one.subject_id)!
    return {
      id: one.subject_id,
      revision: one.revision + 1,
      centipoints: score.centipoints,
      grade: score.grade,
      unjudged: score.unjudged.length,
      unmet: score.preconditions.filter(({ have, need }) => have < need).length,
      crossed: score.crossed.map(({ name, measure }) => ({ name, measure })),
      score,
    }
  })
  const set = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, revision integer, centipoints integer,
    grade text, unjudged integer, unmet integer, crossed jsonb, score jsonb)`
  await sql`
    insert into assessment_scores (committee_id, assessment_id, subject_id, revision, centipoints, grade, score, as_of, reason,
      objection_id, reckoned_at)
    select ${round.committee_id}::uuid, ${round.id}::uuid, r.id, r.revision, r.centipoints, r.grade, r.score, ${asOf}::timestamptz,
      ${why.reason}, ${why.objectionId}::uuid, ${ctx.now}::timestamptz
    from ${set}`.execute(ctx.db)
  await sql`
    update assessment_subjects s
    set revision = r.revision, centipoints = r.centipoints, grade = r.grade, unjudged = r.unjudged, unmet = r.unmet,
      crossed = r.crossed, version = s.version + 1
    from ${set}
    where s.committee_id = ${round.committee_id}
      and s.assessment_id = ${round.id}
      and s.subject_id = r.id`.execute(ctx.db)
  return scores
}

/** Approved results of the years before, by member. */
async function earlierOf(ctx: Pick<Context, 'db' | 'actor'>, year: number) {
  const rows = await ctx.db
    .selectFrom('assessment_subjects as s')
    .innerJoin('assessments as a', (join) =>
      join.onRef('a.committee_id', '=', 's.committee_id').onRef('a.id', '=', 's.assessment_id'),
    )
    .select(['s.subject_id as id', 'a.year', 's.centipoints'])
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where('a.kind', '=', 'members')
    .where('a.state', 'in', ['approved', 'delivered', 'closed'])
    .where('a.year', '<', year)
    .where('a.year', '>=', year - 5)
    .execute()
  const by = new Map<string, { year: number; centipoints: number }[]>()
  for (const { id, ...result } of rows) by.set(id, [...(by.get(id) ?? []), result])
  return by
}
