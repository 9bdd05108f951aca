import { beforeAll, describe, expect, it } from 'vitest'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { testApp } from '../../testing/app.ts'
import { answersTo, buildDesks, buildProposal, type Desks } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
const as = (who: keyof Omit<Desks, 'committee' | 'secondUnitId'>) => app.client(desks[who].token)
const problem = (call: Promise<unknown>) => call.then(() => null).catch((error) => error.problem)
/** What the one who came second is told. */
const told = (code: string, type: string, actorName: string) =>
  expect.objectContaining({
    code,
    details: expect.objectContaining({ last: { type, actorName, at: expect.any(String) } }),
  })

beforeAll(async () => {
  desks = await buildDesks(app.db)
})

const proposalIn = (state: string) =>
  buildProposal(app.db, {
    committeeId: desks.committee.id,
    termId: desks.committee.termId,
    leadMemberId: desks.lead.memberId,
    state,
  })
const assign = (who: 'office' | 'assigner', id: string) =>
  as(who)(r.assignProposal, {
    params: { id },
    body: { units: [{ unitId: desks.committee.unitId, role: 'sole' }], note: '' },
  })
async function assigned() {
  const id = await proposalIn('registered')
  await assign('office', id)
  const { assignments } = await as('unit')(r.getProposal, { params: { id } })
  return { id, assignmentId: assignments[0]!.id }
}
/** Runs both at once: one goes through, what the other is told. */
async function loserOf(...calls: (() => Promise<unknown>)[]) {
  const results = await Promise.allSettled(calls.map((call) => call()))
  expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  return results.flatMap((one) => (one.status === 'rejected' ? [one.reason.problem] : []))[0]
}

describe('of two desks that act at once, the second is told who did what and when', () => {
  it('assigning', async () => {
    const id = await proposalIn('registered')
    const said = await loserOf(
      () => assign('office', id),
      () => assign('assigner', id),
    )
    expect([said.code, said.details.last.type]).toEqual(['proposal.wrong-state', 'proposal.assigned'])
    expect(['提案委', '督查室']).toContain(said.details.last.actorName)
  })

  it('signing for a duty, and giving it back meanwhile', async () => {
    const { assignmentId } = await assigned()
    const params = { id: assignmentId }
    await as('unit')(h.acceptAssignment, { params })
    expect(await problem(as('unit')(h.acceptAssignment, { params }))).toEqual(
      told('assignment.wrong-state', 'assignment.accepted', '住建局办理员'),
    )
  })

  it('answering a request to return', async () => {
    const { assignmentId } = await assigned()
    const params = { id: assignmentId }
    await as('unit')(h.requestReturn, { params, body: { note: '不属职责' } })
    const said = await loserOf(
      () => as('office')(h.decideReturn, { params, body: { accept: true, note: '同意' } }),
      () => as('assigner')(h.decideReturn, { params, body: { accept: false, note: '不同意' } }),
    )
    expect(said.code).toBe('assignment.wrong-state')
    expect(['assignment.returnApproved', 'assignment.returnRefused']).toContain(said.details.last.type)
  })

  it('acting on a duty that was given to another unit', async () => {
    const { assignmentId } = await assigned()
    const params = { id: assignmentId }
    await as('assigner')(h.reassign, { params, body: { unitId: desks.secondUnitId, note: '职责' } })
    expect(await problem(as('unit')(h.acceptAssignment, { params }))).toEqual(
      told('assignment.wrong-state', 'assignment.reassigned', '督查室'),
    )
  })

  it('examining a reply', async () => {
    const { id, assignmentId } = await assigned()
    const params = { id: assignmentId }
    await as('unit')(h.acceptAssignment, { params })
    const contact = {
      phase: 'before',
      way: 'visit',
      heldOn: '2026-03-02',
      persons: '赵工',
      notes: '当面听取意见',
    } as const
    const { id: contactId } = await as('unit')(h.recordContact, { params, body: contact })
    await as('lead')(h.confirmContact, { params: { id: contactId } })
    expect(
      await problem(as('lead')(h.disputeContact, { params: { id: contactId }, body: { note: '没有来过' } })),
    ).toEqual(told('contact.answered', 'contact.confirmed', '陈立业'))
    const reply = {
      ...{ version: 0, replyClass: 'A', text: '逐条答复如下。', answers: answersTo(), closing: '', documentNumber: '' },
      ...{ signedBy: '李局长', contactName: '赵工', contactPhone: '2100000' },
    }
    await as('unit')(h.writeReply, { params, body: reply })
    await as('unit')(h.submitReply, { params })
    const said = await loserOf(
      () => as('office')(h.deliverReply, { params }),
      () => as('assigner')(h.sendBackReply, { params, body: { note: '第二条没有回应' } }),
    )
    expect(said.code).toBe('assignment.wrong-state')
    expect(['reply.delivered', 'reply.sentBack']).toContain(said.details.last.type)
    expect((await as('lead')(r.getProposal, { params: { id } })).assignments[0]!.replies.length).toBeLessThan(2)
  })

  it('concluding and having it handled again', async () => {
    const id = await proposalIn('disputed')
    const params = { id }
    await as('office')(r.concludeProposal, { params, body: { note: '已当面说明' } })
    for (const late of [
      () => as('office')(r.rehandleProposal, { params, body: { note: '请重办' } }),
      () => as('office')(r.concludeProposal, { params, body: { note: '' } }),
    ])
      expect(await problem(late())).toEqual(told('proposal.wrong-state', 'proposal.concluded', '提案委'))
  })
})
