import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import { eachAlone } from '#platform/each-alone.ts'
import type { TimedJob } from '#platform/jobs.ts'
import { sealWhenDue } from './commands/seal-archives.ts'

/** Seals the archives of terms that are over, each night those that are due. */
export const dutyJobs: readonly TimedJob[] = [
  {
    name: 'duty.seal-archives',
    title: '封存届满的履职档案',
    cron: '40 2 * * *',
    async run(db, now) {
      const terms = await db
        .selectFrom('terms as t')
        .select(['t.committee_id as committeeId', 't.id', 't.number', 't.ends_on as endsOn'])
        .where('t.ends_on', '<', civilDateOf(now))
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('memberships as s')
              .select('s.member_id')
              .whereRef('s.committee_id', '=', 't.committee_id')
              .whereRef('s.term_id', '=', 't.id')
              .where((e) =>
                e.not(
                  e.exists(
                    e
                      .selectFrom('duty_archives as a')
                      .select('a.member_id')
                      .whereRef('a.committee_id', '=', 's.committee_id')
                      .whereRef('a.term_id', '=', 's.term_id')
                      .whereRef('a.member_id', '=', 's.member_id'),
                  ),
                ),
              ),
          ),
        )
        .execute()
      await eachAlone(terms, ({ committeeId, ...term }) =>
        transact(db, (tx) =>
          sealWhenDue({ db: tx, actor: systemActor(committeeId), now, requestId: `seal ${term.id}` }, term),
        ),
      )
    },
  },
]
