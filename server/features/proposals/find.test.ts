import { beforeAll, describe, expect, it } from 'vitest'
import { type Piece, findingRoutes as r } from '#contract/finding.ts'
import type { RouteInput } from '#contract/route.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { indexDueProposals } from './commands/index-proposals.ts'
import { buildDesks, buildProposal, type Desks } from './proposals.fixtures.ts'
import { searchWords } from './rules.ts'

const app = await testApp()
let desks: Desks
const ids: Record<string, string> = {}

/** A proposal with its wording, in the search. */
async function write(
  name: string,
  given: Omit<Parameters<typeof buildProposal>[1], 'committeeId' | 'termId'> & {
    analysis?: string
    suggestions?: string[]
    proposers?: string
  },
) {
  const { id: committeeId, termId } = desks.committee
  const { analysis = '情况。', suggestions = ['办法。'], proposers = '陈立业', ...rest } = given
  const id = await buildProposal(app.db, { committeeId, termId, title: name, ...rest })
  ids[name] = id
  await app.db
    .updateTable('proposals')
    .set({ search_words: searchWords(name, proposers), proposers })
    .where('id', '=', id)
    .execute()
  await app.db
    .updateTable('proposal_texts')
    .set({ title: name, analysis, suggestions: JSON.stringify(suggestions) })
    .where('proposal_id', '=', id)
    .execute()
  return id
}

async function assign(name: string, reply: { text: string; delivered: boolean } | null = null) {
  const { id: committeeId, unitId } = desks.committee
  const assignmentId = newId()
  const at = '2026-02-01T00:00:00Z'
  await app.db
    .insertInto('assignments')
    .values({
      committee_id: committeeId,
      id: assignmentId,
      proposal_id: ids[name]!,
      unit_id: unitId,
      role: 'sole',
      state: 'accepted',
      assigned_at: at,
      accept_by: '2026-02-10',
      return_by: '2026-02-10',
      reply_by: '2026-05-02',
      state_since: at,
      reassigned_from: null,
    })
    .execute()
  if (!reply) return
  await app.db
    .insertInto('replies')
    .values({
      committee_id: committeeId,
      id: newId(),
      assignment_id: assignmentId,
      proposal_id: ids[name]!,
      round: 1,
      reply_class: 'A',
      text: reply.text,
      document_number: '',
      signed_by: '',
      contact_name: '',
      contact_phone: '',
      submitted_at: at,
      delivered_at: reply.delivered ? at : null,
      updated_at: at,
    })
    .execute()
}

beforeAll(async () => {
  desks = await buildDesks(app.db)
  await write('关于老旧小区加装电梯的建议', {
    number: 77,
    analysis: '老旧小區四楼以上老人下楼难。',
    proposers: '欧阳春等3人',
  })
  await write('关于社区食堂可持续运营的建议', {
    number: 78,
    state: 'handling',
    category: '社会建设',
    analysis: '老人吃饭难。加装设施，电梯间狭小。',
    suggestions: ['由民政局统一𠮷字招牌。', '在虢镇试点。'],
  })
  await write('关于农村饮水安全的建议', { number: 79, analysis: '訚家村、郄庄的水窖年久失修。' })
  await write('关于电动车充电的草稿', { state: 'draft', leadMemberId: desks.lead.memberId, analysis: '飞线充电。' })
  await write('关于飞线治理的建议', {
    state: 'submitted',
    leadMemberId: desks.lead.memberId,
    analysis: '飞线充电危险。',
  })
  await write('关于图书馆延时开放的建议', { number: 80, state: 'handling' })
  await assign('关于社区食堂可持续运营的建议', { text: '已安排专项补贴三百万元。', delivered: true })
  await assign('关于图书馆延时开放的建议', { text: '拟延长至深夜十点半。', delivered: false })
  for (let i = 0; i < 45; i++)
    await write(`关于河道治理第${'甲乙丙丁戊'[i % 5]}段的建议`, {
      number: 200 + i,
      submittedAt: `202${i % 6}-0${1 + (i % 9)}-11T02:00:00Z`,
      analysis: i % 2 ? '水质变差，污水直排。' : '河岸杂草丛生。',
    })
  await indexDueProposals(app.db)
})

type Query = RouteInput<typeof r.findProposals>['query']
const find = (query: Query, token = desks.stranger.token) => app.client(token)(r.findProposals, { query })
const titles = async (q: string, more: Partial<Query> = {}, token?: string) =>
  (await find({ q, ...more }, token)).items.map((item) => item.title)
const bracketed = (pieces: readonly Piece[]) => pieces.map((p) => (p.hit ? `[${p.text}]` : p.text)).join('')

describe('a search', () => {
  it.each([
    ['二字词', '下楼', ['关于老旧小区加装电梯的建议']],
    ['跨词的两个字', '楼难', ['关于老旧小区加装电梯的建议']],
    ['繁体', '電梯', ['关于老旧小区加装电梯的建议', '关于社区食堂可持续运营的建议']],
    ['写成繁体的也找得到', '老旧小区', ['关于老旧小区加装电梯的建议']],
    ['生僻字 訚', '訚', ['关于农村饮水安全的建议']],
    ['生僻字 郄', '郄', ['关于农村饮水安全的建议']],
    ['生僻字 虢', '虢', ['关于社区食堂可持续运营的建议']],
    ['生僻字 𠮷', '𠮷', ['关于社区食堂可持续运营的建议']],
    ['几个词都要有', '老人 食堂', ['关于社区食堂可持续运营的建议']],
    ['短语', '“加装电梯”', ['关于老旧小区加装电梯的建议']],
    ['提案者', '欧阳春', ['关于老旧小区加装电梯的建议']],
    ['送达的答复', '专项补贴', ['关于社区食堂可持续运营的建议']],
    ['提案号', '0077', ['关于老旧小区加装电梯的建议']],
    ['提案号 第…号', '第78号', ['关于社区食堂可持续运营的建议']],
    ['没有的词', '航天', []],
  ])('finds by %s', async (_, q, expected) => {
    expect((await titles(q)).toSorted()).toEqual(expected.toSorted())
  })

  it('finds by the unit that handles it', async () => {
    const { name } = await app.db
      .selectFrom('units')
      .select('name')
      .where('id', '=', desks.committee.unitId)
      .executeTakeFirstOrThrow()
    expect((await titles(name)).toSorted()).toEqual(
      ['关于图书馆延时开放的建议', '关于社区食堂可持续运营的建议'].toSorted(),
    )
  })

  it('finds by term and session only what has that number there', async () => {
    const term = await app.db
      .selectFrom('terms')
      .select('number')
      .where('id', '=', desks.committee.termId)
      .executeTakeFirstOrThrow()
    expect(await titles(`${term.number}届77号`)).toEqual(['关于老旧小区加装电梯的建议'])
    expect(await titles(`${term.number + 1}届77号`)).toEqual([])
  })

  it('puts words of the title before those of the text', async () => {
    expect(await titles('电梯')).toEqual(['关于老旧小区加装电梯的建议', '关于社区食堂可持续运营的建议'])
  })

  it('only looks into titles when told so', async () => {
    expect(await titles('电梯', { within: 'title' })).toEqual(['关于老旧小区加装电梯的建议'])
  })

  it('marks what it found, as written', async () => {
    const { items } = await find({ q: '老旧小区' })
    expect(bracketed(items[0]!.titlePieces)).toBe('关于[老旧小区]加装电梯的建议')
    expect(items[0]!.excerpts.map((e) => [e.in, bracketed(e.pieces)])).toEqual([
      ['analysis', '[老旧小區]四楼以上老人下楼难。'],
    ])
    const reply = (await find({ q: '三百万' })).items[0]!
    expect(reply.excerpts.map((e) => [e.in, bracketed(e.pieces)])).toEqual([['reply', '已安排专项补贴[三百万]元。']])
  })

  it('takes the filters of the list', async () => {
    expect(await titles('老人', { category: '社会建设' })).toEqual(['关于社区食堂可持续运营的建议'])
    expect(await titles('老人', { state: 'archived' })).toEqual([])
  })

  it.each(['relevance', 'date'] as const)('pages through all once by %s', async (order) => {
    const seen: { id: string; at: string }[] = []
    let cursor: string | undefined
    do {
      const page = await find({ q: '治理', order, limit: 7, cursor })
      seen.push(...page.items.map((item) => ({ id: item.id, at: item.submittedAt! })))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toHaveLength(45)
    expect(new Set(seen.map((one) => one.id)).size).toBe(45)
    expect(seen.map((one) => one.at)).toEqual(
      seen
        .map((one) => one.at)
        .toSorted()
        .reverse(),
    )
  })

  it('of old matters alone reaches back as far as they lie', async () => {
    expect(await titles('污水直排', { limit: 50 })).toHaveLength(22)
    expect(await titles('污水直排', { limit: 50, order: 'date' })).toHaveLength(22)
  })
})

describe('what is not to be seen is not to be found', () => {
  it('keeps drafts to their author and what is being examined to the office', async () => {
    expect(await titles('飞线')).toEqual([])
    expect(await titles('飞线', {}, desks.office.token)).toEqual(['关于飞线治理的建议'])
    expect(await titles('飞线', { scope: 'mine' })).toEqual([])
    expect((await titles('飞线充电', { scope: 'mine' }, desks.lead.token)).toSorted()).toEqual(
      ['关于电动车充电的草稿', '关于飞线治理的建议'].toSorted(),
    )
  })

  it('keeps replies back until they are delivered, from the unit’s own eyes in the search too', async () => {
    for (const who of [desks.stranger, desks.office, desks.unit])
      expect(await titles('深夜', {}, who.token)).toEqual([])
    await app.db
      .updateTable('replies')
      .set({ delivered_at: '2026-02-20T00:00:00Z' })
      .where('proposal_id', '=', ids.关于图书馆延时开放的建议!)
      .execute()
    await indexDueProposals(app.db)
    expect(await titles('深夜')).toEqual(['关于图书馆延时开放的建议'])
  })

  it('shows a unit only what it handles', async () => {
    expect((await titles('建议', { limit: 50 }, desks.unit.token)).toSorted()).toEqual(
      ['关于图书馆延时开放的建议', '关于社区食堂可持续运营的建议'].toSorted(),
    )
    expect(await titles('建议', {}, desks.secondUnit.token)).toEqual([])
  })

  it('keeps the wording written since it was handed in out of it', async () => {
    const id = ids.关于飞线治理的建议!
    await app.db
      .insertInto('proposal_texts')
      .values({
        committee_id: desks.committee.id,
        proposal_id: id,
        number: 2,
        title: '关于飞线治理的建议',
        analysis: '尚未交出的新写法。',
        suggestions: '[]',
        written_at: '2026-02-01T00:00:00Z',
        written_by: newId(),
        handed_in_at: null,
      })
      .execute()
    await app.db.updateTable('proposals').set({ text_number: 2 }).where('id', '=', id).execute()
    await indexDueProposals(app.db)
    expect(await titles('尚未交出', {}, desks.office.token)).toEqual([])
    const { items } = await find({ q: '飞线' }, desks.office.token)
    expect(JSON.stringify(items)).not.toContain('新写法')
  })
})

describe('bad input to a search', () => {
  it.each([
    ['正则', '.*(a+)+$'],
    ['查询语法', "电梯' & !x | (y:*) <-> \\"],
    ['引号', '“””“"\'"'],
    ['半个代理对', '\ud83d'],
    ['表情', '👨‍👩‍👧😀'],
    ['通配符', '%_%'],
    ['数组语法', '{1,2},array[3]'],
    ['一百二十个字', '的'.repeat(120)],
    ['超大的号', '999999'],
  ])('answers %s without failing', async (_, q) => {
    const started = performance.now()
    const response = await app.request({
      method: 'GET',
      url: `/api/v1/proposals/search?q=${encodeURIComponent(q.toWellFormed())}`,
      token: desks.office.token,
    })
    expect(response.statusCode).toBe(200)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it.each([
    ['10,000 characters', `q=${'长'.repeat(10_000)}`],
    ['NUL', 'q=%00'],
    ['nothing', ''],
    [
      'a place of another order',
      `q=a&order=date&cursor=${Buffer.from('["find:relevance:all","2 2026-01-01T00:00:00Z","00000000-0000-0000-0000-000000000000"]').toString('base64url')}`,
    ],
    [
      'a broken place',
      `q=a&cursor=${Buffer.from('["find:relevance:all","9 x","00000000-0000-0000-0000-000000000000"]').toString('base64url')}`,
    ],
  ])('refuses %s with the field named', async (_, query) => {
    const response = await app.request({
      method: 'GET',
      url: `/api/v1/proposals/search?${query}`,
      token: desks.office.token,
    })
    // Node itself refuses an address longer than 16 kB.
    expect([400, 414, 431]).toContain(response.statusCode)
  })

  it('says so when nothing was asked', async () => {
    expect(await find({ q: '！？' })).toMatchObject({ items: [], nothingAsked: true })
  })

  it('takes in a paragraph of two megabytes', async () => {
    const paragraph = Array.from({ length: 700_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 6000))).join(
      '',
    )
    await write('关于很长的材料', { number: 900, analysis: `開頭的話。${paragraph}` })
    const started = performance.now()
    await indexDueProposals(app.db)
    expect(performance.now() - started).toBeLessThan(20_000)
    const { items } = await find({ q: '开头的话' })
    expect(bracketed(items[0]!.excerpts[0]!.pieces)).toMatch(/^\[開頭的話\]。/)
  })
})
