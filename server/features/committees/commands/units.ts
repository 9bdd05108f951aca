import type { z } from 'zod'
import type { committeeRoutes } from '#contract/committees.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { can } from '../access.ts'
import { getUnit } from '../queries/units.ts'

type UnitBody = z.output<typeof committeeRoutes.createUnit.body>

/** Adds a handling unit. @throws DomainError access.denied, unit.taken */
export async function createUnit(ctx: Context, given: UnitBody): Promise<{ id: string }> {
  if (!can(ctx.actor, 'manageUnits')) throw accessDenied('createUnit')
  const id = newId()
  await ctx.db
    .insertInto('units')
    .values({ committee_id: ctx.actor.committeeId, id, ...columnsOf(given), closed_at: null })
    .execute()
  await emit(ctx, { type: 'unit.created', subjectKind: 'unit', subjectId: id, details: { name: given.name } })
  return { id }
}

/** Changes, closes or reopens a handling unit. One with open assignments is not closed: its work would be nobody's.
 *  @throws DomainError access.denied, not-found, version.stale, unit.taken, unit.has-open-assignments */
export async function editUnit(
  ctx: Context,
  id: string,
  given: z.output<typeof committeeRoutes.editUnit.body>,
): Promise<{ version: number }> {
  if (!can(ctx.actor, 'manageUnits')) throw accessDenied('editUnit')
  const { committeeId } = ctx.actor
  const locked = await ctx.db
    .selectFrom('units')
    .select('id')
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!locked) throw notFound('unit')
  const before = await getUnit(ctx, id)
  const { version, ...yours } = given
  if (before.version !== version) {
    const { name, shortName, kind, contactName, contactPhone } = before
    const current = { name, shortName, kind, contactName, contactPhone, closed: before.closedAt !== null }
    throw new DomainError('version.stale', { current, currentVersion: before.version, yours })
  }
  const closing = given.closed && before.closedAt === null
  if (closing && before.openAssignments > 0)
    throw new DomainError('unit.has-open-assignments', { openAssignments: before.openAssignments })
  await ctx.db
    .updateTable('units')
    .set({
      ...columnsOf(given),
      closed_at: given.closed ? (before.closedAt ?? ctx.now) : null,
      version: version + 1,
    })
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .execute()
  const reopening = !given.closed && before.closedAt !== null
  await emit(ctx, {
    type: closing ? 'unit.closed' : reopening ? 'unit.reopened' : 'unit.edited',
    subjectKind: 'unit',
    subjectId: id,
    details: { name: given.name, formerName: before.name },
  })
  return { version: version + 1 }
}

function columnsOf(given: UnitBody) {
  return {
    name: given.name,
    short_name: given.shortName,
    kind: given.kind,
    contact_name: given.contactName,
    contact_phone: given.contactPhone,
  }
}
