import { currentTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'

/** A member in office, as other features need them: `sectorId` null without a sector, `accountId` null without login. */
export interface ActiveMember {
  id: string
  name: string
  sectorId: string | null
  sectorName: string | null
  phone: string
  accountId: string | null
}

/** The member if they are in office today in the current term of the actor's committee, else null. */
export async function getActiveMember(
  ctx: Pick<Context, 'db' | 'actor' | 'now'>,
  id: string,
): Promise<ActiveMember | null> {
  const term = await currentTerm(ctx)
  if (!term) return null
  const today = civilDateOf(ctx.now)
  const row = await ctx.db
    .selectFrom('members as m')
    .innerJoin('memberships as s', (join) =>
      join
        .onRef('s.committee_id', '=', 'm.committee_id')
        .onRef('s.member_id', '=', 'm.id')
        .on('s.term_id', '=', term.id),
    )
    .leftJoin('group_members as seat', (join) =>
      join
        .onRef('seat.committee_id', '=', 'm.committee_id')
        .onRef('seat.member_id', '=', 'm.id')
        .on('seat.exclusive_kind', '=', 'sector')
        .on('seat.starts_on', '<=', today)
        .on((eb) => eb.or([eb('seat.ends_on', 'is', null), eb('seat.ends_on', '>', today)])),
    )
    .leftJoin('groups as g', (join) =>
      join.onRef('g.committee_id', '=', 'seat.committee_id').onRef('g.id', '=', 'seat.group_id'),
    )
    .select(['m.id', 'm.name', 'g.id as sectorId', 'g.name as sectorName', 'm.phone', 'm.account_id as accountId'])
    .where('m.committee_id', '=', ctx.actor.committeeId)
    .where('m.id', '=', id)
    .where('s.joined_on', '<=', today)
    .where((eb) => eb.or([eb('s.left_on', 'is', null), eb('s.left_on', '>', today)]))
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** The names of members of the actor's committee by id, whether in office or not. */
export async function memberNames(
  ctx: Pick<Context, 'db' | 'actor'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('members')
    .select(['id', 'name'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
