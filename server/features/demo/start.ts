import { countPairs, indexDueProposals } from '#features/proposals/index.ts'
import type { OpenDatabase } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import { holdsDemo } from '#platform/demo-mark.ts'
import { demoAccounts, demoPassword } from './accounts.ts'
import { clearHalfDemo, isEmptyInstallation, loadDemo } from './load.ts'

/** Loads the demonstration into an empty installation; one whose loading was cut off is begun anew; any other is left alone. */
export async function loadDemoOnce(
  { db, pool }: Pick<OpenDatabase, 'db' | 'pool'>,
  now: Date,
  print: (line: string) => void,
): Promise<void> {
  if (await clearHalfDemo(db)) await migrate(pool)
  if (!(await isEmptyInstallation(db))) return
  print('首次启动，装入演示省份 Loading the demonstration province …')
  await loadDemo(db, now, (what) => print(`  ${what}`))
  await indexDueProposals(db)
  await countPairs(db)
}

/** The lines that tell who can sign in to the demonstration; none where it is not loaded. */
export async function demoAccountLines(db: OpenDatabase['db']): Promise<string[]> {
  if (!(await holdsDemo(db))) return []
  return [
    `演示账号（口令都是 ${demoPassword}） Demonstration accounts, one password:`,
    ...demoAccounts.map(({ username, who }) => `  ${username.padEnd(9)} ${who}`),
  ]
}
