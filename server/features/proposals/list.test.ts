import { beforeAll, describe, expect, it } from 'vitest'
import { proposalRoutes as r } from '#contract/proposals.ts'
import type { RouteInput } from '#contract/route.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, buildProposal, type Desks } from './proposals.fixtures.ts'
import { searchWords } from './rules.ts'

const app = await testApp()
let desks: Desks
let other: Awaited<ReturnType<typeof buildCommittee>>

const titles = [
  '关于老旧小区加装电梯的建议',
  '关于社区食堂可持续运营的建议',
  '关于新能源充电桩布局的建议',
  '关于乡村教师周转房的建议',
  '关于电动自行车充电安全的建议',
]

beforeAll(async () => {
  desks = await buildDesks(app.db)
  other = await buildCommittee(app.db)
  const { id: committeeId, termId, sessionId } = desks.committee
  const states = ['registered', 'handling', 'replied', 'concluded', 'submitted']
  for (let i = 0; i < 45; i++) {
    const title = titles[i % titles.length]!
    const state = states[i % states.length]!
    const id = await buildProposal(app.db, {
      committeeId,
      termId,
      sessionId,
      state,
      title,
      number: i + 1,
      category: i % 3 === 0 ? '经济建设' : '社会建设',
      leadMemberId: desks.lead.memberId,
      // five share each moment, so that pages break inside equal values
      submittedAt: `2026-01-${String(10 + Math.floor(i / 5)).padStart(2, '0')}T02:00:00Z`,
    })
    await app.db
      .updateTable('proposals')
      .set({ search_words: searchWords(title, '陈立业') })
      .where('id', '=', id)
      .execute()
  }
  await buildProposal(app.db, {
    committeeId,
    termId,
    state: 'draft',
    title: '尚未写完的草稿',
    leadMemberId: desks.lead.memberId,
  })
  await buildProposal(app.db, { committeeId: other.id, termId: other.termId, number: 1, title: '别的委员会的提案' })
})

type Query = RouteInput<typeof r.listProposals>['query']
const list = (token: string, query: Query = {}) => app.client(token)(r.listProposals, { query })
async function all(token: string, query: Query) {
  const items = []
  let cursor: string | undefined
  do {
    const page = await list(token, { ...query, cursor })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return items
}

describe('the list of proposals', () => {
  it.each(['-submitted', 'submitted', '-number', 'number', '-updated', 'updated'] as const)(
    'pages through all once in the order %s',
    async (sort) => {
      const items = await all(desks.office.token, { sort, limit: 7 })
      expect(new Set(items.map((p) => p.id)).size).toBe(45)
      expect(items).toHaveLength(45)
      const field = sort.endsWith('number') ? 'number' : sort.endsWith('updated') ? 'updatedAt' : 'submittedAt'
      const values = items.map((p) => String(p[field] ?? 0).padStart(30))
      const wanted = values.toSorted()
      expect(values).toEqual(sort.startsWith('-') ? wanted.reverse() : wanted)
    },
  )

  it.each<
    [string, Query, (p: { state: string; category: string | null; title: string; number: number | null }) => boolean]
  >([
    ['state', { state: 'handling' }, (p) => p.state === 'handling'],
    ['category', { category: '经济建设' }, (p) => p.category === '经济建设'],
    [
      'state and category',
      { state: 'replied', category: '社会建设' },
      (p) => p.state === 'replied' && p.category === '社会建设',
    ],
    ['two characters of the title', { q: '电梯' }, (p) => p.title.includes('电梯')],
    ['words apart', { q: '社区 运营' }, (p) => p.title.includes('社区') && p.title.includes('运营')],
    ['one character', { q: '桩' }, (p) => p.title.includes('桩')],
    ['the number', { q: '17' }, (p) => p.number === 17],
    ['the proposer', { q: '立业' }, () => true],
  ])('filters by %s', async (_, query, matches) => {
    const everything = await all(desks.office.token, { limit: 50 })
    const found = await all(desks.office.token, { ...query, limit: 3 })
    expect(found.length).toBeGreaterThan(0)
    expect(found.map((p) => p.id).sort()).toEqual(
      everything
        .filter(matches)
        .map((p) => p.id)
        .sort(),
    )
  })

  it('shows a member the register and, under «我的», their own with the draft first', async () => {
    expect((await all(desks.stranger.token, { limit: 50 })).map((p) => p.state)).not.toContain('submitted')
    expect(await all(desks.stranger.token, { scope: 'mine' })).toEqual([])
    const mine = await all(desks.lead.token, { scope: 'mine', limit: 20 })
    expect(mine).toHaveLength(46)
    expect(mine.filter((p) => p.state === 'draft').map((p) => p.title)).toEqual(['尚未写完的草稿'])
  })

  it('shows a unit nothing before it has a duty, and administrators nothing at all', async () => {
    expect(await all(desks.unit.token, {})).toEqual([])
    for (const role of ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const) {
      const { token } = await signInAs(app.db, { committeeId: desks.committee.id, role })
      expect(await all(token, {})).toEqual([])
    }
  })

  it('never shows another committee’s, in list, count or export', async () => {
    const { token } = await signInAs(app.db, { committeeId: other.id, role: 'proposalOffice' })
    expect((await all(token, {})).map((p) => p.title)).toEqual(['别的委员会的提案'])
    expect((await app.client(token)(r.countProposals, { query: {} })).counts).toEqual({ registered: 1 })
    const csv = (await app.request({ method: 'GET', url: '/api/v1/proposals/export?format=csv', token })).body
    expect(csv).toContain('别的委员会的提案')
    expect(csv).not.toContain('电梯')
  })

  it('counts each state under the same filters and rights', async () => {
    expect((await app.client(desks.office.token)(r.countProposals, { query: {} })).counts).toEqual({
      registered: 9,
      handling: 9,
      replied: 9,
      concluded: 9,
      submitted: 9,
    })
    expect((await app.client(desks.stranger.token)(r.countProposals, { query: { q: '电梯' } })).counts).toEqual({
      registered: 9,
    })
  })

  it('is taken away as a table with every row of every page', async () => {
    const json = (
      await app.request({
        method: 'GET',
        url: '/api/v1/proposals/export?format=json&sort=number',
        token: desks.office.token,
      })
    ).json() as { 提案号: number | null; 状态: string }[]
    expect(json).toHaveLength(45)
    expect(json.filter((row) => row.提案号 === null).every((row) => row.状态 === '待审查')).toBe(true)
    expect(json.find((row) => row.提案号 === 1)).toMatchObject({ 状态: '已立案' })
    const xlsx = await app.request({
      method: 'GET',
      url: '/api/v1/proposals/export?format=xlsx',
      token: desks.office.token,
    })
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK')
    expect(xlsx.headers['content-disposition']).toContain(encodeURIComponent('提案清单.xlsx'))
  })
})

describe('bad input to the list', () => {
  it.each([
    ['limit', 'limit=0'],
    ['limit', 'limit=101'],
    ['limit', 'limit=1e9'],
    ['limit', `limit=${'9'.repeat(300)}`],
    ['limit', 'limit=ten'],
    ['sort', 'sort=title'],
    ['sort', 'sort=-submitted;drop table proposals'],
    ['state', 'state=nowhere'],
    ['scope', 'scope=everything'],
    ['unitId', 'unitId=1'],
    ['sessionId', "sessionId='; --"],
    ['cursor', 'cursor=x'],
    ['cursor', `cursor=${'A'.repeat(501)}`],
    [
      'cursor',
      `cursor=${Buffer.from('["proposals:-submitted:p.submitted_at","infinity","00000000-0000-0000-0000-000000000000"]').toString('base64url')}`,
    ],
    [
      'cursor',
      `cursor=${Buffer.from('["proposals:-number:coalesce(p.number, 0)","99999999999999999999","00000000-0000-0000-0000-000000000000"]').toString('base64url')}&sort=-number`,
    ],
    ['q', `q=${'长'.repeat(61)}`],
    ['q', 'q=%00'],
  ])('names %s in %s', async (field, query) => {
    const response = await app.request({ method: 'GET', url: `/api/v1/proposals?${query}`, token: desks.office.token })
    expect(response.statusCode).toBe(400)
    expect(response.json().fields.map((f: { path: string }) => f.path)).toContain(
      field === 'cursor' && response.json().fields[0].path === 'cursor' ? 'cursor' : `query.${field}`,
    )
  })

  it.each(['not-an-id', '00000000', `${'0'.repeat(300)}`, '..%2f..%2fetc', "'%20or%201=1"])(
    'answers 400 or 404 to the id %s, never 500',
    async (id) => {
      const response = await app.request({ method: 'GET', url: `/api/v1/proposals/${id}`, token: desks.office.token })
      expect([400, 404, 414]).toContain(response.statusCode)
    },
  )
})
