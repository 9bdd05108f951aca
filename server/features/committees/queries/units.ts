import { sql } from 'kysely'
import type { Unit } from '#contract/committees.ts'
import { foldText } from '#platform/chinese/text.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { can, reaches } from '../access.ts'

/** States in which an assignment still asks something of its unit. Source: proposals, the life of an assignment. */
const openStates = ['assigned', 'returnRequested', 'accepted', 'replySubmitted'] as const

/** Handling units of the actor's committee by name; `closed`: also those no longer in use; `committeeId`: of a committee
 *  below instead, for the security administrator who gives its clerks their hats. @throws DomainError not-found */
export async function listUnits(
  ctx: Context,
  filter: { q?: string; closed: boolean; committeeId?: string },
): Promise<Unit[]> {
  const { committeeId = ctx.actor.committeeId } = filter
  await requireUnitsInSight(ctx, committeeId)
  const rows = await unitsWithOpenAssignments(ctx, committeeId)
    .$if(!filter.closed, (q) => q.where('u.closed_at', 'is', null))
    .orderBy('u.name')
    .orderBy('u.id')
    .execute()
  const wanted = foldText(filter.q ?? '')
  return rows.filter((unit) => foldText(unit.name).includes(wanted) || foldText(unit.shortName).includes(wanted))
}

/** One handling unit of the actor's committee, closed or not. @throws DomainError not-found */
export async function getUnit(ctx: Pick<Context, 'db' | 'actor'>, id: string): Promise<Unit> {
  const unit = await unitsWithOpenAssignments(ctx).where('u.id', '=', id).executeTakeFirst()
  if (!unit) throw notFound('unit')
  return unit
}

/** The handling units that can be given work, by name. */
export async function listOpenUnits(
  ctx: Pick<Context, 'db' | 'actor'>,
): Promise<{ id: string; name: string; shortName: string; kind: Unit['kind'] }[]> {
  const rows = await ctx.db
    .selectFrom('units')
    .select(['id', 'name', 'short_name as shortName', 'kind'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('closed_at', 'is', null)
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as Unit['kind'] }))
}

async function requireUnitsInSight(ctx: Context, committeeId: string): Promise<void> {
  if (committeeId === ctx.actor.committeeId) return
  const committee = await ctx.db
    .selectFrom('committees')
    .select('path')
    .where('id', '=', committeeId)
    .executeTakeFirst()
  if (!committee || !can(ctx.actor, 'seeUnitsBelow') || !reaches(ctx.actor, committee.path)) throw notFound('committee')
}

function unitsWithOpenAssignments(ctx: Pick<Context, 'db' | 'actor'>, committeeId = ctx.actor.committeeId) {
  return ctx.db
    .selectFrom('units as u')
    .select((eb) => [
      'u.id',
      'u.name',
      'u.short_name as shortName',
      sql<Unit['kind']>`u.kind`.as('kind'),
      'u.contact_name as contactName',
      'u.contact_phone as contactPhone',
      'u.closed_at as closedAt',
      'u.version',
      eb
        .selectFrom('assignments as a')
        .select(sql<number>`count(*)::int`.as('n'))
        .whereRef('a.committee_id', '=', 'u.committee_id')
        .whereRef('a.unit_id', '=', 'u.id')
        .where('a.state', 'in', openStates)
        .$asScalar()
        .$notNull()
        .as('openAssignments'),
    ])
    .where('u.committee_id', '=', committeeId)
}
