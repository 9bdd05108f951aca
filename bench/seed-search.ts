import { countPairs, indexProposals } from '#features/proposals/commands/index-proposals.ts'
import { openPool } from '#platform/database/database.ts'
import type { Register } from './seed.ts'

const chunkRows = 1_000

/** Makes the full text of a register searchable, with the index built at the end, as a restore does. */
export async function makeSearchable({ url, committeeId, size }: Register): Promise<void> {
  const startedAt = performance.now()
  const { db, pool, close } = openPool(url, { max: 2 })
  const { rows } = await pool.query<{ id: string }>(
    'select id from proposals where committee_id = $1 and submitted_at is not null order by submitted_at',
    [committeeId],
  )
  const { rows: index } = await pool.query<{ definition: string }>(
    `select pg_get_indexdef('proposal_search_by_pairs'::regclass) as definition`,
  )
  await pool.query('drop index proposal_search_by_pairs')
  const chunks = Array.from({ length: Math.ceil(rows.length / chunkRows) }, (_, i) =>
    rows.slice(i * chunkRows, (i + 1) * chunkRows).map((row) => row.id),
  )
  await Promise.all(
    [0, 1].map(async (half) => {
      for (const [i, ids] of chunks.entries()) if (i % 2 === half) await indexProposals(db, committeeId, ids)
    }),
  )
  const client = await pool.connect()
  await client.query(`set maintenance_work_mem = '512MB'`)
  await client.query(index[0]!.definition)
  client.release(true)
  await pool.query('vacuum analyze proposal_search')
  await countPairs(db)
  await pool.query('analyze proposal_pair_counts')
  await pool.query('checkpoint')
  const { rows: sizes } = await pool.query<{ table: string; index: string }>(
    `select pg_size_pretty(pg_table_size('proposal_search')) as table,
       pg_size_pretty(pg_relation_size('proposal_search_by_pairs')) as index`,
  )
  await close()
  const seconds = (performance.now() - startedAt) / 1000
  console.log(`${size} made searchable in ${seconds.toFixed(0)} s: ${sizes[0]!.table} and ${sizes[0]!.index} of index`)
}
