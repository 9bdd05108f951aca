import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { assessmentJudgingRoutes as j } from '#contract/assessment-judging.ts'
import type { assessmentRoutes as r } from '#contract/assessments.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, invalidInput, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { misjudged } from '../rules.ts'
import { lockRound, lockSubject, nextState, refuseTypist, told } from './load.ts'
import { ledgerIsBehind, reckon } from './reckon.ts'

/** Judges what the office judges (质与量结合：量化之外的定性评价), never oneself; the score is reckoned anew from the ledger as it was
 *  frozen. Who had confirmed another result is told, to confirm this one.
 *  @throws DomainError assessment.over-cap, version.stale, assessment.wrong-state */
export async function judgeResult(
  ctx: Context,
  id: string,
  subjectId: string,
  given: z.output<typeof j.judgeResult.body>,
): Promise<z.output<typeof j.judgeResult.response>> {
  const round = await lockRound(ctx, id, 'judge', subjectId)
  nextState(round, 'judge')
  const subject = await lockSubject(ctx, id, subjectId)
  if (subject.version !== given.version) {
    const { judged, vetoes, judgement_note: note } = subject
    throw new DomainError('version.stale', {
      current: { judged, vetoes, note },
      currentVersion: subject.version,
      yours: given,
    })
  }
  const scheme = round.scheme!
  const wrong = misjudged(scheme, subject.standing, given.judged)
  if (wrong.length > 0) throw new DomainError('assessment.over-cap', { items: wrong }, 400)
  if (given.vetoes.some((key) => !scheme.vetoes.some((veto) => veto.key === key)))
    throw new DomainError('assessment.over-cap', { items: given.vetoes }, 400)
  const same = isDeepStrictEqual([subject.judged, subject.vetoes], [given.judged, given.vetoes])
  // What was signed was another result.
  const unsigned = !same && subject.confirmed_at !== null
  await ctx.db
    .updateTable('assessment_subjects')
    .set({
      judged: JSON.stringify(given.judged),
      vetoes: given.vetoes,
      judgement_note: given.note,
      ...(unsigned && { confirmed_at: null }),
    })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('subject_id', '=', subjectId)
    .execute()
  const asOf = await lastAsOf(ctx, id, subject)
  const scores = await reckon(ctx, round, scheme, [{ ...subject, judged: given.judged, vetoes: given.vetoes }], {
    asOf,
    reason: '机关评定',
    objectionId: null,
  })
  const tell = unsigned ? await accountOf(ctx, subjectId, round.kind) : []
  await told(ctx, unsigned ? 'judgedAnew' : 'judged', round, { subjectId, name: subject.name, tell })
  const { centipoints, grade, unjudged } = scores.get(subjectId)!
  return { version: subject.version + 1, centipoints, grade, unjudged: unjudged.length }
}

/** The instant up to which the ledger counted at the last reckoning. */
async function lastAsOf(ctx: Context, id: string, subject: { subject_id: string; revision: number }): Promise<string> {
  const { as_of } = await ctx.db
    .selectFrom('assessment_scores')
    .select('as_of')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('subject_id', '=', subject.subject_id)
    .where('revision', '=', subject.revision)
    .executeTakeFirstOrThrow()
  return as_of
}

/** Signs one's own result, the one that was read. @throws DomainError assessment.own-hand, assessment.objections-open, version.stale,
 *  assessment.wrong-state */
export async function confirmResult(
  ctx: Context,
  id: string,
  subjectId: string,
  version: number,
): Promise<Record<string, never>> {
  const round = await lockRound(ctx, id, 'confirm', subjectId)
  refuseTypist(ctx)
  nextState(round, 'confirm')
  const subject = await lockSubject(ctx, id, subjectId)
  if (subject.version !== version) throw new DomainError('version.stale', { currentVersion: subject.version })
  const open = await ctx.db
    .selectFrom('assessment_objections')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (open) throw new DomainError('assessment.objections-open')
  await ctx.db
    .updateTable('assessment_subjects')
    .set({ confirmed_at: ctx.now })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('subject_id', '=', subjectId)
    .execute()
  await told(ctx, 'confirmed', round, { subjectId })
  return {}
}

/** Objects to one's own result while it is checked. @throws DomainError assessment.check-over, assessment.objected, assessment.wrong-state */
export async function objectToScore(
  ctx: Context,
  id: string,
  subjectId: string,
  given: z.output<typeof r.objectToScore.body>,
): Promise<{ id: string }> {
  const round = await lockRound(ctx, id, 'object', subjectId)
  nextState(round, 'object')
  const subject = await lockSubject(ctx, id, subjectId)
  if (civilDateOf(ctx.now) > round.check_until!)
    throw new DomainError('assessment.check-over', { until: round.check_until })
  if (given.itemKey !== '' && !round.scheme!.items.some(({ key }) => key === given.itemKey))
    throw invalidInput('itemKey', '考核办法里没有这一项')
  const objectionId = newId()
  const made = await ctx.db
    .insertInto('assessment_objections')
    .values({
      committee_id: ctx.actor.committeeId,
      id: objectionId,
      assessment_id: id,
      subject_id: subjectId,
      state: 'open',
      item_key: given.itemKey,
      reason: given.reason,
      raised_at: ctx.now,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new DomainError('assessment.objected')
  await told(ctx, 'objected', round, { subjectId, name: subject.name, objectionId })
  return { id: objectionId }
}

/** Takes an open objection with its round for writing. @throws DomainError not-found, assessment.answered, assessment.wrong-state */
async function lockObjection(ctx: Context, objectionId: string, action: 'answer' | 'withdraw') {
  const found = await ctx.db
    .selectFrom('assessment_objections')
    .select(['assessment_id', 'subject_id'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', objectionId)
    .executeTakeFirst()
  if (!found) throw notFound('scoreObjection')
  const round = await lockRound(ctx, found.assessment_id, action, found.subject_id)
  // After the lock of the round, under which every answer is given.
  const objection = await ctx.db
    .selectFrom('assessment_objections')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', objectionId)
    .executeTakeFirstOrThrow()
  if (objection.state !== 'open') throw new DomainError('assessment.answered')
  nextState(round, action)
  return { round, objection }
}

/** Takes one's own objection back before it is answered. @throws as `lockObjection` */
export async function withdrawScoreObjection(ctx: Context, objectionId: string): Promise<Record<string, never>> {
  const { round, objection } = await lockObjection(ctx, objectionId, 'withdraw')
  await ctx.db
    .updateTable('assessment_objections')
    .set({ state: 'withdrawn' })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', objectionId)
    .execute()
  await told(ctx, 'objectionWithdrawn', round, { subjectId: objection.subject_id, objectionId })
  return {}
}

/** Answers an objection. Upheld, the score is reckoned anew exactly once, from the ledger as it stands now: the correction was made
 *  where it arose, so the ledger has to have taken it in.
 *  @throws DomainError not-found, assessment.answered, assessment.ledger-behind, assessment.wrong-state */
export async function answerScoreObjection(
  ctx: Context,
  objectionId: string,
  { uphold, answer }: z.output<typeof r.answerScoreObjection.body>,
): Promise<{ before: number; after: number }> {
  const { round, objection } = await lockObjection(ctx, objectionId, 'answer')
  const subject = await lockSubject(ctx, round.id, objection.subject_id)
  if (uphold && round.kind === 'members' && (await ledgerIsBehind(ctx.db, ctx.now, round.committee_id)))
    throw new DomainError('assessment.ledger-behind')
  await ctx.db
    .updateTable('assessment_objections')
    .set({
      state: uphold ? 'upheld' : 'refused',
      answer,
      answered_by: ctx.actor.name,
      answered_at: ctx.now,
    })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', objectionId)
    .execute()
  let after = subject.centipoints
  if (uphold) {
    await ctx.db
      .updateTable('assessment_subjects')
      .set({ confirmed_at: null })
      .where('committee_id', '=', ctx.actor.committeeId)
      .where('assessment_id', '=', round.id)
      .where('subject_id', '=', subject.subject_id)
      .execute()
    const why = { asOf: ctx.now, reason: '异议成立，按更正后的台账重算', objectionId }
    after = (await reckon(ctx, round, round.scheme!, [subject], why)).get(subject.subject_id)!.centipoints
  }
  await told(ctx, uphold ? 'objectionUpheld' : 'objectionRefused', round, {
    subjectId: subject.subject_id,
    name: subject.name,
    objectionId,
    tell: await accountOf(ctx, subject.subject_id, round.kind),
  })
  return { before: subject.centipoints, after }
}

async function accountOf(ctx: Context, subjectId: string, kind: string): Promise<string[]> {
  if (kind === 'staff') return [subjectId]
  const row = await ctx.db
    .selectFrom('members')
    .select('account_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', subjectId)
    .executeTakeFirst()
  return row?.account_id ? [row.account_id] : []
}
