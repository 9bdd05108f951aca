import { beforeAll, describe, expect, it } from 'vitest'
import { proposalRoutes } from '#contract/proposals.ts'
import { publishingRoutes as r } from '#contract/publishing.ts'
import { marksOn } from '#contract/redaction.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { newId } from '#platform/ids.ts'
import { checkInvariants } from '#platform/invariants.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, buildProposal, type Desks } from '../proposals/proposals.fixtures.ts'
import { publishingInvariants } from './invariants.ts'
import { makePublic } from './publishing.fixtures.ts'
import { publishingSetting } from './settings.ts'

const app = await testApp()
const { db } = app
const secret = '幽兰巷七号院'
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const get = async (url: string) => app.request({ method: 'GET', url: encodeURI(url), headers: { accept: 'text/html' } })
let desks: Desks
const office = () => app.client(desks.office.token)
const look = (id: string) => office()(r.getPublication, { params: { id } })

/** A registered proposal in which the secret stands in the title, the analysis and a suggestion. */
async function withSecret(set: { consent?: boolean; note?: string; text?: string } = {}): Promise<string> {
  const { id: committeeId, termId, sessionId } = desks.committee
  const id = await buildProposal(db, {
    committeeId,
    termId,
    sessionId,
    leadMemberId: desks.lead.memberId,
    state: 'handling',
    title: `关于${secret}排水的建议`,
    category: '社会建设',
  })
  await db
    .updateTable('proposals')
    .set({ publish_consent: set.consent ?? true, publish_note: set.note ?? '' })
    .where('id', '=', id)
    .execute()
  await db
    .updateTable('proposal_texts')
    .set({
      title: `关于${secret}排水的建议`,
      analysis: set.text ?? `雨后${secret}积水半尺。`,
      suggestions: JSON.stringify([`请水务局到${secret}看一看。`, '修好雨水管。']),
    })
    .where('proposal_id', '=', id)
    .execute()
  return id
}

/** A delivered reply that repeats the secret. */
async function replyTo(proposalId: string): Promise<string> {
  const [assignment_id, id] = [newId(), newId()]
  const own = { committee_id: desks.committee.id, proposal_id: proposalId }
  const at = '2026-02-10T02:00:00Z'
  await db
    .insertInto('assignments')
    .values({
      ...own,
      id: assignment_id,
      unit_id: desks.committee.unitId,
      role: 'sole',
      state: 'replied',
      assigned_at: at,
      accept_by: '2026-02-20',
      return_by: '2026-02-20',
      reply_by: '2026-05-10',
      contact_by: null,
      accepted_at: at,
      state_since: at,
      opinion_given_at: null,
      reassigned_from: null,
    })
    .execute()
  await db
    .insertInto('replies')
    .values({
      ...own,
      id,
      assignment_id,
      round: 1,
      reply_class: 'A',
      text: `您反映的${secret}积水已经处理。`,
      document_number: '水函〔2026〕7号',
      signed_by: '',
      contact_name: '',
      contact_phone: '',
      submitted_at: at,
      sent_back_at: null,
      delivered_at: at,
      updated_at: at,
      closing: '',
    })
    .execute()
  await db
    .insertInto('reply_answers')
    .values({
      committee_id: desks.committee.id,
      reply_id: id,
      number: 1,
      suggestion: `请水务局到${secret}看一看。`,
      answer: `已到${secret}查看，管道已修好，清淤三百米。`,
      measure: `${secret}加装水泵`,
      due_on: null,
      responsible: '',
    })
    .execute()
  return id
}

beforeAll(async () => {
  desks = await buildDesks(db)
})

/** What is not as it must be, each rule by how many rows break it. */
const broken = async () =>
  (await checkInvariants(db, publishingInvariants)).filter((one) => one.count > 0).map((one) => [one.name, one.count])

describe('what the office takes out', () => {
  let id: string
  let replyId: string
  const surfaces = () => [
    '/',
    '/proposals',
    `/proposals?committee=${desks.committee.id}&category=社会建设&year=2026&unit=${desks.committee.unitId}`,
    `/proposals/${id}`,
    '/feed.xml',
    `/feed.xml?committee=${desks.committee.id}`,
    '/sitemap.xml',
    '/proposals.csv',
    '/robots.txt',
  ]

  beforeAll(async () => {
    id = await withSecret()
    replyId = await replyTo(id)
    await makePublic(app, desks.office.token, id, { passages: [secret] })
    await makePublic(app, desks.office.token, replyId, { passages: [secret] })
  })

  it('stands in no byte of any public page, feed or file, while the rest is there', async () => {
    for (const url of surfaces()) {
      const response = await get(url)
      expect(response.statusCode, url).toBe(200)
      expect(response.body, url).not.toContain(secret)
      expect(response.body, url).not.toContain('幽兰')
    }
    const page = (await get(`/proposals/${id}`)).body
    for (const kept of [
      '关于（略）排水的建议',
      '雨后（略）积水半尺。',
      '修好雨水管。',
      '已到（略）查看',
      '（略）加装水泵',
      '水函〔2026〕7号',
    ])
      expect(page).toContain(kept)
    for (const url of ['/feed.xml', '/sitemap.xml', '/proposals.csv', '/proposals'])
      expect((await get(url)).body).toContain(id)
  })

  it('is found by no search, though the rest of the proposal and of its reply is', async () => {
    const hits = async (q: string) => (await get(`/proposals?q=${q}`)).body.includes(id)
    for (const word of [secret, '幽兰', '兰巷', '幽兰巷 排水', '到幽', '院看'])
      expect(await hits(word), word).toBe(false)
    for (const word of ['积水半尺', '雨水管 排水', '清淤三百米', '陈立业']) expect(await hits(word), word).toBe(true)
    expect((await get('/proposals?q=清淤三百米')).body).toContain('<mark>清淤三百米</mark>')
    expect((await get('/proposals?q=的')).body).toContain('请至少填两个字')
  })

  it('lies in no table that the public is read from', async () => {
    for (const table of ['published_proposals', 'published_replies'] as const) {
      const rows = await db.selectFrom(table).selectAll().execute()
      expect(rows.length).toBeGreaterThan(0)
      expect(JSON.stringify(rows)).not.toContain('幽兰')
    }
  })

  it('is offered to be taken out of the reply too, since it repeats it', async () => {
    const { suggestions } = await look(replyId)
    expect(suggestions.filter((one) => one.kind === 'takenOut')).toHaveLength(4)
  })

  it('changes no number: one proposal is public, with or without it', async () => {
    expect((await get('/')).body).toContain('<dt>已立案</dt><dd class="count">1 件</dd>')
  })

  it('may be put back, and be taken out again, in public at once', async () => {
    await makePublic(app, desks.office.token, id)
    expect((await get(`/proposals?q=${secret}`)).body).toContain(id)
    await makePublic(app, desks.office.token, id, { passages: [secret] })
    expect((await get(`/proposals?q=${secret}`)).body).not.toContain(id)
    expect((await get(`/proposals/${id}`)).body).not.toContain(secret)
  })

  it('is gone with everything else once it is taken off, and the marks are kept', async () => {
    await office()(r.retractPublication, { params: { id }, body: { note: '提案者请求' } })
    expect((await get(`/proposals/${id}`)).statusCode).toBe(404)
    for (const url of ['/proposals', '/feed.xml', '/sitemap.xml', '/proposals.csv', '/proposals?q=清淤三百米'])
      expect((await get(url)).body, url).not.toContain(id)
    expect(await look(id)).toMatchObject({ state: 'retracted', reason: '提案者请求', published: null })
    expect((await look(id)).marks).toHaveLength(3)
    await makePublic(app, desks.office.token, id, { passages: [secret] })
    expect((await get(`/proposals/${id}`)).body).toContain('清淤三百米')
  })

  it('goes away by itself when the proposal is withdrawn', async () => {
    const withdrawn = await withSecret()
    await makePublic(app, desks.office.token, withdrawn)
    await db.updateTable('proposals').set({ state: 'withdrawn' }).where('id', '=', withdrawn).execute()
    for (const url of [`/proposals?q=${secret}`, '/feed.xml', '/sitemap.xml', '/proposals.csv'])
      expect((await get(url)).body, url).not.toContain(withdrawn)
    expect((await get(`/proposals/${withdrawn}`)).statusCode).toBe(404)
  })
})

it('verifies: nothing is public that was not decided, and a row put there by hand is found', async () => {
  const id = await withSecret()
  expect(await broken()).toEqual([])
  await makePublic(app, desks.office.token, id)
  await db.updateTable('publications').set({ state: 'withheld' }).where('subject_id', '=', id).execute()
  await db.updateTable('proposals').set({ publish_consent: false }).where('id', '=', id).execute()
  expect((await broken()).map(([, count]) => count)).toEqual([1, 1])
  await db.deleteFrom('published_proposals').where('proposal_id', '=', id).execute()
  expect(await broken()).toEqual([])
  await db.deleteFrom('publications').where('subject_id', '=', id).execute()
  expect((await broken()).map(([, count]) => count)).toEqual([1])
})

describe('the decision', () => {
  it('never goes against the proposer', async () => {
    const id = await withSecret({ consent: false, note: '涉及住户' })
    const { actions, version } = await look(id)
    expect(actions).not.toContain('publish')
    await expect(
      office()(r.publish, {
        params: { id },
        body: { version, marks: [], fileIds: [], hideProposers: false, leaveRest: true },
      }),
    ).rejects.toEqual(refused('publication.no-consent'))
  })

  it('asks once more while suggestions are neither taken nor left', async () => {
    const id = await withSecret({ text: '请打 13812345678。' })
    const { version, suggestions } = await look(id)
    expect(suggestions).toHaveLength(1)
    const body = { version, marks: [], fileIds: [], hideProposers: false }
    await expect(office()(r.publish, { params: { id }, body })).rejects.toMatchObject({
      problem: { code: 'publication.suggestions-left', details: { left: 1 } },
    })
    const marks = suggestions.map(({ kind: _, ...mark }) => mark)
    await office()(r.publish, { params: { id }, body: { ...body, marks } })
    expect((await get(`/proposals/${id}`)).body).toContain('请打 （电话略）。')
  })

  it('publishes a reply only with its proposal, and never over another window', async () => {
    const id = await withSecret()
    const replyId = await replyTo(id)
    const body = { version: 1, marks: [], fileIds: [], hideProposers: false, leaveRest: true }
    await expect(office()(r.publish, { params: { id: replyId }, body })).rejects.toEqual(
      refused('publication.proposal-first'),
    )
    const { parts } = await look(id)
    await office()(r.markPublication, { params: { id }, body: { ...body, marks: marksOn(parts, secret) } })
    await expect(office()(r.publish, { params: { id }, body })).rejects.toMatchObject({
      problem: { code: 'version.stale', details: { currentVersion: 2 } },
    })
  })

  it('is taken once when two windows decide at the same moment', async () => {
    const id = await withSecret()
    const body = { version: 1, marks: [], fileIds: [], hideProposers: false, leaveRest: true }
    const both = await Promise.allSettled([
      office()(r.publish, { params: { id }, body }),
      office()(r.publish, { params: { id }, body }),
      office()(r.withholdPublication, { params: { id }, body: { note: '再议' } }),
    ])
    const done = both.filter((one) => one.status === 'fulfilled').length
    expect(done).toBeLessThanOrEqual(2)
    const { state } = await look(id)
    expect((await get(`/proposals/${id}`)).statusCode).toBe(state === 'published' ? 200 : 404)
  })

  it('publishes in bulk what is plain, and leaves what must be looked at', async () => {
    const plain = await withSecret()
    const noted = await withSecret({ note: '请隐去小区名' })
    const withPhone = await withSecret({ text: '电话：2123456' })
    const unwilling = await withSecret({ consent: false })
    const replyId = await replyTo(plain)
    const ids = [replyId, plain, noted, withPhone, unwilling]
    expect(await office()(r.publishPlain, { body: { ids } })).toEqual({ published: 2, left: 3 })
    expect((await get(`/proposals/${plain}`)).body).toContain('清淤三百米')
    for (const id of [noted, withPhone, unwilling]) expect((await get(`/proposals/${id}`)).statusCode).toBe(404)
  })

  it('waits in a list of the office, longest first, and on its workbench', async () => {
    const id = await withSecret({ text: '电话：2123456' })
    const { items } = await office()(r.listPublications, { query: { limit: 100 } })
    expect(items.find((one) => one.id === id)).toMatchObject({
      kind: 'proposal',
      suggested: 1,
      plain: false,
      consent: true,
    })
    expect(items.map((one) => one.since)).toEqual(items.map((one) => one.since).toSorted())
    const { groups } = await office()(workbenchRoutes.getWorkbench, {})
    expect(groups.find((group) => group.kind === 'publication.toDecide')?.count).toBeGreaterThan(0)
    const found = async (q: string) => (await office()(r.listPublications, { query: { q } })).items.length
    expect(await found(secret)).toBeGreaterThan(0)
    expect(await found("100%_'\\")).toBe(0)
    expect(JSON.stringify((await office()(r.listPublications, { query: { state: 'withheld' } })).items)).not.toContain(
      id,
    )
  })

  it('tells the proposer with the reason, other members without it, and stands in the history', async () => {
    const id = await withSecret()
    await office()(r.withholdPublication, { params: { id }, body: { note: '涉及住户隐私' } })
    const seen = async (token: string) => app.client(token)(r.getProposalPublication, { params: { id } })
    expect((await seen(desks.lead.token)).items[0]).toMatchObject({ state: 'withheld', reason: '涉及住户隐私' })
    expect((await seen(desks.stranger.token)).items[0]).toMatchObject({ state: 'withheld', reason: '' })
    const { history } = await office()(proposalRoutes.getProposal, { params: { id } })
    expect(history.at(-1)).toMatchObject({ type: 'publication.withheld', details: { note: '涉及住户隐私' } })
  })

  it('shows the proposers not at all where the office says so', async () => {
    const id = await withSecret()
    await makePublic(app, desks.office.token, id, { hideProposers: true })
    const page = (await get(`/proposals/${id}`)).body
    expect(page).toContain('政协委员')
    expect(page).not.toContain('陈立业')
  })

  it('lets attachments along only where the setting does, each by itself, and takes them back with the rest', async () => {
    const id = await withSecret()
    const fileId = newId()
    await db.updateTable('proposals').set({ state: 'draft' }).where('id', '=', id).execute()
    await app.client(desks.lead.token)(
      proposalRoutes.addAttachment,
      { params: { id } },
      { files: [new File([`${secret}的照片说明`], '照片说明.txt')] },
    )
    await db.updateTable('proposals').set({ state: 'handling' }).where('id', '=', id).execute()
    const file = await db
      .selectFrom('proposal_attachments')
      .select('file_id')
      .where('proposal_id', '=', id)
      .executeTakeFirstOrThrow()
    expect((await look(id)).files).toEqual([])
    const url = `/proposals/${id}/files/${file.file_id}`
    const body = { version: 1, marks: [], fileIds: [file.file_id], hideProposers: false, leaveRest: true }
    await expect(office()(r.publish, { params: { id }, body })).rejects.toEqual(refused('input.invalid'))
    await makePublic(app, desks.office.token, id)
    expect((await get(url)).statusCode).toBe(404)

    const attachments = { ...publishingSetting.defaults, attachments: true }
    await db
      .insertInto('settings')
      .values({
        committee_id: desks.committee.id,
        key: publishingSetting.key,
        version: 1,
        value: JSON.stringify(attachments),
        created_at: app.clock.now,
        created_by: desks.office.accountId,
      })
      .execute()
    expect((await look(id)).files).toEqual([expect.objectContaining({ name: '照片说明.txt', included: false })])
    await office()(r.publish, { params: { id }, body: { ...body, version: (await look(id)).version } })
    expect((await get(`/proposals/${id}`)).body).toContain('照片说明.txt')
    const given = await get(url)
    expect(given.body).toContain('照片说明')
    expect(given.headers['content-disposition']).toContain('attachment')
    expect((await get(`/proposals/${id}/files/${fileId}`)).statusCode).toBe(404)
    await office()(r.retractPublication, { params: { id }, body: { note: '附件有误' } })
    expect((await get(url)).statusCode).toBe(404)
  })

  it.each([
    [{ part: 'nothing', from: 0, to: 1, instead: '' }],
    [{ part: 'analysis', from: 0, to: 9999, instead: '' }],
    [{ part: 'analysis', from: 5, to: 5, instead: '' }],
  ])('refuses marks that are nowhere in the text: %o', async (mark) => {
    const id = await withSecret()
    const body = { version: 1, marks: [mark], fileIds: [], hideProposers: false }
    await expect(office()(r.markPublication, { params: { id }, body })).rejects.toEqual(refused('input.invalid'))
    await expect(
      office()(r.markPublication, { params: { id }, body: { ...body, marks: [], fileIds: [newId()] } }),
    ).rejects.toEqual(refused('input.invalid'))
  })
})
