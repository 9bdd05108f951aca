import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildWorkbook, buildZip, workbookParts } from '../spreadsheets/spreadsheets.fixtures.ts'
import { acceptedMediaTypes, FileRefusal, sniffFile } from './sniff.ts'

const sharedData = new URL('../../../../shared/data/', import.meta.url)
const pdfFolder = new URL('pdf/', sharedData)
const officeFolder = new URL('spreadsheets/poi-docs/', sharedData)
const workbookFolder = new URL('spreadsheets/poi/', sharedData)

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const webp = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64')
const jpg = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffda0008010100003f0037ffd9',
  'hex',
)
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R/EncryptMetadata false>>\n%%EOF\n',
)
const xlsx = buildWorkbook({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' })
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const docx = buildWorkbook({ mainType: wordType })
const pptx = buildWorkbook({
  mainType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
})

interface OleStream {
  name: string
  content: Buffer
}

/** Builds an OLE file with streams of at least one mini-stream cutoff, so that each has sectors of its own. */
function buildOle(streams: readonly OleStream[]): Buffer {
  const sectorsOf = (bytes: number) => Math.ceil(bytes / 512)
  const table: number[] = [0xfffffffd]
  const data: Buffer[] = []
  const addChain = (content: Buffer): number => {
    const start = table.length
    const count = sectorsOf(content.length)
    for (let i = 0; i < count; i++) table.push(i === count - 1 ? 0xfffffffe : start + i + 1)
    data.push(Buffer.concat([content, Buffer.alloc(count * 512 - content.length)]))
    return start
  }
  const entry = (name: string, kind: number, start: number, size: number): Buffer => {
    const bytes = Buffer.alloc(128)
    bytes.write(name, 'utf16le')
    bytes.writeUInt16LE(name.length * 2 + 2, 64)
    bytes.writeUInt8(kind, 66)
    bytes.writeUInt32LE(start, 116)
    bytes.writeUInt32LE(size, 120)
    return bytes
  }
  const entries = streams.map(({ name, content }) => {
    const padded = Buffer.concat([content, Buffer.alloc(Math.max(0, 4_096 - content.length))])
    return entry(name, 2, addChain(padded), padded.length)
  })
  const directoryStart = addChain(Buffer.concat([entry('Root Entry', 5, 0xfffffffe, 0), ...entries]))
  const header = Buffer.alloc(512, 0xff)
  header.fill(0, 0, 76)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(1, 44)
  header.writeUInt32LE(directoryStart, 48)
  header.writeUInt32LE(4_096, 56)
  header.writeUInt32LE(0xfffffffe, 60)
  header.writeUInt32LE(0xfffffffe, 68)
  header.writeUInt32LE(0, 76)
  const tableSector = Buffer.alloc(512, 0xff)
  for (const [i, next] of table.entries()) tableSector.writeUInt32LE(next, i * 4)
  return Buffer.concat([header, tableSector, ...data])
}

const fib = (flags: number): Buffer => Buffer.from([0xec, 0xa5, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0, flags])
const doc = buildOle([{ name: 'WordDocument', content: fib(0) }])
const bof = '09081000000605000000000000000000 00000000'.replace(' ', '')
const xls = buildOle([{ name: 'Workbook', content: Buffer.from(`${bof}850000000000`, 'hex') }])
const ppt = buildOle([{ name: 'PowerPoint Document', content: Buffer.alloc(8) }])

function refusalOf(bytes: Uint8Array, fileName: string): FileRefusal {
  try {
    sniffFile(bytes, fileName)
  } catch (error) {
    expect(error).toBeInstanceOf(FileRefusal)
    return error as FileRefusal
  }
  throw new Error(`${fileName} was taken in`)
}

describe('taking a file in', () => {
  it.each([
    ['通知.pdf', pdf],
    ['提案.docx', docx],
    ['提案.doc', doc],
    ['提案.wps', doc],
    ['名册.xlsx', xlsx],
    ['名册.xls', xls],
    ['名册.et', xls],
    ['汇报.pptx', pptx],
    ['汇报.ppt', ppt],
    ['照片.jpg', jpg],
    ['图.PNG', png],
    ['图.gif', gif],
    ['图.webp', webp],
    ['说明.txt', Buffer.from('会议 <table> 说明')],
    ['名册.csv', Buffer.from('\ufeff姓名,性别\r\n')],
  ] as const)('knows %s by its content', (fileName, bytes) => {
    const extension = fileName.split('.')[1]!.toLowerCase() as keyof typeof acceptedMediaTypes
    expect(sniffFile(bytes, fileName)).toEqual({ extension, mediaType: acceptedMediaTypes[extension] })
  })

  it('calls a .jpeg a jpg, and names no charset for what is not UTF-8', () => {
    expect(sniffFile(jpg, '照片.jpeg').extension).toBe('jpg')
    expect(sniffFile(Buffer.from('d0d5c3fb2cd0d4b1f00d0a', 'hex'), '名册.csv').mediaType).toBe('text/csv')
  })
})

describe('refusing a file', () => {
  const hiddenZip = buildZip([{ name: 'a.class', content: 'x' }])
  const spoiltChain = Buffer.from(doc)
  // The directory's chain leads back to its own beginning.
  spoiltChain.writeUInt32LE(spoiltChain.readUInt32LE(48), 512 + spoiltChain.readUInt32LE(48) * 4)
  const cases: [string, Uint8Array, string, string][] = [
    ['an empty file', Buffer.alloc(0), 'a.pdf', 'file.empty'],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'a.exe', 'file.not-allowed'],
    ['a program named as a document', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'a.docx', 'file.damaged'],
    ['a program named as text', Buffer.from('7f454c46020101000000000000000000', 'hex'), 'a.txt', 'file.not-allowed'],
    ['a name without an ending', pdf, 'pdf', 'file.not-allowed'],
    ['a second ending', pdf, 'a.pdf.html', 'file.not-allowed'],
    ['a page', Buffer.from('<!DOCTYPE html><script>1</script>'), 'a.html', 'file.not-allowed'],
    ['a page named as text', Buffer.from('\ufeff \n<HTML><script>1</script>'), 'a.txt', 'file.not-allowed'],
    ['a page named as a workbook', Buffer.from('<html><table></table>'), 'a.xls', 'file.mismatch'],
    ['a drawing', Buffer.from('<svg onload="1"/>'), 'a.svg', 'file.not-allowed'],
    ['a drawing named as a picture', Buffer.from('<?xml version="1.0"?><svg/>'), 'a.png', 'file.mismatch'],
    ['a script named as text', Buffer.from('#!/bin/sh\nrm -rf x\n'), 'a.txt', 'file.not-allowed'],
    ['a workbook named as a document', xlsx, 'a.docx', 'file.mismatch'],
    ['a document named as an old one', docx, 'a.doc', 'file.mismatch'],
    ['a picture named as another', png, 'a.jpg', 'file.mismatch'],
    ['a PDF named as text', pdf, 'a.txt', 'file.mismatch'],
    ['any zip', hiddenZip, 'a.docx', 'file.not-allowed'],
    ['half a workbook', xlsx.subarray(0, xlsx.length / 2), 'a.xlsx', 'file.damaged'],
    ['a zip with the same part twice', buildZip([...workbookParts(), ...workbookParts()]), 'a.xlsx', 'file.damaged'],
    [
      'a zip bomb of entries',
      buildZip(Array.from({ length: 4_100 }, (_, i) => ({ name: `${i}`, content: '' }))),
      'a.xlsx',
      'file.damaged',
    ],
    [
      'content types that inflate without end',
      buildZip([{ name: '[Content_Types].xml', content: ' '.repeat(5_000_000) }]),
      'a.xlsx',
      'file.damaged',
    ],
    ['macros by name', xlsx, 'a.xlsm', 'file.macros'],
    [
      'macros inside',
      buildZip([...workbookParts(), { name: 'xl/vbaProject.bin', content: 'x' }]),
      'a.xlsx',
      'file.macros',
    ],
    [
      'a macro document under a plain name',
      buildWorkbook({ mainType: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
      'a.docx',
      'file.macros',
    ],
    [
      'macros in an old document',
      buildOle([
        { name: 'WordDocument', content: fib(0) },
        { name: '_VBA_PROJECT', content: fib(0) },
      ]),
      'a.doc',
      'file.macros',
    ],
    ['an encrypted workbook', buildOle([{ name: 'EncryptedPackage', content: fib(0) }]), 'a.xlsx', 'file.encrypted'],
    ['an encrypted old document', buildOle([{ name: 'WordDocument', content: fib(1) }]), 'a.doc', 'file.encrypted'],
    [
      'an encrypted old workbook',
      buildOle([{ name: 'Workbook', content: Buffer.from(`${bof}2f0000000000`, 'hex') }]),
      'a.xls',
      'file.encrypted',
    ],
    ['an installer', buildOle([{ name: 'Property', content: fib(0) }]), 'a.doc', 'file.not-allowed'],
    ['an old document cut short', doc.subarray(0, 600), 'a.doc', 'file.damaged'],
    ['an old document that bites its tail', spoiltChain, 'a.doc', 'file.damaged'],
    [
      'an encrypted PDF',
      Buffer.from(pdf.toString().replace('/EncryptMetadata false', '/Encrypt 5 0 R')),
      'a.pdf',
      'file.encrypted',
    ],
    ['a PDF cut short', pdf.subarray(0, 40), 'a.pdf', 'file.damaged'],
    ['a PDF behind a page', Buffer.concat([Buffer.from('<html>'), pdf]), 'a.pdf', 'file.mismatch'],
    [
      'a PDF that is a zip too',
      Buffer.concat([pdf.subarray(0, -6), hiddenZip, Buffer.from('\n%%EOF')]),
      'a.pdf',
      'file.mismatch',
    ],
    ['a picture that is a zip too', Buffer.concat([jpg, hiddenZip]), 'a.jpg', 'file.mismatch'],
    ['a picture that goes on as a page', Buffer.concat([png, Buffer.from('<script>')]), 'a.png', 'file.damaged'],
    ['a picture that is a script', Buffer.from('GIF89a/*\0\0\0*/=1;alert(1)//'), 'a.gif', 'file.damaged'],
    [
      'a picture by its first bytes only',
      Buffer.from('ffd8ffe03c68746d6c3e3c7363726970743e', 'hex'),
      'a.jpg',
      'file.damaged',
    ],
    ['half a picture', webp.subarray(0, 30), 'a.webp', 'file.damaged'],
    ['a text with NUL in it', Buffer.from('a\0b'), 'a.txt', 'file.not-allowed'],
  ]
  it.each(cases)('refuses %s with a sentence', (_, bytes, fileName, code) => {
    const refusal = refusalOf(bytes, fileName)
    expect(refusal.code).toBe(code)
    expect(refusal.sentence).toMatch(/^\p{Script=Han}.*。$/u)
  })

  it('says which ending the content wants', () => {
    expect(refusalOf(docx, '提案.doc').sentence).toBe('文件内容是 .docx，与文件名不符；请改正文件名后再上传。')
  })
})

function filesIn(folder: URL): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('.md')) : []
}

function expectAnswers(folder: URL, refused: Record<string, string>): void {
  it.each(filesIn(folder))('%s', (fileName) => {
    const bytes = readFileSync(new URL(fileName, folder))
    const code = refused[fileName]
    if (code === undefined) expect(sniffFile(bytes, fileName).extension).toBe(fileName.split('.').at(-1))
    else expect(refusalOf(bytes, fileName).code).toBe(code)
  })
}

describe.skipIf(!existsSync(pdfFolder))('real PDFs (needs ../shared/data/pdf)', () => {
  expectAnswers(pdfFolder, {
    'libreoffice-writer-password.pdf': 'file.encrypted',
    'truncated-6000-bytes-of-pdflatex-4-pages.pdf': 'file.damaged',
  })
})

describe.skipIf(!existsSync(officeFolder))('odd and hostile documents (needs ../shared/data/spreadsheets)', () => {
  expectAnswers(officeFolder, {
    'PasswordProtected.doc': 'file.encrypted',
    'SimpleMacro.docm': 'file.macros',
    'clusterfuzz-testcase-minimized-POIXWPFFuzzer-5313273089884160.docx': 'file.damaged',
    'truncated62886.docx': 'file.damaged',
    'unicode-path.docx': 'file.damaged',
  })
  it('knows the macros of SimpleMacro.docm under a plain name too', () => {
    expect(refusalOf(readFileSync(new URL('SimpleMacro.docm', officeFolder)), 'a.docx').code).toBe('file.macros')
  })
})

describe.skipIf(!existsSync(workbookFolder))('odd and hostile workbooks (needs ../shared/data/spreadsheets)', () => {
  expectAnswers(workbookFolder, {
    'clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5636439151607808.xlsx': 'file.damaged',
    'crash-274d6342e4842d61be0fb48eaadad6208ae767ae.xlsx': 'file.damaged',
    'duplicate-filename.xlsx': 'file.damaged',
    'protected_passtika.xlsx': 'file.encrypted',
    'xlsx-corrupted.xlsx': 'file.damaged',
  })
})
