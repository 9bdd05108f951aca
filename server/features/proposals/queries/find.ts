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
import { found, narrowed } from './list.ts'

export { listProposals } from './list.ts'

type Found = RouteResponse<(typeof findingRoutes)['findProposals']>

/** By relevance the newest of the found are put in order, so many: ordering all 120,000 of a frequent word takes half a second. */
const ranked = 1_000
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
  f: FindQuery & { order: 'relevance' | 'date'; cursor?: string; limit: number },
): Promise<Found> {
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
  const rows = new Map((await foundRows(ctx, ids)).map((row) => [row.id, row]))
  const items = ids.flatMap((id): FoundProposal[] => {
    const row = rows.get(id)
    return row ? [showFound(row, sought.words, f.within === 'all')] : []
  })
  return { items, nextCursor, rankedNewest, nothingAsked: false }
}

async function idsByNumber(ctx: Context, f: FindQuery, sought: Sought): Promise<string[]> {
  const rows = await found(narrowed(ctx, f), numberOnly(sought.number!))
    .select('p.id')
    .orderBy('p.submitted_at', 'desc')
    .limit(numbersShown)
    .execute()
  return rows.map((row) => row.id)
}

/** A number written so that it can be nothing else. */
function numberOnly({ term, session, number }: NonNullable<Sought['number']>): string {
  return `${term === null ? '' : `${term}届`}${session === null ? '' : `${session}次会议`}第${number}号`
}

async function newestPage(
  ctx: Context,
  f: FindQuery & { limit: number },
  sought: Sought,
  list: string,
  place: Place | null,
) {
  const hits = await findHits(ctx, f, sought, f.limit + 1, place)
  const page = cutPage(list, hits, f.limit, (hit) => ({ value: hit.at, id: hit.id }))
  return { hits: page.items.map((hit) => hit.id), nextCursor: page.nextCursor, rankedNewest: null }
}

const isRankedPlace = (value: string) => /^[0-2] /.test(value) && cursorValue.instant(value.slice(2))

/** Best first: words in title and proposers before those in the text alone, then the newest. */
async function rankedPage(
  ctx: Context,
  f: FindQuery & { limit: number },
  sought: Sought,
  list: string,
  place: Place | null,
) {
  const hits = await findHits(ctx, f, sought, ranked + 1, null)
  const more = hits.length > ranked
  const ordered = hits.slice(0, ranked).map((hit, at) => ({ ...hit, at: hit.at, newest: at }))
  ordered.sort((a, b) => b.inTitle - a.inTitle || a.newest - b.newest)
  const from = place ? ordered.findIndex((hit) => isAfter(hit, place)) : 0
  const rest = from < 0 ? [] : ordered.slice(from, from + f.limit + 1)
  const page = cutPage(list, rest, f.limit, (hit) => ({ value: `${hit.inTitle} ${hit.at}`, id: hit.id }))
  return { hits: page.items.map((hit) => hit.id), nextCursor: page.nextCursor, rankedNewest: more ? ranked : null }
}

/** Whether a hit stands behind a place, in the order of `rankedPage`; new ones that came in between change nothing. */
function isAfter(hit: Hit, place: Place): boolean {
  const inTitle = Number(place.value[0])
  if (hit.inTitle !== inTitle) return hit.inTitle < inTitle
  const [mine, theirs] = [micros(hit.at), micros(place.value.slice(2))]
  return mine === theirs ? hit.id < place.id : mine < theirs
}

/** An instant so that it sorts as text. */
const micros = (at: string) => {
  const [seconds, fraction = ''] = at.replace('Z', '').split('.')
  return `${seconds}.${fraction.padEnd(6, '0')}`
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

/** The newest `need` that have all words, newest first. */
async function findHits(ctx: Context, f: FindQuery, sought: Sought, need: number, place: Place | null): Promise<Hit[]> {
  const { committeeId, role } = ctx.actor
  // Only of a whole register there can be too many.
  if (f.within === 'title' || f.scope !== 'all' || !seesRegister(role))
    return hitsQuery(ctx, f, sought, need, place, null).execute()
  const [newest] = place ? [{ at: place.value }] : await newestOf(ctx.db, { committeeId })
  if (!newest?.at) return []
  const back = stretches(committeeId, new Date(newest.at))
  let hits: Hit[] = []
  for (let i = 0; i < back.length; i += 1) {
    hits = await hitsQuery(ctx, f, sought, need, place, back[i]!).execute()
    if (hits.length >= need) break
    // Each stretch is some four times as long as the one before: what even so cannot be enough is not tried.
    let expected = hits.length * 4
    while (expected * 2 < need && i + 1 < back.length - 1) {
      expected *= 4
      i += 1
    }
  }
  return hits
}

function hitsQuery(
  ctx: Context,
  f: FindQuery,
  sought: Sought,
  need: number,
  place: Place | null,
  stretch: readonly number[] | null,
) {
  const { words, phrases } = sought
  if (f.within === 'title') {
    let query = found(narrowed(ctx, f), words.join(' '))
    if (place) query = query.where((eb) => after(eb, 'p.submitted_at', 'p.id', place, 'desc', 'timestamptz'))
    return query
      .select(['p.id', sql<string>`p.submitted_at`.as('at'), sql<number>`2`.as('inTitle')])
      .where('p.submitted_at', 'is not', null)
      .orderBy('p.submitted_at', 'desc')
      .orderBy('p.id', 'desc')
      .limit(need)
  }
  const pairsOfAll = sql`${`{${pairsSought(words).join(',')}}`}::integer[]`
  const having = stretch
    ? sql<SearchRow>`proposals_with(${pairsOfAll}, ${`{${stretch.join(',')}}`}::integer[])`
    : sql<SearchRow>`(select committee_id, proposal_id, at from proposal_search where pairs @> ${pairsOfAll})`
  let query = narrowed(ctx, f).innerJoin(having.as('s'), (join) =>
    join.onRef('s.committee_id', '=', 'p.committee_id').onRef('s.proposal_id', '=', 'p.id'),
  )
  // A pair is itself a phrase; of more, the pairs may stand apart.
  const long = phrases.filter((phrase) => phrase.length > 2)
  if (long.length > 0)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('proposal_search as l')
          .select('l.at')
          .whereRef('l.committee_id', '=', 'p.committee_id')
          .whereRef('l.proposal_id', '=', 'p.id')
          .where((e) => e.and(long.map((phrase) => sql<boolean>`strpos(l.letters, ${phrase}) > 0`))),
      ),
    )
  if (place) query = query.where((eb) => after(eb, 's.at', 's.proposal_id', place, 'desc', 'timestamptz'))
  const pairs = words.flatMap(characterBigrams)
  return query
    .select([
      'p.id',
      's.at',
      sql<number>`case when p.search_words @@ ${pairs.join(' & ')}::tsquery then 2
        when p.search_words @@ ${pairs.join(' | ')}::tsquery then 1 else 0 end`.as('inTitle'),
    ])
    .orderBy('s.at', 'desc')
    .orderBy('s.proposal_id', 'desc')
    .limit(need)
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
