import type { mutualAppraisalRoutes } from '#contract/mutual-appraisals.ts'
import { buildMutual, mutualScheme, pointsOf } from '#features/evaluations/evaluations.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import { type Asker, assignedProposal, type World } from '../world.ts'
import { only } from './proposals.ts'

/** A rated proposal of home's proposer that home's unit answered, open for scoring; or revealed with a low handling. */
async function mutual(world: World, revealed: boolean): Promise<string> {
  const { proposalId, assignmentId } = await assignedProposal(world, { proposal: 'rated', assignment: 'replied' })
  const { committeeId, unitId, people } = world.home
  const memberId = people.proposer.memberId!
  const id = await buildMutual(world.db, { committeeId, proposalId, assignmentId, unitId, memberId })
  if (!revealed) return id
  await world.db
    .insertInto('mutual_scores')
    .values({
      committee_id: committeeId,
      appraisal_id: id,
      side: 'proposer',
      points: JSON.stringify(pointsOf(mutualScheme.handlingItems, 40)),
      total: 40,
      band: 'poor',
      low: true,
      words: '没有见过面',
      given_at: world.app.clock.now,
      given_by: newId(),
    })
    .execute()
  await world.db
    .updateTable('mutual_appraisals')
    .set({ revealed_at: world.app.clock.now })
    .where('id', '=', id)
    .execute()
  return id
}

const seen: Asker[] = ['proposer', 'proposalOffice', 'assigningOffice', 'leader', 'unitClerk']
const overseers: Asker[] = ['proposalOffice', 'assigningOffice', 'leader']
const everybody = { home: all('ok'), away: away('ok') }
const followed = {
  home: all('denied', Object.fromEntries(overseers.map((asker) => [asker, 'ok'] as const))),
  away: away('denied', Object.fromEntries(overseers.map((asker) => [asker, 'ok'] as const))),
}

export const rows: Record<keyof typeof mutualAppraisalRoutes, Row> = {
  listMutualAppraisals: row({ request: () => ({}), ...everybody }),
  exportMutualAppraisals: row({ request: () => ({ query: { format: 'csv' } }), ...everybody }),
  getMutualFigures: row({ request: () => ({}), ...followed }),
  exportMutualFigures: row({ request: () => ({ query: { format: 'csv' } }), ...followed }),
  getMutualAppraisal: row({
    prepare: (world) => mutual(world, false),
    request: (_, id) => ({ params: { id } }),
    home: only(seen, seen),
    away: away('hidden'),
  }),
  giveMutualScore: row({
    prepare: (world) => mutual(world, false),
    request: (_, id, person) => {
      const items = person?.unitId ? mutualScheme.proposalItems : mutualScheme.handlingItems
      return { params: { id }, body: { version: 0, points: pointsOf(items, 80), words: '' } }
    },
    home: only(['proposer', 'unitClerk'], seen),
    away: away('hidden'),
  }),
  decideMutualCase: row({
    prepare: (world) => mutual(world, true),
    request: (_, id) => ({ params: { id }, body: { decision: 'rehandle', note: '请当面沟通后重新答复' } }),
    home: only(['proposalOffice'], seen),
    away: away('hidden'),
  }),
}
