import { isUtf8 } from 'node:buffer'

/** Encodings a text upload may have. UTF-16 is taken with its byte order mark only. */
export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** Text of an upload and the encoding it was in. */
export interface DecodedText {
  text: string
  encoding: TextEncoding
}

const decoderLabels = {
  'utf-8': 'utf-8',
  'utf-8-bom': 'utf-8',
  gb18030: 'gb18030',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
}

/** Characters at the beginning that are looked at for what text does not contain. */
const SAMPLE_CHARACTERS = 65_536

/**
 * Decodes bytes without a single replaced character, or returns null: a byte order mark decides; without one the
 * bytes are UTF-8 if all of them are, else GB18030 if all of them are. Text without a mark that holds a NUL or more
 * than one control character in 500 is taken for a binary file.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const encoding = encodingOf(bytes)
  let text: string
  try {
    text = new TextDecoder(decoderLabels[encoding], { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
  const marked = encoding !== 'utf-8' && encoding !== 'gb18030'
  return marked || !looksBinary(text) ? { text, encoding } : null
}

function encodingOf(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8-bom'
  return isUtf8(bytes) ? 'utf-8' : 'gb18030'
}

function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  let controls = 0
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i)
    if (code < 0x20 && (code < 0x09 || code > 0x0d)) controls++
  }
  return controls > sample.length / 500
}

/** Whether text begins as a web page, a drawing, a script or another markup, which offices upload under any name. */
export function looksLikeMarkup(text: string): boolean {
  const start = text.slice(0, 1_024).trimStart()
  return /^(<(!doctype|!--|html|head|body|script|svg|iframe|table|meta|style|\?xml|\?php|\?=|%)|#!|\{\\rtf|mime-version:|%pdf-|%!ps)/i.test(
    start,
  )
}
