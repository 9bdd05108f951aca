import { type MemberFields, memberFields, type Post } from '#contract/members.ts'
import type { CivilDate } from '#platform/calendar/civil-date.ts'
import { readPosts } from '../posts.ts'
import {
  type Read,
  type Refused,
  readDate,
  readEthnicity,
  readGroups,
  readName,
  readParties,
  readPhone,
  readSex,
} from './cells.ts'
import { cleanLine, cleanName, cleanText, foldName, foldPost } from './clean.ts'
import type { RosterColumn } from './headings.ts'
import type { Problems } from './problems.ts'

/** One row of a roster file as it was understood; what was blank is absent. */
export interface RosterRow {
  file: string
  row: number
  /** What the columns of its list are called there; shared by all its rows. */
  headings: ColumnHeadings
  /** The same for two rows that speak of one person by name. */
  nameKey: string
  /** The same where employer and post agree, however they are written; empty: not given. */
  postKey: string
  fields: Partial<MemberFields> & { name: string }
  bornMonthOnly: boolean
  groups: { kind: string; name: string }[]
  posts: readonly { post: Post; title: string }[]
  joinedOn: CivilDate | null
  byElection: boolean
}

/** The heading of each column that is used, in one line. */
export type ColumnHeadings = Readonly<Partial<Record<RosterColumn, string>>>

/** A table with its header found. */
export interface RosterTable {
  file: string
  headerRow: number
  columns: Partial<Record<RosterColumn, number>>
  headings: ColumnHeadings
  rows: string[][]
}

/** What reading the rows depends on beside the files. */
export interface RowRules {
  today: CivilDate
  exclusiveKinds: ReadonlySet<string>
  /** What cells that say the same again and again (大学, 汉族, 经济界) were read as: read once, kept in memory once. */
  readBefore: Map<string, Read<unknown> | Refused>
}

/** Different cells remembered; a column where nearly all differ is not worth it. */
const mostReadBefore = 20_000
const repeating: ReadonlySet<string> = new Set([
  'sex',
  'ethnicity',
  'parties',
  'nativePlace',
  'education',
  'degree',
  'professionalTitle',
  'employerPost',
  'posts',
])
const noPosts: RosterRow['posts'] = []

type TextField = {
  [F in keyof MemberFields]: MemberFields[F] extends string ? F : never
}[keyof MemberFields]
const lineFields: readonly Exclude<TextField, 'name' | 'phone' | 'ethnicity' | 'career'>[] = [
  'nativePlace',
  'education',
  'degree',
  'professionalTitle',
  'employer',
  'employerPost',
  'email',
  'address',
  'memberNumber',
  'socialPosts',
  'expertise',
]
/** Longest value that fits every text field; a longer one is held against the field's own limit. */
const alwaysFits = 20

/** Reads the rows from `from` up to before `to` below the header, and says what is wrong with each. */
export function readRows(
  table: RosterTable,
  from: number,
  to: number,
  rules: RowRules,
  problems: Problems,
): RosterRow[] {
  const rows: RosterRow[] = []
  for (let index = from; index < to; index++) {
    const row = readRow(table, index, rules, problems)
    if (row) rows.push(row)
  }
  return rows
}

function readRow(table: RosterTable, index: number, rules: RowRules, problems: Problems): RosterRow | null {
  const cells = table.rows[index] ?? []
  const rawOf = (column: RosterColumn): string => {
    const at = table.columns[column]
    return at === undefined ? '' : (cells[at] ?? '')
  }
  const place = (column: RosterColumn) => ({
    file: table.file,
    row: index + 1,
    column: table.headings[column] ?? '',
    value: rawOf(column),
  })
  const nameCell = rawOf('name')
  if (cleanLine(nameCell) === '') {
    tellNameless(cells, table, index, problems, place('name'))
    return null
  }
  // A long list printed on several pages repeats its header.
  if (cleanName(nameCell) === cleanName(table.headings.name ?? '')) return null

  const take = <T>(column: RosterColumn, read: (cell: string) => Read<T> | Refused): T | undefined => {
    const raw = rawOf(column)
    const cell = cleanLine(raw)
    if (cell === '') return undefined
    if (cell !== raw && column !== 'name') problems.warning(place(column), `已去掉多余的空格或换行，读作“${cell}”`)
    const result = readOnce(column, cell, read, rules)
    if ('error' in result) {
      problems.error(place(column), result.error)
      return undefined
    }
    if (result.note) problems.warning(place(column), result.note)
    if (result.trifle) problems.tally(result.trifle, place(column), result.trifle)
    return result.value
  }
  const limited =
    (field: TextField) =>
    (cell: string): Read<string> | Refused => {
      if (cell.length <= alwaysFits) return { value: cell }
      const parsed = memberFields.shape[field].safeParse(cell)
      return parsed.success ? { value: cell } : { error: parsed.error.issues[0]!.message }
    }

  const named = take('name', readName)
  if (!named) return null
  if (named.name !== nameCell && !/[（(]/.test(nameCell))
    problems.warning(place('name'), `已去掉姓名中多余的空格，读作“${named.name}”`)
  const fields: RosterRow['fields'] = { name: named.name }
  const sex = take('sex', readSex) ?? named.sex
  if (sex) fields.sex = sex
  const ethnicity = take('ethnicity', readEthnicity) ?? named.ethnicity
  if (ethnicity) fields.ethnicity = ethnicity
  const parties = take('parties', readParties)
  if (parties) fields.parties = parties
  const born = take('bornOn', (cell) => readDate(cell, rules.today))
  if (born) fields.bornOn = born.date
  const phone = take('phone', readPhone)
  if (phone) fields.phone = phone
  for (const field of lineFields) {
    const value = take(field, limited(field))
    if (value !== undefined) fields[field] = value
  }
  const career = cleanText(rawOf('career'))
  if (career !== '') {
    const checked = limited('career')(career)
    if ('error' in checked) problems.error(place('career'), checked.error)
    else fields.career = checked.value
  }
  return {
    file: table.file,
    row: index + 1,
    headings: table.headings,
    nameKey: foldName(fields.name),
    postKey: foldPost(fields.employer ?? '', fields.employerPost ?? ''),
    fields,
    bornMonthOnly: born?.monthOnly ?? false,
    groups: readSeats(table, take, rules, problems, place),
    posts: take('posts', checkedPosts) ?? noPosts,
    joinedOn: take('joinedOn', (cell) => readDate(cell, '2200-12-31'))?.date ?? null,
    byElection: cleanLine(rawOf('joinWay')).includes('增补'),
  }
}

function readOnce<T>(
  column: RosterColumn,
  cell: string,
  read: (cell: string) => Read<T> | Refused,
  { readBefore }: RowRules,
): Read<T> | Refused {
  if (!repeating.has(column) && !column.startsWith('group.')) return read(cell)
  const key = `${column}\n${cell}`
  // Read under the same column by the same function, hence of its type.
  const before = readBefore.get(key) as Read<T> | Refused | undefined
  if (before) return before
  const result = read(cell)
  if (readBefore.size < mostReadBefore) readBefore.set(key, result)
  return result
}

function checkedPosts(cell: string): Read<RosterRow['posts']> | Refused {
  const posts = readPosts(cell)
  return posts.some(({ title }) => [...title].length > 60) ? { error: '职务不能超过 60 字' } : { value: posts }
}

function readSeats(
  table: RosterTable,
  take: <T>(column: RosterColumn, read: (cell: string) => Read<T> | Refused) => T | undefined,
  rules: RowRules,
  problems: Problems,
  place: (column: RosterColumn) => Parameters<Problems['error']>[0],
): RosterRow['groups'] {
  return (Object.keys(table.columns) as RosterColumn[])
    .filter((column): column is `group.${string}` => column.startsWith('group.'))
    .flatMap((column) => {
      const kind = column.slice('group.'.length)
      const seats = take(column, (cell) => ({
        value: readGroups(cell, rules.exclusiveKinds.has(kind)).map((name) => ({ kind, name })),
      }))
      const tooLong = seats?.some(({ name }) => [...name].length > 40)
      if (tooLong) problems.error(place(column), '组名不能超过 40 字')
      return tooLong ? [] : (seats ?? [])
    })
}

/** A row without a name: an error where there is somebody, a remark where it is a note or a heading between groups. */
function tellNameless(
  cells: readonly string[],
  table: RosterTable,
  index: number,
  problems: Problems,
  place: Parameters<Problems['error']>[0],
): void {
  const numberAt = table.columns.number
  const filled = cells.filter((cell, at) => at !== numberAt && cell.trim() !== '')
  if (filled.length >= 2) problems.error(place, '缺姓名')
  else if (filled.length === 1 || (cells[numberAt ?? 0] ?? '').trim().length > 4)
    problems.warning(
      { file: table.file, row: index + 1, column: '', value: filled[0] ?? cells[numberAt ?? 0] ?? '' },
      '这一行不像是委员，已略过',
    )
}
