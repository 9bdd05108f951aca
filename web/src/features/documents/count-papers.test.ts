import { expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { paperCounter } from './count-papers.ts'

/** A zip as the server makes it: Chinese names, and inside each a zip with plain ones. */
async function zipOfZips(count: number): Promise<Uint8Array> {
  const inner = new ZipFile()
  inner.addBuffer(Buffer.from('<xml/>'), 'word/document.xml')
  inner.end()
  const paper = Buffer.concat(await Array.fromAsync(inner.outputStream as AsyncIterable<Buffer>))
  // yazl marks every name as UTF-8; the library of the Word files marks none.
  for (let at = paper.indexOf('PK\u0003\u0004'); at >= 0; at = paper.indexOf('PK\u0003\u0004', at + 1))
    paper[at + 7] = 0
  const outer = new ZipFile()
  for (let n = 0; n < count; n += 1) outer.addBuffer(paper, `${n} 答复函.docx`, { compress: false })
  outer.end()
  return Buffer.concat(await Array.fromAsync(outer.outputStream as AsyncIterable<Buffer>))
}

it.each([1, 2, 3, 7, 8, 9, 64, 100_000])('counts the papers that have come in, in pieces of %i bytes', async (size) => {
  const bytes = await zipOfZips(12)
  const count = paperCounter()
  let counted = 0
  for (let at = 0; at < bytes.length; at += size) {
    const now = count(bytes.slice(at, at + size))
    expect(now).toBeGreaterThanOrEqual(counted)
    counted = now
  }
  expect(counted).toBe(12)
})

it('counts nothing in what is no zip', () => {
  expect(paperCounter()(new Uint8Array(10_000))).toBe(0)
  expect(paperCounter()(new Uint8Array(0))).toBe(0)
})
