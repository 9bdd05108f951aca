import { Readable } from 'node:stream'
import type { z } from 'zod'
import type { ExportFormat } from '#contract/common.ts'
import type { memberRoutes } from '#contract/members.ts'
import { listGroupKinds } from '#features/committees/index.ts'
import type { Context } from '#platform/context.ts'
import { writeCursor } from '#platform/lists.ts'
import type { CellValue, Column } from '#platform/spreadsheets/column.ts'
import { streamCsv } from '#platform/spreadsheets/write-csv.ts'
import { streamXlsx } from '#platform/spreadsheets/write-xlsx.ts'
import { type ContactSight, contactSight, withinSight } from '../access.ts'
import { byRank, postLabel } from '../rules/posts.ts'
import { listName, type OpenRoster, openRoster, type RosterRow, readRoster } from './roster.ts'

type ExportQuery = z.output<typeof memberRoutes.exportMembers.query>

/** A column of the export; `sight`: what one must be allowed to see for it. */
interface RosterColumn extends Column {
  sight?: Exclude<ContactSight, 'none'>
  value(row: RosterRow): CellValue
}

const sexWords = { male: '男', female: '女' } as const
const batchRows = 1000

const text = (heading: string, value: RosterColumn['value'], sight?: RosterColumn['sight']): RosterColumn => ({
  heading,
  kind: 'text',
  value,
  ...(sight ? { sight } : {}),
})
const date = (heading: string, value: RosterColumn['value'], sight?: RosterColumn['sight']): RosterColumn => ({
  ...text(heading, value, sight),
  kind: 'date',
})

/** The columns in the order of a printed roster; their headings are those an import knows. */
function columnsFor(kinds: readonly { code: string; name: string }[], sight: ContactSight): RosterColumn[] {
  const all: RosterColumn[] = [
    text('姓名', (row) => row.name),
    text('性别', (row) => row.sex && sexWords[row.sex]),
    text('民族', (row) => row.ethnicity),
    date('出生日期', (row) => row.bornOn, 'all'),
    text('籍贯', (row) => row.nativePlace),
    text('党派', (row) => row.parties.join('、')),
    ...kinds.map((kind) =>
      text(kind.name, (row) =>
        row.groups
          .filter((group) => group.kind === kind.code)
          .map((group) => group.name)
          .join('；'),
      ),
    ),
    text('政协职务', (row) => row.posts.sort(byRank).map(postLabel).join('、')),
    text('工作单位', (row) => row.employer),
    text('单位职务', (row) => row.employerPost),
    text('学历', (row) => row.education),
    text('学位', (row) => row.degree),
    text('职称', (row) => row.professionalTitle),
    text('委员证号', (row) => row.memberNumber, 'all'),
    text('手机', (row) => row.phone, 'phone'),
    text('电子邮箱', (row) => row.email, 'all'),
    text('通信地址', (row) => row.address, 'all'),
    text('社会职务', (row) => row.socialPosts),
    text('专长', (row) => row.expertise),
    text('工作经历', (row) => row.career),
    date('任职日期', (row) => row.joinedOn),
    text('状态', (row) => (row.active ? '在任' : '已离任')),
  ]
  return all.filter((column) => column.sight === undefined || sight === 'all' || column.sight === sight)
}

/** A file being written: its name, its media type, and its bytes as they come. */
export interface RosterExport {
  name: string
  mediaType: string
  bytes: Readable
}

/** The roster as a file, under the filters, the order and the rights of the list; rows are read as fast as they are taken.
 *  @throws DomainError access.denied, input.invalid */
export async function exportMembers(ctx: Context, { format, ...filters }: ExportQuery): Promise<RosterExport> {
  const roster = await openRoster(ctx, filters)
  const sight = contactSight(ctx.actor, null)
  const columns = columnsFor(await listGroupKinds(ctx), sight)
  const numbered: Column[] = [{ heading: '序号', kind: 'number' }, ...columns]
  return { name: `委员名单.${format}`, ...writers[format](numbered, cellsOf(readAll(ctx, roster, sight), columns)) }
}

const writers: Readonly<
  Record<ExportFormat, (columns: Column[], rows: AsyncIterable<CellValue[]>) => Omit<RosterExport, 'name'>>
> = {
  xlsx: (columns, rows) => ({
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: streamXlsx({ sheets: [{ name: '委员名单', columns, rows }] }),
  }),
  csv: (columns, rows) => ({ mediaType: 'text/csv; charset=utf-8', bytes: streamCsv(columns, rows) }),
  json: (columns, rows) => ({
    mediaType: 'application/json; charset=utf-8',
    bytes: Readable.from(jsonPieces(columns, rows), { objectMode: false }),
  }),
}

async function* readAll(ctx: Context, roster: OpenRoster, sight: ContactSight): AsyncGenerator<RosterRow> {
  let cursor: string | undefined
  for (;;) {
    const rows = await readRoster(ctx, roster, cursor, batchRows)
    for (const row of rows) yield withinSight(row, sight)
    const last = rows.at(-1)
    if (!last || rows.length < batchRows) return
    cursor = writeCursor(listName(roster.filters.sort), { value: last.sortKey, id: last.id })
  }
}

async function* cellsOf(rows: AsyncIterable<RosterRow>, columns: readonly RosterColumn[]): AsyncGenerator<CellValue[]> {
  let number = 0
  for await (const row of rows) yield [++number, ...columns.map((column) => column.value(row))]
}

async function* jsonPieces(columns: readonly Column[], rows: AsyncIterable<CellValue[]>): AsyncGenerator<Buffer> {
  let piece = '['
  let first = true
  for await (const cells of rows) {
    const record = Object.fromEntries(columns.map(({ heading }, at) => [heading, cells[at] ?? null]))
    piece += `${first ? '\n' : ',\n'}${JSON.stringify(record)}`
    first = false
    if (piece.length < 65_536) continue
    yield Buffer.from(piece, 'utf8')
    piece = ''
  }
  yield Buffer.from(`${piece}\n]\n`, 'utf8')
}
