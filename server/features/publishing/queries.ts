import { type Kysely, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { HandlingRole } from '#contract/handling.ts'
import type { ProposalState } from '#contract/proposals.ts'
import { numberText, proposalSetting } from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { notFound } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import type { PublicCounts } from '#site/home.ts'
import type { PublicProposal } from '#site/proposal.ts'
import type { PublicCommittee, PublicItem } from '#site/proposal-list.ts'
import { withoutContacts } from './rules.ts'

/** Nobody is signed in here: what a page of the public site is read with. */
export interface PublicContext {
  db: Kysely<DB>
  now: Date
}
type Settings = typeof proposalSetting.defaults

/** What the public may see: on the register, with the proposer's consent, and not withdrawn since, archived or not.
 *  The one rule behind list, page and numbers. Written out, so that the planner finds the indexes of what is public. */
function publicProposals({ db }: PublicContext) {
  return db.selectFrom('proposals as p').where(
    sql<boolean>`p.publish_consent
      and p.registered_at is not null
      and (p.state in ('registered', 'handling', 'replied', 'rated', 'disputed', 'concluded')
        or (p.state = 'archived' and p.concluded_at is not null))`,
  )
}

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
      'p.title',
      'p.number',
      't.number as termNumber',
      's.number as sessionNumber',
      'c.name as committee',
      'p.proposers',
      'p.category',
      sql<ProposalState>`p.state`.as('state'),
      shanghaiDay('p.registered_at').as('registeredOn'),
      sql<string>`p.registered_at`.as('place'),
    ])
}
type ItemRow = Awaited<ReturnType<ReturnType<typeof publicItems>['execute']>>[number]

function itemOf(row: ItemRow, settings: Settings): PublicItem {
  return {
    id: row.id,
    title: withoutContacts(row.title),
    numberText: numberText(row.termNumber, row.sessionNumber, row.number),
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
}

const listName = 'public'

/** A page of public proposals, the newest registered first. @throws DomainError input.invalid for a foreign cursor */
export async function listPublicProposals(
  ctx: PublicContext,
  filters: PublicFilters & { cursor?: string; limit: number },
): Promise<{ items: PublicItem[]; nextCursor: string | null }> {
  const { committee, category, cursor, limit } = filters
  const place = readCursor(listName, cursor, cursorValue.instant)
  const rows = await publicItems(ctx)
    .$if(committee !== undefined, (query) => query.where('p.committee_id', '=', committee!))
    .$if(category !== undefined, (query) => query.where('p.category', '=', category!))
    .$if(place !== null, (query) =>
      query.where((eb) => after(eb, 'p.registered_at', 'p.id', place!, 'desc', 'timestamptz')),
    )
    .orderBy('p.registered_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit + 1)
    .execute()
  const settings = await settingsOf(
    ctx,
    rows.map((row) => row.committeeId),
  )
  const page = cutPage(listName, rows, limit, (row) => ({ value: row.place, id: row.id }))
  return { items: page.items.map((row) => itemOf(row, settings(row.committeeId))), nextCursor: page.nextCursor }
}

/** The proposal whose handling this one has: its own, or of the one it was merged into (并案). */
const handledAs = sql<string>`coalesce(p.merged_into, p.id)`

/** One public proposal with the replies delivered to its proposer. @throws DomainError not-found unless it is public */
export async function getPublicProposal(ctx: PublicContext, id: string): Promise<PublicProposal> {
  const row = await publicItems(ctx)
    .innerJoin('proposal_texts as w', (join) =>
      join
        .onRef('w.committee_id', '=', 'p.committee_id')
        .onRef('w.proposal_id', '=', 'p.id')
        .onRef('w.number', '=', 'p.text_number'),
    )
    .select(['w.analysis', 'w.suggestions', shanghaiDay('p.concluded_at').as('concludedOn')])
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
          .selectFrom('replies as r')
          .innerJoin('assignments as a', (join) =>
            join.onRef('a.committee_id', '=', 'r.committee_id').onRef('a.id', '=', 'r.assignment_id'),
          )
          .innerJoin('units as u', (join) =>
            join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
          )
          .select(['u.name as unit', 'r.round', 'r.reply_class', 'r.document_number', 'r.text', 'r.closing'])
          .select((reply) =>
            jsonArrayFrom(
              reply
                .selectFrom('reply_answers as w')
                .select(['w.number', 'w.suggestion', 'w.answer', 'w.measure', 'w.due_on as dueOn'])
                .whereRef('w.committee_id', '=', 'r.committee_id')
                .whereRef('w.reply_id', '=', 'r.id')
                .orderBy('w.number'),
            ).as('answers'),
          )
          .select(shanghaiDay('r.delivered_at').as('deliveredOn'))
          .whereRef('r.committee_id', '=', 'p.committee_id')
          .where('r.proposal_id', '=', handledAs)
          .where('r.delivered_at', 'is not', null)
          .orderBy('r.delivered_at')
          .orderBy('r.id'),
      ).as('replies'),
    ])
    .where('p.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('proposal')
  const settings = (await settingsOf(ctx, [row.committeeId]))(row.committeeId)
  return {
    ...itemOf(row, settings),
    committeeId: row.committeeId,
    analysis: withoutContacts(row.analysis),
    suggestions: (row.suggestions as string[]).map(withoutContacts),
    units: row.units,
    replies: row.replies.map((reply) => ({
      unit: reply.unit,
      round: reply.round,
      className: settings.replyClasses.find((one) => one.code === reply.reply_class)?.name ?? reply.reply_class ?? '',
      documentNumber: reply.document_number,
      text: withoutContacts(reply.text),
      answers: reply.answers.map((one) => ({
        ...one,
        suggestion: withoutContacts(one.suggestion),
        answer: withoutContacts(one.answer),
        measure: withoutContacts(one.measure),
      })),
      closing: withoutContacts(reply.closing),
      deliveredOn: reply.deliveredOn,
    })),
    concludedOn: row.concludedOn,
  }
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
