import { type AliasableExpression, sql } from 'kysely'
import type { Role } from '#contract/accounts.ts'
import type { TodoGroup } from '#contract/workbench.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'

/** How many of a heading the workbench counts, and shows. */
const countLimit = 100
const shown = 5

interface Waiting {
  /** The proposal's. */
  id: string
  title: string
  note: string
  since: string
  dueOn: string | null
}

/** What waits, for which role: one query each. */
interface DeskKind {
  kind: string
  roles: readonly Role[]
  rows(ctx: Context): AliasableExpression<Waiting>
}

const offices: readonly Role[] = ['proposalOffice', 'assigningOffice']

function proposalRows(ctx: Context) {
  return ctx.db
    .selectFrom('proposals as p')
    .where('p.committee_id', '=', ctx.actor.committeeId)
    .select(['p.id', 'p.title', 'p.proposers as note', 'p.state_since as since', 'p.due_on as dueOn'])
}

function assignmentRows(ctx: Context) {
  return ctx.db
    .selectFrom('assignments as a')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'a.committee_id').onRef('p.id', '=', 'a.proposal_id'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .where('a.committee_id', '=', ctx.actor.committeeId)
}

/** Rows of duties in one state, for the office: the note names the unit. */
function dutiesOfCommittee(ctx: Context, state: string) {
  return assignmentRows(ctx)
    .where('a.state', '=', state)
    .select([
      'p.id',
      'p.title',
      'u.short_name as note',
      'a.state_since as since',
      sql<string | null>`null::date`.as('dueOn'),
    ])
}

/** Rows of my unit's duties in one state: the note names the proposers. */
function dutiesOfUnit(ctx: Context, state: string, due: 'a.accept_by' | 'a.reply_by') {
  return assignmentRows(ctx)
    .where('a.unit_id', '=', ctx.actor.unitId)
    .where('a.state', '=', state)
    .select([
      'p.id',
      'p.title',
      'p.proposers as note',
      'a.state_since as since',
      sql<string | null>`${sql.ref(due)}`.as('dueOn'),
    ])
}

const mine = (ctx: Context) => proposalRows(ctx).where('p.lead_member_id', '=', ctx.actor.memberId)

/** Promised measures: the note names the unit. */
function promised(ctx: Context) {
  return ctx.db
    .selectFrom('reply_follow_ups as f')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'f.committee_id').onRef('p.id', '=', 'f.proposal_id'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'f.committee_id').onRef('u.id', '=', 'f.unit_id'),
    )
    .where('f.committee_id', '=', ctx.actor.committeeId)
    .select(['p.id', 'p.title', 'u.short_name as note', 'f.created_at as since', 'f.due_on as dueOn'])
}

const kinds: readonly DeskKind[] = [
  {
    kind: 'coSign.invited',
    roles: ['member'],
    rows: (ctx) =>
      ctx.db
        .selectFrom('co_signers as c')
        .innerJoin('proposals as p', (join) =>
          join.onRef('p.committee_id', '=', 'c.committee_id').onRef('p.id', '=', 'c.proposal_id'),
        )
        .where('c.committee_id', '=', ctx.actor.committeeId)
        .where('c.member_id', '=', ctx.actor.memberId)
        .where('c.state', '=', 'invited')
        .where('c.expires_on', '>=', civilDateOf(ctx.now))
        .where('p.state', 'in', ['draft', 'returned'])
        .select(['p.id', 'p.title', 'p.proposers as note', 'c.invited_at as since', 'c.expires_on as dueOn']),
  },
  { kind: 'proposal.returned', roles: ['member'], rows: (ctx) => mine(ctx).where('p.state', '=', 'returned') },
  {
    kind: 'contact.toConfirm',
    roles: ['member'],
    rows: (ctx) =>
      mine(ctx)
        .innerJoin('contacts as c', (join) =>
          join.onRef('c.committee_id', '=', 'p.committee_id').onRef('c.proposal_id', '=', 'p.id'),
        )
        .where('p.state', 'in', ['handling', 'replied'])
        .where('c.confirmed_at', 'is', null)
        .where('c.disputed_at', 'is', null)
        .clearSelect()
        .select([
          'p.id',
          'p.title',
          'c.persons as note',
          'c.recorded_at as since',
          sql<string | null>`null::date`.as('dueOn'),
        ]),
  },
  { kind: 'proposal.toRate', roles: ['member'], rows: (ctx) => mine(ctx).where('p.state', '=', 'replied') },
  { kind: 'proposal.draft', roles: ['member'], rows: (ctx) => mine(ctx).where('p.state', '=', 'draft') },
  {
    kind: 'proposal.toExamine',
    roles: ['proposalOffice'],
    rows: (ctx) => proposalRows(ctx).where('p.state', '=', 'submitted'),
  },
  {
    kind: 'proposal.withdrawalRequested',
    roles: ['proposalOffice'],
    rows: (ctx) => proposalRows(ctx).where('p.withdrawal_requested_at', 'is not', null),
  },
  { kind: 'proposal.toAssign', roles: offices, rows: (ctx) => proposalRows(ctx).where('p.state', '=', 'registered') },
  { kind: 'assignment.returnRequested', roles: offices, rows: (ctx) => dutiesOfCommittee(ctx, 'returnRequested') },
  { kind: 'reply.toExamine', roles: offices, rows: (ctx) => dutiesOfCommittee(ctx, 'replySubmitted') },
  {
    kind: 'proposal.disputed',
    roles: ['proposalOffice'],
    rows: (ctx) => proposalRows(ctx).where('p.state', '=', 'disputed'),
  },
  {
    kind: 'proposal.toConclude',
    roles: ['proposalOffice'],
    rows: (ctx) => proposalRows(ctx).where('p.state', '=', 'rated'),
  },
  {
    kind: 'proposal.unrated',
    roles: ['proposalOffice'],
    rows: (ctx) => proposalRows(ctx).where('p.state', '=', 'replied').where('p.due_on', '<', civilDateOf(ctx.now)),
  },
  {
    kind: 'proposal.overdue',
    roles: ['proposalOffice', 'assigningOffice', 'leader'],
    rows: (ctx) => proposalRows(ctx).where('p.state', '=', 'handling').where('p.due_on', '<', civilDateOf(ctx.now)),
  },
  { kind: 'assignment.toAccept', roles: ['unitClerk'], rows: (ctx) => dutiesOfUnit(ctx, 'assigned', 'a.accept_by') },
  { kind: 'assignment.toReply', roles: ['unitClerk'], rows: (ctx) => dutiesOfUnit(ctx, 'accepted', 'a.reply_by') },
  {
    kind: 'followUp.due',
    roles: ['unitClerk'],
    rows: (ctx) =>
      promised(ctx)
        .where('f.unit_id', '=', ctx.actor.unitId)
        .where('f.state', 'in', ['open', 'late'])
        .where('f.due_on', '<=', civilDateOf(ctx.now)),
  },
  { kind: 'followUp.late', roles: offices, rows: (ctx) => promised(ctx).where('f.state', '=', 'late') },
]

const kindsOf = (ctx: Context) => kinds.filter((k) => k.roles.includes(ctx.actor.role))

/** What waits for the actor among proposals, oldest first under each heading. */
export async function listProposalTodos(ctx: Context): Promise<TodoGroup[]> {
  const groups: TodoGroup[] = []
  for (const { kind, rows } of kindsOf(ctx)) {
    const all = await ctx.db

      .selectFrom(ctx.db.selectFrom(rows(ctx).as('all')).selectAll().limit(countLimit).as('waiting'))
      .selectAll()
      .select(sql<number>`count(*) over ()::int`.as('count'))
      .orderBy('dueOn', (o) => o.asc().nullsLast())
      .orderBy('since')
      .limit(shown)
      .execute()
    if (all.length === 0) continue
    groups.push({
      kind,
      count: all[0]!.count,
      countLimit,
      items: all.map((row) => ({
        kind,
        subjectKind: 'proposal',
        subjectId: row.id,
        title: row.title,
        note: row.note,
        since: row.since,
        dueOn: row.dueOn,
      })),
    })
  }
  return groups
}

/** How many of each kind the list «待我办理» goes into: more than a desk can see, and bounded. */
const listedOfKind = 1000

/** Ids of what waits for the actor, for the list «待我办理». */
export function deskProposalIds(ctx: Context) {
  const ids = kindsOf(ctx).map(({ rows }) =>
    ctx.db
      .selectFrom(ctx.db.selectFrom(rows(ctx).as('all')).select('all.id').limit(listedOfKind).as('waiting'))
      .select('waiting.id'),
  )
  const none = ctx.db.selectFrom('proposals').select('id').where(sql<boolean>`false`)
  return ids.reduce((all, one) => all.unionAll(one), none)
}
