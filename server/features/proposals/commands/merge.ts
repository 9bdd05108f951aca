import { sql } from 'kysely'
import type { ProposalState } from '#contract/proposals.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeProposal } from '../access.ts'
import { dutyOf } from '../queries/duty-facts.ts'
import { splitNeedsNote } from '../rules.ts'
import { proposalSetting } from '../settings.ts'
import type { Answered } from './conclude.ts'
import { giveNumber, type Moved } from './examine.ts'
import { type LockedProposal, lockProposal, nextState, proposalEvent, updateProposal } from './load.ts'
import { requireExamined } from './recommend.ts'

/** Two proposals locked in the order of their ids: two desks that merge crosswise do not wait for each other. */
async function lockBoth(ctx: Context, one: string, other: string): Promise<[LockedProposal, LockedProposal]> {
  if (one < other) return [await lockProposal(ctx, one), await lockProposal(ctx, other)]
  const second = await lockProposal(ctx, other)
  return [await lockProposal(ctx, one), second]
}

/** Those handled with a proposal, by number, taken for writing. */
export function lockMerged(ctx: Context, mainId: string) {
  return ctx.db
    .selectFrom('proposals')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('merged_into', '=', mainId)
    .orderBy('number')
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Has a proposal handled with another one (并案): both keep number and authors, one handling, a reply to each. One that was
 *  not registered yet is registered with it; those handled with it before come along.
 *  @throws DomainError merge.same, merge.other-term, merge.target-merged, merge.target-state. Source: 提案工作条例，并案处理 */
export async function mergeProposal(
  ctx: Context,
  id: string,
  given: { into: string; category: string | null; note: string },
): Promise<Moved> {
  if (given.into === id) throw new DomainError('merge.same', {}, 400)
  const [p, main] = await lockBoth(ctx, id, given.into)
  authorizeProposal(ctx.actor, p.facts, 'merge')
  const state = await nextState(ctx, p, 'merge')
  if (main.term_id !== p.term_id) throw new DomainError('merge.other-term')
  if (main.state === 'merged') throw new DomainError('merge.target-merged', { into: main.merged_into })
  if (main.state !== 'registered' && main.state !== 'handling')
    throw new DomainError('merge.target-state', { state: main.state, number: main.number })
  if (p.state === 'submitted') await requireExamined(ctx, p)
  const registered = p.number === null ? await registration(ctx, p, given.category ?? p.category ?? main.category) : {}
  const together = { merged_into: main.id, merged_at: ctx.now, state_since: ctx.now, due_on: main.due_on }
  const version = await updateProposal(ctx, p, { ...registered, ...together, state })
  const details = { into: main.id, intoNumber: main.number, intoTitle: main.title, note: given.note }
  const number = 'number' in registered ? registered.number : p.number
  // Who is registered by this is told with it; who was registered before was told then.
  const duty = p.number === null ? await dutyOf(ctx, p) : {}
  await emit(ctx, proposalEvent('proposal.merged', id, { ...details, number, title: p.title, ...duty }))
  for (const follower of await lockMerged(ctx, id)) {
    await updateProposal(ctx, follower, together)
    await emit(ctx, proposalEvent('proposal.merged', follower.id, { ...details, title: follower.title }))
  }
  await emit(ctx, proposalEvent('proposal.joined', main.id, { joined: id, joinedNumber: number, title: main.title }))
  return { state, version }
}

/** Number and category of one that is registered by being merged. */
async function registration(ctx: Context, p: LockedProposal, category: string | null) {
  const settings = await settingInForce(ctx, proposalSetting)
  if (category === null || !settings.categories.some((c) => c.code === category))
    throw new DomainError('proposal.unknown-category', { category }, 400)
  return { registered_at: ctx.now, ...(await giveNumber(ctx, p)), category }
}

/** Takes a proposal out of the joint handling: freely while nothing was assigned, afterwards with a reason. A proposer who
 *  is not satisfied with the joint reply is given a handling of their own in this way, in a new round.
 *  @throws DomainError merge.needs-note; proposal.wrong-state where it is not handled with another */
export async function splitProposal(ctx: Context, id: string, note: string): Promise<Moved> {
  const found = await ctx.db
    .selectFrom('proposals')
    .select('merged_into')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  const mainId = found?.merged_into ?? null
  const [p, main] = mainId === null ? [await lockProposal(ctx, id), null] : await lockBoth(ctx, id, mainId)
  authorizeProposal(ctx.actor, p.facts, 'split')
  const state = await nextState(ctx, p, 'split')
  if (main === null || p.merged_into !== main.id)
    throw new DomainError('proposal.wrong-state', { state: p.state, action: 'split' })
  if (splitNeedsNote(main.state) && note.trim() === '') throw new DomainError('merge.needs-note', {}, 400)
  const version = await updateProposal(ctx, p, {
    ...alone(ctx, state),
    ...(p.state === 'disputed' ? { round: p.round + 1, replied_at: null } : {}),
  })
  const details = { from: main.id, fromNumber: main.number, note }
  await emit(ctx, proposalEvent('proposal.split', id, { ...details, title: p.title }))
  await emit(ctx, proposalEvent('proposal.parted', main.id, { parted: id, partedNumber: p.number, title: main.title }))
  return { state, version }
}

const alone = (ctx: Context, state: ProposalState) => ({
  state,
  state_since: ctx.now,
  merged_into: null,
  merged_at: null,
  due_on: null,
})

/** What lists and statistics say of one that was handled with another: its units, and the class of their reply. */
const mainsColumns = ({ actor }: Context, mainId: string) =>
  Object.fromEntries(
    ['reply_class', 'lead_unit_id', 'assigned_at'].map((column) => [
      column,
      sql`(select m.${sql.id(column)} from proposals m where m.committee_id = ${actor.committeeId} and m.id = ${mainId})`,
    ]),
  )

/** The reply to a proposal is the reply to those handled with it: each now waits for its own proposer's rating.
 *  @param askToRate asks the proposers of one of them, and names the co-signers asked */
export async function answerMerged(
  ctx: Context,
  mainId: string,
  askToRate: (follower: Answered) => Promise<string[]>,
): Promise<void> {
  for (const follower of await lockMerged(ctx, mainId)) {
    if (follower.state !== 'merged') continue
    await updateProposal(ctx, follower, {
      state: await nextState(ctx, { id: follower.id, state: 'merged' }, 'answer'),
      state_since: ctx.now,
      replied_at: ctx.now,
      ...mainsColumns(ctx, mainId),
      // Nobody withdraws what was answered.
      withdrawal_requested_at: null,
    })
    const memberIds = await askToRate(follower)
    await emit(ctx, proposalEvent('proposal.answered', follower.id, { title: follower.title, memberIds }))
  }
}

/** One that others are handled with leaves before it was assigned: the lowest number of them takes its place. */
export async function passOnMerged(ctx: Context, p: LockedProposal): Promise<void> {
  const [first, ...others] = (await lockMerged(ctx, p.id)).filter((follower) => follower.state === 'merged')
  if (!first) return
  const details = { from: p.id, fromNumber: p.number, note: '' }
  await updateProposal(ctx, first, alone(ctx, await nextState(ctx, { id: first.id, state: 'merged' }, 'split')))
  await emit(ctx, proposalEvent('proposal.split', first.id, { ...details, title: first.title }))
  for (const other of others) {
    await updateProposal(ctx, other, { merged_into: first.id, merged_at: ctx.now, state_since: ctx.now })
    await emit(
      ctx,
      proposalEvent('proposal.merged', other.id, {
        into: first.id,
        intoNumber: first.number,
        intoTitle: first.title,
        note: '',
        title: other.title,
      }),
    )
  }
}
