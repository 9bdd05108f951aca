import type { voteRoutes } from '#contract/votes.ts'
import { voteSetting } from '#features/votes/settings.ts'
import { buildVote } from '#features/votes/votes.fixtures.ts'
import { away, type Row, row } from '../row.ts'
import type { Asker, World } from '../world.ts'
import { activityIn, organising, told } from './activities.ts'
import { only } from './proposals.ts'

const hidden = away('hidden')
/** Before the opening: who prepares it, and the offices that look on. */
const preparing: Asker[] = ['proposalOffice', ...organising]

async function voteIn(
  world: World,
  state: 'drafted' | 'open' | 'closed',
  form: 'named' | 'hands' | 'secret' = 'named',
) {
  const activityId = await activityIn(world, 'announced')
  const voters = [world.home.people.proposer.memberId!]
  return (await buildVote(world.db, { committeeId: world.home.committeeId, activityId, state, form, voters })).id
}
function act(state: 'drafted' | 'open' | 'closed', actors: Asker[], body?: unknown, form?: 'hands'): Row {
  return row({
    prepare: (world) => voteIn(world, state, form),
    request: (_, id) => ({ params: { id }, body }),
    home: only(actors, state === 'drafted' ? preparing : told),
    away: hidden,
  })
}
const draft = {
  kind: 'motion',
  form: 'secret',
  title: '会议决议（草案）',
  words: '',
  rules: voteSetting.defaults.motion,
  candidates: [],
  chiefScrutineer: '',
  scrutineers: '',
}

export const rows: Record<keyof typeof voteRoutes, Row> = {
  listVotes: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (_, id) => ({ params: { id } }),
    home: only(told, told),
    away: hidden,
  }),
  addVote: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (_, id) => ({ params: { id }, body: draft }),
    home: only(organising, told),
    away: hidden,
  }),
  getVote: act('open', told),
  editVote: act('drafted', organising, { ...draft, version: 1 }),
  openVote: act('drafted', organising, {}),
  castBallot: act('open', ['proposer'], { motion: 'for' }),
  givePaper: row({
    prepare: (world) => voteIn(world, 'open', 'secret'),
    request: (world, id) => ({
      params: { id },
      body: { memberId: world.home.people.proposer.memberId!, onPaper: true },
    }),
    home: only(organising, told),
    away: hidden,
  }),
  closeVote: act('open', organising, {}),
  recordHands: act('open', organising, { for: 1, against: 0, abstain: 0 }, 'hands'),
  reopenVote: act('closed', organising, { reason: '计票有误' }),
  withdrawVote: act('drafted', organising, { reason: '另行安排' }),
  getVoteReport: act('closed', told),
}
