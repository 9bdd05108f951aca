import type { handlingRoutes } from '#contract/handling.ts'
import { newId } from '#platform/ids.ts'
import { away, type HomeAnswers, type Row, row } from '../row.ts'
import { type Asker, assignedProposal, type World } from '../world.ts'
import { only, seenBy } from './proposals.ts'

const offices: Asker[] = ['proposalOffice', 'assigningOffice']
const byUnit = only(['unitClerk'], seenBy.handled)
const byOffices = only(offices, seenBy.handled)
const byProposer = only(['proposer'], seenBy.handled)
const reason = { note: '理由' }

/** A row about home's unit's duty in a state. */
function duty(state: string, home: HomeAnswers, body: (world: World) => unknown = () => undefined): Row {
  return row({
    prepare: (world) => assignedProposal(world, { proposal: 'handling', assignment: state }),
    request: (world, { assignmentId }) => ({ params: { id: assignmentId }, body: body(world) }),
    home,
    away: away('hidden'),
  })
}

/** A contact that the proposer has not answered yet. */
async function openContact(world: World): Promise<string> {
  const { proposalId, assignmentId } = await assignedProposal(world, { proposal: 'handling', assignment: 'accepted' })
  const id = newId()
  const { committeeId, people } = world.home
  await world.db
    .insertInto('contacts')
    .values({
      committee_id: committeeId,
      id,
      assignment_id: assignmentId,
      proposal_id: proposalId,
      round: 1,
      phase: 'before',
      way: 'visit',
      held_on: '2026-03-01',
      persons: '赵工',
      notes: '当面听取意见',
      recorded_by: people.unitClerk.accountId,
      recorded_at: world.app.clock.now,
      confirmed_at: null,
      disputed_at: null,
    })
    .execute()
  return id
}

/** A measure home's unit promised in a delivered reply. */
async function promisedMeasure(world: World): Promise<string> {
  const { proposalId, assignmentId } = await assignedProposal(world, { proposal: 'concluded', assignment: 'replied' })
  const [replyId, id] = [newId(), newId()]
  const { committeeId, unitId } = world.home
  const at = world.app.clock.now
  const of = { committee_id: committeeId, reply_id: replyId, number: 1, measure: '完成摸底', responsible: '赵工' }
  await world.db
    .insertInto('replies')
    .values({
      committee_id: committeeId,
      id: replyId,
      assignment_id: assignmentId,
      proposal_id: proposalId,
      round: 1,
      reply_class: 'B',
      ...{ text: '答复', document_number: '', signed_by: '', contact_name: '', contact_phone: '' },
      ...{ submitted_at: at, sent_back_at: null, delivered_at: at, updated_at: at },
    })
    .execute()
  await world.db
    .insertInto('reply_answers')
    .values({ ...of, suggestion: '摸底', answer: '采纳', due_on: '2026-09-30' })
    .execute()
  await world.db
    .insertInto('reply_follow_ups')
    .values({
      ...of,
      id,
      proposal_id: proposalId,
      assignment_id: assignmentId,
      unit_id: unitId,
      due_on: '2026-09-30',
      promised_on: '2026-09-30',
      state: 'open',
      created_at: at,
      done_at: null,
    })
    .execute()
  return id
}

const contact = { phase: 'before', way: 'visit', heldOn: '2026-03-01', persons: '赵工', notes: '当面听取意见' }
const replyText = {
  version: 0,
  replyClass: null,
  text: '',
  answers: [],
  closing: '',
  documentNumber: '',
  signedBy: '',
  contactName: '',
  contactPhone: '',
}

export const rows: Record<keyof typeof handlingRoutes, Row> = {
  urgeProposal: row({
    prepare: (world) => assignedProposal(world, { proposal: 'handling', assignment: 'accepted' }),
    request: (_, { proposalId }) => ({ params: { id: proposalId }, body: reason }),
    home: only([...offices, 'leader'], seenBy.handled),
    away: away('hidden'),
  }),
  acceptAssignment: duty('assigned', byUnit),
  requestReturn: duty('assigned', byUnit, () => reason),
  decideReturn: duty('returnRequested', byOffices, () => ({ accept: true, ...reason })),
  reassign: duty('assigned', byOffices, ({ home }) => ({ unitId: home.otherUnitId, ...reason })),
  addAssignment: row({
    prepare: (world) => assignedProposal(world, { proposal: 'handling', assignment: 'returned' }),
    request: (world, { proposalId }) => ({
      params: { id: proposalId },
      body: { unitId: world.home.otherUnitId, role: 'sole', note: '' },
    }),
    home: byOffices,
    away: away('hidden'),
  }),
  recordContact: duty('accepted', byUnit, () => contact),
  confirmContact: row({
    prepare: openContact,
    request: (_, id) => ({ params: { id } }),
    home: byProposer,
    away: away('hidden'),
  }),
  disputeContact: row({
    prepare: openContact,
    request: (_, id) => ({ params: { id }, body: reason }),
    home: byProposer,
    away: away('hidden'),
  }),
  // The unit of the world handles alone: an opinion is a joint unit's, so even it is refused.
  giveOpinion: duty('accepted', only([], seenBy.handled), () => ({ text: '意见' })),
  writeReply: duty('accepted', byUnit, () => replyText),
  submitReply: duty('accepted', byUnit),
  sendBackReply: duty('replySubmitted', byOffices, () => reason),
  reportFollowUp: row({
    prepare: promisedMeasure,
    request: (_, id) => ({ params: { id }, body: { report: '已完成', nextOn: null } }),
    home: byUnit,
    away: away('hidden'),
  }),
  deliverReply: duty('replySubmitted', byOffices),
}
