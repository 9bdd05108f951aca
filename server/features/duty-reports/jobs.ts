import { civilDateOf, daysBetween } from '#platform/calendar/civil-date.ts'
import { systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import { eachAlone } from '#platform/each-alone.ts'
import type { TimedJob } from '#platform/jobs.ts'
import { settingInForce } from '#platform/settings.ts'
import { remindSilent } from './commands/rounds.ts'
import { remindsOn } from './rules.ts'
import { dutyReportSetting } from './settings.ts'

/** Reminds who has not handed in on the days the setting names. */
export const dutyReportJobs: readonly TimedJob[] = [
  {
    name: 'duty-reports.remind',
    title: '提醒未交的履职报告',
    cron: '0 9 * * *',
    async run(db, now) {
      const today = civilDateOf(now)
      const open = await db
        .selectFrom('duty_report_rounds')
        .select(['committee_id', 'id', 'due_on'])
        .where('closed_at', 'is', null)
        .where('due_on', '>=', today)
        .execute()
      await eachAlone(open, ({ committee_id, id, due_on }) =>
        transact(db, async (tx) => {
          const ctx = { db: tx, actor: systemActor(committee_id), now, requestId: `remind ${id}` }
          const { remindDaysBefore } = await settingInForce(ctx, dutyReportSetting)
          if (remindsOn(daysBetween(today, due_on), remindDaysBefore)) await remindSilent(ctx, id)
        }),
      )
    },
  },
]
