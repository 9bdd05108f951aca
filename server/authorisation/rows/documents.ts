import type { documentRoutes } from '#contract/documents.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import { assignedProposal, type World } from '../world.ts'
import { told } from './activities.ts'
import { furnished } from './activity-records.ts'
import { only, seenBy } from './proposals.ts'

const handled = (world: World) => assignedProposal(world, { proposal: 'handling', assignment: 'accepted' })
const offices = { proposalOffice: 'ok', assigningOffice: 'ok' } as const

/** A proposal whose reply was delivered, and the reply. */
async function answered(world: World): Promise<{ proposalId: string; replyId: string }> {
  const { proposalId, assignmentId } = await assignedProposal(world, { proposal: 'replied', assignment: 'replied' })
  const replyId = newId()
  await world.db
    .insertInto('replies')
    .values({
      committee_id: world.home.committeeId,
      id: replyId,
      assignment_id: assignmentId,
      proposal_id: proposalId,
      round: 1,
      reply_class: 'A',
      text: '已经办好。',
      document_number: '',
      signed_by: '某局长',
      contact_name: '某科长',
      contact_phone: '12345',
      submitted_at: world.app.clock.now,
      sent_back_at: null,
      delivered_at: world.app.clock.now,
      updated_at: world.app.clock.now,
    })
    .execute()
  return { proposalId, replyId }
}

export const rows: Record<keyof typeof documentRoutes, Row> = {
  getActivityRecordPaper: row({
    prepare: (world) => furnished(world, true),
    request: (_, { recordId }) => ({ params: { id: recordId } }),
    home: only(told, told),
    away: away('hidden'),
  }),
  listPapers: row({
    prepare: handled,
    request: (_, { proposalId }) => ({ params: { id: proposalId } }),
    home: only(seenBy.handled, seenBy.handled),
    away: away('hidden'),
  }),
  getPaper: row({
    prepare: handled,
    request: (_, { proposalId, assignmentId }) => ({
      params: { id: proposalId, kind: 'assignmentNotice' },
      query: { on: assignmentId },
    }),
    home: all('hidden', { ...offices, unitClerk: 'ok' }),
    away: away('hidden'),
  }),
  getPapers: row({
    prepare: answered,
    request: (_, { proposalId }) => ({ query: { kind: 'reply', ids: proposalId } }),
    // Whoever sees none of those named is told that there is none, as they would be of ids that never were.
    home: all('ok'),
    away: away('ok'),
  }),
  getMeetingList: row({
    prepare: handled,
    request: (_, { proposalId }) => ({ query: { ids: proposalId } }),
    home: all('denied', { ...offices, leader: 'ok' }),
    away: away('denied', { ...offices, leader: 'ok' }),
  }),
  getHandlingList: row({
    request: () => ({}),
    home: all('denied', { ...offices, leader: 'ok' }),
    away: away('denied', { ...offices, leader: 'ok' }),
  }),
  getYearReport: row({
    request: (world) => ({ query: { sessionId: world.home.sessionId } }),
    home: all('denied', { proposalOffice: 'ok', leader: 'ok' }),
    away: away('denied', { proposalOffice: 'hidden', leader: 'hidden' }),
  }),
}
