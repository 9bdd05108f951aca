import type { commentRoutes } from '#contract/comments.ts'
import { newId } from '#platform/ids.ts'
import { away, type Row, row } from '../row.ts'
import { proposalIn, type World } from '../world.ts'
import { only, seenBy } from './proposals.ts'

/** A draft with a thread its proposer began. */
async function commented(world: World): Promise<{ id: string; commentId: string }> {
  const id = await proposalIn(world, 'returned')
  const commentId = newId()
  await world.db
    .insertInto('draft_comments')
    .values({
      committee_id: world.home.committeeId,
      id: commentId,
      proposal_id: id,
      thread_id: commentId,
      part: 'whole',
      suggestion: null,
      quote: '',
      account_id: world.home.people.proposer.accountId,
      author: '某委员',
      words: '再核一遍数字',
      written_at: world.app.clock.now,
      removed_at: null,
      resolved_at: null,
    })
    .execute()
  return { id, commentId }
}

const act = (body?: unknown): Row =>
  row({
    prepare: commented,
    request: (_, params) => ({ params, body }),
    home: only(['proposer'], seenBy.submitted),
    away: away('hidden'),
  })

export const rows: Record<keyof typeof commentRoutes, Row> = {
  listComments: act(),
  addComment: act({ part: 'title', words: '案由再短一些' }),
  removeComment: act(),
  resolveComment: act({ resolved: true }),
}
