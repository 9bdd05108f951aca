import type { examinationRoutes } from '#contract/examination.ts'
import { away, type Row, row } from '../row.ts'
import { type Asker, assignedProposal, proposalIn, type World } from '../world.ts'
import { only, seenBy } from './proposals.ts'

/** A row about one proposal in `state`, for `actors` alone. */
function act(state: string, actors: Asker[], seen: Asker[], body: (other: string) => unknown): Row {
  return row({
    prepare: async (world) => ({ id: await proposalIn(world, state), other: await proposalIn(world, 'registered') }),
    request: (_, { id, other }) => ({ params: { id }, body: body(other) }),
    home: only(actors, seen),
    away: away('hidden'),
  })
}

/** One that is handled with another one. */
async function merged(world: World): Promise<string> {
  const [id, into] = [await proposalIn(world, 'registered'), await proposalIn(world, 'registered')]
  await world.db.updateTable('proposals').set({ state: 'merged', merged_into: into }).where('id', '=', id).execute()
  return id
}

/** One in handling, whose proposer asks to withdraw it. */
async function asked(world: World): Promise<string> {
  const { proposalId } = await assignedProposal(world, { proposal: 'handling', assignment: 'accepted' })
  await world.db
    .updateTable('proposals')
    .set({ withdrawal_requested_at: world.app.clock.now, withdrawal_note: '理由' })
    .where('id', '=', proposalId)
    .execute()
  return proposalId
}

const decision = (body: unknown): Row =>
  row({
    prepare: asked,
    request: (_, id) => ({ params: { id }, body }),
    home: only(['proposalOffice'], seenBy.handled),
    away: away('hidden'),
  })

export const rows: Record<keyof typeof examinationRoutes, Row> = {
  getExamination: act('submitted', ['proposalOffice'], seenBy.submitted, () => undefined),
  recommend: act('submitted', ['proposalOffice'], seenBy.submitted, () => ({
    step: 'pre',
    recommendation: 'register',
    words: '',
  })),
  mergeProposal: act('registered', ['proposalOffice'], seenBy.registered, (into) => ({ into, note: '' })),
  splitProposal: row({
    prepare: merged,
    request: (_, id) => ({ params: { id }, body: { note: '' } }),
    home: only(['proposalOffice'], seenBy.registered),
    away: away('hidden'),
  }),
  convertProposal: act('submitted', ['proposalOffice'], seenBy.submitted, () => ({ to: 'letter', note: '理由' })),
  requestWithdrawal: row({
    prepare: async (world) =>
      (await assignedProposal(world, { proposal: 'handling', assignment: 'accepted' })).proposalId,
    request: (_, id) => ({ params: { id }, body: { note: '理由' } }),
    home: only(['proposer'], seenBy.handled),
    away: away('hidden'),
  }),
  allowWithdrawal: decision({ note: '' }),
  refuseWithdrawal: decision({ note: '理由' }),
}
