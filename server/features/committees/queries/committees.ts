import type { Committee, CommitteeLevel } from '#contract/committees.ts'
import type { Context } from '#platform/context.ts'
import { can, reaches } from '../access.ts'

/** The whole tree, parents before their children: names are no secret. What may be done with each is told. */
export async function listCommittees(ctx: Context): Promise<Committee[]> {
  const rows = await ctx.db
    .selectFrom('committees')
    .select(['id', 'parent_id', 'path', 'name', 'short_name', 'level', 'division_code', 'version'])
    .orderBy((eb) => eb.fn('cardinality', ['path']))
    .orderBy('division_code')
    .orderBy('id')
    .execute()
  const manages = can(ctx.actor, 'manageCommittees')
  return rows.map((row) => {
    const level = row.level as CommitteeLevel
    const reached = manages && reaches(ctx.actor, row.path)
    return {
      id: row.id,
      parentId: row.parent_id,
      name: row.name,
      shortName: row.short_name,
      level,
      divisionCode: row.division_code,
      version: row.version,
      actions: reached ? (level === 'county' ? ['edit'] : ['edit', 'addChild']) : [],
    }
  })
}
