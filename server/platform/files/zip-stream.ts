import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { DomainError } from '../errors.ts'

/** A file of a zip that is still being made. */
export interface ZipPart {
  name: string
  bytes: Promise<Uint8Array>
}

/** Zips at once in this process; each keeps a thread busy. */
const zipsAtOnce = 2
let running = 0

/** Bytes of the zip that wait to be fetched before the next file is put in. */
const aheadBytes = 256 * 1024

/** A zip made as fast as it is fetched: while one file is made, the next one's matter is read. @throws DomainError papers.busy where two are being made already */
export function zipStream(parts: AsyncIterable<ZipPart>, now: Date): Readable {
  if (running >= zipsAtOnce) throw new DomainError('papers.busy', { retryAfterSeconds: 10 }, 429)
  running += 1
  const stream = Readable.from(pieces(parts, now), { objectMode: false })
  // Told on its end, and when nobody reads it at all.
  stream.once('close', () => {
    running -= 1
  })
  return stream
}

async function* pieces(parts: AsyncIterable<ZipPart>, now: Date): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  try {
    const read = output[Symbol.asyncIterator]()
    const making = addAll(zip, parts, now).catch((error: unknown) => {
      output.destroy(error instanceof Error ? error : new Error(String(error)))
    })
    for (let piece = await read.next(); !piece.done; piece = await read.next()) yield piece.value as Buffer
    await making
  } finally {
    // Whoever stops reading half way also stops the making.
    output.destroy()
  }
}

async function addAll(zip: ZipFile, parts: AsyncIterable<ZipPart>, now: Date): Promise<void> {
  let before: Promise<void> = Promise.resolve()
  for await (const { name, bytes } of parts) {
    // Heard at the next await; until then it is nobody's unhandled failure.
    bytes.catch(() => undefined)
    await before
    before = put(zip, name, bytes, now)
    // Thrown on where it is awaited, in the next turn or after the last.
    before.catch(() => undefined)
  }
  await before
  zip.end()
}

async function put(zip: ZipFile, name: string, made: Promise<Uint8Array>, now: Date): Promise<void> {
  const bytes = await made
  await room(zip.outputStream as Readable)
  // A Word file is a zip itself: packing it again would only cost time.
  zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, { compress: false, mtime: now })
}

/** Waits until what was made before has been fetched. @throws when nobody fetches any more */
async function room(output: Readable): Promise<void> {
  while (output.readableLength > aheadBytes && !output.destroyed) await new Promise<void>((done) => setTimeout(done, 5))
  if (output.destroyed) throw new Error('nobody reads this batch any more')
}
