import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { z } from 'zod'
import type {
  KeyProposalItem,
  Leadership,
  leadershipRoutes,
  ProposalLeadership,
  Referral,
} from '#contract/leadership.ts'
import type { ProposalState } from '#contract/proposals.ts'
import { seesRegister, visibleProposal } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { chargeActions, type LeadershipAction, may, readsInstructions } from './access.ts'

/** What leaders do with one proposal the actor may see. @throws DomainError not-found */
export async function getProposalLeadership(ctx: Context, proposalId: string): Promise<ProposalLeadership> {
  const p = await visibleProposal(ctx, proposalId)
  const { committeeId, role } = ctx.actor
  const key = await ctx.db
    .selectFrom('key_proposals')
    .select(['year', 'reason', 'selected_at as selectedAt'])
    .where('committee_id', '=', committeeId)
    .where('proposal_id', '=', proposalId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  const charges = await ctx.db
    .selectFrom('leaderships as l')
    .selectAll('l')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('leadership_acts as a')
          .select(['a.id', 'a.kind', 'a.held_on as heldOn', 'a.place', 'a.persons', 'a.words'])
          .whereRef('a.committee_id', '=', 'l.committee_id')
          .whereRef('a.leadership_id', '=', 'l.id')
          .orderBy('a.held_on')
          .orderBy('a.id'),
      ).as('acts'),
    )
    .where('l.committee_id', '=', committeeId)
    .where('l.proposal_id', '=', proposalId)
    .orderBy('l.kind', 'desc')
    .orderBy('l.assigned_at')
    .orderBy('l.id')
    .execute()
  const referrals = await ctx.db
    .selectFrom('referrals')
    .select([
      'id',
      'level',
      'way',
      'carried_by as carriedBy',
      'referred_on as referredOn',
      'state',
      'number_there as numberThere',
      'note',
      'updated_at as updatedAt',
      'version',
    ])
    .where('committee_id', '=', committeeId)
    .where('proposal_id', '=', proposalId)
    .orderBy('referred_on')
    .orderBy('id')
    .execute()
  const open: Record<LeadershipAction, boolean> = {
    select: !key && p.registered && p.state !== 'archived',
    unselect: Boolean(key),
    addSupervise: Boolean(key),
    addLead: Boolean(key),
    refer: p.registered,
  }
  const actions = (Object.keys(open) as LeadershipAction[]).filter((action) => open[action] && may(ctx.actor, action))
  const names = actions.includes('addSupervise') || actions.includes('addLead')
  return {
    key: key ?? null,
    leaderships: charges.map((row): Leadership => {
      const kind = row.kind as Leadership['kind']
      return {
        id: row.id,
        kind,
        leaderName: row.leader_name,
        leaderPost: row.leader_post,
        accountId: row.account_id,
        assistedBy: row.assisted_by,
        plan: row.plan,
        planDueOn: row.plan_due_on,
        effects: row.effects,
        assignedAt: row.assigned_at,
        endedAt: row.ended_at,
        version: row.version,
        acts: row.acts.map((act) => ({
          ...act,
          kind: act.kind as Leadership['acts'][number]['kind'],
          words: act.kind === 'instruction' && !readsInstructions(role) ? '' : act.words,
        })),
        actions: chargeActions(ctx.actor, { kind, accountId: row.account_id, endedAt: row.ended_at }),
      }
    }),
    referrals: referrals as Referral[],
    actions,
    leaderAccounts: names ? await leaderAccounts(ctx) : [],
  }
}

function leaderAccounts(ctx: Context): Promise<ProposalLeadership['leaderAccounts']> {
  return ctx.db
    .selectFrom('hats as h')
    .innerJoin('accounts as a', 'a.id', 'h.account_id')
    .select([
      'a.id as accountId',
      'a.name',
      sql<{ name: string; post: string } | null>`(
        select jsonb_build_object('name', l.leader_name, 'post', l.leader_post)
        from leaderships l
        where l.committee_id = ${ctx.actor.committeeId} and l.account_id = a.id
        order by l.assigned_at desc, l.id
        limit 1
      )`.as('last'),
    ])
    .distinct()
    .where('h.committee_id', '=', ctx.actor.committeeId)
    .where('h.role', '=', 'leader')
    .where('h.revoked_at', 'is', null)
    .orderBy('a.name')
    .execute()
}

type Filters = Omit<z.output<typeof leadershipRoutes.listKeyProposals.query>, 'cursor' | 'limit'>

/** The proposal whose handling this one has: its own, or of the one it was merged into (并案). */
const handledAs = sql<string>`coalesce(p.merged_into, p.id)`

/** Key proposals the actor may see: those on the register, and of a unit its own. */
function visibleKeys(ctx: Context, { year, leader, scope }: Filters) {
  const { actor } = ctx
  let query = ctx.db
    .selectFrom('key_proposals as k')
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'k.committee_id').onRef('p.id', '=', 'k.proposal_id'),
    )
    .where('k.committee_id', '=', actor.committeeId)
    .where('k.removed_at', 'is', null)
  if (actor.role === 'unitClerk')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('assignments as a')
          .select('a.id')
          .whereRef('a.committee_id', '=', 'k.committee_id')
          .where('a.proposal_id', '=', handledAs)
          .where('a.unit_id', '=', actor.unitId),
      ),
    )
  else if (!seesRegister(actor.role)) query = query.where(sql<boolean>`false`)
  if (year !== undefined) query = query.where('k.year', '=', year)
  if (leader !== undefined || scope === 'mine')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('leaderships as l')
          .select('l.id')
          .whereRef('l.committee_id', '=', 'k.committee_id')
          .whereRef('l.proposal_id', '=', 'k.proposal_id')
          .$if(leader !== undefined, (q) => q.where(sql<boolean>`strpos(l.leader_name, ${leader}) > 0`))
          .$if(scope === 'mine', (q) => q.where('l.account_id', '=', actor.accountId)),
      ),
    )
  return query
}

const list = 'key-proposals'

/** The handling list (办理情况清单), newest selection first. */
export async function listKeyProposals(
  ctx: Context,
  f: Filters & { cursor?: string; limit: number },
): Promise<{ items: KeyProposalItem[]; nextCursor: string | null }> {
  const place = readCursor(list, f.cursor, cursorValue.instant)
  const rows = await visibleKeys(ctx, f)
    .select([
      'p.id',
      'p.number',
      'p.title',
      'p.proposers',
      'k.year',
      'p.due_on as dueOn',
      'k.selected_at as place',
      sql<ProposalState>`p.state`.as('state'),
    ])
    .select((eb) => [
      eb
        .selectFrom('replies as r')
        .select('r.reply_class')
        .whereRef('r.committee_id', '=', 'p.committee_id')
        .where('r.proposal_id', '=', handledAs)
        .where('r.delivered_at', 'is not', null)
        .orderBy('r.delivered_at', 'desc')
        .limit(sql.lit(1))
        .as('replyClass'),
      jsonArrayFrom(
        eb
          .selectFrom('assignments as a')
          .innerJoin('units as u', (join) =>
            join.onRef('u.committee_id', '=', 'a.committee_id').onRef('u.id', '=', 'a.unit_id'),
          )
          .select(['u.short_name as name', 'a.role'])
          .whereRef('a.committee_id', '=', 'p.committee_id')
          .where('a.proposal_id', '=', handledAs)
          .where('a.state', 'not in', ['returned', 'reassigned', 'ended'])
          .orderBy(sql`case a.role when 'joint' then 1 else 0 end`)
          .orderBy('a.id'),
      ).as('units'),
      jsonArrayFrom(
        eb
          .selectFrom('leaderships as l')
          .select([
            sql<'supervise' | 'lead'>`l.kind`.as('kind'),
            'l.leader_name as name',
            'l.leader_post as post',
            'l.effects',
            'l.ended_at as endedAt',
          ])
          .select((e) => [
            e
              .selectFrom('leadership_acts as c')
              .select(sql<number>`count(*)::int`.as('n'))
              .whereRef('c.committee_id', '=', 'l.committee_id')
              .whereRef('c.leadership_id', '=', 'l.id')
              .$asScalar()
              .$notNull()
              .as('acts'),
            e
              .selectFrom('leadership_acts as c')
              .select(sql<string>`max(c.held_on)`.as('last'))
              .whereRef('c.committee_id', '=', 'l.committee_id')
              .whereRef('c.leadership_id', '=', 'l.id')
              .as('lastActOn'),
          ])
          .whereRef('l.committee_id', '=', 'p.committee_id')
          .whereRef('l.proposal_id', '=', 'p.id')
          .orderBy('l.kind', 'desc')
          .orderBy('l.assigned_at')
          .orderBy('l.id'),
      ).as('leaders'),
    ])
    .$if(place !== null, (q) => q.where((eb) => after(eb, 'k.selected_at', 'p.id', place!, 'desc', 'timestamptz')))
    .orderBy('k.selected_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(f.limit + 1)
    .execute()
  const page = cutPage(list, rows, f.limit, (row) => ({ value: row.place, id: row.id }))
  return { items: page.items.map(({ place: _, ...item }) => item), nextCursor: page.nextCursor }
}

const todoLimit = 100

const toBegin = statement('kept', (db, { committeeId, accountId }: { committeeId: string; accountId: string }) =>
  db
    .selectFrom('leaderships as l')
    .innerJoin('key_proposals as k', (join) =>
      join.onRef('k.committee_id', '=', 'l.committee_id').onRef('k.proposal_id', '=', 'l.proposal_id'),
    )
    .innerJoin('proposals as p', (join) =>
      join.onRef('p.committee_id', '=', 'l.committee_id').onRef('p.id', '=', 'l.proposal_id'),
    )
    .select(['p.id', 'p.title', 'l.kind', 'l.assigned_at as since', 'l.plan_due_on as dueOn'])
    .where('l.committee_id', '=', committeeId)
    .where('l.account_id', '=', accountId)
    .where('l.ended_at', 'is', null)
    .where('k.removed_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('leadership_acts as a')
            .select('a.id')
            .whereRef('a.committee_id', '=', 'l.committee_id')
            .whereRef('a.leadership_id', '=', 'l.id'),
        ),
      ),
    )
    .orderBy('l.plan_due_on', (o) => o.asc().nullsLast())
    .orderBy('l.assigned_at')
    .limit(sql.lit(todoLimit)),
)

/** Charges of the actor that nothing was done for yet, for the workbench of a leader. */
export async function listLeadershipTodos(ctx: Context) {
  if (ctx.actor.role !== 'leader') return []
  const rows = await toBegin(ctx.db, ctx.actor)
  if (rows.length === 0) return []
  const kind = 'leadership.toBegin'
  return [
    {
      kind,
      count: rows.length,
      countLimit: todoLimit,
      items: rows.slice(0, 5).map((row) => ({
        kind,
        subjectKind: 'proposal' as const,
        subjectId: row.id,
        title: row.title,
        note: row.kind === 'lead' ? '领办' : '领衔督办',
        since: row.since,
        dueOn: row.dueOn,
      })),
    },
  ]
}
