import { randomBytes } from 'node:crypto'
import type { Role } from '#contract/accounts.ts'
import { type Context, systemActor } from '#platform/context.ts'
import type { Database } from '#platform/database/database.ts'
import { StartError } from '#platform/start-error.ts'
import { required } from './command.ts'

/** The id of the committee of this name, long or short. @throws UsageError, StartError naming those there are */
export async function committeeNamed(db: Database, given: string | undefined): Promise<string> {
  const name = required(given, '--committee 委员会名称')
  const rows = await db.selectFrom('committees').select(['id', 'name', 'short_name']).orderBy('path').execute()
  const found = rows.filter((row) => row.name === name)
  const matching = found.length > 0 ? found : rows.filter((row) => row.short_name === name)
  if (matching.length === 1) return matching[0]!.id
  const known = rows.slice(0, 20).map((row) => row.name)
  throw new StartError(
    matching.length > 1
      ? `有 ${matching.length} 个委员会叫「${name}」，请写全称。There are several of this name.`
      : `没有名为「${name}」的委员会${known.length > 0 ? `；现有：${known.join('、')}` : ''}。There is no such committee.`,
  )
}

/** The operator of the server, doing in a committee what this role may do. In histories it is the system. */
export function operatorIn(db: Database, committeeId: string, role: Role, now: Date): Context {
  return {
    db,
    actor: { ...systemActor(committeeId, '系统操作员'), role },
    now,
    requestId: `cli-${randomBytes(6).toString('hex')}`,
  }
}
