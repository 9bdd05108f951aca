/** `node e2e/found.ts DATA_DIR`: what an operator does once at the command line of a new server: the top committee and
 *  the first three administrators. Prints their first passwords as JSON. */
import { createFirstAdmin } from '#features/accounts/commands/create-first-admin.ts'
import { foundTopCommittee } from '#features/committees/index.ts'
import { openPool, transact } from '#platform/database/database.ts'
import { openEmbedded } from '#platform/database/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'

const administrators = [
  { role: 'systemAdmin', name: '系统管理员小郑', username: 'xitong' },
  { role: 'securityAdmin', name: '安全管理员小钱', username: 'anquan' },
  { role: 'auditAdmin', name: '审计管理员小孙', username: 'shenji' },
] as const

const [dataDir] = process.argv.slice(2)
if (!dataDir) throw new Error('node e2e/found.ts DATA_DIR')
const embedded = await openEmbedded(dataDir)
const { db, pool, close } = openPool(embedded.url)
await migrate(pool)
const now = new Date()
await transact(db, (tx) =>
  foundTopCommittee(
    { db: tx, now, requestId: 'found' },
    { name: '政协清源市委员会', shortName: '清源市政协', level: 'city', divisionCode: '990100' },
  ),
)
const passwords: Record<string, string> = {}
for (const administrator of administrators) {
  const { firstPassword } = await createFirstAdmin(db, now, administrator)
  passwords[administrator.username] = firstPassword
}
await close()
await embedded.stop()
console.log(JSON.stringify(passwords))
