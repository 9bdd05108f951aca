import type { leadershipRoutes } from '#contract/leadership.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import { type Asker, assignedProposal, type World } from '../world.ts'
import { only, seenBy } from './proposals.ts'

/** A proposal that home's unit handles, selected as a key proposal, led by home's leader. */
async function keyProposal(world: World): Promise<{ proposalId: string; leadershipId: string; referralId: string }> {
  const { proposalId } = await assignedProposal(world, { proposal: 'handling', assignment: 'accepted' })
  const { committeeId, people } = world.home
  const at = world.app.clock.now
  const [leadershipId, referralId] = [newId(), newId()]
  const own = { committee_id: committeeId, proposal_id: proposalId }
  await world.db
    .insertInto('key_proposals')
    .values({ ...own, year: 2026, reason: '群众关注', selected_at: at, removed_at: null })
    .execute()
  await world.db
    .insertInto('leaderships')
    .values({
      ...own,
      id: leadershipId,
      kind: 'supervise',
      leader_name: '某主席',
      leader_post: '主席',
      account_id: people.leader.accountId,
      assisted_by: '',
      plan: '',
      plan_due_on: null,
      assigned_at: at,
      ended_at: null,
    })
    .execute()
  await world.db
    .insertInto('referrals')
    .values({
      ...own,
      id: referralId,
      level: 'province',
      way: 'refer',
      carried_by: '市政协',
      referred_on: '2026-02-01',
      state: 'sent',
      updated_at: at,
    })
    .execute()
  return { proposalId, leadershipId, referralId }
}

const seen = seenBy.handled
const everybody = { home: all('ok'), away: away('ok') }
const hidden = away('hidden')

/** A row about one key proposal, for `actors` alone. */
function act(actors: Asker[], of: keyof Awaited<ReturnType<typeof keyProposal>>, body: unknown): Row {
  return row({
    prepare: keyProposal,
    request: (_, subject) => ({ params: { id: subject[of] }, body }),
    home: only(actors, seen),
    away: hidden,
  })
}

const charge = { leaderPost: '主席', assistedBy: '', plan: '走访一次', planDueOn: null }
const referral = { carriedBy: '市政协', referredOn: '2026-02-01', note: '' }

export const rows: Record<keyof typeof leadershipRoutes, Row> = {
  listKeyProposals: row({ request: () => ({}), ...everybody }),
  exportKeyProposals: row({ request: () => ({ query: { format: 'csv' } }), ...everybody }),
  getProposalLeadership: act(seen, 'proposalId', undefined),
  selectKeyProposal: row({
    prepare: async (world) =>
      (await assignedProposal(world, { proposal: 'handling', assignment: 'accepted' })).proposalId,
    request: (_, id) => ({ params: { id }, body: { year: 2026, reason: '群众关注' } }),
    home: only(['proposalOffice'], seen),
    away: hidden,
  }),
  unselectKeyProposal: act(['proposalOffice'], 'proposalId', { note: '另有安排' }),
  addLeadership: act(['proposalOffice', 'assigningOffice'], 'proposalId', {
    kind: 'lead',
    leaderName: '某市长',
    accountId: null,
    ...charge,
  }),
  editLeadership: act(['proposalOffice', 'leader'], 'leadershipId', {
    version: 1,
    ...charge,
    effects: '',
    ended: false,
  }),
  recordLeadershipAct: act(['proposalOffice', 'leader'], 'leadershipId', {
    kind: 'visit',
    heldOn: '2026-02-10',
    place: '民政局',
    persons: '',
    words: '到承办单位走访',
  }),
  addReferral: act(['proposalOffice'], 'proposalId', { level: 'nation', way: 'joint', ...referral }),
  editReferral: act(['proposalOffice'], 'referralId', { version: 1, state: 'adopted', numberThere: '', ...referral }),
}
