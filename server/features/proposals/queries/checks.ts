import type { WritingCheck } from '#contract/writing.ts'
import type { Context } from '#platform/context.ts'
import { settingInForce } from '#platform/settings.ts'
import { writingChecks } from '../rules-writing.ts'
import { writingSetting } from '../writing-settings.ts'
import { listWordings } from './wordings.ts'

/** What the newest wording is looked at for, for those who write or examine it. */
export async function getWritingChecks(ctx: Context, id: string): Promise<{ items: WritingCheck[] }> {
  const { items } = await listWordings(ctx, id)
  const newest = items.at(-1)
  return { items: newest ? writingChecks(newest, await settingInForce(ctx, writingSetting)) : [] }
}
