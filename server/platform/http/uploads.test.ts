import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openFileStore } from '../files/store.ts'
import { bareServer } from './http.fixtures.ts'
import { cleanFileName, downloadHeaders, readUploads } from './uploads.ts'

describe('the name of an uploaded file', () => {
  it.each([
    ['关于水的提案.docx', '关于水的提案.docx'],
    ['C:\\Users\\张三\\提案 (终稿).docx', '提案 (终稿).docx'],
    ['../../etc/passwd', 'passwd'],
    ['a/', '未命名'],
    ['..', '未命名'],
    ['', '未命名'],
    ['  a.txt  ', 'a.txt'],
    ['a\r\nb\0.txt', 'ab.txt'],
    ['提案\u202excod.exe', '提案xcod.exe'],
    ['a\u0301.txt', 'á.txt'],
    ['.gitignore', '.gitignore'],
    [`${'长'.repeat(300)}.docx`, `${'长'.repeat(195)}.docx`],
    ['😀'.repeat(300), '😀'.repeat(200)],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept)
  })

  it('is always one that can be kept, shown and cleaned again', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 })),
        (given) => {
          const kept = cleanFileName(given)
          expect(kept).not.toBe('')
          expect(kept).not.toMatch(/[/\\\p{Cc}\p{Bidi_Control}]/u)
          expect(kept).not.toMatch(/^\.*$/)
          expect(kept.isWellFormed()).toBe(true)
          expect([...kept].length).toBeLessThanOrEqual(200)
          expect(kept.trim()).toBe(kept)
          expect(cleanFileName(kept)).toBe(kept)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a file handed out', () => {
  const nameIn = (header: string) =>
    decodeURIComponent(/^attachment; filename\*=UTF-8''([\w.~!$&+^`|%-]*)$/.exec(header)![1]!)

  it.each(['提案.docx', 'a"b;c.txt', "a'b(c)*.txt", 'a\r\nSet-Cookie: x=1.txt', '50% 完成.xlsx', '😀.png'])(
    'under the name %j carries just that name, in one header',
    (name) => {
      expect(nameIn(downloadHeaders(name, 'text/plain')['content-disposition']!)).toBe(name)
    },
  )

  it('has a name whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(nameIn(downloadHeaders(name, 'x/y')['content-disposition']!)).toBe(name.toWellFormed())
      }),
    )
    expect(nameIn(downloadHeaders('\ud800', 'x/y')['content-disposition']!)).toBe('\ufffd')
  })

  it('is saved, never shown as a page of ours', () => {
    expect(downloadHeaders('a.html', 'text/html')).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment/),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
  })
})

const directory = mkdtempSync(join(tmpdir(), 'tongxin-uploads-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
const store = openFileStore(directory)
let requests = 0
let failures: string[] = []
const app = await bareServer((app) => {
  app.post('/api/v1/files', async (request) => {
    requests += 1
    const uploads = await readUploads(request, { files: 2, bytes: 1_000 }).catch((error: Error) => {
      failures.push(error.message)
      throw error
    })
    for (const upload of uploads) await store.put(upload.bytes)
    return uploads.map((upload) => ({ name: upload.name, text: upload.bytes.toString() }))
  })
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const send = async (form: FormData) => {
  const answer = await fetch(`${address}/api/v1/files`, { method: 'POST', body: form })
  return { status: answer.status, body: await answer.json() }
}
const formOf = (...files: [string, string][]) => {
  const form = new FormData()
  for (const [name, text] of files) form.append('file', new File([text], name))
  return form
}

describe('an upload', () => {
  it('brings its files with their names and bytes', async () => {
    const form = formOf(['提案.txt', '水'], ['../b.txt', ''])
    form.append('note', 'passed over')
    expect(await send(form)).toEqual({
      status: 200,
      body: [
        { name: '提案.txt', text: '水' },
        { name: 'b.txt', text: '' },
      ],
    })
  })

  it.each([
    ['of no file', formOf(), 400, 'file.missing'],
    ['of a file too large', formOf(['a', 'x'.repeat(1_001)]), 413, 'file.too-large'],
    ['of too many files', formOf(['a', '1'], ['b', '2'], ['c', '3']), 400, 'file.too-many'],
    [
      'of far too many files',
      formOf(...Array.from({ length: 30 }, (): [string, string] => ['a', '1'])),
      400,
      'file.too-many',
    ],
  ])('%s is refused', async (_, form, status, code) => {
    if (code === 'file.missing') form.append('note', 'no file')
    expect(await send(form)).toMatchObject({ status, body: { code } })
    expect((await send(formOf(['a', 'the next one works']))).status).toBe(200)
  })

  it('that is no form is refused', async () => {
    const answer = await fetch(`${address}/api/v1/files`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(await answer.json()).toMatchObject({ status: 400, code: 'file.missing' })
  })

  it.each([
    ['without a boundary', 'multipart/form-data', 'x'],
    [
      'cut off',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nhalf',
    ],
    [
      'with a field that would poison',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="__proto__"; filename="a"\r\n\r\n1\r\n--x--',
    ],
  ])('%s is refused as the caller’s doing', async (_, type, body) => {
    const answer = await fetch(`${address}/api/v1/files`, { method: 'POST', body, headers: { 'content-type': type } })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })

  it('broken off on the way leaves nothing, and the server goes on', async () => {
    failures = []
    const before = requests
    const kept = readdirSync(directory).sort()
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    socket.write(
      'POST /api/v1/files HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900\r\n\r\n--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nhalf of it',
    )
    await expect.poll(() => requests).toBe(before + 1)
    socket.destroy()
    await expect.poll(() => failures).toHaveLength(1)
    expect(readdirSync(directory).sort()).toEqual(kept)
    expect(readdirSync(join(store.directory, 'incoming'))).toEqual([])
    expect((await send(formOf(['a', 'the next one works']))).status).toBe(200)
  })
})
