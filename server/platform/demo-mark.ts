import { nobody } from './context.ts'
import type { Database } from './database/database.ts'
import { StartError } from './start-error.ts'

/** Key of the row in `settings` that says: the demonstration, with passwords everybody knows, was loaded here. */
const demoMark = 'demo.loaded'

/** Marks the database as holding the demonstration. To be called in the transaction that loads it, with any committee
 *  of it; marking again changes nothing. */
export async function markDemo(db: Database, committeeId: string, now: Date): Promise<void> {
  await db
    .insertInto('settings')
    .values({
      committee_id: committeeId,
      key: demoMark,
      version: 1,
      value: 'true',
      created_at: now,
      created_by: nobody,
    })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** Whether the demonstration was ever loaded into this database. */
export async function holdsDemo(db: Database): Promise<boolean> {
  const row = await db.selectFrom('settings').select('key').where('key', '=', demoMark).limit(1).executeTakeFirst()
  return row !== undefined
}

/** @throws StartError in production on a database that holds the demonstration */
export async function refuseDemoInProduction(db: Database, production: boolean): Promise<void> {
  if (production && (await holdsDemo(db)))
    throw new StartError(
      '数据库里有演示账号，口令人人皆知，正式环境不能启动；请换一个空的数据目录或数据库。The database holds demonstration accounts.',
    )
}
