import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract as openExtract } from 'tar-stream'
import type { z } from 'zod'
import { StartError } from '../start-error.ts'
import {
  type About,
  about,
  aboutName,
  digest,
  entryKind,
  formatVersion,
  type Manifest,
  manifest,
  manifestName,
  partName,
  secretName,
} from './format.ts'

/** An entry of an archive; its bytes must be read before the next one is asked for. */
export interface ArchiveEntry {
  name: string
  size: number
  bytes: AsyncIterable<Buffer>
}

/** about.json and manifest.json are read into memory whole; a part and a file are not. */
const jsonLimit = 64_000_000

function damaged(what: string, cause?: unknown): StartError {
  return new StartError(`备份文件不完整或被改动过（${what}），什么也没有写入。The backup is truncated or altered.`, {
    cause,
  })
}

/** The entries of an archive in their order. @throws StartError when it is no archive, or ends before its end */
export async function* readEntries(file: string): AsyncGenerator<ArchiveEntry> {
  const extract = openExtract()
  const unpacked = pipeline(createReadStream(file), createGunzip(), extract)
  // Told where it is awaited; until then it must not count as unhandled.
  unpacked.catch(() => undefined)
  try {
    for await (const entry of extract) {
      const { name, type, size = 0 } = entry.header
      if (type !== 'file') throw damaged(`${name} 不是文件`)
      yield { name, size, bytes: readable(entry as AsyncIterable<Buffer>, file) }
    }
    await unpacked
  } catch (error) {
    throw asSentence(error, file)
  }
}

/** The bytes of an entry; an archive that breaks off in the midst of it is told in one sentence too. */
async function* readable(entry: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of entry) yield chunk
  } catch (error) {
    throw asSentence(error, file)
  }
}

function asSentence(error: unknown, file: string): StartError {
  if (error instanceof StartError) return error
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return new StartError(`读不了 ${file}（${code}）。The file cannot be read.`, { cause: error })
  return damaged(error instanceof Error ? error.message : String(error), error)
}

/** Reads a short entry whole. */
export async function bytesOf(entry: ArchiveEntry): Promise<Buffer> {
  if (entry.size > jsonLimit) throw damaged(`${entry.name} 过大`)
  return Buffer.concat(await Array.fromAsync(entry.bytes))
}

function parsed<S extends z.ZodType>(schema: S, name: string, bytes: Buffer): z.output<S> {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw damaged(name, error)
  }
  const result = schema.safeParse(value)
  if (!result.success) throw damaged(`${name}：${result.error.issues[0]?.path.join('.')}`)
  return result.data
}

/** What about.json says. @throws StartError when this program is too old for the archive */
function readAbout(bytes: Buffer, known: readonly string[]): About {
  const head = parsed(about, aboutName, bytes)
  const { format, version, migrations } = head
  if (format > formatVersion || migrations.some((name) => !known.includes(name)))
    throw new StartError(
      `这份备份来自更新的版本（${version}，${migrations.at(-1)}），请用那个版本恢复。The backup was made by a newer Tongxin.`,
    )
  return head
}

/** Reads an archive from end to end and holds every part against the manifest. Nothing is written.
 *  @param known the migrations this program has
 *  @throws StartError in one sentence when it is no backup, not whole, altered, or of a newer version */
export async function inspectArchive(
  file: string,
  known: readonly string[],
  onProgress: (what: string) => void,
): Promise<Manifest> {
  const parts = new Map<string, { size: number; sha256: string }>()
  const list = createHash('sha256')
  const wrong: Manifest['files']['damaged'] = []
  let count = 0
  let bytes = 0
  let secret: string | null = null
  let whole: Manifest | null = null
  let head: About | null = null
  for await (const entry of readEntries(file)) {
    const what = entryKind(entry.name)
    if (!what || whole || (head === null) !== (what.kind === 'about')) throw damaged(`${entry.name} 不该在这里`)
    if (what.kind === 'about') head = readAbout(await bytesOf(entry), known)
    else if (what.kind === 'manifest') whole = parsed(manifest, manifestName, await bytesOf(entry))
    else {
      const hash = createHash('sha256')
      for await (const chunk of entry.bytes) hash.update(chunk)
      const found = hash.digest('hex')
      if (what.kind === 'secret') secret = found
      else if (what.kind === 'part') {
        if (parts.has(entry.name)) throw damaged(`${entry.name} 重复`)
        parts.set(entry.name, { size: entry.size, sha256: found })
        onProgress(entry.name)
      } else {
        count++
        bytes += entry.size
        list.update(`${what.sha256} ${entry.size}\n`)
        if (found !== what.sha256) wrong.push({ name: what.sha256, found })
      }
    }
  }
  if (!whole) throw damaged(`没有 ${manifestName}`)
  if (JSON.stringify(about.parse(whole)) !== JSON.stringify(head)) throw damaged(aboutName)
  for (const table of whole.tables)
    for (const [place, part] of table.parts.entries()) {
      const name = partName(table.name, place)
      const found = parts.get(name)
      if (found?.size !== part.size || found.sha256 !== part.sha256) throw damaged(name)
      parts.delete(name)
    }
  const [left] = parts.keys()
  if (left) throw damaged(`${left} 不在清单里`)
  if (secret !== whole.secret) throw damaged(secretName)
  const { files } = whole
  if (files.count !== count || files.bytes !== bytes || files.list !== list.digest('hex')) throw damaged('files')
  if (digest(JSON.stringify(files.damaged)) !== digest(JSON.stringify(wrong)))
    throw damaged(`files/${wrong.find((f) => !files.damaged.some((d) => d.name === f.name))?.name ?? ''}`)
  return whole
}
