import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type {
  AssessmentResult,
  AssessmentResultItem,
  ResultList,
  assessmentRoutes as r,
} from '#contract/assessments.ts'
import { score as scoreSchema } from '#contract/scoring.ts'
import { entriesOf } from '#features/scoring/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, type Place, readCursor } from '#platform/lists.ts'
import { leftToOthers, relationsOf, seesAll } from '../access.ts'
import { isOneself } from '../commands/load.ts'
import { bestGrade, leavesToOffice } from '../rules.ts'
import { assessmentWorkflow } from '../workflow.ts'
import { findRound } from './rounds.ts'

type Filters = Pick<z.output<typeof r.listResults.query>, 'q' | 'grade' | 'list' | 'measure'>
/** What the lists of a round are called on paper. */
export const listNames: Record<ResultList, string> = {
  awards: '评优名单',
  ungraded: '未达等次名单',
  lines: '触线名单',
  unjudged: '待评定名单',
  objected: '异议名单',
  unconfirmed: '未确认名单',
  unsigned: '未签字名单',
}
const resultActions = ['judge', 'confirm', 'object', 'withdraw', 'answer', 'acknowledge'] as const
type Round = Awaited<ReturnType<typeof findRound>>

/** Results of a round as list and export filter them, in the order of names. */
export function results(ctx: Context, round: Round, { q, grade, list, measure }: Filters) {
  const best = round.scheme && bestGrade(round.scheme)
  const open = sql<number>`(select count(*)::int from assessment_objections o
    where o.committee_id = s.committee_id and o.assessment_id = s.assessment_id and o.subject_id = s.subject_id
      and o.state = 'open')`
  return ctx.db
    .selectFrom('assessment_subjects as s')
    .select([
      's.subject_id as subjectId',
      's.name',
      's.about',
      's.employer',
      's.standing',
      's.centipoints',
      's.grade',
      's.unjudged',
      's.unmet',
      's.stroke_key as strokeKey',
      's.confirmed_at as confirmedAt',
      's.acknowledged_on as acknowledgedOn',
      sql<AssessmentResultItem['acknowledgedWay']>`s.acknowledged_way`.as('acknowledgedWay'),
      sql<AssessmentResultItem['crossed']>`s.crossed`.as('crossed'),
      open.as('openObjections'),
    ])
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where('s.assessment_id', '=', round.id)
    .where('s.revision', '>', 0)
    .$if(q !== undefined && q !== '', (qb) => qb.where('s.name', 'like', `%${q!.replace(/[\\%_]/g, '\\$&')}%`))
    .$if(grade !== undefined && grade !== '', (qb) => qb.where('s.grade', '=', grade!))
    .$if(list === 'awards', (qb) => (best ? qb.where('s.grade', '=', best) : qb.where(sql<SqlBool>`false`)))
    .$if(list === 'ungraded', (qb) => qb.where('s.grade', 'is', null))
    .$if(list === 'lines', (qb) => qb.where(sql<SqlBool>`s.crossed <> '[]'`))
    .$if(list === 'unjudged', (qb) => qb.where('s.unjudged', '>', 0))
    .$if(measure !== undefined, (qb) =>
      qb.where(sql<SqlBool>`s.crossed @> jsonb_build_array(jsonb_build_object('measure', ${measure}::text))`),
    )
    .$if(list === 'unsigned', (qb) => qb.where('s.acknowledged_on', 'is', null))
    .$if(list === 'unconfirmed', (qb) => qb.where('s.confirmed_at', 'is', null))
    .$if(list === 'objected', (qb) =>
      qb.where(sql<SqlBool>`exists (select from assessment_objections o where o.committee_id = s.committee_id
        and o.assessment_id = s.assessment_id and o.subject_id = s.subject_id and o.state <> 'withdrawn')`),
    )
    .orderBy('s.stroke_key')
    .orderBy('s.subject_id')
}

/** @throws DomainError not-found, access.denied */
export async function roundOfAll(ctx: Context, id: string): Promise<Round> {
  const round = await findRound(ctx, id)
  if (!seesAll(ctx.actor, round)) throw accessDenied('listResults')
  return round
}

/** Results of everybody, a page of them. @throws DomainError not-found, access.denied */
export async function listResults(ctx: Context, id: string, f: z.output<typeof r.listResults.query>) {
  const round = await roundOfAll(ctx, id)
  const place = readCursor('assessment-results', f.cursor, cursorValue.text)
  const rows = await results(ctx, round, f)
    .$if(place !== null, (qb) => qb.where((eb) => after(eb, 's.stroke_key', 's.subject_id', place!, 'asc', 'text')))
    .limit(f.limit + 1)
    .execute()
  const page = cutPage('assessment-results', rows, f.limit, (row) => ({ value: row.strokeKey, id: row.subjectId }))
  return { items: page.items.map(({ strokeKey: _, ...item }) => item), nextCursor: page.nextCursor }
}

/** Results for a file, in pieces. @throws DomainError not-found, access.denied */
export async function resultsForFile(ctx: Context, id: string, f: Filters) {
  const round = await roundOfAll(ctx, id)
  async function* rows() {
    let place: Place | null = null
    for (;;) {
      const from: Place | null = place
      const found: (AssessmentResultItem & { strokeKey: string })[] = await results(ctx, round, f)
        .$if(from !== null, (qb) => qb.where((eb) => after(eb, 's.stroke_key', 's.subject_id', from!, 'asc', 'text')))
        .limit(1_000)
        .execute()
      yield* found
      if (found.length < 1_000) return
      const end = found.at(-1)!
      place = { value: end.strokeKey, id: end.subjectId }
    }
  }
  return { round, rows: rows() }
}

/** One result down to the entries. @throws DomainError not-found */
export async function getResult(ctx: Context, id: string, subjectId: string): Promise<AssessmentResult> {
  const round = await findRound(ctx, id)
  const own = round.mine === subjectId
  if (!own && !seesAll(ctx.actor, round)) throw notFound('assessmentResult')
  const where = { committee_id: ctx.actor.committeeId, assessment_id: id, subject_id: subjectId }
  const item = await results(ctx, round, {}).where('s.subject_id', '=', subjectId).executeTakeFirst()
  if (!item || !round.scheme) throw notFound('assessmentResult')
  const subject = await ctx.db
    .selectFrom('assessment_subjects')
    .select(['judged', 'vetoes', 'judgement_note', 'version'])
    .where((eb) => eb.and(where))
    .executeTakeFirstOrThrow()
  const revisions = await ctx.db
    .selectFrom('assessment_scores')
    .select(['revision', 'centipoints', 'grade', 'reason', 'as_of as asOf', 'reckoned_at as at'])
    .where((eb) => eb.and(where))
    .orderBy('revision', 'desc')
    .execute()
  const newest = await ctx.db
    .selectFrom('assessment_scores')
    .select('score')
    .where((eb) => eb.and(where))
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const objections = await ctx.db
    .selectFrom('assessment_objections')
    .select([
      'id',
      sql<'open' | 'upheld' | 'refused' | 'withdrawn'>`state`.as('state'),
      'item_key as itemKey',
      'reason',
      'raised_at as raisedAt',
      'answer',
      'answered_by as answeredBy',
      'answered_at as answeredAt',
    ])
    .where((eb) => eb.and(where))
    .orderBy('raised_at')
    .orderBy('id')
    .execute()
  const score = scoreSchema.parse(newest.score)
  const { strokeKey: _, ...result } = item
  const over = round.check_until !== null && civilDateOf(ctx.now) > round.check_until
  const beside = async (way: 'asc' | 'desc') => {
    if (!seesAll(ctx.actor, round)) return null
    const [other] = await results(ctx, round, {})
      .clearOrderBy()
      .where((eb) => after(eb, 's.stroke_key', 's.subject_id', { value: item.strokeKey, id: subjectId }, way, 'text'))
      .orderBy('s.stroke_key', way)
      .orderBy('s.subject_id', way)
      .limit(1)
      .execute()
    return other?.subjectId ?? null
  }
  // The leaders are members, too: nobody reads what was noted of themselves.
  const oneself = seesAll(ctx.actor, round) && (await isOneself(ctx, round.kind, subjectId))
  const actions = assessmentWorkflow
    .actionsFor(round.state, relationsOf(ctx.actor, own))
    .flatMap((action): AssessmentResult['actions'] =>
      action === 'handOver' ? ['takeSignatureBack'] : resultActions.filter((one) => one === action),
    )
    .filter((action) => {
      if (leftToOthers(action, oneself)) return false
      if ((action === 'confirm' || action === 'acknowledge') && ctx.actor.delegatedBy !== null) return false
      // Where the scheme leaves nothing to the office, nothing is offered.
      if (action === 'judge') return leavesToOffice(round.scheme!, item.standing)
      if (action === 'acknowledge') return item.acknowledgedOn === null
      if (action === 'takeSignatureBack') return item.acknowledgedWay === 'paper'
      if (action === 'confirm') return item.confirmedAt === null && item.openObjections === 0
      if (action === 'object') return !over
      if (action === 'answer' || action === 'withdraw') return item.openObjections > 0
      return true
    })
  return {
    ...result,
    assessmentId: id,
    title: round.title,
    year: round.year,
    periodFrom: round.period_from,
    periodTo: round.period_to,
    kind: round.kind,
    state: round.state,
    checkUntil: round.check_until,
    frozenAt: round.frozen_at,
    scheme: round.scheme,
    score,
    entries: await entriesOf(ctx, score),
    judged: subject.judged as Record<string, number>,
    vetoes: subject.vetoes,
    judgementNote: seesAll(ctx.actor, round) && !oneself ? subject.judgement_note : '',
    version: subject.version,
    revisions,
    objections,
    deliveredAt: round.delivered_at,
    former: await beside('desc'),
    next: await beside('asc'),
    actions,
  }
}
