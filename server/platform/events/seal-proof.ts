import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { eventLine, hashLeaf, hashNode, sm3 } from './seal.ts'

/** What shows to anybody, without the log, that an event stands in a seal. Hashes in hexadecimal. */
export interface SealProof {
  /** The event as it was hashed. */
  line: string
  /** From the event's leaf up to the root: what stands beside it, and on which side. */
  path: { side: 'left' | 'right'; hash: string }[]
  number: number
  previous: string
  seal: string
  sealedAt: string
}

/** The neighbours on the way from one leaf to the root. */
export function merklePath(lines: readonly string[], place: number): SealProof['path'] {
  const path: SealProof['path'] = []
  let level = lines.map(hashLeaf)
  let at = place
  while (level.length > 1) {
    const beside = at % 2 === 0 ? at + 1 : at - 1
    const hash = level[beside]
    if (hash) path.push({ side: beside < at ? 'left' : 'right', hash: hash.toString('hex') })
    const next: Buffer[] = []
    for (let i = 0; i < level.length; i += 2)
      next.push(i + 1 < level.length ? hashNode(level[i]!, level[i + 1]!) : level[i]!)
    level = next
    at = Math.floor(at / 2)
  }
  return path
}

/** Whether the event's line leads to the seal. */
export function provesSeal(proof: Pick<SealProof, 'line' | 'path' | 'previous' | 'seal'>): boolean {
  let node = hashLeaf(proof.line)
  for (const { side, hash } of proof.path) {
    const beside = Buffer.from(hash, 'hex')
    node = side === 'left' ? hashNode(beside, node) : hashNode(node, beside)
  }
  return sm3(Buffer.from(proof.previous, 'hex'), node).toString('hex') === proof.seal
}

/** The proof of an event; null while it waits to be sealed. */
export async function findSealProof(db: Database, event: { id: number; at: string }): Promise<SealProof | null> {
  // Sealed within seconds of its time, by a clock that may go a little otherwise: the newest seals are never looked through for an
  // old event.
  const { rows: seals } = await sql<{
    number: number
    ids: number[]
    previous: Buffer
    seal: Buffer
    sealedAt: string
  }>`
    select number, event_ids as ids, previous, seal, sealed_at as "sealedAt"
    from event_seals
    where event_ids @> array[${event.id}::bigint] and sealed_at >= ${event.at}::timestamptz - interval '1 day'
    order by number
    limit 1`.execute(db)
  const [found] = seals
  if (!found) return null
  const { rows } = await sql<{ id: number; line: string }>`
    select id, ${eventLine} as line from events where id = any(${found.ids}::bigint[])`.execute(db)
  const lines = new Map(rows.map((row) => [row.id, row.line]))
  const inOrder = found.ids.map((id) => lines.get(id)!)
  const place = found.ids.indexOf(event.id)
  return {
    line: inOrder[place]!,
    path: merklePath(inOrder, place),
    number: found.number,
    previous: found.previous.toString('hex'),
    seal: found.seal.toString('hex'),
    sealedAt: found.sealedAt,
  }
}
