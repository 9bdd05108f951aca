import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, lockUntilCommit } from '../database/database.ts'

/** How many events one seal holds at the most. */
const sealSize = 5_000
const start = Buffer.alloc(32)

/** SM3 of the parts one after another. */
export const sm3 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sm3')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

interface Sealable {
  id: number
  line: string
}

/** What a seal covers of an event: every column but `tx`, which is the cluster's own and changes on restore. */
export const eventLine = sql<string>`jsonb_build_array(id, committee_id, type, subject_kind, subject_id, account_id, actor_name, actor_role, delegated_by, at at time zone 'UTC', details, request_id)::text`

/** A leaf of the tree, and a node over two: hashed apart (0x00, 0x01). */
export const hashLeaf = (text: string): Buffer => sm3(Buffer.from([0]), Buffer.from(text, 'utf8'))
export const hashNode = (left: Uint8Array, right: Uint8Array): Buffer => sm3(Buffer.from([1]), left, right)

/** Merkle root over the leaves in their order; an odd one is carried up unpaired. */
export function merkleRoot(lines: string[]): Buffer {
  let level = lines.map(hashLeaf)
  while (level.length > 1) {
    const next: Buffer[] = []
    for (let i = 0; i < level.length; i += 2)
      next.push(i + 1 < level.length ? hashNode(level[i]!, level[i + 1]!) : level[i]!)
    level = next
  }
  return level[0]!
}

/** Seals what has been committed since the last seal, in commit order. Call inside a transaction.
 *  @returns how many events were sealed; at most 5,000 a call */
export async function sealEvents(db: Database, now: Date): Promise<number> {
  await lockUntilCommit(db, 'events.seal')
  const cursor = (await db.selectFrom('event_cursors').selectAll().where('reader', '=', 'seal').executeTakeFirst()) ?? {
    tx: '0',
    event_id: 0,
  }
  const { rows } = await sql<Sealable & { tx: string }>`
    select id, tx::text as tx, ${eventLine} as line
    from events
    where (tx, id) > (${cursor.tx}::xid8, ${cursor.event_id}::bigint)
      and tx < pg_snapshot_xmin(pg_current_snapshot())
    order by events.tx, events.id
    limit ${sealSize}`.execute(db)
  const last = rows.at(-1)
  if (!last) return 0
  const before = await db
    .selectFrom('event_seals')
    .select(['number', 'seal'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const root = merkleRoot(rows.map((row) => row.line))
  const previous = before?.seal ?? start
  await db
    .insertInto('event_seals')
    .values({
      number: (before?.number ?? 0) + 1,
      event_ids: rows.map((row) => row.id),
      root,
      previous,
      seal: sm3(previous, root),
      sealed_at: now,
    })
    .execute()
  await db
    .insertInto('event_cursors')
    .values({ reader: 'seal', tx: last.tx, event_id: last.id })
    .onConflict((c) => c.column('reader').doUpdateSet({ tx: last.tx, event_id: last.id }))
    .execute()
  return rows.length
}

export interface SealCheck {
  ok: boolean
  seals: number
  sealedEvents: number
  unsealedEvents: number
  /** The first thing found wrong, in words; null when nothing is. */
  firstProblem: string | null
}

/** Recomputes every seal from the events themselves. Changing, dropping, adding or reordering a sealed event is found. */
export async function verifySeals(db: Database, onProgress?: (seals: number) => void): Promise<SealCheck> {
  let previous: Buffer = start
  let seals = 0
  let sealedEvents = 0
  let firstProblem: string | null = null
  for (;;) {
    const seal = await db
      .selectFrom('event_seals')
      .selectAll()
      .where('number', '>', seals)
      .orderBy('number')
      .limit(1)
      .executeTakeFirst()
    if (!seal) break
    seals += 1
    if (seal.number !== seals) {
      firstProblem = `缺少第 ${seals} 号封存`
      break
    }
    sealedEvents += seal.event_ids.length
    const { rows } = await sql<Sealable>`
      select id, ${eventLine} as line from events where id = any(${seal.event_ids}::bigint[])`.execute(db)
    const lines = new Map(rows.map((row) => [row.id, row.line]))
    const missing = seal.event_ids.find((id) => !lines.has(id))
    if (new Set(seal.event_ids).size !== seal.event_ids.length || rows.length > seal.event_ids.length)
      firstProblem = `第 ${seal.number} 号封存中的事件有重号`
    else if (missing !== undefined) firstProblem = `第 ${seal.number} 号封存中的事件 ${missing} 不见了`
    else if (!merkleRoot(seal.event_ids.map((id) => lines.get(id)!)).equals(seal.root))
      firstProblem = `第 ${seal.number} 号封存中的事件被改动过`
    else if (!seal.previous.equals(previous) || !sm3(previous, seal.root).equals(seal.seal))
      firstProblem = `第 ${seal.number} 号封存与前一号对不上`
    if (firstProblem) break
    previous = seal.seal
    onProgress?.(seals)
  }
  // One statement, one snapshot: events written and sealed meanwhile are no tampering.
  const { rows } = await sql<{ total: number; unsealed: number; sealed: number }>`
    select
      count(*)::int as total,
      (count(*) filter (where (e.tx, e.id) > (c.tx, c.event_id)))::int as unsealed,
      (select coalesce(sum(cardinality(event_ids)), 0)::int from event_seals) as sealed
    from (select coalesce(max(tx), '0'::xid8) as tx, coalesce(max(event_id), 0) as event_id
          from event_cursors where reader = 'seal') c
    left join events e on true
    where e.id is not null`.execute(db)
  const { total, unsealed: unsealedEvents, sealed } = rows[0]!
  if (!firstProblem && total !== sealed + unsealedEvents)
    firstProblem = `事件共 ${total} 条，封存与待封存合计 ${sealed + unsealedEvents} 条`
  return { ok: firstProblem === null, seals, sealedEvents, unsealedEvents, firstProblem }
}
