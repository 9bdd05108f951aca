/** The part of JSON Schema our settings use, and how a value is read and changed along a path. */
export interface Schema {
  type?: string | string[]
  format?: string
  title?: string
  description?: string
  properties?: Record<string, Schema>
  items?: Schema
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  anyOf?: Schema[]
  additionalProperties?: Schema | boolean
}

export type Path = readonly (string | number)[]

/** What a schema is drawn as. */
export type Kind = 'object' | 'rows' | 'lines' | 'number' | 'choice' | 'choices' | 'flag' | 'date' | 'text' | 'raw'

/** A nullable schema stands as its other branch. */
export function plain(schema: Schema): Schema {
  const real = schema.anyOf?.filter((one) => one.type !== 'null')
  return real?.length === 1 && real[0] ? { ...schema, ...real[0], anyOf: undefined } : schema
}

export function kindOf(given: Schema): Kind {
  const schema = plain(given)
  if (schema.enum) return 'choice'
  if (schema.type === 'object' && schema.properties) return 'object'
  if (schema.type === 'array' && schema.items) {
    const item = kindOf(schema.items)
    if (item === 'object') return 'rows'
    if (item === 'choice') return 'choices'
    if (item === 'text' || item === 'number') return 'lines'
  }
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  if (schema.type === 'boolean') return 'flag'
  if (schema.type === 'string') return schema.format === 'date' ? 'date' : 'text'
  return 'raw'
}

/** The value with one place in it changed; nothing else is touched. */
export function withAt(value: unknown, path: Path, next: unknown): unknown {
  const [head, ...rest] = path
  if (head === undefined) return next
  if (Array.isArray(value)) return value.map((one, i) => (i === head ? withAt(one, rest, next) : one))
  const record = (value ?? {}) as Record<string, unknown>
  return { ...record, [head]: withAt(record[head], rest, next) }
}

/** Equal by content, whatever the order of an object's names. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => same(one, b[i]))
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => same((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
}

/** The names of the parts in which a value departs from the national default. */
export function differing(value: unknown, standard: unknown): string[] {
  const [own, theirs] = [value, standard].map((one) => (one ?? {}) as Record<string, unknown>)
  return Object.keys({ ...theirs, ...own }).filter((name) => !same(own?.[name], theirs?.[name]))
}

/** A value in few words, for the national default beside the field. */
export function brief(value: unknown): string {
  if (value === null || value === undefined || value === '') return '空'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map(brief).join('、')
  if (typeof value === 'object') {
    const record = value as Record<string, unknown>
    return brief(record.name ?? record.title ?? record.code ?? Object.values(record)[0])
  }
  return String(value)
}

/** A fresh value for a row that is added. */
export function blank(given: Schema): unknown {
  const schema = plain(given)
  const kind = kindOf(schema)
  if (kind === 'object')
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, blank(part)]))
  if (kind === 'rows' || kind === 'lines' || kind === 'choices') return []
  if (kind === 'number') return schema.minimum ?? 0
  if (kind === 'flag') return false
  if (kind === 'date') return null
  if (kind === 'choice') return schema.enum?.[0] ?? null
  return ''
}
