import type { TimedJob } from '#platform/jobs.ts'

const dayMs = 86_400_000

/** Removes what no longer counts: ended logins, spent codes, and tries so old that their bucket has long run dry (the
 *  slowest forgets one try in a quarter of an hour, and waits keep it below twenty). */
export const pruneLogins: TimedJob = {
  name: 'accounts-prune-logins',
  title: '清理过期的登录',
  cron: '20 3 * * *',
  async run(db, now) {
    const yesterday = new Date(now.getTime() - dayMs).toISOString()
    await db.deleteFrom('logins').where('expires_at', '<', now.toISOString()).execute()
    await db.deleteFrom('login_codes').where('expires_at', '<', yesterday).execute()
    await db.deleteFrom('login_failures').where('last_failed_at', '<', yesterday).execute()
  },
}

export const accountJobs: readonly TimedJob[] = [pruneLogins]
