import type { FindQuery } from '#contract/finding.ts'
import { savedSearchLimit } from '#contract/searches.ts'
import { asksSomething } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'

/** A search belongs to the post it is kept in: nobody else sees or moves it. */
async function lockOwn(ctx: Context, id: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('saved_searches')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('hat_id', '=', ctx.actor.hatId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('search')
}

const searchEvent = (type: string, id: string) => ({ type, subjectKind: 'search', subjectId: id, details: {} })

/** Keeps a search with its filters; what turns up for it from now on is told.
 *  @throws DomainError search.too-many; search.name-taken; search.nothing-asked where it holds nothing that can be sought */
export async function saveSearch(ctx: Context, name: string, query: FindQuery): Promise<{ id: string }> {
  const { committeeId, accountId, hatId } = ctx.actor
  if (!asksSomething(query)) throw new DomainError('search.nothing-asked', {}, 400)
  const mine = await ctx.db
    .selectFrom('saved_searches')
    .select('name')
    .where('committee_id', '=', committeeId)
    .where('hat_id', '=', hatId)
    .execute()
  if (mine.length >= savedSearchLimit) throw new DomainError('search.too-many', { limit: savedSearchLimit })
  if (mine.some((one) => one.name === name.trim())) throw new DomainError('search.name-taken')
  const id = newId()
  await ctx.db
    .insertInto('saved_searches')
    .values({
      committee_id: committeeId,
      id,
      account_id: accountId,
      hat_id: hatId,
      name: name.trim(),
      query: JSON.stringify(query),
      created_at: ctx.now,
      looked_at: ctx.now,
    })
    .execute()
  await emit(ctx, searchEvent('search.saved', id))
  return { id }
}

/** Marks what turned up as seen. Looking is nobody's business: no event. @throws DomainError not-found */
export async function lookAtSearch(ctx: Context, id: string): Promise<Record<string, never>> {
  await lockOwn(ctx, id)
  await ctx.db
    .updateTable('saved_searches')
    .set({ looked_at: ctx.now })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  return {}
}

/** Keeps a search no longer. @throws DomainError not-found */
export async function removeSearch(ctx: Context, id: string): Promise<Record<string, never>> {
  await lockOwn(ctx, id)
  await ctx.db
    .deleteFrom('saved_searches')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  await emit(ctx, searchEvent('search.removed', id))
  return {}
}
