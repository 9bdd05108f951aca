import { type AliasableExpression, type SqlBool, sql } from 'kysely'
import { type Role, role as roles } from '#contract/accounts.ts'
import type { ProposalState } from '#contract/proposals.ts'
import type { TodoGroup } from '#contract/workbench.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { proposalWorkflow, type UnitStep } from '../workflow.ts'
import { type Db, type Desk, dutiesOfCommittee, dutiesOfUnit, overdueOpinions, toReplyNote } from './desk-duties.ts'
import { fillsDesk, holdsDesk, staysInUnit } from './unit-people.ts'

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

const deskOf = (ctx: Context): Desk => ({ ...ctx.actor, today: civilDateOf(ctx.now) })

/** What waits, for which role: one query each. */
interface DeskKind {
  kind: string
  roles: readonly Role[]
  rows(db: Db, desk: Desk): AliasableExpression<Waiting>
  /** Others under the same heading, found by another index. */
  also?(db: Db, desk: Desk): AliasableExpression<Waiting>
}

const offices: readonly Role[] = ['proposalOffice', 'assigningOffice']

/** No day is named that does not run; what stands still is not late. Written as in the index `proposals_by_desk`. */
const runsUntil = sql<string | null>`(case when not p.paused then p.due_on end)`

function proposalRows(db: Db, desk: Desk) {
  return db
    .selectFrom('proposals as p')
    .where('p.committee_id', '=', desk.committeeId)
    .select(['p.id', 'p.title', 'p.proposers as note', 'p.state_since as since'])
    .select(runsUntil.as('dueOn'))
}

/** Accepted duties of my unit at one step within it. */
const stepOfUnit = (db: Db, desk: Desk, step: UnitStep) =>
  dutiesOfUnit(db, desk, 'accepted', 'a.reply_by').where('a.unit_step', '=', sql.lit(step)).where(inState('handling'))

/** Written out, as all states here, so that the index of the open ones serves a statement planned once. */
const inState = (state: ProposalState) => sql<SqlBool>`p.state = ${sql.lit(state)}`

/** 住建局：11月22日座谈面商. */
const metAs = sql<string>`u.short_name || '：' || to_char(c.held_on, 'FMMM"月"FMDD"日"') ||
  case c.way when 'visit' then '登门走访' when 'meeting' then '座谈面商' when 'call' then '电话沟通' else '书面函询' end`

const mine = (db: Db, desk: Desk) => proposalRows(db, desk).where('p.lead_member_id', '=', desk.memberId)

/** Where a lead proposer is still needed. */
const leaderless = sql<string>`(${sql.join(proposalWorkflow.actions.nameLead.from.map((state) => sql.lit(state)))})`

/** Answered ones whose round I lead or am asked to rate, and have not rated. */
function toRate(db: Db, desk: Desk) {
  const { committeeId, memberId } = desk
  const asked = db
    .selectFrom('rating_requests as q')
    .innerJoin('proposals as o', (join) =>
      join
        .onRef('o.committee_id', '=', 'q.committee_id')
        .onRef('o.id', '=', 'q.proposal_id')
        .onRef('o.round', '=', 'q.round'),
    )
    .select('o.id')
    .where('q.committee_id', '=', committeeId)
    .where('q.member_id', '=', memberId)
    .where('q.excused_at', 'is', null)
    .where('o.state', '=', sql.lit('replied'))
  const led = db
    .selectFrom('proposals')
    .select('id')
    .where('committee_id', '=', committeeId)
    .where('lead_member_id', '=', memberId)
    .where('state', '=', sql.lit('replied'))
  return proposalRows(db, desk)
    .where('p.id', 'in', led.unionAll(asked))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ratings as r')
            .whereRef('r.committee_id', '=', 'p.committee_id')
            .whereRef('r.proposal_id', '=', 'p.id')
            .whereRef('r.round', '=', 'p.round')
            .where('r.member_id', '=', memberId)
            .select('r.member_id'),
        ),
      ),
    )
}

/** Promised measures: the note names the unit. */
function promised(db: Db, desk: Desk) {
  return db
    .selectFrom('reply_follow_ups as f')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'f.committee_id').onRef('p.id', '=', 'f.proposal_id'),
    )
    .innerJoin('units as u', (join) =>
      join.onRef('u.committee_id', '=', 'f.committee_id').onRef('u.id', '=', 'f.unit_id'),
    )
    .where('f.committee_id', '=', desk.committeeId)
    .select(['p.id', 'p.title', 'u.short_name as note', 'f.created_at as since', 'f.due_on as dueOn'])
}

const kinds: readonly DeskKind[] = [
  {
    kind: 'coSign.invited',
    roles: ['member'],
    rows: (db, desk) =>
      db
        .selectFrom('co_signers as c')
        .innerJoin('proposals as p', (join) =>
          join.onRef('p.committee_id', '=', 'c.committee_id').onRef('p.id', '=', 'c.proposal_id'),
        )
        .where('c.committee_id', '=', desk.committeeId)
        .where('c.member_id', '=', desk.memberId)
        .where('c.state', '=', 'invited')
        .where('c.expires_on', '>=', desk.today)
        .where('p.state', 'in', ['draft', 'returned'])
        .select(['p.id', 'p.title', 'p.proposers as note', 'c.invited_at as since', 'c.expires_on as dueOn']),
  },
  {
    kind: 'proposal.toTakeOver',
    roles: ['member'],
    rows: (db, desk) =>
      proposalRows(db, desk)
        .innerJoin('co_signers as c', (join) =>
          join.onRef('c.committee_id', '=', 'p.committee_id').onRef('c.proposal_id', '=', 'p.id'),
        )
        .where('c.member_id', '=', desk.memberId)
        .where('c.state', '=', 'accepted')
        .where('p.lead_left_at', 'is not', null)
        .where(inState('draft')),
  },
  { kind: 'proposal.returned', roles: ['member'], rows: (db, desk) => mine(db, desk).where(inState('returned')) },
  {
    kind: 'contact.toConfirm',
    roles: ['member'],
    rows: (db, desk) =>
      mine(db, desk)
        .innerJoin('contacts as c', (join) =>
          join.onRef('c.committee_id', '=', 'p.committee_id').onRef('c.proposal_id', '=', 'p.id'),
        )
        .where('p.state', 'in', ['handling', 'replied'])
        .where('c.confirmed_at', 'is', null)
        .where('c.disputed_at', 'is', null)
        .innerJoin('assignments as a', (join) =>
          join.onRef('a.committee_id', '=', 'c.committee_id').onRef('a.id', '=', 'c.assignment_id'),
        )
        .innerJoin('units as u', (join) =>
          join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
        )
        .clearSelect()
        .select([
          'p.id',
          'p.title',
          metAs.as('note'),
          'c.recorded_at as since',
          sql<string | null>`null::date`.as('dueOn'),
        ]),
  },
  { kind: 'proposal.toRate', roles: ['member'], rows: toRate },
  { kind: 'proposal.draft', roles: ['member'], rows: (db, desk) => mine(db, desk).where(inState('draft')) },
  {
    kind: 'proposal.toExamine',
    roles: ['proposalOffice'],
    rows: (db, desk) => proposalRows(db, desk).where(inState('submitted')),
  },
  {
    kind: 'proposal.withdrawalRequested',
    roles: ['proposalOffice'],
    rows: (db, desk) => proposalRows(db, desk).where('p.withdrawal_requested_at', 'is not', null),
  },
  {
    kind: 'proposal.leadLeft',
    roles: ['proposalOffice'],
    rows: (db, desk) =>
      proposalRows(db, desk)
        .where('p.lead_left_at', 'is not', null)
        .where('p.lead_kept_at', 'is', null)
        .where('p.state', 'in', leaderless),
  },
  {
    kind: 'proposal.toAssign',
    roles: offices,
    rows: (db, desk) => proposalRows(db, desk).where(inState('registered')),
  },
  {
    kind: 'assignment.returnRequested',
    roles: offices,
    rows: (db, desk) => dutiesOfCommittee(db, desk, 'returnRequested'),
  },
  { kind: 'reply.toExamine', roles: offices, rows: (db, desk) => dutiesOfCommittee(db, desk, 'replySubmitted') },
  {
    kind: 'proposal.disputed',
    roles: ['proposalOffice'],
    rows: (db, desk) => proposalRows(db, desk).where(inState('disputed')),
  },
  {
    kind: 'proposal.toConclude',
    roles: ['proposalOffice'],
    rows: (db, desk) => proposalRows(db, desk).where(inState('rated')),
  },
  {
    kind: 'proposal.unrated',
    roles: ['proposalOffice'],
    rows: (db, desk) => proposalRows(db, desk).where(inState('replied')).where(runsUntil, '<', desk.today),
  },
  {
    kind: 'proposal.overdue',
    roles: ['proposalOffice', 'assigningOffice', 'leader'],
    rows: (db, desk) => proposalRows(db, desk).where(inState('handling')).where(runsUntil, '<', desk.today),
    also: overdueOpinions,
  },
  {
    kind: 'assignment.toAccept',
    roles: ['unitClerk'],
    rows: (db, desk) => dutiesOfUnit(db, desk, 'assigned', 'a.accept_by').where(fillsDesk(desk, 'office')),
  },
  {
    kind: 'assignment.toHandOut',
    roles: ['unitClerk'],
    rows: (db, desk) =>
      stepOfUnit(db, desk, 'drafting')
        .where((eb) => eb.not(staysInUnit(desk, 'a.clerk_id')))
        .where(fillsDesk(desk, 'office')),
  },
  {
    kind: 'assignment.toReply',
    roles: ['unitClerk'],
    rows: (db, desk) =>
      stepOfUnit(db, desk, 'drafting')
        .where('a.clerk_id', '=', desk.accountId)
        .clearSelect()
        .select(['p.id', 'p.title', toReplyNote.as('note'), 'a.state_since as since'])
        .select(sql<string | null>`case when not a.paused then a.reply_by end`.as('dueOn')),
  },
  {
    kind: 'reply.toCheck',
    roles: ['unitClerk'],
    rows: (db, desk) => stepOfUnit(db, desk, 'checking').where(fillsDesk(desk, 'office')),
  },
  {
    kind: 'reply.toSign',
    roles: ['unitClerk'],
    rows: (db, desk) =>
      stepOfUnit(db, desk, 'signing').where((eb) =>
        eb.or([
          eb('a.leader_id', '=', desk.accountId),
          eb.and([fillsDesk(desk, 'leader'), eb.not(staysInUnit(desk, 'a.leader_id'))]),
        ]),
      ),
  },
  {
    // For a leader who does not handle it: what goes up because it is late.
    kind: 'unit.overdue',
    roles: ['unitClerk'],
    rows: (db, desk) =>
      dutiesOfUnit(db, desk, 'accepted', 'a.reply_by')
        .where('a.reply_by', '<', desk.today)
        .where('a.paused', '=', sql.lit(false))
        .where(inState('handling'))
        .where((eb) => eb.and([holdsDesk(desk, 'leader'), eb.not(holdsDesk(desk, 'clerk'))])),
  },
  {
    kind: 'followUp.due',
    roles: ['unitClerk'],
    rows: (db, desk) =>
      promised(db, desk)
        .innerJoin('assignments as a', (join) =>
          join.onRef('a.committee_id', '=', 'f.committee_id').onRef('a.id', '=', 'f.assignment_id'),
        )
        .where('f.unit_id', '=', desk.unitId)
        .where('f.state', 'in', ['open', 'late'])
        .where('f.due_on', '<=', desk.today)
        .where((eb) =>
          eb.or([
            eb('a.clerk_id', '=', desk.accountId),
            eb.and([fillsDesk(desk, 'office'), eb.not(staysInUnit(desk, 'a.clerk_id'))]),
          ]),
        ),
  },
  { kind: 'followUp.late', roles: offices, rows: (db, desk) => promised(db, desk).where('f.state', '=', 'late') },
]

const together = (db: Db, some: AliasableExpression<Waiting>, others: AliasableExpression<Waiting>) =>
  db
    .selectFrom(some.as('some'))
    .selectAll()
    .unionAll(db.selectFrom(others.as('others')).selectAll())

/** What waits for a role, oldest due first under each heading, with how many there are: one statement for the whole desk. */
const waitingFor = (role: Role) =>
  statement('kept', (db, desk: Desk) =>
    kinds
      .filter((k) => k.roles.includes(role))
      .map(({ kind, rows, also }) => {
        const firstOf = (all: AliasableExpression<Waiting>) =>
          db
            .selectFrom(all.as('waiting'))
            .selectAll()
            .orderBy('dueOn', (o) => o.asc().nullsLast())
            .orderBy('since')
            .limit(sql.lit(shown))
        const [all, others] = [rows(db, desk), also?.(db, desk)]
        // The first of each by its own index, then the first of both: put together before, all were read (21 of 25 ms).
        const first = others ? firstOf(together(db, firstOf(all), firstOf(others))) : firstOf(all)
        const counted = db
          .selectFrom((others ? together(db, all, others) : all).as('waiting'))
          .select('id')
          .limit(sql.lit(countLimit))
        return db
          .selectFrom(first.as('first'))
          .selectAll()
          .select([
            sql.lit(kind).as('kind'),
            db.selectFrom(counted.as('counted')).select(sql<number>`count(*)::int`.as('count')).as('count'),
          ])
      })
      .reduce((desk, one) => desk.unionAll(one)),
  )
const desks = new Map(
  roles.options.filter((role) => kinds.some((k) => k.roles.includes(role))).map((role) => [role, waitingFor(role)]),
)

/** What waits for the actor among proposals. */
export async function listProposalTodos(ctx: Context): Promise<TodoGroup[]> {
  const rows = (await desks.get(ctx.actor.role)?.(ctx.db, deskOf(ctx))) ?? []
  return kinds.flatMap(({ kind }): TodoGroup[] => {
    const mine = rows.filter((row) => row.kind === kind)
    if (mine.length === 0) return []
    return [
      {
        kind,
        count: mine[0]!.count!,
        countLimit,
        items: mine.map(({ id, count: _, ...row }) => ({ ...row, subjectKind: 'proposal', subjectId: id })),
      },
    ]
  })
}

/** How many of each kind the list «待我办理» goes into: more than a desk can see, and bounded. */
const listedOfKind = 1000

/** Ids of what waits for the actor, for the list «待我办理». */
export function deskProposalIds(ctx: Context) {
  const ids = kinds
    .filter((k) => k.roles.includes(ctx.actor.role))
    .flatMap(({ rows, also }) => (also ? [rows, also] : [rows]))
    .map((rows) =>
      ctx.db
        .selectFrom(
          ctx.db
            .selectFrom(rows(ctx.db, deskOf(ctx)).as('all'))
            .select('all.id')
            .limit(listedOfKind)
            .as('waiting'),
        )
        .select('waiting.id'),
    )
  const none = ctx.db.selectFrom('proposals').select('id').where(sql<boolean>`false`)
  return ids.reduce((all, one) => all.unionAll(one), none)
}
