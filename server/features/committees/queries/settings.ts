import type { z } from 'zod'
import type { Setting } from '#contract/committees.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type SettingDefinition, settingSchema } from '#platform/setting-definition.ts'
import { settingWithVersion } from '#platform/settings.ts'
import { can, editsSetting } from '../access.ts'

interface Offered {
  readonly definition: SettingDefinition<z.ZodType>
}

/** The setting of this key, for somebody who may see it. @throws DomainError access.denied, not-found */
export function findOffered<T extends Offered>(ctx: Context, offered: readonly T[], key: string): T {
  if (!can(ctx.actor, 'seeSettings')) throw accessDenied('getSetting')
  const setting = offered.find(({ definition }) => definition.key === key)
  if (!setting) throw notFound('setting')
  return setting
}

/** Every setting on offer as it is in force. @throws DomainError access.denied */
export async function listSettings(ctx: Context, offered: readonly Offered[]): Promise<Setting[]> {
  if (!can(ctx.actor, 'seeSettings')) throw accessDenied('listSettings')
  const items: Setting[] = []
  for (const { definition } of offered) items.push(await shown(ctx, definition))
  return items
}

/** A setting in force beside its national default, and whether it may be edited. @throws DomainError access.denied, not-found */
export async function getSetting(ctx: Context, offered: readonly Offered[], key: string): Promise<Setting> {
  return shown(ctx, findOffered(ctx, offered, key).definition)
}

async function shown(ctx: Context, definition: SettingDefinition<z.ZodType>): Promise<Setting> {
  const { key, title, explanation, defaults } = definition
  const { version, value, changedAt } = await settingWithVersion(ctx, definition)
  const schema = settingSchema(definition)
  return {
    key,
    title,
    explanation,
    kind: Object.keys(schema.properties ?? {}).length > 1 ? 'group' : 'single',
    source: version === 0 ? 'national' : 'committee',
    version,
    changedAt,
    value,
    defaults,
    schema,
    actions: editsSetting(ctx.actor, key) ? ['edit'] : [],
  }
}
