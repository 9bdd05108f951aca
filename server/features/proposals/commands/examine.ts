import { sql } from 'kysely'
import type { CollectiveKind } from '#contract/proposal-parts.ts'
import type { ProposalState } from '#contract/proposals.ts'
import { sessionsOfTerm } from '#features/committees/index.ts'
import { memberNames } from '#features/members/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce, settingsInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { numberingSetting } from '../numbering-settings.ts'
import { dutyOf } from '../queries/duty-facts.ts'
import { missingParts } from '../rules.ts'
import { numberClass, numberSeries, printedNumber } from '../rules-numbering.ts'
import { mayHandIn, sessionFor, writingChecks } from '../rules-writing.ts'
import { proposalSetting } from '../settings.ts'
import { writingSetting } from '../writing-settings.ts'
import { textOf } from './draft.ts'
import { type LockedProposal, lockedText, lockProposal, nextState, proposalEvent, updateProposal } from './load.ts'
import { requireExamined } from './recommend.ts'

export interface Moved {
  state: ProposalState
  version: number
}

/** Hands the matter in, with the wording, which from now on stays as it is, and ends the invitations still open: as one
 *  statement, since each costs as much as it writes. */
const handIn = statement(
  'kept',
  (
    db,
    p: { committeeId: string; id: string; textNumber: number; sessionId: string | null; state: string; now: Date },
  ) =>
    db
      .with('expired', (w) =>
        w
          .updateTable('co_signers')
          .set({ state: 'expired' })
          .where('committee_id', '=', p.committeeId)
          .where('proposal_id', '=', p.id)
          .where('state', '=', 'invited')
          .returning('member_id'),
      )
      .with('handed_in', (w) =>
        w
          .updateTable('proposal_texts')
          .set({ handed_in_at: p.now })
          .where('committee_id', '=', p.committeeId)
          .where('proposal_id', '=', p.id)
          .where('number', '=', p.textNumber)
          .where('handed_in_at', 'is', null),
      )
      .updateTable('proposals')
      .set((eb) => ({
        updated_at: p.now,
        version: eb('version', '+', sql.lit(1)),
        state: p.state,
        state_since: p.now,
        submitted_at: eb.fn.coalesce('submitted_at', eb.val(p.now)),
        session_id: p.sessionId,
        return_note: sql.lit(''),
      }))
      .where('committee_id', '=', p.committeeId)
      .where('id', '=', p.id)
      .returning(['version', sql<string[]>`array(select member_id::text from expired)`.as('unanswered')]),
)

/** Hands a proposal in. The session is the one whose window holds the day; outside every window it is an ordinary one (平时提案).
 *  @throws DomainError proposal.incomplete naming what is missing; version.stale when the text on screen is not the one saved */
export async function submitProposal(ctx: Context, id: string, version: number): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'submit')
  const state = await nextState(ctx, p, 'submit')
  // Only members in office propose; what stood in the file already may be passed on by the office.
  if (p.state === 'draft' && p.lead_left_at !== null) throw new DomainError('proposal.lead-left')
  const text = await lockedText(ctx, p)
  if (p.version !== version)
    throw new DomainError('version.stale', { current: textOf(p, text), currentVersion: p.version, yours: {} })
  const [settings, writing] = await settingsInForce(ctx, proposalSetting, writingSetting)
  const missing = missingParts({ ...p, ...text }, settings)
  const failed = writingChecks({ ...p, ...text }, writing).filter((check) => check.level === 'must' && !check.ok)
  if (missing.length > 0 || failed.length > 0)
    throw new DomainError('proposal.incomplete', { missing, checks: failed.map((check) => check.code) })
  const sessions = await sessionsOfTerm(ctx, p.term_id)
  const today = civilDateOf(ctx.now)
  if (!mayHandIn(p.collective_kind as CollectiveKind | null, sessions, today, writing))
    throw new DomainError('proposal.only-in-session')
  // Revised and handed in again, it stays where it was counted first.
  const sessionId = p.submitted_at === null ? sessionFor(sessions, today, writing) : p.session_id
  const [written] = await handIn(ctx.db, {
    committeeId: p.committee_id,
    id,
    textNumber: text.number,
    sessionId,
    state,
    now: ctx.now,
  })
  const asked = written!.unanswered
  const unanswered = asked.length > 0 ? [...(await memberNames(ctx, asked)).values()] : []
  const duty = await dutyOf(ctx, p)
  await emit(
    ctx,
    proposalEvent('proposal.submitted', id, {
      title: p.title,
      again: p.submitted_at !== null,
      ...(unanswered.length > 0 ? { unanswered } : {}),
      ...duty,
    }),
  )
  return { state, version: written!.version }
}

/** Gives a proposal back for revision; the member sees the note beside their text. */
export async function returnProposal(ctx: Context, id: string, note: string): Promise<Moved> {
  const moved = await move(ctx, id, 'return', 'proposal.returned', { note }, { return_note: note })
  await ctx.db
    .updateTable('proposal_texts')
    .set({ returned_at: ctx.now, returned_by: ctx.actor.name, return_note: note })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('proposal_id', '=', id)
    .where('number', '=', (eb) =>
      eb
        .selectFrom('proposals')
        .select('text_number')
        .where('committee_id', '=', ctx.actor.committeeId)
        .where('id', '=', id),
    )
    .execute()
  return moved
}

/** Declines to register. @throws DomainError proposal.unknown-reason */
export async function declineProposal(ctx: Context, id: string, reason: string, note: string): Promise<Moved> {
  const settings = await settingInForce(ctx, proposalSetting)
  const listed = settings.declineReasons.find((r) => r.code === reason)
  if (!listed) throw new DomainError('proposal.unknown-reason', { reason }, 400)
  return move(
    ctx,
    id,
    'decline',
    'proposal.declined',
    { reason: listed.name, hint: listed.hint, ways: listed.ways, note },
    { decline_reason: listed.name, decline_note: note, decline_ways: listed.ways },
  )
}

/** Passes a proposal on as an opinion (转社情民意信息) or a member's letter (转委员来信): it is not handled as a proposal, stays
 *  with its proposer with the reason, and later features take it up by the event. Source: 上海旧例，不合格者转社情民意、来信 */
export async function convertProposal(
  ctx: Context,
  id: string,
  to: 'opinion' | 'letter',
  note: string,
): Promise<Moved> {
  return move(ctx, id, 'convert', 'proposal.converted', { to, note }, { converted_to: to, decline_note: note })
}

/** Takes a refusal back (重新审查): a proposal declined in error is examined again. */
export async function reexamineProposal(ctx: Context, id: string, note: string): Promise<Moved> {
  return move(
    ctx,
    id,
    'reexamine',
    'proposal.reexamined',
    { note },
    {
      decline_reason: null,
      decline_note: '',
      decline_ways: [],
    },
  )
}

/** Places a submitted proposal on the register (立案) and gives it its number.
 *  @throws DomainError proposal.wrong-state unless submitted; access.denied unless the proposal office; proposal.unknown-category. Source: 提案工作条例，审查立案 */
export async function registerProposal(
  ctx: Context,
  id: string,
  category: string,
  note: string,
): Promise<Moved & { number: number }> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, 'register')
  const state = await nextState(ctx, p, 'register')
  await requireExamined(ctx, p)
  const settings = await settingInForce(ctx, proposalSetting)
  if (!settings.categories.some((c) => c.code === category))
    throw new DomainError('proposal.unknown-category', { category }, 400)
  const numbered = await giveNumber(ctx, p)
  const version = await updateProposal(ctx, p, {
    state,
    state_since: ctx.now,
    registered_at: ctx.now,
    ...numbered,
    category,
  })
  const { number, number_text: printed } = numbered
  const duty = await dutyOf(ctx, p)
  await emit(
    ctx,
    proposalEvent('proposal.registered', id, { number, printed, category, note, title: p.title, ...duty }),
  )
  return { state, version, number }
}

/** The next number for a proposal that is placed on the register, with how it is printed: columns of its row. */
export async function giveNumber(ctx: Context, p: LockedProposal) {
  const settings = await settingInForce(ctx, numberingSetting)
  const kind = p.collective_kind as CollectiveKind | null
  const number_series = numberSeries(settings, { termId: p.term_id, sessionId: p.session_id, kind })
  const number = await nextNumber(ctx, number_series)
  const place = await ctx.db
    .selectFrom('terms as t')
    .leftJoin('sessions as s', (join) =>
      join.onRef('s.committee_id', '=', 't.committee_id').onRef('s.term_id', '=', 't.id').on('s.id', '=', p.session_id),
    )
    .select(['t.number as termNumber', 's.number as sessionNumber', 's.opens_on as opensOn'])
    .where('t.committee_id', '=', p.committee_id)
    .where('t.id', '=', p.term_id)
    .executeTakeFirstOrThrow()
  const year = Number((place.opensOn ?? civilDateOf(ctx.now)).slice(0, 4))
  return {
    number,
    number_series,
    number_text: printedNumber(settings, { ...place, number, year, kind }),
    number_class: numberClass(settings, kind),
  }
}

/** Puts a finished, declined or withdrawn proposal into the archive. */
export async function archiveProposal(ctx: Context, id: string): Promise<Moved> {
  return move(ctx, id, 'archive', 'proposal.archived', {}, { archived_at: ctx.now, due_on: null })
}

/** The next number of a series, without gap or double: the row of the series is the lock. */
export async function nextNumber(ctx: Context, series: string, atLeast = 0): Promise<number> {
  const row = await ctx.db
    .insertInto('proposal_numbers')
    .values({ committee_id: ctx.actor.committeeId, series, last_number: Math.max(1, atLeast) })
    .onConflict((c) =>
      c
        .columns(['committee_id', 'series'])
        .doUpdateSet((eb) => ({ last_number: eb('proposal_numbers.last_number', '+', 1) })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return row.last_number
}

/** A move that only writes what it says. */
export async function move(
  ctx: Context,
  id: string,
  action: 'return' | 'decline' | 'convert' | 'reexamine' | 'archive',
  type: string,
  details: Record<string, unknown>,
  set: Record<string, unknown> = {},
): Promise<Moved> {
  const p = await lockProposal(ctx, id)
  authorizeProposal(ctx.actor, p.facts, action)
  const state = await nextState(ctx, p, action)
  if (action !== 'archive' && action !== 'reexamine') await requireExamined(ctx, p)
  const version = await updateProposal(ctx, p, { state, state_since: ctx.now, ...set })
  const duty = action === 'convert' ? await dutyOf(ctx, p) : {}
  await emit(ctx, proposalEvent(type, id, { ...details, title: p.title, ...duty }))
  return { state, version }
}
