import { sql } from 'kysely'
import type { z } from 'zod'
import type { committeeRoutes } from '#contract/committees.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { can } from '../access.ts'

/** Adds a kind of group behind the others. @throws DomainError access.denied, groupKind.taken */
export async function createGroupKind(
  ctx: Context,
  given: z.output<typeof committeeRoutes.createGroupKind.body>,
): Promise<{ code: string }> {
  if (!can(ctx.actor, 'manageGroups')) throw accessDenied('createGroupKind')
  const { committeeId } = ctx.actor
  await ctx.db
    .insertInto('group_kinds')
    .values((eb) => ({
      committee_id: committeeId,
      ...given,
      position: eb
        .selectFrom('group_kinds')
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
        .where('committee_id', '=', committeeId),
    }))
    .execute()
  // A kind has a code and no id of its own: it is told of the committee.
  await emit(ctx, {
    type: 'groupKind.created',
    subjectKind: 'committee',
    subjectId: committeeId,
    details: { code: given.code, name: given.name, exclusive: given.exclusive },
  })
  return { code: given.code }
}

/** Adds a group behind the others of its kind. @throws DomainError access.denied, group.unknown-kind, group.taken */
export async function createGroup(
  ctx: Context,
  given: z.output<typeof committeeRoutes.createGroup.body>,
): Promise<{ id: string }> {
  if (!can(ctx.actor, 'manageGroups')) throw accessDenied('createGroup')
  const [id] = await insertGroups(ctx, given.kind, [given.name])
  await emit(ctx, { type: 'group.created', subjectKind: 'group', subjectId: id!, details: given })
  return { id: id! }
}

/** Writes new groups of a kind behind those that are there; gives their ids. The caller has checked the right. */
export async function insertGroups(ctx: Context, kind: string, names: readonly string[]): Promise<string[]> {
  const { committeeId } = ctx.actor
  const last = await ctx.db
    .selectFrom('groups')
    .select(sql<number>`coalesce(max(position), 0)`.as('position'))
    .where('committee_id', '=', committeeId)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  const rows = names.map((name, place) => ({
    committee_id: committeeId,
    id: newId(),
    kind,
    name,
    position: Math.min(last.position + place + 1, 9999),
    closed_on: null,
  }))
  await ctx.db.insertInto('groups').values(rows).execute()
  return rows.map((row) => row.id)
}

/** Renames, moves or closes a group; closing ends the seats in it on that day.
 *  @throws DomainError access.denied, not-found, version.stale, group.taken */
export async function editGroup(
  ctx: Context,
  id: string,
  given: z.output<typeof committeeRoutes.editGroup.body>,
): Promise<{ version: number }> {
  if (!can(ctx.actor, 'manageGroups')) throw accessDenied('editGroup')
  const { committeeId } = ctx.actor
  const before = await ctx.db
    .selectFrom('groups')
    .select(['name', 'position', 'closed_on as closedOn', 'version'])
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw notFound('group')
  const { version, ...yours } = given
  const { version: currentVersion, ...current } = before
  if (currentVersion !== version) throw new DomainError('version.stale', { current, currentVersion, yours })
  await ctx.db
    .updateTable('groups')
    .set({ name: yours.name, position: yours.position, closed_on: yours.closedOn, version: version + 1 })
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .execute()
  if (yours.closedOn !== null)
    await ctx.db
      .updateTable('group_members')
      .set({ ends_on: sql<string>`greatest(starts_on, ${yours.closedOn}::date)` })
      .where('committee_id', '=', committeeId)
      .where('group_id', '=', id)
      .where('ends_on', 'is', null)
      .execute()
  await emit(ctx, {
    type: 'group.edited',
    subjectKind: 'group',
    subjectId: id,
    details: { from: current, to: yours },
  })
  return { version: version + 1 }
}
