import { sql } from 'kysely'
import type { z } from 'zod'
import type { JudgementRow, assessmentJudgingRoutes as r } from '#contract/assessment-judging.ts'
import { score as scoreSchema } from '#contract/scoring.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { isOffice, leftToOthers } from '../access.ts'
import { findSubject, isOneself, nextState } from '../commands/load.ts'
import { scoresOf } from '../commands/reckon.ts'
import { results, roundOfAll } from './results.ts'
import { findRound } from './rounds.ts'

/** Everybody with what is judged of them; of oneself the note stays unread. @throws DomainError not-found, access.denied */
export async function listJudgements(ctx: Context, id: string, f: z.output<typeof r.listJudgements.query>) {
  const round = await roundOfAll(ctx, id)
  if (!isOffice(ctx.actor)) throw accessDenied('judge')
  const place = readCursor('assessment-judgements', f.cursor, cursorValue.text)
  const rows = await results(ctx, round, f)
    .select(['s.judged', 's.vetoes', 's.judgement_note as note', 's.version'])
    .select(
      sql<boolean>`(s.subject_id = ${ctx.actor.accountId}::uuid or exists (select from members m
        where m.committee_id = s.committee_id and m.id = s.subject_id and m.account_id = ${ctx.actor.accountId}::uuid))`.as(
        'oneself',
      ),
    )
    .$if(place !== null, (qb) => qb.where((eb) => after(eb, 's.stroke_key', 's.subject_id', place!, 'asc', 'text')))
    .limit(f.limit + 1)
    .execute()
  const page = cutPage('assessment-judgements', rows, f.limit, (row) => ({ value: row.strokeKey, id: row.subjectId }))
  const items = page.items.map(
    (one): JudgementRow => ({
      subjectId: one.subjectId,
      name: one.name,
      about: one.about,
      standing: one.standing,
      centipoints: one.centipoints,
      grade: one.grade,
      unjudged: one.unjudged,
      judged: one.judged as Record<string, number>,
      vetoes: one.vetoes,
      note: one.oneself ? '' : one.note,
      version: one.version,
      oneself: one.oneself,
    }),
  )
  return { items, nextCursor: page.nextCursor }
}

/** What upholding an objection would bring, reckoned as the answer would reckon it and kept nowhere.
 *  @throws DomainError not-found, access.denied, assessment.answered, assessment.wrong-state */
export async function previewScoreAnswer(ctx: Context, objectionId: string) {
  const objection = await ctx.db
    .selectFrom('assessment_objections')
    .select(['assessment_id', 'subject_id', 'state'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', objectionId)
    .executeTakeFirst()
  if (!objection) throw notFound('scoreObjection')
  const round = await findRound(ctx, objection.assessment_id)
  if (!isOffice(ctx.actor)) throw accessDenied('answer')
  if (leftToOthers('answer', await isOneself(ctx, round.kind, objection.subject_id))) throw accessDenied('answer')
  if (objection.state !== 'open') throw new DomainError('assessment.answered')
  nextState(round, 'answer')
  const subject = (await findSubject(ctx, round.id, objection.subject_id))!
  const newest = await ctx.db
    .selectFrom('assessment_scores')
    .select('score')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', round.id)
    .where('subject_id', '=', subject.subject_id)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const old = scoreSchema.parse(newest.score)
  const made = (await scoresOf(ctx, round, round.scheme!, [subject], ctx.now)).get(subject.subject_id)!
  const names = new Map([...old.lines, ...made.lines].map(({ what, key, name }) => [`${what} ${key}`, name]))
  const pointsIn = ({ lines }: { lines: typeof old.lines }, at: string) =>
    lines.find(({ what, key }) => `${what} ${key}` === at)?.centipoints ?? 0
  return {
    before: { centipoints: old.centipoints, grade: old.grade },
    after: { centipoints: made.centipoints, grade: made.grade },
    lines: [...names]
      .map(([at, name]) => ({ name, before: pointsIn(old, at), after: pointsIn(made, at) }))
      .filter((line) => line.before !== line.after),
  }
}
