import { MalformedFile } from '../spreadsheets/malformed.ts'

/** Kinds of picture that are taken in. */
export type ImageExtension = 'jpg' | 'png' | 'gif' | 'webp'

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * Tells a picture by its structure from the first byte to its last block, or returns null when it begins as none.
 * Walking the blocks is what tells a picture from a page or script that only borrows the first bytes of one.
 * @throws MalformedFile when it begins as a picture and does not go on as one
 */
export function sniffImage(bytes: Uint8Array): ImageExtension | null {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (content.subarray(0, 8).equals(PNG_SIGNATURE)) return checked('png', walkPng(content))
  if (content[0] === 0xff && content[1] === 0xd8 && content[2] === 0xff) return checked('jpg', walkJpeg(content))
  if (/^GIF8[79]a$/.test(content.toString('latin1', 0, 6))) return checked('gif', walkGif(content))
  if (content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP') {
    return checked('webp', walkWebp(content))
  }
  return null
}

function checked(extension: ImageExtension, whole: boolean): ImageExtension {
  if (!whole) throw new MalformedFile('corrupt', extension)
  return extension
}

/** Chunks from IHDR to IEND; nothing may follow but zeros. */
function walkPng(content: Buffer): boolean {
  for (let at = 8, first = true; at + 12 <= content.length; first = false) {
    const length = content.readUInt32BE(at)
    const type = content.toString('latin1', at + 4, at + 8)
    if (first && (type !== 'IHDR' || length !== 13)) return false
    at += 12 + length
    if (type === 'IEND') return at <= content.length && content.subarray(at).every((byte) => byte === 0)
  }
  return false
}

/** Segments from SOI to the first scan, with a frame among them. What follows the scan is left alone: phones append
 *  further pictures and short films there. */
function walkJpeg(content: Buffer): boolean {
  let hasFrame = false
  for (let at = 2; at + 4 <= content.length; ) {
    if (content[at] !== 0xff) return false
    const marker = content[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    const length = content.readUInt16BE(at + 2)
    if (length < 2 || marker < 0xc0) return false
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) hasFrame = true
    if (marker === 0xda) return hasFrame && content.lastIndexOf(Buffer.from([0xff, 0xd9])) > at
    at += 2 + length
  }
  return false
}

/** Blocks from the screen descriptor to the trailer; nothing may follow but zeros. */
function walkGif(content: Buffer): boolean {
  const colorTableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 0x07) + 1) : 0)
  const afterSubBlocks = (start: number): number => {
    let at = start
    while (at < content.length && content[at] !== 0) at += 1 + (content[at] ?? 0)
    return at + 1
  }
  let at = 13 + colorTableBytes(content[10] ?? 0)
  let images = 0
  while (at < content.length) {
    const block = content[at]
    if (block === 0x3b) return images > 0 && content.subarray(at + 1).every((byte) => byte === 0)
    if (block === 0x21) at = afterSubBlocks(at + 2)
    else if (block === 0x2c) {
      images++
      at = afterSubBlocks(at + 11 + colorTableBytes(content[at + 9] ?? 0))
    } else return false
  }
  return false
}

/** One RIFF as long as it says, beginning with a picture chunk. */
function walkWebp(content: Buffer): boolean {
  if (content.length < 20) return false
  const end = 8 + content.readUInt32LE(4)
  return /^VP8[ LX]$/.test(content.toString('latin1', 12, 16)) && (end === content.length || end === content.length - 1)
}
