import type { Kysely } from 'kysely'
import type { DB } from '#platform/database/schema.generated.ts'
import { eachAlone } from '#platform/each-alone.ts'
import type { Subscriber } from '#platform/events/subscribe.ts'
import type { TimedJob } from '#platform/jobs.ts'
import { atOnce, ledgerIsBehind, reckonRound, reckonStep } from './commands/reckon.ts'

/** Reckons a round as soon as it is frozen, where it is small; tried again while the ledger is still taking in what was told before. */
export const reckonSubscriber: Subscriber = {
  name: 'assessments.reckon',
  types: ['assessment.frozen'],
  async handle(db, event, now) {
    const round = await db
      .selectFrom('assessments')
      .select('subjects')
      .where('committee_id', '=', event.committeeId)
      .where('id', '=', event.subjectId)
      .executeTakeFirst()
    if (round && round.subjects <= atOnce) await reckonStep(db, event.committeeId, event.subjectId, now)
  },
}

/** Timed work of assessments. */
export const assessmentJobs: readonly TimedJob[] = [
  {
    // A province's round, batch by batch, and whatever was cut off.
    name: 'assessments.reckon-rounds',
    title: '为冻结的考核计分',
    cron: '* * * * *',
    async run(db, now) {
      await reckonDue(db, now)
    },
  },
]

async function reckonDue(db: Kysely<DB>, now: Date): Promise<void> {
  const due = await db
    .selectFrom('assessments')
    .select(['committee_id', 'id', 'frozen_at'])
    .where('state', '=', 'reckoning')
    .orderBy('frozen_at')
    .orderBy('id')
    .execute()
  await eachAlone(due, async ({ committee_id, id, frozen_at }) => {
    if (!(await ledgerIsBehind(db, frozen_at!))) await reckonRound(db, committee_id, id, now)
  })
}
