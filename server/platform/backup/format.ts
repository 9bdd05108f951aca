import { createHash, type Hash } from 'node:crypto'
import { z } from 'zod'

/**
 * A backup is a gzipped tar, in this order:
 *   about.json                  what it is and which migrations it needs, so that a newer one is refused at once
 *   tables/NAME/00001.copy …    each table in COPY text, whole rows, some 4 MB a part, in the order of the primary key
 *   files/ab/SHA256             stored files as they lie below DATA_DIR/files, their name is their hash
 *   secret.key                  only when asked for
 *   manifest.json               row counts and the SHA-256 of every part; without it the archive is not whole
 * The same rows give the same parts, byte for byte, wherever they were restored.
 */
export const formatVersion = 1

/** A part ends with the first row that reaches this size, so that neither side ever holds more than one part in memory. */
export const partBytes = 4_000_000

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Plain names only: they become folders in the archive and identifiers in SQL. */
const identifier = z.string().regex(/^[a-z_][a-z0-9_]*$/)

export const about = z.object({
  product: z.literal('tongxin'),
  format: z.int().positive(),
  /** Of the program that wrote it. */
  version: z.string(),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.string()).min(1),
})
export type About = z.infer<typeof about>

const table = z.object({
  name: identifier,
  columns: z.array(identifier).min(1),
  rows: z.int().min(0),
  parts: z.array(z.object({ size: z.int().positive(), sha256 })),
})

export const manifest = about.extend({
  tables: z.array(table),
  /** Sequences with the last number given; null: none yet. */
  sequences: z.array(z.object({ name: identifier, last: z.string().regex(/^\d+$/).nullable() })),
  files: z.object({
    count: z.int().min(0),
    bytes: z.int().min(0),
    /** Over the line `SHA256 size` of each file in the order of the archive. */
    list: sha256,
    /** Files whose bytes were no longer those of their name when the backup was made; kept as they are. */
    damaged: z.array(z.object({ name: sha256, found: sha256 })),
    /** Files a row speaks of that were not there. */
    missing: z.array(sha256),
  }),
  /** SHA-256 of secret.key; null: not in this archive. */
  secret: sha256.nullable(),
})
export type Manifest = z.infer<typeof manifest>

export const aboutName = 'about.json'
export const manifestName = 'manifest.json'
export const secretName = 'secret.key'

/** The name of a table's part in the archive, `place` from 0. */
export function partName(tableName: string, place: number): string {
  return `tables/${tableName}/${String(place + 1).padStart(5, '0')}.copy`
}

/** The name of a stored file in the archive. */
export function storedFileName(sha256: string): string {
  return `files/${sha256.slice(0, 2)}/${sha256}`
}

/** What an entry of an archive is, by its name; null: nothing that belongs there. */
export function entryKind(
  name: string,
):
  | { kind: 'about' }
  | { kind: 'manifest' }
  | { kind: 'secret' }
  | { kind: 'part'; table: string }
  | { kind: 'file'; sha256: string }
  | null {
  if (name === aboutName) return { kind: 'about' }
  if (name === manifestName) return { kind: 'manifest' }
  if (name === secretName) return { kind: 'secret' }
  const part = /^tables\/([a-z_][a-z0-9_]*)\/\d{5,}\.copy$/.exec(name)
  if (part) return { kind: 'part', table: part[1]! }
  const file = /^files\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/.exec(name)
  return file ? { kind: 'file', sha256: file[2]! } : null
}

/** Passes bytes on and hashes them on their way. */
export async function* hashed(source: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    hash.update(chunk)
    yield chunk
  }
}

/** SHA-256 in hexadecimal. */
export function digest(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
