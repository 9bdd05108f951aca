import type { Role } from '#contract/accounts.ts'
import type { FindQuery } from '#contract/finding.ts'
import { desksHeld } from '#features/accounts/index.ts'
import { indexDueProposals, matchesSearch } from '#features/proposals/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import type { Subscriber } from '#platform/events/subscribe.ts'
import { newId } from '#platform/ids.ts'

/** By which event a proposal comes into somebody's sight (proposals/access.ts). */
const comesIntoSight: Readonly<Record<string, readonly Role[]>> = {
  'proposal.submitted': ['proposalOffice', 'leader'],
  'proposal.registered': ['member', 'memberOffice', 'assigningOffice'],
  'proposal.assigned': ['unitClerk'],
  'assignment.added': ['unitClerk'],
  'assignment.reassigned': ['unitClerk'],
}

/** Tells whoever keeps a search that something new turned up for it: once a proposal, never of what they did themselves. */
export const savedSearchSubscriber: Subscriber = {
  name: 'searches.new-hits',
  types: Object.keys(comesIntoSight),
  async handle(db, event, now) {
    const { committeeId, subjectId } = event
    const searches = await db
      .selectFrom('saved_searches as s')
      .innerJoin('hats as h', (join) =>
        join.onRef('h.committee_id', '=', 's.committee_id').onRef('h.id', '=', 's.hat_id'),
      )
      .innerJoin('accounts as a', 'a.id', 's.account_id')
      .select(['s.id', 's.name', 's.query', 's.account_id', 'h.id as hatId', 'h.role', 'h.member_id', 'h.unit_id'])
      .select(['a.name as accountName', 'h.desks'])
      .where('s.committee_id', '=', committeeId)
      .where('h.role', 'in', [...comesIntoSight[event.type]!])
      .where('h.revoked_at', 'is', null)
      .where((eb) => eb.or([eb('h.ends_on', 'is', null), eb('h.ends_on', '>=', civilDateOf(now))]))
      .where((eb) => eb.or([eb.val(event.accountId === null), eb('s.account_id', '!=', event.accountId ?? newId())]))
      .execute()
    if (searches.length === 0) return
    await indexDueProposals(db, subjectId)
    for (const search of searches) {
      const ctx: Context = {
        db,
        now,
        requestId: `event ${event.id}`,
        actor: {
          accountId: search.account_id,
          name: search.accountName,
          hatId: search.hatId,
          committeeId,
          role: search.role as Role,
          memberId: search.member_id,
          unitId: search.unit_id,
          desks: desksHeld(search.role as Role, search.desks),
          delegatedBy: null,
        },
      }
      const title = await matchesSearch(ctx, search.query as FindQuery, subjectId)
      if (title === null) continue
      const fresh = await db
        .insertInto('saved_search_hits')
        .values({ committee_id: committeeId, search_id: search.id, proposal_id: subjectId, found_at: now })
        .onConflict((c) => c.doNothing())
        .returning('search_id')
        .executeTakeFirst()
      if (!fresh) continue
      await db
        .insertInto('notices')
        .values({
          committee_id: committeeId,
          id: newId(),
          account_id: search.account_id,
          event_id: event.id,
          kind: 'search.found',
          subject_kind: 'proposal',
          subject_id: subjectId,
          title,
          words: `您保存的查找“${search.name}”有新的提案`,
          at: event.at,
          read_at: null,
        })
        .onConflict((c) => c.columns(['account_id', 'event_id']).doNothing())
        .execute()
    }
  },
}
