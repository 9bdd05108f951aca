import { sql } from 'kysely'
import type { OfferedSetting } from '#features/committees/index.ts'
import type { Context } from '#platform/context.ts'
import { settingInForce } from '#platform/settings.ts'
import { strokeKey } from '../rules/name-keys.ts'
import { orderingSetting } from '../settings.ts'

/** The stroke rule in force for the actor's committee. */
export async function strokeRule(ctx: Pick<Context, 'db' | 'actor'>): Promise<'cppcc' | 'npc'> {
  return (await settingInForce(ctx, orderingSetting)).rule
}

const batchRows = 5000

/** Makes the stored stroke keys of the committee again, under the rule in force. */
export async function rekeyMembers(ctx: Context): Promise<void> {
  const rule = await strokeRule(ctx)
  const { committeeId } = ctx.actor
  let last: string | null = null
  for (;;) {
    const rows = await ctx.db
      .selectFrom('members')
      .select(['id', 'name'])
      .where('committee_id', '=', committeeId)
      .$if(last !== null, (q) => q.where('id', '>', last!))
      .orderBy('id')
      .limit(batchRows)
      .execute()
    if (rows.length === 0) return
    await sql`
      update members as m
      set stroke_key = n.key
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => strokeKey(row.name, rule))}::text[]) as n (id, key)
      where m.committee_id = ${committeeId}
        and m.id = n.id
        and m.stroke_key <> n.key`.execute(ctx.db)
    last = rows.at(-1)!.id
  }
}

/** The settings of this feature, as the settings page offers them. */
export const memberSettings: readonly OfferedSetting[] = [{ definition: orderingSetting, afterPut: rekeyMembers }]
