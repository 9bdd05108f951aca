import { type Kysely, sql } from 'kysely'
import type { HandlingRole } from '#contract/handling.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { type Context, systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { reportsFollowUp } from '../access-unit.ts'
import { peopleOfUnit } from '../queries/unit-people.ts'
import { closedFollowUp, type LockedAssignment, lockProposal, proposalEvent } from './load.ts'

/** Of the suggestion it answers, whichever of the proposals handled together has it. */
const suggestionNumber = sql<number>`coalesce(f.number, f.of_number)`.as('number')

/** Ends what is still promised, because a later reply takes its place or the proposal was withdrawn. */
export async function dropFollowUps(
  ctx: Context,
  of: { committee_id: string; proposal_id: string; assignment_id?: string },
): Promise<void> {
  let query = ctx.db
    .updateTable('reply_follow_ups')
    .set({ state: 'dropped' })
    .where('committee_id', '=', of.committee_id)
    .where('proposal_id', '=', of.proposal_id)
    .where('state', 'in', ['open', 'late'])
  if (of.assignment_id !== undefined) query = query.where('assignment_id', '=', of.assignment_id)
  await query.execute()
}

/** Makes the dated measures of a delivered reply follow-ups, in the place of those its unit promised before.
 *  Source: domain.md 13, B 类跟踪二次办理; which classes promise is a setting. */
export async function promiseFollowUps(
  ctx: Context,
  assignment: LockedAssignment,
  reply: { id: string },
  promises: boolean,
): Promise<void> {
  const { committee_id, id: assignment_id, proposal_id, unit_id } = assignment
  await dropFollowUps(ctx, { committee_id, proposal_id, assignment_id })
  if (!promises) return
  const answers = await ctx.db
    .selectFrom('reply_answers')
    .select(['number', 'measure', 'due_on', 'responsible'])
    .where('committee_id', '=', committee_id)
    .where('reply_id', '=', reply.id)
    .where('due_on', 'is not', null)
    .orderBy('number')
    .execute()
  const merged = await ctx.db
    .selectFrom('reply_merged_answers')
    .select(['number as of_number', 'proposal_id as of_proposal_id', 'measure', 'due_on', 'responsible'])
    .where('committee_id', '=', committee_id)
    .where('reply_id', '=', reply.id)
    .where('due_on', 'is not', null)
    .orderBy('proposal_id')
    .orderBy('number')
    .execute()
  const promised = [
    ...answers.map((one) => ({ ...one, of_proposal_id: null, of_number: null })),
    ...merged.map((one) => ({ ...one, number: null })),
  ]
  if (promised.length === 0) return
  await ctx.db
    .insertInto('reply_follow_ups')
    .values(
      promised.map(({ due_on, ...one }) => ({
        committee_id,
        id: newId(),
        proposal_id,
        assignment_id,
        reply_id: reply.id,
        unit_id,
        ...one,
        due_on: due_on!,
        promised_on: due_on!,
        state: 'open',
        told_due_on: null,
        created_at: ctx.now,
        done_at: null,
      })),
    )
    .execute()
}

/** The unit's word on a promised measure, before its day or after: done, or not yet with a new day.
 *  @throws DomainError not-found, access.denied, followUp.closed, followUp.day-not-later */
export async function reportFollowUp(
  ctx: Context,
  id: string,
  given: { report: string; nextOn: string | null },
): Promise<Record<string, never>> {
  const { committeeId, accountId } = ctx.actor
  const found = await ctx.db
    .selectFrom('reply_follow_ups')
    .select('proposal_id')
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound('followUp')
  const proposal = await lockProposal(ctx, found.proposal_id)
  const followUp = await ctx.db
    .selectFrom('reply_follow_ups as f')
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'f.committee_id').onRef('u.id', '=', 'f.unit_id'),
    )
    .innerJoin('assignments as a', (join) =>
      join.onRef('a.committee_id', '=', 'f.committee_id').onRef('a.id', '=', 'f.assignment_id'),
    )
    .select(['f.unit_id', 'f.state', 'f.due_on', 'u.name', 'a.role', 'a.clerk_id', 'a.leader_id'])
    .select(suggestionNumber)
    .where('f.committee_id', '=', committeeId)
    .where('f.id', '=', id)
    .executeTakeFirstOrThrow()
  const duty = {
    committeeId,
    unitId: followUp.unit_id,
    role: followUp.role as HandlingRole,
    clerkId: followUp.clerk_id,
    leaderId: followUp.leader_id,
    step: 'drafting' as const,
    people:
      ctx.actor.unitId === followUp.unit_id ? await peopleOfUnit(ctx.db, committeeId, followUp.unit_id, ctx.now) : [],
  }
  if (!reportsFollowUp(ctx.actor, duty)) throw accessDenied('reportFollowUp')
  if (followUp.state === 'done' || followUp.state === 'dropped')
    throw await closedFollowUp(ctx, proposal.id, { id, state: followUp.state })
  const today = civilDateOf(ctx.now)
  const { nextOn } = given
  if (nextOn !== null && (nextOn <= followUp.due_on || nextOn < today))
    throw new DomainError('followUp.day-not-later', { dueOn: followUp.due_on }, 400)
  await ctx.db
    .insertInto('follow_up_reports')
    .values({
      committee_id: committeeId,
      id: newId(),
      follow_up_id: id,
      report: given.report,
      due_on: followUp.due_on,
      next_on: nextOn,
      reported_at: ctx.now,
      reported_by: accountId,
    })
    .execute()
  await ctx.db
    .updateTable('reply_follow_ups')
    .set(nextOn === null ? { state: 'done', done_at: ctx.now } : { state: 'open', due_on: nextOn })
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .execute()
  await emit(
    ctx,
    proposalEvent('followUp.reported', proposal.id, {
      followUpId: id,
      unit: followUp.name,
      suggestion: followUp.number,
      done: nextOn === null,
      nextOn,
      title: proposal.title,
    }),
  )
  return {}
}

const batchSize = 200

/** Tells each unit on the day a measure of its reply comes due, once for each day named, and marks those whose day is over
 *  as late. What fell due while nobody looked is told once. @returns how many were told or marked */
export async function tellFollowUps(db: Kysely<DB>, now: Date): Promise<number> {
  const today = civilDateOf(now)
  let told = 0
  for (;;) {
    const count = await transact(db, async (tx) => {
      const due = await tx
        .selectFrom('reply_follow_ups as f')
        .innerJoin('units as u', (join) =>
          join.onRef('u.committee_id', '=', 'f.committee_id').onRef('u.id', '=', 'f.unit_id'),
        )
        .innerJoin('proposals as p', (join) =>
          join.onRef('p.committee_id', '=', 'f.committee_id').onRef('p.id', '=', 'f.proposal_id'),
        )
        .select(['f.committee_id', 'f.id', 'f.proposal_id', 'f.due_on', 'f.told_due_on', 'f.unit_id'])
        .select('f.assignment_id')
        .select(suggestionNumber)
        .select(['u.name as unit', 'p.title'])
        .where('f.state', 'in', ['open', 'late'])
        .where('f.due_on', '<=', today)
        .where((eb) =>
          eb.or([
            eb('f.told_due_on', 'is distinct from', eb.ref('f.due_on')),
            eb.and([eb('f.state', '=', 'open'), eb('f.due_on', '<', today)]),
          ]),
        )
        .orderBy('f.due_on')
        .orderBy('f.id')
        .limit(batchSize)
        .forUpdate('f')
        .skipLocked()
        .execute()
      for (const one of due) {
        const late = one.due_on < today
        await tx
          .updateTable('reply_follow_ups')
          .set({ state: late ? 'late' : 'open', told_due_on: one.due_on })
          .where('committee_id', '=', one.committee_id)
          .where('id', '=', one.id)
          .execute()
        const ctx = { db: tx, now, requestId: 'followUps', actor: systemActor(one.committee_id) }
        const event = proposalEvent(late ? 'followUp.late' : 'followUp.due', one.proposal_id, {
          followUpId: one.id,
          assignmentId: one.assignment_id,
          unit: one.unit,
          unitId: one.unit_id,
          suggestion: one.number,
          dueOn: one.due_on,
          title: one.title,
        })
        await emit(ctx, event)
      }
      return due.length
    })
    told += count
    if (count < batchSize) return told
  }
}
