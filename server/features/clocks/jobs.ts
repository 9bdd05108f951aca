import type { TimedJob } from '#platform/jobs.ts'
import { recomputeClocks } from './commands/recompute.ts'
import { remindOfClocks } from './commands/remind.ts'

/** Timed work of clocks. */
export const clockJobs: readonly TimedJob[] = [
  {
    name: 'clocks.recompute',
    title: '按新的放假安排重算期限',
    // Costs a look at an index while no calendar changed, and goes on by itself where it was broken off.
    cron: '* * * * *',
    async run(db, now) {
      await recomputeClocks(db, now)
    },
  },
  {
    name: 'clocks.remind',
    title: '提醒临近和超过的期限',
    cron: '30 8 * * *',
    async run(db, now) {
      // Nobody is reminded of a date that is about to move.
      await recomputeClocks(db, now)
      await remindOfClocks(db, now)
    },
  },
]
