import {
  type BallotBody,
  type Mark,
  nameOf,
  type PaperCount,
  type VoteKind,
  type VoteResult,
  type VoteRules,
} from '#contract/votes.ts'

/** Fewer voters or ballots than that and a secret vote is none: who voted could be reckoned back. Ours, as for awards. */
export const leastSecretBallots = 3

/** A ballot as it lies in the box: what it says and nothing else, the same text for the same ballot.
 *  Motion: `f`, `a` or `-`. Election: a sign for each candidate in their order, then the names written in, sorted. */
export function encodeBallot(kind: VoteKind, candidateIds: readonly string[], ballot: BallotBody): string {
  if (kind === 'motion') return signs[ballot.motion ?? 'abstain']
  const marks = new Map(ballot.marks.map((one) => [one.candidateId, one.mark]))
  const row = candidateIds.map((id) => signs[marks.get(id) ?? 'abstain']).join('')
  const names = namesOf(ballot.writeIns)
  return names.length === 0 ? row : `${row}|${names.join('|')}`
}
const signs: Record<Mark, string> = { for: 'f', against: 'a', abstain: '-' }
const marksBySign: Readonly<Record<string, Mark>> = { f: 'for', a: 'against', '-': 'abstain' }

export function decodeBallot(kind: VoteKind, candidateIds: readonly string[], text: string): BallotBody {
  if (kind === 'motion') return { motion: marksBySign[text] ?? 'abstain', marks: [], writeIns: [] }
  const [row = '', ...writeIns] = text.split('|')
  return {
    marks: candidateIds.map((candidateId, i) => ({ candidateId, mark: marksBySign[row[i] ?? '-'] ?? 'abstain' })),
    writeIns,
  }
}

/** Names written in, once each, without spaces and the bar that parts them. */
const namesOf = (written: readonly string[]): string[] =>
  [...new Set(written.map(nameOf).filter((name) => name !== ''))].toSorted()

/** Whether one of the names is a candidate's, however it is spaced. */
const namesCandidate = (names: readonly string[], candidates: readonly { name: string }[]): boolean =>
  candidates.some((one) => names.includes(nameOf(one.name)))

/** What is wrong with a ballot before it is taken; null: nothing. Every candidate has a mark of some kind.
 *  Too many names make it invalid at the count where the rules say so, and are refused otherwise.
 *  Source: 选举办法通例, 所选人数等于或少于应选人数的有效，多于应选人数的无效. */
export function ballotFault(
  kind: VoteKind,
  rules: Pick<VoteRules, 'seats' | 'writeIns' | 'tooManyIsInvalid'>,
  candidates: readonly { id: string; name: string }[],
  ballot: BallotBody,
): 'vote.incomplete' | 'vote.too-many' | null {
  if (kind === 'motion')
    return ballot.motion === undefined || ballot.marks.length > 0 || ballot.writeIns.length > 0
      ? 'vote.incomplete'
      : null
  const known = new Set(candidates.map((one) => one.id))
  const marked = new Set(ballot.marks.map((one) => one.candidateId))
  if (ballot.motion !== undefined || marked.size !== ballot.marks.length || marked.size !== known.size)
    return 'vote.incomplete'
  if ([...marked].some((id) => !known.has(id))) return 'vote.incomplete'
  const names = namesOf(ballot.writeIns)
  if (names.length > 0 && !rules.writeIns) return 'vote.incomplete'
  if (namesCandidate(names, candidates)) return 'vote.incomplete'
  return !rules.tooManyIsInvalid && chosenOf({ ...ballot, writeIns: names }) > rules.seats ? 'vote.too-many' : null
}

const chosenOf = (ballot: BallotBody): number =>
  ballot.marks.filter((one) => one.mark === 'for').length + ballot.writeIns.length

/** How many votes are needed. @param base those the majority is taken of */
export function neededOf({ numerator, denominator, over }: VoteRules['majority'], base: number): number {
  return over
    ? Math.floor((base * numerator) / denominator) + 1
    : Math.max(1, Math.ceil((base * numerator) / denominator))
}

/** How many of the electorate must be there. Source: 全体会议须有三分之二以上委员出席. */
export const quorumNeeded = (quorum: VoteRules['quorum'], electorate: number): number =>
  Math.ceil((electorate * quorum.numerator) / quorum.denominator)

interface Count {
  kind: VoteKind
  rules: VoteRules
  candidates: readonly { id: string; name: string }[]
  electorate: number
  present: number
  issued: number
}

/** Counts a box. Of those who reach the majority as many are elected as there are seats, by votes; who could change places
 *  at the last seat tie, and no program picks among them: another ballot decides.
 *  @param box how many ballots say what
 *  @param paper those on paper, as the scrutineers counted them: already judged valid or not */
export function countBox(given: Count, box: Readonly<Record<string, number>>, paper?: PaperCount): VoteResult {
  const { kind, rules, candidates, electorate, present, issued } = given
  const ids = candidates.map((one) => one.id)
  const ballots = Object.entries(box).map(([text, n]) => ({ ballot: decodeBallot(kind, ids, text), n }))
  const returned = ballots.reduce((sum, one) => sum + one.n, 0) + (paper?.returned ?? 0)
  const valid = ballots.filter(({ ballot }) => kind === 'motion' || chosenOf(ballot) <= rules.seats)
  const validCount = valid.reduce((sum, one) => sum + one.n, 0) + (paper ? paper.returned - paper.invalid : 0)
  const needed = neededOf(rules.majority, { all: electorate, present, valid: validCount }[rules.majority.of])
  const shared = {
    electorate,
    present,
    issued,
    returned,
    ...(paper ? { paper: paper.returned } : {}),
    valid: validCount,
    invalid: returned - validCount,
    needed,
  }
  if (kind === 'motion') {
    const counts = { ...(paper?.motion ?? { for: 0, against: 0, abstain: 0 }) }
    for (const { ballot, n } of valid) counts[ballot.motion ?? 'abstain'] += n
    return { ...shared, motion: { ...counts, passed: counts.for >= needed }, candidates: [] }
  }
  const tallies = new Map(
    candidates.map(({ id, name }) => [id, { id: id as string | null, name, for: 0, against: 0, abstain: 0 }]),
  )
  const written = new Map<string, { id: string | null; name: string; for: number; against: number; abstain: number }>()
  for (const { ballot, n } of valid) {
    for (const one of ballot.marks) tallies.get(one.candidateId)![one.mark] += n
    for (const name of ballot.writeIns) {
      const tally = written.get(name) ?? { id: null, name, for: 0, against: 0, abstain: 0 }
      tally.for += n
      written.set(name, tally)
    }
  }
  for (const one of paper?.candidates ?? []) {
    const tally = tallies.get(one.candidateId)!
    for (const mark of ['for', 'against', 'abstain'] as const) tally[mark] += one[mark]
  }
  for (const { name: spaced, for: votes } of paper?.writeIns ?? []) {
    const name = nameOf(spaced)
    const tally = written.get(name) ?? { id: null, name, for: 0, against: 0, abstain: 0 }
    tally.for += votes
    written.set(name, tally)
  }
  const all = [
    ...tallies.values(),
    ...[...written.values()].toSorted((a, b) => b.for - a.for || (a.name < b.name ? -1 : 1)),
  ]
  const outcomes = electedOf(
    all.map((one) => one.for),
    rules.seats,
    needed,
  )
  return { ...shared, motion: null, candidates: all.map((one, i) => ({ ...one, outcome: outcomes[i]! })) }
}

/** Of a secret vote, which ballots are too few to be counted: all together, those on paper, or those cast on phones. The sums on
 *  paper are known to who enters them, and the whole to everybody: one or two of either kind are no secret. */
export function tooFewOf({
  returned,
  paper = 0,
}: Pick<VoteResult, 'returned' | 'paper'>): 'all' | 'paper' | 'phones' | null {
  const few = (n: number) => n > 0 && n < leastSecretBallots
  if (returned < leastSecretBallots) return 'all'
  if (few(paper)) return 'paper'
  return few(returned - paper) ? 'phones' : null
}

/** Whether sums counted from paper cannot be: more returned than were given out, marks that do not add up to the valid ones, more
 *  names than the ballots have room for. Source: 选举办法通例, 收回的选票等于或少于发出的，选举有效. */
export function paperFault(
  vote: {
    kind: VoteKind
    rules: Pick<VoteRules, 'seats' | 'writeIns'>
    candidates: readonly { id: string; name: string }[]
  },
  paper: PaperCount | null,
  given: number,
): boolean {
  if (!paper) return false
  const valid = paper.returned - paper.invalid
  if (paper.returned > given || valid < 0) return true
  const sum = (one: { for: number; against: number; abstain: number }) => one.for + one.against + one.abstain
  if (vote.kind === 'motion')
    return !paper.motion || sum(paper.motion) !== valid || paper.candidates.length > 0 || paper.writeIns.length > 0
  const counted = new Map(paper.candidates.map((one) => [one.candidateId, one]))
  if (paper.motion || counted.size !== paper.candidates.length || counted.size !== vote.candidates.length) return true
  if (vote.candidates.some(({ id }) => !counted.has(id) || sum(counted.get(id)!) !== valid)) return true
  const names = paper.writeIns.map((one) => nameOf(one.name))
  if (names.length > 0 && !vote.rules.writeIns) return true
  if (names.includes('') || new Set(names).size !== names.length || namesCandidate(names, vote.candidates)) return true
  const chosen = [...paper.candidates, ...paper.writeIns].reduce((all, one) => all + one.for, 0)
  return paper.writeIns.some((one) => one.for > valid) || chosen > valid * vote.rules.seats
}

/** The outcome of each by votes: elected with the majority and within the seats; tied where equals meet at the last seat. */
export function electedOf(
  votes: readonly number[],
  seats: number,
  needed: number,
): ('elected' | 'tied' | 'notElected')[] {
  const able = votes.filter((n) => n >= needed).toSorted((a, b) => b - a)
  if (able.length <= seats) return votes.map((n) => (n >= needed ? 'elected' : 'notElected'))
  const last = able[seats - 1]!
  const tie = able[seats] === last
  return votes.map((n) => {
    if (n < needed || n < last) return 'notElected'
    return n > last || !tie ? 'elected' : 'tied'
  })
}

/** The result of a show of hands as it was counted. @returns null where more hands were raised than people are there */
export function countHands(
  given: Count,
  { countedBy, ...hands }: { for: number; against: number; abstain: number; countedBy: string },
): VoteResult | null {
  const returned = hands.for + hands.against + hands.abstain
  if (returned > given.issued) return null
  const needed = neededOf(
    given.rules.majority,
    { all: given.electorate, present: given.present, valid: returned }[given.rules.majority.of],
  )
  return {
    electorate: given.electorate,
    present: given.present,
    issued: given.issued,
    returned,
    valid: returned,
    invalid: 0,
    needed,
    countedBy,
    motion: { ...hands, passed: hands.for >= needed },
    candidates: [],
  }
}

/** Whether the candidates fit the seats: 等额 as many, 差额 more. A show of hands is for motions only. */
export function draftFault(given: {
  kind: VoteKind
  form: 'hands' | 'named' | 'secret'
  rules: Pick<VoteRules, 'seats' | 'contested'>
  candidates: readonly { name: string }[]
}): boolean {
  const names = new Set(given.candidates.map((one) => nameOf(one.name)))
  if (given.kind === 'motion') return names.size > 0
  if (given.form === 'hands' || names.size !== given.candidates.length) return true
  return given.rules.contested ? names.size <= given.rules.seats : names.size !== given.rules.seats
}
