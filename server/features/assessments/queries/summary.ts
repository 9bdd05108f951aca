import { sql } from 'kysely'
import type { AssessmentSummary, ResultChange } from '#contract/assessment-approval.ts'
import type { AssessmentResultItem } from '#contract/assessments.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { bestGrade } from '../rules.ts'
import { assessmentWorkflow } from '../workflow.ts'
import { quotaOf } from './quota.ts'
import { results, roundOfAll } from './results.ts'
import { countsOf, gradesOf } from './rounds.ts'

/** So many are named in a part; the list below names the rest. */
const namedMost = 120
const named = <T>(all: readonly T[]) => ({ count: all.length, people: all.slice(0, namedMost) })

/** The round as a meeting needs it. @throws DomainError not-found, access.denied, assessment.wrong-state before it is reckoned */
export async function getAssessmentSummary(ctx: Context, id: string): Promise<AssessmentSummary> {
  const round = await roundOfAll(ctx, id)
  const { scheme } = round
  if (!scheme || round.state === 'opened' || round.state === 'reckoning')
    throw new DomainError('assessment.wrong-state', { state: round.state, allowed: assessmentWorkflow.states.frozen })
  const best = bestGrade(scheme)
  const crossed = await results(ctx, round, { list: 'lines' }).execute()
  const vetoes = new Map(scheme.vetoes.map(({ key, name }) => [key, name]))
  const vetoed = await results(ctx, round, {}).select('s.vetoes').where(sql<boolean>`s.vetoes <> '{}'`).execute()
  const changes = await changesOf(ctx, id)
  return {
    grades: await gradesOf(ctx, round),
    quota: await quotaOf(ctx, round),
    best:
      best === null
        ? null
        : { grade: best, ...named((await results(ctx, round, { list: 'awards' }).execute()).map(personOf)) },
    lines: scheme.lines.flatMap(({ name, measure }) => {
      const over = crossed.filter((one) => one.crossed.some((line) => line.name === name && line.measure === measure))
      return over.length === 0 ? [] : [{ name, measure, ...named(over.map(personOf)) }]
    }),
    vetoed: named(vetoed.map((one) => ({ ...personOf(one), vetoes: one.vetoes.map((key) => vetoes.get(key) ?? key) }))),
    check: {
      until: round.check_until,
      earlyNote: round.check_end_note,
      confirmed: (await countsOf(ctx, id)).confirmed,
      subjects: round.subjects,
    },
    upheld: named(changes.filter(({ objected }) => objected).map(changeOf)),
    changed: {
      ...named(throughJudgement(changes)),
      judged: await judgedOf(ctx, id),
    },
  }
}

const personOf = ({ subjectId, name, about, centipoints }: Omit<AssessmentResultItem, 'strokeKey'>) => ({
  subjectId,
  name,
  about,
  centipoints,
})

interface Step {
  subjectId: string
  name: string
  about: string
  objected: boolean
  pointsBefore: number
  gradeBefore: string | null
  pointsAfter: number
  gradeAfter: string | null
}
const changeOf = (one: Step): ResultChange => ({
  subjectId: one.subjectId,
  name: one.name,
  about: one.about,
  before: { centipoints: one.pointsBefore, grade: one.gradeBefore },
  after: { centipoints: one.pointsAfter, grade: one.gradeAfter },
})

/** Every reckoning after the first one that an objection asked for, or that changed the grade, beside the one before it. */
async function changesOf(ctx: Context, id: string): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select s.subject_id as "subjectId", s.name, s.about, a.objection_id is not null as objected,
      b.centipoints as "pointsBefore", b.grade as "gradeBefore", a.centipoints as "pointsAfter", a.grade as "gradeAfter"
    from assessment_subjects s
    join assessment_scores a on a.committee_id = s.committee_id and a.assessment_id = s.assessment_id
      and a.subject_id = s.subject_id and a.revision > 1
    join assessment_scores b on b.committee_id = a.committee_id and b.assessment_id = a.assessment_id
      and b.subject_id = a.subject_id and b.revision = a.revision - 1
    where s.committee_id = ${ctx.actor.committeeId}
      and s.assessment_id = ${id}
      and (a.objection_id is not null or a.grade is distinct from b.grade)
    order by s.stroke_key, s.subject_id, a.revision`.execute(ctx.db)
  return rows
}

/** Whose grade judgement changed: from the first judgement to the last, however often it was judged between. */
function throughJudgement(steps: readonly Step[]): ResultChange[] {
  const by = new Map<string, ResultChange>()
  for (const step of steps.filter(({ objected }) => !objected)) {
    const made = changeOf(step)
    by.set(step.subjectId, { ...made, before: by.get(step.subjectId)?.before ?? made.before })
  }
  return [...by.values()].filter(({ before, after }) => before.grade !== after.grade)
}

async function judgedOf(ctx: Context, id: string): Promise<number> {
  const { n } = await ctx.db
    .selectFrom('assessment_subjects')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where(sql<boolean>`(judged <> '{}' or vetoes <> '{}')`)
    .executeTakeFirstOrThrow()
  return Number(n)
}
