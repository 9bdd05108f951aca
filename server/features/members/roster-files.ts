import { createHash } from 'node:crypto'
import type { GroupKind } from '#contract/committees.ts'
import type { ImportPreview } from '#contract/common.ts'
import { DomainError } from '#platform/errors.ts'
import type { Upload } from '#platform/http/uploads.ts'
import { type FoundHeader, findHeader } from '#platform/spreadsheets/find-header.ts'
import { readTable, type TableSheet } from '#platform/spreadsheets/read-table.ts'
import { cleanLine } from './rules/roster/clean.ts'
import { headingsFor, type RosterColumn, withoutNote } from './rules/roster/headings.ts'
import type { Problems } from './rules/roster/problems.ts'
import { type RosterRow, type RosterTable, type RowRules, readRows } from './rules/roster/row.ts'

/** What roster files hold: their rows, how each was read, and a hash of their bytes. */
export interface RosterFiles {
  rows: RosterRow[]
  files: ImportPreview['files']
  hash: string
}

/** Rows read before others get their turn: an import must not keep everybody waiting. */
const rowsAtOnce = 2000
const headerSearchRows = 50

/** Reads roster files; each visible sheet with a header is a list.
 *  @throws DomainError import.no-header where a file has none, SpreadsheetError where it is no table */
export async function readRosterFiles(
  uploads: readonly Upload[],
  kinds: readonly GroupKind[],
  groupKind: string,
  rules: RowRules,
  problems: Problems,
): Promise<RosterFiles> {
  const headings = headingsFor(kinds, groupKind)
  const hash = createHash('sha256')
  const rows: RosterRow[] = []
  const files: ImportPreview['files'] = []
  for (const { name, bytes } of uploads) {
    hash.update(`${name}\n`).update(createHash('sha256').update(bytes).digest())
    const { sheets, encoding } = await readTable(bytes, { fileName: name })
    const lists = sheets
      .filter((sheet) => !sheet.hidden)
      .map((sheet) => ({ sheet, header: findRosterHeader(sheet, headings) }))
      .filter((list): list is { sheet: TableSheet; header: FoundHeader<RosterColumn> } => list.header !== null)
    if (lists.length === 0) throw new DomainError('import.no-header', { file: name, required: ['姓名'] }, 400)
    for (const { sheet, header } of lists) {
      const file = lists.length > 1 ? `${name}（${sheet.name}）` : name
      const table = tableOf(file, sheet, header)
      tellDoubleColumns(table, header, problems)
      tellGaps(table, problems)
      const found = await readAll(table, rules, problems)
      for (const row of found) rows.push(row)
      files.push({
        name: file,
        encoding: encoding ?? null,
        headerRow: header.headerRow + 1,
        rows: found.length,
        unknownColumns: header.unknown.map(({ heading }) => heading),
      })
    }
  }
  return { rows, files, hash: hash.digest('hex') }
}

function findRosterHeader(
  sheet: TableSheet,
  headings: Record<RosterColumn, readonly string[]>,
): FoundHeader<RosterColumn> | null {
  const top = sheet.rows.slice(0, headerSearchRows).map((row) => row.map(withoutNote))
  return findHeader(top, headings, ['name'])
}

function tableOf(file: string, sheet: TableSheet, header: FoundHeader<RosterColumn>): RosterTable {
  const { headerRow, columns } = header
  fillMergedDown(sheet, headerRow, columns.name)
  const headings = Object.fromEntries(
    Object.entries(columns).map(([column, at]) => [column, cleanLine(sheet.rows[headerRow]?.[at!] ?? '')]),
  )
  return { file, headerRow, columns, headings, rows: sheet.rows }
}

/** A cell merged over several rows says the same of each: the group written once beside its members. */
function fillMergedDown(sheet: TableSheet, headerRow: number, nameColumn: number | undefined): void {
  for (const { top, left, bottom, right } of sheet.mergedRanges) {
    if (left !== right || left === nameColumn || top <= headerRow) continue
    const value = sheet.rows[top]?.[left] ?? ''
    for (let at = top + 1; at <= Math.min(bottom, sheet.rows.length - 1); at++) {
      const row = sheet.rows[at]!
      while (row.length <= left) row.push('')
      row[left] = value
    }
  }
}

async function readAll(table: RosterTable, rules: RowRules, problems: Problems): Promise<RosterRow[]> {
  const rows: RosterRow[] = []
  for (let from = table.headerRow + 1; from < table.rows.length; from += rowsAtOnce) {
    const to = Math.min(from + rowsAtOnce, table.rows.length)
    for (const row of readRows(table, from, to, rules, problems)) rows.push(row)
    // What was read is not needed twice: a large file must not stand in memory in two shapes.
    table.rows.fill([], from, to)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return rows
}

function tellDoubleColumns(table: RosterTable, header: FoundHeader<RosterColumn>, problems: Problems): void {
  for (const { columns } of header.duplicates) {
    const heading = cleanLine(table.rows[header.headerRow]?.[columns[1]!] ?? '')
    problems.warning(
      { file: table.file, row: header.headerRow + 1, column: heading, value: heading },
      '这一列与前面的一列意思相同，只用前面的一列',
    )
  }
}

/** Numbers left out (1, 2, 3, 7) may be people left out. */
function tellGaps(table: RosterTable, problems: Problems): void {
  const column = table.columns.number
  if (column === undefined) return
  let last: number | null = null
  for (let at = table.headerRow + 1; at < table.rows.length; at++) {
    const cell = table.rows[at]?.[column]?.trim() ?? ''
    if (!/^\d{1,6}$/.test(cell)) continue
    const number = Number(cell)
    // Some lists begin at 1 again in each group.
    if (last !== null && number !== last + 1 && number !== 1)
      problems.tally(
        'gap',
        { file: table.file, row: at + 1, column: table.headings.number ?? '', value: cell },
        `序号不连续：${last} 之后是 ${number}，请看是否漏了人`,
      )
    last = number
  }
}
