import type pg from 'pg'

const typeOf: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  tsvector: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  date: 'string',
  bytea: 'Buffer',
  xid8: 'string',
  timestamptz: 'Instant',
  jsonb: 'Json',
  _text: 'string[]',
  _uuid: 'string[]',
  _int4: 'number[]',
  _int8: 'number[]',
}

interface Column {
  table_name: string
  column_name: string
  udt_name: string
  is_nullable: 'YES' | 'NO'
  filled: boolean
}

/** The Kysely types of the migrated database as TypeScript source. @throws Error for a column type without a mapping */
export async function schemaSource(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<Column>(`
    select table_name, column_name, udt_name, is_nullable, column_default is not null or is_identity = 'YES' or is_generated = 'ALWAYS' as filled
    from information_schema.columns
    where table_schema = 'public' and table_name <> 'migrations'
    order by table_name, ordinal_position`)
  const tables = new Map<string, string[]>()
  for (const column of rows) {
    const base = typeOf[column.udt_name]
    if (!base)
      throw new Error(`No TypeScript type for ${column.udt_name} of ${column.table_name}.${column.column_name}`)
    const nullable = column.is_nullable === 'YES' ? `${base} | null` : base
    const type = column.filled ? `Generated<${nullable}>` : nullable
    const lines = tables.get(column.table_name) ?? []
    lines.push(`  ${column.column_name}: ${type}`)
    tables.set(column.table_name, lines)
  }
  const interfaceName = (table: string) =>
    table
      .split('_')
      .map((part) => part[0]!.toUpperCase() + part.slice(1))
      .join('')
  const names = [...tables.keys()]
  return `// Made from the migrated database by \`npm run generate\`; do not edit.
import type { ColumnType } from 'kysely'

/** Left to the database when not given. */
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
/** ISO 8601 in UTC with microseconds when read; a Date is taken too when written. */
export type Instant = ColumnType<string, Date | string, Date | string>
/** Read as parsed JSON; written as its text. */
export type Json = ColumnType<unknown, string, string>

${names.map((name) => `export interface ${interfaceName(name)} {\n${tables.get(name)!.join('\n')}\n}\n`).join('\n')}
export interface DB {
${names.map((name) => `  ${name}: ${interfaceName(name)}`).join('\n')}
}
`
}
