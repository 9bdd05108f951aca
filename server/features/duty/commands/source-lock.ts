import { sql } from 'kysely'
import { attendanceLock } from '#features/activities/index.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { lineId } from '../line-id.ts'
import { replay } from '../rules/replay.ts'
import { eventsOf } from './keep-ledger.ts'

/** Where the row of a source stands, by the kind of subject its events name. */
const tables: Readonly<Record<string, string>> = {
  proposal: 'proposals',
  activity: 'activities',
  speech: 'speeches',
  dutyRecord: 'duty_records',
  dutyReport: 'duty_reports',
  recognition: 'recognitions',
  appraisal: 'appraisals',
  mutualAppraisal: 'mutual_appraisals',
}

/** Takes the lock of what an entry tells of, as every command on it does before it tells: what is told of one subject is then
 *  committed in the order of its numbers, in which it is replayed. Check-ins share a lock of their own. */
export async function lockSource(ctx: Context, source: { subjectKind: string; subjectId: string }): Promise<void> {
  if (source.subjectKind === 'activity') await lockUntilCommit(ctx.db, attendanceLock(source.subjectId))
  const table = tables[source.subjectKind]
  if (table === undefined) throw new Error(`no table for the source ${source.subjectKind}`)
  await sql`
    select from ${sql.id(table)}
    where committee_id = ${ctx.actor.committeeId} and id = ${source.subjectId}
    for update`.execute(ctx.db)
}

/** Whether an entry of a locked source stands by the log itself: the ledger may not have come to the latest event yet. */
export async function standsInLog(ctx: Context, entry: { id: string; subjectId: string }): Promise<boolean> {
  const { committeeId } = ctx.actor
  let stands = false
  for (const line of replay(await eventsOf(ctx.db, committeeId, [entry.subjectId])))
    if (lineId(committeeId, line.reverses ?? line) === entry.id) stands = line.reverses === null
  return stands
}
