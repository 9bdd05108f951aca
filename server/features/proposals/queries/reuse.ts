import { sql } from 'kysely'
import type { reuseRoutes } from '#contract/reuse.ts'
import type { RouteResponse } from '#contract/route.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { settingInForce } from '#platform/settings.ts'
import { canSee, seesReply } from '../access.ts'
import { replyWithProposal } from '../commands/reply-marks.ts'
import { reuseSetting } from '../reuse-settings.ts'
import { markPassages, replyMarks, sharedPercent, spreadMarks } from '../rules/fingerprints.ts'
import { hollowAnswers, repeatedSentences } from '../rules/repetition.ts'
import { numberText } from '../rules.ts'
import { proposalFacts } from './facts.ts'
import { narrowed } from './list.ts'

/** Marks a reply is looked up by; one that has a third of them in common shares a dozen. */
const lookedUp = 48
/** Replies looked at for each mark: of a template that thousands use, some are enough to show. */
const perMark = 400
const candidatesRead = 24
const shown = 5

/** The reply of a duty that is written or examined now, for who writes or examines it; null while nothing is written.
 *  @throws DomainError not-found */
async function replyInWork(ctx: Context, assignmentId: string) {
  const { committeeId, role } = ctx.actor
  const duty = await ctx.db
    .selectFrom('assignments')
    .select(['proposal_id', 'unit_id as unitId'])
    .where('committee_id', '=', committeeId)
    .where('id', '=', assignmentId)
    .executeTakeFirst()
  const facts = duty && (await proposalFacts(ctx, duty.proposal_id))
  const works = role === 'unitClerk' || role === 'proposalOffice' || role === 'assigningOffice'
  if (!duty || !facts || !works || !canSee(ctx.actor, facts)) throw notFound('assignment')
  const reply = await ctx.db
    .selectFrom('replies')
    .select(['id', 'proposal_id', 'submitted_at as submittedAt'])
    .where('committee_id', '=', committeeId)
    .where('assignment_id', '=', assignmentId)
    .where('sent_back_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  // Once delivered everybody reads it; whether it is reused is still no matter for other units.
  const read = seesReply(ctx.actor, duty, { submittedAt: reply?.submittedAt ?? null, deliveredAt: null })
  if (read) return reply ?? null
  throw notFound('assignment')
}

/** Others that share marks with these, the most first. */
async function sharing(ctx: Context, marks: readonly number[], exceptProposal: string) {
  const { rows } = await sql<{ id: string; proposalId: string; marks: number[] }>`
    select m.reply_id as id, r.proposal_id as "proposalId", m.marks
    from (
      select c.reply_id
      from unnest(${`{${spreadMarks(marks, lookedUp).join(',')}}`}::integer[]) q (mark)
      cross join lateral (
        select s.committee_id, s.reply_id
        from reply_marks s
        where s.marks @> array[q.mark] and s.committee_id = ${ctx.actor.committeeId}
        limit ${sql.lit(perMark)}
      ) c
      group by c.reply_id
      order by count(*) desc
      limit ${sql.lit(candidatesRead)}
    ) best
    join reply_marks m on m.committee_id = ${ctx.actor.committeeId} and m.reply_id = best.reply_id
    join replies r on r.committee_id = m.committee_id and r.id = m.reply_id
    where r.sent_back_at is null and r.proposal_id <> ${exceptProposal}`.execute(ctx.db)
  return rows
}

/** Which other replies hold the same words as the one that is written or examined now, the most alike first; what it quotes
 *  of its proposal and the formulas of politeness do not count. Source: examined against 「套用模板」 (提案办理考核).
 *  @throws DomainError not-found */
export async function findReusedReplies(
  ctx: Context,
  assignmentId: string,
): Promise<RouteResponse<(typeof reuseRoutes)['findReusedReplies']>> {
  const reply = await replyInWork(ctx, assignmentId)
  const settings = await settingInForce(ctx, reuseSetting)
  if (!reply) return { showFromPercent: settings.showFromPercent, items: [], repeated: [], hollow: [] }
  const { committeeId } = ctx.actor
  const mine = await replyWithProposal(ctx.db, { committeeId, id: reply.id })
  const marks = mine ? replyMarks(mine.written, mine.proposal, settings.formulas) : []
  const alike = (marks.length === 0 ? [] : await sharing(ctx, marks, reply.proposal_id))
    .map((one) => ({ ...one, percent: sharedPercent(marks, new Set(one.marks)) }))
    .filter(({ percent }) => percent >= settings.showFromPercent)
    .sort((a, b) => b.percent - a.percent)
    .slice(0, shown)
  const known = await readableReplies(
    ctx,
    alike.map(({ id }) => id),
  )
  return {
    showFromPercent: settings.showFromPercent,
    items: alike.map(({ id, percent }) => ({ replyId: id, percent, reply: known.get(id) ?? null })),
    repeated: repeatedSentences(mine?.answers ?? []),
    hollow: hollowAnswers(mine?.answers ?? [], settings.stockPhrases),
  }
}

/** Of these replies those the actor may read, with where they stand. */
async function readableReplies(ctx: Context, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const seen = narrowed(ctx, { scope: 'all' })
    .innerJoin('replies as r', (join) =>
      join.onRef('r.committee_id', '=', 'p.committee_id').onRef('r.proposal_id', '=', 'p.id'),
    )
    .innerJoin('assignments as a', (join) =>
      join.onRef('a.committee_id', '=', 'r.committee_id').onRef('a.id', '=', 'r.assignment_id'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .innerJoin('terms as t', (join) =>
      join.onRef('t.committee_id', '=', 'p.committee_id').onRef('t.id', '=', 'p.term_id'),
    )
    .leftJoin('sessions as n', (join) =>
      join.onRef('n.committee_id', '=', 'p.committee_id').onRef('n.id', '=', 'p.session_id'),
    )
    .where('r.id', 'in', ids)
    .select(['r.id', 'p.id as proposalId', 'p.number', 'p.title', 'u.id as unitId', 'u.name as unitName'])
    .select([
      't.number as term',
      'n.number as session',
      'r.submitted_at as submittedAt',
      'r.delivered_at as deliveredAt',
    ])
  const rows = await seen.execute()
  return new Map(
    rows
      .filter((row) => seesReply(ctx.actor, row, row))
      .map(({ id, proposalId, title, unitName, deliveredAt, ...row }) => [
        id,
        { proposalId, title, unitName, deliveredAt, numberText: numberText(row.term, row.session, row.number) },
      ]),
  )
}

/** The reply that is written or examined now beside another one, what both share marked.
 *  @throws DomainError not-found where either is not for the actor to read */
export async function compareReplies(
  ctx: Context,
  assignmentId: string,
  otherId: string,
): Promise<RouteResponse<(typeof reuseRoutes)['compareReplies']>> {
  const reply = await replyInWork(ctx, assignmentId)
  const other = (await readableReplies(ctx, [otherId])).get(otherId)
  if (!reply || !other) throw notFound('reply')
  const { committeeId } = ctx.actor
  const mine = await replyWithProposal(ctx.db, { committeeId, id: reply.id })
  const theirs = await replyWithProposal(ctx.db, { committeeId, id: otherId })
  if (!mine || !theirs) throw notFound('reply')
  return { other, ...markPassages(mine.whole, theirs.whole) }
}
