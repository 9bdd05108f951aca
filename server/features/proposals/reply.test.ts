import { beforeAll, describe, expect, it } from 'vitest'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { publishingRoutes } from '#contract/publishing.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { noticeSubscriber } from '#features/notifications/jobs.ts'
import { deliverEvent } from '#platform/events/subscribe.ts'
import { testApp } from '../../testing/app.ts'
import { tellFollowUps } from './commands/follow-ups.ts'
import { answersTo, buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
type Who = keyof Omit<Desks, 'committee' | 'secondUnitId'>
const as = (who: Who) => app.client(desks[who].token)
const problem = (call: Promise<unknown>) => call.then(() => null).catch((error) => error.problem)
const read = (who: Who, id: string) => as(who)(r.getProposal, { params: { id } })

const signed = {
  replyClass: 'A',
  text: '您的提案收悉，现答复如下。',
  answers: answersTo(),
  closing: '感谢您对我们工作的关心。',
  documentNumber: '建提〔2026〕3号',
  signedBy: '李局长',
  contactName: '赵工',
  contactPhone: '0555-2100000',
}

beforeAll(async () => {
  desks = await buildDesks(app.db)
})

/** A proposal whose lead unit has signed for it and met the proposer. */
async function handled(joint = false): Promise<{ id: string; duty: string; jointDuty: string }> {
  const { id, version } = await as('lead')(r.createProposal, { body: { ...fullText, publishConsent: true } })
  await as('lead')(r.submitProposal, { params: { id }, body: { version } })
  await as('office')(r.registerProposal, { params: { id }, body: { category: '社会建设', note: '' } })
  const lead = { unitId: desks.committee.unitId, role: joint ? ('lead' as const) : ('sole' as const) }
  const units = joint ? [lead, { unitId: desks.secondUnitId, role: 'joint' as const }] : [lead]
  await as('office')(r.assignProposal, { params: { id }, body: { units, note: '' } })
  const [first, second] = (await read('unit', id)).assignments
  const duty = first!.id
  await as('unit')(h.acceptAssignment, { params: { id: duty } })
  await as('unit')(h.recordContact, {
    params: { id: duty },
    body: { phase: 'before', way: 'visit', heldOn: '2026-03-02', persons: '赵工', notes: '当面听取意见' },
  })
  return { id, duty, jointDuty: second?.id ?? '' }
}
const write = async (duty: string, given: Partial<typeof signed>, version = 0) =>
  (await as('unit')(h.writeReply, { params: { id: duty }, body: { version, ...signed, ...given } })).version
const submit = (duty: string) => as('unit')(h.submitReply, { params: { id: duty } })

describe('a reply, suggestion by suggestion', () => {
  it('is handed in only once each suggestion has its answer, and says which has none', async () => {
    const { duty } = await handled()
    await write(duty, { answers: [{ ...answersTo()[0]!, answer: ' ' }] })
    expect(await problem(submit(duty))).toMatchObject({
      code: 'reply.incomplete',
      details: { missing: ['answers'], unanswered: [1, 2] },
    })
    await write(duty, { answers: answersTo().slice(0, 1) }, 1)
    expect(await problem(submit(duty))).toMatchObject({ details: { unanswered: [2] } })
    await write(duty, {}, 2)
    await submit(duty)
  })

  it('needs no opening once the suggestions are answered, and no date without a measure', async () => {
    const { duty } = await handled()
    const [first, second] = answersTo()
    await write(duty, { text: '', closing: '', answers: [{ ...first!, dueOn: '2026-09-30' }, second!] })
    expect(await problem(submit(duty))).toMatchObject({ details: { missing: ['measures'], datesWithoutMeasure: [1] } })
    await write(duty, { text: '', closing: '' }, 1)
    await submit(duty)
  })

  it('promises nothing for a day that is over', async () => {
    const { duty } = await handled()
    const [first, second] = answersTo()
    const answers = [{ ...first!, measure: '完成摸底', dueOn: '2026-03-01' }, second!]
    await write(duty, { replyClass: 'B', answers })
    expect(await problem(submit(duty))).toMatchObject({ details: { missing: ['dates'], datesBehind: [1] } })
    // Of what is done already the day is over, and may be named.
    await write(duty, { replyClass: 'A', answers }, 1)
    await submit(duty)
  })

  it('answers no suggestion that is not there, and none twice', async () => {
    const { duty } = await handled()
    const [first] = answersTo()
    const body = { version: 0, ...signed }
    expect(
      await problem(
        as('unit')(h.writeReply, { params: { id: duty }, body: { ...body, answers: [{ ...first!, number: 3 }] } }),
      ),
    ).toMatchObject({ status: 400, code: 'reply.unknown-suggestion', details: { number: 3 } })
    expect(
      await problem(as('unit')(h.writeReply, { params: { id: duty }, body: { ...body, answers: [first!, first!] } })),
    ).toMatchObject({ status: 400, code: 'input.invalid' })
    expect(
      await problem(
        as('unit')(h.writeReply, {
          params: { id: duty },
          body: { ...body, answers: [{ ...first!, dueOn: '2026-02-30' }] },
        }),
      ),
    ).toMatchObject({ status: 400, code: 'input.invalid' })
  })

  it('shows both texts, answers included, when a colleague saved before', async () => {
    const { duty } = await handled()
    await write(duty, {})
    const [first] = answersTo()
    expect(
      await problem(
        as('unit')(h.writeReply, {
          params: { id: duty },
          body: { version: 0, ...signed, answers: [{ ...first!, answer: '另一窗口写的' }] },
        }),
      ),
    ).toMatchObject({
      code: 'version.stale',
      details: {
        currentVersion: 1,
        current: { answers: answersTo() },
        yours: { answers: [{ answer: '另一窗口写的' }] },
      },
    })
  })

  it('keeps its answers when sent back, and the proposer reads each beneath its suggestion once delivered', async () => {
    const { id, duty } = await handled()
    const [first, second] = answersTo()
    const answers = [first!, { ...second!, measure: '修订补助办法', dueOn: '2026-09-30', responsible: '赵工' }]
    await write(duty, { answers })
    await submit(duty)
    expect((await read('lead', id)).assignments[0]!.replies).toEqual([])
    await as('office')(h.sendBackReply, { params: { id: duty }, body: { note: '第一条写具体' } })
    const again = (await read('unit', id)).assignments[0]!.replies
    expect(again.map((one) => one.answers.length)).toEqual([2, 2])
    await write(duty, { answers: [{ ...first!, answer: '六月底前摸底完。' }, answers[1]!] }, again.at(-1)!.version)
    await submit(duty)
    await as('office')(h.deliverReply, { params: { id: duty } })
    const [reply] = (await read('lead', id)).assignments[0]!.replies
    expect(reply).toMatchObject({
      text: signed.text,
      closing: signed.closing,
      answers: [
        { number: 1, suggestion: fullText.suggestions[0], answer: '六月底前摸底完。' },
        {
          number: 2,
          suggestion: fullText.suggestions[1],
          measure: '修订补助办法',
          dueOn: '2026-09-30',
          responsible: '赵工',
        },
      ],
    })
    for (const one of [id, reply!.id]) {
      const params = { id: one }
      const { version } = await as('office')(publishingRoutes.getPublication, { params })
      const body = { version, marks: [], fileIds: [], hideProposers: false, leaveRest: true }
      await as('office')(publishingRoutes.publish, { params, body })
    }
    const page = await app.request({ method: 'GET', url: `/proposals/${id}` })
    expect(page.body).toContain('修订补助办法')
    // The public reads what is done and by when, not whose name stands for it.
    expect(page.body).not.toContain('责任人')
  })

  it('was written as one text before, and stays readable', async () => {
    const { id, duty } = await handled()
    await write(duty, {})
    await submit(duty)
    await as('office')(h.deliverReply, { params: { id: duty } })
    await app.db.deleteFrom('reply_answers').execute()
    expect((await read('lead', id)).assignments[0]!.replies[0]).toMatchObject({ text: signed.text, answers: [] })
  })
})

describe('the lead unit', () => {
  it('hands in once the joint opinion is in, or its day is over', async () => {
    const { duty, jointDuty } = await handled(true)
    await write(duty, {})
    expect(await problem(submit(duty))).toMatchObject({
      code: 'reply.opinions-outstanding',
      details: { units: ['财政局'] },
    })
    await as('secondUnit')(h.acceptAssignment, { params: { id: jointDuty } })
    expect(await problem(submit(duty))).toMatchObject({ code: 'reply.opinions-outstanding' })
    const before = app.clock.now
    // One month from 2 March, to the end of that day in Shanghai.
    app.clock.now = new Date('2026-04-02T15:00:00Z')
    expect(await problem(submit(duty))).toMatchObject({ code: 'reply.opinions-outstanding' })
    app.clock.now = new Date('2026-04-02T17:00:00Z')
    await submit(duty)
    app.clock.now = before
  })
})

describe('what a reply promises', () => {
  const promising = async (replyClass: string) => {
    const one = await handled()
    const [first, second] = answersTo()
    const answers = [{ ...first!, measure: '完成摸底', dueOn: '2026-06-30', responsible: '赵工' }, second!]
    await write(one.duty, { replyClass, answers })
    await submit(one.duty)
    await as('office')(h.deliverReply, { params: { id: one.duty } })
    return one
  }
  const followUps = async (who: Who, id: string) => (await read(who, id)).assignments[0]!.followUps
  const todos = async (who: Who, id: string) =>
    (await as(who)(workbenchRoutes.getWorkbench, {})).groups.flatMap((g) =>
      g.items.filter((t) => t.subjectId === id).map(() => g.kind),
    )
  const told = (id: string) =>
    app.db
      .selectFrom('events')
      .select('type')
      .where('subject_id', '=', id)
      .where('type', 'like', 'followUp.%')
      .orderBy('id')
      .execute()

  it('is followed up where the class says so, and not where all is done', async () => {
    expect(await followUps('lead', (await promising('A')).id)).toEqual([])
    const [one, ...rest] = await followUps('lead', (await promising('B')).id)
    expect(rest).toEqual([])
    expect(one).toMatchObject({
      number: 1,
      measure: '完成摸底',
      dueOn: '2026-06-30',
      state: 'open',
      due: false,
      actions: [],
    })
  })

  it('comes due, is told once, waits for the unit, then for the office, and the proposer reads the report years later', async () => {
    const { id } = await promising('B')
    const before = app.clock.now
    expect(await todos('unit', id)).toEqual([])
    await tellFollowUps(app.db, new Date('2026-06-29T02:00:00Z'))
    expect(await told(id)).toEqual([])
    for (const at of ['2026-06-30T02:00:00Z', '2026-06-30T08:00:00Z', '2026-07-01T02:00:00Z', '2026-07-02T02:00:00Z'])
      await tellFollowUps(app.db, new Date(at))
    expect((await told(id)).map((e) => e.type)).toEqual(['followUp.due', 'followUp.late'])
    app.clock.now = new Date('2027-07-02T02:00:00Z')
    await app.db
      .updateTable('logins')
      .set({ last_seen_at: app.clock.now, expires_at: '2028-01-01T00:00:00Z' })
      .execute()
    expect(await todos('unit', id)).toContain('followUp.due')
    expect(await todos('office', id)).toContain('followUp.late')
    const [late] = await followUps('unit', id)
    expect(late).toMatchObject({ state: 'late', due: true, actions: ['report'] })
    const report = (who: Who, nextOn: string | null) =>
      as(who)(h.reportFollowUp, { params: { id: late!.id }, body: { report: '已摸底八成。', nextOn } })
    expect(await problem(report('lead', null))).toMatchObject({ code: 'access.denied' })
    expect(await problem(report('secondUnit', null))).toMatchObject({ code: 'not-found' })
    expect(await problem(report('unit', '2027-07-01'))).toMatchObject({ status: 400, code: 'followUp.day-not-later' })
    await report('unit', '2027-12-31')
    expect(await todos('unit', id)).not.toContain('followUp.due')
    expect(await todos('office', id)).not.toContain('followUp.late')
    await report('unit', null)
    expect(await problem(report('unit', null))).toMatchObject({
      code: 'followUp.closed',
      details: { last: { type: 'followUp.reported', actorName: '住建局办理员' } },
    })
    expect((await followUps('lead', id))[0]).toMatchObject({
      state: 'done',
      promisedOn: '2026-06-30',
      dueOn: '2027-12-31',
      reports: [{ nextOn: '2027-12-31' }, { nextOn: null }],
    })
    app.clock.now = before
  })
})

describe('a duty that hurts', () => {
  it('stands on the offices’ desks where the joint opinion alone is late, and is no longer there once it is given', async () => {
    const { id, jointDuty } = await handled(true)
    const before = app.clock.now
    const { replyBy } = (await read('office', id)).assignments.find((one) => one.id === jointDuty)!
    app.clock.now = new Date(`${replyBy}T10:00:00Z`)
    const late = async (who: Who) =>
      (await as(who)(workbenchRoutes.getWorkbench, {})).groups
        .find((group) => group.kind === 'proposal.overdue')
        ?.items.filter((one) => one.subjectId === id) ?? []
    expect(await late('office')).toEqual([])
    app.clock.now = new Date(app.clock.now.getTime() + 86_400_000)
    for (const who of ['office', 'assigner', 'leader'] as const)
      expect(await late(who)).toMatchObject([{ dueOn: replyBy, note: expect.stringContaining('没有提出会办意见') }])
    await as('secondUnit')(h.acceptAssignment, { params: { id: jointDuty } })
    expect(await late('office')).toHaveLength(1)
    await as('secondUnit')(h.giveOpinion, { params: { id: jointDuty }, body: { text: '同意按年度安排资金。' } })
    expect(await late('office')).toEqual([])
    app.clock.now = before
  })

  it('is not to be given back once it is handled again', async () => {
    const { id, duty } = await handled()
    await write(duty, {})
    await submit(duty)
    await as('office')(h.deliverReply, { params: { id: duty } })
    const body = { handling: 'dissatisfied', result: 'dissatisfied', words: '没有写何时开工' } as const
    await as('lead')(r.rateProposal, { params: { id }, body })
    await as('office')(r.rehandleProposal, { params: { id }, body: { note: '请写明开工时间' } })
    expect((await read('unit', id)).assignments[0]).toMatchObject({ round: 2, state: 'accepted' })
    expect((await read('unit', id)).assignments[0]!.actions).not.toContain('requestReturn')
    const back = as('unit')(h.requestReturn, { params: { id: duty }, body: { note: '不属于本局' } })
    expect(await problem(back)).toMatchObject({ code: 'assignment.too-late' })
  })

  it('names to the member the unit and the day of the contact to confirm, and tells the offices of a dispute', async () => {
    const { id } = await handled()
    const { groups } = await as('lead')(workbenchRoutes.getWorkbench, {})
    const asked = groups.find((one) => one.kind === 'contact.toConfirm')!.items.find((one) => one.subjectId === id)!
    expect(asked.note).toMatch(/：3月2日登门走访$/)
    const contact = (await read('lead', id)).assignments[0]!.contacts[0]!
    await as('lead')(h.disputeContact, { params: { id: contact.id }, body: { note: '没有人来过' } })
    const event = await app.db
      .selectFrom('events')
      .select('id')
      .where('subject_id', '=', id)
      .where('type', '=', 'contact.disputed')
      .executeTakeFirstOrThrow()
    await deliverEvent(app.db, noticeSubscriber, event.id, app.clock.now)
    const told = await app.db.selectFrom('notices').select('words').where('event_id', '=', event.id).execute()
    expect(told.some(({ words }) => words.includes('请重新面商'))).toBe(true)
    expect(told.some(({ words }) => words.includes('的面商记录有异议：没有人来过'))).toBe(true)
  })

  it('is sent back with words that the unit reads and the proposer does not', async () => {
    const { id, duty } = await handled()
    await write(duty, {})
    await submit(duty)
    await as('office')(h.sendBackReply, { params: { id: duty }, body: { note: '第二条答非所问' } })
    const sentBack = async (who: Who) => (await read(who, id)).history.find((one) => one.type === 'reply.sentBack')
    expect((await sentBack('unit'))!.details).toMatchObject({ note: '第二条答非所问' })
    expect((await sentBack('office'))!.details).toMatchObject({ note: '第二条答非所问' })
    // Of many that wait the most urgent are shown.
    await app.db.updateTable('assignments').set({ reply_by: '2026-03-01' }).where('id', '=', duty).execute()
    const { groups } = await as('unit')(workbenchRoutes.getWorkbench, {})
    const waiting = groups.find((one) => one.kind === 'assignment.toReply')!.items.find((one) => one.subjectId === id)!
    expect(waiting.note).toMatch(/^答复已退回重拟 · /)
    expect(await sentBack('lead')).toMatchObject({ details: {} })
    expect(JSON.stringify(await read('lead', id))).not.toContain('答非所问')
  })
})
