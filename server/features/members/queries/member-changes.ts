import { sql } from 'kysely'
import type { z } from 'zod'
import type { MemberChange, memberRoutes } from '#contract/members.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { keepsRoster, relationsTo } from '../access.ts'
import { type MemberChangeState, memberChangeWorkflow } from '../workflow.ts'

const list = 'memberChanges'

/** Proposed changes, newest first: all of the committee for the member office, one's own for a member.
 *  @throws DomainError access.denied, input.invalid */
export async function listMemberChanges(
  ctx: Context,
  { cursor, limit, state }: z.output<typeof memberRoutes.listMemberChanges.query>,
): Promise<{ items: MemberChange[]; nextCursor: string | null }> {
  const { actor } = ctx
  if (!keepsRoster(actor) && actor.role !== 'member') throw accessDenied('listMemberChanges')
  const place = readCursor(list, cursor, cursorValue.instant)
  const rows = await changeRows(ctx)
    .$if(!keepsRoster(actor), (q) => q.where('c.member_id', '=', actor.memberId))
    .$if(state !== undefined, (q) => q.where('c.state', '=', state!))
    .$if(place !== null, (q) => q.where((eb) => after(eb, 'c.proposed_at', 'c.id', place!, 'desc', 'timestamptz')))
    .orderBy('c.proposed_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute()
  const { items, nextCursor } = cutPage(list, rows, limit, (row) => ({ value: row.proposedAt, id: row.id }))
  return { items: items.map((row) => asChange(ctx, row)), nextCursor }
}

/** The change of a member that waits for the office, if any. The caller has checked who may see it. */
export async function findPendingChange(ctx: Context, memberId: string): Promise<MemberChange | null> {
  const row = await changeRows(ctx)
    .where('c.member_id', '=', memberId)
    .where('c.state', '=', 'pending')
    .executeTakeFirst()
  return row ? asChange(ctx, row) : null
}

function changeRows(ctx: Context) {
  return ctx.db
    .selectFrom('member_changes as c')
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'c.committee_id').onRef('m.id', '=', 'c.member_id'),
    )
    .select([
      'c.id',
      'c.member_id as memberId',
      'm.name as memberName',
      sql<MemberChangeState>`c.state`.as('state'),
      sql<MemberChange['changes']>`c.changes`.as('changes'),
      'c.proposed_at as proposedAt',
      'c.decided_at as decidedAt',
      'c.decision_note as decisionNote',
    ])
    .where('c.committee_id', '=', ctx.actor.committeeId)
}

function asChange(ctx: Context, row: Omit<MemberChange, 'actions'>): MemberChange {
  return { ...row, actions: memberChangeWorkflow.actionsFor(row.state, relationsTo(ctx.actor, row.memberId)) }
}
