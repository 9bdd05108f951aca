import { beforeAll, describe, expect, it } from 'vitest'
import { searchRoutes as r } from '#contract/searches.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { savedSearchSubscriber } from '#features/searches/jobs.ts'
import type { LoggedEvent } from '#platform/events/subscribe.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, buildProposal, type Desks } from '../proposals/proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
let lastEvent = 1_000_000

beforeAll(async () => {
  desks = await buildDesks(app.db)
})

const save = (token: string, name: string, query: { q: string; state?: 'submitted'; within?: 'title' }) =>
  app.client(token)(r.saveSearch, { body: { name, query } })
const mine = async (token: string) => (await app.client(token)(r.listSavedSearches, {})).items
const notices = async (token: string) =>
  (await app.client(token)(workbenchRoutes.getWorkbench, {})).notices.filter((one) => one.kind === 'search.found')

/** Something happens to a proposal, and the searches hear of it. */
async function happens(type: string, proposalId: string, accountId: string | null = null): Promise<void> {
  app.clock.now = new Date(app.clock.now.getTime() + 60_000)
  const event: LoggedEvent = {
    id: ++lastEvent,
    committeeId: desks.committee.id,
    type,
    subjectKind: 'proposal',
    subjectId: proposalId,
    accountId,
    actorName: '提案委',
    at: app.clock.now.toISOString(),
    details: {},
  }
  await app.db.transaction().execute((tx) => savedSearchSubscriber.handle(tx, event, app.clock.now))
}
const proposal = (state: string) =>
  buildProposal(app.db, { committeeId: desks.committee.id, termId: desks.committee.termId, state })

describe('a saved search', () => {
  it('tells once of what newly turns up, and no more once it was looked at', async () => {
    const { token } = desks.stranger
    const { id } = await save(token, '加装电梯', { q: '电梯 六层' })
    await save(token, '无关', { q: '水窖' })
    const found = await proposal('registered')
    await happens('proposal.registered', found)
    await happens('proposal.registered', found)
    const [lift, other] = await mine(token)
    expect(lift).toMatchObject({ id, name: '加装电梯', query: { q: '电梯 六层', within: 'all', scope: 'all' } })
    expect(lift!.newHits.map((hit) => hit.proposalId)).toEqual([found])
    expect(other!.newHits).toEqual([])
    expect(await notices(token)).toMatchObject([{ subjectId: found, words: '您保存的查找“加装电梯”有新的提案' }])
    app.clock.now = new Date(app.clock.now.getTime() + 60_000)
    await app.client(token)(r.lookAtSearch, { params: { id } })
    expect((await mine(token))[0]!.newHits).toEqual([])
    await app.client(token)(r.removeSearch, { params: { id } })
    expect((await mine(token)).map((one) => one.name)).toEqual(['无关'])
  })

  it('tells nobody of what they may not see or did themselves', async () => {
    await save(desks.friend.token, '电梯', { q: '电梯' })
    await save(desks.office.token, '电梯', { q: '电梯' })
    await save(desks.unit.token, '电梯', { q: '电梯' })
    const found = await proposal('submitted')
    await happens('proposal.submitted', found, desks.lead.accountId)
    expect((await mine(desks.friend.token))[0]!.newHits).toEqual([])
    expect((await mine(desks.unit.token))[0]!.newHits).toEqual([])
    expect((await mine(desks.office.token))[0]!.newHits).toHaveLength(1)
    const own = await proposal('submitted')
    await happens('proposal.submitted', own, desks.office.accountId)
    expect((await mine(desks.office.token))[0]!.newHits).toHaveLength(1)
  })

  it('keeps to its filters and to the titles, where it is so', async () => {
    const { token } = await signInAs(app.db, { committeeId: desks.committee.id, role: 'leader' })
    await save(token, '案由', { q: '六层', within: 'title' })
    await save(token, '待审查', { q: '六层', state: 'submitted' })
    await happens('proposal.submitted', await proposal('submitted'))
    await happens('proposal.submitted', await proposal('returned'))
    expect((await mine(token)).map((one) => one.newHits.length)).toEqual([0, 1])
  })

  it('is refused without words, twice under one name, and beyond thirty', async () => {
    const { token } = await signInAs(app.db, { committeeId: desks.committee.id, role: 'assigningOffice' })
    await expect(save(token, '空', { q: '！？' })).rejects.toMatchObject({ problem: { code: 'search.nothing-asked' } })
    for (let i = 0; i < 30; i += 1) await save(token, `查找 ${i}`, { q: '电梯' })
    await expect(save(token, '查找 3', { q: '电梯' })).rejects.toMatchObject({ problem: { code: 'search.too-many' } })
    const { id } = (await mine(token))[0]!
    await app.client(token)(r.removeSearch, { params: { id } })
    await expect(save(token, '查找 3', { q: '电梯' })).rejects.toMatchObject({ problem: { code: 'search.name-taken' } })
  })
})

it('lists every notice page by page, and marks all as read that were there when they were looked at', async () => {
  const own = await signInAs(app.db, { committeeId: desks.committee.id, role: 'leader', name: '看消息的' })
  const tell = (accountId: string, count: number, from: string) =>
    app.db
      .insertInto('notices')
      .values(
        Array.from({ length: count }, (_, n) => ({
          ...{ committee_id: desks.committee.id, id: newId(), account_id: accountId, event_id: ++lastEvent },
          ...{ kind: 'leave.granted', subject_kind: 'activity', subject_id: newId(), title: '', words: '请假已准' },
          // Several at the same moment, as events of one deed are.
          at: new Date(Date.parse(from) + Math.floor(n / 3) * 1000).toISOString(),
        })),
      )
      .execute()
  await tell(own.accountId, 110, '2026-03-01T01:00:00Z')
  await tell(desks.stranger.accountId, 1, '2026-03-01T01:00:00Z')
  const call = app.client(own.token)
  const bench = () => call(workbenchRoutes.getWorkbench, {})
  const first = await bench()
  expect(first).toMatchObject({ olderNotices: true, unreadNotices: 100, unreadLimit: 100 })
  const ids: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await call(workbenchRoutes.listNotices, { query: { limit: 60, cursor } })
    ids.push(...page.items.map((one) => one.id))
    cursor = page.nextCursor
  }
  expect(new Set(ids).size).toBe(110)
  expect(ids.slice(0, 20)).toEqual(first.notices.map((one) => one.id))
  await call(workbenchRoutes.readNotices, { body: { ids: ids.slice(-11) } })
  expect((await bench()).unreadNotices).toBe(99)
  await tell(own.accountId, 1, '2026-03-02T01:00:00Z')
  await call(workbenchRoutes.readNotices, { body: { until: first.notices[0]!.at } })
  const after = await bench()
  expect(after).toMatchObject({ olderNotices: true, unreadNotices: 1 })
  expect(after.notices.filter((one) => one.readAt === null)).toEqual([after.notices[0]])
  const others = await app.client(desks.stranger.token)(workbenchRoutes.listNotices, { query: {} })
  expect(others.items.filter((one) => one.kind === 'leave.granted')).toMatchObject([{ readAt: null }])
})
