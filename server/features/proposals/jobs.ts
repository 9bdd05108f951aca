import type { TimedJob } from '#platform/jobs.ts'
import { expireInvitations } from './commands/co-sign.ts'

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
]
