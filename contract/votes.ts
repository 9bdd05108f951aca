import { z } from 'zod'
import { filledText, historyEntry, id, instant, text, version } from './common.ts'
import { route } from './route.ts'

/** 议案、决议、人事事项等的表决 · 选举. */
export const voteKind = z.enum(['motion', 'election'])
export type VoteKind = z.infer<typeof voteKind>
/** 举手 · 记名 · 无记名. */
export const voteForm = z.enum(['hands', 'named', 'secret'])
export type VoteForm = z.infer<typeof voteForm>
export const voteState = z.enum(['drafted', 'open', 'closed', 'withdrawn'])
export type VoteState = z.infer<typeof voteState>
export const voteAction = z.enum(['edit', 'open', 'cast', 'givePaper', 'close', 'recordHands', 'reopen', 'withdraw'])
export type VoteAction = z.infer<typeof voteAction>
/** 赞成 · 反对 · 弃权. */
export const mark = z.enum(['for', 'against', 'abstain'])
export type Mark = z.infer<typeof mark>

/** What holds for one item; begun from the committee's setting. */
export const voteRules = z.object({
  /** Who votes: everybody who must come, or the standing members among them. */
  electorate: z.enum(['all', 'standing']),
  /** So many of the electorate must be there. */
  quorum: z.object({
    numerator: z.int().min(1).max(100),
    denominator: z.int().min(1).max(100),
  }),
  majority: z.object({
    /** Of all who have the right, of those who are there, or of the valid ballots. */
    of: z.enum(['all', 'present', 'valid']),
    numerator: z.int().min(1).max(100),
    denominator: z.int().min(1).max(100),
    /** More than that share (过半数); else that share is enough (三分之二以上). */
    over: z.boolean(),
  }),
  /** Of an election. */
  seats: z.int().min(1).max(500),
  /** 等额: as many candidates as seats; 差额: more. */
  contested: z.boolean(),
  writeIns: z.boolean(),
  /** A ballot with more names than seats counts as invalid; else it is not taken. */
  tooManyIsInvalid: z.boolean(),
  /** Candidates stand on the ballot in the order of surname strokes; else as they were written. */
  byStrokes: z.boolean().default(true),
})
export type VoteRules = z.infer<typeof voteRules>

export const candidate = z.object({ id, name: filledText(30), about: text(200) })
const tallied = z.object({ for: z.int(), against: z.int(), abstain: z.int() })
/** What was counted. */
export const voteResult = z.object({
  electorate: z.int(),
  present: z.int(),
  /** 发出 · 收回 · 有效 · 无效. */
  issued: z.int(),
  returned: z.int(),
  /** Of these on paper. */
  paper: z.int().optional(),
  valid: z.int(),
  invalid: z.int(),
  /** Votes needed. */
  needed: z.int(),
  /** Who counted a show of hands. */
  countedBy: z.string().optional(),
  /** Of a motion. */
  motion: tallied.extend({ passed: z.boolean() }).nullable(),
  candidates: z.array(
    tallied.extend({ id: id.nullable(), name: z.string(), outcome: z.enum(['elected', 'tied', 'notElected']) }),
  ),
})
export type VoteResult = z.infer<typeof voteResult>

/** A name as it is compared and counted: rosters set two characters apart (张　三), pens and thumbs put spaces anywhere. */
export const nameOf = (written: string): string => written.replaceAll(/[\s|]/g, '')

/** One ballot: a mark for the motion, or for each candidate, and names written in. */
export const ballotBody = z.object({
  motion: mark.optional(),
  marks: z
    .array(z.object({ candidateId: id, mark }))
    .max(500)
    .default([]),
  writeIns: z.array(filledText(30)).max(100).default([]),
})
export type BallotBody = z.infer<typeof ballotBody>

const ballots = z.int().min(0).max(100_000)
const marked = z.object({ for: ballots, against: ballots, abstain: ballots })
/** Ballots of paper as the scrutineers counted them, as sums. */
export const paperCount = z.object({
  returned: ballots,
  invalid: ballots,
  motion: marked.nullable().default(null),
  candidates: z
    .array(marked.extend({ candidateId: id }))
    .max(500)
    .default([]),
  writeIns: z
    .array(z.object({ name: filledText(30), for: ballots }))
    .max(100)
    .default([]),
})
export type PaperCount = z.infer<typeof paperCount>

const head = {
  id,
  activityId: id,
  kind: voteKind,
  form: voteForm,
  title: z.string(),
  state: voteState,
  position: z.int(),
  /** The second, third … time, after a round that was declared void. */
  round: z.int(),
}
export const voteItem = z.object({
  ...head,
  /** 通过 / 未通过 / 当选几人, once closed and to whoever may know. */
  outcome: z.string(),
  /** The viewer may vote and has not yet. */
  toCast: z.boolean(),
})
export type VoteItem = z.infer<typeof voteItem>
export const vote = z.object({
  ...head,
  activity: z.object({ id, title: z.string(), startsAt: instant, place: z.string() }),
  words: z.string(),
  rules: voteRules,
  candidates: z.array(candidate),
  /** 总监票人、监票人、计票人, as announced. */
  chiefScrutineer: z.string(),
  scrutineers: z.string(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** Present now, for who runs it before it opens; of them so many have no account. */
  presence: z
    .object({
      electorate: z.int(),
      present: z.int(),
      withoutAccount: z.int(),
      needed: z.int(),
      reached: z.boolean(),
    })
    .nullable(),
  issued: z.int(),
  /** Of these on paper, for who runs it. */
  issuedOnPaper: z.int().nullable(),
  /** How many ballots are in; never whose. Null for who does not run it. */
  returned: z.int().nullable(),
  /** Handed in, given out on paper, or not asked. */
  mine: z.enum(['toCast', 'cast', 'paper', 'none']),
  result: voteResult.nullable(),
  /** Named votes, once closed. */
  named: z.array(z.object({ memberId: id, name: z.string(), ballot: ballotBody.nullable() })),
  /** Rounds that were declared void. */
  voided: z.array(z.object({ round: z.int(), reason: z.string(), at: instant, result: voteResult.nullable() })),
  version,
  actions: z.array(voteAction),
  history: z.array(historyEntry),
})
export type Vote = z.infer<typeof vote>

const draft = {
  kind: voteKind,
  form: voteForm,
  title: filledText(200),
  words: text(4000),
  rules: voteRules,
  candidates: z.array(z.object({ name: filledText(30), about: text(200) })).max(500),
  chiefScrutineer: text(60),
  scrutineers: text(300),
}
const one = { params: z.object({ id }), access: 'signedIn' as const }
const moved = z.object({ state: voteState, version })
const faults = ['vote.wrong-state'] as const

export const voteRoutes = {
  listVotes: route({
    method: 'GET',
    path: '/activities/:id/votes',
    summary: 'Votes and elections of a meeting, in their order.',
    access: 'signedIn',
    params: z.object({ id }),
    response: z.object({
      items: z.array(voteItem),
      mayAdd: z.boolean(),
      rules: z.object({ motion: voteRules, election: voteRules }).nullable(),
    }),
  }),
  addVote: route({
    method: 'POST',
    path: '/activities/:id/votes',
    summary: 'Draft a vote or an election.',
    access: 'signedIn',
    creates: true,
    params: z.object({ id }),
    body: z.object(draft),
    response: z.object({ id }),
    errors: ['vote.candidates', 'vote.meeting-over'],
  }),
  getVote: route({ ...one, method: 'GET', path: '/votes/:id', summary: 'One vote as I may see it.', response: vote }),
  editVote: route({
    ...one,
    method: 'PUT',
    path: '/votes/:id',
    summary: 'Change a draft.',
    body: z.object({ ...draft, version }),
    response: moved,
    errors: [...faults, 'vote.candidates', 'version.stale'],
  }),
  openVote: route({
    ...one,
    method: 'POST',
    path: '/votes/:id/opening',
    summary: 'Open it: who is there and has the right gets a ballot.',
    body: z.object({}),
    response: moved,
    errors: [...faults, 'vote.no-quorum', 'vote.other-open', 'vote.too-few', 'vote.meeting-over'],
  }),
  castBallot: route({
    ...one,
    method: 'POST',
    path: '/votes/:id/ballots',
    summary: 'Hand my ballot in, once.',
    body: ballotBody,
    response: z.object({}),
    errors: [
      ...faults,
      'vote.cast',
      'vote.not-a-voter',
      'vote.incomplete',
      'vote.too-many',
      'vote.own-hand',
      'vote.on-paper',
    ],
  }),
  givePaper: route({
    ...one,
    method: 'POST',
    path: '/votes/:id/paper-ballots',
    summary: 'Give a voter who has not voted a ballot of paper, or take it back.',
    body: z.object({ memberId: id, onPaper: z.boolean() }),
    response: z.object({}),
    errors: [...faults, 'vote.cast', 'vote.not-a-voter'],
  }),
  closeVote: route({
    ...one,
    method: 'POST',
    path: '/votes/:id/closing',
    summary: 'Close it and count, those on paper as the scrutineers counted them; closed again, nothing changes.',
    body: z.object({ paper: paperCount.optional() }),
    response: moved,
    errors: [...faults, 'vote.too-few-ballots', 'vote.paper-missing', 'vote.paper-sum'],
  }),
  recordHands: route({
    ...one,
    method: 'POST',
    path: '/votes/:id/hands',
    summary: 'Record a show of hands as it was counted.',
    body: z.object({
      for: z.int().min(0).max(100_000),
      against: z.int().min(0).max(100_000),
      abstain: z.int().min(0).max(100_000),
      countedBy: text(300).default(''),
    }),
    response: moved,
    errors: [...faults, 'vote.hands-sum'],
  }),
  reopenVote: route({
    ...one,
    method: 'POST',
    path: '/votes/:id/reopening',
    summary: 'Declare the round void with the reason, and prepare a new one.',
    body: z.object({ reason: filledText(500) }),
    response: moved,
    errors: [...faults, 'vote.meeting-over'],
  }),
  withdrawVote: route({
    ...one,
    method: 'POST',
    path: '/votes/:id/withdrawal',
    summary: 'Take an item off the agenda, with the reason; ballots handed in are destroyed.',
    body: z.object({ reason: filledText(500) }),
    response: moved,
    errors: faults,
  }),
  getVoteReport: route({
    ...one,
    method: 'GET',
    path: '/votes/:id/report',
    summary: 'The report of the scrutineers as a Word file.',
    download: true,
    errors: faults,
  }),
}
