import type { TimedJob } from '../jobs.ts'

/** A repeat comes within minutes; a phone that was off may come back within days. */
const keptDays = 7

/** Forgets first answers to repeat-safe requests once no repeat can be meant any more. */
export const forgetOldAnswers: TimedJob = {
  name: 'platform.forget-old-answers',
  title: '清理重复提交的旧回执',
  cron: '20 3 * * *',
  async run(db, now) {
    const before = new Date(now.getTime() - keptDays * 86_400_000)
    await db.deleteFrom('idempotent_answers').where('created_at', '<', before.toISOString()).execute()
  },
}
