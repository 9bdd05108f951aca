import { type AwardState, type awardRoutes, awardRules } from '#contract/awards.ts'
import { awardSetting } from '#features/awards/index.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import { type Asker, assignedProposal, type World } from '../world.ts'
import { only, seenBy } from './proposals.ts'

interface Subject {
  roundId: string
  nominationId: string
  objectionId: string
  proposalId: string
}

/** A round of home in some state: one proposal nominated, home's leader asked to vote, one objection. */
async function roundIn(world: World, state: AwardState): Promise<Subject> {
  const { proposalId } = await assignedProposal(world, { proposal: 'handling', assignment: 'accepted' })
  const { committeeId, people } = world.home
  const [roundId, nominationId, objectionId] = [newId(), newId(), newId()]
  const at = world.app.clock.now
  const own = { committee_id: committeeId, round_id: roundId }
  const voted = !['nominating', 'examining'].includes(state)
  const decided = ['counted', 'notice', 'awarded'].includes(state)
  await world.db
    .insertInto('award_rounds')
    .values({
      committee_id: committeeId,
      id: roundId,
      kind: 'proposals',
      title: '年度优秀提案',
      from_year: 2026,
      to_year: 2026,
      rules: JSON.stringify(awardRules.parse({ ...awardSetting.defaults.proposals, secret: false })),
      secret: false,
      state,
      nominate_until: null,
      quota: voted ? 1 : null,
      total: voted ? 1 : null,
      approved_on: null,
      notice_from: decided ? '2026-02-02' : null,
      notice_until: decided ? '2026-02-09' : null,
      created_at: at,
      state_since: at,
      awarded_at: state === 'awarded' ? at : null,
    })
    .execute()
  await world.db
    .insertInto('award_nominations')
    .values({
      ...own,
      id: nominationId,
      proposal_id: proposalId,
      unit_id: null,
      reason: '调研扎实',
      nominated_by: '提案委',
      nominated_at: at,
      state: voted ? 'admitted' : 'proposed',
      outcome: decided ? 'won' : null,
    })
    .execute()
  if (voted)
    await world.db
      .insertInto('award_voters')
      .values({ ...own, account_id: people.leader.accountId, name: '主席' })
      .execute()
  await world.db
    .insertInto('award_objections')
    .values({
      ...own,
      id: objectionId,
      nomination_id: nominationId,
      from_whom: '某人',
      words: '有意见',
      received_on: '2026-02-03',
      recorded_at: at,
      decided_at: state === 'notice' ? at : null,
    })
    .execute()
  return { roundId, nominationId, objectionId, proposalId }
}

const committee: Asker[] = [
  'proposer',
  'otherMember',
  'proposalOffice',
  'memberOffice',
  'leader',
  'assigningOffice',
  'unitClerk',
  'otherUnitClerk',
]
/** By the defaults members, units, leaders and the assigning office nominate proposals. */
const nominators = committee.filter((asker) => asker !== 'memberOffice')
const hidden = away('hidden')

/** A row about one round in `state`, for `actors` among those who see it. */
function act(
  state: AwardState,
  actors: Asker[],
  seen: Asker[],
  body: unknown = {},
  of: keyof Subject = 'roundId',
  query?: Record<string, unknown>,
): Row {
  return row({
    prepare: (world) => roundIn(world, state),
    request: (_, subject) => ({ params: { id: subject[of] }, body, query }),
    home: only(actors, seen),
    away: hidden,
  })
}

const office: Asker[] = ['proposalOffice']
const voting: Asker[] = ['proposalOffice', 'leader']
const written = {
  title: '年度优秀提案',
  fromYear: 2026,
  toYear: 2026,
  nominateUntil: null,
  rules: awardSetting.defaults.proposals,
}

export const rows: Record<keyof typeof awardRoutes, Row> = {
  listAwardRounds: row({ request: () => ({}), home: all('ok'), away: away('ok') }),
  getAwardDefaults: row({
    request: () => ({}),
    home: all('denied', { proposalOffice: 'ok' }),
    away: away('denied', { proposalOffice: 'ok' }),
  }),
  openAwardRound: row({
    request: () => ({ body: { kind: 'proposals', ...written } }),
    home: all('denied', { proposalOffice: 'ok' }),
    away: away('denied', { proposalOffice: 'ok' }),
  }),
  getAwardRound: act('notice', committee, committee),
  editAwardRound: act('nominating', office, nominators, { version: 1, ...written }),
  listAwardCandidates: act('nominating', nominators, nominators),
  nominate: row({
    prepare: async (world) => {
      const { roundId } = await roundIn(world, 'nominating')
      const { proposalId } = await assignedProposal(world, { proposal: 'handling', assignment: 'accepted' })
      return { roundId, proposalId }
    },
    request: (_, subject) => ({
      params: { id: subject.roundId },
      body: { proposalId: subject.proposalId, reason: '建议具体' },
    }),
    home: only(nominators, nominators),
    away: hidden,
  }),
  examineNomination: act('examining', office, office, { admit: true, note: '' }, 'nominationId'),
  closeNomination: act('nominating', office, nominators),
  reopenNomination: act('examining', office, office),
  listVoterOptions: act('examining', office, office),
  openVoting: row({
    prepare: async (world) => {
      const subject = await roundIn(world, 'examining')
      await world.db
        .updateTable('award_nominations')
        .set({ state: 'admitted' })
        .where('id', '=', subject.nominationId)
        .execute()
      return subject
    },
    request: (world, subject) => ({
      params: { id: subject.roundId },
      body: { accountIds: [world.home.people.leader.accountId] },
    }),
    home: only(office, office),
    away: hidden,
  }),
  vote: row({
    prepare: (world) => roundIn(world, 'voting'),
    request: (_, subject) => ({ params: { id: subject.roundId }, body: { choices: [subject.nominationId] } }),
    home: only(['leader'], voting),
    away: hidden,
  }),
  closeVoting: act('voting', office, voting),
  decideTie: act('counted', office, voting, { winnerIds: [], reason: '商议' }),
  approveAward: act('counted', office, voting, { by: '主席会议', on: '2026-02-01', note: '' }),
  recordObjection: act('notice', office, committee, {
    nominationId: null,
    fromWhom: '某人',
    words: '有意见',
    receivedOn: '2026-02-03',
  }),
  decideObjection: act('notice', office, committee, { drop: false, decision: '核实无误' }, 'objectionId'),
  giveAward: act('notice', office, committee),
  cancelAwardRound: act('nominating', office, nominators, { note: '推迟' }),
  exportCommendation: act('notice', committee, committee, undefined, 'roundId', { format: 'csv' }),
  getCommendation: act('awarded', committee, committee),
  publishAward: act('notice', office, committee, { shown: true, contact: '提案委办公室，12345' }),
  issueCommendationNumber: act('awarded', office, committee, { typed: '' }),
  getProposalAwards: act('awarded', seenBy.handled, seenBy.handled, undefined, 'proposalId'),
}
