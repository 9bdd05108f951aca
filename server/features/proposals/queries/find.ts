import { sql } from 'kysely'
import type { FindQuery, FoundProposal, findingRoutes } from '#contract/finding.ts'
import type { RouteResponse } from '#contract/route.ts'
import { characterBigrams } from '#platform/chinese/text.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { after, cursorValue, cutPage, type Place, readCursor } from '#platform/lists.ts'
import { seesRegister } from '../access.ts'
import { pairsSought, readQuery, type Sought, stretches } from '../rules/finding.ts'
import { foundRows, showFound } from './found.ts'
import { found, narrowed, numbered, withWords } from './list.ts'
import { withNamed } from './named.ts'
import { newestTitled } from './newest-titled.ts'

export { marked, marksFor, snippet } from '../rules/finding.ts'
export { listProposals } from './list.ts'

type Found = RouteResponse<(typeof findingRoutes)['findProposals']>

/** By relevance the newest of the found are put in order, so many: ordering all 120,000 of a frequent word takes half a second. */
const rankedNewest = 1_000
/** Of a phrase the letters themselves are read. */
const rankedOfPhrase = 250
/** A number names one proposal a session. */
const numbersShown = 10

interface SearchRow {
  committee_id: string
  proposal_id: string
  at: string
}

interface Hit {
  id: string
  at: string
  /** 2: all words in title and proposers, 1: some, 0: none. */
  inTitle: number
}

/** Searches what the actor may see: the scope and filters are those of the list, one policy for both. */
export async function findProposals(
  ctx: Context,
  asked: FindQuery & { order: 'relevance' | 'date'; cursor?: string; limit: number },
): Promise<Found> {
  const f = await withNamed(ctx, asked)
  const sought = readQuery(f.q)
  const order = f.within === 'title' ? 'date' : f.order
  const list = `find:${order}:${f.within}`
  const isPlace = order === 'date' ? cursorValue.instant : isRankedPlace
  const place = readCursor(list, f.cursor, isPlace)
  if (sought.number === null && sought.words.length === 0)
    return { items: [], nextCursor: null, rankedNewest: null, nothingAsked: true }
  const numbers = place === null && sought.number !== null ? await idsByNumber(ctx, f, sought) : []
  const { hits, nextCursor, rankedNewest } =
    sought.words.length === 0
      ? { hits: [], nextCursor: null, rankedNewest: null }
      : order === 'date'
        ? await newestPage(ctx, f, sought, list, place)
        : await rankedPage(ctx, f, sought, list, place)
  const ids = [...numbers, ...hits.filter((id) => !numbers.includes(id))]
  const rows = new Map((await foundRows(ctx, ids, f.within === 'all')).map((row) => [row.id, row]))
  const items = ids.flatMap((id): FoundProposal[] => {
    const row = rows.get(id)
    return row ? [showFound(row, sought.words, f.within === 'all')] : []
  })
  return { items, nextCursor, rankedNewest, nothingAsked: false }
}

async function idsByNumber(ctx: Context, f: FindQuery, sought: Sought): Promise<string[]> {
  const rows = await narrowed(ctx, f)
    .where((eb) => eb.and(numbered(sought.number!)))
    .select('p.id')
    // No order that an index has: the planner would walk the whole register for the newest with this number.
    .orderBy(sql`p.submitted_at + interval '0'`, 'desc')
    .limit(numbersShown)
    .execute()
  return rows.map((row) => row.id)
}

interface PageOfHits {
  hits: string[]
  nextCursor: string | null
  rankedNewest: number | null
}

async function newestPage(
  ctx: Context,
  f: FindQuery & { limit: number },
  sought: Sought,
  list: string,
  place: Place | null,
): Promise<PageOfHits> {
  const whole = f.within === 'title' && f.scope === 'all' && !filterNames.some((name) => f[name] !== undefined)
  const byPairs = whole && seesRegister(ctx.actor.role) && sought.words.every((word) => [...word].length > 1)
  const hits = byPairs
    ? await newestTitled(ctx, sought.words, f.limit + 1, place)
    : await widening(ctx, f, place, async (stretch, widest) => {
        const rows = await newestHits(ctx, f, sought, f.limit + 1, place, stretch, widest).execute()
        return { found: rows.length, needed: f.limit + 1, page: rows }
      })
  const page = cutPage(list, hits ?? [], f.limit, (hit) => ({ value: hit.at, id: hit.id }))
  return { hits: page.items.map((hit) => hit.id), nextCursor: page.nextCursor, rankedNewest: null }
}

const isRankedPlace = (value: string) => /^[0-2] /.test(value) && cursorValue.instant(value.slice(2))

/** Best first: words in title and proposers before those in the text alone, then the newest. Only a page leaves the
 *  database: a thousand rows cost the server as much as finding them. */
async function rankedPage(
  ctx: Context,
  f: FindQuery & { limit: number },
  sought: Sought,
  list: string,
  place: Place | null,
): Promise<PageOfHits> {
  const ranked = sought.phrases.some((phrase) => phrase.length > 2) ? rankedOfPhrase : rankedNewest
  const behind = place
    ? sql`where ("inTitle", at, id) < (${Number(place.value[0])}::integer, ${place.value.slice(2)}::timestamptz, ${place.id}::uuid)`
    : sql``
  const result = await widening(ctx, f, null, async (stretch, widest) => {
    const { rows } = await sql<Hit & { found: number }>`
      with h as materialized (${newestHits(ctx, f, sought, ranked + 1, null, stretch, widest)})
      select c.found, x.*
      from (select count(*)::int as found from h) c
      left join lateral (
        select id, at, "inTitle"
        from (select * from h limit ${sql.lit(ranked)}) newest
        ${behind}
        order by "inTitle" desc, at desc, id desc
        limit ${sql.lit(f.limit + 1)}
      ) x on true`.execute(ctx.db)
    const found = rows[0]!.found
    return { found, needed: ranked + 1, page: { found, rows: rows.filter((row) => row.id !== null) } }
  })
  const page = cutPage(list, result?.rows ?? [], f.limit, (hit) => ({ value: `${hit.inTitle} ${hit.at}`, id: hit.id }))
  return {
    hits: page.items.map((hit) => hit.id),
    nextCursor: page.nextCursor,
    rankedNewest: (result?.found ?? 0) > ranked ? ranked : null,
  }
}

const newestOf = statement('kept', (db, values: { committeeId: string }) =>
  db
    .selectFrom('proposals')
    .select('submitted_at as at')
    .where('committee_id', '=', values.committeeId)
    .where('submitted_at', 'is not', null)
    .orderBy('submitted_at', 'desc')
    .limit(sql.lit(1)),
)

/** Looks in wider and wider stretches of time until enough is found; null: there is nothing to look in. */
async function widening<Page>(
  ctx: Context,
  f: FindQuery,
  place: Place | null,
  look: (stretch: readonly number[] | null, widest: boolean) => Promise<{ found: number; needed: number; page: Page }>,
): Promise<Page | null> {
  const { committeeId, role } = ctx.actor
  // Only of a whole register there can be too many.
  if (f.within === 'title' || f.scope !== 'all' || !seesRegister(role)) return (await look(null, true)).page
  const [newest] = place ? [{ at: place.value }] : await newestOf(ctx.db, { committeeId })
  if (!newest?.at) return null
  const back = stretches(committeeId, new Date(newest.at))
  for (let i = 0; ; i += 1) {
    const widest = i === back.length - 1
    const { found, needed, page } = await look(back[i]!, widest)
    if (found >= needed || widest) return page
    // Each stretch is some three times as long as the one before: what even so cannot be enough is not tried.
    for (let expected = found * 3; expected * 2 < needed && i + 1 < back.length - 1; expected *= 3) i += 1
  }
}

const filterNames = ['state', 'kind', 'category', 'unitId', 'sectorId', 'termId', 'sessionId'] as const

/** The newest `need` that have all words, newest first. */
function newestHits(
  ctx: Context,
  f: FindQuery,
  sought: Sought,
  need: number,
  place: Place | null,
  stretch: readonly number[] | null,
  widest: boolean,
) {
  const { words, phrases } = sought
  if (f.within === 'title') {
    let query = narrowed(ctx, f).where((eb) => eb.and(withWords(words)))
    if (place) query = query.where((eb) => after(eb, 'p.submitted_at', 'p.id', place, 'desc', 'timestamptz'))
    return query
      .select(['p.id', sql<string>`p.submitted_at`.as('at'), sql<number>`2`.as('inTitle')])
      .where('p.submitted_at', 'is not', null)
      .orderBy('p.submitted_at', 'desc')
      .orderBy('p.id', 'desc')
      .limit(sql.lit(need))
  }
  const pairsOfAll = sql`${`{${pairsSought(words).join(',')}}`}::integer[]`
  // Of all times a filter may leave fewer than the words do: then it is the planner's choice.
  const byIndex = stretch && !(widest && filterNames.some((name) => f[name] !== undefined))
  const having = byIndex
    ? // In order, so that only as many as are needed are looked up: of a frequent word a stretch holds 7,000.
      sql<SearchRow>`(
        select * from proposals_with(${pairsOfAll}, ${`{${stretch.join(',')}}`}::integer[]) order by at desc, proposal_id desc
      )`
    : sql<SearchRow>`(select committee_id, proposal_id, at from proposal_search where pairs @> ${pairsOfAll})`
  let query = narrowed(ctx, f).innerJoin(having.as('s'), (join) =>
    join.onRef('s.committee_id', '=', 'p.committee_id').onRef('s.proposal_id', '=', 'p.id'),
  )
  if (place) query = query.where((eb) => after(eb, 's.at', 's.proposal_id', place, 'desc', 'timestamptz'))
  const pairs = words.flatMap(characterBigrams)
  const newest = query
    .select([
      'p.id',
      's.at',
      sql<number>`case when p.search_words @@ ${pairs.join(' & ')}::tsquery then 2
        when p.search_words @@ ${pairs.join(' | ')}::tsquery then 1 else 0 end`.as('inTitle'),
    ])
    .orderBy('s.at', 'desc')
    .orderBy('s.proposal_id', 'desc')
  // A pair is itself a phrase; of more, the pairs may stand apart.
  const long = phrases.filter((phrase) => phrase.length > 2)
  if (long.length === 0) return newest.limit(sql.lit(need))
  // `offset 0` keeps the planner from reading the letters of all before they are in order: only as many as are needed are.
  return ctx.db
    .selectFrom(newest.offset(sql.lit(0)).as('n'))
    .select(['n.id', 'n.at', 'n.inTitle'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('proposal_search as l')
          .select('l.at')
          .where('l.committee_id', '=', ctx.actor.committeeId)
          .whereRef('l.proposal_id', '=', 'n.id')
          .where((e) => e.and(long.map((phrase) => sql<boolean>`strpos(l.letters, ${phrase}) > 0`))),
      ),
    )
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(sql.lit(need))
}

/** Whether a query holds anything that can be sought. */
export function asksSomething(f: Pick<FindQuery, 'q'>): boolean {
  const { number, words } = readQuery(f.q)
  return number !== null || words.length > 0
}

/** Whether a search of the actor's finds this proposal. @returns its title, or null */
export async function matchesSearch(ctx: Context, f: FindQuery, id: string): Promise<string | null> {
  const sought = readQuery(f.q)
  if (!asksSomething(f)) return null
  const scope = narrowed(ctx, f).where('p.id', '=', id).select(['p.id', 'p.title'])
  const row = await scope.executeTakeFirst()
  if (!row) return null
  if (sought.number !== null && (await idsByNumber(ctx, f, sought)).includes(id)) return row.title
  if (sought.words.length === 0) return null
  if (f.within === 'title') return (await found(scope, f.q).executeTakeFirst()) ? row.title : null
  const { rows } = await sql<{ found: boolean }>`
    select s.pairs @> ${`{${pairsSought(sought.words).join(',')}}`}::integer[] as found
    from proposal_search s
    where s.committee_id = ${ctx.actor.committeeId} and s.proposal_id = ${id}
      ${sql.join(
        sought.phrases.map((phrase) => sql`and strpos(s.letters, ${phrase}) > 0`),
        sql` `,
      )}`.execute(ctx.db)
  return rows[0]?.found ? row.title : null
}

/** Number and title of those among some proposals that the actor may see. */
export async function titlesOfVisible(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, { number: number | null; title: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await narrowed(ctx, { scope: 'all' })
    .where('p.id', 'in', [...ids])
    .select(['p.id', 'p.number', 'p.title'])
    .execute()
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
