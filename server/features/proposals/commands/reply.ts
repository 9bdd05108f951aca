import { markActed, stopClocks, unmarkActed } from '#features/clocks/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { reuseSetting } from '../reuse-settings.ts'
import type { GivenAnswer, GivenMergedAnswer } from '../rules-reply.ts'
import { proposalSetting } from '../settings.ts'
import { closedAssignmentStates, proposalWorkflow } from '../workflow.ts'
import { answersOf, copyAnswers, writeAnswers } from './answers.ts'
import { askToRate } from './conclude.ts'
import { promiseFollowUps } from './follow-ups.ts'
import {
  firstStep,
  lockAssignment,
  lockedText,
  nextAssignmentState,
  proposalEvent,
  requireTurn,
  updateAssignment,
  updateProposal,
} from './load.ts'
import { answerMerged } from './merge.ts'
import {
  askedTogether,
  copyMergedAnswers,
  dropAnswersToSplit,
  mergedAnswersOf,
  writeMergedAnswers,
} from './merged-answers.ts'
import { openReply, requireWholeReply } from './reply-check.ts'
import { keepReplyMarks } from './reply-marks.ts'

export interface ReplyText {
  replyClass: string | null
  text: string
  answers: readonly GivenAnswer[]
  /** To those handled with it; none where left out. */
  mergedAnswers?: readonly GivenMergedAnswer[]
  closing: string
  documentNumber: string
  signedBy: string
  contactName: string
  contactPhone: string
}

/** Saves the draft of a reply; version 0 begins one.
 *  @throws DomainError version.stale with both texts; reply.unknown-class; reply.unknown-suggestion */
export async function writeReply(
  ctx: Context,
  assignmentId: string,
  version: number,
  given: ReplyText,
): Promise<{ version: number }> {
  const locked = await lockAssignment(ctx, assignmentId, 'writeReply')
  const { proposal, assignment } = locked
  await nextAssignmentState(ctx, assignment, 'writeReply')
  await requireTurn(ctx, locked, 'writeReply')
  if (given.replyClass !== null) {
    const { replyClasses } = await settingInForce(ctx, proposalSetting)
    if (!replyClasses.some((c) => c.code === given.replyClass))
      throw new DomainError('reply.unknown-class', { replyClass: given.replyClass }, 400)
  }
  const { suggestions } = await lockedText(ctx, proposal)
  const unknown = given.answers.find((one) => one.number > suggestions.length)
  if (unknown) throw new DomainError('reply.unknown-suggestion', { number: unknown.number }, 400)
  const asked = { own: suggestions, together: await askedTogether(ctx, proposal.id) }
  const mergedAnswers = given.mergedAnswers ?? []
  const columns = {
    reply_class: given.replyClass,
    text: given.text,
    closing: given.closing,
    document_number: given.documentNumber,
    signed_by: given.signedBy,
    contact_name: given.contactName,
    contact_phone: given.contactPhone,
    updated_at: ctx.now,
  }
  const before = await openReply(ctx, assignment)
  if ((before?.version ?? 0) !== version) {
    const current = before && {
      replyClass: before.reply_class,
      text: before.text,
      answers: await answersOf(ctx, before),
      mergedAnswers: await mergedAnswersOf(ctx, before),
      closing: before.closing,
      documentNumber: before.document_number,
      signedBy: before.signed_by,
      contactName: before.contact_name,
      contactPhone: before.contact_phone,
    }
    throw new DomainError('version.stale', {
      current: current ?? null,
      currentVersion: before?.version ?? 0,
      yours: given,
    })
  }
  if (before) {
    await ctx.db
      .updateTable('replies')
      .set({ ...columns, version: version + 1 })
      .where('committee_id', '=', before.committee_id)
      .where('id', '=', before.id)
      .execute()
    await writeAnswers(ctx, before, suggestions, given.answers)
    await writeMergedAnswers(ctx, before, asked, mergedAnswers)
    return { version: version + 1 }
  }
  const begun = { committee_id: proposal.committee_id, id: newId() }
  await ctx.db
    .insertInto('replies')
    .values({
      ...begun,
      assignment_id: assignmentId,
      proposal_id: proposal.id,
      round: assignment.round,
      ...columns,
      submitted_at: null,
      sent_back_at: null,
      delivered_at: null,
    })
    .execute()
  await writeAnswers(ctx, begun, suggestions, given.answers)
  await writeMergedAnswers(ctx, begun, asked, mergedAnswers)
  return { version: 1 }
}

/** Hands the signed reply to the office; the leader who sends it signs it, unless another name stands there.
 *  @throws DomainError as `requireWholeReply`; reply.opinions-outstanding while joint opinions are neither in nor overdue */
export async function submitReply(ctx: Context, assignmentId: string): Promise<Record<string, never>> {
  const locked = await lockAssignment(ctx, assignmentId, 'submitReply')
  const { proposal, assignment, duty } = locked
  const state = await nextAssignmentState(ctx, assignment, 'submitReply')
  await requireTurn(ctx, locked, 'submitReply')
  const written = await openReply(ctx, assignment)
  const signs = written?.signed_by.trim() === '' && duty.step === 'signing'
  const signedBy = signs ? ctx.actor.name : (written?.signed_by ?? '')
  const reply = await requireWholeReply(ctx, locked, written && { ...written, signed_by: signedBy }, true)
  if (assignment.role === 'lead') {
    const outstanding = await ctx.db
      .selectFrom('assignments as a')
      .innerJoin('units as u', (join) =>
        join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
      )
      .select('u.name')
      .where('a.committee_id', '=', proposal.committee_id)
      .where('a.proposal_id', '=', proposal.id)
      .where('a.role', '=', 'joint')
      .where('a.state', 'in', ['assigned', 'accepted', 'returnRequested'])
      .where('a.reply_by', '>=', civilDateOf(ctx.now))
      .execute()
    if (outstanding.length > 0)
      throw new DomainError('reply.opinions-outstanding', { units: outstanding.map((row) => row.name) })
  }
  await ctx.db
    .updateTable('replies')
    .set({ submitted_at: ctx.now, signed_by: reply.signed_by })
    .where('committee_id', '=', reply.committee_id)
    .where('id', '=', reply.id)
    .execute()
  await dropAnswersToSplit(ctx, reply, await askedTogether(ctx, proposal.id))
  const { formulas } = await settingInForce(ctx, reuseSetting)
  await keepReplyMarks(ctx.db, { committeeId: reply.committee_id, id: reply.id }, formulas)
  await updateAssignment(ctx, assignment, { state, state_since: ctx.now })
  await markActed(ctx, { matterId: proposal.id, subjectId: assignmentId, kinds: ['reply'] })
  await emit(
    ctx,
    proposalEvent('reply.submitted', proposal.id, {
      assignmentId,
      unit: assignment.unit_name,
      replyClass: reply.reply_class,
      title: proposal.title,
    }),
  )
  return {}
}

/** Sends a reply back to the unit; the returned text stays in the story, the unit goes on from a copy. */
export async function sendBackReply(ctx: Context, assignmentId: string, note: string): Promise<Record<string, never>> {
  const { proposal, assignment } = await lockAssignment(ctx, assignmentId, 'sendBackReply')
  const state = await nextAssignmentState(ctx, assignment, 'sendBackReply')
  const reply = await openReply(ctx, assignment)
  if (!reply) throw new DomainError('assignment.wrong-state', { state: assignment.state })
  await ctx.db
    .updateTable('replies')
    .set({ sent_back_at: ctx.now, send_back_reason: note })
    .where('committee_id', '=', reply.committee_id)
    .where('id', '=', reply.id)
    .execute()
  const next = { committee_id: reply.committee_id, id: newId() }
  await ctx.db
    .insertInto('replies')
    .values({
      ...reply,
      ...next,
      submitted_at: null,
      sent_back_at: null,
      send_back_reason: '',
      delivered_at: null,
      version: 1,
      updated_at: ctx.now,
    })
    .execute()
  await copyAnswers(ctx, reply, next)
  await copyMergedAnswers(ctx, reply, next)
  await updateAssignment(ctx, assignment, { state, state_since: ctx.now, ...firstStep(ctx) })
  await unmarkActed(ctx, { matterId: proposal.id, subjectId: assignmentId, kinds: ['reply'] })
  await emit(
    ctx,
    proposalEvent('reply.sentBack', proposal.id, {
      assignmentId,
      unit: assignment.unit_name,
      unitId: assignment.unit_id,
      note,
      title: proposal.title,
    }),
  )
  return {}
}

/** Passes a reply on to the proposer. Once every replying unit's is delivered, the proposal waits for its rating. */
export async function deliverReply(ctx: Context, assignmentId: string): Promise<Record<string, never>> {
  const { proposal, assignment } = await lockAssignment(ctx, assignmentId, 'deliverReply')
  const state = await nextAssignmentState(ctx, assignment, 'deliverReply')
  const reply = await openReply(ctx, assignment)
  if (!reply) throw new DomainError('assignment.wrong-state', { state: assignment.state })
  await ctx.db
    .updateTable('replies')
    .set({ delivered_at: ctx.now })
    .where('committee_id', '=', reply.committee_id)
    .where('id', '=', reply.id)
    .execute()
  await updateAssignment(ctx, assignment, { state, state_since: ctx.now })
  await stopClocks(ctx, { matterId: proposal.id, subjectId: assignmentId }, 'done')
  const settings = await settingInForce(ctx, proposalSetting)
  await promiseFollowUps(ctx, assignment, reply, settings.followUpClasses.includes(reply.reply_class ?? ''))
  await updateProposal(ctx, proposal, { reply_class: reply.reply_class })
  await emit(
    ctx,
    proposalEvent('reply.delivered', proposal.id, {
      assignmentId,
      unit: assignment.unit_name,
      replyClass: reply.reply_class,
      title: proposal.title,
    }),
  )
  const open = await ctx.db
    .selectFrom('assignments')
    .select('id')
    .where('committee_id', '=', proposal.committee_id)
    .where('proposal_id', '=', proposal.id)
    .where('role', '!=', 'joint')
    .where('state', 'not in', [...closedAssignmentStates, 'replied'])
    .limit(1)
    .executeTakeFirst()
  if (!open && proposal.state === 'handling') {
    await updateProposal(ctx, proposal, {
      state: proposalWorkflow.next(proposal.state, 'answer'),
      state_since: ctx.now,
      replied_at: ctx.now,
    })
    const memberIds = await askToRate(ctx, proposal)
    await emit(ctx, proposalEvent('proposal.answered', proposal.id, { title: proposal.title, memberIds }))
    await answerMerged(ctx, proposal.id, (one) => askToRate(ctx, one))
  }
  return {}
}
