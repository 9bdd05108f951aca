import { type Kysely, sql } from 'kysely'
import { replyInFull } from '#contract/reply-text.ts'
import { systemActor } from '#platform/context.ts'
import { type Database, transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { settingInForce } from '#platform/settings.ts'
import { answersColumn, mergedAnswersColumn } from '../queries/handled.ts'
import { reuseSetting } from '../reuse-settings.ts'
import { replyMarks } from '../rules/fingerprints.ts'

interface ReplyKey {
  committeeId: string
  id: string
}

/** A reply in full with what its proposal says, as its marks are made from. */
export async function replyWithProposal(db: Database, { committeeId, id }: ReplyKey) {
  const row = await db
    .selectFrom('replies as r')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'r.committee_id').onRef('p.id', '=', 'r.proposal_id'),
    )
    .innerJoin('proposal_texts as w', (join) =>
      join
        .onRef('w.committee_id', '=', 'p.committee_id')
        .onRef('w.proposal_id', '=', 'p.id')
        .onRef('w.number', '=', 'p.text_number'),
    )
    .select(['r.text', 'r.closing', 'w.title', 'w.analysis', 'w.suggestions'])
    .select((eb) => [answersColumn(eb), mergedAnswersColumn(eb)])
    .where('r.committee_id', '=', committeeId)
    .where('r.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  // 同第 n 条 is written once.
  const answers = [...row.answers, ...row.mergedAnswers.filter((one) => one.sameAs === null)]
  // The headings quote the suggestion; what counts is what the unit wrote.
  const written = replyInFull({ ...row, answers: answers.map((one) => ({ ...one, suggestion: '' })) })
  return {
    /** To the proposal itself; those to what is handled with it may say the same. */
    answers: row.answers.map(({ number, answer }) => ({ number, answer })),
    whole: replyInFull({ ...row, answers }),
    written,
    proposal: [row.title, row.analysis, ...(row.suggestions as string[])],
  }
}

/** Keeps the marks of a reply that was handed in. */
export async function keepReplyMarks(db: Database, reply: ReplyKey, formulas: readonly string[]): Promise<void> {
  const found = await replyWithProposal(db, reply)
  if (!found) return
  const marks = replyMarks(found.written, found.proposal, formulas)
  await db
    .insertInto('reply_marks')
    .values({ committee_id: reply.committeeId, reply_id: reply.id, marks: sql`${`{${marks.join(',')}}`}::integer[]` })
    .onConflict((c) =>
      c.columns(['committee_id', 'reply_id']).doUpdateSet((eb) => ({ marks: eb.ref('excluded.marks') })),
    )
    .execute()
}

const batchSize = 100

/** Makes the marks of replies that have none: imported ones, and those from before there were any. @returns how many */
export async function markReplies(db: Kysely<DB>, now: Date): Promise<number> {
  let done = 0
  for (;;) {
    const count = await transact(db, async (tx) => {
      const bare = await tx
        .selectFrom('replies as r')
        .leftJoin('reply_marks as m', (join) =>
          join.onRef('m.committee_id', '=', 'r.committee_id').onRef('m.reply_id', '=', 'r.id'),
        )
        .select(['r.committee_id as committeeId', 'r.id'])
        .where('r.submitted_at', 'is not', null)
        .where('r.sent_back_at', 'is', null)
        .where('m.reply_id', 'is', null)
        .limit(batchSize)
        .execute()
      for (const reply of bare) {
        const ctx = { db: tx, actor: systemActor(reply.committeeId), now, requestId: 'replyMarks' }
        await keepReplyMarks(tx, reply, (await settingInForce(ctx, reuseSetting)).formulas)
      }
      return bare.length
    })
    done += count
    if (count < batchSize) return done
  }
}
