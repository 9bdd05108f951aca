import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from './context.ts'
import { lockUntilCommit } from './database/database.ts'
import { statement } from './database/statement.ts'
import { DomainError } from './errors.ts'
import type { SettingDefinition } from './setting-definition.ts'

const newest = statement('kept', (db, values: { committeeId: string; key: string }) =>
  db
    .selectFrom('settings')
    .select(['version', 'value', 'created_at as changedAt'])
    .where('committee_id', '=', values.committeeId)
    .where('key', '=', values.key)
    .orderBy('version', 'desc')
    .limit(sql.lit(1)),
)

/** The value in force for the actor's committee. */
export async function settingInForce<S extends z.ZodType>(
  ctx: Pick<Context, 'db' | 'actor'>,
  definition: SettingDefinition<S>,
): Promise<z.output<S>> {
  return (await settingWithVersion(ctx, definition)).value
}

/** As `settingInForce`, with its version and since when; 0 is the national default. */
export async function settingWithVersion<S extends z.ZodType>(
  ctx: Pick<Context, 'db' | 'actor'>,
  definition: SettingDefinition<S>,
): Promise<{ version: number; value: z.output<S>; changedAt: string | null }> {
  const [row] = await newest(ctx.db, { committeeId: ctx.actor.committeeId, key: definition.key })
  return row
    ? { version: row.version, value: definition.schema.parse(row.value), changedAt: row.changedAt }
    : { version: 0, value: definition.defaults, changedAt: null }
}

const newestOfTwo = statement('kept', (db, values: { committeeId: string; first: string; second: string }) =>
  db
    .selectFrom('settings')
    .distinctOn('key')
    .select(['key', 'value'])
    .where('committee_id', '=', values.committeeId)
    .where((eb) => eb.or([eb('key', '=', values.first), eb('key', '=', values.second)]))
    .orderBy('key')
    .orderBy('version', 'desc'),
)

/** Two values in force, asked for together: where hundreds of commands a second need both. */
export async function settingsInForce<A extends z.ZodType, B extends z.ZodType>(
  ctx: Pick<Context, 'db' | 'actor'>,
  first: SettingDefinition<A>,
  second: SettingDefinition<B>,
): Promise<[z.output<A>, z.output<B>]> {
  const { committeeId } = ctx.actor
  const rows = await newestOfTwo(ctx.db, { committeeId, first: first.key, second: second.key })
  const inForce = <S extends z.ZodType>({ key, schema, defaults }: SettingDefinition<S>) => {
    const row = rows.find((one) => one.key === key)
    return row ? schema.parse(row.value) : defaults
  }
  return [inForce(first), inForce(second)]
}

/** Puts a new version in force; the old ones stay. Call inside a transaction. @throws DomainError setting.invalid, version.stale */
export async function putSetting<S extends z.ZodType>(
  ctx: Context,
  definition: SettingDefinition<S>,
  version: number,
  value: unknown,
): Promise<number> {
  const parsed = definition.schema.safeParse(value)
  if (!parsed.success) {
    throw new DomainError(
      'setting.invalid',
      { fields: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) },
      400,
    )
  }
  // Of two who save at once the second one sees the version of the first.
  await lockUntilCommit(ctx.db, `settings.${ctx.actor.committeeId}.${definition.key}`)
  const now = await settingWithVersion(ctx, definition)
  if (now.version !== version)
    throw new DomainError('version.stale', { current: now.value, currentVersion: now.version, yours: value })
  await ctx.db
    .insertInto('settings')
    .values({
      committee_id: ctx.actor.committeeId,
      key: definition.key,
      version: version + 1,
      value: JSON.stringify(parsed.data),
      created_at: ctx.now,
      created_by: ctx.actor.accountId,
    })
    .execute()
  return version + 1
}
