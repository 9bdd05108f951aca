import { type Kysely, sql } from 'kysely'
import { type Database, transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { searchable, timeCodes } from '../rules/finding.ts'

/** Short, since who writes one of them waits meanwhile. */
const batchSize = 20

/** Brings what changed into the search. What somebody is writing at the moment is left for the next time.
 *  @param only of this proposal @returns how many were brought in */
export async function indexDueProposals(db: Kysely<DB>, only?: string): Promise<number> {
  let done = 0
  let after = 0
  for (;;) {
    const round = await (db.isTransaction
      ? indexSome(db, after, only)
      : transact(db, (tx) => indexSome(tx, after, only)))
    if (!round) return done
    done += round.indexed
    after = round.last
  }
}

async function indexSome(db: Database, after: number, only: string | undefined) {
  let query = db.selectFrom('proposal_search_due').selectAll().where('id', '>', after).orderBy('id').limit(batchSize)
  if (only) query = query.where('proposal_id', '=', only)
  const due = await query.execute()
  const last = due.at(-1)
  if (!last) return null
  // The proposal first, as every command does: nobody waits for the other crosswise.
  const free = await db
    .selectFrom('proposals')
    .select('id')
    .where('id', 'in', [...new Set(due.map((row) => row.proposal_id))])
    .where('committee_id', 'in', [...new Set(due.map((row) => row.committee_id))])
    .forKeyShare()
    .skipLocked()
    .execute()
  const ids = free.map((row) => row.id)
  const committees = [...new Set(due.map((row) => row.committee_id))]
  const rows = ids.length > 0 ? await contentOf(db, committees, ids) : []
  await writeRows(db, rows)
  const held = await heldBack(db, due, ids)
  const through = due.filter((row) => !held.has(row.proposal_id)).map((row) => row.id)
  if (through.length > 0) await db.deleteFrom('proposal_search_due').where('id', 'in', through).execute()
  return { last: last.id, indexed: rows.length }
}

/** Those still there that were not free; the others were thrown away. */
async function heldBack(db: Database, due: { proposal_id: string; committee_id: string }[], ids: string[]) {
  const missed = due.filter((row) => !ids.includes(row.proposal_id))
  if (missed.length === 0) return new Set<string>()
  const rows = await db
    .selectFrom('proposals')
    .select('id')
    .where('committee_id', 'in', [...new Set(missed.map((row) => row.committee_id))])
    .where('id', 'in', [...new Set(missed.map((row) => row.proposal_id))])
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** What everybody who sees the proposal may read of it: the wording handed in last, else the one being written; its units;
 *  replies once delivered (access.ts, seesReply). Joint opinions, contacts and ratings are not for everybody and not here. */
async function contentOf(db: Database, committees: string[], ids: string[]) {
  const { rows } = await sql<{
    committeeId: string
    id: string
    at: string
    title: string
    proposers: string
    analysis: string
    suggestions: string[]
    units: string[]
    replies: string[]
  }>`
    select p.committee_id as "committeeId", p.id, coalesce(p.submitted_at, p.created_at) as at, w.title, p.proposers,
      w.analysis, w.suggestions,
      array(
        select u.name || ' ' || u.short_name
        from assignments a
        join units u on u.committee_id = a.committee_id and u.id = a.unit_id
        where a.committee_id = p.committee_id and a.proposal_id = p.id and a.state not in ('returned', 'reassigned')
      ) as units,
      array(
        select concat_ws(' ', r.text, (
          select string_agg(concat_ws(' ', w.answer, w.measure), ' ' order by w.number)
          from reply_answers w
          where w.committee_id = r.committee_id and w.reply_id = r.id
        ), r.closing)
        from replies r
        where r.committee_id = p.committee_id and r.proposal_id = p.id and r.delivered_at is not null
      ) as replies
    from proposals p
    cross join lateral (
      select t.title, t.analysis, t.suggestions
      from proposal_texts t
      where t.committee_id = p.committee_id and t.proposal_id = p.id
      order by t.handed_in_at is null, t.number desc
      limit 1
    ) w
    where p.committee_id in (${sql.join(committees)}) and p.id in (${sql.join(ids)})
    order by p.committee_id, p.id`.execute(db)
  return rows
}

/** What the search keeps of a proposal. */
function searchRow(row: Awaited<ReturnType<typeof contentOf>>[number]) {
  const { pairs, letters } = searchable(row.title, [
    row.proposers,
    row.analysis,
    ...row.suggestions,
    ...row.units,
    ...row.replies,
  ])
  return {
    committee_id: row.committeeId,
    proposal_id: row.id,
    at: row.at,
    pairs: [...timeCodes(row.committeeId, new Date(row.at)), ...pairs],
    letters,
  }
}

async function writeRows(db: Database, rows: Awaited<ReturnType<typeof contentOf>>): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('proposal_search')
    .values(rows.map(searchRow))
    .onConflict((c) =>
      c.columns(['committee_id', 'proposal_id']).doUpdateSet((eb) => ({
        at: eb.ref('excluded.at'),
        pairs: eb.ref('excluded.pairs'),
        letters: eb.ref('excluded.letters'),
      })),
    )
    .execute()
}

/** Brings proposals in at once, whatever is due: for a register laid out whole. */
export async function indexProposals(db: Database, committeeId: string, ids: string[]): Promise<void> {
  await writeRows(db, await contentOf(db, [committeeId], ids))
}

const sampleSize = 3_000
/** Pairs in fewer of the sample than this are as good as nowhere. */
const countedFrom = 3

/** Counts anew in how many proposals each pair stands, of every committee's newest together. */
export async function countPairs(db: Kysely<DB>): Promise<void> {
  await transact(db, async (tx) => {
    await sql`delete from proposal_pair_counts`.execute(tx)
    await sql`
      insert into proposal_pair_counts (pair, proposals)
      select pair, count(*)
      from (select pairs from proposal_search order by proposal_id desc limit ${sql.lit(sampleSize)}) s, unnest(s.pairs) pair
      group by pair
      having count(*) >= ${sql.lit(countedFrom)}`.execute(tx)
    await sql`
      insert into proposal_pair_counts (pair, proposals)
      select 0, count(*) from (select from proposal_search limit ${sql.lit(sampleSize)}) s`.execute(tx)
  })
}
