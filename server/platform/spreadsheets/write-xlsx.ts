import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { encodeCellText } from './cell-text.ts'
import type { SheetSource } from './column.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import { sheetXml } from './write-sheet-xml.ts'

/** A workbook to be written. */
export interface WorkbookSource {
  sheets: readonly SheetSource[]
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/**
 * Writes a workbook: bold frozen header with a filter, columns as wide as their text. Text is always text, never a
 * formula, and comes back from `readTable` equal, control characters too; text beyond the 32,767 characters of an
 * Excel cell is cut with a note of its length at the end.
 * @throws SpreadsheetError spreadsheet.too-large beyond 1,048,576 rows in a sheet
 */
export async function writeXlsx(workbook: WorkbookSource): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(streamXlsx(workbook) as AsyncIterable<Buffer>))
}

/** The same as a stream: rows are taken as fast as it is read, and a handful of them are in memory at a time. */
export function streamXlsx({ sheets }: WorkbookSource): Readable {
  return Readable.from(workbookPieces(sheets), { objectMode: false })
}

async function* workbookPieces(sheets: readonly SheetSource[]): AsyncGenerator<Buffer> {
  if (sheets.length === 0) throw new SpreadsheetError('spreadsheet.empty')
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const add = (name: string, xml: string): void => zip.addBuffer(Buffer.from(XML + xml, 'utf8'), name)
  add('[Content_Types].xml', contentTypes(sheets.length))
  add('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']]))
  add('xl/workbook.xml', workbookXml(sheets))
  const sheetParts = sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const)
  add('xl/_rels/workbook.xml.rels', relationships([...sheetParts, ['styles', 'styles.xml']]))
  add('xl/styles.xml', stylesXml)
  const opened: Readable[] = []
  for (const [i, sheet] of sheets.entries()) {
    zip.addReadStreamLazy(`xl/worksheets/sheet${i + 1}.xml`, (open) => {
      const rows = Readable.from(sheetXml(sheet), { objectMode: false })
      opened.push(rows)
      // The zip does not listen for a row source that fails; without this the reader would wait for ever.
      rows.once('error', (error) => output.destroy(error))
      open(null, rows)
    })
  }
  zip.end()
  try {
    for await (const piece of output) yield piece as Buffer
  } finally {
    // Whoever stops reading half way also ends the query behind the rows.
    for (const rows of opened) rows.destroy()
  }
}

function contentTypes(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
  )
  return (
    `<Types xmlns="${PACKAGE}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${sheets.join('')}</Types>`
  )
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const links = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}</Relationships>`
}

function workbookXml(sheets: readonly SheetSource[]): string {
  const names = sheetNames(sheets.map(({ name }) => name))
  const list = names.map((name, i) => `<sheet name="${encodeAttribute(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`
}

/** Characters of a sheet name; Excel takes no more, none of `[]:*?/\`, no quote at either end, and no name twice. */
const SHEET_NAME_CHARACTERS = 31

function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((raw) => {
    const clean =
      raw
        .toWellFormed()
        .replace(/[[\]:*?/\\\p{Cc}\ufffe\uffff]/gu, ' ')
        .trim()
        .replace(/^'+|'+$/g, '') || 'Sheet'
    let name = cut(clean, SHEET_NAME_CHARACTERS)
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${cut(clean, SHEET_NAME_CHARACTERS - 5)} (${i})`
    taken.add(name.toLowerCase())
    return name
  })
}

/** The first characters of a text, never half of a pair. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}

function encodeAttribute(text: string): string {
  return encodeCellText(text).replaceAll('"', '&quot;')
}

/** Cell styles in the order of `cellStyles`: general, header, text, number, date. Text cells carry the format `@`, so
 *  that a later edit in Excel does not turn them into formulas either. */
const stylesXml =
  `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1">' +
  '<alignment horizontal="center" vertical="center" wrapText="1"/></xf>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
