import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { findingRoutes as r } from '#contract/finding.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { countPairs, indexDueProposals } from './commands/index-proposals.ts'
import { buildDesks, buildProposal, type Desks } from './proposals.fixtures.ts'
import { searchWords } from './rules.ts'

const register = join(import.meta.dirname, '../../../../shared/data/proposals/jiangsu-cppcc-proposals-2019.csv')

const app = await testApp()
let desks: Desks

async function write(given: Parameters<typeof buildProposal>[1] & { analysis: string; suggestions?: string[] }) {
  const { analysis, suggestions = [], ...rest } = given
  const id = await buildProposal(app.db, rest)
  await app.db
    .updateTable('proposals')
    .set({ search_words: searchWords(rest.title!, '') })
    .where('id', '=', id)
    .execute()
  await app.db
    .updateTable('proposal_texts')
    .set({ title: rest.title!, analysis, suggestions: JSON.stringify(suggestions) })
    .where('proposal_id', '=', id)
    .execute()
  return id
}

beforeAll(async () => {
  desks = await buildDesks(app.db)
})

describe('similar earlier proposals', () => {
  const lift = {
    title: '关于推进既有住宅加装电梯的建议',
    analysis: '多层住宅四百一十二栋，六十岁以上住户五千三百人，老人下楼难。',
    suggestions: ['财政补助按层数而不按台数给。'],
  }
  let earlier: string
  let draft: string
  beforeAll(async () => {
    const { id: committeeId, termId } = desks.committee
    const common = { committeeId, termId }
    earlier = await write({
      ...common,
      title: '关于在老旧小区加装电梯的建议',
      number: 12,
      state: 'archived',
      analysis: '建成的多层住宅四百一十二栋，六十岁以上住户五千三百人，每周下楼不足两次。',
      suggestions: ['财政补助按层数而不按台数给。'],
    })
    draft = await write({ ...common, state: 'draft', leadMemberId: desks.lead.memberId, ...lift })
    await write({ ...common, state: 'submitted', ...lift })
    for (const [title, analysis] of [
      ['关于农村饮水安全的建议', '水窖年久失修，冬季断水。'],
      ['关于规范电动自行车充电的建议', '飞线充电屡禁不止，消防通道被占用。'],
      ['关于社区食堂可持续运营的建议', '老人吃饭难，食堂入不敷出。'],
      ['关于图书馆延时开放的建议', '白天上班的人没有时间看书。'],
    ] as const)
      await write({ ...common, title, analysis })
    const assignmentId = newId()
    const at = '2026-02-01T00:00:00Z'
    await app.db
      .insertInto('assignments')
      .values({
        committee_id: committeeId,
        id: assignmentId,
        proposal_id: earlier,
        unit_id: desks.committee.unitId,
        role: 'sole',
        state: 'replied',
        assigned_at: at,
        accept_by: '2026-02-10',
        return_by: '2026-02-10',
        reply_by: '2026-05-02',
        state_since: at,
        reassigned_from: null,
      })
      .execute()
    for (const [text, deliveredAt] of [
      ['已列入明年计划。', at],
      ['还没有送出的话。', null],
    ] as const)
      await app.db
        .insertInto('replies')
        .values({
          committee_id: committeeId,
          id: newId(),
          assignment_id: assignmentId,
          proposal_id: earlier,
          round: 1,
          reply_class: 'B',
          text,
          document_number: '',
          signed_by: '',
          contact_name: '',
          contact_phone: '',
          submitted_at: at,
          delivered_at: deliveredAt,
          updated_at: at,
        })
        .execute()
    await indexDueProposals(app.db)
    await countPairs(app.db)
  })
  const similar = (body: object, token = desks.stranger.token) =>
    app.client(token)(r.findSimilarProposals, { body: { title: '', analysis: '', suggestions: [], ...body } })

  it('come with state, year and the class of their reply', async () => {
    const { items } = await similar(lift)
    expect(items[0]).toMatchObject({
      id: earlier,
      number: 12,
      year: 2026,
      state: 'archived',
      replied: true,
      replyClass: 'B',
    })
    expect(items.map((item) => item.id)).not.toContain(draft)
  })

  it('are found from a title alone', async () => {
    expect((await similar({ title: '老旧小区加装电梯' })).items[0]?.id).toBe(earlier)
  })

  it('leave out the text’s own, and what the reader may not see', async () => {
    expect((await similar({ ...lift, exceptId: earlier })).items.map((item) => item.id)).not.toContain(earlier)
    expect((await similar(lift)).items.map((item) => item.state)).not.toContain('submitted')
    expect((await similar(lift, desks.office.token)).items[0]).toMatchObject({ state: 'submitted', likeness: 'same' })
    expect((await similar(lift, desks.secondUnit.token)).items).toEqual([])
  })

  it('show their own author what waits for examination, was given back or is a draft still', async () => {
    const own = await similar({ ...lift, exceptId: newId() }, desks.lead.token)
    expect(own.items.map((item) => item.id)).toContain(draft)
    const beside = await app.client(desks.lead.token)(r.compareWithProposal, { params: { id: draft }, body: lift })
    expect(beside.earlier).toMatchObject({ id: draft, state: 'draft' })
    expect((await similar({ ...lift, exceptId: draft }, desks.lead.token)).items.map((one) => one.id)).not.toContain(
      draft,
    )
  })

  it('are none of an empty text or of signs', async () => {
    expect((await similar({})).items).toEqual([])
    expect((await similar({ title: '！？%_&|', analysis: '😀' })).items).toEqual([])
  })

  it('answer the longest text that may be written within two seconds', async () => {
    const long = Array.from({ length: 20_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 6000))).join('')
    const started = performance.now()
    await similar({ title: lift.title, analysis: long, suggestions: Array(30).fill(long.slice(0, 4000)) })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('open beside the text with what both share marked, and only the delivered replies', async () => {
    const beside = await app.client(desks.stranger.token)(r.compareWithProposal, {
      params: { id: earlier },
      body: lift,
    })
    const shared = beside.mine.analysis.filter((piece) => piece.hit).map((piece) => piece.text)
    expect(shared).toEqual(['多层住宅四百一十二栋，六十岁以上住户五千三百人'])
    expect(beside.theirs.suggestions[0]).toEqual([
      { text: '财政补助按层数而不按台数给', hit: true },
      { text: '。', hit: false },
    ])
    expect(beside.replies.map((reply) => reply.text)).toEqual(['已列入明年计划。'])
  })
})

describe.skipIf(!existsSync(register))('a province’s register of a year (needs ../shared/data/proposals)', () => {
  const rows = existsSync(register)
    ? (parse(readFileSync(register, 'utf8'), { columns: true, bom: true }) as Record<
        'proposal_number' | 'reason' | 'content' | 'personnel_name',
        string
      >[])
    : []
  const ids = new Map<string, string>()
  beforeAll(async () => {
    const { id: committeeId, termId } = desks.committee
    await app.db.deleteFrom('proposal_search').execute()
    for (const { proposal_number, reason, content } of rows)
      ids.set(
        proposal_number,
        await write({
          committeeId,
          termId,
          number: 10_000 + Number(proposal_number),
          title: reason,
          analysis: content,
        }),
      )
    await indexDueProposals(app.db)
    await countPairs(app.db)
    // What is usual is read anew every ten minutes.
    app.clock.now = new Date(app.clock.now.getTime() + 11 * 60_000)
  })
  const top3 = async (body: object) =>
    (
      await app.client(desks.stranger.token)(r.findSimilarProposals, {
        body: { title: '', analysis: '', suggestions: [], ...body },
      })
    ).items
      .slice(0, 3)
      .map((item) => item.id)

  it.each([
    ['0544', '0615'],
    ['0138', '0175'],
    ['0111', '0272'],
    ['0579', '0833'],
  ])('shows %s and %s in each other’s top three', async (a, b) => {
    for (const [mine, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const row = rows.find((one) => one.proposal_number === mine)!
      const body = { title: row.reason, analysis: row.content.slice(0, 20_000), exceptId: ids.get(mine) }
      expect(await top3(body)).toContain(ids.get(other))
    }
  })

  it('brings a title’s own text into its top three for 98 of 100', async () => {
    const missed: string[] = []
    for (const row of rows)
      if (!(await top3({ title: row.reason })).includes(ids.get(row.proposal_number)!)) missed.push(row.reason)
    expect(missed.length).toBeLessThanOrEqual(Math.floor(rows.length * 0.02))
  }, 180_000)

  it('finds by a title as the query its own proposal among the first three for 98 of 100', async () => {
    const missed: string[] = []
    for (const row of rows) {
      const { items } = await app.client(desks.stranger.token)(r.findProposals, { query: { q: row.reason } })
      if (!items.slice(0, 3).some((item) => item.id === ids.get(row.proposal_number))) missed.push(row.reason)
    }
    expect(missed.length).toBeLessThanOrEqual(Math.floor(rows.length * 0.02))
  }, 180_000)

  it('finds every two neighbouring characters of a text', async () => {
    let checked = 0
    for (let i = 0; i < rows.length; i += 9) {
      const row = rows[i]!
      const words = row.content.match(/[\u4e00-\u9fff]{2}/gu) ?? []
      const word = words[(i * 31) % Math.max(words.length, 1)]
      if (!word) continue
      checked += 1
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await app.client(desks.stranger.token)(r.findProposals, {
          query: { q: word, order: 'date', limit: 100, cursor },
        })
        seen.push(...page.items.map((item) => item.id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(seen, word).toContain(ids.get(row.proposal_number))
    }
    expect(checked).toBeGreaterThan(40)
  }, 180_000)
})
