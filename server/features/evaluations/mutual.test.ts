import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { committeeRoutes } from '#contract/committees.ts'
import { mutualAppraisalRoutes as r } from '#contract/mutual-appraisals.ts'
import { proposalRoutes } from '#contract/proposals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import type { LoggedEvent } from '#platform/events/subscribe.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { buildHat } from '../accounts/accounts.fixtures.ts'
import { noticeSubscriber } from '../notifications/jobs.ts'
import { buildDesks, buildProposal, type Desks } from '../proposals/proposals.fixtures.ts'
import { revealDue } from './commands/mutual.ts'
import { buildMutual, mutualScheme, pointsOf } from './evaluations.fixtures.ts'
import { draftersSubscriber, mutualSubscriber } from './jobs.ts'
import { mutualAppraisalSetting } from './settings.ts'

const app = await testApp()
let desks: Desks
type Who = 'lead' | 'friend' | 'office' | 'assigner' | 'leader' | 'unit' | 'secondUnit'
const as = (who: Who) => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const { handlingItems, proposalItems } = mutualScheme
/** Ids and dates hold any digits. */
const notFigures = /[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g

/** A proposal the unit has answered, with the assignment; rated where `rated` is set. */
async function answered(given: { state: string; rated?: boolean; leadMemberId?: string | null; role?: string }) {
  const { id: committeeId, termId, unitId } = desks.committee
  const leadMemberId = given.leadMemberId === undefined ? desks.lead.memberId : given.leadMemberId
  const proposalId = await buildProposal(app.db, { committeeId, termId, leadMemberId, state: given.state })
  const assignmentId = newId()
  await app.db
    .insertInto('assignments')
    .values({
      committee_id: committeeId,
      id: assignmentId,
      proposal_id: proposalId,
      unit_id: unitId,
      role: given.role ?? 'sole',
      state: 'replied',
      assigned_at: '2026-01-20T01:00:00Z',
      accept_by: '2026-01-27',
      return_by: '2026-01-27',
      reply_by: '2026-04-20',
      contact_by: '2026-02-10',
      accepted_at: '2026-01-21T01:00:00Z',
      state_since: '2026-02-20T01:00:00Z',
      reassigned_from: null,
    })
    .execute()
  if (given.rated)
    await app.db
      .insertInto('ratings')
      .values({
        committee_id: committeeId,
        proposal_id: proposalId,
        round: 1,
        member_id: desks.lead.memberId,
        handling: 'satisfied',
        result: 'satisfied',
        words: '',
        rated_at: '2026-03-01T01:00:00Z',
      })
      .execute()
  return { proposalId, assignmentId }
}

async function mutual(closesOn?: string): Promise<string> {
  const { id: committeeId, unitId } = desks.committee
  const made = await answered({ state: 'rated', rated: true })
  return buildMutual(app.db, { committeeId, ...made, unitId, memberId: desks.lead.memberId, closesOn })
}

const score = (who: Who, id: string, total: number, more: { version?: number; words?: string } = {}) =>
  as(who)(r.giveMutualScore, {
    params: { id },
    body: {
      version: more.version ?? 0,
      points: pointsOf(who === 'lead' ? handlingItems : proposalItems, total),
      words: more.words ?? '',
    },
  })
const look = (who: Who, id: string) => as(who)(r.getMutualAppraisal, { params: { id } })
const eventsOf = (id: string) =>
  app.db.selectFrom('events').select(['type', 'details']).where('subject_id', '=', id).orderBy('id').execute()
const kinds = async (who: Who) =>
  (await as(who)(workbenchRoutes.getWorkbench, {})).groups.flatMap((g) =>
    g.items.filter((todo) => todo.subjectKind === 'mutualAppraisal').map((todo) => `${g.kind} ${todo.subjectId}`),
  )
async function happens(type: string, subjectId: string, subscriber = mutualSubscriber): Promise<void> {
  const event: LoggedEvent = {
    id: 1,
    committeeId: desks.committee.id,
    type,
    subjectKind: 'proposal',
    subjectId,
    accountId: null,
    actorName: '提案者',
    at: app.clock.now.toISOString(),
    details: {},
  }
  await app.db.transaction().execute((tx) => subscriber.handle(tx, event, app.clock.now))
}

beforeAll(async () => {
  desks = await buildDesks(app.db)
})
beforeEach(() => {
  app.clock.now = new Date('2026-03-02T01:00:00Z')
})

describe('opening a two-way appraisal', () => {
  const opened = (proposalId: string) =>
    app.db.selectFrom('mutual_appraisals').selectAll().where('proposal_id', '=', proposalId).execute()

  it('happens only where the committee has it switched on', async () => {
    const { proposalId } = await answered({ state: 'rated', rated: true })
    await happens('proposal.rated', proposalId)
    expect(await opened(proposalId)).toEqual([])
  })

  it('follows the rating, once, and asks both sides within fifteen working days', async () => {
    const value = { ...mutualAppraisalSetting.defaults, mutualAppraisalEnabled: true }
    const put = { params: { key: mutualAppraisalSetting.key }, body: { version: 0, value } }
    await expect(as('leader')(committeeRoutes.putSetting, put)).rejects.toEqual(refused('access.denied'))
    await as('office')(committeeRoutes.putSetting, put)
    const { proposalId } = await answered({ state: 'rated', rated: true })
    await happens('proposal.rated', proposalId)
    await happens('proposal.rated', proposalId)
    await happens('proposal.concluded', proposalId)
    const [one, ...more] = await opened(proposalId)
    expect(more).toEqual([])
    expect(one).toMatchObject({ closes_on: '2026-03-23', unit_id: desks.committee.unitId })
    expect(await kinds('lead')).toContain(`mutualAppraisal.toScore ${one!.id}`)
    expect(await kinds('unit')).toContain(`mutualAppraisal.toScore ${one!.id}`)
    expect(await kinds('friend')).toEqual([])
  })

  it('asks the contact person of a body, once they rated', async () => {
    const { proposalId } = await answered({ state: 'rated', rated: true, leadMemberId: null })
    await app.db
      .updateTable('proposals')
      .set({ kind: 'collective', collective_name: '民盟市委会', contact_member_id: desks.lead.memberId })
      .where('id', '=', proposalId)
      .execute()
    await happens('proposal.rated', proposalId)
    expect(await opened(proposalId)).toMatchObject([{ member_id: desks.lead.memberId }])
  })

  it.each([
    ['is not rated', { state: 'replied' }],
    ['was concluded without a rating', { state: 'concluded' }],
    ['is disputed and will be handled again', { state: 'disputed', rated: true }],
    ['is a body’s, for which no member speaks', { state: 'rated', rated: true, leadMemberId: null }],
    ['has only a joint opinion', { state: 'rated', rated: true, role: 'joint' }],
  ])('does not happen for a proposal that %s', async (_, given) => {
    const { proposalId } = await answered(given)
    await happens('proposal.rated', proposalId)
    expect(await opened(proposalId)).toEqual([])
  })
})

describe('while it is sealed', () => {
  it('neither side, nor any office, finds the score anywhere: page, list, filter, export, figures, history, event or notice', async () => {
    const id = await mutual()
    expect(await score('lead', id, 37, { words: '一次也没有见过面' })).toEqual({ version: 1, revealed: false })
    for (const who of ['unit', 'office', 'assigner', 'leader'] as const) {
      const page = await look(who, id)
      expect(page).toMatchObject({
        revealed: false,
        handling: { given: who === 'unit' ? null : true, total: null, band: null, low: false },
        handlingScore: null,
      })
      const list = await as(who)(r.listMutualAppraisals, { query: { proposalId: page.proposalId } })
      expect(list.items).toHaveLength(1)
      expect(list.items[0]!.handling.total).toBeNull()
      const low = await as(who)(r.listMutualAppraisals, { query: { low: 'handling' } })
      expect(low.items.map((one) => one.id)).not.toContain(id)
      const { body } = await app.request({
        method: 'GET',
        url: `/api/v1/mutual-appraisals/export?format=csv&proposalId=${page.proposalId}`,
        token: desks[who].token,
      })
      const proposal = await as(who)(proposalRoutes.getProposal, { params: { id: page.proposalId } })
      for (const text of [JSON.stringify(page), JSON.stringify(list), body, JSON.stringify(proposal)]) {
        expect(text.replaceAll(notFigures, '')).not.toMatch(/(?<!\d)37(?!\d)/)
        expect(text).not.toContain('一次也没有见过面')
        expect(text).not.toContain('"band":"较差"')
      }
      expect(await kinds(who)).not.toContain(`mutualAppraisal.low ${id}`)
    }
    const { units } = await as('office')(r.getMutualFigures, { query: {} })
    expect(units[0]).toMatchObject({ handlingMean: null, handlingBands: [0, 0, 0, 0], low: 0 })
    const told = await eventsOf(id)
    expect(told).toEqual([{ type: 'mutualAppraisal.scored', details: expect.objectContaining({ side: 'proposer' }) }])
    expect(JSON.stringify(told).replaceAll(notFigures, '')).not.toContain('37')
  })

  it('does not tell one side whether the other has scored, nor lets it find out by a filter', async () => {
    const id = await mutual()
    await score('unit', id, 80)
    expect((await look('lead', id)).proposal.given).toBeNull()
    await expect(as('lead')(r.listMutualAppraisals, { query: { missing: 'unit' } })).rejects.toEqual(
      refused('input.invalid'),
    )
    const missing = await as('office')(r.listMutualAppraisals, { query: { missing: 'proposer' } })
    expect(missing.items.map((one) => one.id)).toContain(id)
  })

  it('lets each side read and change its own, never over what another window wrote', async () => {
    const id = await mutual()
    await score('unit', id, 80)
    expect((await look('unit', id)).proposalScore).toMatchObject({ total: 80, band: '良好', version: 1 })
    await score('unit', id, 90, { version: 1 })
    await expect(score('unit', id, 70, { version: 1 })).rejects.toMatchObject({
      problem: { code: 'version.stale', details: { currentVersion: 2 } },
    })
    expect((await look('unit', id)).proposalScore?.total).toBe(90)
  })

  it('asks a low score for words, and takes no points of another shape', async () => {
    const id = await mutual()
    await expect(score('lead', id, 59, { words: ' ' })).rejects.toEqual(refused('mutual-appraisal.needs-words'))
    const put = (points: unknown) =>
      app.request({
        method: 'PUT',
        url: `/api/v1/mutual-appraisals/${id}/score`,
        token: desks.lead.token,
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({ version: 0, points, words: '' }),
      })
    const good = pointsOf(handlingItems, 80)
    for (const points of [
      {},
      { ...good, contact: 26 },
      { ...good, contact: -1 },
      { ...good, contact: 1.5 },
      { ...good, contact: '20' },
      { ...good, more: 1 },
      [20, 20, 20, 20],
      null,
    ])
      expect((await put(points)).statusCode, JSON.stringify(points)).toBe(400)
    expect((await look('lead', id)).handlingScore).toBeNull()
  })

  it('takes no score from an account that speaks for both sides, under whichever hat', async () => {
    const id = await mutual()
    const { id: committeeId, unitId } = desks.committee
    const { accountId } = desks.unit
    await buildHat(app.db, { committeeId, accountId, role: 'member', memberId: desks.lead.memberId, delegated: true })
    await expect(score('unit', id, 80)).rejects.toEqual(refused('mutual-appraisal.both-sides'))
    await app.db
      .updateTable('hats')
      .set({ revoked_at: app.clock.now })
      .where('account_id', '=', accountId)
      .where('role', '=', 'member')
      .execute()
    await score('unit', id, 80)
    expect((await look('unit', id)).unitId).toBe(unitId)
  })

  it('does not exist for another member or another unit', async () => {
    const id = await mutual()
    for (const who of ['friend', 'secondUnit'] as const) {
      await expect(look(who, id)).rejects.toEqual(refused('not-found'))
      await expect(score(who, id, 80)).rejects.toEqual(refused('not-found'))
      expect((await as(who)(r.listMutualAppraisals, { query: {} })).items).toEqual([])
    }
    await expect(score('office', id, 80)).rejects.toEqual(refused('access.denied'))
  })
})

describe('once both are in', () => {
  it('opens both to both, tells of it, and changes no more, not even by hand in the database', async () => {
    const id = await mutual()
    await score('lead', id, 92)
    expect(await score('unit', id, 55, { words: '建议部分请写明依据' })).toEqual({ version: 1, revealed: true })
    for (const who of ['lead', 'unit', 'office'] as const)
      expect(await look(who, id)).toMatchObject({
        revealed: true,
        handlingScore: { total: 92, band: '优秀' },
        proposalScore: { total: 55, band: '较差', words: '建议部分请写明依据' },
        proposal: { low: true },
      })
    await expect(score('lead', id, 60, { version: 1 })).rejects.toEqual(refused('mutual-appraisal.closed'))
    await expect(
      app.db.updateTable('mutual_scores').set({ total: 100 }).where('appraisal_id', '=', id).execute(),
    ).rejects.toThrow('is revealed')
    const revealed = (await eventsOf(id)).find((event) => event.type === 'mutualAppraisal.revealed')
    expect(revealed?.details).toMatchObject({ handlingTotal: 92, proposalTotal: 55, proposalLow: true })
    expect(revealed?.details).toMatchObject({ judged: '55 分，较差', proposers: [{ memberId: desks.lead.memberId }] })
    expect(await kinds('office')).not.toContain(`mutualAppraisal.low ${id}`)
    // Of a body's proposal it becomes the duty of the drafters, should they be named only now.
    const { proposal_id: proposalId } = await app.db
      .selectFrom('mutual_appraisals')
      .select('proposal_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await happens('proposal.draftersNamed', proposalId, draftersSubscriber)
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      type: 'mutualAppraisal.recast',
      details: { judged: '55 分，较差', proposers: [{ memberId: desks.lead.memberId }] },
    })
  })

  it('opens once when both score at the same moment', async () => {
    const id = await mutual()
    await Promise.all([score('lead', id, 80), score('unit', id, 80)])
    expect((await look('lead', id)).revealed).toBe(true)
    const types = (await eventsOf(id)).map((event) => event.type)
    expect(types.filter((type) => type === 'mutualAppraisal.revealed')).toHaveLength(1)
    expect(types.filter((type) => type === 'mutualAppraisal.scored')).toHaveLength(2)
  })

  it('takes one of two scores sent by the same side at once', async () => {
    const id = await mutual()
    const both = await Promise.allSettled([score('lead', id, 80), score('lead', id, 85)])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })
})

describe('once the last day is over', () => {
  it('shows the one that is there and marks the other as not given, before any job has run', async () => {
    const id = await mutual('2026-03-05')
    await score('lead', id, 71)
    app.clock.now = new Date('2026-03-05T15:59:00Z')
    expect((await look('unit', id)).revealed).toBe(false)
    app.clock.now = new Date('2026-03-05T16:01:00Z')
    expect(await look('unit', id)).toMatchObject({
      revealed: true,
      handling: { given: true, total: 71, band: '一般' },
      proposal: { given: false, total: null },
      actions: [],
    })
    await expect(score('unit', id, 80)).rejects.toEqual(refused('mutual-appraisal.closed'))
  })

  it('is told by the nightly job, once', async () => {
    const id = await mutual('2026-03-05')
    const now = new Date('2026-03-06T00:10:00Z')
    expect(await revealDue(app.db, now)).toBeGreaterThan(0)
    expect(await revealDue(app.db, now)).toBe(0)
    const told = await eventsOf(id)
    expect(told.map((event) => event.type)).toEqual(['mutualAppraisal.revealed'])
    expect(told[0]!.details).toMatchObject({ handlingTotal: null, proposalTotal: null })
  })
})

describe('a badly scored handling', () => {
  async function lowCase(state = 'rated'): Promise<{ id: string; proposalId: string }> {
    const { id: committeeId, unitId } = desks.committee
    const made = await answered({ state, rated: true })
    const id = await buildMutual(app.db, { committeeId, ...made, unitId, memberId: desks.lead.memberId })
    await score('lead', id, 40, { words: '答复没有一条说到点子上' })
    await score('unit', id, 80)
    return { id, proposalId: made.proposalId }
  }
  const decide = (id: string, decision: 'rehandle' | 'keep', note = '请当面沟通') =>
    as('office')(r.decideMutualCase, { params: { id }, body: { decision, note } })

  it('waits for the office, which has it handled again with a new clock', async () => {
    const { id, proposalId } = await lowCase()
    expect(await kinds('office')).toContain(`mutualAppraisal.low ${id}`)
    expect((await look('office', id)).actions).toEqual(['decide'])
    expect((await look('lead', id)).actions).toEqual([])
    await expect(decide(id, 'rehandle', ' ')).rejects.toEqual(refused('mutual-appraisal.needs-note'))
    await decide(id, 'rehandle')
    const proposal = await as('office')(proposalRoutes.getProposal, { params: { id: proposalId } })
    expect(proposal).toMatchObject({ state: 'handling', round: 2, assignments: [{ state: 'accepted', round: 2 }] })
    expect(await look('lead', id)).toMatchObject({ decision: 'rehandle', decisionNote: '请当面沟通' })
    await expect(decide(id, 'keep')).rejects.toEqual(refused('mutual-appraisal.decided'))
    expect(await kinds('office')).not.toContain(`mutualAppraisal.low ${id}`)
  })

  it('is handled again though it was concluded, which takes the conclusion back', async () => {
    const { id, proposalId } = await lowCase('concluded')
    expect((await look('office', id)).canRehandle).toBe(true)
    await decide(id, 'rehandle')
    const proposal = await as('office')(proposalRoutes.getProposal, { params: { id: proposalId } })
    expect(proposal).toMatchObject({ state: 'handling', round: 2, concludedAt: null })
    expect(proposal.assignments[0]!.replyBy > '2026-05-01').toBe(true)
  })

  it('may be left as it is with the reason, and cannot be handled again from the archive', async () => {
    const { id } = await lowCase('archived')
    expect((await look('office', id)).canRehandle).toBe(false)
    await expect(decide(id, 'rehandle')).rejects.toEqual(refused('proposal.wrong-state'))
    await decide(id, 'keep', '已约双方当面说明')
  })

  it('is no case while it is sealed, nor where the score was not low', async () => {
    const sealed = await mutual()
    await score('lead', sealed, 40, { words: '没有见面' })
    await expect(decide(sealed, 'keep')).rejects.toEqual(refused('mutual-appraisal.no-case'))
    const fine = await mutual()
    await score('lead', fine, 80)
    await score('unit', fine, 80)
    await expect(decide(fine, 'keep')).rejects.toEqual(refused('mutual-appraisal.no-case'))
  })

  it('stands in the figures of its unit, which only those who follow them read', async () => {
    const { units, bands } = await as('assigner')(r.getMutualFigures, { query: { year: 2026 } })
    const unit = units.find((one) => one.unitId === desks.committee.unitId)!
    expect(bands.map((band) => band.name)).toEqual(['优秀', '良好', '一般', '较差'])
    expect(unit.low).toBeGreaterThanOrEqual(2)
    expect(unit.handlingBands.at(-1)).toBe(unit.low)
    expect(unit.opened).toBeGreaterThan(unit.revealed)
    expect((await as('office')(r.getMutualFigures, { query: { year: 2025 } })).units).toEqual([])
    for (const who of ['lead', 'unit'] as const)
      await expect(as(who)(r.getMutualFigures, { query: {} })).rejects.toEqual(refused('access.denied'))
  })
})

it('tells both sides that it is open, without a word on scores', async () => {
  const { proposalId } = await answered({ state: 'rated', rated: true })
  await happens('proposal.rated', proposalId)
  const row = await app.db
    .selectFrom('mutual_appraisals as m')
    .innerJoin('events as e', 'e.subject_id', 'm.id')
    .select(['e.id', 'e.type', 'e.details', 'm.id as subjectId'])
    .where('m.proposal_id', '=', proposalId)
    .executeTakeFirstOrThrow()
  const event: LoggedEvent = {
    id: row.id,
    committeeId: desks.committee.id,
    type: row.type,
    subjectKind: 'mutualAppraisal',
    subjectId: row.subjectId,
    accountId: null,
    actorName: '系统',
    at: app.clock.now.toISOString(),
    details: row.details as Record<string, unknown>,
  }
  await app.db.transaction().execute((tx) => noticeSubscriber.handle(tx, event, app.clock.now))
  const notices = await app.db
    .selectFrom('notices')
    .select(['account_id', 'words'])
    .where('event_id', '=', row.id)
    .execute()
  expect(notices.map((one) => one.words).toSorted()).toEqual([
    '系统：双向评议：请评办理，2026年3月23日截止',
    '系统：双向评议：请评提案，2026年3月23日截止',
  ])
  expect(new Set(notices.map((one) => one.account_id))).toEqual(new Set([desks.lead.accountId, desks.unit.accountId]))
})
