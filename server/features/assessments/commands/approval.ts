import type { z } from 'zod'
import type { assessmentApprovalRoutes as r } from '#contract/assessment-approval.ts'
import type { AssessmentState } from '#contract/assessments.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { quotaOf } from '../queries/quota.ts'
import { lockRound, nextState, refuseFuture, told, updateRound } from './load.ts'

type Moved = Promise<{ state: AssessmentState; version: number }>

/** Puts the results to the chair council (考核结果由主席会议审定，安庆 2018). Where the committee sets places for the highest grade,
 *  more are put to it only with the reason. @throws DomainError assessment.unjudged, assessment.over-quota, assessment.wrong-state */
export async function submitAssessment(ctx: Context, id: string, note: string): Moved {
  const round = await lockRound(ctx, id, 'submit')
  const state = nextState(round, 'submit')
  const unjudged = await ctx.db
    .selectFrom('assessment_subjects')
    .select('name')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('unjudged', '>', 0)
    .orderBy('stroke_key')
    .limit(1)
    .executeTakeFirst()
  if (unjudged) throw new DomainError('assessment.unjudged', { name: unjudged.name })
  const quota = await quotaOf(ctx, round)
  const over = quota !== null && quota.proposed > quota.places
  if (over && note.trim() === '') throw new DomainError('assessment.over-quota', quota, 400)
  const moved = await updateRound(ctx, round, {
    state,
    submitted_at: ctx.now,
    submitted_by: ctx.actor.name,
    over_quota_note: over ? note : '',
    sent_back_note: '',
    sent_back_by: '',
  })
  await told(ctx, 'submitted', round, { subjects: round.subjects })
  return moved
}

/** Takes the results back before the council decided. @throws DomainError assessment.wrong-state */
export const recallAssessment = (ctx: Context, id: string, note: string): Moved => back(ctx, id, 'recall', note)

/** The council sends the results back to be judged anew. @throws DomainError assessment.wrong-state */
export const sendBackAssessment = (ctx: Context, id: string, note: string): Moved => back(ctx, id, 'sendBack', note)

async function back(ctx: Context, id: string, action: 'recall' | 'sendBack', note: string): Moved {
  const round = await lockRound(ctx, id, action)
  const state = nextState(round, action)
  const moved = await updateRound(ctx, round, { state, sent_back_note: note, sent_back_by: ctx.actor.name })
  await told(ctx, action === 'recall' ? 'recalled' : 'sentBack', round, { note })
  return moved
}

type Decision = z.output<typeof r.approveAssessment.body>

/** A member of the council approves the results, as the meeting decided. @throws DomainError assessment.not-yet, assessment.wrong-state */
export const approveAssessment = (ctx: Context, id: string, given: Decision): Moved =>
  decided(ctx, id, 'approve', { ...given, minutes: '' })

/** Puts a decision made on paper on record (代录): openly, with the number of its minutes; the leaders are told.
 *  @throws DomainError assessment.not-yet, assessment.wrong-state */
export const recordApproval = (ctx: Context, id: string, given: Decision & { minutes: string }): Moved =>
  decided(ctx, id, 'recordApproval', given)

async function decided(
  ctx: Context,
  id: string,
  action: 'approve' | 'recordApproval',
  { by, on, note, minutes }: Decision & { minutes: string },
): Moved {
  const round = await lockRound(ctx, id, action)
  const state = nextState(round, action)
  refuseFuture(civilDateOf(ctx.now), on)
  const moved = await updateRound(ctx, round, {
    state,
    approved_by: by,
    approved_on: on,
    approval_note: note,
    approval_minutes: minutes,
    [action === 'approve' ? 'approved_by_leader' : 'approval_recorded_by']: ctx.actor.name,
  })
  await told(ctx, action === 'approve' ? 'approved' : 'approvalRecorded', round, { by, on, minutes })
  return moved
}
