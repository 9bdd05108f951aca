import { MalformedFile } from '../spreadsheets/malformed.ts'
import { openOfficePackage } from '../spreadsheets/ooxml.ts'
import { decodeText } from '../spreadsheets/text-encoding.ts'
import { createXmlReader } from '../spreadsheets/xml.ts'
import { readZipEntrySync } from '../spreadsheets/zip.ts'

/** Parts of a Word file, and bytes of its text unpacked: beyond them it is built to hurt. */
const maxParts = 5000
const maxTextBytes = 16 * 1024 * 1024

/** The running text of a Word (.docx) or plain text file, a line a paragraph; what was struck out in it is left out.
 *  Null where it is neither. */
export function readWordText(bytes: Uint8Array): string | null {
  try {
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return decodeText(bytes)?.text.replaceAll('\r\n', '\n') ?? null
    const file = openOfficePackage(bytes, maxParts)
    if (file.kind !== 'docx') return null
    return textOf(readZipEntrySync(bytes, file.parts.get(file.mainPart)!, maxTextBytes), file.mainPart)
  } catch (error) {
    if (error instanceof MalformedFile) return null
    throw error
  }
}

function textOf(xml: Uint8Array, part: string): string {
  const lines: string[] = []
  let line = ''
  let inText = false
  // The older copy of a text box stands beside the newer one.
  let fallbacks = 0
  const reader = createXmlReader(part, {
    open(name) {
      if (name === 'Fallback') fallbacks++
      if (name === 't') inText = true
      else if (name === 'br' || name === 'cr') line += '\n'
      else if (name === 'tab') line += '　'
    },
    text(text) {
      if (inText && fallbacks === 0) line += text
    },
    close(name) {
      if (name === 'Fallback') fallbacks--
      if (name === 't') inText = false
      if (name === 'p' && fallbacks === 0) {
        lines.push(line.trim())
        line = ''
      }
    },
  })
  reader.write(xml)
  reader.end()
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
