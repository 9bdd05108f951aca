import { type SelectQueryBuilder, sql } from 'kysely'
import type { z } from 'zod'
import {
  type ProposalListItem,
  type ProposalState,
  type proposalFilters,
  type proposalSort,
  proposalState,
} from '#contract/proposals.ts'
import { isCommon } from '#platform/chinese/letters.ts'
import { characterBigrams, foldText } from '#platform/chinese/text.ts'
import type { Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { type Statement, statement } from '#platform/database/statement.ts'
import { after, cursorValue, cutPage, type Place, readCursor } from '#platform/lists.ts'
import { seesRegister, seesSubmitted } from '../access.ts'
import { pairsSought, readQuery, type Sought } from '../rules/finding.ts'
import { deskProposalIds } from './desk.ts'
import { type NamedPlace, waitsForMine, withNamed } from './named.ts'

export type ProposalFilters = z.output<z.ZodObject<typeof proposalFilters>> & {
  /** What the scope `named` means for the actor. */
  named?: readonly NamedPlace[]
}
export type ProposalSort = z.output<typeof proposalSort>
type Proposals = SelectQueryBuilder<DB & { p: DB['proposals'] }, 'p', object>

const columns = {
  submitted: { column: 'p.submitted_at', type: 'timestamptz', isValue: cursorValue.instant },
  updated: { column: 'p.updated_at', type: 'timestamptz', isValue: cursorValue.instant },
  // Those without a number yet count as 0: sorting must not hide them.
  number: { column: 'coalesce(p.number, 0)', type: 'integer', isValue: cursorValue.integer },
} as const

/** The proposals of a scope the actor may see: access.ts said as SQL, for lists, counts and exports alike. */
function visible(ctx: Context, scope: ProposalFilters['scope']): Proposals {
  const { actor } = ctx
  const own = ctx.db.selectFrom('proposals as p').where('p.committee_id', '=', actor.committeeId) as Proposals
  if (scope === 'desk') return own.where('p.id', 'in', deskProposalIds(ctx))
  if (actor.role === 'unitClerk') {
    const duties = ctx.db
      .selectFrom('assignments')
      .select('proposal_id')
      .where('committee_id', '=', actor.committeeId)
      .where('unit_id', '=', actor.unitId)
    return own.where((eb) => eb.or([eb('p.id', 'in', duties), eb('p.merged_into', 'in', duties)]))
  }
  if (scope === 'mine') {
    if (actor.memberId === null)
      return own.where('p.created_by', '=', actor.accountId).where('p.lead_member_id', 'is', null)
    const signed = ctx.db
      .selectFrom('co_signers as c')
      .innerJoin('proposals as o', (join) =>
        join.onRef('o.committee_id', '=', 'c.committee_id').onRef('o.id', '=', 'c.proposal_id'),
      )
      .select('c.proposal_id as id')
      .where('c.committee_id', '=', actor.committeeId)
      .where('c.member_id', '=', actor.memberId)
      .where((eb) =>
        eb.or([
          eb('c.state', '=', 'accepted'),
          eb.and([eb('c.state', '=', 'invited'), eb('o.state', 'in', ['draft', 'returned'])]),
        ]),
      )
    const led = ctx.db
      .selectFrom('proposals')
      .select('id')
      .where('committee_id', '=', actor.committeeId)
      .where('lead_member_id', '=', actor.memberId)
    return own.where('p.id', 'in', led.unionAll(signed))
  }
  if (seesSubmitted(actor.role)) return own.where('p.submitted_at', 'is not', null)
  if (seesRegister(actor.role))
    return own.where('p.submitted_at', 'is not', null).where('p.registered_at', 'is not', null)
  return own.where(sql<boolean>`false`)
}

/** Numbers are searched as numbers, words as character pairs of title and proposers, one character as it stands. */
export function found(query: Proposals, q: string): Proposals {
  const { number, words } = readQuery(q)
  if (number === null && words.length === 0) return foldText(q) === '' ? query : query.where(sql<boolean>`false`)
  if (number?.alone) return query.where((eb) => eb.and(numbered(number)))
  const all = withWords(words)
  return query.where((eb) => (number === null ? eb.and(all) : eb.or([eb.and(numbered(number)), eb.and(all)])))
}

/** Has all the words in title and proposers. */
export function withWords(words: readonly string[]) {
  const pairs = words.filter((word) => [...word].length > 1).flatMap(characterBigrams)
  return [
    ...(pairs.length > 0 ? [sql<boolean>`p.search_words @@ ${pairs.join(' & ')}::tsquery`] : []),
    ...words.filter((word) => [...word].length === 1).map(oneCharacter),
  ]
}

/** As the index of numbers has it: those without one are 0. */
export function numbered({ number, term, session }: NonNullable<Sought['number']>) {
  return [
    sql<boolean>`coalesce(p.number, 0) = ${number}`,
    sql<boolean>`p.number is not null`,
    ...(term === null
      ? []
      : [sql<boolean>`p.term_id in (select id from terms where committee_id = p.committee_id and number = ${term})`]),
    ...(session === null
      ? []
      : [
          sql<boolean>`p.session_id in (select id from sessions where committee_id = p.committee_id and number = ${session})`,
        ]),
  ]
}

/** A character in daily use soon turns up in the newest titles; a rare one is looked up. */
function oneCharacter(character: string) {
  if (isCommon(character)) return sql<boolean>`strpos(p.title, ${character}) > 0`
  return sql<boolean>`(p.committee_id, p.id) in (
    select committee_id, proposal_id from proposal_search where pairs @> array[${pairsSought([character])[0]}]::integer[]
  )`
}

/** The proposals of a scope the actor may see, under the filters but not the search. */
export function narrowed(ctx: Context, f: Omit<ProposalFilters, 'q'>): Proposals {
  let query = visible(ctx, f.scope)
  if (f.scope === 'named') query = query.where(waitsForMine(ctx, f.named ?? []))
  if (f.state) query = query.where('p.state', '=', f.state)
  if (f.kind) query = query.where('p.kind', '=', f.kind)
  if (f.category) query = query.where('p.category', '=', f.category)
  if (f.unitId) query = query.where('p.lead_unit_id', '=', f.unitId)
  if (f.sectorId) query = query.where('p.sector_id', '=', f.sectorId)
  if (f.termId) query = query.where('p.term_id', '=', f.termId)
  if (f.sessionId) query = query.where('p.session_id', '=', f.sessionId)
  if (f.awarded) query = query.where('p.awarded_at', 'is not', null)
  return query
}

function filtered(ctx: Context, f: ProposalFilters): Proposals {
  const query = narrowed(ctx, f)
  return f.q ? found(query, f.q) : query
}

interface PageAsked extends ProposalFilters {
  sort: ProposalSort
  place: Place | null
  limit: number
}

function orderOf({ scope, sort }: Pick<PageAsked, 'scope' | 'sort'>) {
  const by = columns[sort.replace('-', '') as keyof typeof columns]
  // Drafts were never handed in: a member's own list puts them where they were begun.
  const column = scope === 'mine' && by === columns.submitted ? 'p.created_at' : by.column
  return { by, column, direction: sort.startsWith('-') ? ('desc' as const) : ('asc' as const) }
}

/** A page in the wanted order. */
function pageQuery(ctx: Context, f: PageAsked) {
  const { by, column, direction } = orderOf(f)
  let query = filtered(ctx, f)
    .select([
      'p.id',
      'p.number',
      'p.number_class as numberClass',
      'p.title',
      'p.kind',
      'p.category',
      'p.proposers',
      'p.session_id as sessionId',
      'p.submitted_at as submittedAt',
      'p.updated_at as updatedAt',
      'p.due_on as dueOn',
      'p.paused',
      'p.state_since as waitingSince',
    ])
    // Names are looked up for the rows shown, not joined to all that match: a search finds thousands and shows twenty.
    .select((eb) => [
      eb
        .selectFrom('units as u')
        .select('u.short_name')
        .whereRef('u.committee_id', '=', 'p.committee_id')
        .whereRef('u.id', '=', 'p.lead_unit_id')
        .as('leadUnit'),
      eb
        .selectFrom('groups as g')
        .select('g.name')
        .whereRef('g.committee_id', '=', 'p.committee_id')
        .whereRef('g.id', '=', 'p.sector_id')
        .as('sector'),
      eb
        .selectFrom('proposals as i')
        .select('i.number')
        .whereRef('i.committee_id', '=', 'p.committee_id')
        .whereRef('i.id', '=', 'p.merged_into')
        .as('mergedIntoNumber'),
      sql<number>`(select count(*)::int from proposals f where f.committee_id = p.committee_id and f.merged_into = p.id)`.as(
        'mergedCount',
      ),
    ])
    .select(sql<boolean>`p.awarded_at is not null`.as('awarded'))
    .select([sql<ProposalState>`p.state`.as('state'), sql<string>`${sql.raw(column)}`.as('place')])
  // What stands on the register has a number: said here, so that the index begins behind the thousands that have none.
  const { role } = ctx.actor
  if (by === columns.number && f.scope === 'all' && seesRegister(role) && !seesSubmitted(role))
    query = query.where(sql<boolean>`${sql.raw(column)} > 0`)
  const { place } = f
  if (place) query = query.where((eb) => after(eb, column, 'p.id', place, direction, by.type))
  return query.orderBy(sql.raw(column), direction).orderBy('p.id', direction).limit(sql.lit(f.limit))
}
type PageRow = Awaited<ReturnType<ReturnType<typeof pageQuery>['execute']>>[number]

const filterNames = ['state', 'kind', 'category', 'unitId', 'sectorId', 'termId', 'sessionId'] as const
type KeptPage = Statement<{ committeeId: string; filter: string; value: string; id: string }, PageRow>

/** How many a page shows unless asked otherwise. */
const usualLimit = 20

/** Pages of the register, by shape: 3 orders in 2 directions, first or further, one filter of 7 or none, 2 kinds of reader. */
const keptPages = new Map<string, KeptPage>()

/** Reads a page. Of the whole register, or of one filter's, an index gives it whatever the value: built and planned once. */
function readPage(ctx: Context, f: PageAsked): Promise<PageRow[]> {
  const { role, committeeId } = ctx.actor
  const set = filterNames.filter((name) => f[name] !== undefined)
  if (
    f.scope !== 'all' ||
    !seesRegister(role) ||
    f.q !== undefined ||
    f.awarded ||
    set.length > 1 ||
    f.limit !== usualLimit + 1
  )
    return pageQuery(ctx, f).execute()
  const [name] = set
  const shape = `${seesSubmitted(role)} ${f.sort} ${f.place !== null} ${name}`
  let page = keptPages.get(shape)
  if (!page) {
    page = statement('kept', (db, values) =>
      pageQuery(
        { ...ctx, db, actor: { ...ctx.actor, committeeId: values.committeeId } },
        {
          ...f,
          ...(name ? { [name]: values.filter } : {}),
          place: f.place && { value: values.value, id: values.id },
        },
      ),
    )
    keptPages.set(shape, page)
  }
  const { value, id } = f.place ?? { value: '', id: '' }
  return page(ctx.db, { committeeId, filter: name ? f[name]! : '', value, id })
}

/** A page of proposals in the wanted order; the cursor is a place, never a count. */
export async function listProposals(
  ctx: Context,
  asked: ProposalFilters & { sort: ProposalSort; cursor?: string; limit: number },
): Promise<{ items: ProposalListItem[]; nextCursor: string | null }> {
  const f = await withNamed(ctx, asked)
  const { by, column } = orderOf(f)
  const list = `proposals:${f.sort}:${column}`
  const rows = await readPage(ctx, { ...f, place: readCursor(list, f.cursor, by.isValue), limit: f.limit + 1 })
  const page = cutPage(list, rows, f.limit, (row) => ({ value: String(row.place), id: row.id }))
  return {
    items: page.items.map(({ place: _, kind, ...item }) => ({
      ...item,
      kind: kind as ProposalListItem['kind'],
    })),
    nextCursor: page.nextCursor,
  }
}

/** Counting stops here: people read «1000+». */
export const countLimit = 1000

const countedStates: readonly ProposalState[] = proposalState.options

/** How many stand in each state under the filters, each up to 1,000. */
export async function countProposals(
  ctx: Context,
  asked: ProposalFilters,
): Promise<{ counts: Record<string, number>; limit: number }> {
  const f = await withNamed(ctx, asked)
  const perState = countedStates
    .map((state) => filtered(ctx, { ...f, state: f.state ?? state }).where('p.state', '=', state))
    .map((query, i) =>
      ctx.db
        .selectFrom(query.select(sql<number>`1`.as('one')).limit(countLimit).as('some'))
        .select([sql<string>`${countedStates[i]}::text`.as('state'), sql<number>`count(*)::int`.as('count')]),
    )
  const rows = await perState
    .slice(1)
    .reduce((all, one) => all.unionAll(one), perState[0]!)
    .execute()
  return {
    counts: Object.fromEntries(rows.filter((row) => row.count > 0).map((row) => [row.state, row.count])),
    limit: countLimit,
  }
}
