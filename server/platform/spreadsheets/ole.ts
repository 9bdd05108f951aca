import { MalformedFile } from './malformed.ts'

/** An opened OLE compound file (doc, xls, ppt, wps, et, or an encrypted Office file): names of its storages and
 *  streams, and the first bytes of a stream. */
export interface OleFile {
  names: ReadonlySet<string>
  /** The first `length` bytes of the named stream, fewer when it is shorter, null when there is none. */
  head(name: string, length: number): Uint8Array | null
}

interface DirectoryEntry {
  name: string
  kind: number
  start: number
  size: number
}

const SIGNATURE = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
const MAX_REGULAR_SECTOR = 0xfffffffa
const DIRECTORY_ENTRY_BYTES = 128
const MAX_DIRECTORY_ENTRIES = 4_096
const MINI_SECTOR_BYTES = 64
const ROOT = 5
const STREAM = 2

/** Whether the bytes begin as an OLE compound file. */
export function isOle(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte)
}

/** Opens an OLE compound file ([MS-CFB]). Every chain is followed at most as often as there are sectors, so a chain
 *  that bites its tail ends. @throws MalformedFile */
export function openOle(bytes: Uint8Array): OleFile {
  if (!isOle(bytes) || bytes.length < 512) throw new MalformedFile('truncated')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shift = view.getUint16(30, true)
  if (shift !== 9 && shift !== 12) throw new MalformedFile('corrupt')
  const sectorBytes = 1 << shift
  const sectorCount = Math.floor(bytes.length / sectorBytes)

  function sectorOffset(sector: number): number {
    const offset = (sector + 1) * sectorBytes
    // The last sector of a real file may be cut short; one that begins beyond the end may not.
    if (sector > MAX_REGULAR_SECTOR || offset >= bytes.length) throw new MalformedFile('truncated')
    return offset
  }
  function word(offset: number): number {
    if (offset + 4 > bytes.length) throw new MalformedFile('truncated')
    return view.getUint32(offset, true)
  }

  const tableSectors = listTableSectors(word, sectorOffset, sectorBytes, sectorCount)
  const perSector = sectorBytes / 4
  function nextSector(sector: number): number {
    const table = tableSectors[Math.floor(sector / perSector)]
    if (table === undefined) throw new MalformedFile('corrupt')
    return word(sectorOffset(table) + (sector % perSector) * 4)
  }
  function readChain(start: number, from: number, length: number): Uint8Array {
    const pieces: Uint8Array[] = []
    let skipped = 0
    let wanted = length
    let sector = start
    for (let steps = 0; wanted > 0 && sector <= MAX_REGULAR_SECTOR; steps++) {
      if (steps > sectorCount) throw new MalformedFile('corrupt')
      const offset = sectorOffset(sector)
      const skip = Math.min(sectorBytes, from - skipped)
      const piece = bytes.subarray(offset + skip, offset + Math.min(sectorBytes, skip + wanted))
      pieces.push(piece)
      wanted -= piece.length
      skipped += skip
      sector = nextSector(sector)
    }
    return Buffer.concat(pieces)
  }

  const directory = readDirectory(readChain(word(48), 0, MAX_DIRECTORY_ENTRIES * DIRECTORY_ENTRY_BYTES))
  const root = directory.find(({ kind }) => kind === ROOT)
  if (root === undefined) throw new MalformedFile('corrupt')
  const miniLimit = word(56)
  return {
    names: new Set(directory.map(({ name }) => name)),
    head(name, length) {
      const entry = directory.find((candidate) => candidate.name === name && candidate.kind === STREAM)
      if (entry === undefined) return null
      const wanted = Math.min(length, entry.size)
      if (entry.size >= miniLimit) return readChain(entry.start, 0, wanted)
      // A short stream lives inside the root's; its first mini sector is enough for every header we look at.
      return readChain(root.start, entry.start * MINI_SECTOR_BYTES, Math.min(wanted, MINI_SECTOR_BYTES))
    },
  }
}

function listTableSectors(
  word: (offset: number) => number,
  sectorOffset: (sector: number) => number,
  sectorBytes: number,
  sectorCount: number,
): number[] {
  const sectors: number[] = []
  for (let i = 0; i < 109; i++) sectors.push(word(76 + i * 4))
  let next = word(68)
  for (let steps = 0; next <= MAX_REGULAR_SECTOR; steps++) {
    if (steps > sectorCount) throw new MalformedFile('corrupt')
    const offset = sectorOffset(next)
    for (let i = 0; i < sectorBytes / 4 - 1; i++) sectors.push(word(offset + i * 4))
    next = word(offset + sectorBytes - 4)
  }
  return sectors.filter((sector) => sector <= MAX_REGULAR_SECTOR)
}

function readDirectory(bytes: Uint8Array): DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: DirectoryEntry[] = []
  for (let at = 0; at + DIRECTORY_ENTRY_BYTES <= bytes.length; at += DIRECTORY_ENTRY_BYTES) {
    const nameBytes = view.getUint16(at + 64, true)
    const kind = view.getUint8(at + 66)
    if (kind === 0) continue
    if (nameBytes < 2 || nameBytes > 64) throw new MalformedFile('corrupt')
    entries.push({
      name: Buffer.from(bytes.subarray(at, at + nameBytes - 2)).toString('utf16le'),
      kind,
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    })
  }
  return entries
}
