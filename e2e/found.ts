/** What an operator types once on a new server: the top committee and the first three administrators. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const tongxin = join(import.meta.dirname, '../bin/tongxin')
const committee = ['--committee', '政协清源市委员会']
const place = ['--level', 'city', '--short-name', '清源市政协', '--division-code', '990100']
const administrators = [
  { role: 'systemAdmin', name: '系统管理员小郑', username: 'xitong' },
  { role: 'securityAdmin', name: '安全管理员小钱', username: 'anquan' },
  { role: 'auditAdmin', name: '审计管理员小孙', username: 'shenji' },
]

/** Founds an empty data directory by the command line. @returns each administrator's first password, printed this once */
export async function foundInstallation(dataDir: string): Promise<Record<string, string>> {
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' }
  const passwords: Record<string, string> = {}
  for (const [index, { role, name, username }] of administrators.entries()) {
    const who = ['--role', role, '--name', name, '--username', username]
    const words = ['create-admin', ...committee, ...(index === 0 ? place : []), ...who]
    const { stdout } = await promisify(execFile)(tongxin, words, { env })
    passwords[username] = stdout.trim().split('\n').at(-1) ?? ''
  }
  return passwords
}
