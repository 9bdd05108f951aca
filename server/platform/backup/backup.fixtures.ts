import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { afterAll } from 'vitest'
import { systemActor } from '../context.ts'
import { transact } from '../database/database.ts'
import type { DB } from '../database/schema.generated.ts'
import { emit } from '../events/emit.ts'

/** A folder of this test file's own, gone afterwards. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-backup-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** One event in a transaction of its own. */
export function tell(db: Kysely<DB>, committeeId: string, type = 'proposal.created', details = {}): Promise<void> {
  return transact(db, (tx) =>
    emit(
      { db: tx, actor: systemActor(committeeId), now: new Date('2026-03-02T01:00:00Z'), requestId: 'test' },
      { type, subjectKind: 'proposal', subjectId: committeeId, details },
    ),
  )
}
