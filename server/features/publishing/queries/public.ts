import { type Kysely, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { HandlingRole } from '#contract/handling.ts'
import type { ProposalState } from '#contract/proposals.ts'
import { marked, marksFor, numberText, proposalSetting, snippet } from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { lettersOf } from '#platform/chinese/letters.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import type { PublicCounts } from '#site/home.ts'
import type { PublicProposal } from '#site/proposal.ts'
import type { PublicCommittee, PublicItem } from '#site/proposal-list.ts'
import { publicSearch } from '../rules.ts'

/** Nobody is signed in here: what a page of the public site is read with. */
export interface PublicContext {
  db: Kysely<DB>
  now: Date
}
type Settings = typeof proposalSetting.defaults

/** What the public may see: what the office put out (`o`, the public wording) and was not withdrawn since. Of the proposal
 *  itself (`p`) no text is read here, only where it stands. The one rule behind list, page, search, feed and numbers. */
export function publicProposals({ db }: Pick<PublicContext, 'db'>) {
  return db
    .selectFrom('published_proposals as o')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'o.committee_id').onRef('p.id', '=', 'o.proposal_id'),
    )
    .where(
      sql<boolean>`(p.state in ('registered', 'merged', 'handling', 'replied', 'rated', 'disputed', 'concluded')
        or (p.state = 'archived' and p.concluded_at is not null))`,
    )
}

/** The proposal whose handling this one has: its own, or of the one it was merged into (并案). */
export const handledAs = sql<string>`coalesce(p.merged_into, p.id)`

const shanghaiDay = (column: string) => sql<string>`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date`

/** Public proposals with what every view of one shows. */
function publicItems(ctx: PublicContext) {
  return publicProposals(ctx)
    .innerJoin('committees as c', 'c.id', 'p.committee_id')
    .innerJoin('terms as t', (join) =>
      join.onRef('t.committee_id', '=', 'p.committee_id').onRef('t.id', '=', 'p.term_id'),
    )
    .leftJoin('sessions as s', (join) =>
      join.onRef('s.committee_id', '=', 'p.committee_id').onRef('s.id', '=', 'p.session_id'),
    )
    .select([
      'p.id',
      'p.committee_id as committeeId',
      'o.title',
      'p.number',
      'p.number_text as printed',
      't.number as termNumber',
      's.number as sessionNumber',
      'c.name as committee',
      'o.proposers',
      'o.category',
      sql<ProposalState>`p.state`.as('state'),
      shanghaiDay('o.registered_at').as('registeredOn'),
      sql<string>`o.registered_at`.as('place'),
    ])
}
type ItemRow = Awaited<ReturnType<ReturnType<typeof publicItems>['execute']>>[number]

function itemOf(row: ItemRow, settings: Settings): PublicItem {
  return {
    id: row.id,
    title: row.title,
    numberText: row.printed ?? numberText(row.termNumber, row.sessionNumber, row.number),
    committee: row.committee,
    proposers: row.proposers,
    category: settings.categories.find((category) => category.code === row.category)?.name ?? row.category ?? '',
    state: row.state,
    registeredOn: row.registeredOn,
  }
}

/** The settings of proposals in force in each committee. */
async function settingsOf({ db }: PublicContext, committeeIds: readonly string[]): Promise<(id: string) => Settings> {
  const rows =
    committeeIds.length === 0
      ? []
      : await db
          .selectFrom('settings')
          .distinctOn('committee_id')
          .select(['committee_id', 'value'])
          .where('key', '=', proposalSetting.key)
          .where('committee_id', 'in', [...new Set(committeeIds)])
          .orderBy('committee_id')
          .orderBy('version', 'desc')
          .execute()
  const found = new Map(rows.map((row) => [row.committee_id, proposalSetting.schema.parse(row.value)]))
  return (id) => found.get(id) ?? proposalSetting.defaults
}

export interface PublicFilters {
  committee?: string
  category?: string
  year?: number
  unit?: string
  q?: string
}

const listName = 'public'

/** Those of some public proposals in whose own wording, or in a public reply to them, all words stand. */
function found(q: string) {
  const { words, pairs } = publicSearch(q)
  if (words.length === 0) return sql<boolean>`false`
  const query = pairs.join(' & ')
  const letters = (table: string) =>
    sql.join(
      words.map((word) => sql`and strpos(${sql.ref(`${table}.letters`)}, ${word}) > 0`),
      sql` `,
    )
  return sql<boolean>`(p.committee_id, p.id) in (
    select f.committee_id, f.proposal_id
    from published_proposals f
    where f.words @@ ${query}::tsquery ${letters('f')}
    union
    select h.committee_id, h.id
    from published_replies y
    join proposals h on h.committee_id = y.committee_id and coalesce(h.merged_into, h.id) = y.proposal_id
    where y.words @@ ${query}::tsquery ${letters('y')})`
}

/** What the public reads of some proposals besides their titles: wording first, then the public replies to them. */
async function publicTexts(ctx: PublicContext, rows: readonly { id: string }[]): Promise<Map<string, string[]>> {
  if (rows.length === 0) return new Map()
  const found = await publicProposals(ctx)
    .select(['o.proposal_id as id', 'o.analysis', 'o.suggestions'])
    .select(
      sql<string[]>`array(
        select concat_ws(' ', y.text, (
          select string_agg(concat_ws(' ', a ->> 'answer', a ->> 'measure'), ' ') from jsonb_array_elements(y.answers) a
        ), y.closing)
        from published_replies y
        where y.committee_id = p.committee_id and y.proposal_id = ${handledAs}
      )`.as('replies'),
    )
    .where(
      'o.proposal_id',
      'in',
      rows.map((row) => row.id),
    )
    .execute()
  return new Map(found.map((row) => [row.id, [row.analysis, ...(row.suggestions as string[]), ...row.replies]]))
}

/** A found proposal with the words marked in its title and in the first part that has them. */
function shownFound(
  item: PublicItem,
  texts: readonly string[],
  q: string,
): Pick<PublicItem, 'titlePieces' | 'excerpt'> {
  const { words } = publicSearch(q)
  for (const text of texts) {
    const excerpt = snippet(text, marksFor(words, lettersOf(text)))
    if (excerpt) return { titlePieces: marked(item.title, marksFor(words, lettersOf(item.title))), excerpt }
  }
  return { titlePieces: marked(item.title, marksFor(words, lettersOf(item.title))) }
}

/** A page of public proposals, the newest registered first. @throws DomainError input.invalid for a foreign cursor */
export async function listPublicProposals(
  ctx: PublicContext,
  filters: PublicFilters & { cursor?: string; limit: number },
): Promise<{ items: PublicItem[]; nextCursor: string | null }> {
  const { committee, category, year, unit, q, cursor, limit } = filters
  const place = readCursor(listName, cursor, cursorValue.instant)
  const rows = await publicItems(ctx)
    .$if(committee !== undefined, (query) => query.where('o.committee_id', '=', committee!))
    .$if(category !== undefined, (query) => query.where('o.category', '=', category!))
    .$if(year !== undefined, (query) => query.where('o.year', '=', year!))
    .$if(unit !== undefined, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('assignments as a')
            .select('a.id')
            .whereRef('a.committee_id', '=', 'p.committee_id')
            .where('a.proposal_id', '=', handledAs)
            .where('a.unit_id', '=', unit!)
            .where('a.state', 'not in', ['returnRequested', 'returned', 'reassigned', 'ended']),
        ),
      ),
    )
    .$if(q !== undefined, (query) => query.where(found(q!)))
    .$if(place !== null, (query) =>
      query.where((eb) => after(eb, 'o.registered_at', 'o.proposal_id', place!, 'desc', 'timestamptz')),
    )
    .orderBy('o.registered_at', 'desc')
    .orderBy('o.proposal_id', 'desc')
    .limit(limit + 1)
    .execute()
  const settings = await settingsOf(
    ctx,
    rows.map((row) => row.committeeId),
  )
  const page = cutPage(listName, rows, limit, (row) => ({ value: row.place, id: row.id }))
  const texts = q === undefined ? null : await publicTexts(ctx, page.items)
  return {
    items: page.items.map((row) => {
      const item = itemOf(row, settings(row.committeeId))
      return texts ? { ...item, ...shownFound(item, texts.get(row.id) ?? [], q!) } : item
    }),
    nextCursor: page.nextCursor,
  }
}

/** One public proposal with the public replies to it. @throws DomainError not-found unless it is public */
export async function getPublicProposal(ctx: PublicContext, id: string): Promise<PublicProposal> {
  const row = await publicItems(ctx)
    .select(['o.analysis', 'o.suggestions', shanghaiDay('p.concluded_at').as('concludedOn')])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('assignments as a')
          .innerJoin('units as u', (join) =>
            join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
          )
          .select(['u.name', sql<HandlingRole>`a.role`.as('role')])
          .whereRef('a.committee_id', '=', 'p.committee_id')
          .where('a.proposal_id', '=', handledAs)
          .where('a.state', 'not in', ['returnRequested', 'returned', 'reassigned', 'ended'])
          .orderBy(sql`case a.role when 'joint' then 1 else 0 end`)
          .orderBy('a.id'),
      ).as('units'),
      jsonArrayFrom(
        eb
          .selectFrom('published_replies as y')
          .innerJoin('replies as r', (join) =>
            join.onRef('r.committee_id', '=', 'y.committee_id').onRef('r.id', '=', 'y.reply_id'),
          )
          .innerJoin('assignments as a', (join) =>
            join.onRef('a.committee_id', '=', 'r.committee_id').onRef('a.id', '=', 'r.assignment_id'),
          )
          .innerJoin('units as u', (join) =>
            join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
          )
          .select(['u.name as unit', 'r.round', 'r.reply_class', 'r.document_number', 'y.text', 'y.closing'])
          .select([sql<PublicProposal['replies'][number]['answers']>`y.answers`.as('answers')])
          .select(shanghaiDay('r.delivered_at').as('deliveredOn'))
          .whereRef('y.committee_id', '=', 'p.committee_id')
          .where('y.proposal_id', '=', handledAs)
          .orderBy('r.delivered_at')
          .orderBy('r.id'),
      ).as('replies'),
      jsonArrayFrom(
        eb
          .selectFrom('published_files as g')
          .innerJoin('files as f', (join) =>
            join.onRef('f.committee_id', '=', 'g.committee_id').onRef('f.id', '=', 'g.file_id'),
          )
          .select(['f.id', 'f.name', 'f.size'])
          .whereRef('g.committee_id', '=', 'p.committee_id')
          .whereRef('g.proposal_id', '=', 'p.id')
          .orderBy('f.name'),
      ).as('files'),
    ])
    .where('o.proposal_id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('proposal')
  const settings = (await settingsOf(ctx, [row.committeeId]))(row.committeeId)
  return {
    ...itemOf(row, settings),
    committeeId: row.committeeId,
    analysis: row.analysis,
    suggestions: row.suggestions as string[],
    units: row.units,
    replies: row.replies.map(({ reply_class, document_number, ...reply }) => ({
      ...reply,
      className: settings.replyClasses.find((one) => one.code === reply_class)?.name ?? reply_class ?? '',
      documentNumber: document_number,
    })),
    files: row.files,
    concludedOn: row.concludedOn,
  }
}

/** An attachment that was published with its proposal. @throws DomainError not-found */
export async function getPublicFile(ctx: PublicContext, proposalId: string, fileId: string) {
  const file = await publicProposals(ctx)
    .innerJoin('published_files as g', (join) =>
      join.onRef('g.committee_id', '=', 'o.committee_id').onRef('g.proposal_id', '=', 'o.proposal_id'),
    )
    .innerJoin('files as f', (join) =>
      join.onRef('f.committee_id', '=', 'g.committee_id').onRef('f.id', '=', 'g.file_id'),
    )
    .select(['f.name', 'f.media_type as mediaType', 'f.sha256'])
    .where('o.proposal_id', '=', proposalId)
    .where('g.file_id', '=', fileId)
    .executeTakeFirst()
  if (!file) throw notFound('attachment')
  return file
}

/** Counting stops here: a province's term has some 40,000 proposals, and nobody needs the last figure of that. */
const countLimit = 10_000

/** How many proposals of the terms that run now are public: registered, of these answered, of these concluded. */
export async function countPublicProposals(ctx: PublicContext): Promise<PublicCounts> {
  const today = civilDateOf(ctx.now)
  const inTerm = publicProposals(ctx).where(
    sql<boolean>`exists (
      select from terms as t
      where t.committee_id = p.committee_id
        and t.id = p.term_id
        and t.starts_on <= ${today}::date
        and (t.ends_on is null or t.ends_on >= ${today}::date))`,
  )
  const count = (query: typeof inTerm) =>
    ctx.db
      .selectFrom(
        query
          .select(sql<number>`1`.as('one'))
          .limit(countLimit + 1)
          .as('some'),
      )
      .select(sql<number>`count(*)::int`.as('count'))
  const row = await ctx.db
    .selectNoFrom([
      count(inTerm).as('registered'),
      count(inTerm.where(sql<boolean>`p.state in ('replied', 'rated', 'disputed', 'concluded', 'archived')`)).as(
        'replied',
      ),
      count(inTerm.where(sql<boolean>`p.state in ('concluded', 'archived')`)).as('concluded'),
    ])
    .executeTakeFirstOrThrow()
  return { registered: row.registered!, replied: row.replied!, concluded: row.concluded!, limit: countLimit }
}

/** The committees of this installation, each after the one above it. */
export async function listPublicCommittees({ db }: PublicContext): Promise<PublicCommittee[]> {
  return db
    .selectFrom('committees')
    .select(['id', 'name', 'parent_id as parentId'])
    .orderBy(sql`cardinality(path)`)
    .orderBy('division_code')
    .orderBy('name')
    .execute()
}

/** The categories one may filter by: of the committee chosen, else those of the country. */
export async function publicCategories(ctx: PublicContext, committee: string | undefined) {
  const settings = await settingsOf(ctx, committee === undefined ? [] : [committee])
  return settings(committee ?? '').categories.map(({ code, name }) => ({ code, name }))
}

/** The units one may filter by: of the committee chosen; without one there would be hundreds. */
export async function publicUnits({ db }: PublicContext, committee: string | undefined) {
  if (committee === undefined) return []
  return db
    .selectFrom('units')
    .select(['id', 'name'])
    .where('committee_id', '=', committee)
    .orderBy('name')
    .limit(500)
    .execute()
}

/** The years of which something is public, the newest first. */
export async function publicYears({ db }: PublicContext): Promise<number[]> {
  // From year to year by the index: of 200,000 rows only some twenty are read.
  const { rows } = await sql<{ year: number | null }>`
    with recursive years as (
      select max(year) as year from published_proposals
      union all
      select (select max(p.year) from published_proposals p where p.year < y.year) from years y where y.year is not null
    )
    select year from years where year is not null`.execute(db)
  return rows.map((row) => row.year!)
}
