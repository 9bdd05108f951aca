import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import { systemActor } from '../context.ts'
import { type Database, transact } from '../database/database.ts'
import type { DB } from '../database/schema.generated.ts'
import { newId } from '../ids.ts'
import { emit, type NewEvent } from './emit.ts'
import { sealEvents, verifySeals } from './seal.ts'

export const committeeId = '019ab000-0000-7000-8000-0000000000c0'
export const now = new Date('2026-03-02T01:00:00Z')
export const system = systemActor(committeeId)

/** What a command would emit with. */
export function context(db: Database) {
  return { db, actor: system, now, requestId: 'test' }
}

/** Emits plain events of one type. */
export async function emitSome(db: Database, count = 1, event: Partial<NewEvent> = {}): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => ({
    type: 'matter.happened',
    subjectKind: 'matter',
    subjectId: newId(),
    details: { n },
    ...event,
  }))
  await emit(context(db), ...events)
}

/** A transaction that stays open until told to commit or roll back. */
export async function openTransaction(db: Kysely<DB>): Promise<{
  tx: Transaction<DB>
  commit(): Promise<void>
  rollBack(): Promise<void>
}> {
  const tx = await db.startTransaction().execute()
  return {
    tx,
    commit: async () => void (await tx.commit().execute()),
    rollBack: async () => void (await tx.rollback().execute()),
  }
}

/** Seals until nothing is left; transactions of other databases of the server may hold the log back for a moment. */
export async function sealAll(db: Kysely<DB>): Promise<void> {
  do await transact(db, (tx) => sealEvents(tx, now))
  while ((await verifySeals(db)).unsealedEvents > 0)
}

/** Runs statements with the triggers that guard the log switched off, as someone with the database in hand could. */
export async function tamper(db: Kysely<DB>, ...statements: string[]): Promise<void> {
  await db.connection().execute(async (one) => {
    await one.executeQuery(CompiledQuery.raw('set session_replication_role = replica'))
    try {
      for (const statement of statements) await one.executeQuery(CompiledQuery.raw(statement))
    } finally {
      await one.executeQuery(CompiledQuery.raw('set session_replication_role = origin'))
    }
  })
}
