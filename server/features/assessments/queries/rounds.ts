import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import {
  type Assessment,
  type AssessmentItem,
  type AssessmentKind,
  type AssessmentState,
  assessmentKind,
  assessmentState,
  type assessmentRoutes as r,
} from '#contract/assessments.ts'
import { keptScheme, type ScoringScheme } from '#contract/scoring-scheme.ts'
import { periodOfYear } from '#features/scoring/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { openToSubjects, readsAssessments, relationsOf, seesAll, seesRound, subjectIdOf } from '../access.ts'
import { assessmentWorkflow } from '../workflow.ts'
import { quotaOf } from './quota.ts'

/** Rounds with whether the actor is assessed in them. */
function rounds(ctx: Context) {
  const { committeeId } = ctx.actor
  const [asMember, asStaff] = [subjectIdOf(ctx.actor, 'members'), subjectIdOf(ctx.actor, 'staff')]
  return ctx.db
    .selectFrom('assessments as a')
    .leftJoin('assessment_subjects as me', (join) =>
      join
        .onRef('me.committee_id', '=', 'a.committee_id')
        .onRef('me.assessment_id', '=', 'a.id')
        .on(sql<SqlBool>`me.subject_id = case when a.kind = 'staff' then ${asStaff}::uuid else ${asMember}::uuid end`),
    )
    .where('a.committee_id', '=', committeeId)
}

/** The scope of `seesRound` as SQL. */
const visible = (ctx: Context) => {
  const every = assessmentState.options.flatMap((state) =>
    assessmentKind.options.filter((kind) => seesAll(ctx.actor, { kind, state })).map((kind) => `${kind} ${state}`),
  )
  return sql<SqlBool>`(a.kind || ' ' || a.state = any(${every}::text[])
    or (me.subject_id is not null and a.state = any(${openToSubjects}::text[])))`
}

/** A round as it lies there, if the actor may see it. @throws DomainError not-found */
export async function findRound(ctx: Context, id: string) {
  const row = await rounds(ctx).selectAll('a').select('me.subject_id as mine').where('a.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('assessment')
  const kind = row.kind as AssessmentKind
  const state = row.state as AssessmentState
  if (!seesRound(ctx.actor, { kind, state, subject: row.mine !== null })) throw notFound('assessment')
  const scheme: ScoringScheme | null = row.scheme === null ? null : keptScheme.parse(row.scheme)
  return { ...row, kind, state, scheme }
}

type Row = {
  id: string
  kind: string
  title: string
  year: number
  period_from: string
  period_to: string
  state: string
  state_since: string
  check_until: string | null
  subjects: number
  reckoned: number
}
const itemOf = (row: Row, schemeName: string): AssessmentItem => ({
  id: row.id,
  kind: row.kind as AssessmentKind,
  title: row.title,
  year: row.year,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  state: row.state as AssessmentState,
  stateSince: row.state_since,
  checkUntil: row.check_until,
  schemeName,
  subjects: row.subjects,
  reckoned: row.reckoned,
})

/** Rounds the actor may see, the newest first. @throws DomainError access.denied */
export async function listAssessments(ctx: Context, f: z.output<typeof r.listAssessments.query>) {
  if (!readsAssessments(ctx.actor)) throw accessDenied('listAssessments')
  const place = readCursor('assessments', f.cursor, cursorValue.instant)
  const rows = await rounds(ctx)
    .selectAll('a')
    .select(sql<string>`coalesce(a.scheme ->> 'name', '')`.as('schemeName'))
    .where(visible(ctx))
    .$if(place !== null, (qb) => qb.where((eb) => after(eb, 'a.created_at', 'a.id', place!, 'desc', 'timestamptz')))
    .orderBy('a.created_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage('assessments', rows, f.limit, (row) => ({ value: row.created_at, id: row.id }))
  return { items: page.items.map((row) => itemOf(row, row.schemeName)), nextCursor: page.nextCursor }
}

/** One round. Counts are for those who see everybody's results. @throws DomainError not-found */
export async function getAssessment(ctx: Context, id: string): Promise<Assessment> {
  const round = await findRound(ctx, id)
  const all = seesAll(ctx.actor, round)
  const actions = assessmentWorkflow
    .actionsFor(round.state, relationsOf(ctx.actor, round.mine !== null))
    .filter((action) => action !== 'reckoned')
  return {
    ...itemOf(round, round.scheme?.name ?? ''),
    version: round.version,
    scheme: round.scheme,
    schemeId: round.scheme_id,
    frozenAt: round.frozen_at,
    submission:
      all && round.submitted_at !== null
        ? { by: round.submitted_by, at: round.submitted_at, overQuota: round.over_quota_note }
        : null,
    sentBack: all && round.sent_back_note !== '' ? { by: round.sent_back_by, note: round.sent_back_note } : null,
    approval:
      round.approved_on === null
        ? null
        : {
            by: round.approved_by,
            on: round.approved_on,
            minutes: round.approval_minutes,
            note: all ? round.approval_note : '',
            approvedBy: round.approved_by_leader,
            recordedBy: round.approval_recorded_by,
          },
    quota: all ? await quotaOf(ctx, round) : null,
    deliveredAt: round.delivered_at,
    cancelReason: round.cancel_reason,
    grades: all ? await gradesOf(ctx, round) : [],
    counts: all
      ? await countsOf(ctx, id)
      : { confirmed: 0, acknowledged: 0, openObjections: 0, unjudged: 0, crossed: 0 },
    mine: round.mine,
    actions: actions as Assessment['actions'],
  }
}

/** How many have which grade, the highest first, those without one last; empty before a round is reckoned. */
export async function gradesOf(
  ctx: Context,
  round: { id: string; state: AssessmentState; scheme: ScoringScheme | null },
): Promise<Assessment['grades']> {
  if (round.state === 'opened' || round.state === 'reckoning') return []
  const grades = await ctx.db
    .selectFrom('assessment_subjects')
    .select(['grade', (eb) => eb.fn.countAll<number>().as('count')])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', round.id)
    .groupBy('grade')
    .execute()
  const order = new Map(round.scheme?.grades.toSorted((a, b) => b.from - a.from).map(({ name }, i) => [name, i]))
  return grades
    .map(({ grade, count }) => ({ grade, count: Number(count) }))
    .toSorted((a, b) => (order.get(a.grade ?? '') ?? 99) - (order.get(b.grade ?? '') ?? 99))
}

/** Which days a year of assessment has, as the committee counts it. @throws DomainError access.denied */
export function getAssessmentYear(ctx: Context, year: number): Promise<{ from: string; to: string }> {
  if (!readsAssessments(ctx.actor)) throw accessDenied('getAssessmentYear')
  return periodOfYear(ctx, year)
}

/** How far a round is: who confirmed, signed, waits to be judged, crossed a line. */
export async function countsOf(ctx: Context, id: string): Promise<Assessment['counts']> {
  const { rows } = await sql<Assessment['counts']>`
    select count(*) filter (where confirmed_at is not null)::int as confirmed,
      count(*) filter (where acknowledged_on is not null)::int as acknowledged,
      count(*) filter (where unjudged > 0)::int as unjudged,
      count(*) filter (where crossed <> '[]')::int as crossed,
      (select count(*)::int from assessment_objections o
        where o.committee_id = ${ctx.actor.committeeId} and o.assessment_id = ${id} and o.state = 'open') as "openObjections"
    from assessment_subjects
    where committee_id = ${ctx.actor.committeeId}
      and assessment_id = ${id}`.execute(ctx.db)
  return rows[0]!
}
