import type { FastifyRequest } from 'fastify'
import { DomainError } from '../errors.ts'

export interface Upload {
  name: string
  bytes: Buffer
}

/** Longest name kept of an uploaded file, in characters. */
const nameLimit = 200

/** The name of an uploaded file without folders, control characters or tricks of direction; never empty. */
export function cleanFileName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? ''
  const plain = base
    .toWellFormed()
    .replace(/\p{Cc}|\p{Bidi_Control}|[\u2028\u2029\ufeff]/gu, '')
    .normalize('NFC')
    .trim()
  const short = shorten(plain)
  return /^\.*$/.test(short) ? '未命名' : short
}

/** Cuts a long name in its stem, so that it keeps saying what kind of file it is. */
function shorten(name: string): string {
  const characters = [...name]
  if (characters.length <= nameLimit) return name
  const ending = /\.[^.\s]{1,10}$/u.exec(name)?.[0] ?? ''
  const stem = characters.slice(0, nameLimit - [...ending].length).join('')
  return `${stem.trimEnd()}${ending}`
}

/** Reads the files of a multipart request into memory, within limits.
 *  @throws DomainError file.missing, file.too-large, file.too-many, request.invalid for a broken form */
export async function readUploads(
  request: FastifyRequest,
  limits: { files: number; bytes: number },
): Promise<Upload[]> {
  if (!request.isMultipart()) throw new DomainError('file.missing', {}, 400)
  const uploads: Upload[] = []
  const parts = formParts(request, {
    files: limits.files + 1,
    fileSize: limits.bytes,
    fields: 20,
    fieldSize: 10_000,
  })
  for await (const { name, bytes } of parts) {
    if (uploads.length === limits.files) throw new DomainError('file.too-many', { limit: limits.files }, 400)
    uploads.push({ name: cleanFileName(name), bytes })
  }
  if (uploads.length === 0) throw new DomainError('file.missing', {}, 400)
  return uploads
}

async function* formParts(request: FastifyRequest, limits: Record<string, number>): AsyncGenerator<Upload> {
  try {
    for await (const part of request.parts({ limits }))
      if (part.type === 'file') yield { name: part.filename ?? '', bytes: await part.toBuffer() }
  } catch (error) {
    // A form without boundary or end, or broken off on the way: the parser's errors bear no status.
    if (error instanceof Error && 'statusCode' in error) throw error
    throw new DomainError('request.invalid', { reason: error instanceof Error ? error.message : 'broken form' }, 400)
  }
}

/** Headers for a file that is handed out: it is saved, never run or shown as a page. */
export function downloadHeaders(name: string, mediaType: string): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  }
}
