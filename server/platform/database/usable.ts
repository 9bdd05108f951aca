import type pg from 'pg'
import { StartError } from '../start-error.ts'

const leastVersion = 15

/** Looks once whether the database answers and is one we can work with.
 *  @throws StartError when it cannot be reached, is older than PostgreSQL 15, or keeps its texts in another encoding than UTF-8 */
export async function refuseUnusable(pool: pg.Pool): Promise<void> {
  let row: { version: number; encoding: string } | undefined
  try {
    const { rows } = await pool.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding`,
    )
    row = rows[0]
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    throw new StartError(
      `连接不上 DATABASE_URL 指向的数据库（${code ?? message}）。The database of DATABASE_URL cannot be reached.`,
      { cause: error },
    )
  }
  const why = whyUnusable(row!.version, row!.encoding)
  if (why) throw new StartError(why)
}

/** Why a PostgreSQL of this major version and encoding will not do, or null. */
export function whyUnusable(version: number, encoding: string): string | null {
  if (version < leastVersion)
    return `数据库是 PostgreSQL ${version}，需要 ${leastVersion} 或更新的版本。PostgreSQL ${leastVersion} or newer is needed.`
  if (encoding !== 'UTF8') return `数据库编码是 ${encoding}，需要 UTF8。The database must be encoded in UTF8.`
  return null
}
