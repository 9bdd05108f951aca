import { crc32, deflateRawSync } from 'node:zlib'
import { parseUpload } from './parse-upload.ts'
import type { Table } from './read-table.ts'

/** One entry of a zip under construction; what is given beside name and content is a lie to be told about it. */
export interface ZipPart {
  name: string
  content: string | Uint8Array
  declaredSize?: number
  declaredPackedSize?: number
  declaredCrc?: number
  localName?: string
  flags?: number
  extra?: Uint8Array
}

/** Builds a zip byte by byte, honest unless told otherwise, with `prefix` before its first entry. */
export function buildZip(parts: readonly ZipPart[], prefix = ''): Buffer {
  const pieces: Buffer[] = [Buffer.from(prefix)]
  const directory: Buffer[] = []
  let offset = prefix.length
  for (const part of parts) {
    const content = Buffer.from(part.content as string)
    const packed = deflateRawSync(content)
    const name = Buffer.from(part.name)
    const localName = Buffer.from(part.localName ?? part.name)
    const extra = Buffer.from(part.extra ?? [])
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(part.flags ?? 0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(part.declaredCrc ?? crc32(content), 10)
    common.writeUInt32LE(part.declaredPackedSize ?? packed.length, 14)
    common.writeUInt32LE(part.declaredSize ?? content.length, 18)
    const local = Buffer.from(common)
    local.writeUInt16LE(localName.length, 22)
    common.writeUInt16LE(name.length, 22)
    common.writeUInt16LE(extra.length, 24)
    const central = Buffer.alloc(14)
    central.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, central, name, extra)
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), local, localName, packed])
    pieces.push(entry)
    offset += entry.length
  }
  const directoryBytes = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directoryBytes.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...pieces, directoryBytes, end])
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** Parts of a workbook; `rows` is the XML inside sheetData, `after` what follows it. */
export interface WorkbookParts {
  rows?: string
  after?: string
  sheet?: string
  strings?: string
  styles?: string
  workbookPr?: string
  mainType?: string
  relationships?: string
}

/** The parts of a small workbook with one sheet, to be zipped or spoilt first. */
export function workbookParts(parts: WorkbookParts = {}): ZipPart[] {
  const type = parts.mainType ?? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
  const sheet =
    parts.sheet ??
    `<worksheet xmlns="${MAIN}"><sheetData>${parts.rows ?? ''}</sheetData>${parts.after ?? ''}</worksheet>`
  return [
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${parts.workbookPr ?? ''}<sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="/xl/styles.xml"/>${parts.relationships ?? ''}</Relationships>`,
    },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${parts.strings ?? ''}</sst>` },
    { name: 'xl/styles.xml', content: `<styleSheet xmlns="${MAIN}">${parts.styles ?? ''}</styleSheet>` },
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
  ]
}

/** A small workbook with one sheet. */
export function buildWorkbook(parts: WorkbookParts = {}): Buffer {
  return buildZip(workbookParts(parts))
}

/** Reads in the test's own thread, for the many small reads of a property. */
export async function readHere(bytes: Uint8Array, fileName: string): Promise<Table> {
  const sheets: Table['sheets'] = []
  const parsed = await parseUpload(bytes, fileName, {
    sheet: (name, hidden) => sheets.push({ name, hidden, rows: [], mergedRanges: [] }),
    rows: (rows) => sheets.at(-1)?.rows.push(...rows),
    merged: (ranges) => sheets.at(-1)?.mergedRanges.push(...ranges),
  })
  return { ...parsed, sheets }
}
