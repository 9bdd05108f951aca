import { type NumberKind, numberKindOf } from './cell-text.ts'
import { MAX_CELLS, MAX_DECOMPRESSED_BYTES, MAX_ENTRIES, MAX_SHEETS } from './limits.ts'
import { MalformedFile } from './malformed.ts'
import { openOfficePackage, readRelationships, readSmallXml } from './ooxml.ts'
import type { RowCollector } from './row-collector.ts'
import { createSheetListener, createStringsListener, type WorkbookContext } from './sheet-xml.ts'
import { SpreadsheetError } from './spreadsheet-error.ts'
import { createXmlReader, type XmlListener } from './xml.ts'
import { type InflateBudget, readZipEntry, type ZipEntry } from './zip.ts'

interface SheetPart {
  name: string
  hidden: boolean
  entry: ZipEntry
}

/**
 * Reads a workbook sheet by sheet into the collector, never holding more of the file than its shared strings. Only
 * the parts a table is made of are opened: links, pictures, schemas, macros and embedded files stay packed.
 * @throws SpreadsheetError; MalformedFile
 */
export async function readXlsx(bytes: Uint8Array, collector: RowCollector): Promise<void> {
  const { kind, hasMacros, mainPart, parts } = openOfficePackage(bytes, MAX_ENTRIES)
  if (hasMacros) throw new SpreadsheetError('spreadsheet.macros')
  if (kind === 'xlsb') throw new SpreadsheetError('spreadsheet.legacy-format')
  if (kind !== 'xlsx') throw new SpreadsheetError('spreadsheet.not-a-spreadsheet', { kind })
  const main = parts.get(mainPart)
  if (main === undefined) throw new MalformedFile('missing-part', mainPart)
  const relationships = readRelationships(bytes, parts, mainPart)
  const partOf = (ending: string): ZipEntry | undefined => {
    const found = relationships.find(({ type }) => type.endsWith(ending))
    return found && parts.get(found.target)
  }

  const sheets: SheetPart[] = []
  let uses1904 = false
  readSmallXml(bytes, main, (name, attributes) => {
    if (name === 'workbookPr') uses1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
    if (name !== 'sheet') return
    const id = Object.entries(attributes).find(([key]) => /^[^:]+:id$/.test(key))?.[1]
    const relationship = relationships.find((candidate) => candidate.id === id)
    // A chart or dialog sheet has no cells.
    if (relationship === undefined || !relationship.type.endsWith('/worksheet')) return
    const entry = parts.get(relationship.target)
    if (entry === undefined) throw new MalformedFile('missing-part', relationship.target)
    if (sheets.length >= MAX_SHEETS) {
      throw new SpreadsheetError('spreadsheet.too-large', { limit: 'sheets', most: MAX_SHEETS })
    }
    const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
    sheets.push({ name: attributes.name ?? '', hidden, entry })
  })

  const budget: InflateBudget = { remaining: MAX_DECOMPRESSED_BYTES }
  const stylesPart = partOf('/styles')
  const stringsPart = partOf('/sharedStrings')
  const strings = createStringsListener(MAX_CELLS)
  if (stringsPart !== undefined) await readPart(bytes, stringsPart, budget, strings)
  const numberKinds = stylesPart === undefined ? [] : await readNumberKinds(bytes, stylesPart, budget)
  const workbook: WorkbookContext = { strings: strings.texts, numberKinds, uses1904 }
  for (const sheet of sheets) {
    collector.startSheet(sheet.name, sheet.hidden)
    const listener = createSheetListener(workbook, collector)
    await readPart(bytes, sheet.entry, budget, listener)
    collector.endSheet(listener.merged())
  }
}

async function readPart(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: InflateBudget,
  listener: XmlListener,
): Promise<void> {
  const reader = createXmlReader(entry.name, listener)
  for await (const piece of readZipEntry(bytes, entry, budget)) reader.write(piece)
  reader.end()
}

/** Reads what each cell style shows: number, date or time. */
async function readNumberKinds(bytes: Uint8Array, entry: ZipEntry, budget: InflateBudget): Promise<NumberKind[]> {
  const codes = new Map<number, string>()
  const formatIds: number[] = []
  let inCellFormats = false
  await readPart(bytes, entry, budget, {
    open(name, attributes) {
      if (name === 'cellXfs') inCellFormats = true
      else if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'xf' && inCellFormats) formatIds.push(Number(attributes.numFmtId ?? 0))
    },
    text() {
      // Styles say everything in attributes.
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return formatIds.map((id) => numberKindOf(id, codes.get(id)))
}
