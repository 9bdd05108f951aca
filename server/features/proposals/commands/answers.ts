import type { Context } from '#platform/context.ts'
import type { GivenAnswer } from '../rules-reply.ts'

/** A reply by its key. */
interface ReplyKey {
  committee_id: string
  id: string
}

/** The answers of a reply, by the number of the suggestion. */
export function answersOf(ctx: Context, reply: ReplyKey) {
  return ctx.db
    .selectFrom('reply_answers')
    .select(['number', 'answer', 'measure', 'due_on as dueOn', 'responsible'])
    .where('committee_id', '=', reply.committee_id)
    .where('reply_id', '=', reply.id)
    .orderBy('number')
    .execute()
}

/** Replaces the answers of a reply that is being written; each keeps its suggestion as worded now. */
export async function writeAnswers(
  ctx: Context,
  reply: ReplyKey,
  suggestions: readonly string[],
  answers: readonly GivenAnswer[],
): Promise<void> {
  await ctx.db
    .deleteFrom('reply_answers')
    .where('committee_id', '=', reply.committee_id)
    .where('reply_id', '=', reply.id)
    .execute()
  if (answers.length === 0) return
  await ctx.db
    .insertInto('reply_answers')
    .values(
      answers.map(({ number, answer, measure, dueOn, responsible }) => ({
        committee_id: reply.committee_id,
        reply_id: reply.id,
        number,
        suggestion: suggestions[number - 1] ?? '',
        answer,
        measure,
        due_on: dueOn,
        responsible,
      })),
    )
    .execute()
}

/** Gives a reply the answers of another one, to go on from. */
export async function copyAnswers(ctx: Context, from: ReplyKey, to: ReplyKey): Promise<void> {
  await ctx.db
    .insertInto('reply_answers')
    .columns(['committee_id', 'reply_id', 'number', 'suggestion', 'answer', 'measure', 'due_on', 'responsible'])
    .expression((eb) =>
      eb
        .selectFrom('reply_answers')
        .select([
          'committee_id',
          eb.val(to.id).as('reply_id'),
          'number',
          'suggestion',
          'answer',
          'measure',
          'due_on',
          'responsible',
        ])
        .where('committee_id', '=', from.committee_id)
        .where('reply_id', '=', from.id),
    )
    .execute()
}
