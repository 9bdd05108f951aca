import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { SettingDefinition } from '#platform/setting-definition.ts'
import { putSetting as putVersion } from '#platform/settings.ts'
import { editsSetting } from '../access.ts'
import { findOffered } from '../queries/settings.ts'

/** A setting on offer, and what else changes with it in the same transaction. */
export interface OfferedSetting {
  readonly definition: SettingDefinition<z.ZodType>
  afterPut?(ctx: Context): Promise<void>
}

/** Puts a new version of a setting in force. @throws DomainError access.denied, not-found, setting.invalid, version.stale */
export async function putSetting(
  ctx: Context,
  offered: readonly OfferedSetting[],
  key: string,
  given: { version: number; value?: unknown },
): Promise<{ version: number }> {
  const setting = findOffered(ctx, offered, key)
  if (!editsSetting(ctx.actor, key)) throw accessDenied('putSetting')
  const version = await putVersion(ctx, setting.definition, given.version, given.value)
  await setting.afterPut?.(ctx)
  await emit(ctx, {
    type: 'setting.changed',
    subjectKind: 'committee',
    subjectId: ctx.actor.committeeId,
    details: { key, version },
  })
  return { version }
}
