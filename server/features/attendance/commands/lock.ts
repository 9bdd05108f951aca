import { sql } from 'kysely'
import { type Database, lockUntilCommit } from '#platform/database/database.ts'
import { statement } from '#platform/database/statement.ts'

/** Check-ins of an activity take this together; who concludes it takes it alone and waits for them. */
export async function holdOpen(db: Database, activityId: string): Promise<void> {
  await sharedLock(db, { name: lockName(activityId) })
}
const lockName = (activityId: string): string => `attendance ${activityId}`
const sharedLock = statement('kept', (db, v: { name: string }) =>
  db.selectNoFrom(sql`pg_advisory_xact_lock_shared(hashtextextended(${v.name}, 0))`.as('held')),
)

/** Taken by who concludes: after it no check-in is under way, and none comes in before this one is done. */
export const holdAlone = (db: Database, activityId: string): Promise<void> => lockUntilCommit(db, lockName(activityId))
