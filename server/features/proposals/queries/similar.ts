import { sql } from 'kysely'
import type { findingRoutes, SimilarProposal, TextSoFar } from '#contract/finding.ts'
import type { ProposalState } from '#contract/proposals.ts'
import { replyInFull } from '#contract/reply-text.ts'
import type { RouteResponse } from '#contract/route.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { lettersOf } from '#platform/chinese/letters.ts'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/database.ts'
import { notFound } from '#platform/errors.ts'
import { committeeCode } from '../rules/finding.ts'
import {
  alikeness,
  lettersOfParts,
  likenessOf,
  markShared,
  type PairCounts,
  type Profile,
  profileOf,
  tellingPairs,
} from '../rules/similarity.ts'
import { numberText } from '../rules.ts'
import { foundRows } from './found.ts'
import { answersColumn } from './handled.ts'
import { narrowed } from './list.ts'

const shown = 5
/** How many of the proposals that share most of the telling pairs are read. */
const candidatesRead = 32
/** Two pages of text say what it is like; more costs more and says no more. */
const lettersCompared = 6_000

const countsKeptMs = 10 * 60_000
let kept: { until: number; counts: PairCounts } | undefined

/** How usual each pair is: some 60,000 numbers, read anew every ten minutes; they change from night to night. */
async function pairCounts(ctx: Context): Promise<PairCounts> {
  const now = ctx.now.getTime()
  if (kept && kept.until > now && kept.until <= now + countsKeptMs) return kept.counts
  const counts = await readPairCounts(ctx.db)
  // Not counted yet: asked again, until it is.
  if (counts.sample > 0) kept = { until: now + countsKeptMs, counts }
  return counts
}

async function readPairCounts(db: Database): Promise<PairCounts> {
  const rows = await db.selectFrom('proposal_pair_counts').select(['pair', 'proposals']).execute()
  const counts = new Map(rows.map((row) => [row.pair, row.proposals]))
  const sample = counts.get(0) ?? 0
  counts.delete(0)
  return { sample, counts }
}

/** Those the actor may see that share most of the telling pairs, with their letters. */
async function candidates(ctx: Context, profile: Profile, pairs: readonly number[], exceptId: string | undefined) {
  if (pairs.length === 0) return []
  const { committeeId } = ctx.actor
  const weights = pairs.map((pair) => profile.weights.get(pair)!.toFixed(3))
  const shared = sql<{ id: string; weight: number }>`(
    select s.proposal_id as id, sum(q.weight) as weight
    from unnest(${`{${pairs.join(',')}}`}::integer[], ${`{${weights.join(',')}}`}::real[]) q (pair, weight)
    cross join lateral proposals_with(array[q.pair], array[${committeeCode(committeeId)}::integer]) s
    group by s.proposal_id
    order by weight desc
    limit ${sql.lit(candidatesRead * 4)}
  )`.as('shared')
  let query = narrowed(ctx, { scope: 'all' })
    .innerJoin(shared, (join) => join.onRef('shared.id', '=', 'p.id'))
    .innerJoin('proposal_search as s', (join) =>
      join.onRef('s.committee_id', '=', 'p.committee_id').onRef('s.proposal_id', '=', 'p.id'),
    )
    .where('p.state', '!=', 'draft')
  if (exceptId) query = query.where('p.id', '!=', exceptId)
  return query
    .select(['p.id', sql<string>`left(s.letters, ${sql.lit(lettersCompared)})`.as('letters')])
    .orderBy('shared.weight', 'desc')
    .limit(candidatesRead)
    .execute()
}

/** What the actor leads or signs themself and is not on the register: whoever files the same thing twice is told of the first,
 *  in whatever state it is. Few enough to be read without looking up what they share. */
async function ownCandidates(ctx: Context, exceptId: string | undefined) {
  if (ctx.actor.memberId === null || ctx.actor.role !== 'member') return []
  let query = narrowed(ctx, { scope: 'mine' })
    .innerJoin('proposal_search as s', (join) =>
      join.onRef('s.committee_id', '=', 'p.committee_id').onRef('s.proposal_id', '=', 'p.id'),
    )
    .where('p.registered_at', 'is', null)
  if (exceptId) query = query.where('p.id', '!=', exceptId)
  return query
    .select(['p.id', sql<string>`left(s.letters, ${sql.lit(lettersCompared)})`.as('letters')])
    .orderBy('p.updated_at', 'desc')
    .limit(candidatesRead)
    .execute()
}

/** Whether the actor may see it: on the register, or their own. */
async function isSeen(ctx: Context, id: string): Promise<boolean> {
  const scopes = ctx.actor.role === 'member' ? (['all', 'mine'] as const) : (['all'] as const)
  for (const scope of scopes)
    if (await narrowed(ctx, { scope }).where('p.id', '=', id).select('p.id').executeTakeFirst()) return true
  return false
}

/** The proposals most like a text, best first, among those the actor may see: what repeats is known before it is filed
 *  (提案雷同、重复提出, requirements B1; 并案). */
export async function findSimilarProposals(
  ctx: Context,
  text: TextSoFar,
): Promise<RouteResponse<(typeof findingRoutes)['findSimilarProposals']>> {
  const counts = await pairCounts(ctx)
  const mine = profileOfText(counts, text)
  const found = await candidates(ctx, mine, tellingPairs(counts, lettersOf(text.title), mine), text.exceptId)
  const own = await ownCandidates(ctx, text.exceptId)
  const best = [...found, ...own]
    .map(({ id, letters }) => {
      const [title = '', ...parts] = letters.split('\n')
      return { id, alike: alikeness(mine, profileOf(counts, title, parts)) }
    })
    .filter(({ alike }) => likenessOf(alike) !== null)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, shown)
  const rows = await similarRows(
    ctx,
    best.map(({ id }) => id),
  )
  return {
    items: best.flatMap(({ id, alike }) => {
      const row = rows.get(id)
      return row ? [{ ...row, likeness: likenessOf(alike)!, percent: Math.round(alike * 100) }] : []
    }),
  }
}

function profileOfText(counts: PairCounts, text: TextSoFar): Profile {
  const [title, parts] = lettersOfParts(text)
  return profileOf(counts, title, cut(parts))
}

/** As much of the parts as is compared. */
function cut(parts: readonly string[]): string[] {
  let room = lettersCompared
  return parts.map((part) => {
    const kept = part.slice(0, room)
    room -= kept.length
    return kept
  })
}

async function similarRows(ctx: Context, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, Omit<SimilarProposal, 'likeness' | 'percent'>>()
  const { rows } = await sql<{
    id: string
    number: number | null
    title: string
    proposers: string
    at: string
    state: ProposalState
    leadUnit: string | null
    termNumber: number
    sessionNumber: number | null
    printed: string | null
    replies: { class: string | null }[] | null
  }>`
    select p.id, p.number, p.title, p.proposers, coalesce(p.submitted_at, p.created_at) as at, p.state,
      u.short_name as "leadUnit", t.number as "termNumber", n.number as "sessionNumber",
      p.number_text as printed,
      (
        select json_agg(json_build_object('class', r.reply_class) order by r.delivered_at desc)
        from replies r
        where r.committee_id = p.committee_id and r.proposal_id = p.id and r.delivered_at is not null
      ) as replies
    from proposals p
    join terms t on t.committee_id = p.committee_id and t.id = p.term_id
    left join sessions n on n.committee_id = p.committee_id and n.id = p.session_id
    left join units u on u.committee_id = p.committee_id and u.id = p.lead_unit_id
    where p.committee_id = ${ctx.actor.committeeId} and p.id = any(${`{${ids.join(',')}}`}::uuid[])`.execute(ctx.db)
  return new Map(
    rows.map(({ at, termNumber, sessionNumber, printed, replies, ...row }) => [
      row.id,
      {
        ...row,
        numberText: printed ?? numberText(termNumber, sessionNumber, row.number),
        year: Number(civilDateOf(new Date(at)).slice(0, 4)),
        replyClass: replies?.[0]?.class ?? null,
        replied: replies !== null,
      },
    ]),
  )
}

/** An earlier proposal beside a text, what both share marked, with what it was answered.
 *  @throws DomainError not-found where it is not there or not visible */
export async function compareWithProposal(
  ctx: Context,
  id: string,
  text: TextSoFar,
): Promise<RouteResponse<(typeof findingRoutes)['compareWithProposal']>> {
  const seen = await isSeen(ctx, id)
  const [row] = seen ? await foundRows(ctx, [id]) : []
  const facts = (await similarRows(ctx, seen ? [id] : [])).get(id)
  if (!row || !facts) throw notFound('proposal')
  const counts = await pairCounts(ctx)
  const alike = alikeness(profileOfText(counts, text), profileOfText(counts, row))
  const replies = await ctx.db
    .selectFrom('replies as r')
    .innerJoin('assignments as a', (join) =>
      join.onRef('a.committee_id', '=', 'r.committee_id').onRef('a.id', '=', 'r.assignment_id'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .select(['u.name as unitName', 'r.reply_class as replyClass', 'r.text', 'r.closing'])
    .select(['r.delivered_at as deliveredAt', answersColumn])
    .where('r.committee_id', '=', ctx.actor.committeeId)
    .where('r.proposal_id', '=', id)
    .where('r.delivered_at', 'is not', null)
    .orderBy('r.delivered_at', 'desc')
    .execute()
  return {
    earlier: { ...facts, likeness: likenessOf(alike) ?? 'related', percent: Math.round(alike * 100) },
    ...markShared(text, row),
    replies: replies.map(({ closing, answers, ...reply }) => ({
      ...reply,
      text: replyInFull({ text: reply.text, closing, answers }),
      deliveredAt: reply.deliveredAt!,
    })),
  }
}
