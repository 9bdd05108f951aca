import { beforeAll, describe, expect, it } from 'vitest'
import { statisticsRoutes as r } from '#contract/statistics.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, buildProposal, type Desks } from '../proposals/proposals.fixtures.ts'
import { figuresOf, percent, satisfiedOf, sumOf } from './rules.ts'

const settings = { adoptedClasses: ['A', 'B'], implementedClasses: ['A'] }

describe('the figures', () => {
  it('keep answered, adopted and implemented apart, and the two ratings', () => {
    const groups = figuresOf(
      [
        { key: '教育', outcome: 1 | 2 | 4 | (1 << 3) | (3 << 5), replyClass: 'B', count: 3 },
        { key: '教育', outcome: 1 | 2 | 4 | (2 << 3) | (1 << 5), replyClass: 'A', count: 2 },
        { key: '教育', outcome: 0, replyClass: null, count: 4 },
        { key: '交通', outcome: 1 | 2, replyClass: null, count: 1 },
      ],
      ['A', 'B', 'C'],
      settings,
    )
    expect(groups.get('教育')).toEqual({
      received: 9,
      registered: 5,
      assigned: 5,
      answered: 5,
      adopted: 5,
      implemented: 2,
      classes: [2, 3, 0],
      handling: { satisfied: 3, basicallySatisfied: 2, dissatisfied: 0 },
      result: { satisfied: 2, basicallySatisfied: 0, dissatisfied: 3 },
    })
    expect(sumOf(groups.values(), 3)).toMatchObject({ received: 10, registered: 6, answered: 5, classes: [2, 3, 0] })
  })

  it('count basically satisfied as satisfied, as reports do', () => {
    expect(satisfiedOf({ satisfied: 3, basicallySatisfied: 2, dissatisfied: 1 })).toEqual({ satisfied: 5, rated: 6 })
  })

  it.each([
    [1, 3, '33.3%'],
    [2, 3, '66.7%'],
    [5, 5, '100.0%'],
    [0, 7, '0.0%'],
    [0, 0, ''],
  ])('%i of %i is %s', (part, whole, text) => expect(percent(part, whole)).toBe(text))
})

const app = await testApp()
let desks: Desks
const ask = (query: { year?: number; termId?: string } = {}) =>
  app.client(desks.office.token)(r.getProposalStatistics, { query })

beforeAll(async () => {
  desks = await buildDesks(app.db)
  const { id: committeeId, termId, sessionId } = desks.committee
  const shared = { committeeId, termId, sessionId, leadMemberId: desks.lead.memberId }
  const day = (year: number) => `${year}-01-13T02:00:00Z`
  const done = await buildProposal(app.db, { ...shared, state: 'rated', category: '教育', submittedAt: day(2026) })
  await app.db
    .updateTable('proposals')
    .set({
      assigned_at: day(2026),
      replied_at: day(2026),
      reply_class: 'B',
      rated_handling: 'satisfied',
      rated_result: 'dissatisfied',
      lead_unit_id: desks.committee.unitId,
    })
    .where('id', '=', done)
    .execute()
  await buildProposal(app.db, { ...shared, state: 'declined', category: '教育', submittedAt: day(2026) })
  // Still the last evening of 2025 in London, the new year in China.
  await buildProposal(app.db, { ...shared, state: 'registered', submittedAt: '2025-12-31T16:30:00Z' })
  await buildProposal(app.db, { ...shared, state: 'registered', submittedAt: day(2025) })
  await buildProposal(app.db, { ...shared, state: 'draft' })
})

describe('statistics of proposals', () => {
  it('count a year of China, drafts left out, beside the year before', async () => {
    const { total, before } = await ask({ year: 2026 })
    expect(total).toMatchObject({ received: 3, registered: 2, assigned: 1, answered: 1, adopted: 1, implemented: 0 })
    expect(before).toMatchObject({ received: 1, registered: 1, answered: 0 })
    expect((await ask({ year: 2024 })).before).toMatchObject({ received: 0 })
  })

  it('add up to the same by every dimension, and name units and what has none', async () => {
    const { total, by } = await ask()
    for (const groups of Object.values(by))
      expect(groups.reduce((sum, group) => sum + group.received, 0)).toBe(total.received)
    expect(by.category.map((g) => [g.key, g.received])).toEqual([
      ['', 2],
      ['教育', 2],
    ])
    expect(by.unit.find((g) => g.key === desks.committee.unitId)?.name).not.toBe(desks.committee.unitId)
    expect(by.year.map((g) => [g.name, g.received])).toEqual([
      ['2025', 1],
      ['2026', 3],
    ])
  })

  it('are right again as soon as something has happened', async () => {
    const before = (await ask()).total.received
    const { id: committeeId, termId } = desks.committee
    const id = await buildProposal(app.db, {
      committeeId,
      termId,
      leadMemberId: desks.lead.memberId,
      state: 'submitted',
    })
    expect((await ask()).total.received).toBe(before)
    await app.db
      .insertInto('events')
      .values({
        committee_id: committeeId,
        type: 'proposal.submitted',
        subject_kind: 'proposal',
        subject_id: id,
        account_id: null,
        actor_name: '系统',
        actor_role: null,
        delegated_by: null,
        at: '2026-03-01T00:00:00Z',
        details: '{}',
        request_id: 'x',
      })
      .execute()
    expect((await ask()).total.received).toBe(before + 1)
  })

  it('leave as a table with its total', async () => {
    const answer = await app.request({
      method: 'GET',
      url: '/api/v1/statistics/proposals/export?by=category&format=csv&year=2026',
      token: desks.office.token,
    })
    const [head, ...lines] = answer.body
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/)
    expect(head).toContain('类别,收到,立案,交办,办复,办复率,A类,B类')
    expect(lines.at(-1)).toMatch(/^合计,4,2,1,1,50.0%,0,1/)
  })
})
