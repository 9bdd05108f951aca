import { beforeAll, describe, expect, it } from 'vitest'
import type { UnitDesk } from '#contract/accounts.ts'
import { clockRoutes } from '#contract/clocks.ts'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { unitDeskRoutes as u } from '#contract/unit-desks.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { remindOfClocks } from '#features/clocks/commands/remind.ts'
import { buildUnit } from '#features/committees/committees.fixtures.ts'
import { noticeSubscriber } from '#features/notifications/jobs.ts'
import { transact } from '#platform/database/database.ts'
import { testApp } from '../../testing/app.ts'
import { answersTo, buildDesks, buildProposal, type Desks } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
let unitId: string
type Person = Awaited<ReturnType<typeof sit>>
let people: Record<'leader' | 'secondLeader' | 'office' | 'clerk' | 'otherClerk', Person>

/** Somebody of the unit at a desk. */
async function sit(name: string, at: UnitDesk[], unit = unitId) {
  const { token, accountId, hatId } = await signInAs(app.db, {
    committeeId: desks.committee.id,
    role: 'unitClerk',
    name,
    unitId: unit,
    desks: at,
  })
  return { call: app.client(token), accountId, hatId, name }
}
const problem = (call: Promise<unknown>) => call.then(() => null).catch((error) => error.problem)
const code = async (call: Promise<unknown>) => (await problem(call))?.code ?? 'ok'

beforeAll(async () => {
  desks = await buildDesks(app.db)
  unitId = await buildUnit(app.db, { committeeId: desks.committee.id, name: '教育局' })
  people = {
    leader: await sit('冯副局长', ['leader']),
    secondLeader: await sit('丁副局长', ['leader']),
    office: await sit('教育局办公室', ['office']),
    clerk: await sit('小周', ['clerk']),
    otherClerk: await sit('小郑', ['clerk']),
  }
})

const office = () => app.client(desks.office.token)
const lead = () => app.client(desks.lead.token)

/** A proposal assigned to the unit. */
async function assigned(role: 'sole' | 'joint' = 'sole', unit = unitId) {
  const { id: committeeId, termId } = desks.committee
  const id = await buildProposal(app.db, { committeeId, termId, leadMemberId: desks.lead.memberId })
  const units = [
    { unitId: unit, role },
    ...(role === 'joint' ? [{ unitId: desks.secondUnitId, role: 'lead' as const }] : []),
  ]
  await office()(r.assignProposal, { params: { id }, body: { units, note: '' } })
  const { assignments } = await office()(r.getProposal, { params: { id } })
  const params = { id: assignments.find((one) => one.unitId === unit)!.id }
  return { id, params }
}
const handOut = (params: { id: string }, to: Person, more: Partial<Parameters<typeof given>[1]> = {}) =>
  people.office.call(u.handOut, { params, body: given(to, more) })
const given = (
  to: Person,
  more: { formerClerkId?: string | null; leaderId?: string | null; ledByLeader?: boolean; contactPhone?: string },
) => ({
  ...{ clerkId: to.accountId, formerClerkId: null, leaderId: null, ledByLeader: false, contactPhone: '', note: '' },
  ...more,
})
async function inHand(role: 'sole' | 'joint' = 'sole') {
  const { id, params } = await assigned(role)
  await people.office.call(h.acceptAssignment, { params })
  await handOut(params, people.clerk, { leaderId: people.leader.accountId })
  return { id, params }
}
const contact = { phase: 'before', way: 'visit', heldOn: '2026-03-02', persons: '小周', notes: '当面听取意见' } as const
const reply = (version = 0, signedBy = '') => ({
  ...{ version, replyClass: 'A', text: '逐条答复如下。', answers: answersTo(), closing: '', documentNumber: '' },
  ...{ signedBy, contactName: '小周', contactPhone: '2100000' },
})
async function drafted() {
  const { id, params } = await inHand()
  await people.clerk.call(h.recordContact, { params, body: contact })
  await people.clerk.call(h.writeReply, { params, body: reply() })
  return { id, params }
}
const passOn = (who: Person, params: { id: string }, opinion: string | null = null) =>
  who.call(u.passOn, { params, body: { opinion, note: '' } })
const dutyFor = async (who: { call: ReturnType<typeof app.client> }, id: string, of = unitId) =>
  (await who.call(r.getProposal, { params: { id } })).assignments.find((one) => one.unitId === of)!
const todosOf = async (who: Person) =>
  (await who.call(workbenchRoutes.getWorkbench, {})).groups.flatMap((group) =>
    group.items.map((item) => `${item.kind} ${item.subjectId}`),
  )
const heard = new Set<unknown>()
/** Tells what the events so far have to tell, and who was told of which kind about a proposal. */
async function toldOf(id: string, kind: string) {
  const events = await app.db
    .selectFrom('events')
    .selectAll()
    .where('subject_id', '=', id)
    .where('type', '=', kind)
    .orderBy('id')
    .execute()
  for (const event of events.filter((one) => !heard.has(one.id))) {
    heard.add(event.id)
    await transact(app.db, (tx) =>
      noticeSubscriber.handle(
        tx,
        {
          ...{ id: event.id, type: event.type, at: event.at, committeeId: event.committee_id },
          ...{ accountId: event.account_id, actorName: event.actor_name, subjectKind: event.subject_kind },
          ...{ subjectId: event.subject_id, details: event.details as Record<string, unknown> },
        } as Parameters<typeof noticeSubscriber.handle>[1],
        app.clock.now,
      ),
    )
  }
  const rows = await app.db
    .selectFrom('notices as n')
    .innerJoin('accounts as a', 'a.id', 'n.account_id')
    .select('a.name')
    .where('n.subject_id', '=', id)
    .where('n.kind', '=', kind)
    .execute()
  return rows.map((row) => row.name).sort()
}

describe('who is told within a unit', () => {
  it('is whose turn it is, on the workbench and in the notices', async () => {
    const { id, params } = await assigned()
    expect(await todosOf(people.office)).toContain(`assignment.toAccept ${id}`)
    expect(await todosOf(people.clerk)).not.toContain(`assignment.toAccept ${id}`)
    expect(await toldOf(id, 'proposal.assigned')).toEqual(expect.arrayContaining(['教育局办公室']))
    expect(await toldOf(id, 'proposal.assigned')).not.toContain('小周')
    await people.office.call(h.acceptAssignment, { params })
    expect(await todosOf(people.office)).toContain(`assignment.toHandOut ${id}`)
    await handOut(params, people.clerk, { leaderId: people.leader.accountId })
    expect(await toldOf(id, 'inUnit.handedOut')).toEqual(['冯副局长', '小周'])
    expect(await todosOf(people.office)).not.toContain(`assignment.toHandOut ${id}`)
    expect(await todosOf(people.clerk)).toContain(`assignment.toReply ${id}`)
    expect(await todosOf(people.otherClerk)).not.toContain(`assignment.toReply ${id}`)
    await people.clerk.call(h.recordContact, { params, body: contact })
    await people.clerk.call(h.writeReply, { params, body: reply() })
    await passOn(people.clerk, params)
    expect(await todosOf(people.clerk)).not.toContain(`assignment.toReply ${id}`)
    expect(await todosOf(people.office)).toContain(`reply.toCheck ${id}`)
    await passOn(people.office, params)
    expect(await todosOf(people.leader)).toContain(`reply.toSign ${id}`)
    expect(await todosOf(people.secondLeader)).not.toContain(`reply.toSign ${id}`)
    expect(await toldOf(id, 'inUnit.passedOn')).toEqual(['冯副局长', '教育局办公室'])
  })

  it('is reminded while it is theirs; what is late goes to the leader and the offices, once', async () => {
    app.clock.now = new Date('2026-03-02T01:00:00Z')
    const { id, params } = await drafted()
    const { items } = await office()(clockRoutes.listProposalClocks, { params: { id } })
    const due = items.find((clock) => clock.kind === 'reply')!.dueOn
    app.clock.now = new Date(`${due}T01:00:00Z`)
    await remindOfClocks(app.db, app.clock.now)
    expect(await toldOf(id, 'clock.reminded')).toEqual(['小周'])
    await passOn(people.clerk, params)
    app.clock.now = new Date(Date.parse(`${due}T01:00:00Z`) + 20 * 86_400_000)
    await remindOfClocks(app.db, app.clock.now)
    await remindOfClocks(app.db, app.clock.now)
    // The clerk has acted: of the second one the office is told.
    expect(await toldOf(id, 'clock.reminded')).toEqual(['小周', '教育局办公室'])
    expect(await toldOf(id, 'clock.escalated')).toEqual(['冯副局长', '提案委', '督查室'])
    expect(await todosOf(people.leader)).toContain(`unit.overdue ${id}`)
    app.clock.now = new Date('2026-03-02T01:00:00Z')
  })
})

describe('a reply on its way through a unit', () => {
  it('is handed out by the office, written by the clerk, checked, and signed by the leader who then sends it', async () => {
    const { id, params } = await drafted()
    expect(await dutyFor(people.office, id)).toMatchObject({
      contactPerson: { name: '小周' },
      inUnit: {
        step: 'drafting',
        clerk: { name: '小周' },
        leader: { name: '冯副局长' },
        waitsFor: { desk: 'clerk', names: ['小周'] },
      },
    })
    expect(await passOn(people.clerk, params)).toEqual({ step: 'checking' })
    expect(await passOn(people.office, params)).toEqual({ step: 'signing' })
    await people.leader.call(h.submitReply, { params })
    const { replies, state } = await dutyFor({ call: office() }, id)
    expect(state).toBe('replySubmitted')
    expect(replies).toMatchObject([{ signedBy: '冯副局长', contactName: '小周' }])
  })

  it('is sent back within the unit with words, and the clerk goes on', async () => {
    const { id, params } = await drafted()
    await passOn(people.clerk, params)
    await people.office.call(u.sendBackInUnit, { params, body: { note: '第二条没有写到什么时候' } })
    expect((await dutyFor(people.clerk, id)).inUnit).toMatchObject({
      step: 'drafting',
      note: '第二条没有写到什么时候',
      waitsFor: { names: ['小周'] },
    })
    await people.clerk.call(h.writeReply, { params, body: reply(1) })
    await passOn(people.clerk, params)
    await passOn(people.office, params)
    await people.leader.call(u.sendBackInUnit, { params, body: { note: '再与委员沟通一次' } })
    expect((await dutyFor(people.leader, id)).inUnit).toMatchObject({ step: 'drafting', note: '再与委员沟通一次' })
  })

  it('begins with its clerk again when the committee’s office sends it back, or it is handled again', async () => {
    const { id, params } = await drafted()
    await passOn(people.clerk, params)
    await passOn(people.office, params)
    await people.leader.call(h.submitReply, { params })
    await office()(h.sendBackReply, { params, body: { note: '没有回应第二条' } })
    expect((await dutyFor(people.clerk, id)).inUnit).toMatchObject({ step: 'drafting', clerk: { name: '小周' } })
    expect(await toldOf(id, 'reply.sentBack')).toEqual(['冯副局长', '小周'])
    expect(await code(people.clerk.call(h.writeReply, { params, body: reply(1) }))).toBe('ok')
  })

  it('does not leave the clerk’s desk with holes in it', async () => {
    const { params } = await inHand()
    expect(await code(passOn(people.clerk, params))).toBe('reply.incomplete')
    await people.clerk.call(h.writeReply, { params, body: reply() })
    expect(await code(passOn(people.clerk, params))).toBe('reply.needs-contact')
  })

  it('of a joint unit goes the same way, and the lead unit reads it only once it is signed', async () => {
    const { id, params } = await inHand('joint')
    expect(await code(passOn(people.clerk, params, ' '))).toBe('reply.incomplete')
    await passOn(people.clerk, params, '资金可以安排。')
    await passOn(people.office, params, '资金可以安排，三月下达。')
    const leadUnit = { call: app.client(desks.secondUnit.token) }
    expect(await dutyFor(leadUnit, id)).toMatchObject({ opinion: '', inUnit: null })
    expect((await dutyFor(people.leader, id)).inUnit).toMatchObject({ opinionDraft: '资金可以安排，三月下达。' })
    expect(await code(people.office.call(h.giveOpinion, { params, body: { text: '好' } }))).toBe('access.denied')
    await people.leader.call(h.giveOpinion, { params, body: { text: '资金可以安排，三月下达。' } })
    expect(await dutyFor(leadUnit, id)).toMatchObject({ opinion: '资金可以安排，三月下达。' })
  })
})

describe('each desk does its own', () => {
  const each = ['leader', 'office', 'clerk', 'otherClerk'] as const
  /** What each desk meets: ok, denied (never theirs), or later (not at this step). */
  const meet = async (
    call: (who: Person, params: { id: string }) => Promise<unknown>,
    prepare: () => Promise<{ params: { id: string } }>,
  ) => {
    const answers: Record<string, string> = {}
    for (const desk of each) {
      const { params } = await prepare()
      const met = await code(call(people[desk], params))
      answers[desk] = met === 'access.denied' ? 'denied' : met === 'assignment.wrong-state' ? 'later' : 'ok'
    }
    return each.map((desk) => answers[desk]).join(' ')
  }
  it.each<
    [
      string,
      string,
      (who: Person, params: { id: string }) => Promise<unknown>,
      () => Promise<{ params: { id: string } }>,
    ]
  >([
    ['signs for it', 'ok ok denied denied', (who, params) => who.call(h.acceptAssignment, { params }), assigned],
    [
      'gives it back',
      'ok ok denied denied',
      (who, params) => who.call(h.requestReturn, { params, body: { note: '不属职责' } }),
      assigned,
    ],
    [
      'hands it out',
      'ok ok denied denied',
      (who, params) =>
        who.call(u.handOut, { params, body: given(people.otherClerk, { formerClerkId: people.clerk.accountId }) }),
      inHand,
    ],
    [
      'records a contact',
      'ok ok ok denied',
      (who, params) => who.call(h.recordContact, { params, body: contact }),
      inHand,
    ],
    ['writes', 'ok ok ok denied', (who, params) => who.call(h.writeReply, { params, body: reply() }), inHand],
    ['passes on what is written', 'denied ok ok denied', (who, params) => passOn(who, params), drafted],
    [
      'signs what is not checked',
      'later denied denied denied',
      (who, params) => who.call(h.submitReply, { params }),
      drafted,
    ],
    [
      'writes while the office checks',
      'ok ok later denied',
      (who, params) => who.call(h.writeReply, { params, body: reply(1) }),
      checking,
    ],
    ['passes on what is checked', 'denied ok later denied', (who, params) => passOn(who, params), checking],
    [
      'sends back what is checked',
      'ok ok denied denied',
      (who, params) => who.call(u.sendBackInUnit, { params, body: { note: '太空' } }),
      checking,
    ],
    [
      'writes while the leader signs',
      'ok later later denied',
      (who, params) => who.call(h.writeReply, { params, body: reply(1) }),
      signing,
    ],
    [
      'sends back what is to be signed',
      'ok later denied denied',
      (who, params) => who.call(u.sendBackInUnit, { params, body: { note: '太空' } }),
      signing,
    ],
    ['signs', 'ok denied denied denied', (who, params) => who.call(h.submitReply, { params }), signing],
  ])('%s: leader, office, its clerk, another clerk: %s', async (_, expected, call, prepare) => {
    expect(await meet(call, prepare)).toBe(expected)
  })
  async function checking() {
    const made = await drafted()
    await passOn(people.clerk, made.params)
    return made
  }
  async function signing() {
    const made = await checking()
    await passOn(people.office, made.params)
    return made
  }

  it('and what the screen offers is what the server lets through', async () => {
    const { id } = await signing()
    expect((await dutyFor(people.leader, id)).actions).toEqual(
      expect.arrayContaining(['submitReply', 'sendBackInUnit', 'writeReply']),
    )
    expect((await dutyFor(people.office, id)).actions).not.toContain('passOn')
    expect((await dutyFor(people.clerk, id)).actions).toEqual(['recordContact'])
    expect((await dutyFor(people.otherClerk, id)).actions).toEqual([])
  })
})

describe('a unit with fewer people', () => {
  it('of one person needs nothing else: signed for is in hand, written is signed', async () => {
    const id = await buildUnit(app.db, { committeeId: desks.committee.id, name: '档案馆' })
    const one = await sit('老档', [], id)
    const { id: proposalId, params } = await assigned('sole', id)
    await one.call(h.acceptAssignment, { params })
    expect((await dutyFor(one, proposalId, id)).inUnit).toMatchObject({ clerk: { name: '老档' } })
    await one.call(h.recordContact, { params, body: contact })
    await one.call(h.writeReply, { params, body: reply(0, '老档') })
    expect((await dutyFor(one, proposalId, id)).actions).not.toContain('passOn')
    await one.call(h.submitReply, { params })
  })

  it('without an office lets its clerk sign for it and pass it straight to the leader', async () => {
    const id = await buildUnit(app.db, { committeeId: desks.committee.id, name: '气象局' })
    const [clerk, leader] = [await sit('小云', ['clerk'], id), await sit('雷局长', ['leader'], id)]
    const { id: proposalId, params } = await assigned('sole', id)
    await clerk.call(h.acceptAssignment, { params })
    await clerk.call(h.recordContact, { params, body: contact })
    await clerk.call(h.writeReply, { params, body: reply() })
    expect(await passOn(clerk, params)).toEqual({ step: 'signing' })
    await leader.call(h.submitReply, { params })
    expect((await dutyFor({ call: office() }, proposalId, id)).replies).toMatchObject([{ signedBy: '雷局长' }])
  })

  it('whose leader writes as well passes it to the office first', async () => {
    const id = await buildUnit(app.db, { committeeId: desks.committee.id, name: '地震局' })
    const [both, checker] = [await sit('山局长', ['leader', 'clerk'], id), await sit('地震局办公室', ['office'], id)]
    const { params } = await assigned('sole', id)
    await checker.call(h.acceptAssignment, { params })
    await checker.call(u.handOut, { params, body: given(both, {}) })
    await both.call(h.recordContact, { params, body: contact })
    await both.call(h.writeReply, { params, body: reply() })
    expect(await code(both.call(h.submitReply, { params }))).toBe('assignment.wrong-state')
    expect(await passOn(both, params)).toEqual({ step: 'checking' })
    await passOn(checker, params)
    await both.call(h.submitReply, { params })
  })
})

describe('what passes within a unit', () => {
  it('is the unit’s own: the office reads who has it, the proposer whom to call, another unit nothing', async () => {
    const { id, params } = await assigned()
    expect((await dutyFor({ call: lead() }, id)).contactPerson).toBeNull()
    await people.office.call(h.acceptAssignment, { params })
    await handOut(params, people.clerk, { leaderId: people.leader.accountId, contactPhone: '0555-2100018' })
    await people.clerk.call(h.recordContact, { params, body: contact })
    await people.clerk.call(h.writeReply, { params, body: reply() })
    await passOn(people.clerk, params)
    await people.office.call(u.sendBackInUnit, { params, body: { note: '不要外传的话' } })
    const [own, seen, proposer] = [people.office.call, office(), lead()]
    const story = (call: typeof own) => call(r.getProposal, { params: { id } })
    expect((await story(own)).history.map((entry) => entry.type)).toEqual(
      expect.arrayContaining(['inUnit.handedOut', 'inUnit.passedOn', 'inUnit.sentBack']),
    )
    for (const call of [seen, proposer]) {
      const told = await story(call)
      expect(told.history.some((entry) => entry.type.startsWith('inUnit.'))).toBe(false)
      expect(JSON.stringify(told)).not.toContain('不要外传的话')
    }
    expect((await dutyFor({ call: seen }, id)).inUnit).toMatchObject({
      step: 'drafting',
      clerk: { name: '小周' },
      note: '',
      people: [],
    })
    expect(await dutyFor({ call: proposer }, id)).toMatchObject({
      inUnit: null,
      contactPerson: { name: '小周', phone: '0555-2100018' },
    })
    const stranger = await dutyFor({ call: app.client(desks.stranger.token) }, id)
    expect(stranger).toMatchObject({ inUnit: null, contactPerson: null })
  })

  it('is arranged by its office, who sees who has what since when, and goes to another with a trace', async () => {
    const { id, params } = await inHand()
    const mine = (await people.office.call(u.listUnitDuties, { query: { clerk: people.clerk.accountId, limit: 100 } }))
      .items
    expect(mine.find((duty) => duty.proposalId === id)).toMatchObject({
      clerk: { name: '小周' },
      leaderName: '冯副局长',
      step: 'drafting',
      since: '2026-03-02T01:00:00Z',
    })
    const late = await problem(handOut(params, people.otherClerk))
    expect(late).toMatchObject({
      code: 'assignment.wrong-state',
      details: { last: { type: 'inUnit.handedOut', actorName: '教育局办公室' } },
    })
    await handOut(params, people.otherClerk, { formerClerkId: people.clerk.accountId })
    expect((await dutyFor(people.office, id)).inUnit).toMatchObject({ clerk: { name: '小郑' }, leader: null })
    const { history } = await people.office.call(r.getProposal, { params: { id } })
    expect(history.findLast((entry) => entry.type === 'inUnit.handedOut')!.details).toMatchObject({
      formerName: '小周',
      clerkName: '小郑',
    })
    expect(await code(handOut(params, people.leader, { formerClerkId: people.otherClerk.accountId }))).toBe(
      'assignment.not-in-unit',
    )
  })

  it('does not go with a clerk who leaves: the office hands it all over at once', async () => {
    const leaver = await sit('小孙', ['clerk'])
    const made = [await assigned(), await assigned()]
    for (const { params } of made) {
      await people.office.call(h.acceptAssignment, { params })
      await handOut(params, leaver)
    }
    await app.db.updateTable('hats').set({ revoked_at: app.clock.now }).where('id', '=', leaver.hatId).execute()
    expect(await todosOf(people.office)).toEqual(expect.arrayContaining([expect.stringContaining('toHandOut')]))
    expect((await dutyFor(people.office, made[0]!.id)).inUnit).toMatchObject({
      clerk: null,
      waitsFor: { desk: 'office', names: ['教育局办公室'] },
    })
    const { items, mayArrange } = await people.office.call(u.listUnitPeople, {})
    expect(mayArrange).toBe(true)
    expect(items.find((one) => one.name === '小孙')).toMatchObject({ inUnit: false, openDuties: 2 })
    const body = { fromId: leaver.accountId, toId: people.otherClerk.accountId, note: '小孙调离' }
    expect(await code(people.clerk.call(u.handOverDuties, { body }))).toBe('access.denied')
    expect(await people.office.call(u.handOverDuties, { body })).toEqual({ duties: 2 })
    expect(await code(people.office.call(u.handOverDuties, { body }))).toBe('assignment.nothing-held')
    const query = { clerk: people.otherClerk.accountId, limit: 100 }
    const held = (await people.office.call(u.listUnitDuties, { query })).items.map((duty) => duty.proposalId)
    expect(held).toEqual(expect.arrayContaining(made.map(({ id }) => id)))
  })

  it('lists page by page what the unit has, the earliest due first, and not what another unit has', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await people.clerk.call(u.listUnitDuties, { query: { cursor, limit: 3 } })
      seen.push(...page.items.map((duty) => duty.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    const all = await app.db
      .selectFrom('assignments')
      .select('id')
      .where('unit_id', '=', unitId)
      .where('state', 'in', ['assigned', 'accepted', 'replySubmitted', 'returnRequested'])
      .execute()
    expect(seen.toSorted()).toEqual(all.map((row) => row.id).toSorted())
    expect(new Set(seen).size).toBe(seen.length)
    const places = ['toAccept', 'toHandOut', 'drafting', 'checking', 'signing', 'examined', 'promised'] as const
    const counted = await Promise.all(
      places.map(
        async (place) => (await people.clerk.call(u.listUnitDuties, { query: { place, limit: 100 } })).items.length,
      ),
    )
    expect(counted.reduce((a, b) => a + b)).toBe(seen.length)
  })
})
