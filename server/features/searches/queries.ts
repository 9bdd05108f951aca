import type { FindQuery } from '#contract/finding.ts'
import type { RouteResponse } from '#contract/route.ts'
import { savedSearchLimit, type searchRoutes } from '#contract/searches.ts'
import { titlesOfVisible } from '#features/proposals/index.ts'
import type { Context } from '#platform/context.ts'

const shownHits = 20

/** My searches in the post I act in, with what turned up since I looked and I may see now. */
export async function listSavedSearches(
  ctx: Context,
): Promise<RouteResponse<(typeof searchRoutes)['listSavedSearches']>> {
  const rows = await ctx.db
    .selectFrom('saved_searches')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('hat_id', '=', ctx.actor.hatId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(savedSearchLimit)
    .execute()
  const hits = await ctx.db
    .selectFrom('saved_search_hits as h')
    .innerJoin('saved_searches as s', (join) =>
      join.onRef('s.committee_id', '=', 'h.committee_id').onRef('s.id', '=', 'h.search_id'),
    )
    .select(['h.search_id', 'h.proposal_id', 'h.found_at'])
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where('s.hat_id', '=', ctx.actor.hatId)
    .whereRef('h.found_at', '>', 's.looked_at')
    .orderBy('h.found_at', 'desc')
    .limit(savedSearchLimit * shownHits)
    .execute()
  const seen = await titlesOfVisible(ctx, [...new Set(hits.map((hit) => hit.proposal_id))])
  return {
    limit: savedSearchLimit,
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      query: row.query as FindQuery,
      createdAt: row.created_at,
      lookedAt: row.looked_at,
      newHits: hits
        .filter((hit) => hit.search_id === row.id && seen.has(hit.proposal_id))
        .slice(0, shownHits)
        .map((hit) => ({ proposalId: hit.proposal_id, foundAt: hit.found_at, ...seen.get(hit.proposal_id)! })),
    })),
  }
}
