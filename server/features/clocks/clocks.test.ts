import { beforeAll, describe, expect, it } from 'vitest'
import { clockRoutes as k } from '#contract/clocks.ts'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { buildDesks, buildProposal, type Desks } from '#features/proposals/proposals.fixtures.ts'
import { testApp } from '../../testing/app.ts'
import { buildDecree } from './clocks.fixtures.ts'
import { recomputeClocks } from './commands/recompute.ts'
import { remindOfClocks } from './commands/remind.ts'

const app = await testApp()
let desks: Desks
let office: ReturnType<typeof app.client>
let unit: ReturnType<typeof app.client>
let secondUnit: ReturnType<typeof app.client>
let lead: ReturnType<typeof app.client>

const at = (date: string) => {
  app.clock.now = new Date(`${date}T01:00:00Z`)
}
const problem = (call: Promise<unknown>) => call.then(() => null).catch((error) => error.problem)
/** A registered proposal, assigned on a day to home's unit alone. */
async function assigned(on: string, role: 'sole' | 'lead' = 'sole') {
  at(on)
  const { id: committeeId, termId, unitId } = desks.committee
  const id = await buildProposal(app.db, { committeeId, termId, leadMemberId: desks.lead.memberId })
  const units = [{ unitId, role }, ...(role === 'lead' ? [{ unitId: desks.secondUnitId, role: 'joint' as const }] : [])]
  await office(r.assignProposal, { params: { id }, body: { units, note: '' } })
  const { assignments } = await office(r.getProposal, { params: { id } })
  return { id, assignmentId: assignments[0]!.id, jointId: assignments[1]?.id }
}
const clocksOf = async (id: string, who = office) => {
  const { items } = await who(k.listProposalClocks, { params: { id } })
  return Object.fromEntries(items.map((clock) => [clock.kind, clock]))
}
const datesOf = async (id: string) => {
  const { assignments, turn } = await office(r.getProposal, { params: { id } })
  const { acceptBy, returnBy, contactBy, replyBy } = assignments[0]!
  return { acceptBy, returnBy, contactBy, replyBy, until: turn?.until }
}
const eventsOf = (id: string, ...types: string[]) =>
  app.db
    .selectFrom('events')
    .select(['type', 'details'])
    .where('subject_id', '=', id)
    .where('type', 'in', types)
    .orderBy('id')
    .execute() as Promise<{ type: string; details: Record<string, unknown> }[]>

beforeAll(async () => {
  desks = await buildDesks(app.db)
  office = app.client(desks.office.token)
  unit = app.client(desks.unit.token)
  secondUnit = app.client(desks.secondUnit.token)
  lead = app.client(desks.lead.token)
})

describe('the clocks of an assignment', () => {
  it('run from the assignment on, and say in a sentence why', async () => {
    const { id } = await assigned('2026-02-09')
    const clocks = await clocksOf(id, lead)
    expect(Object.keys(clocks).sort()).toEqual(['accept', 'contact', 'reply', 'return'])
    expect(clocks.contact).toMatchObject({
      dueOn: '2026-03-06',
      sentence: '自 2 月 9 日起 15 个工作日，其间春节放假 9 天、调休上班 2 天，到 3 月 6 日',
      actions: [],
    })
    expect(await datesOf(id)).toMatchObject({ contactBy: '2026-03-06', replyBy: '2026-05-09', until: '2026-02-14' })
    const { days } = await lead(k.getClockDays, { params: { id, clockId: clocks.contact!.id } })
    expect(days.at(-1)).toEqual({ date: '2026-03-06', kind: 'counted', name: null, number: 15 })
    expect(days.filter((day) => day.kind === 'makeUpDay').map((day) => day.date)).toEqual(['2026-02-14', '2026-02-28'])
  })

  it('stop with what they ran for', async () => {
    const { id, assignmentId } = await assigned('2026-03-02')
    await unit(h.acceptAssignment, { params: { id: assignmentId } })
    expect((await clocksOf(id)).accept?.stoppedAt).not.toBeNull()
    expect((await clocksOf(id)).reply?.stoppedAt).toBeNull()
    await office(h.reassign, { params: { id: assignmentId }, body: { unitId: desks.secondUnitId, note: '职责' } })
    const rows = await app.db.selectFrom('clocks').selectAll().where('matter_id', '=', id).execute()
    const ofOld = rows.filter((row) => row.subject_id === assignmentId)
    expect(ofOld.map((row) => row.stop_reason).sort()).toEqual(['done', 'reassigned', 'reassigned', 'reassigned'])
    expect(rows.filter((row) => row.stopped_at === null).map((row) => row.unit_id)).toEqual(
      Array(4).fill(desks.secondUnitId),
    )
  })
})

describe('more time', () => {
  it('is asked for by the unit within the limit, and granted until another day', async () => {
    const { id, assignmentId } = await assigned('2026-03-02')
    await unit(h.acceptAssignment, { params: { id: assignmentId } })
    const { reply } = await clocksOf(id, unit)
    expect(reply).toMatchObject({ actions: ['askExtension'], extendableUntil: '2026-09-02' })
    const ask = (until: string) =>
      unit(k.askExtension, { params: { id, clockId: reply!.id }, body: { until, note: '需要现场勘测' } })
    expect(await problem(ask('2026-06-02'))).toMatchObject({ status: 400, code: 'clock.not-later' })
    expect(await problem(ask('2026-09-03'))).toMatchObject({ code: 'clock.too-far', details: { latest: '2026-09-02' } })
    await ask('2026-08-15')
    expect(await problem(ask('2026-08-14'))).toMatchObject({ status: 409, code: 'clock.wrong-state' })
    expect((await clocksOf(id)).reply).toMatchObject({
      asked: { until: '2026-08-15', reason: '需要现场勘测' },
      actions: ['decideExtension', 'pause'],
    })
    expect((await clocksOf(id, lead)).reply?.asked).toBeNull()
    const { groups } = await office(workbenchRoutes.getWorkbench, {})
    expect(groups.find((group) => group.kind === 'clock.extensionAsked')?.items[0]?.subjectId).toBe(id)
    at('2026-05-20')
    const grant = office(k.decideExtension, {
      params: { id, clockId: reply!.id },
      body: { until: '2026-07-04', note: '同意延一个月' },
    })
    // A Saturday: the office is told the day it comes to.
    expect(await grant).toEqual({ dueOn: '2026-07-06' })
    expect(await datesOf(id)).toMatchObject({ replyBy: '2026-07-06', until: '2026-07-06' })
    expect((await clocksOf(id)).reply).toMatchObject({
      asked: null,
      sentence: '自 3 月 2 日起 3 个月，经批准延至 7 月 4 日，这一天逢周末，顺延到 7 月 6 日',
    })
    expect(await eventsOf(id, 'clock.extended')).toMatchObject([{ details: { from: '2026-06-02', to: '2026-07-06' } }])
  })

  it('is refused with a reason, and may be asked for again', async () => {
    const { id, assignmentId } = await assigned('2026-03-02')
    await unit(h.acceptAssignment, { params: { id: assignmentId } })
    const params = { id, clockId: (await clocksOf(id)).reply!.id }
    await unit(k.askExtension, { params, body: { until: '2026-07-01', note: '忙' } })
    await office(k.decideExtension, { params, body: { until: null, note: '理由不充分' } })
    expect((await clocksOf(id, unit)).reply).toMatchObject({ dueOn: '2026-06-02', actions: ['askExtension'] })
    expect(await eventsOf(id, 'clock.extensionRefused')).toMatchObject([{ details: { note: '理由不充分' } }])
  })

  it('is decided by one of two desks at once; the other is told', async () => {
    const { id, assignmentId } = await assigned('2026-03-02')
    await unit(h.acceptAssignment, { params: { id: assignmentId } })
    const params = { id, clockId: (await clocksOf(id)).reply!.id }
    await unit(k.askExtension, { params, body: { until: '2026-07-01', note: '忙' } })
    const decide = (until: string | null) => problem(office(k.decideExtension, { params, body: { until, note: '定' } }))
    const both = await Promise.all([decide('2026-07-01'), decide(null)])
    expect(both.map((one) => one?.code).sort()).toEqual(['clock.wrong-state', undefined])
  })

  it('is not for another unit to ask for, nor to read why', async () => {
    const { id, assignmentId } = await assigned('2026-03-02', 'lead')
    await unit(h.acceptAssignment, { params: { id: assignmentId } })
    const params = { id, clockId: (await clocksOf(id)).reply!.id }
    const ask = secondUnit(k.askExtension, { params, body: { until: '2026-07-01', note: '忙' } })
    expect(await problem(ask)).toMatchObject({ status: 403 })
    await unit(k.askExtension, { params, body: { until: '2026-07-01', note: '忙' } })
    expect((await clocksOf(id, secondUnit)).reply?.asked).toBeNull()
    const joint = (await clocksOf(id, secondUnit)).jointOpinion!
    expect(joint).toMatchObject({ dueOn: '2026-04-02', extendableUntil: '2026-05-02' })
  })
})

describe('a pause', () => {
  it('puts off every date of the duty by the days it lasted', async () => {
    const { id, assignmentId } = await assigned('2026-03-02')
    await unit(h.acceptAssignment, { params: { id: assignmentId } })
    const params = { id, clockId: (await clocksOf(id)).reply!.id }
    at('2026-03-09')
    await office(k.pauseClock, { params, body: { note: '等上级文件' } })
    expect((await clocksOf(id)).reply).toMatchObject({
      pausedOn: '2026-03-09',
      pauseReason: '等上级文件',
      actions: ['resume'],
    })
    expect((await clocksOf(id, lead)).reply).toMatchObject({ pausedOn: '2026-03-09', pauseReason: '' })
    // Lists name no day that does not run.
    const listed = async () =>
      (await office(r.listProposals, { query: { state: 'handling', limit: 100 } })).items.find((one) => one.id === id)
    expect((await listed())?.paused).toBe(true)
    expect(await problem(office(k.pauseClock, { params, body: { note: '再停' } }))).toMatchObject({
      code: 'clock.wrong-state',
    })
    at('2026-03-16')
    expect(await office(k.resumeClock, { params, body: { note: '文件到了' } })).toEqual({ dueOn: '2026-06-09' })
    expect(await datesOf(id)).toMatchObject({ contactBy: '2026-03-30', replyBy: '2026-06-09', until: '2026-06-09' })
    expect(await listed()).toMatchObject({ paused: false, dueOn: '2026-06-09' })
    // Its window closed on the 9th itself, the first day that did not count: a week later it has that day again.
    expect((await clocksOf(id)).return?.dueOn).toBe('2026-03-16')
    expect(await eventsOf(id, 'clock.paused', 'clock.resumed')).toHaveLength(2)
  })
})

describe('a decree while clocks run', () => {
  it('moves each date once, tells each, and carries it into the lists', async () => {
    const { id } = await assigned('2026-03-02')
    await buildDecree(app.db, 2026, { off: ['2026-03-20', '2026-06-02'] })
    const first = await recomputeClocks(app.db, app.clock.now)
    expect(first.moved).toBeGreaterThanOrEqual(2)
    expect(await recomputeClocks(app.db, app.clock.now)).toEqual({ looked: 0, moved: 0 })
    expect(await datesOf(id)).toMatchObject({ acceptBy: '2026-03-09', contactBy: '2026-03-24', replyBy: '2026-06-03' })
    const events = await eventsOf(id, 'clock.moved')
    expect(events.map(({ details }) => [details.clock, details.from, details.to, details.years])).toEqual(
      expect.arrayContaining([
        ['contact', '2026-03-23', '2026-03-24', [2026]],
        ['reply', '2026-06-02', '2026-06-03', [2026]],
      ]),
    )
    expect(events).toHaveLength(2)
    const listed = await app.db.selectFrom('proposals').select('due_on').where('id', '=', id).executeTakeFirst()
    expect(listed?.due_on).toBe('2026-06-03')
    expect((await clocksOf(id)).reply?.sentence).toContain('逢某节放假')
  })

  it('that moves a day already past changes nothing and says so', async () => {
    const { id } = await assigned('2026-04-13')
    const { accept } = await clocksOf(id)
    expect(accept?.dueOn).toBe('2026-04-20')
    at('2026-04-22')
    await buildDecree(app.db, 2026, { off: ['2026-03-20', '2026-04-16', '2026-06-02'] })
    await recomputeClocks(app.db, app.clock.now)
    const after = await clocksOf(id)
    expect(after.accept).toMatchObject({
      dueOn: '2026-04-20',
      sentence: expect.stringContaining('当时期限已过，期限不动'),
    })
    expect(after.contact?.dueOn).not.toBe(accept?.dueOn)
    const kept = await eventsOf(id, 'clock.kept')
    expect(kept.map(({ details }) => [details.clock, details.from, details.to, details.kept])).toContainEqual([
      'accept',
      '2026-04-20',
      '2026-04-21',
      'past',
    ])
    expect((await lead(k.getClockDays, { params: { id, clockId: accept!.id } })).days.at(-1)).toMatchObject({
      date: '2026-04-20',
      number: 5,
    })
  })

  it('leaves those alone whose duty is done', async () => {
    const { id, assignmentId } = await assigned('2026-05-11')
    await unit(h.acceptAssignment, { params: { id: assignmentId } })
    await buildDecree(app.db, 2026, { off: ['2026-05-13', '2026-06-02'] })
    await recomputeClocks(app.db, app.clock.now)
    expect((await clocksOf(id)).accept?.dueOn).toBe('2026-05-18')
  })

  it('catches what was started in the same moment by the calendar before', async () => {
    const { id } = await assigned('2026-06-15')
    await app.db.updateTable('clocks').set({ calendar_edition: 'older.0' }).where('matter_id', '=', id).execute()
    expect(await recomputeClocks(app.db, app.clock.now)).toEqual({ looked: 4, moved: 0 })
  })
})

describe('reminders', () => {
  const reminded = async (id: string) =>
    (await eventsOf(id, 'clock.reminded', 'clock.escalated')).map(
      ({ type, details }) => `${type} ${details.clock} ${details.distance}`,
    )

  it('go out once a stage, never to who has acted, and catch up once in order', async () => {
    const { id, assignmentId } = await assigned('2026-07-06')
    await remindOfClocks(app.db, app.clock.now)
    // Due on the 13th: five working days ahead already.
    expect(await reminded(id)).toEqual(['clock.reminded accept 还有 5 个工作日'])
    await remindOfClocks(app.db, app.clock.now)
    at('2026-07-11')
    await remindOfClocks(app.db, app.clock.now)
    expect(await reminded(id)).toHaveLength(1)
    // Nothing ran for two weeks: what is over is said once, and goes up.
    at('2026-07-27')
    await remindOfClocks(app.db, app.clock.now)
    await remindOfClocks(app.db, app.clock.now)
    const after = await reminded(id)
    expect(after.slice(1)).toEqual([
      'clock.reminded accept 已超期 10 个工作日',
      'clock.escalated accept 已超期 10 个工作日',
      'clock.reminded contact 今天到期',
    ])
    await unit(h.acceptAssignment, { params: { id: assignmentId } })
    await unit(h.recordContact, {
      params: { id: assignmentId },
      body: { phase: 'before', way: 'visit', heldOn: '2026-07-27', persons: '赵工', notes: '听取意见' },
    })
    at('2026-08-20')
    await remindOfClocks(app.db, app.clock.now)
    expect((await reminded(id)).slice(4)).toEqual([])
  })

  it('begin anew with a new date', async () => {
    const { id, assignmentId } = await assigned('2026-08-03')
    await unit(h.acceptAssignment, { params: { id: assignmentId } })
    const params = { id, clockId: (await clocksOf(id)).reply!.id }
    at('2026-11-02')
    await remindOfClocks(app.db, app.clock.now)
    await unit(k.askExtension, { params, body: { until: '2026-12-01', note: '勘测' } })
    await office(k.decideExtension, { params, body: { until: '2026-12-01', note: '同意' } })
    await remindOfClocks(app.db, app.clock.now)
    at('2026-11-30')
    await remindOfClocks(app.db, app.clock.now)
    expect((await reminded(id)).filter((words) => words.includes('reply'))).toEqual([
      'clock.reminded reply 还有 1 个工作日',
      'clock.reminded reply 还有 1 个工作日',
    ])
  })
})
