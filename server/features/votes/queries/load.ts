import { sql } from 'kysely'
import { type VoteForm, type VoteKind, type VoteState, voteRules } from '#contract/votes.ts'
import { type Occasion, occasionFor } from '#features/attendance/index.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { notFound } from '#platform/errors.ts'
import { seesVote, type VoteFacts } from '../access.ts'

const columns = [
  'id',
  'activity_id',
  'position',
  'title',
  'words',
  'rules',
  'chief_scrutineer',
  'scrutineers',
  'round',
  'electorate',
  'issued',
  'opened_at',
  'closed_at',
  'result',
  'voided',
  'version',
  sql<VoteKind>`kind`.as('kind'),
  sql<VoteForm>`form`.as('form'),
  sql<VoteState>`state`.as('state'),
] as const
interface One {
  committeeId: string
  id: string
}
const readRow = statement('kept', (db, v: One) =>
  db
    .selectFrom('votes')
    .select(columns)
    .where('committee_id', '=', v.committeeId)
    .where('id', '=', v.id)
    .limit(sql.lit(1)),
)
const lockRow = statement('kept', (db, v: One) =>
  db.selectFrom('votes').select(columns).where('committee_id', '=', v.committeeId).where('id', '=', v.id).forUpdate(),
)
/** After the lock, never with it: whoever waited would see the ballot as it was. */
const readVoter = statement('kept', (db, v: One & { memberId: string | null }) =>
  db
    .selectFrom('vote_voters')
    .select(['has_cast as hasCast', 'on_paper as onPaper'])
    .where('committee_id', '=', v.committeeId)
    .where('vote_id', '=', v.id)
    .where('member_id', '=', v.memberId),
)
const readCandidates = statement('kept', (db, v: One) =>
  db
    .selectFrom('vote_candidates')
    .select(['id', 'name', 'about'])
    .where('committee_id', '=', v.committeeId)
    .where('vote_id', '=', v.id)
    .orderBy('position'),
)

/** Takes a vote for writing; says nothing of who may see it. @throws DomainError not-found */
export async function lockVote(ctx: Context, id: string) {
  const [row] = await lockRow(ctx.db, { committeeId: ctx.actor.committeeId, id })
  if (!row) throw notFound('vote')
  return row
}

/** A vote the actor may see, with its meeting and how they stand to it. `locked` takes it for writing: ballots, closing and
 *  opening come one after the other. @throws DomainError not-found */
export async function voteFor(ctx: Context, id: string, locked = false) {
  const { committeeId, memberId } = ctx.actor
  const one = { committeeId, id }
  const [row] = await (locked ? lockRow : readRow)(ctx.db, one)
  if (!row) throw notFound('vote')
  const [voter] = await readVoter(ctx.db, { ...one, memberId })
  const { occasion, facts: meeting } = await occasionFor(ctx, row.activity_id)
  const facts = factsOf(occasion, meeting, { voter: voter !== undefined, state: row.state, shown: wasShown(row) })
  if (!seesVote(facts)) throw notFound('vote')
  return {
    ...row,
    committeeId,
    rules: voteRules.parse(row.rules),
    candidates: row.kind === 'election' ? await readCandidates(ctx.db, one) : [],
    hasCast: voter?.hasCast ?? false,
    onPaper: voter?.onPaper ?? false,
    occasion,
    facts,
  }
}
export type LoadedVote = Awaited<ReturnType<typeof voteFor>>

/** Whether it has been open at some time. */
export const wasShown = (row: { round: number; opened_at: string | null }): boolean =>
  row.round > 1 || row.opened_at !== null

export const factsOf = (
  occasion: Pick<Occasion, 'invited'>,
  meeting: { runs: boolean; reads: boolean },
  given: { voter: boolean; state: VoteState; shown: boolean },
): VoteFacts => ({ hosts: meeting.runs, reads: meeting.reads, invited: occasion.invited, ...given })

/** Who has the right to vote in a meeting, and who of them is there now (到会, and has not left).
 *  Source: 常务委员会由主席、副主席、秘书长和常务委员组成 (政协章程). */
export async function presenceOf(
  ctx: Context,
  activityId: string,
  electorate: 'all' | 'standing',
): Promise<{ memberId: string; present: boolean; hasAccount: boolean }[]> {
  const standing = sql<boolean>`exists (
    select from member_posts p
    where p.committee_id = i.committee_id and p.member_id = i.member_id and p.ends_on is null
      and p.post in ('chair', 'viceChair', 'secretaryGeneral', 'standingMember'))`
  return ctx.db
    .selectFrom('activity_invitees as i')
    .leftJoin('check_ins as c', (join) =>
      join
        .onRef('c.committee_id', '=', 'i.committee_id')
        .onRef('c.activity_id', '=', 'i.activity_id')
        .onRef('c.member_id', '=', 'i.member_id'),
    )
    .select([
      'i.member_id as memberId',
      sql<boolean>`coalesce(c.attendance in ('present', 'late'), false)`.as('present'),
      sql<boolean>`exists (select from hats h join accounts o on o.id = h.account_id
        where h.committee_id = i.committee_id and h.member_id = i.member_id and not h.delegated
          and h.revoked_at is null and o.disabled_at is null)`.as('hasAccount'),
    ])
    .where('i.committee_id', '=', ctx.actor.committeeId)
    .where('i.activity_id', '=', activityId)
    .where('i.removed_at', 'is', null)
    .where('i.must', '=', true)
    .$if(electorate === 'standing', (q) => q.where(standing))
    .orderBy('i.member_id')
    .execute()
}

/** The box of a vote as counts of alike ballots, named or secret. */
export async function boxOf(ctx: Context, vote: { id: string; form: VoteForm }): Promise<Record<string, number>> {
  if (vote.form === 'secret') {
    const box = await ctx.db
      .selectFrom('vote_boxes')
      .select('ballots')
      .where('committee_id', '=', ctx.actor.committeeId)
      .where('vote_id', '=', vote.id)
      .executeTakeFirst()
    return (box?.ballots ?? {}) as Record<string, number>
  }
  const rows = await ctx.db
    .selectFrom('vote_ballots')
    .select(['ballot', sql<number>`count(*)::int`.as('n')])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('vote_id', '=', vote.id)
    .groupBy('ballot')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.ballot, row.n]))
}
