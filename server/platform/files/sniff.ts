import { DomainError } from '../errors.ts'
import { MalformedFile } from '../spreadsheets/malformed.ts'
import { isOle, type OleFile, openOle } from '../spreadsheets/ole.ts'
import { type OfficeKind, openOfficePackage } from '../spreadsheets/ooxml.ts'
import { decodeText, looksLikeMarkup } from '../spreadsheets/text-encoding.ts'
import { sniffImage } from './sniff-image.ts'

/** The kinds of file a committee office hands in, by extension. */
export const acceptedMediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  wps: 'application/wps-office.wps',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  et: 'application/wps-office.et',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ppt: 'application/vnd.ms-powerpoint',
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
} as const

/** An accepted kind, by its extension. */
export type AcceptedExtension = keyof typeof acceptedMediaTypes

/** What a file is by its content. The media type of txt and csv says `charset` only when the bytes are UTF-8. */
export interface SniffedFile {
  mediaType: string
  extension: AcceptedExtension
}

/** Why a file is not taken in. The codes are part of the API and never renamed. */
export type FileRefusalCode =
  | 'file.empty'
  | 'file.not-allowed'
  | 'file.mismatch'
  | 'file.macros'
  | 'file.encrypted'
  | 'file.damaged'

/** A file that is refused: a stable code, its details, and the sentence the person is shown. */
export class FileRefusal extends DomainError {
  override readonly code: FileRefusalCode
  readonly sentence: string

  constructor(code: FileRefusalCode, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(code, details, code === 'file.not-allowed' ? 415 : 422)
    this.name = 'FileRefusal'
    this.code = code
    this.sentence = sentences[code](details)
    if (options?.cause !== undefined) this.cause = options.cause
  }
}

const sentences: Record<FileRefusalCode, (details: Record<string, unknown>) => string> = {
  'file.empty': () => '这个文件是空的，请确认选对了文件。',
  'file.not-allowed': () => '不能上传这种文件；可以上传 PDF、Word、Excel、PPT、WPS 文档、图片、TXT 和 CSV。',
  'file.mismatch': ({ extension }) =>
    typeof extension === 'string'
      ? `文件内容是 .${extension}，与文件名不符；请改正文件名后再上传。`
      : '文件内容与文件名不符，请用原来的软件打开并另存后再上传。',
  'file.macros': () => '这个文件含有宏，请另存为不含宏的格式后再上传。',
  'file.encrypted': () => '这个文件设有密码或加密，请取消后再上传。',
  'file.damaged': () => '这个文件已损坏或不完整，请重新导出或另存后再上传。',
}

const MAX_ENTRIES = 4_096

/**
 * Tells what a file is by its content and takes only what `acceptedMediaTypes` lists, under a name that says the same.
 * Looks at directories, headers and small parts; the one search over the whole file is for a PDF's encryption.
 * @throws FileRefusal
 */
export function sniffFile(bytes: Uint8Array, fileName: string): SniffedFile {
  if (bytes.length === 0) throw new FileRefusal('file.empty')
  const named = namedExtension(fileName)
  try {
    const found = sniffContent(bytes, named)
    if (found !== named) throw new FileRefusal('file.mismatch', { extension: found, named })
    return { mediaType: mediaTypeOf(found, bytes), extension: found }
  } catch (error) {
    if (!(error instanceof MalformedFile)) throw error
    const code = error.reason === 'encrypted' ? 'file.encrypted' : 'file.damaged'
    throw new FileRefusal(code, { reason: error.reason }, { cause: error })
  }
}

/** The accepted extension a name ends in. @throws FileRefusal file.not-allowed; file.macros for docm and its like */
function namedExtension(fileName: string): AcceptedExtension {
  const dot = fileName.lastIndexOf('.')
  const extension =
    dot < 0
      ? ''
      : fileName
          .slice(dot + 1)
          .trim()
          .toLowerCase()
  if (/^(doc|dot|xls|xlt|xla|ppt|pot|pps|ppa)m$/.test(extension)) throw new FileRefusal('file.macros', { extension })
  const known = extension === 'jpeg' ? 'jpg' : extension
  if (!Object.hasOwn(acceptedMediaTypes, known)) throw new FileRefusal('file.not-allowed', { extension })
  return known as AcceptedExtension
}

function mediaTypeOf(extension: AcceptedExtension, bytes: Uint8Array): string {
  const mediaType = acceptedMediaTypes[extension]
  if (extension !== 'txt' && extension !== 'csv') return mediaType
  return decodeText(bytes)?.encoding.startsWith('utf-8') ? mediaType : mediaType.replace(/;.*/, '')
}

function sniffContent(bytes: Uint8Array, named: AcceptedExtension): AcceptedExtension {
  if (isOle(bytes)) return sniffOle(openOle(bytes), named)
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return sniffOfficeZip(bytes)
  if (startsWith(bytes, '%PDF-')) return sniffPdf(bytes)
  const image = sniffImage(bytes)
  if (image !== null) {
    refuseHiddenZip(bytes)
    return image
  }
  return sniffText(bytes, named)
}

const acceptedOfficeKinds: readonly OfficeKind[] = ['docx', 'xlsx', 'pptx']

function sniffOfficeZip(bytes: Uint8Array): AcceptedExtension {
  const { kind, hasMacros } = openOfficePackage(bytes, MAX_ENTRIES)
  if (hasMacros) throw new FileRefusal('file.macros')
  // Plain zips and Open Document files too: what is inside could not be looked at, or opened by the others.
  if (!acceptedOfficeKinds.includes(kind)) throw new FileRefusal('file.not-allowed', { kind })
  return kind as 'docx' | 'xlsx' | 'pptx'
}

/** Word and WPS write the same kind of file, and so do Excel and ET; the name decides between the two. */
function sniffOle(file: OleFile, named: AcceptedExtension): AcceptedExtension {
  const { names } = file
  if (names.has('EncryptedPackage') || names.has('EncryptedSummary')) throw new FileRefusal('file.encrypted')
  if (names.has('_VBA_PROJECT') || names.has('_VBA_PROJECT_CUR')) throw new FileRefusal('file.macros')
  if (names.has('WordDocument')) {
    refuseEncryptedWord(file)
    return named === 'wps' ? 'wps' : 'doc'
  }
  if (names.has('Workbook') || names.has('Book')) {
    refuseEncryptedExcel(file)
    return named === 'et' ? 'et' : 'xls'
  }
  if (names.has('PowerPoint Document')) {
    refuseEncryptedPowerPoint(file)
    return 'ppt'
  }
  throw new FileRefusal('file.not-allowed', { kind: 'ole' })
}

/** fEncrypted in the flags of the FIB, [MS-DOC] 2.5.2. */
function refuseEncryptedWord(file: OleFile): void {
  const head = file.head('WordDocument', 32)
  if (head === null || head.length < 12) throw new MalformedFile('truncated', 'WordDocument')
  if (((head[0x0b] ?? 0) & 0x01) !== 0) throw new FileRefusal('file.encrypted')
}

const EXCEL_FILE_PASS = 0x2f
const EXCEL_BOUND_SHEET = 0x85

/** A FILEPASS record before the first sheet, [MS-XLS] 2.4.117. */
function refuseEncryptedExcel(file: OleFile): void {
  const head = Buffer.from(file.head('Workbook', 4_096) ?? file.head('Book', 4_096) ?? [])
  for (let at = 0; at + 4 <= head.length; at += 4 + head.readUInt16LE(at + 2)) {
    const record = head.readUInt16LE(at)
    if (record === EXCEL_FILE_PASS) throw new FileRefusal('file.encrypted')
    if (record === EXCEL_BOUND_SHEET) return
  }
}

/** The header token of the Current User stream, [MS-PPT] 2.3.2. */
function refuseEncryptedPowerPoint(file: OleFile): void {
  const head = Buffer.from(file.head('Current User', 16) ?? [])
  if (head.length >= 16 && head.readUInt32LE(12) === 0xf3d1c4df) throw new FileRefusal('file.encrypted')
}

/** Bytes at the end in which a whole PDF says `%%EOF`; readers look as far (ISO 32000-1, annex H). */
const PDF_TAIL_BYTES = 1_024

function sniffPdf(bytes: Uint8Array): 'pdf' {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (content.subarray(-PDF_TAIL_BYTES).lastIndexOf('%%EOF') < 0) throw new FileRefusal('file.damaged')
  refuseHiddenZip(bytes)
  for (let at = content.indexOf('/Encrypt'); at >= 0; at = content.indexOf('/Encrypt', at + 1)) {
    // A reference or a dictionary, not /EncryptMetadata.
    if (/^\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(content.toString('latin1', at, at + 40))) {
      throw new FileRefusal('file.encrypted')
    }
  }
  return 'pdf'
}

/** Refuses a file that is a zip (an applet, an archive) too, which shows in its end: the directory stands there. */
function refuseHiddenZip(bytes: Uint8Array): void {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-(0xffff + 22))
  const at = tail.lastIndexOf('PK\x05\x06')
  if (at >= 0 && at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) <= tail.length) {
    throw new FileRefusal('file.mismatch')
  }
}

function sniffText(bytes: Uint8Array, named: AcceptedExtension): 'txt' | 'csv' {
  const decoded = decodeText(bytes)
  if (named !== 'txt' && named !== 'csv') {
    // The name promises a document: a page or script under it is a disguise, anything else is broken.
    throw new FileRefusal(decoded === null ? 'file.damaged' : 'file.mismatch', { named })
  }
  if (decoded === null || looksLikeMarkup(decoded.text)) throw new FileRefusal('file.not-allowed', { named })
  return named
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, text.length)).toString('latin1') === text
  )
}
