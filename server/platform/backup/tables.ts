import type { Connection } from '../database/connection.ts'

/** A table as far as copying it goes. */
export interface TableShape {
  name: string
  /** Those that are written; generated ones come by themselves. */
  columns: string[]
  /** Terms of `order by` that say one order on every server. */
  order: string
}

/** Tables of Tongxin that are no data: which migrations were carried out is said by carrying them out. */
const notData = ['migrations']

/** `"name"`. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The tables of the schema public, by name; partitions belong to their table. pg-boss's own schema is no part of it. */
export async function listTables(connection: Connection): Promise<string[]> {
  const { rows } = await connection.query<{ name: string }>(
    `select c.relname as name
     from pg_class c
     where c.relnamespace = 'public'::regnamespace
       and c.relkind in ('r', 'p')
       and not c.relispartition
       and c.relname <> all ($1)
     order by c.relname collate "C"`,
    [notData],
  )
  return rows.map((row) => row.name)
}

/** The tables with their columns, and the order in which their rows are written. */
export async function describeTables(connection: Connection): Promise<TableShape[]> {
  const { rows } = await connection.query<{
    name: string
    columns: string[]
    key: { name: string; text: boolean }[] | null
  }>(
    `select c.relname as name,
       (select array_agg(a.attname::text order by a.attnum)
        from pg_attribute a
        where a.attrelid = c.oid
          and a.attnum > 0
          and not a.attisdropped
          and a.attgenerated = '') as columns,
       (select json_agg(json_build_object('name', a.attname, 'text', a.attcollation <> 0) order by k.place)
        from pg_constraint p
        cross join unnest(p.conkey) with ordinality as k (attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where p.conrelid = c.oid
          and p.contype = 'p') as key
     from pg_class c
     where c.relnamespace = 'public'::regnamespace
       and c.relname = any ($1)
     order by c.relname collate "C"`,
    [await listTables(connection)],
  )
  return rows.map(({ name, columns, key }) => ({
    name,
    columns,
    // In "C", lest another server with other rules for texts give the rows in another order.
    order: key
      ? key.map((column) => `t.${quoted(column.name)}${column.text ? ' collate "C"' : ''}`).join(', ')
      : 't::text collate "C"',
  }))
}

/** The sequences of the schema public with the last number given. */
export async function listSequences(connection: Connection): Promise<{ name: string; last: string | null }[]> {
  const { rows } = await connection.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value::text as last
     from pg_sequences
     where schemaname = 'public'
     order by sequencename collate "C"`,
  )
  return rows
}

/** Which migrations this database has; none when it is new. */
export async function listAppliedMigrations(connection: Connection): Promise<string[]> {
  const { rows: found } = await connection.query<{ there: boolean }>(
    `select to_regclass('public.migrations') is not null as there`,
  )
  if (!found[0]!.there) return []
  const { rows } = await connection.query<{ name: string }>('select name from migrations order by name collate "C"')
  return rows.map((row) => row.name)
}
