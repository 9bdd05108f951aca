import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { examinationRoutes as e } from '#contract/examination.ts'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { transact } from '#platform/database/database.ts'
import { checkInvariants } from '#platform/invariants.ts'
import { testApp } from '../../testing/app.ts'
import { proposalInvariants } from './invariants.ts'
import { answersTo, answersToMerged, buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
type Who = 'lead' | 'friend' | 'stranger' | 'office' | 'assigner' | 'unit' | 'secondUnit'
const as = (who: Who) => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })

/** One of `who`, handed in and, unless `submitted`, registered. */
async function proposalOf(who: Who, state: 'submitted' | 'registered' = 'registered'): Promise<string> {
  const { id } = await as(who)(r.createProposal, { body: fullText })
  await as(who)(r.submitProposal, { params: { id }, body: { version: 1 } })
  if (state === 'registered')
    await as('office')(r.registerProposal, { params: { id }, body: { category: '社会建设', note: '' } })
  return id
}
const read = (id: string, who: Who = 'office') => as(who)(r.getProposal, { params: { id } })
const merge = (id: string, into: string) => as('office')(e.mergeProposal, { params: { id }, body: { into, note: '' } })
const split = (id: string, note = '') => as('office')(e.splitProposal, { params: { id }, body: { note } })
const assign = (id: string) =>
  as('office')(r.assignProposal, {
    params: { id },
    body: { units: [{ unitId: desks.committee.unitId, role: 'sole' }], note: '' },
  })
const duty = async (id: string) => ({ id: (await read(id)).assignments.at(-1)!.id })

/** The unit signs for it and meets its proposer. */
async function begin(id: string) {
  const params = await duty(id)
  await as('unit')(h.acceptAssignment, { params })
  await as('unit')(h.recordContact, {
    params,
    body: { phase: 'before', way: 'visit', heldOn: '2026-03-01', persons: '张科长', notes: '上门' },
  })
  return params
}

const write = (params: { id: string }, version: number, mergedAnswers: ReturnType<typeof answersToMerged>) =>
  as('unit')(h.writeReply, {
    params,
    body: {
      version,
      replyClass: 'B',
      text: '已办',
      answers: answersTo(),
      mergedAnswers,
      closing: '',
      documentNumber: '',
      signedBy: '李局长',
      contactName: '张科长',
      contactPhone: '81234567',
    },
  })

/** The unit handles and answers, the office delivers. */
async function answer(id: string): Promise<void> {
  const params = await begin(id)
  await write(params, 0, answersToMerged((await read(id, 'unit')).merged))
  await as('unit')(h.submitReply, { params })
  await as('office')(h.deliverReply, { params })
}

const sound = async () =>
  (await transact(app.db, (tx) => checkInvariants(tx, proposalInvariants))).filter((check) => check.count > 0)

beforeAll(async () => {
  desks = await buildDesks(app.db)
})

describe('proposals handled together', () => {
  let main: string
  let other: string
  beforeEach(async () => {
    main = await proposalOf('lead')
    other = await proposalOf('friend', 'submitted')
  })

  it('keep number and authors, have one handling, are answered and rated each', async () => {
    expect(await merge(other, main)).toMatchObject({ state: 'merged' })
    const merged = await read(other, 'friend')
    const { number } = await read(main)
    expect(merged).toMatchObject({ state: 'merged', number: number! + 1, mergedInto: { id: main, number } })
    expect(merged.turn?.who).toContain('提案委办公室')
    expect(await read(main)).toMatchObject({ merged: [{ id: other, proposers: '欧阳春' }] })
    const { items } = await as('stranger')(r.listProposals, { query: { limit: 50 } })
    expect(items.find((item) => item.id === other)).toMatchObject({ mergedIntoNumber: number, mergedCount: 0 })
    expect(items.find((item) => item.id === main)).toMatchObject({ mergedIntoNumber: null, mergedCount: 1 })

    await assign(main)
    // The unit reads what it answers; another unit does not.
    expect((await read(other, 'unit')).assignments).toHaveLength(1)
    expect((await as('unit')(r.listProposals, { query: {} })).items.map((item) => item.id)).toContain(other)
    await expect(read(other, 'secondUnit')).rejects.toEqual(refused('not-found'))
    await answer(main)
    const todos = (await as('friend')(workbenchRoutes.getWorkbench, {})).groups
    expect(todos.find((g) => g.kind === 'proposal.toRate')?.items.map((t) => t.subjectId)).toContain(other)
    const answered = await read(other, 'friend')
    expect(answered).toMatchObject({ state: 'replied' })
    expect(answered.assignments[0]?.replies[0]).toMatchObject({ text: '已办' })
    const counted = await app.db
      .selectFrom('proposals')
      .select(['lead_unit_id', 'reply_class', 'outcome'])
      .where('id', 'in', [main, other])
      .execute()
    expect(counted[0]).toEqual(counted[1])
    expect(counted[0]!.reply_class).not.toBeNull()
    for (const [who, id, handling] of [
      ['lead', main, 'satisfied'],
      ['friend', other, 'dissatisfied'],
    ] as const)
      await as(who)(r.rateProposal, { params: { id }, body: { handling, result: handling, words: '还差一栋楼' } })
    expect((await read(main)).state).toBe('rated')
    expect(await read(other)).toMatchObject({ state: 'disputed', actions: expect.arrayContaining(['split']) })
    expect((await read(other)).actions).not.toContain('rehandle')
    await expect(as('office')(r.rehandleProposal, { params: { id: other }, body: { note: '重办' } })).rejects.toEqual(
      refused('merge.split-first'),
    )
    // Dissatisfied with the joint reply: a handling of its own, in a new round.
    await expect(split(other)).rejects.toEqual(refused('merge.needs-note'))
    await split(other, '委员要求单独答复')
    expect(await read(other)).toMatchObject({ state: 'registered', round: 2, mergedInto: null })
    await assign(other)
    expect((await read(other)).assignments.map((a) => a.round)).toEqual([2])
    expect(await sound()).toEqual([])
  })

  it('has the suggestions of each answered one by one, and each proposer reads the answers to their own', async () => {
    await merge(other, main)
    await assign(main)
    const params = await begin(main)
    const [asked] = (await read(main, 'unit')).merged
    expect(asked).toMatchObject({ id: other, suggestions: fullText.suggestions })
    await write(params, 0, [])
    const lacks = (unanswered: number[]) =>
      expect.objectContaining({
        problem: expect.objectContaining({
          code: 'reply.incomplete',
          details: expect.objectContaining({
            missing: ['mergedAnswers'],
            merged: [expect.objectContaining({ number: asked!.number, unanswered })],
          }),
        }),
      })
    await expect(as('unit')(h.submitReply, { params })).rejects.toEqual(lacks([1, 2]))
    const [first, second] = answersToMerged([asked!])
    const promised = { ...second!, answer: '补助先行。', measure: '印发办法', dueOn: '2026-09-30' }
    await write(params, 1, [{ ...first!, sameAs: 2 }])
    await expect(as('unit')(h.submitReply, { params })).rejects.toEqual(lacks([2]))
    await expect(write(params, 2, [{ ...first!, sameAs: 3 }])).rejects.toEqual(refused('reply.unknown-suggestion'))
    await write(params, 2, [{ ...first!, sameAs: 2 }, promised])
    await as('unit')(h.submitReply, { params })
    // Sent back, it goes on from what was written.
    await as('office')(h.sendBackReply, { params, body: { note: '第一条再写实一些' } })
    await as('unit')(h.submitReply, { params })
    await as('office')(h.deliverReply, { params })
    const own = (await read(other, 'friend')).assignments[0]!
    expect(own.replies.at(-1)).toMatchObject({
      answers: [{ answer: answersTo()[1]!.answer }, { answer: '补助先行。', measure: '印发办法' }],
      mergedAnswers: [],
    })
    const whole = (await read(main, 'lead')).assignments[0]!
    expect(whole.replies.at(-1)).toMatchObject({
      answers: answersTo().map(({ answer }) => ({ answer })),
      mergedAnswers: [
        { proposalId: other, proposalNumber: asked!.number, proposers: '欧阳春', number: 1, sameAs: 2 },
        { number: 2, sameAs: null },
      ],
    })
    for (const { followUps } of [own, whole])
      expect(followUps).toMatchObject([{ number: 2, measure: '印发办法', of: { proposalId: other } }])
    expect(await sound()).toEqual([])
  })

  it('drops what was written to one that is taken out meanwhile', async () => {
    await merge(other, main)
    await assign(main)
    const params = await begin(main)
    await write(params, 0, answersToMerged((await read(main, 'unit')).merged))
    await split(other, '内容不同')
    await as('unit')(h.submitReply, { params })
    expect((await read(main)).assignments[0]!.replies[0]!.mergedAnswers).toEqual([])
  })

  it('lets each author say whether a contact took place', async () => {
    await merge(other, main)
    await assign(main)
    const params = await duty(main)
    await as('unit')(h.acceptAssignment, { params })
    await as('unit')(h.recordContact, {
      params,
      body: { phase: 'before', way: 'visit', heldOn: '2026-03-01', persons: '张科长', notes: '上门' },
    })
    const [contact] = (await read(other, 'friend')).assignments[0]!.contacts
    expect(contact?.actions).toEqual(['confirm', 'dispute'])
    await as('friend')(h.disputeContact, { params: { id: contact!.id }, body: { note: '没有找过我' } })
    expect((await read(main)).assignments[0]?.contacts[0]).toMatchObject({ disputeNote: '没有找过我' })
  })

  it('brings along what was merged before, and refuses what cannot be', async () => {
    await merge(other, main)
    const third = await proposalOf('stranger')
    await merge(main, third)
    expect((await read(third)).merged.map((one) => one.id).sort()).toEqual([main, other].sort())
    expect(await read(other)).toMatchObject({ mergedInto: { id: third } })
    await expect(merge(third, third)).rejects.toEqual(refused('merge.same'))
    await expect(merge(third, other)).rejects.toEqual(refused('merge.target-merged'))
    await expect(merge(other, main)).rejects.toEqual(refused('proposal.wrong-state'))
    const waiting = await proposalOf('lead', 'submitted')
    await expect(merge(third, waiting)).rejects.toEqual(refused('merge.target-state'))
    await expect(
      as('assigner')(e.mergeProposal, { params: { id: third }, body: { into: main, note: '' } }),
    ).rejects.toEqual(refused('access.denied'))
    expect(await sound()).toEqual([])
  })

  it('are split freely before the assignment, afterwards with a reason', async () => {
    await merge(other, main)
    await split(other)
    expect(await read(other)).toMatchObject({ state: 'registered', mergedInto: null })
    await merge(other, main)
    await assign(main)
    await expect(split(other)).rejects.toEqual(refused('merge.needs-note'))
    await split(other, '内容不同')
    expect((await read(main)).merged).toEqual([])
    await expect(split(other, '再拆')).rejects.toEqual(refused('proposal.wrong-state'))
    expect(await sound()).toEqual([])
  })

  it('pass the lead on when the one they are handled with is withdrawn', async () => {
    await merge(other, main)
    const third = await proposalOf('stranger')
    await merge(third, main)
    await as('lead')(r.withdrawProposal, { params: { id: main }, body: { note: '已与单位谈妥' } })
    expect(await read(other)).toMatchObject({ state: 'registered', merged: [{ id: third }] })
    expect(await sound()).toEqual([])
  })

  it('are merged once by two desks at once, and the second is told by whom', async () => {
    const third = await proposalOf('stranger')
    const both = await Promise.allSettled([merge(other, main), merge(other, third)])
    const lost = both.find((one) => one.status === 'rejected')
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(lost?.reason.problem).toMatchObject({
      code: 'proposal.wrong-state',
      details: { state: 'merged', last: { type: 'proposal.merged', actorName: '提案委' } },
    })
    expect(await sound()).toEqual([])
  })
})

describe('what ends otherwise', () => {
  it('is passed on as a member’s letter with the reason, and kept for its proposer', async () => {
    const id = await proposalOf('lead', 'submitted')
    await as('office')(e.convertProposal, { params: { id }, body: { to: 'letter', note: '属于个人诉求' } })
    expect(await read(id, 'lead')).toMatchObject({
      state: 'converted',
      convertedTo: 'letter',
      declineNote: '属于个人诉求',
      turn: null,
    })
    await as('office')(r.archiveProposal, { params: { id }, body: {} })
    expect(await read(id, 'lead')).toMatchObject({ state: 'archived', convertedTo: 'letter' })
    const [event] = await app.db
      .selectFrom('events')
      .select(['type', 'details'])
      .where('subject_id', '=', id)
      .where('type', '=', 'proposal.converted')
      .execute()
    expect(event?.details).toMatchObject({ to: 'letter', note: '属于个人诉求' })
    expect(await sound()).toEqual([])
  })

  it('is withdrawn after its assignment with the office’s consent only, and the duties end', async () => {
    const id = await proposalOf('lead')
    const ask = () => as('lead')(e.requestWithdrawal, { params: { id }, body: { note: '情况已变' } })
    const params = { id }
    expect((await read(id, 'lead')).actions).toContain('withdraw')
    await expect(ask()).rejects.toEqual(refused('proposal.wrong-state'))
    await assign(id)
    expect((await read(id, 'lead')).actions).toContain('requestWithdrawal')
    await expect(as('lead')(r.withdrawProposal, { params, body: { note: '撤' } })).rejects.toEqual(
      refused('proposal.wrong-state'),
    )
    await expect(as('office')(e.allowWithdrawal, { params, body: { note: '' } })).rejects.toEqual(
      refused('withdrawal.not-asked'),
    )
    await ask()
    await expect(ask()).rejects.toEqual(refused('withdrawal.asked'))
    expect((await read(id, 'lead')).actions).not.toContain('requestWithdrawal')
    const { groups } = await as('office')(workbenchRoutes.getWorkbench, {})
    expect(groups.map((g) => g.kind)).toContain('proposal.withdrawalRequested')
    await as('office')(e.refuseWithdrawal, { params, body: { note: '单位已在施工' } })
    expect(await read(id)).toMatchObject({ state: 'handling', withdrawalRequest: null })
    await ask()
    await as('office')(e.allowWithdrawal, { params, body: { note: '' } })
    const gone = await read(id, 'unit')
    expect(gone).toMatchObject({ state: 'withdrawn', turn: null })
    expect(gone.assignments.map((a) => [a.state, a.actions])).toEqual([['ended', []]])
    expect(await sound()).toEqual([])
  })

  it('handled with an assigned one, asks for consent too', async () => {
    const main = await proposalOf('lead')
    const other = await proposalOf('friend')
    const params = { id: other }
    await merge(other, main)
    expect((await read(other, 'friend')).actions).toContain('withdraw')
    await expect(as('friend')(e.requestWithdrawal, { params, body: { note: '撤' } })).rejects.toEqual(
      refused('withdrawal.free'),
    )
    await assign(main)
    await expect(as('friend')(r.withdrawProposal, { params, body: { note: '撤' } })).rejects.toEqual(
      refused('withdrawal.needs-consent'),
    )
    await as('lead')(e.requestWithdrawal, { params: { id: main }, body: { note: '撤' } })
    await expect(as('office')(e.allowWithdrawal, { params: { id: main }, body: { note: '' } })).rejects.toEqual(
      refused('merge.leads-others'),
    )
    await as('friend')(e.requestWithdrawal, { params, body: { note: '撤' } })
    await as('office')(e.allowWithdrawal, { params, body: { note: '' } })
    await as('office')(e.allowWithdrawal, { params: { id: main }, body: { note: '' } })
    expect((await read(other, 'friend')).state).toBe('withdrawn')
    expect(await sound()).toEqual([])
  })
})
