import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import { systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { Subscriber } from '#platform/events/subscribe.ts'
import type { TimedJob } from '#platform/jobs.ts'
import { settingInForce } from '#platform/settings.ts'
import { remindSilent } from './commands/invite.ts'
import { followHost } from './commands/joint.ts'
import { lockActivity } from './commands/load.ts'
import { activitySetting } from './settings.ts'

/** What the host of a joint activity changes is changed in the committees that take part. */
export const jointSubscriber: Subscriber = {
  name: 'activities.follow-host',
  types: ['activity.edited', 'activity.moved', 'activity.postponed', 'activity.rescheduled', 'activity.cancelled'],
  async handle(db, event, now) {
    await followHost(db, event, now)
  },
}

/** Timed work of activities. */
export const activityJobs: readonly TimedJob[] = [
  {
    name: 'activities.remind',
    title: '提醒没有回复会议通知的委员',
    cron: '0 9 * * *',
    async run(db, now) {
      const today = civilDateOf(now)
      const due = await db
        .selectFrom('activities')
        .select(['committee_id', 'id', 'starts_at'])
        .where('state', '=', 'announced')
        .where('starts_at', '>', now.toISOString())
        // The longest a committee may set.
        .where('starts_at', '<', `${addDays(today, 31)}T00:00:00+08:00`)
        .where((eb) => eb.or([eb('reminded_on', 'is', null), eb('reminded_on', '<', today)]))
        .orderBy('starts_at')
        .execute()
      for (const { committee_id, id, starts_at } of due)
        await transact(db, async (tx) => {
          const ctx = { db: tx, actor: systemActor(committee_id), now, requestId: 'activities.remind' }
          const { remindDaysBefore } = await settingInForce(ctx, activitySetting)
          // Zero: never by itself.
          if (remindDaysBefore === 0 || addDays(today, remindDaysBefore) !== civilDateOf(new Date(starts_at))) return
          const a = await lockActivity(ctx, id)
          if (a.state === 'announced' && a.reminded_on !== today) await remindSilent(ctx, a)
        })
    },
  },
]
