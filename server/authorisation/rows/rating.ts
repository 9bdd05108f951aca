import type { ratingRoutes } from '#contract/rating.ts'
import { away, type Row, row } from '../row.ts'
import { assignedProposal, proposalIn, type World } from '../world.ts'
import { only, seenBy } from './proposals.ts'

/** Answered and rated by its proposer. */
async function rated(world: World): Promise<string> {
  const { proposalId } = await assignedProposal(world, { proposal: 'rated', assignment: 'replied' })
  await world.db
    .insertInto('ratings')
    .values({
      committee_id: world.home.committeeId,
      proposal_id: proposalId,
      round: 1,
      member_id: world.home.people.proposer.memberId!,
      handling: 'satisfied',
      result: 'satisfied',
      words: '',
      rated_at: world.app.clock.now,
    })
    .execute()
  return proposalId
}

/** A body's proposal on the register. */
async function collective(world: World): Promise<string> {
  const id = await proposalIn(world, 'registered')
  await world.db
    .updateTable('proposals')
    .set({ kind: 'collective', lead_member_id: null, collective_name: '民盟市委会', collective_kind: 'party' })
    .where('id', '=', id)
    .execute()
  return id
}

export const rows: Record<keyof typeof ratingRoutes, Row> = {
  changeRating: row({
    prepare: rated,
    request: (_, id) => ({
      params: { id },
      body: { handling: 'satisfied', result: 'basicallySatisfied', words: '', note: '又停工了' },
    }),
    home: only(['proposer'], seenBy.handled),
    away: away('hidden'),
  }),
  nameDrafters: row({
    prepare: collective,
    request: (world, id) => ({ params: { id }, body: { memberIds: [world.home.people.otherMember.memberId!] } }),
    home: only(['proposalOffice'], seenBy.registered),
    away: away('hidden'),
  }),
  nameContact: row({
    prepare: collective,
    request: (world, id) => ({ params: { id }, body: { memberId: world.home.people.otherMember.memberId! } }),
    home: only(['proposalOffice'], seenBy.registered),
    away: away('hidden'),
  }),
}
