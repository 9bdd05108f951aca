import { type Context, systemActor } from '#platform/context.ts'
import type { LoggedEvent, Subscriber } from '#platform/events/subscribe.ts'
import { reckonAnew } from './commands/outcomes.ts'

/** What happens to an activity changes who was there: leave granted after it was settled (补假) replaces the absence, in its
 *  sittings first; who is taken off the list, and everybody before a new date, has not come. */
export const attendanceSubscriber: Subscriber = {
  name: 'attendance.follow-activity',
  types: ['leave.granted', 'activity.uninvited', 'activity.rescheduled'],
  async handle(db, event, now) {
    const ctx = { db, actor: systemActor(event.committeeId), now, requestId: 'attendance.follow-activity' }
    if (event.type !== 'leave.granted') return forgetCheckIns(ctx, event)
    const memberId = event.details.memberId as string
    const parts = await db
      .selectFrom('activities')
      .select('id')
      .where('committee_id', '=', event.committeeId)
      .where('parent_id', '=', event.subjectId)
      .orderBy('id')
      .execute()
    for (const id of [...parts.map((one) => one.id), event.subjectId, await wholeOf(ctx, event.subjectId)])
      if (id) await reckonAnew(ctx, id, [memberId], '准假')
  },
}

async function wholeOf(ctx: Context, id: string): Promise<string | null> {
  const part = await ctx.db
    .selectFrom('activities')
    .select('parent_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  return part?.parent_id ?? null
}

/** Those from before the event; who comes after it is kept. */
async function forgetCheckIns(ctx: Context, event: LoggedEvent): Promise<void> {
  const memberIds = event.details.memberIds as string[]
  await ctx.db
    .deleteFrom('check_ins')
    .where('committee_id', '=', event.committeeId)
    .where('activity_id', '=', event.subjectId)
    .where('recorded_at', '<=', event.at)
    .$if(event.type === 'activity.uninvited', (q) => q.where('member_id', 'in', memberIds))
    .execute()
}
