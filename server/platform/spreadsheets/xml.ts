import sax from 'sax'
import { MalformedFile } from './malformed.ts'

/** Attributes of an element, by their names as written, prefix included. */
export type XmlAttributes = Record<string, string>

/** What a part's reader wants to hear. Names come without their namespace prefix. */
export interface XmlListener {
  open(name: string, attributes: XmlAttributes): void
  text(text: string): void
  close(name: string): void
}

/** Depth and attribute count no office suite comes near; beyond them a file is built to hurt. */
const MAX_DEPTH = 128
const MAX_ATTRIBUTES = 256

/**
 * Feeds XML bytes to a listener as they come. A DOCTYPE is refused before its entities are read (the OPC standard
 * forbids it, ECMA-376-2 §8.2.5), so there is nothing to expand and nothing to fetch; unknown entities are errors.
 * @throws MalformedFile from `write` and `end`.
 */
export function createXmlReader(part: string, listener: XmlListener): { write(bytes: Uint8Array): void; end(): void } {
  const options: sax.SAXOptions & { strictEntities: boolean } = { position: false, strictEntities: true }
  const parser = sax.parser(true, options)
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let depth = 0
  let attributes = 0
  parser.onerror = (cause) => {
    throw new MalformedFile('xml', part, { cause })
  }
  parser.ondoctype = () => {
    throw new MalformedFile('doctype', part)
  }
  parser.onattribute = () => {
    if (++attributes > MAX_ATTRIBUTES) throw new MalformedFile('xml', part)
  }
  parser.onopentag = (tag) => {
    attributes = 0
    if (++depth > MAX_DEPTH) throw new MalformedFile('xml', part)
    listener.open(localName(tag.name), tag.attributes as XmlAttributes)
  }
  parser.ontext = (text) => listener.text(text)
  parser.oncdata = (text) => listener.text(text)
  parser.onclosetag = (name) => {
    depth--
    listener.close(localName(name))
  }
  function decode(bytes?: Uint8Array): string {
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true })
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch (cause) {
      throw new MalformedFile('xml', part, { cause })
    }
  }
  return {
    write: (bytes) => void parser.write(decode(bytes)),
    end() {
      parser.write(decode())
      parser.close()
    },
  }
}

/** The part of a name after its namespace prefix. Strict and transitional workbooks differ in namespaces only. */
function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function encodingOf(bytes: Uint8Array | undefined): string {
  if (bytes?.[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes?.[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
