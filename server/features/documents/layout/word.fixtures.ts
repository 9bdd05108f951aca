import sax from 'sax'
import { listZipEntries, readZipEntrySync } from '#platform/spreadsheets/zip.ts'

/** A Word file read back: every part well formed, by its path. @throws where a part is not */
export function readWord(bytes: Uint8Array): Map<string, string> {
  const parts = new Map<string, string>()
  for (const entry of listZipEntries(bytes, 100)) {
    const text = readZipEntrySync(bytes, entry, 50_000_000).toString('utf8')
    if (/\.(xml|rels)$/.test(entry.name)) sax.parser(true).write(text).close()
    // XML 1.0, 2.2: none of these, escaped or not.
    if (/(?![\t\n\r])[\p{Cc}\ufffe\uffff]|&#/u.test(text)) throw new Error(`${entry.name}: forbidden characters`)
    parts.set(entry.name, text)
  }
  return parts
}

/** The text of a part, a line a paragraph, as a reader sees it. */
export function linesOf(xml: string): string[] {
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>|<w:p [^>]*>(.*?)<\/w:p>/gsu)].map(([, a, b]) =>
    [...(a ?? b ?? '').matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)]
      .map(([, text]) => text!)
      .join('')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&'),
  )
}

/** The numbers of an element's attributes, e.g. those of w:pgMar. */
export function numbersOf(xml: string, element: string): Record<string, number> {
  const found = new RegExp(`<${element} ([^>]*)/>`, 'u').exec(xml)
  if (!found) throw new Error(`no ${element}`)
  return Object.fromEntries([...found[1]!.matchAll(/w:(\w+)="(-?\d+)"/gu)].map(([, name, n]) => [name!, Number(n)]))
}
