import { MalformedFile } from './malformed.ts'
import { createXmlReader, type XmlAttributes } from './xml.ts'
import { listZipEntries, readZipEntrySync, type ZipEntry } from './zip.ts'

/** What an Office zip says it is. `template` and `other` are Office or Open Document files nobody asked for. */
export type OfficeKind = 'docx' | 'xlsx' | 'pptx' | 'xlsb' | 'template' | 'opendocument' | 'other'

/** An opened Office zip: its parts by lower-case name (part names ignore case) and the part to begin with. */
export interface OfficePackage {
  kind: OfficeKind
  hasMacros: boolean
  mainPart: string
  parts: ReadonlyMap<string, ZipEntry>
}

/** One relationship of a part; `target` is a part name, resolved. Links out of the file are left out. */
export interface Relationship {
  id: string
  type: string
  target: string
}

/** Bytes of one of the small parts that are read at once. */
const MAX_SMALL_PART_BYTES = 4 * 1024 * 1024

const kindsByContentType: readonly [string, OfficeKind][] = [
  ['spreadsheetml.sheet.main+xml', 'xlsx'],
  ['wordprocessingml.document.main+xml', 'docx'],
  ['presentationml.presentation.main+xml', 'pptx'],
  ['sheet.binary.', 'xlsb'],
  ['template.main+xml', 'template'],
]

/**
 * Opens an Office zip by its directory, content types and root relationships; the other parts stay packed.
 * @throws MalformedFile
 */
export function openOfficePackage(bytes: Uint8Array, maxEntries: number): OfficePackage {
  const entries = listZipEntries(bytes, maxEntries)
  const parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  const contentTypesPart = parts.get('[content_types].xml')
  if (contentTypesPart === undefined) {
    const kind = parts.has('mimetype') && parts.has('content.xml') ? 'opendocument' : 'other'
    return { kind, hasMacros: false, mainPart: '', parts }
  }
  const contentTypes = readContentTypes(bytes, contentTypesPart)
  const rootRelationships = readRelationships(bytes, parts, '')
  const mainPart = rootRelationships.find(({ type }) => type.endsWith('/officeDocument'))?.target
  if (mainPart === undefined || !parts.has(mainPart)) throw new MalformedFile('missing-part', 'officeDocument')
  const mainType = contentTypes.of(mainPart)
  const kind = kindsByContentType.find(([ending]) => mainType.includes(ending))?.[1] ?? 'other'
  const hasMacros =
    contentTypes.all.some((type) => /macro|vbaproject/i.test(type)) ||
    entries.some(({ name }) => /vbaproject\.bin$/i.test(name))
  return { kind, hasMacros, mainPart, parts }
}

/** Reads the relationships of a part (the package itself when `part` is empty). @throws MalformedFile */
export function readRelationships(
  bytes: Uint8Array,
  parts: ReadonlyMap<string, ZipEntry>,
  part: string,
): Relationship[] {
  const slash = part.lastIndexOf('/') + 1
  const entry = parts.get(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`)
  const relationships: Relationship[] = []
  if (entry === undefined) return relationships
  readSmallXml(bytes, entry, (name, attributes) => {
    if (name !== 'Relationship' || attributes.TargetMode === 'External') return
    relationships.push({
      id: attributes.Id ?? '',
      type: attributes.Type ?? '',
      target: resolvePart(part.slice(0, slash), attributes.Target ?? ''),
    })
  })
  return relationships
}

/** Reads the elements of a small part. @throws MalformedFile */
export function readSmallXml(
  bytes: Uint8Array,
  entry: ZipEntry,
  open: (name: string, attributes: XmlAttributes) => void,
): void {
  const reader = createXmlReader(entry.name, { open, text: ignore, close: ignore })
  reader.write(readZipEntrySync(bytes, entry, MAX_SMALL_PART_BYTES))
  reader.end()
}

function ignore(): void {
  // The small parts say everything in attributes.
}

function readContentTypes(bytes: Uint8Array, entry: ZipEntry): { of(part: string): string; all: string[] } {
  const byPart = new Map<string, string>()
  const byExtension = new Map<string, string>()
  readSmallXml(bytes, entry, (name, attributes) => {
    const type = attributes.ContentType ?? ''
    if (name === 'Override') byPart.set((attributes.PartName ?? '').toLowerCase().replace(/^\//, ''), type)
    if (name === 'Default') byExtension.set((attributes.Extension ?? '').toLowerCase(), type)
  })
  return {
    of: (part) => byPart.get(part) ?? byExtension.get(part.slice(part.lastIndexOf('.') + 1)) ?? '',
    all: [...byPart.values(), ...byExtension.values()],
  }
}

/** Resolves a relationship's target against its folder, to a lower-case part name. Nothing leaves the package. */
function resolvePart(folder: string, target: string): string {
  const path = target.startsWith('/') ? target : `${folder}/${target}`
  const resolved: string[] = []
  for (const segment of path.replaceAll('\\', '/').split('/')) {
    if (segment === '..') resolved.pop()
    else if (segment !== '' && segment !== '.') resolved.push(segment)
  }
  return resolved.join('/').toLowerCase()
}
