import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import type { TestApp } from '../../testing/app.ts'
import { answersTo, type Desks } from './proposals.fixtures.ts'

/** Takes a proposal that was handed in as far as the delivery of its reply: one unit alone handles it. */
export async function carryToReply(app: TestApp, desks: Desks, id: string): Promise<void> {
  const office = app.client(desks.office.token)
  await office(r.registerProposal, { params: { id }, body: { category: '社会建设', note: '' } })
  await office(r.assignProposal, {
    params: { id },
    body: { units: [{ unitId: desks.committee.unitId, role: 'sole' }], note: '' },
  })
  await replyAgain(app, desks, id, 'accept')
}

/** The unit answers once more, after the proposal was given back to it (重办). */
export async function replyAgain(app: TestApp, desks: Desks, id: string, first?: 'accept'): Promise<void> {
  const unit = app.client(desks.unit.token)
  const params = { id: (await unit(r.getProposal, { params: { id } })).assignments[0]!.id }
  if (first) await unit(h.acceptAssignment, { params })
  const heldOn = app.clock.now.toISOString().slice(0, 10)
  const body = { phase: 'before', way: 'visit', heldOn, persons: '赵工', notes: '当面听取意见' } as const
  await unit(h.recordContact, { params, body })
  const written = (await unit(r.getProposal, { params: { id } })).assignments[0]!.replies
  const open = written.find((one) => one.deliveredAt === null && one.sentBackAt === null)
  await unit(h.writeReply, {
    params,
    body: {
      version: open?.version ?? 0,
      replyClass: 'B',
      text: '逐条答复如下。',
      answers: answersTo(),
      closing: '',
      documentNumber: '',
      signedBy: '李局长',
      contactName: '赵工',
      contactPhone: '0555-2100000',
    },
  })
  await unit(h.submitReply, { params })
  await app.client(desks.office.token)(h.deliverReply, { params })
}
