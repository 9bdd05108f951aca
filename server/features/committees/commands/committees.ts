import type { z } from 'zod'
import type { CommitteeLevel, committeeRoutes } from '#contract/committees.ts'
import { type Context, systemActor } from '#platform/context.ts'
import { accessDenied, DomainError, invalidInput, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { can, reaches } from '../access.ts'
import { nationalGroupKinds, nationalSectors, specialCommitteesByLevel } from '../national.data.ts'
import { standsBelow } from '../rules.ts'

/** Adds a committee below one within reach, with the kinds of groups, sectors and special committees of its level. Its
 *  first term is opened by its own office.
 *  @throws DomainError access.denied, committee.wrong-level, committee.taken; input.invalid for an unknown parent */
export async function createCommittee(
  ctx: Context,
  given: z.output<typeof committeeRoutes.createCommittee.body>,
): Promise<{ id: string }> {
  if (!can(ctx.actor, 'manageCommittees')) throw accessDenied('createCommittee')
  const parent = await ctx.db
    .selectFrom('committees')
    .select(['path', 'level'])
    .where('id', '=', given.parentId)
    .executeTakeFirst()
  if (!parent) throw invalidInput('parentId', '没有这个委员会')
  if (!reaches(ctx.actor, parent.path)) throw accessDenied('createCommittee')
  if (!standsBelow(given.level, parent.level as CommitteeLevel))
    throw new DomainError('committee.wrong-level', { level: given.level, parentLevel: parent.level })
  const id = newId()
  await ctx.db
    .insertInto('committees')
    .values({
      id,
      parent_id: given.parentId,
      path: [...parent.path, id],
      name: given.name,
      short_name: given.shortName,
      level: given.level,
      division_code: given.divisionCode,
      created_at: ctx.now,
    })
    .execute()
  await furnish(ctx, id, given.level)
  await emit(inCommittee(ctx, id), {
    type: 'committee.created',
    subjectKind: 'committee',
    subjectId: id,
    details: { name: given.name, level: given.level, parentId: given.parentId },
  })
  return { id }
}

/** Begins the tree: the committee at the top of this installation, from the command line.
 *  @throws DomainError committee.taken when there is one already */
export async function foundTopCommittee(
  ctx: Pick<Context, 'db' | 'now' | 'requestId'>,
  given: { name: string; shortName: string; level: CommitteeLevel; divisionCode: string },
): Promise<{ id: string }> {
  const existing = await ctx.db.selectFrom('committees').select('id').where('parent_id', 'is', null).executeTakeFirst()
  if (existing) throw new DomainError('committee.taken', { id: existing.id })
  const id = newId()
  await ctx.db
    .insertInto('committees')
    .values({
      id,
      parent_id: null,
      path: [id],
      name: given.name,
      short_name: given.shortName,
      level: given.level,
      division_code: given.divisionCode,
      created_at: ctx.now,
    })
    .execute()
  await furnish(ctx, id, given.level)
  const { name, level } = given
  await emit(
    { ...ctx, actor: systemActor(id) },
    { type: 'committee.created', subjectKind: 'committee', subjectId: id, details: { name, level } },
  )
  return { id }
}

/** Gives a new committee what the nation has, for it to change. */
export async function furnish(ctx: Pick<Context, 'db'>, committeeId: string, level: CommitteeLevel): Promise<void> {
  await ctx.db
    .insertInto('group_kinds')
    .values(nationalGroupKinds.map((kind) => ({ committee_id: committeeId, ...kind })))
    .execute()
  const groupsOf = (kind: string, names: readonly string[]) =>
    names.map((name, place) => ({
      committee_id: committeeId,
      id: newId(),
      kind,
      name,
      position: place + 1,
      closed_on: null,
    }))
  await ctx.db
    .insertInto('groups')
    .values([...groupsOf('sector', nationalSectors), ...groupsOf('specialCommittee', specialCommitteesByLevel[level])])
    .execute()
}

/** Renames a committee within reach. @throws DomainError access.denied, not-found, version.stale, committee.taken */
export async function editCommittee(
  ctx: Context,
  id: string,
  given: z.output<typeof committeeRoutes.editCommittee.body>,
): Promise<{ version: number }> {
  if (!can(ctx.actor, 'manageCommittees')) throw accessDenied('editCommittee')
  const before = await ctx.db
    .selectFrom('committees')
    .select(['path', 'name', 'short_name as shortName', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw notFound('committee')
  if (!reaches(ctx.actor, before.path)) throw accessDenied('editCommittee')
  const { version, ...yours } = given
  const { path: _, version: currentVersion, ...current } = before
  if (currentVersion !== version) throw new DomainError('version.stale', { current, currentVersion, yours })
  await ctx.db
    .updateTable('committees')
    .set({ name: yours.name, short_name: yours.shortName, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await emit(inCommittee(ctx, id), {
    type: 'committee.edited',
    subjectKind: 'committee',
    subjectId: id,
    details: { from: current, to: yours },
  })
  return { version: version + 1 }
}

/** The same act, told in the committee whose matter it is, so that its own auditor sees it. */
function inCommittee(ctx: Context, committeeId: string): Context {
  return { ...ctx, actor: { ...ctx.actor, committeeId } }
}
