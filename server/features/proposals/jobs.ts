import { systemActor } from '#platform/context.ts'
import type { Subscriber } from '#platform/events/subscribe.ts'
import type { TimedJob } from '#platform/jobs.ts'
import { expireInvitations } from './commands/co-sign.ts'
import { tellFollowUps } from './commands/follow-ups.ts'
import { countPairs, indexDueProposals } from './commands/index-proposals.ts'
import { memberLeft } from './commands/member-left.ts'
import { markReplies } from './commands/reply-marks.ts'

/** Timed work of proposals. */
export const proposalJobs: readonly TimedJob[] = [
  {
    name: 'proposals.expire-invitations',
    title: '结束过期的联名邀请',
    cron: '5 0 * * *',
    async run(db, now) {
      await expireInvitations({ db, now })
    },
  },
  {
    // Drafts being written, imports, and whatever else no event told of.
    name: 'proposals.index',
    title: '把新写的内容编入查找',
    cron: '* * * * *',
    async run(db) {
      await indexDueProposals(db)
    },
  },
  {
    name: 'proposals.follow-ups',
    title: '提醒到期的答复措施',
    cron: '20 8 * * *',
    async run(db, now) {
      await tellFollowUps(db, now)
    },
  },
  {
    name: 'proposals.reply-marks',
    title: '为导入的答复作套用检查的标记',
    cron: '50 3 * * *',
    async run(db, now) {
      await markReplies(db, now)
    },
  },
  {
    name: 'proposals.count-pairs',
    title: '统计常用字词，用于查重',
    cron: '40 3 * * *',
    async run(db) {
      await countPairs(db)
    },
  },
]

/** What was handed in or answered is found within about a second; what is still being written, and imports, within some minutes. */
export const searchSubscriber: Subscriber = {
  name: 'proposals.search',
  types: [
    'proposal.submitted',
    'proposal.cosigned',
    'proposal.returned',
    'proposal.assigned',
    'assignment.added',
    'assignment.reassigned',
    'assignment.returnApproved',
    'reply.delivered',
  ],
  async handle(db, event) {
    await indexDueProposals(db, event.subjectId)
  },
}

/** Who leaves the committee signs, leads and rates no more. */
export const membersLeftSubscriber: Subscriber = {
  name: 'proposals.members-left',
  types: ['membership.ended'],
  async handle(db, event, now) {
    const ctx = { db, now, actor: systemActor(event.committeeId), requestId: `event ${event.id}` }
    const { reason } = event.details
    await memberLeft(ctx, event.subjectId, typeof reason === 'string' ? reason : '')
  },
}
