import type { reuseRoutes } from '#contract/reuse.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import { assignedProposal, type World } from '../world.ts'

/** A reply home's unit handed in, with another of its own that is delivered. */
async function handedIn(world: World): Promise<{ assignmentId: string; otherId: string }> {
  const { committeeId } = world.home
  const at = world.app.clock.now
  const reply = async (states: { proposal: string; assignment: string }, delivered: boolean) => {
    const { proposalId, assignmentId } = await assignedProposal(world, states)
    const id = newId()
    await world.db
      .insertInto('replies')
      .values({
        ...{ committee_id: committeeId, id, assignment_id: assignmentId, proposal_id: proposalId, round: 1 },
        ...{ reply_class: 'A', text: '已经办结，逐条落实到位。', document_number: '', signed_by: '', contact_name: '' },
        ...{
          contact_phone: '',
          submitted_at: at,
          sent_back_at: null,
          delivered_at: delivered ? at : null,
          updated_at: at,
        },
      })
      .execute()
    return { assignmentId, id }
  }
  const { id: otherId } = await reply({ proposal: 'replied', assignment: 'replied' }, true)
  return {
    assignmentId: (await reply({ proposal: 'handling', assignment: 'replySubmitted' }, false)).assignmentId,
    otherId,
  }
}

// Whether a reply is reused is for who writes it and who examines it.
const home = all('hidden', { proposalOffice: 'ok', assigningOffice: 'ok', unitClerk: 'ok' })

export const rows: Record<keyof typeof reuseRoutes, Row> = {
  findReusedReplies: row({
    prepare: handedIn,
    request: (_, { assignmentId }) => ({ params: { id: assignmentId } }),
    home,
    away: away('hidden'),
  }),
  compareReplies: row({
    prepare: handedIn,
    request: (_, { assignmentId, otherId }) => ({ params: { id: assignmentId, replyId: otherId } }),
    home,
    away: away('hidden'),
  }),
}
