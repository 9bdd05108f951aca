import { z } from 'zod'
import { civilDate, exportFormat, filledText, id, instant, page, paging, text, version } from './common.ts'
import { satisfaction } from './proposal-parts.ts'
import { route } from './route.ts'

/** 优秀提案 · 承办先进单位 · 先进个人. */
export const awardKind = z.enum(['proposals', 'units', 'persons'])
export type AwardKind = z.infer<typeof awardKind>
export const awardState = z.enum(['nominating', 'examining', 'voting', 'counted', 'notice', 'awarded', 'cancelled'])
export type AwardState = z.infer<typeof awardState>
export const awardAction = z.enum([
  'edit',
  'nominate',
  'closeNomination',
  'reopenNomination',
  'examine',
  'openVoting',
  'vote',
  'closeVoting',
  'decideTie',
  'approve',
  'object',
  'award',
  'cancel',
  'publish',
])
export type AwardAction = z.infer<typeof awardAction>

export const awardCriterion = z.object({ name: filledText(40), points: z.int().min(1).max(100) })
/** Who may nominate besides the office. */
export const nominator = z.enum(['member', 'unitClerk', 'leader', 'assigningOffice'])
/** What holds for one round; begun from the committee's setting. */
export const awardRules = z.object({
  /** Of the registered proposals, or of the units that handled any, so many in a hundred. */
  quotaPercent: z.number().min(0.1).max(100),
  /** Of the excellent proposals at least so many in a hundred are collective ones. */
  collectivePercent: z.int().min(0).max(100),
  method: z.enum(['vote', 'score']),
  secret: z.boolean(),
  /** A vote counts only with more than half of those who voted. */
  needsMajority: z.boolean(),
  nominators: z.array(nominator).max(4),
  noticeWorkingDays: z.int().min(1).max(30),
  criteria: z.array(awardCriterion).min(1).max(20),
})
export type AwardRules = z.infer<typeof awardRules>

export const awardRoundItem = z.object({
  id,
  title: z.string(),
  kind: awardKind,
  fromYear: z.int(),
  toYear: z.int(),
  state: awardState,
  nominateUntil: civilDate.nullable(),
  noticeUntil: civilDate.nullable(),
  createdAt: instant,
  awardedAt: instant.nullable(),
  winners: z.int(),
  /** The viewer is asked to vote and has not yet. */
  toVote: z.boolean(),
})
export type AwardRoundItem = z.infer<typeof awardRoundItem>

/** 待审核 · 列入候选 · 未列入. */
export const nominationState = z.enum(['proposed', 'admitted', 'refused'])
/** 入选 · 票数相同待定 · 未入选 · 公示后取消. */
export const awardOutcome = z.enum(['won', 'tied', 'lost', 'dropped'])
export const nomination = z.object({
  id,
  proposalId: id.nullable(),
  unitId: id.nullable(),
  /** Title, unit or person, as the list prints it. */
  name: z.string(),
  /** Proposers of a proposal; unit and post of a person. */
  about: z.string(),
  collective: z.boolean(),
  reason: z.string(),
  nominatedBy: z.string(),
  state: nominationState,
  note: z.string(),
  /** Null where they are not for the viewer, or not counted yet. */
  votes: z.int().nullable(),
  centipoints: z.int().nullable(),
  outcome: awardOutcome.nullable(),
  /** What was done with the vote of a named ballot; null for the rest. */
  mine: z.boolean(),
})
export type Nomination = z.infer<typeof nomination>

export const awardRound = awardRoundItem.extend({
  version,
  rules: awardRules,
  /** How many may be awarded, and of how many. */
  quota: z.int(),
  total: z.int(),
  collectiveMin: z.int(),
  nominations: z.array(nomination),
  voters: z.array(z.object({ accountId: id, name: z.string(), voted: z.boolean() })),
  voterCount: z.int(),
  votedCount: z.int(),
  /** Of ties: how many places are left to them. */
  tiedSeats: z.int(),
  tieReason: z.string(),
  approval: z.object({ by: z.string(), on: civilDate, note: z.string() }).nullable(),
  noticeFrom: civilDate.nullable(),
  objections: z.array(
    z.object({
      id,
      nominationId: id.nullable(),
      fromWhom: z.string(),
      words: z.string(),
      receivedOn: civilDate,
      decision: z.string(),
      decidedAt: instant.nullable(),
    }),
  ),
  cancelReason: z.string(),
  /** On the public site, with whom to tell of an objection; null: not there. */
  published: z.object({ at: instant, contact: z.string() }).nullable(),
  actions: z.array(awardAction),
})
export type AwardRound = z.infer<typeof awardRound>

/** Facts that speak for a proposal or a unit, for the office and whoever nominates. */
export const awardCandidate = z.object({
  id,
  kind: z.enum(['proposal', 'unit']),
  number: z.int().nullable(),
  name: z.string(),
  about: z.string(),
  collective: z.boolean(),
  nominated: z.boolean(),
  /** Of a proposal. */
  replyClass: z.string().nullable(),
  adopted: z.boolean(),
  key: z.boolean(),
  led: z.boolean(),
  handling: satisfaction.nullable(),
  result: satisfaction.nullable(),
  promised: z.int(),
  kept: z.int(),
  /** Of a unit: duties, answered, answered in time, satisfied of rated, contacts confirmed, replies sent back. */
  duties: z.int(),
  answered: z.int(),
  inTime: z.int(),
  satisfied: z.int(),
  rated: z.int(),
  contacts: z.int(),
  sentBack: z.int(),
})
export type AwardCandidate = z.infer<typeof awardCandidate>

const years = { fromYear: z.int().min(1949).max(2200), toYear: z.int().min(1949).max(2200) }
const written = { title: filledText(60), ...years, rules: awardRules, nominateUntil: civilDate.nullable() }
const byId = z.object({ id })
const moved = z.object({ state: awardState, version })
const move = <const Verb extends string, B extends z.ZodType>(
  verb: Verb,
  summary: string,
  body: B,
  errors: readonly string[] = [],
) =>
  route({
    method: 'POST',
    path: `/award-rounds/:id/${verb}`,
    summary,
    access: 'signedIn',
    params: byId,
    body,
    response: moved,
    errors: ['award.wrong-state', ...errors],
  })

export const awardRoutes = {
  listAwardRounds: route({
    method: 'GET',
    path: '/award-rounds',
    summary: 'Rounds of commendation I may see, the newest first.',
    access: 'signedIn',
    query: z.object({ ...paging, kind: awardKind.optional(), state: awardState.optional() }),
    response: page(awardRoundItem),
  }),
  getAwardDefaults: route({
    method: 'GET',
    path: '/award-rounds/defaults',
    summary: 'What a new round of each kind begins with, by the committee’s setting.',
    access: 'signedIn',
    response: z.object({ proposals: awardRules, units: awardRules, persons: awardRules }),
  }),
  openAwardRound: route({
    method: 'POST',
    path: '/award-rounds',
    summary: 'Open a round.',
    access: 'signedIn',
    creates: true,
    body: z.object({ kind: awardKind, ...written }),
    response: z.object({ id, version }),
  }),
  getAwardRound: route({
    method: 'GET',
    path: '/award-rounds/:id',
    summary: 'One round: who is nominated, where it stands, what I may do.',
    access: 'signedIn',
    params: byId,
    response: awardRound,
  }),
  editAwardRound: route({
    method: 'PUT',
    path: '/award-rounds/:id',
    summary: 'Change title, years, rules while nominations are taken.',
    access: 'signedIn',
    params: byId,
    body: z.object({ version, ...written }),
    response: moved,
    errors: ['award.wrong-state', 'version.stale'],
  }),
  listAwardCandidates: route({
    method: 'GET',
    path: '/award-rounds/:id/candidates',
    summary: 'Whom one may nominate, with the facts that speak for each.',
    access: 'signedIn',
    params: byId,
    query: z.object({
      ...paging,
      q: text(60).optional(),
      /** Proposals only: satisfied with both and of an adopted class. */
      good: z.enum(['true']).optional(),
      collective: z.enum(['true']).optional(),
      key: z.enum(['true']).optional(),
    }),
    response: page(awardCandidate),
  }),
  nominate: route({
    method: 'POST',
    path: '/award-rounds/:id/nominations',
    summary: 'Nominate with the reason.',
    access: 'signedIn',
    creates: true,
    params: byId,
    body: z.object({
      proposalId: id.nullable().default(null),
      unitId: id.nullable().default(null),
      personName: text(30).default(''),
      personPost: text(60).default(''),
      reason: filledText(500),
    }),
    response: z.object({ id }),
    errors: ['award.wrong-state', 'award.nominated', 'award.not-eligible', 'award.nomination-over'],
  }),
  examineNomination: route({
    method: 'POST',
    path: '/nominations/:id/examination',
    summary: 'Admit a nomination to the ballot, or refuse it with the reason.',
    access: 'signedIn',
    params: byId,
    body: z.object({ admit: z.boolean(), note: text(200) }),
    response: z.object({}),
    errors: ['award.wrong-state', 'award.needs-note'],
  }),
  closeNomination: move('nomination-close', 'End the nominations.', z.object({})),
  reopenNomination: move('nomination-reopen', 'Take nominations again.', z.object({})),
  listVoterOptions: route({
    method: 'GET',
    path: '/award-rounds/:id/voter-options',
    summary: 'Who may be named a voter: leaders, and members of special committees.',
    access: 'signedIn',
    params: byId,
    response: z.object({
      bodies: z.array(z.object({ name: z.string(), accounts: z.array(z.object({ accountId: id, name: z.string() })) })),
    }),
  }),
  openVoting: move(
    'voting-open',
    'Name the voters and open the ballot.',
    z.object({ accountIds: z.array(id).min(1).max(500) }),
    ['award.nothing-admitted', 'award.not-a-voter', 'award.unexamined', 'award.too-few-voters'],
  ),
  vote: route({
    method: 'POST',
    path: '/award-rounds/:id/ballot',
    summary: 'Cast my ballot, once: choices of a vote, or points by criterion.',
    access: 'signedIn',
    params: byId,
    body: z.object({
      choices: z.array(id).max(500).default([]),
      scores: z
        .array(z.object({ nominationId: id, points: z.array(z.int().min(0).max(100)).max(20) }))
        .max(500)
        .default([]),
    }),
    response: z.object({}),
    errors: ['award.wrong-state', 'ballot.taken', 'ballot.too-many', 'ballot.incomplete'],
  }),
  closeVoting: move('voting-close', 'Close the ballot and count; counted once.', z.object({}), [
    'award.no-ballots',
    'award.too-few-ballots',
  ]),
  decideTie: move(
    'tie',
    'Decide between those that tie, with the reason.',
    z.object({ winnerIds: z.array(id).max(500), reason: filledText(500) }),
    ['award.no-tie', 'award.tie-seats'],
  ),
  approveAward: move(
    'approval',
    'Record the approval and begin the public notice.',
    z.object({ by: filledText(60), on: civilDate, note: text(500) }),
    ['award.tie-open', 'award.nobody-won', 'award.not-yet'],
  ),
  recordObjection: route({
    method: 'POST',
    path: '/award-rounds/:id/objections',
    summary: 'Record an objection received during the notice.',
    access: 'signedIn',
    creates: true,
    params: byId,
    body: z.object({
      nominationId: id.nullable(),
      fromWhom: filledText(60),
      words: filledText(2000),
      receivedOn: civilDate,
    }),
    response: z.object({ id }),
    errors: ['award.wrong-state', 'award.not-yet'],
  }),
  decideObjection: route({
    method: 'POST',
    path: '/objections/:id/decision',
    summary: 'Decide on an objection; the commendation stays or is dropped.',
    access: 'signedIn',
    params: byId,
    body: z.object({ drop: z.boolean(), decision: filledText(1000) }),
    response: z.object({}),
    errors: ['award.wrong-state', 'objection.decided', 'objection.about-nobody'],
  }),
  giveAward: move('award', 'Commend once the notice is over.', z.object({}), [
    'award.notice-runs',
    'award.objections-open',
    'award.nobody-won',
  ]),
  publishAward: move(
    'publication',
    'Put the list on the public site with whom to tell of an objection, or take it off.',
    z.object({ shown: z.boolean(), contact: text(200) }),
    ['award.needs-contact'],
  ),
  cancelAwardRound: move('cancellation', 'Give a round up, with the reason.', z.object({ note: filledText(200) })),
  exportCommendation: route({
    method: 'GET',
    path: '/award-rounds/:id/export',
    summary: 'The list of commendation as a file.',
    access: 'signedIn',
    params: byId,
    query: z.object({ format: exportFormat }),
    download: true,
    errors: ['award.wrong-state'],
  }),
  getCommendation: route({
    method: 'GET',
    path: '/award-rounds/:id/decision',
    summary: 'The decision of commendation (表彰决定) as a Word file.',
    access: 'signedIn',
    params: byId,
    download: true,
    errors: ['award.wrong-state'],
  }),
  issueCommendationNumber: route({
    method: 'POST',
    path: '/award-rounds/:id/decision/number',
    summary: 'Give the decision of commendation its document number: the next one, or one typed by hand.',
    access: 'signedIn',
    params: byId,
    body: z.object({ typed: text(60).default('') }),
    response: z.object({ number: z.string() }),
    errors: ['award.wrong-state', 'paper.number-taken'],
  }),
  getProposalAwards: route({
    method: 'GET',
    path: '/proposals/:id/awards',
    summary: 'What a proposal was commended as.',
    access: 'signedIn',
    params: byId,
    response: z.object({
      items: z.array(
        z.object({ roundId: id, title: z.string(), fromYear: z.int(), toYear: z.int(), awardedAt: instant }),
      ),
    }),
  }),
}
