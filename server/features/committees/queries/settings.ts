import type { z } from 'zod'
import type { committeeRoutes } from '#contract/committees.ts'
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

/** A setting in force beside its national default, and whether it may be edited. @throws DomainError access.denied, not-found */
export async function getSetting(
  ctx: Context,
  offered: readonly Offered[],
  key: string,
): Promise<z.output<typeof committeeRoutes.getSetting.response>> {
  const { definition } = findOffered(ctx, offered, key)
  const { version, value } = await settingWithVersion(ctx, definition)
  return {
    key,
    title: definition.title,
    version,
    value,
    defaults: definition.defaults,
    schema: settingSchema(definition),
    actions: editsSetting(ctx.actor, key) ? ['edit'] : [],
  }
}
