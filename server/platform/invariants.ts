import { sql } from 'kysely'
import type { Database } from './database/database.ts'

/** Something that must be so in the data of a feature, at any moment between two transactions. */
export interface Invariant {
  /** In the office's words, as it ought to be. */
  name: string
  /** Finds what is not so: `committee_id`, `subject` (what a person can look up) and `detail`. */
  sql: string
}

/** What breaks an invariant, as far as it is shown. */
export interface Breach {
  committeeId: string
  subject: string
  detail: string
}

export interface InvariantCheck {
  name: string
  /** How many rows break it. */
  count: number
  /** The first of them. */
  breaches: Breach[]
}

const shown = 5

/** Looks for what breaks the invariants; give a transaction, that all of them see one moment. */
export async function checkInvariants(
  db: Database,
  invariants: readonly Invariant[],
  onProgress?: (name: string) => void,
): Promise<InvariantCheck[]> {
  const checks: InvariantCheck[] = []
  for (const invariant of invariants) {
    onProgress?.(invariant.name)
    const { rows } = await sql<Breach & { total: number }>`
      select committee_id::text as "committeeId", subject::text as subject, detail::text as detail,
        (count(*) over ())::int as total
      from (${sql.raw(invariant.sql)}) as found
      limit ${shown}`.execute(db)
    const breaches = rows.map(({ total: _, ...breach }) => breach)
    checks.push({ name: invariant.name, count: rows[0]?.total ?? 0, breaches })
  }
  return checks
}
