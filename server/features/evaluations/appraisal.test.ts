import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appraisalRoutes as r } from '#contract/appraisals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, type Desks } from '../proposals/proposals.fixtures.ts'
import { closeDue } from './commands/after-closing.ts'
import { buildAppraisal } from './evaluations.fixtures.ts'

const app = await testApp()
let desks: Desks
/** Seven members who appraise, each signed in. */
let voters: { memberId: string; token: string }[]
type Who = 'lead' | 'friend' | 'office' | 'assigner' | 'leader' | 'unit' | 'secondUnit'
const as = (who: Who) => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const one = (id: string) => ({ params: { id } })
const five = (level: string) => Array.from({ length: 5 }, () => level)
const unitIds = () => [desks.committee.unitId, desks.secondUnitId]

beforeAll(async () => {
  desks = await buildDesks(app.db)
  const { id: committeeId, termId, sectorId } = desks.committee
  voters = []
  for (let i = 0; i < 7; i++) {
    const memberId = await buildMember(app.db, { committeeId, termId, sectorId, name: `委员${i + 1}` })
    voters.push({
      memberId,
      ...(await signInAs(app.db, { committeeId, role: 'member', name: `委员${i + 1}`, memberId })),
    })
  }
})
beforeEach(() => {
  app.clock.now = new Date('2026-03-02T01:00:00Z')
})

const open = (more: Partial<Parameters<typeof buildAppraisal>[1]> = {}) =>
  buildAppraisal(app.db, {
    committeeId: desks.committee.id,
    unitIds: unitIds(),
    memberIds: voters.map((voter) => voter.memberId),
    ...more,
  })
const handIn = (token: string, id: string, first: string[] | null, second: string[] | null) =>
  app.client(token)(r.handInBallots, {
    params: { id },
    body: {
      scores: [
        { unitId: desks.committee.unitId, levels: first },
        { unitId: desks.secondUnitId, levels: second },
      ],
    },
  })
const boxes = async (id: string) =>
  Object.fromEntries(
    (
      await app.db.selectFrom('ballot_boxes').select(['unit_id', 'ballots']).where('appraisal_id', '=', id).execute()
    ).map((box) => [box.unit_id, box.ballots as unknown as Record<string, number>]),
  )
const countOf = (box: Record<string, number>) => Object.values(box).reduce((sum, times) => sum + times, 0)
const kinds = async (token: string) =>
  (await app.client(token)(workbenchRoutes.getWorkbench, {})).groups.flatMap((g) =>
    g.items.filter((todo) => todo.subjectKind === 'appraisal').map((todo) => `${g.kind} ${todo.subjectId}`),
  )

describe('drafting an appraisal', () => {
  const draft = {
    year: 2026,
    title: '2026 年提案办理民主评议',
    explanation: '请凭平时的了解评。',
    opensAt: '2026-03-03T00:00:00Z',
    closesAt: '2026-03-20T09:00:00Z',
  }

  it('chooses units by the number of proposals and members by rule, and opens only when both are there', async () => {
    const { id } = await as('office')(r.createAppraisal, { body: draft })
    await expect(as('office')(r.openAppraisal, one(id))).rejects.toEqual(refused('appraisal.incomplete'))
    await expect(as('leader')(r.getAppraisal, one(id))).rejects.toEqual(refused('not-found'))
    expect(await as('office')(r.chooseAppraisedUnits, { ...one(id), body: { way: 'atLeast', proposals: 1 } })).toEqual({
      units: 0,
    })
    await as('office')(r.chooseAppraisedUnits, { ...one(id), body: { way: 'byHand', unitIds: unitIds() } })
    const candidates = await as('office')(r.listAppraisalCandidates, one(id))
    expect(
      candidates.units
        .filter((unit) => unit.chosen)
        .map((unit) => unit.unitId)
        .toSorted(),
    ).toEqual(unitIds().toSorted())
    const invite = (body: Parameters<ReturnType<typeof as>>[1] extends never ? never : object) =>
      as('office')(r.inviteAppraisers, { ...one(id), body: body as { way: 'all' } })
    expect(await invite({ way: 'byHand', memberIds: [voters[0]!.memberId] })).toEqual({ added: 1, invited: 1 })
    const all = await invite({ way: 'sectors', sectorIds: [desks.committee.sectorId] })
    expect(all.invited).toBeGreaterThanOrEqual(8)
    expect(await invite({ way: 'all' })).toEqual({ added: 0, invited: all.invited })
    expect(
      await as('office')(r.removeAppraisers, { ...one(id), body: { memberIds: [desks.friend.memberId] } }),
    ).toEqual({
      invited: all.invited - 1,
    })
    await as('office')(r.openAppraisal, one(id))
    await expect(
      as('office')(r.chooseAppraisedUnits, { ...one(id), body: { way: 'byHand', unitIds: [] } }),
    ).rejects.toEqual(refused('appraisal.wrong-state'))
    // Open, but before its time.
    await expect(handIn(voters[0]!.token, id, null, null)).rejects.toEqual(refused('appraisal.not-open-yet'))
    expect(await kinds(voters[0]!.token)).not.toContain(`appraisal.toScore ${id}`)
    app.clock.now = new Date('2026-03-03T00:00:00Z')
    expect(await kinds(voters[0]!.token)).toContain(`appraisal.toScore ${id}`)
    await handIn(voters[0]!.token, id, null, null)
    expect(await kinds(voters[0]!.token)).not.toContain(`appraisal.toScore ${id}`)
  })

  it('keeps both texts when two windows edit, and refuses a time that is over', async () => {
    const { id } = await as('office')(r.createAppraisal, { body: draft })
    await as('office')(r.editAppraisal, { ...one(id), body: { version: 1, ...draft, title: '改过的' } })
    await expect(as('office')(r.editAppraisal, { ...one(id), body: { version: 1, ...draft } })).rejects.toMatchObject({
      problem: { code: 'version.stale', details: { current: { title: '改过的' } } },
    })
    await expect(
      as('office')(r.createAppraisal, { body: { ...draft, closesAt: '2026-03-01T00:00:00Z' } }),
    ).rejects.toEqual(refused('appraisal.times'))
    await as('office')(r.discardAppraisal, one(id))
    await expect(as('office')(r.getAppraisal, one(id))).rejects.toEqual(refused('not-found'))
  })
})

describe('a ballot', () => {
  it('is kept without a name, a time, an order or a row of its own that could be held against who handed in', async () => {
    const id = await open()
    await handIn(voters[3]!.token, id, five('poor'), five('good'))
    await handIn(voters[0]!.token, id, five('excellent'), null)
    await handIn(voters[5]!.token, id, five('good'), five('excellent'))
    // Alike ones are one, and none has a place that says when it came.
    expect(await boxes(id)).toEqual({
      [desks.committee.unitId]: { '00000': 1, '11111': 1, '33333': 1 },
      [desks.secondUnitId]: { '00000': 1, '11111': 1 },
    })
    const columns = await sql<{ table: string; column: string }>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and table_name in ('ballot_boxes', 'ballot_hand_ins') order by 1, 2`.execute(app.db)
    expect(columns.rows.map((row) => `${row.table}.${row.column}`)).toEqual([
      'ballot_boxes.appraisal_id',
      'ballot_boxes.ballots',
      'ballot_boxes.committee_id',
      'ballot_boxes.unit_id',
      'ballot_hand_ins.appraisal_id',
      'ballot_hand_ins.committee_id',
      'ballot_hand_ins.member_id',
    ])
    // Each hand-in is a transaction of its own; of the boxes all carry the last one, also that which got nothing from it.
    const { rows: xmins } = await sql<{ boxes: number; handIns: number }>`
      select
        (select count(distinct xmin::text)::int from ballot_boxes where appraisal_id = ${id}) as boxes,
        (select count(distinct xmin::text)::int from ballot_hand_ins where appraisal_id = ${id}) as "handIns"`.execute(
      app.db,
    )
    expect(xmins[0]).toEqual({ boxes: 1, handIns: 3 })
  })

  it('leaves the same transaction mark on every box even where the member knows no unit', async () => {
    const id = await open()
    await handIn(voters[0]!.token, id, five('good'), null)
    const mark = async () =>
      (
        await sql<{ x: string }>`select distinct xmin::text as x from ballot_boxes where appraisal_id = ${id}`.execute(
          app.db,
        )
      ).rows
    const before = await mark()
    await handIn(voters[1]!.token, id, null, null)
    const after = await mark()
    expect(after).toHaveLength(1)
    expect(after).not.toEqual(before)
  })

  it('is in no answer, event, notice, kept reply or history', async () => {
    const id = await open()
    const answer = await app.request({
      method: 'POST',
      url: `/api/v1/appraisals/${id}/ballots`,
      token: voters[2]!.token,
      headers: { 'content-type': 'application/json', 'idempotency-key': 'once-only' },
      payload: JSON.stringify({
        scores: unitIds().map((unitId) => ({ unitId, levels: ['excellent', 'good', 'fair', 'poor', 'fair'] })),
      }),
    })
    expect([answer.statusCode, answer.body]).toEqual([200, '{}'])
    const events = await app.db.selectFrom('events').select('details').where('subject_id', '=', id).execute()
    expect(events.map((event) => Object.keys(event.details as object))).toEqual([['title']])
    const kept = await app.db.selectFrom('idempotent_answers').select('key').where('key', '=', 'once-only').execute()
    expect(kept).toEqual([])
    const page = await app.client(voters[2]!.token)(r.getAppraisal, one(id))
    expect(page).toMatchObject({ mine: 'handedIn', results: false, invited: null, handedIn: null, history: [] })
    const office = JSON.stringify(await as('office')(r.getAppraisal, one(id)))
    expect(office).not.toContain('ballots')
    await expect(as('office')(r.getAppraisalResults, one(id))).rejects.toEqual(refused('access.denied'))
  })

  it('is handed in once, also when it is sent twice at the same moment', async () => {
    const id = await open()
    const { token } = voters[0]!
    const sent = await Promise.allSettled([1, 2, 3].map(() => handIn(token, id, five('good'), five('fair'))))
    expect(sent.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of sent) if (one.status === 'rejected') expect(one.reason).toEqual(refused('ballot.handed-in'))
    expect(Object.values(await boxes(id)).map(countOf)).toEqual([1, 1])
  })

  it('loses none of those that many hand in at the same moment', async () => {
    const id = await open()
    await Promise.all(
      voters.map((voter, i) => handIn(voter.token, id, five(i % 2 ? 'good' : 'excellent'), five('fair'))),
    )
    const all = await boxes(id)
    expect(all).toEqual({
      [desks.committee.unitId]: { '00000': 4, '11111': 3 },
      [desks.secondUnitId]: { '22222': 7 },
    })
  })

  it.each([
    ['a unit left out', () => [{ unitId: desks.committee.unitId, levels: five('good') }]],
    ['a unit twice', () => [0, 0].map(() => ({ unitId: desks.committee.unitId, levels: five('good') }))],
    ['a dimension left out', () => unitIds().map((unitId) => ({ unitId, levels: five('good').slice(1) }))],
    ['a dimension too many', () => unitIds().map((unitId) => ({ unitId, levels: [...five('good'), 'good'] }))],
    ['a level nobody offered', () => unitIds().map((unitId) => ({ unitId, levels: five('superb') }))],
    [
      'a unit not appraised',
      () => [desks.committee.unitId, desks.lead.memberId].map((unitId) => ({ unitId, levels: null })),
    ],
    ['nothing', () => []],
  ])('is refused with %s, and may then be handed in whole', async (_, scores) => {
    const id = await open()
    const send = (given: { unitId: string; levels: string[] | null }[]) =>
      app.client(voters[0]!.token)(r.handInBallots, { params: { id }, body: { scores: given } })
    await expect(send(scores())).rejects.toEqual(refused('ballot.incomplete'))
    expect(Object.values(await boxes(id))).toEqual([{}, {}])
    await send(unitIds().map((unitId) => ({ unitId, levels: five('good') })))
  })

  it.each([
    '{"scores": 1}',
    '{"scores": [{"unitId": "x", "levels": null}]}',
    '{"scores": [{"unitId": null}]}',
    '[]',
    '{',
  ])('of the shape %s is bad input and nothing else', async (payload) => {
    const id = await open()
    const { statusCode } = await app.request({
      method: 'POST',
      url: `/api/v1/appraisals/${id}/ballots`,
      token: voters[0]!.token,
      headers: { 'content-type': 'application/json' },
      payload,
    })
    expect(statusCode).toBe(400)
  })

  it('comes only from who is invited, and only by their own hand', async () => {
    const id = await open()
    await expect(handIn(desks.friend.token, id, null, null)).rejects.toEqual(refused('not-found'))
    await expect(handIn(desks.office.token, id, null, null)).rejects.toEqual(refused('access.denied'))
    const typist = await signInAs(app.db, {
      committeeId: desks.committee.id,
      role: 'member',
      name: '代录的人',
      memberId: voters[1]!.memberId,
    })
    await app.db
      .updateTable('hats')
      .set({ delegated: true, basis: '书面委托' })
      .where('account_id', '=', typist.accountId)
      .execute()
    await expect(handIn(typist.token, id, null, null)).rejects.toEqual(refused('ballot.own-hand'))
  })

  it('is late from the closing time on, before any job has run', async () => {
    const id = await open()
    app.clock.now = new Date('2026-03-10T00:00:00Z')
    await expect(handIn(voters[0]!.token, id, null, null)).rejects.toEqual(refused('appraisal.over'))
    expect((await app.client(voters[0]!.token)(r.getAppraisal, one(id))).mine).toBe('missed')
  })
})

it('reminds those who have not handed in and nobody else, once a day', async () => {
  const id = await open()
  await handIn(voters[0]!.token, id, null, null)
  expect(await as('office')(r.remindAppraisers, one(id))).toEqual({ reminded: 6 })
  await expect(as('office')(r.remindAppraisers, one(id))).rejects.toEqual(refused('appraisal.reminded'))
  const told = await app.db
    .selectFrom('events')
    .select('details')
    .where('subject_id', '=', id)
    .where('type', '=', 'appraisal.reminded')
    .execute()
  const { memberIds } = told[0]!.details as { memberIds: string[] }
  expect(memberIds.toSorted()).toEqual(
    voters
      .slice(1)
      .map((voter) => voter.memberId)
      .toSorted(),
  )
  app.clock.now = new Date('2026-03-03T01:00:00Z')
  expect(await as('office')(r.remindAppraisers, one(id))).toEqual({ reminded: 6 })
  app.clock.now = new Date('2026-03-10T00:00:00Z')
  await expect(as('office')(r.remindAppraisers, one(id))).rejects.toEqual(refused('appraisal.over'))
})

describe('closing', () => {
  it('takes in or refuses what is handed in meanwhile, and what it counted is what lies in the boxes', async () => {
    const id = await open()
    const sent = await Promise.allSettled([
      ...voters.slice(0, 4).map((voter) => handIn(voter.token, id, five('good'), five('good'))),
      as('office')(r.closeAppraisal, one(id)),
      ...voters.slice(4).map((voter) => handIn(voter.token, id, five('good'), five('good'))),
    ])
    const taken = sent.filter((one, i) => i !== 4 && one.status === 'fulfilled').length
    for (const one of sent) if (one.status === 'rejected') expect(one.reason).toEqual(refused('appraisal.wrong-state'))
    const closed = await app.db
      .selectFrom('events')
      .select('details')
      .where('subject_id', '=', id)
      .where('type', '=', 'appraisal.closed')
      .execute()
    expect(closed).toEqual([{ details: expect.objectContaining({ handedIn: taken, invited: 7 }) }])
    const { members } = closed[0]!.details as { members: string[] }
    expect(members).toHaveLength(taken)
    // In no order of their coming.
    expect(members).toEqual(members.toSorted())
    expect(countOf((await boxes(id))[desks.committee.unitId]!)).toBe(taken)
  })

  it('is done once: again it changes nothing, and by the clock it happens by itself', async () => {
    const id = await open()
    const [first, second] = [
      await as('office')(r.closeAppraisal, one(id)),
      await as('office')(r.closeAppraisal, one(id)),
    ]
    expect(second).toEqual(first)
    const due = await open({ closesAt: '2026-03-01T12:00:00Z' })
    expect(await closeDue(app.db, app.clock.now)).toBeGreaterThan(0)
    expect(await closeDue(app.db, app.clock.now)).toBe(0)
    expect((await as('office')(r.getAppraisal, one(due))).state).toBe('closed')
    await expect(
      as('office')(r.extendAppraisal, { ...one(due), body: { closesAt: '2026-04-01T00:00:00Z' } }),
    ).rejects.toEqual(refused('appraisal.wrong-state'))
  })

  it('may be put off while it is open', async () => {
    const id = await open()
    await as('office')(r.extendAppraisal, { ...one(id), body: { closesAt: '2026-03-12T00:00:00Z' } })
    app.clock.now = new Date('2026-03-11T00:00:00Z')
    await handIn(voters[0]!.token, id, null, null)
    await expect(
      as('office')(r.extendAppraisal, { ...one(id), body: { closesAt: '2026-03-01T12:00:00Z' } }),
    ).rejects.toEqual(refused('appraisal.times'))
  })
})

describe('from the report to the archive', () => {
  let id: string
  it('shows figures to the office once closed, to the others once reported, to a unit its own; ranks for the office alone', async () => {
    id = await open()
    for (const [i, voter] of voters.entries())
      await handIn(voter.token, id, five(i < 2 ? 'fair' : 'good'), i < 4 ? five('excellent') : null)
    await as('office')(r.closeAppraisal, one(id))
    expect(await kinds(desks.office.token)).toContain(`appraisal.toReport ${id}`)
    const results = await as('office')(r.getAppraisalResults, one(id))
    expect(results).toMatchObject({ invited: 7, handedIn: 7, ranked: true })
    expect(results.units).toEqual([
      expect.objectContaining({
        unitId: desks.committee.unitId,
        rank: 1,
        ballots: 7,
        total: 7771,
        band: '良好',
        bands: [0, 5, 2, 0],
      }),
      // Four ballots: not one figure.
      expect.objectContaining({
        unitId: desks.secondUnitId,
        rank: null,
        ballots: 4,
        total: null,
        band: null,
        dimensions: null,
        bands: null,
      }),
    ])
    for (const who of ['leader', 'assigner'] as const)
      await expect(as(who)(r.getAppraisalResults, one(id))).rejects.toEqual(refused('access.denied'))
    await expect(as('unit')(r.getAppraisal, one(id))).rejects.toEqual(refused('not-found'))
    await as('office')(r.reportAppraisal, { ...one(id), body: { words: '总的看，办理工作比上年扎实。' } })
    const own = await as('unit')(r.getAppraisalResults, one(id))
    expect(own.units.map((unit) => [unit.unitId, unit.total, unit.rank])).toEqual([
      [desks.committee.unitId, 7771, null],
    ])
    expect((await as('unit')(r.getAppraisal, one(id))).units).toHaveLength(1)
    const led = await as('leader')(r.getAppraisalResults, one(id))
    expect(led.units.map((unit) => unit.rank)).toEqual([null, null])
    await expect(app.client(voters[0]!.token)(r.getAppraisalResults, one(id))).rejects.toEqual(refused('access.denied'))
  })

  it('goes out as a file under the same rights', async () => {
    const file = async (who: Who) =>
      (
        await app.request({
          method: 'GET',
          url: `/api/v1/appraisals/${id}/results/export?format=csv`,
          token: desks[who].token,
        })
      ).body
    const office = await file('office')
    expect(office).toContain('名次')
    expect(office).toContain('77.71')
    expect(office).toContain('不足 5 票，不公布')
    const unit = await file('unit')
    expect(unit).not.toContain('名次')
    expect(unit.trim().split('\n')).toHaveLength(2)
  })

  it('asks units for measures, which they write with dates and nobody else does', async () => {
    const rectify = (ids: string[], rectifyBy = '2026-04-30') =>
      as('office')(r.rectifyAppraisal, { ...one(id), body: { unitIds: ids, rectifyBy } })
    await expect(rectify([desks.lead.memberId])).rejects.toEqual(refused('appraisal.unknown-unit'))
    await expect(rectify([desks.committee.unitId], '2026-03-01')).rejects.toEqual(refused('appraisal.times'))
    await rectify([desks.committee.unitId])
    expect(await kinds(desks.unit.token)).toEqual([`appraisal.toRectify ${id}`])
    expect(await kinds(desks.secondUnit.token)).toEqual([])
    const write = (who: Who, unitId: string, version = 1) =>
      as(who)(r.writeMeasures, {
        params: { id, unitId },
        body: { version, measures: [{ measure: '交办十日内当面沟通', dueOn: '2026-04-20', responsible: '办公室' }] },
      })
    await expect(write('secondUnit', desks.secondUnitId)).rejects.toEqual(refused('access.denied'))
    await expect(write('unit', desks.secondUnitId)).rejects.toEqual(refused('access.denied'))
    expect(await write('unit', desks.committee.unitId)).toEqual({ version: 2 })
    await expect(write('unit', desks.committee.unitId)).rejects.toEqual(refused('version.stale'))
    expect(await kinds(desks.unit.token)).toEqual([])
    expect(await kinds(desks.office.token)).toContain(`appraisal.toLookBack ${id}`)
  })

  it('is looked back on unit by unit before it ends', async () => {
    await expect(as('office')(r.endLookBack, one(id))).rejects.toEqual(refused('appraisal.look-back-open'))
    const look = (unitId: string, lookedBackOn = '2026-03-02') =>
      as('office')(r.lookBackOn, {
        params: { id, unitId },
        body: { version: 2, outcome: 'partly', words: '面商已前置，答复仍有套话', lookedBackOn },
      })
    await expect(look(desks.committee.unitId, '2026-03-03')).rejects.toEqual(refused('appraisal.times'))
    await expect(look(desks.secondUnitId)).rejects.toEqual(refused('appraisal.unknown-unit'))
    await look(desks.committee.unitId)
    expect((await as('unit')(r.getAppraisal, one(id))).units[0]).toMatchObject({
      lookBack: 'partly',
      lookBackWords: '面商已前置，答复仍有套话',
      actions: [],
    })
    await as('office')(r.endLookBack, one(id))
    expect(await as('office')(r.archiveAppraisal, one(id))).toMatchObject({ state: 'archived' })
    expect((await as('office')(r.getAppraisal, one(id))).actions).toEqual([])
  })
})

it('lists to each role what it may see', async () => {
  const states = async (who: Who) =>
    new Set((await as(who)(r.listAppraisals, { query: { limit: 100 } })).items.map((item) => item.state))
  await open({ state: 'drafted' })
  expect(await states('office')).toContain('drafted')
  expect(await states('leader')).not.toContain('drafted')
  expect(await states('leader')).toContain('open')
  expect([...(await states('unit'))]).toEqual(['archived'])
  expect((await as('friend')(r.listAppraisals, { query: {} })).items).toEqual([])
  const [mine] = (await app.client(voters[0]!.token)(r.listAppraisals, { query: { state: 'archived' } })).items
  expect(mine).toMatchObject({ mine: 'handedIn', invited: null, handedIn: null })
  expect((await as('office')(r.listAppraisals, { query: { year: 2025 } })).items).toEqual([])
  const first = await as('office')(r.listAppraisals, { query: { limit: 2 } })
  const next = await as('office')(r.listAppraisals, { query: { limit: 2, cursor: first.nextCursor! } })
  expect(next.items.map((item) => item.id)).not.toContain(first.items[0]!.id)
})
