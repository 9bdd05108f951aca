import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { MalformedFile } from './malformed.ts'

/** One file inside a zip: its name with forward slashes, sizes in bytes, and where its data starts. */
export interface ZipEntry {
  name: string
  method: 0 | 8
  compressedSize: number
  size: number
  crc32: number
  dataOffset: number
}

/** Bytes that may still be inflated; every read takes from it. */
export interface InflateBudget {
  remaining: number
}

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_RECORD = 0x06054b50
const ZIP64_END_RECORD = 0x06064b50
const ZIP64_LOCATOR = 0x07064b50
const END_RECORD_BYTES = 22
const MAX_COMMENT_BYTES = 0xffff
const UNKNOWN_32 = 0xffffffff

interface Directory {
  offset: number
  size: number
  entries: number
  /** Where the directory has to end. */
  end: number
}

/**
 * Lists the files of a zip by its central directory, stricter than the common libraries: no bytes before the first
 * entry, no name twice (in any case), no two entries over the same bytes, local and central headers agreeing. The
 * gate and the reader use this one function, so no file can mean one thing to the first and another to the second.
 * @throws MalformedFile
 */
export function listZipEntries(bytes: Uint8Array, maxEntries: number): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const directory = findDirectory(view)
  if (directory.entries > maxEntries) throw new MalformedFile('too-many-entries')
  const located: { entry: ZipEntry; headerOffset: number }[] = []
  const names = new Set<string>()
  let at = directory.offset
  for (let i = 0; i < directory.entries; i++) {
    if (at + 46 > directory.end || view.getUint32(at, true) !== CENTRAL_HEADER) throw new MalformedFile('corrupt')
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true)
    if (next > directory.end) throw new MalformedFile('corrupt')
    const found = readCentralHeader(bytes, view, at, nameLength, extraLength, directory.offset)
    const key = found.entry.name.toLowerCase()
    if (names.has(key)) throw new MalformedFile('duplicate-entry', found.entry.name)
    names.add(key)
    located.push(found)
    at = next
  }
  if (at !== directory.end) throw new MalformedFile('corrupt')
  located.sort((a, b) => a.headerOffset - b.headerOffset)
  let previousEnd = 0
  for (const { entry, headerOffset } of located) {
    if (headerOffset < previousEnd) throw new MalformedFile('overlapping-entries', entry.name)
    previousEnd = entry.dataOffset + entry.compressedSize
  }
  // Bytes before the first entry are how a zip hides behind another kind of file.
  if (located[0] && located[0].headerOffset !== 0) throw new MalformedFile('corrupt')
  return located.map(({ entry }) => entry)
}

function findDirectory(view: DataView): Directory {
  const lowest = Math.max(0, view.byteLength - END_RECORD_BYTES - MAX_COMMENT_BYTES)
  for (let at = view.byteLength - END_RECORD_BYTES; at >= lowest; at--) {
    if (view.getUint32(at, true) !== END_RECORD) continue
    if (at + END_RECORD_BYTES + view.getUint16(at + 20, true) !== view.byteLength) continue
    const directory = readEndRecord(view, at)
    if (directory.offset + directory.size !== directory.end) throw new MalformedFile('corrupt')
    return directory
  }
  throw new MalformedFile('truncated')
}

function readEndRecord(view: DataView, at: number): Directory {
  const locator = at - 20
  if (locator >= 0 && view.getUint32(locator, true) === ZIP64_LOCATOR) {
    const record = toNumber(view.getBigUint64(locator + 8, true))
    if (record + 56 > locator || view.getUint32(record, true) !== ZIP64_END_RECORD) throw new MalformedFile('corrupt')
    return {
      entries: toNumber(view.getBigUint64(record + 32, true)),
      size: toNumber(view.getBigUint64(record + 40, true)),
      offset: toNumber(view.getBigUint64(record + 48, true)),
      end: record,
    }
  }
  const disk = view.getUint16(at + 4, true)
  const entries = view.getUint16(at + 10, true)
  if (disk !== 0 || view.getUint16(at + 8, true) !== entries) throw new MalformedFile('unsupported')
  return { entries, size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true), end: at }
}

function readCentralHeader(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  nameLength: number,
  extraLength: number,
  dataLimit: number,
): { entry: ZipEntry; headerOffset: number } {
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const nameBytes = bytes.subarray(at + 46, at + 46 + nameLength)
  const name = decodeName(nameBytes)
  if (flags & 0x2041) throw new MalformedFile('encrypted', name)
  if (method !== 0 && method !== 8) throw new MalformedFile('unsupported', name)
  refuseSecondName(bytes, view, at + 46 + nameLength, extraLength, nameBytes)
  let size = view.getUint32(at + 24, true)
  let compressedSize = view.getUint32(at + 20, true)
  let headerOffset = view.getUint32(at + 42, true)
  if (size === UNKNOWN_32 || compressedSize === UNKNOWN_32 || headerOffset === UNKNOWN_32) {
    const wide = zip64Values(view, at + 46 + nameLength, extraLength)
    if (size === UNKNOWN_32) size = wide()
    if (compressedSize === UNKNOWN_32) compressedSize = wide()
    if (headerOffset === UNKNOWN_32) headerOffset = wide()
  }
  if (headerOffset + 30 > dataLimit) throw new MalformedFile('corrupt', name)
  const localNameLength = view.getUint16(headerOffset + 26, true)
  const dataOffset = headerOffset + 30 + localNameLength + view.getUint16(headerOffset + 28, true)
  const localName = bytes.subarray(headerOffset + 30, headerOffset + 30 + localNameLength)
  if (
    view.getUint32(headerOffset, true) !== LOCAL_HEADER ||
    view.getUint16(headerOffset + 8, true) !== method ||
    Buffer.compare(localName, nameBytes) !== 0 ||
    dataOffset + compressedSize > dataLimit ||
    (method === 0 && size !== compressedSize)
  ) {
    throw new MalformedFile('corrupt', name)
  }
  const entry = { name, method, compressedSize, size, crc32: view.getUint32(at + 16, true), dataOffset } as const
  return { entry, headerOffset }
}

/** A Unicode path field may give an entry another name than its header; some programs heed it, others do not. */
function refuseSecondName(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  length: number,
  nameBytes: Uint8Array,
): void {
  for (let at = start; at + 4 <= start + length; ) {
    const end = at + 4 + view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 0x7075 && Buffer.compare(bytes.subarray(at + 9, end), nameBytes) !== 0) {
      throw new MalformedFile('corrupt')
    }
    at = end
  }
}

function zip64Values(view: DataView, start: number, length: number): () => number {
  for (let at = start; at + 4 <= start + length; ) {
    const end = at + 4 + view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 0x0001 && end <= start + length) {
      let next = at + 4
      return () => {
        if (next + 8 > end) throw new MalformedFile('corrupt')
        next += 8
        return toNumber(view.getBigUint64(next - 8, true))
      }
    }
    at = end
  }
  throw new MalformedFile('corrupt')
}

function decodeName(bytes: Uint8Array): string {
  const name = Buffer.from(bytes).toString('utf8').replaceAll('\\', '/')
  if (name === '' || name.includes('\0') || name.startsWith('/') || name.split('/').includes('..')) {
    throw new MalformedFile('corrupt')
  }
  return name
}

function toNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new MalformedFile('corrupt')
  return Number(value)
}

/** Inflates one small entry at once. @throws MalformedFile when it is longer than `maxBytes` or its checksum is wrong. */
export function readZipEntrySync(bytes: Uint8Array, entry: ZipEntry, maxBytes: number): Buffer {
  const raw = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize)
  if (entry.size > maxBytes) throw new MalformedFile('too-large', entry.name)
  let content: Buffer
  try {
    content = entry.method === 0 ? Buffer.from(raw) : inflateRawSync(raw, { maxOutputLength: Math.max(1, entry.size) })
  } catch (cause) {
    throw new MalformedFile('corrupt', entry.name, { cause })
  }
  if (content.length !== entry.size || crc32(content) !== entry.crc32) throw new MalformedFile('corrupt', entry.name)
  return content
}

/** Inflates one entry piece by piece, never holding more than a piece, and takes each from the budget.
 *  @throws MalformedFile when the budget is used up, the length is not the declared one or the checksum is wrong. */
export async function* readZipEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: InflateBudget,
): AsyncGenerator<Uint8Array> {
  if (entry.size > budget.remaining) throw new MalformedFile('too-large', entry.name)
  const raw = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize)
  let length = 0
  let checksum = 0
  for await (const piece of entry.method === 0 ? slices(raw) : inflated(raw, entry.name)) {
    length += piece.length
    budget.remaining -= piece.length
    if (budget.remaining < 0) throw new MalformedFile('too-large', entry.name)
    if (length > entry.size) throw new MalformedFile('corrupt', entry.name)
    checksum = crc32(piece, checksum)
    yield piece
  }
  if (length !== entry.size || checksum !== entry.crc32) throw new MalformedFile('corrupt', entry.name)
}

const PIECE_BYTES = 64 * 1024

function* slices(raw: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < raw.length; at += PIECE_BYTES) yield raw.subarray(at, at + PIECE_BYTES)
}

async function* inflated(raw: Uint8Array, name: string): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: PIECE_BYTES })
  inflate.end(raw)
  try {
    for await (const piece of inflate) yield piece as Buffer
  } catch (cause) {
    throw new MalformedFile('corrupt', name, { cause })
  }
}
