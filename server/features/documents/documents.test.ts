import { describe, expect, it } from 'vitest'
import { routeUrl } from '#contract/client.ts'
import { clockRoutes } from '#contract/clocks.ts'
import { documentNumberRoutes as numberRoutes } from '#contract/document-numbers.ts'
import { documentRoutes, type PaperKind } from '#contract/documents.ts'
import { handlingRoutes } from '#contract/handling.ts'
import { leadershipRoutes } from '#contract/leadership.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { answersTo, buildDesks, buildProposal, fullText } from '#features/proposals/proposals.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { listZipEntries, readZipEntrySync } from '#platform/spreadsheets/zip.ts'
import { testApp } from '../../testing/app.ts'
import { linesOf, readWord } from './layout/word.fixtures.ts'
import { getPapers } from './queries/batch.ts'

const app = await testApp()
const desks = await buildDesks(app.db)
const { lead, friend, stranger, office, assigner, leader, unit, secondUnit } = desks
type Who = { token: string }

/** A proposal carried to its delivered reply: the first unit leads, the second joins. */
async function answeredProposal(title: string, text = '已经逐栋摸底。') {
  const { id, version } = await app.client(lead.token)(proposalRoutes.createProposal, { body: { ...fullText, title } })
  await app.client(lead.token)(proposalRoutes.submitProposal, { params: { id }, body: { version } })
  await app.client(office.token)(proposalRoutes.registerProposal, {
    params: { id },
    body: { category: '其他', note: '' },
  })
  await app.client(office.token)(proposalRoutes.assignProposal, {
    params: { id },
    body: {
      units: [
        { unitId: desks.committee.unitId, role: 'lead' },
        { unitId: desks.secondUnitId, role: 'joint' },
      ],
      note: '',
    },
  })
  const { assignments } = await app.client(office.token)(proposalRoutes.getProposal, { params: { id } })
  const [main, joint] = [assignments.find((a) => a.role === 'lead')!, assignments.find((a) => a.role === 'joint')!]
  for (const [who, duty] of [
    [unit, main],
    [secondUnit, joint],
  ] as const)
    await app.client(who.token)(handlingRoutes.acceptAssignment, { params: { id: duty.id } })
  await app.client(secondUnit.token)(handlingRoutes.giveOpinion, {
    params: { id: joint.id },
    body: { text: '资金可以安排。' },
  })
  await app.client(unit.token)(handlingRoutes.recordContact, {
    params: { id: main.id },
    body: { phase: 'before', way: 'visit', heldOn: '2026-03-01', persons: '某科长', notes: '当面听取意见' },
  })
  await app.client(unit.token)(handlingRoutes.writeReply, {
    params: { id: main.id },
    body: {
      version: 0,
      replyClass: 'A',
      text,
      answers: answersTo(),
      closing: '',
      documentNumber: '建函[2026]03号',
      signedBy: '某局长',
      contactName: '某科长',
      contactPhone: '1234567',
    },
  })
  return { id, main, joint }
}

async function finish(main: { id: string }) {
  await app.client(unit.token)(handlingRoutes.submitReply, { params: { id: main.id } })
  await app.client(office.token)(handlingRoutes.deliverReply, { params: { id: main.id } })
}

const kindsFor = async (who: Who, id: string) =>
  (await app.client(who.token)(documentRoutes.listPapers, { params: { id } })).items.map((o) => o.kind)
const fetchPaper = (who: Who, id: string, kind: PaperKind, on?: string) =>
  app.request({
    method: 'GET',
    url: routeUrl(documentRoutes.getPaper, { params: { id, kind }, query: { on } }),
    token: who.token,
  })
const fetchBatch = (who: Who, query: Record<string, string>) =>
  app.request({ method: 'GET', url: `/api/v1/papers/batch?${new URLSearchParams(query)}`, token: who.token })

describe('the papers of a proposal', async () => {
  const { id, main, joint } = await answeredProposal('关于加装电梯的建议')

  it('are offered by who one is: a member none of the assignment, the unit none of the reminder', async () => {
    expect(await kindsFor(lead, id)).toEqual(['proposalForm', 'examination'])
    expect(await kindsFor(stranger, id)).toEqual(['proposalForm'])
    expect(await kindsFor(unit, id)).toEqual(['proposalForm', 'assignmentNotice', 'jointOpinion', 'reply'])
    expect(await kindsFor(secondUnit, id)).toEqual(['proposalForm', 'assignmentNotice', 'jointOpinion'])
    expect(await kindsFor(assigner, id)).toEqual([
      'proposalForm',
      'examination',
      'assignmentNotice',
      'assignmentNotice',
      'jointOpinion',
      'reminder',
    ])
    expect(await kindsFor(leader, id)).toEqual(['proposalForm', 'examination'])
  })

  it('the letter of a reply that is not delivered is the unit’s alone, marked as a draft', async () => {
    const { items } = await app.client(unit.token)(documentRoutes.listPapers, { params: { id } })
    const offer = items.find((o) => o.kind === 'reply')!
    expect(offer).toMatchObject({ draft: true, unit: expect.any(String) })
    const own = await fetchPaper(unit, id, 'reply', offer.on!)
    expect(own.statusCode).toBe(200)
    expect(decodeURIComponent(own.headers['content-disposition'] as string)).toContain('（稿）')
    for (const who of [lead, stranger, secondUnit, office])
      expect((await fetchPaper(who, id, 'reply', offer.on!)).statusCode).toBe(404)
  })

  it('are Word files that say what the matter says', async () => {
    await finish(main)
    const { items } = await app.client(lead.token)(documentRoutes.listPapers, { params: { id } })
    const reply = items.find((o) => o.kind === 'reply')!
    const answer = await fetchPaper(lead, id, 'reply', reply.on!)
    expect(answer.headers['content-type']).toContain('wordprocessingml')
    const lines = linesOf(readWord(answer.rawPayload).get('word/document.xml')!)
    expect(lines).toContain('建函〔2026〕3号')
    expect(lines).toContain('陈立业委员：')
    expect(lines).toContain('已经逐栋摸底。')
    const notice = linesOf(
      readWord((await fetchPaper(secondUnit, id, 'assignmentNotice', joint.id)).rawPayload).get('word/document.xml')!,
    )
    expect(notice).toContain('财政局：')
    expect(notice.join()).toContain('提出会办意见')
    const opinion = linesOf(
      readWord((await fetchPaper(unit, id, 'jointOpinion', joint.id)).rawPayload).get('word/document.xml')!,
    )
    expect(opinion).toContain('资金可以安排。')
  })

  it('urge nobody while the term stands still', async () => {
    const { id, main } = await answeredProposal('关于暂停计算的建议')
    const { items } = await app.client(office.token)(clockRoutes.listProposalClocks, { params: { id } })
    const clockId = items.find((clock) => clock.subjectId === main.id && clock.kind === 'reply')!.id
    const params = { id, clockId }
    expect((await fetchPaper(office, id, 'reminder', main.id)).statusCode).toBe(200)
    await app.client(office.token)(clockRoutes.pauseClock, { params, body: { note: '等上级政策' } })
    expect(await kindsFor(office, id)).not.toContain('reminder')
    expect((await fetchPaper(office, id, 'reminder', main.id)).statusCode).toBe(404)
    await app.client(office.token)(clockRoutes.resumeClock, { params, body: { note: '政策已出' } })
    expect(await kindsFor(office, id)).toContain('reminder')
  })

  it('are not there for who may not have them, nor without what they hang on', async () => {
    expect((await fetchPaper(unit, id, 'assignmentNotice', joint.id)).statusCode).toBe(404)
    expect((await fetchPaper(stranger, id, 'examination')).statusCode).toBe(404)
    expect((await fetchPaper(stranger, id, 'jointOpinion', joint.id)).statusCode).toBe(404)
    expect((await fetchPaper(office, id, 'reply')).statusCode).toBe(404)
    expect((await fetchPaper(office, id, 'reminder', main.id)).statusCode).toBe(404)
    expect(
      (await app.request({ method: 'GET', url: `/api/v1/proposals/${id}/papers/nonsense`, token: office.token }))
        .statusCode,
    ).toBe(400)
  })

  it('the co-sign page is there once somebody was asked to sign', async () => {
    const { id: draft } = await app.client(lead.token)(proposalRoutes.createProposal, { body: fullText })
    expect(await kindsFor(lead, draft)).toEqual(['proposalForm'])
    await app.db
      .insertInto('co_signers')
      .values({
        committee_id: desks.committee.id,
        proposal_id: draft,
        member_id: friend.memberId,
        state: 'invited',
        invited_at: app.clock.now,
        expires_on: '2026-04-01',
        replied_at: null,
      })
      .execute()
    expect(await kindsFor(lead, draft)).toEqual(['proposalForm', 'coSignPage'])
    const lines = linesOf(readWord((await fetchPaper(lead, draft, 'coSignPage')).rawPayload).get('word/document.xml')!)
    expect(lines).toContain('欧阳春')
  })
})

describe('a batch of papers', async () => {
  const hard = '关于“水/电:气”<如何>?*|的建议\\..'
  for (const title of ['关于甲事的建议', hard, hard]) await finish((await answeredProposal(title)).main)
  const waiting = await buildProposal(app.db, { committeeId: desks.committee.id, termId: desks.committee.termId })

  it('is a zip of the letters with an index, under names Windows takes, none twice', async () => {
    const answer = await fetchBatch(office, { kind: 'reply' })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/zip')
    expect(Number(answer.headers['x-proposals'])).toBeGreaterThanOrEqual(4)
    const entries = listZipEntries(answer.rawPayload, 100)
    const names = entries.map((e) => e.name)
    for (const name of names) expect(name).not.toMatch(/[\\/:*?"<>|]|[. ]$/u)
    const letters = entries.filter((e) => e.name.endsWith('.docx'))
    expect(letters.length).toBeGreaterThanOrEqual(3)
    for (const entry of letters) {
      const lines = linesOf(readWord(readZipEntrySync(answer.rawPayload, entry, 1e7)).get('word/document.xml')!)
      expect(lines).toContain('已经逐栋摸底。')
    }
    const index = await readTable(
      readZipEntrySync(answer.rawPayload, entries.find((e) => e.name === '00 目录.xlsx')!, 1e7),
      { fileName: '目录.xlsx' },
    )
    const rows = index.sheets[0]!.rows
    expect(rows[0]).toEqual(['序号', '提案号', '案由', '单位', '文件名', '说明', '发文字号'])
    expect(
      rows
        .slice(1)
        .map((r) => r[4])
        .filter(Boolean)
        .toSorted(),
    ).toEqual(letters.map((e) => e.name).toSorted())
    expect(rows.slice(1).some((r) => r[5] === '没有这种文书')).toBe(true)
  })

  it('holds only what its reader may have', async () => {
    const namesFor = async (who: Who, query: Record<string, string>) =>
      listZipEntries((await fetchBatch(who, query)).rawPayload, 100).map((e) => e.name)
    const { id } = await answeredProposal('关于未定稿的建议')
    expect(await namesFor(unit, { kind: 'reply', ids: id })).toHaveLength(2)
    expect(await namesFor(office, { kind: 'reply', ids: id })).toEqual(['00 目录.xlsx'])
    expect(await namesFor(secondUnit, { kind: 'assignmentNotice', ids: id })).toHaveLength(2)
    expect(await namesFor(office, { kind: 'assignmentNotice', ids: id })).toHaveLength(3)
    expect(await namesFor(stranger, { kind: 'assignmentNotice', ids: id })).toEqual(['00 目录.xlsx'])
  })

  it('says so where there is nothing to make, or too much was asked', async () => {
    expect((await fetchBatch(office, { kind: 'reply', q: '没有这样的提案' })).json()).toMatchObject({
      status: 409,
      code: 'papers.none',
    })
    expect((await fetchBatch(unit, { kind: 'reply', ids: waiting })).json()).toMatchObject({
      status: 409,
      code: 'papers.none',
    })
    expect((await fetchBatch(office, { kind: 'reply', ids: 'nonsense' })).statusCode).toBe(400)
    expect((await fetchBatch(office, { kind: 'reply', ids: Array(101).fill(waiting).join(',') })).statusCode).toBe(400)
    expect((await fetchBatch(office, { kind: 'reply', ids: ',' })).statusCode).toBe(400)
  })

  it('is refused while two are being made, and no longer once nobody reads them', async () => {
    const actor = {
      ...{ accountId: newId(), name: '提案委', hatId: newId(), committeeId: desks.committee.id },
      ...{ role: 'proposalOffice' as const, memberId: null, unitId: null, desks: [], delegatedBy: null },
    }
    const ctx = { db: app.db, actor, now: app.clock.now, requestId: 'test' }
    const wanted = { scope: 'all', sort: 'number' } as const
    const made = [await getPapers(ctx, 'reply', wanted), await getPapers(ctx, 'reply', wanted)]
    expect((await fetchBatch(office, { kind: 'reply' })).json()).toMatchObject({ status: 429, code: 'papers.busy' })
    for await (const _ of made[0]!.stream) break
    made[1]!.stream.destroy()
    await new Promise((done) => setTimeout(done, 50))
    expect((await fetchBatch(office, { kind: 'reply' })).statusCode).toBe(200)
  })
})

it('makes the list for the assignment meeting of what is on the register, for the offices alone', async () => {
  const get = (who: Who, query: string) =>
    app.request({ method: 'GET', url: `/api/v1/papers/meeting-list${query}`, token: who.token })
  const answer = await get(office, '?name=%E4%BA%A4%E5%8A%9E%E4%BC%9A')
  expect(answer.statusCode).toBe(200)
  const lines = linesOf(readWord(answer.rawPayload).get('word/document.xml')!)
  expect(lines).toContain('交办会')
  expect(lines).toContain('财政局')
  expect((await get(unit, '')).statusCode).toBe(403)
  expect((await get(lead, '')).statusCode).toBe(403)
})

it('sets the handling list of key proposals in a table, for the offices and leaders alone', async () => {
  const { id } = await answeredProposal('关于重点督办的建议')
  const params = { id }
  await app.client(office.token)(leadershipRoutes.selectKeyProposal, {
    params,
    body: { year: 2026, reason: '涉及面广' },
  })
  const charge = {
    ...{ kind: 'supervise' as const, leaderName: '高主席', leaderPost: '政协主席', accountId: null, assistedBy: '' },
    ...{ plan: '', planDueOn: null },
  }
  await app.client(office.token)(leadershipRoutes.addLeadership, { params, body: charge })
  const get = (who: Who, query = '') =>
    app.request({ method: 'GET', url: `/api/v1/papers/handling-list${query}`, token: who.token })
  const answer = await get(office, '?year=2026')
  expect(answer.statusCode).toBe(200)
  const lines = linesOf(readWord(answer.rawPayload).get('word/document.xml')!)
  expect(lines).toContain('关于重点督办的建议')
  expect(lines.some((line) => line.includes('2026年重点提案办理情况清单'))).toBe(true)
  expect(lines.some((line) => line.includes('政协主席高主席（领衔督办，尚未开展）'))).toBe(true)
  expect(lines.some((line) => line.includes('财政局（会办）'))).toBe(true)
  expect((await get(office, '?year=2020')).json()).toMatchObject({ code: 'papers.none' })
  for (const who of [lead, unit]) expect((await get(who)).statusCode).toBe(403)
})

it('writes the yearly report with the figures of the term, for those who see what was declined too', async () => {
  const get = (who: Who, query = '') =>
    app.request({ method: 'GET', url: `/api/v1/papers/year-report${query}`, token: who.token })
  const answer = await get(office)
  expect(answer.statusCode).toBe(200)
  const lines = linesOf(readWord(answer.rawPayload).get('word/document.xml')!)
  const { n } = await app.db
    .selectFrom('proposals')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('submitted_at', 'is not', null)
    .executeTakeFirstOrThrow()
  expect(lines.some((line) => line.includes(`共收到提案${n}件`))).toBe(true)
  expect(lines.some((line) => line.includes('已经送达答复4份'))).toBe(true)
  expect((await get(assigner)).statusCode).toBe(403)
  expect((await get(lead)).statusCode).toBe(403)
  expect((await get(office, `?sessionId=${desks.committee.termId}`)).statusCode).toBe(404)
})

describe('the numbers of the offices’ papers', async () => {
  const [first, second] = [await answeredProposal('关于编号的建议'), await answeredProposal('关于再编号的建议')]
  const issue = (who: Who, id: string, on: string | null, more: { kind?: 'examination'; typed?: string } = {}) =>
    app.client(who.token)(numberRoutes.issuePaperNumber, {
      params: { id, kind: more.kind ?? 'assignmentNotice' },
      body: { on, typed: more.typed ?? '' },
    })
  const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })

  it('are given once, printed on every copy, and never used twice', async () => {
    expect(await issue(office, first.id, first.main.id)).toEqual({ number: '政协提〔2026〕1号' })
    expect(await issue(assigner, first.id, first.joint.id)).toEqual({ number: '政协提〔2026〕2号' })
    // Asked again, or with another one typed, it keeps what it has.
    expect(await issue(office, first.id, first.main.id, { typed: '政协提〔2026〕9号' })).toEqual({
      number: '政协提〔2026〕1号',
    })
    const { items } = await app.client(office.token)(documentRoutes.listPapers, { params: { id: first.id } })
    expect(items.find((one) => one.on === first.main.id && one.kind === 'assignmentNotice')).toMatchObject({
      documentNumber: '政协提〔2026〕1号',
      mayNumber: false,
    })
    const word = readWord((await fetchPaper(unit, first.id, 'assignmentNotice', first.main.id)).rawPayload)
    expect(linesOf(word.get('word/document.xml')!).join('\n')).toContain('政协提〔2026〕1号')
    const { history } = await app.client(office.token)(proposalRoutes.getProposal, { params: { id: first.id } })
    expect(history.filter((entry) => entry.type === 'paper.numbered')).toHaveLength(2)
  })

  it('may have been given on paper, and the series goes on behind them', async () => {
    const typed = { kind: 'examination', typed: '政协提[2026]第07号' } as const
    expect(await issue(office, first.id, null, typed)).toEqual({ number: '政协提〔2026〕7号' })
    await expect(issue(office, second.id, null, typed)).rejects.toEqual(refused('paper.number-taken'))
    expect(await issue(office, second.id, null, { kind: 'examination', typed: '办字第三号' })).toEqual({
      number: '办字第三号',
    })
    expect(await issue(office, second.id, second.main.id)).toEqual({ number: '政协提〔2026〕8号' })
  })

  it('are not a member’s, a unit’s or, of an examination, the government’s to give', async () => {
    for (const who of [lead, unit, leader])
      await expect(issue(who, second.id, second.joint.id)).rejects.toEqual(refused('access.denied'))
    await expect(issue(assigner, second.id, null, { kind: 'examination' })).rejects.toEqual(refused('access.denied'))
  })

  it('are given in the order of the list, at once by two offices without a double', async () => {
    const body = { kind: 'assignmentNotice', ids: [second.id, first.id].join(',') } as const
    const both = await Promise.all(
      [office, assigner].map((who) => app.client(who.token)(numberRoutes.issuePaperNumbers, { body })),
    )
    expect(both.reduce((sum, one) => sum + one.issued, 0)).toBe(1)
    const { number } = await app.client(office.token)(numberRoutes.issueReportNumber, { body: {} })
    expect(await app.client(office.token)(numberRoutes.issueReportNumber, { body: { typed: '别的' } })).toEqual({
      number,
    })
    const list = await app.request({
      method: 'GET',
      url: '/api/v1/papers/numbers/export?format=csv&year=2026',
      token: office.token,
    })
    const rows = list.body.trim().split('\n').slice(1)
    expect(rows).toHaveLength(7)
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(7)
  })
})
