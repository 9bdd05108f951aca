import { beforeAll, describe, expect, it } from 'vitest'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { testApp } from '../../testing/app.ts'
import { ownNaughtyTexts, sharedNaughtyTexts, unstorableTexts } from '../../testing/naughty.ts'
import { buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
let proposalId: string
let assignmentId: string
const shared = sharedNaughtyTexts()

beforeAll(async () => {
  desks = await buildDesks(app.db)
  const lead = app.client(desks.lead.token)
  const { id, version } = await lead(r.createProposal, { body: fullText })
  proposalId = id
  await lead(r.submitProposal, { params: { id }, body: { version } })
  const office = app.client(desks.office.token)
  await office(r.registerProposal, { params: { id }, body: { category: '其他', note: '' } })
  await office(r.assignProposal, {
    params: { id },
    body: { units: [{ unitId: desks.committee.unitId, role: 'sole' }], note: '' },
  })
  const unit = app.client(desks.unit.token)
  assignmentId = (await unit(r.getProposal, { params: { id } })).assignments[0]!.id
  await unit(h.acceptAssignment, { params: { id: assignmentId } })
})

/** Writes a text into every field of a draft, a contact and a reply, and reads all of them back. */
async function roundTrip(text: string): Promise<void> {
  const lead = app.client(desks.lead.token)
  const unit = app.client(desks.unit.token)
  const title = [...text].slice(0, 100).join('')
  const long = [...text].slice(0, 6000).join('')
  const short = [...text].slice(0, 40).join('')
  const { id } = await lead(r.createProposal, {
    body: { title, analysis: text, suggestions: [text, ''], publishNote: [...text].slice(0, 200).join('') },
  })
  expect(await lead(r.getProposal, { params: { id } })).toMatchObject({
    title,
    analysis: text,
    suggestions: [text, ''],
  })
  if (text.trim() !== '') {
    const persons = [...text].slice(0, 200).join('')
    if (persons.trim() !== '')
      await unit(h.recordContact, {
        params: { id: assignmentId },
        body: { phase: 'during', way: 'call', heldOn: '2026-03-02', persons, notes: [...text].slice(0, 2000).join('') },
      })
  }
  const before = (await unit(r.getProposal, { params: { id: proposalId } })).assignments[0]!
  const reply = {
    replyClass: 'B',
    text,
    answers: [{ number: 1, answer: long, measure: short, dueOn: null, responsible: short }],
    closing: short,
    documentNumber: short,
    signedBy: short,
    contactName: short,
    contactPhone: short,
  }
  await unit(h.writeReply, {
    params: { id: assignmentId },
    body: { version: before.replies.at(-1)?.version ?? 0, ...reply },
  })
  const after = (await unit(r.getProposal, { params: { id: proposalId } })).assignments[0]!
  expect(after.replies.at(-1)).toMatchObject(reply)
  const found = await app.request({
    method: 'GET',
    url: `/api/v1/proposals?q=${encodeURIComponent([...text].slice(0, 60).join(''))}`,
    token: desks.office.token,
  })
  expect(found.statusCode).toBe(200)
}

describe('any text people may type', () => {
  it.each(ownNaughtyTexts.map((text) => [JSON.stringify(text), text]))(
    '%s is stored and shown back unchanged',
    async (_, text) => {
      await roundTrip(text)
    },
  )

  it.skipIf(shared === null)(
    'is stored and shown back unchanged: the lists of ../shared/data/fuzz',
    { timeout: 120_000 },
    async () => {
      const writer = app.client(desks.friend.token)
      const texts = [...new Set(shared!.map((text) => [...text].slice(0, 100).join('')))]
      const ids = new Map<string, string>()
      for (const text of texts)
        ids.set(
          (await writer(r.createProposal, { body: { title: text, analysis: text, suggestions: [text] } })).id,
          text,
        )
      const shown = new Map<string, string>()
      let cursor: string | undefined
      do {
        const page = await writer(r.listProposals, { query: { scope: 'mine', limit: 100, cursor } })
        for (const item of page.items) shown.set(item.id, item.title)
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(shown).toEqual(ids)
      const kept = await app.db
        .selectFrom('proposal_texts')
        .select(['proposal_id as id', 'analysis', 'suggestions'])
        .where('proposal_id', 'in', [...ids.keys()])
        .execute()
      expect(
        kept.filter((row) => row.analysis !== ids.get(row.id) || (row.suggestions as string[])[0] !== row.analysis),
      ).toEqual([])
      for (const format of ['xlsx', 'csv', 'json'])
        expect(
          (
            await app.request({
              method: 'GET',
              url: `/api/v1/proposals/export?scope=mine&format=${format}`,
              token: desks.friend.token,
            })
          ).statusCode,
        ).toBe(200)
      const searched = await Promise.all(
        texts.slice(0, 200).map((text) =>
          app.request({
            method: 'GET',
            url: `/api/v1/proposals?q=${encodeURIComponent([...text].slice(0, 60).join(''))}`,
            token: desks.office.token,
          }),
        ),
      )
      expect(searched.filter((response) => response.statusCode !== 200)).toEqual([])
    },
  )

  it.each(unstorableTexts.map((text) => [JSON.stringify(text), text]))(
    '%s can be held by no field: 400 names it',
    async (_, text) => {
      for (const field of ['title', 'analysis', 'publishNote']) {
        const response = await app.request({
          method: 'POST',
          url: '/api/v1/proposals',
          token: desks.lead.token,
          headers: { 'content-type': 'application/json' },
          payload: JSON.stringify({ [field]: text }),
        })
        expect(response.statusCode).toBe(400)
        expect(response.json().fields).toMatchObject([{ path: field }])
      }
    },
  )

  it.each([
    ['title', { title: '长'.repeat(101) }],
    ['suggestions', { suggestions: Array.from({ length: 31 }, () => '') }],
    ['suggestedUnitIds.0', { suggestedUnitIds: ['1'] }],
    ['publishConsent', { publishConsent: 'yes' }],
    ['analysis', { analysis: 7 }],
  ])('%s of another shape is refused by its name', async (path, body) => {
    const response = await app.request({
      method: 'POST',
      url: '/api/v1/proposals',
      token: desks.lead.token,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    })
    expect(response.statusCode).toBe(400)
    expect(response.json().fields).toMatchObject([{ path }])
  })
})

describe('a request that is sent twice', () => {
  it('makes one draft, also when both arrive at once', async () => {
    const body = { title: '只应有一件' }
    const send = () => app.client(desks.lead.token)(r.createProposal, { body }, { idempotencyKey: 'draft-1' })
    const answers = await Promise.all([send(), send(), send()])
    expect(new Set(answers.map((a) => a.id)).size).toBe(1)
    const mine = await app.client(desks.lead.token)(r.listProposals, { query: { scope: 'mine', q: '只应有一件' } })
    expect(mine.items).toHaveLength(1)
  })

  it('is refused when the same key comes with another text', async () => {
    await app.client(desks.lead.token)(r.createProposal, { body: { title: '甲' } }, { idempotencyKey: 'draft-2' })
    await expect(
      app.client(desks.lead.token)(r.createProposal, { body: { title: '乙' } }, { idempotencyKey: 'draft-2' }),
    ).rejects.toMatchObject({ problem: { code: 'idempotency.reused', status: 422 } })
  })
})

describe('attachments', () => {
  const attach = (id: string, file: File) =>
    app.client(desks.lead.token)(r.addAttachment, { params: { id } }, { files: [file] })
  const draft = async () => (await app.client(desks.lead.token)(r.createProposal, { body: {} })).id

  it('are kept byte for byte and handed out as downloads only', async () => {
    const id = await draft()
    const bytes = Buffer.from('一、调研数据\n二、访谈记录', 'utf8')
    const { fileId } = await attach(id, new File([bytes], '调研 报告.txt'))
    const response = await app.request({
      method: 'GET',
      url: `/api/v1/proposals/${id}/attachments/${fileId}`,
      token: desks.lead.token,
    })
    expect(response.rawPayload.equals(bytes)).toBe(true)
    expect(response.headers).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment;/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
    expect(
      (
        await app.request({
          method: 'GET',
          url: `/api/v1/proposals/${id}/attachments/${fileId}`,
          token: desks.stranger.token,
        })
      ).statusCode,
    ).toBe(404)
  })

  it.each([
    ['a program under another name', new File([Buffer.from('MZ\x90\x00\x03')], '报告.pdf')],
    ['a page', new File(['<html><script>alert(1)</script></html>'], '报告.txt')],
    ['an empty file', new File([], '空.txt')],
  ])('are refused when they are %s', async (_, file) => {
    await expect(attach(await draft(), file)).rejects.toMatchObject({
      problem: { code: expect.stringMatching(/^file\./), detail: expect.stringMatching(/[。]$/) },
    })
  })

  it('stop at the number the settings allow', async () => {
    const id = await draft()
    for (let i = 0; i < 5; i++) await attach(id, new File([`第${i}份`], `附件${i}.txt`))
    await expect(attach(id, new File(['再来一份'], '多余.txt'))).rejects.toMatchObject({
      problem: { code: 'file.too-many' },
    })
  })
})
