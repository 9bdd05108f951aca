import type { z } from 'zod'
import type { AwardState, awardRoutes as r } from '#contract/awards.ts'
import { dutyOfProposal, markAwarded } from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { calendarInForce } from '#platform/calendar/in-force.ts'
import { addWorkingDays } from '#platform/calendar/working-days.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, invalidInput } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { isOffice } from '../access.ts'
import { lockRound, nextState, nominationsOf, refuseFuture, told, updateRound } from './load.ts'

type Written = Omit<z.output<typeof r.openAwardRound.body>, 'kind'>
type Moved = { state: AwardState; version: number }

function columnsOf(given: Written) {
  if (given.toYear < given.fromYear || given.toYear > given.fromYear + 10)
    throw invalidInput('toYear', '止年不能早于起年，最多跨十年')
  return {
    title: given.title.trim(),
    from_year: given.fromYear,
    to_year: given.toYear,
    rules: JSON.stringify(given.rules),
    secret: given.rules.secret,
    nominate_until: given.nominateUntil,
  }
}

/** Opens a round of commendation. Source: 渭南 每年评选优秀提案、先进单位、先进个人；房山 先进单位每两年一次.
 *  @throws DomainError access.denied, input.invalid */
export async function openAwardRound(
  ctx: Context,
  given: z.output<typeof r.openAwardRound.body>,
): Promise<{ id: string; version: number }> {
  if (!isOffice(ctx.actor.role)) throw accessDenied('openAwardRound')
  const id = newId()
  await ctx.db
    .insertInto('award_rounds')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      kind: given.kind,
      ...columnsOf(given),
      state: 'nominating',
      created_at: ctx.now,
      state_since: ctx.now,
    })
    .execute()
  await told(ctx, 'opened', { id, title: given.title }, { kind: given.kind })
  return { id, version: 1 }
}

/** Changes a round while nominations are taken. @throws DomainError award.wrong-state, version.stale with both texts */
export async function editAwardRound(ctx: Context, id: string, given: Written & { version: number }): Promise<Moved> {
  const round = await lockRound(ctx, id, 'edit')
  if (round.version !== given.version) {
    const { title, from_year, to_year, rules, nominate_until } = round
    const current = { title, fromYear: from_year, toYear: to_year, rules, nominateUntil: nominate_until }
    throw new DomainError('version.stale', { current, currentVersion: round.version, yours: given })
  }
  const state = nextState(round, 'edit')
  const moved = await updateRound(ctx, round, { ...columnsOf(given), state })
  await told(ctx, 'edited', { id, title: given.title })
  return moved
}

/** Ends the nominations, or takes them again. @throws DomainError award.wrong-state */
export async function moveNominations(
  ctx: Context,
  id: string,
  action: 'closeNomination' | 'reopenNomination',
): Promise<Moved> {
  const round = await lockRound(ctx, id, action)
  const state = nextState(round, action)
  const moved = await updateRound(ctx, round, { state })
  await told(ctx, action === 'closeNomination' ? 'nominationClosed' : 'nominationReopened', round)
  return moved
}

/** Records the approval (审定) and begins the public notice (公示). The last day is reckoned in working days.
 *  @throws DomainError award.tie-open, award.nobody-won, award.not-yet, award.wrong-state */
export async function approveAward(
  ctx: Context,
  id: string,
  given: z.output<typeof r.approveAward.body>,
): Promise<Moved> {
  const round = await lockRound(ctx, id, 'approve')
  const state = nextState(round, 'approve')
  const today = civilDateOf(ctx.now)
  refuseFuture(today, given.on)
  const nominations = await nominationsOf(ctx, id)
  if (nominations.some((one) => one.outcome === 'tied')) throw new DomainError('award.tie-open')
  if (!nominations.some((one) => one.outcome === 'won')) throw new DomainError('award.nobody-won')
  const { calendar } = await calendarInForce(ctx.db)
  const { dueOn } = addWorkingDays(calendar, today, round.rules.noticeWorkingDays)
  const moved = await updateRound(ctx, round, {
    state,
    approved_by: given.by,
    approved_on: given.on,
    approval_note: given.note,
    notice_from: today,
    notice_until: dueOn,
  })
  await told(ctx, 'approved', round, { by: given.by, until: dueOn })
  return moved
}

/** Commends once the notice is over and every objection is decided: each winner has its own event, for the ledger of duty
 *  and the proposal's own story. @throws DomainError award.notice-runs, award.objections-open, award.nobody-won */
export async function giveAward(ctx: Context, id: string): Promise<Moved> {
  const round = await lockRound(ctx, id, 'award')
  const state = nextState(round, 'award')
  if (civilDateOf(ctx.now) <= round.notice_until!)
    throw new DomainError('award.notice-runs', { until: round.notice_until })
  const open = await ctx.db
    .selectFrom('award_objections')
    .select('id')
    .where('committee_id', '=', round.committee_id)
    .where('round_id', '=', id)
    .where('decided_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (open) throw new DomainError('award.objections-open')
  const winners = (await nominationsOf(ctx, id)).filter((one) => one.outcome === 'won')
  if (winners.length === 0) throw new DomainError('award.nobody-won')
  const moved = await updateRound(ctx, round, { state, awarded_at: ctx.now })
  await told(ctx, 'awarded', round, { winners: winners.length })
  await markAwarded(
    ctx,
    winners.flatMap((one) => one.proposal_id ?? []),
  )
  const duties = new Map<string, Awaited<ReturnType<typeof dutyOfProposal>>>()
  for (const { proposal_id: won } of winners) if (won) duties.set(won, await dutyOfProposal(ctx, won))
  await emit(
    ctx,
    ...winners.map((one) => ({
      type: 'award.given',
      subjectKind: one.proposal_id ? 'proposal' : 'awardRound',
      subjectId: one.proposal_id ?? id,
      details: {
        roundId: id,
        nominationId: one.id,
        kind: round.kind,
        award: round.title,
        ...(one.unit_id ? { unitId: one.unit_id, title: round.title } : {}),
        ...(one.proposal_id ? { title: one.title, ...duties.get(one.proposal_id) } : {}),
      },
    })),
  )
  return moved
}

/** Puts the list on the public site, or takes it off; shown again, with another contact.
 *  Source: 评比达标表彰活动管理办法，拟表彰对象应当公示，公布联系方式、受理异议.
 *  @throws DomainError award.wrong-state, award.needs-contact */
export async function publishAward(
  ctx: Context,
  id: string,
  { shown, contact }: { shown: boolean; contact: string },
): Promise<Moved> {
  const round = await lockRound(ctx, id, 'publish')
  nextState(round, 'publish')
  if (shown && contact.trim() === '') throw new DomainError('award.needs-contact', {}, 400)
  const moved = await updateRound(ctx, round, {
    published_at: shown ? (round.published_at ?? ctx.now) : null,
    public_contact: shown ? contact.trim() : '',
  })
  await told(ctx, shown ? 'published' : 'retracted', round)
  return moved
}

/** Gives a round up, with the reason; everything recorded stays. @throws DomainError award.wrong-state */
export async function cancelAwardRound(ctx: Context, id: string, note: string): Promise<Moved> {
  const round = await lockRound(ctx, id, 'cancel')
  const state = nextState(round, 'cancel')
  const moved = await updateRound(ctx, round, { state, cancel_reason: note, published_at: null, public_contact: '' })
  await told(ctx, 'cancelled', round, { note })
  return moved
}
