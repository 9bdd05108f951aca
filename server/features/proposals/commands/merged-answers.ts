import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import type { AskedTogether, GivenMergedAnswer } from '../rules-reply.ts'

/** A reply by its key. */
interface ReplyKey {
  committee_id: string
  id: string
}

/** Those handled with a locked proposal that still wait for their answer, with their suggestions as worded now. Who merges or
 *  splits takes the carrying proposal too: they stay the same while it is held. */
export async function askedTogether(ctx: Context, mainId: string): Promise<AskedTogether[]> {
  const rows = await ctx.db
    .selectFrom('proposals as p')
    .innerJoin('proposal_texts as t', (join) =>
      join
        .onRef('t.committee_id', '=', 'p.committee_id')
        .onRef('t.proposal_id', '=', 'p.id')
        .onRef('t.number', '=', 'p.text_number'),
    )
    .select(['p.id as proposalId', 'p.number', 't.suggestions'])
    .where('p.committee_id', '=', ctx.actor.committeeId)
    .where('p.merged_into', '=', mainId)
    .where('p.state', '=', 'merged')
    .orderBy('p.number')
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({ ...row, suggestions: row.suggestions as string[] }))
}

/** The answers of a reply to those handled with its proposal, as they were written. */
export function mergedAnswersOf(ctx: Context, reply: ReplyKey): Promise<GivenMergedAnswer[]> {
  return ctx.db
    .selectFrom('reply_merged_answers')
    .select(['proposal_id as proposalId', 'number', 'answer', 'measure', 'due_on as dueOn', 'responsible'])
    .select('same_as as sameAs')
    .where('committee_id', '=', reply.committee_id)
    .where('reply_id', '=', reply.id)
    .orderBy('proposal_id')
    .orderBy('number')
    .execute()
}

/** Replaces the answers to those handled with the proposal. What was written to one that was taken out meanwhile (撤销并案) is
 *  left out: it is answered by itself.
 *  @throws DomainError reply.unknown-suggestion */
export async function writeMergedAnswers(
  ctx: Context,
  reply: ReplyKey,
  asked: { own: readonly string[]; together: readonly AskedTogether[] },
  given: readonly GivenMergedAnswer[],
): Promise<void> {
  const rows = given.flatMap((one) => {
    const suggestions = asked.together.find((other) => other.proposalId === one.proposalId)?.suggestions
    if (suggestions === undefined) return []
    const suggestion = suggestions[one.number - 1]
    if (suggestion === undefined || (one.sameAs ?? 0) > asked.own.length)
      throw new DomainError('reply.unknown-suggestion', { number: one.number }, 400)
    const same = one.sameAs !== null
    return {
      committee_id: reply.committee_id,
      reply_id: reply.id,
      proposal_id: one.proposalId,
      number: one.number,
      suggestion,
      answer: same ? '' : one.answer,
      measure: same ? '' : one.measure,
      due_on: same ? null : one.dueOn,
      responsible: same ? '' : one.responsible,
      same_as: one.sameAs,
    }
  })
  await ctx.db
    .deleteFrom('reply_merged_answers')
    .where('committee_id', '=', reply.committee_id)
    .where('reply_id', '=', reply.id)
    .execute()
  if (rows.length > 0) await ctx.db.insertInto('reply_merged_answers').values(rows).execute()
}

/** Gives a reply the answers of another one, to go on from. */
export async function copyMergedAnswers(ctx: Context, from: ReplyKey, to: ReplyKey): Promise<void> {
  const columns = [
    'proposal_id',
    'number',
    'suggestion',
    'answer',
    'measure',
    'due_on',
    'responsible',
    'same_as',
  ] as const
  await ctx.db
    .insertInto('reply_merged_answers')
    .columns(['committee_id', 'reply_id', ...columns])
    .expression((eb) =>
      eb
        .selectFrom('reply_merged_answers')
        .select(['committee_id', eb.val(to.id).as('reply_id'), ...columns])
        .where('committee_id', '=', from.committee_id)
        .where('reply_id', '=', from.id),
    )
    .execute()
}

/** Takes what was written to those that are no longer handled with it out of a reply that leaves the unit. */
export async function dropAnswersToSplit(
  ctx: Context,
  reply: ReplyKey,
  together: readonly AskedTogether[],
): Promise<void> {
  let query = ctx.db
    .deleteFrom('reply_merged_answers')
    .where('committee_id', '=', reply.committee_id)
    .where('reply_id', '=', reply.id)
  if (together.length > 0)
    query = query.where(
      'proposal_id',
      'not in',
      together.map((one) => one.proposalId),
    )
  await query.execute()
}
