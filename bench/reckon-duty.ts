/** Reckoning with a year's ledger in a process of its own, so that its memory is its own: `reckon-duty.ts URL COMMITTEE YEAR WHAT`.
 *  Prints `{ seconds, megabytes, counted }` as JSON. */
import { performance } from 'node:perf_hooks'
import { proveLedger } from '#features/duty/prove-ledger.ts'
import { scoreMembers, spanOfYear } from '#features/scoring/index.ts'
import { shippedScheme } from '#features/scoring/rules/shipped/schemes.ts'
import { type Context, systemActor } from '#platform/context.ts'
import { openPool } from '#platform/database/database.ts'

const [url, committeeId, year, what] = process.argv.slice(2) as [string, string, string, string]
const { db, pool, close } = openPool(url, { max: 2 })

/** The same rows by a bare statement, read and thrown away in portions. */
async function read(statement: string): Promise<number> {
  const client = await pool.connect()
  let counted = 0
  try {
    await client.query('begin')
    await client.query(`declare all_of_them no scroll cursor for ${statement}`)
    for (;;) {
      const { rowCount } = await client.query('fetch 10000 from all_of_them')
      if (!rowCount) break
      counted += rowCount
    }
    await client.query('rollback')
  } finally {
    client.release()
  }
  return counted
}

async function score(codes: readonly string[]): Promise<number> {
  const ctx: Context = {
    db,
    actor: { ...systemActor(committeeId), role: 'memberOffice' },
    now: new Date(),
    requestId: 'bench',
  }
  const schemes = codes.map((code) => shippedScheme(code)!.scheme)
  let points = 0
  for await (const { scores } of scoreMembers(ctx, schemes, { span: await spanOfYear(ctx, Number(year)) }))
    if (scores.some((one) => one.centipoints > 0)) points += 1
  return points
}

const work: Record<string, () => Promise<number>> = {
  prove: async () => {
    const proof = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => proveLedger(tx))
    if (proof.differences > 0 || proof.pending > 0) throw new Error(JSON.stringify(proof))
    return proof.events
  },
  'read events': () =>
    read(
      `select id, type, subject_id, at, details from events where committee_id = '${committeeId}' order by committee_id, subject_id, id`,
    ),
  score: () => score(['tongcheng2019']),
  compare: () => score(['tongcheng2019', 'jinan2015']),
  'read entries': () => read(`select * from duty_entries where committee_id = '${committeeId}' order by member_id`),
}

const startedAt = performance.now()
const counted = await work[what]!()
const seconds = (performance.now() - startedAt) / 1000
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, counted }))
await close()
