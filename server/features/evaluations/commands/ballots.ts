import { sql } from 'kysely'
import type { z } from 'zod'
import type { AppraisalState, appraisalRoutes as r } from '#contract/appraisals.ts'
import { currentTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { type AppraisalScheme, type Ballot, ballotOf } from '../rules.ts'
import { appraisalSetting } from '../settings.ts'
import { appraisalWorkflow } from '../workflow.ts'
import { countAppraisers, requireTimes } from './draft.ts'
import { appraisalEvent, lockAppraisal, updateAppraisal } from './load.ts'

type Moved = { state: AppraisalState; version: number }

/** Opens a draft: its dimensions, levels and grades are fixed now, each unit gets an empty box.
 *  @throws DomainError appraisal.wrong-state, appraisal.incomplete without units or appraisers, appraisal.times */
export async function openAppraisal(ctx: Context, id: string): Promise<Moved> {
  const a = await lockAppraisal(ctx, id, 'open')
  const state = appraisalWorkflow.next(a.state, 'open')
  requireTimes(ctx, { opensAt: a.opens_at, closesAt: a.closes_at })
  const { dimensions, levels, bands, minimumBallots } = await settingInForce(ctx, appraisalSetting)
  const scheme: AppraisalScheme = { dimensions, levels, bands, minimumBallots }
  const boxes = await ctx.db
    .insertInto('ballot_boxes')
    .columns(['committee_id', 'appraisal_id', 'unit_id'])
    .expression((eb) =>
      eb
        .selectFrom('appraised_units')
        .select(['committee_id', 'appraisal_id', 'unit_id'])
        .where('committee_id', '=', a.committee_id)
        .where('appraisal_id', '=', id),
    )
    .returning('unit_id')
    .execute()
  const invited = await ctx.db
    .selectFrom('appraisers')
    .select('member_id as memberId')
    .where('committee_id', '=', a.committee_id)
    .where('appraisal_id', '=', id)
    .execute()
  if (boxes.length === 0 || invited.length === 0)
    throw new DomainError('appraisal.incomplete', { units: boxes.length, appraisers: invited.length })
  const version = await updateAppraisal(ctx, a, { state, scheme: JSON.stringify(scheme), opened_at: ctx.now })
  const memberIds = invited.map((one) => one.memberId)
  await emit(
    ctx,
    appraisalEvent('appraisal.opened', id, { memberIds, opensAt: a.opens_at, closesAt: a.closes_at, title: a.title }),
  )
  return { state, version }
}

/** Moves the closing time while it is open. @throws DomainError appraisal.wrong-state, appraisal.times */
export async function extendAppraisal(ctx: Context, id: string, closesAt: string): Promise<Moved> {
  const a = await lockAppraisal(ctx, id, 'extend')
  const state = appraisalWorkflow.next(a.state, 'extend')
  requireTimes(ctx, { opensAt: a.opens_at, closesAt })
  const version = await updateAppraisal(ctx, a, { closes_at: closesAt })
  await emit(ctx, appraisalEvent('appraisal.extended', id, { from: a.closes_at, closesAt, title: a.title }))
  return { state, version }
}

/** @throws DomainError appraisal.not-open-yet, appraisal.over */
function requireOpenNow(ctx: Context, a: { opens_at: string; closes_at: string }): void {
  const now = ctx.now.getTime()
  if (now < Date.parse(a.opens_at)) throw new DomainError('appraisal.not-open-yet', { opensAt: a.opens_at })
  if (now >= Date.parse(a.closes_at)) throw new DomainError('appraisal.over', { closesAt: a.closes_at })
}

/** Reminds those invited who have not handed in, once a day so that nobody is pressed.
 *  @throws DomainError appraisal.wrong-state, appraisal.not-open-yet, appraisal.over, appraisal.reminded */
export async function remindAppraisers(ctx: Context, id: string): Promise<{ reminded: number }> {
  const a = await lockAppraisal(ctx, id, 'remind')
  appraisalWorkflow.next(a.state, 'remind')
  requireOpenNow(ctx, a)
  const last = await ctx.db
    .selectFrom('events')
    .select('at')
    .where('committee_id', '=', a.committee_id)
    .where('subject_id', '=', id)
    .where('type', '=', 'appraisal.reminded')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last && civilDateOf(new Date(last.at)) === civilDateOf(ctx.now)) throw new DomainError('appraisal.reminded')
  const waiting = await ctx.db
    .selectFrom('appraisers as i')
    .leftJoin('ballot_hand_ins as b', (join) =>
      join
        .onRef('b.committee_id', '=', 'i.committee_id')
        .onRef('b.appraisal_id', '=', 'i.appraisal_id')
        .onRef('b.member_id', '=', 'i.member_id'),
    )
    .select('i.member_id as memberId')
    .where('i.committee_id', '=', a.committee_id)
    .where('i.appraisal_id', '=', id)
    .where('b.member_id', 'is', null)
    .execute()
  if (waiting.length === 0) return { reminded: 0 }
  const memberIds = waiting.map((one) => one.memberId)
  const closesOn = civilDateOf(new Date(a.closes_at))
  await emit(ctx, appraisalEvent('appraisal.reminded', id, { memberIds, closesOn, title: a.title }))
  return { reminded: waiting.length }
}

/** Hands in all scores of one member, once and without a name (无记名). Who has handed in and what was handed in are
 *  written apart, and nothing that is kept joins them: no answer, event or refusal repeats a score.
 *  Source: 民主评议提案办理（玉屏）, 无记名打分.
 *  @throws DomainError ballot.own-hand, appraisal.wrong-state, appraisal.not-open-yet, appraisal.over, ballot.handed-in,
 *  ballot.incomplete */
export async function handInBallots(
  ctx: Context,
  id: string,
  scores: z.output<(typeof r.handInBallots)['body']>['scores'],
): Promise<Record<string, never>> {
  const a = await lockAppraisal(ctx, id, 'handIn')
  // Whoever types for somebody else would learn what they gave.
  if (ctx.actor.delegatedBy !== null) throw new DomainError('ballot.own-hand', {}, 403)
  appraisalWorkflow.next(a.state, 'handIn')
  requireOpenNow(ctx, a)
  const handedIn = await ctx.db
    .insertInto('ballot_hand_ins')
    .values({ committee_id: a.committee_id, appraisal_id: id, member_id: ctx.actor.memberId! })
    .onConflict((c) => c.doNothing())
    .returning('member_id')
    .executeTakeFirst()
  if (!handedIn) throw new DomainError('ballot.handed-in')
  const boxes = await ctx.db
    .selectFrom('ballot_boxes')
    .select('unit_id as unitId')
    .where('committee_id', '=', a.committee_id)
    .where('appraisal_id', '=', id)
    .execute()
  const ballots = wholeBallots(
    scores,
    boxes.map((box) => box.unitId),
    a.scheme!,
  )
  if (!ballots) throw new DomainError('ballot.incomplete', {}, 400)
  // Every box, also those this member left out: which rows were written last says nothing.
  await sql`
    update ballot_boxes b
    set ballots = b.ballots || coalesce((
      select jsonb_build_object(given.ballot, coalesce((b.ballots ->> given.ballot)::int, 0) + 1)
      from (select ${JSON.stringify(ballots)}::jsonb ->> b.unit_id::text as ballot) given
      where given.ballot is not null
    ), '{}')
    where b.committee_id = ${a.committee_id} and b.appraisal_id = ${id}`.execute(ctx.db)
  await emit(ctx, appraisalEvent('appraisal.handedIn', id, { title: a.title }))
  return {}
}

/** The ballots by unit, without those left out; null unless each unit is answered exactly once and as the scheme asks. */
function wholeBallots(
  scores: readonly { unitId: string; levels: readonly string[] | null }[],
  unitIds: readonly string[],
  scheme: AppraisalScheme,
): Record<string, Ballot> | null {
  const given = new Map(scores.map((score) => [score.unitId, score.levels]))
  if (given.size !== scores.length || given.size !== unitIds.length) return null
  const ballots: Record<string, Ballot> = {}
  for (const unitId of unitIds) {
    const levels = given.get(unitId)
    if (levels === undefined) return null
    if (levels === null) continue
    const ballot = ballotOf(levels, scheme)
    if (ballot === null) return null
    ballots[unitId] = ballot
  }
  return ballots
}

/** Closes an open appraisal; one that is closed already stays as it is. From here on no ballot comes in, since hand-ins wait
 *  for the same lock. @throws DomainError appraisal.wrong-state */
export async function closeAppraisal(ctx: Context, id: string): Promise<Moved> {
  const a = await lockAppraisal(ctx, id, 'close')
  if (a.state === 'closed') return { state: a.state, version: a.version }
  return close(ctx, a)
}

/** Closes a locked appraisal and tells who took part: a fact of duty (民主评议, 蚌埠 2018), unless an activity tells it already. */
export async function close(
  ctx: Context,
  a: { committee_id: string; id: string; state: string; version: number; title: string; counts_as_duty: boolean },
): Promise<Moved> {
  const state = appraisalWorkflow.next(a.state as AppraisalState, 'close')
  const version = await updateAppraisal(ctx, a, { state, closed_at: ctx.now })
  // In an order that says nothing of when each handed in.
  const tookPart = await ctx.db
    .selectFrom('ballot_hand_ins')
    .select('member_id')
    .where('committee_id', '=', a.committee_id)
    .where('appraisal_id', '=', a.id)
    .orderBy('member_id')
    .execute()
  const invited = await countAppraisers(ctx, a.id)
  const term = a.counts_as_duty ? await currentTerm(ctx) : null
  const duty = term && {
    termId: term.id,
    on: civilDateOf(ctx.now),
    members: tookPart.map((one) => one.member_id),
  }
  await emit(
    ctx,
    appraisalEvent('appraisal.closed', a.id, { handedIn: tookPart.length, invited, title: a.title, ...duty }),
  )
  return { state, version }
}
