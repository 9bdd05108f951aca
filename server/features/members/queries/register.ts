import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { memberColumns } from '../member-columns.ts'
import type { ExistingGroup, ExistingMember } from '../rules/roster/plan.ts'

/** The members of the actor's committee as an import finds them, with what they hold today. Each table is read once and
 *  joined whole: looked up member by member, 100,000 took minutes where the tables had no statistics yet. */
export async function readRegister(ctx: Context, termId: string, today: string): Promise<ExistingMember[]> {
  const { committeeId } = ctx.actor
  const rows = await ctx.db
    .with('served', (db) =>
      db
        .selectFrom('memberships')
        .select(['member_id', sql<boolean>`bool_or(left_on is null)`.as('open')])
        .where('committee_id', '=', committeeId)
        .where('term_id', '=', termId)
        .groupBy('member_id'),
    )
    .with('seated', (db) =>
      db
        .selectFrom('group_members as s')
        .innerJoin('groups as g', (join) =>
          join.onRef('g.committee_id', '=', 's.committee_id').onRef('g.id', '=', 's.group_id'),
        )
        .select([
          's.member_id',
          sql<
            ExistingMember['seats']
          >`jsonb_agg(jsonb_build_object('seatId', s.id, 'kind', g.kind, 'groupId', g.id))`.as('seats'),
        ])
        .where('s.committee_id', '=', committeeId)
        .where('s.ends_on', 'is', null)
        .groupBy('s.member_id'),
    )
    .with('posted', (db) =>
      db
        .selectFrom('member_posts')
        .select([
          'member_id',
          sql<ExistingMember['posts']>`jsonb_agg(jsonb_build_object('post', post, 'title', title))`.as('posts'),
        ])
        .where('committee_id', '=', committeeId)
        .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', today)]))
        .groupBy('member_id'),
    )
    .selectFrom('members as m')
    .leftJoin('served', 'served.member_id', 'm.id')
    .leftJoin('seated', 'seated.member_id', 'm.id')
    .leftJoin('posted', 'posted.member_id', 'm.id')
    .select(memberColumns)
    .select([
      'm.id',
      'm.version',
      sql<
        ExistingMember['membership']
      >`case served.open when true then 'open' when false then 'ended' else 'none' end`.as('membership'),
      'seated.seats',
      'posted.posts',
    ])
    .where('m.committee_id', '=', committeeId)
    .execute()
  return rows.map(({ id, version, membership, seats, posts, ...fields }) => ({
    id,
    version,
    membership,
    seats: seats ?? [],
    posts: posts ?? [],
    fields,
  }))
}

/** The groups of the actor's committee that are in use. */
export async function readGroups(ctx: Context): Promise<ExistingGroup[]> {
  return ctx.db
    .selectFrom('groups')
    .select(['id', 'kind', 'name'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('closed_on', 'is', null)
    .orderBy('position')
    .execute()
}
