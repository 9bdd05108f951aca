import type { AwardKind, AwardRules } from '#contract/awards.ts'

/** How many may be awarded of `total`: the share as whole numbers, at least one where there is anybody.
 *  Source: 好提案约占提案总数的 1%；承办先进单位 20%（北京房山）. */
export function quotaOf(rules: Pick<AwardRules, 'quotaPercent'>, total: number): number {
  return total === 0 ? 0 : Math.max(1, Math.round((total * rules.quotaPercent) / 100))
}

/** How many of `quota` must be collective proposals. Source: 好提案中集体提案不少于 20%. */
export function collectiveMinOf(rules: Pick<AwardRules, 'collectivePercent'>, kind: AwardKind, quota: number): number {
  return kind === 'proposals' ? Math.ceil((quota * rules.collectivePercent) / 100) : 0
}

/** Fewer ballots than that and a secret one is none: who voted could be reckoned back. Source: 无记名投票; the least number is
 *  ours, no regulation names one. */
export const leastSecretBallots = 3

/** One ballot, whoever's it is. */
export type Choice = { choices: string[] } | { scores: { nominationId: string; points: number[] }[] }

/** Votes, and the mean of the points in hundredths, of each nomination. */
export function tally(
  nominationIds: readonly string[],
  ballots: readonly Choice[],
): Map<string, { votes: number; centipoints: number }> {
  const counted = new Map(nominationIds.map((id) => [id, { votes: 0, sum: 0 }]))
  for (const ballot of ballots) {
    if ('choices' in ballot) {
      for (const id of new Set(ballot.choices)) {
        const one = counted.get(id)
        if (one) one.votes += 1
      }
    } else
      for (const { nominationId, points } of ballot.scores) {
        const one = counted.get(nominationId)
        if (one) one.sum += points.reduce((sum, n) => sum + n, 0)
      }
  }
  return new Map(
    [...counted].map(([id, { votes, sum }]) => [
      id,
      { votes, centipoints: ballots.length === 0 ? 0 : Math.round((sum * 100) / ballots.length) },
    ]),
  )
}

export interface Entry {
  id: string
  collective: boolean
  /** Votes, or hundredths of points. */
  value: number
}
export type Outcome = 'won' | 'tied' | 'lost'

/** Who is within the quota: the best, among them so many collective ones as there must be where there are so many. Those
 *  who could change places without changing anything else tie, and nobody is picked among them.
 *  @returns the outcome of each, and how many places are left to those of each value that tie */
export function ranked(
  entries: readonly Entry[],
  given: { quota: number; collectiveMin: number; least: number },
): { outcomes: Map<string, Outcome>; seats: Map<number, number> } {
  const able = entries.filter((one) => one.value >= given.least).toSorted((a, b) => b.value - a.value)
  const reserved = able.filter((one) => one.collective).slice(0, Math.min(given.collectiveMin, given.quota))
  const rest = able.filter((one) => !reserved.includes(one)).slice(0, Math.max(0, given.quota - reserved.length))
  const winners = [...reserved, ...rest]
  const collective = winners.filter((one) => one.collective).length
  const needed = reserved.length
  const mayTrade = (winner: Entry, loser: Entry) =>
    winner.value === loser.value && (winner.collective === loser.collective || loser.collective || collective > needed)
  const losers = able.filter((one) => !winners.includes(one))
  const tied = new Set<Entry>()
  for (const winner of winners)
    for (const loser of losers)
      if (mayTrade(winner, loser)) {
        tied.add(winner)
        tied.add(loser)
      }
  const seats = new Map<number, number>()
  for (const one of winners) if (tied.has(one)) seats.set(one.value, (seats.get(one.value) ?? 0) + 1)
  return {
    outcomes: new Map(
      entries.map((one) => [one.id, tied.has(one) ? 'tied' : winners.includes(one) ? 'won' : 'lost'] as const),
    ),
    seats,
  }
}

/** Whether a choice among those that tie fills the places of each value exactly and keeps as many collective ones. */
export function settlesTie(
  entries: readonly (Entry & { outcome: Outcome })[],
  chosen: ReadonlySet<string>,
  given: { quota: number; collectiveMin: number; least: number },
): boolean {
  const { seats } = ranked(entries, given)
  const tied = entries.filter((one) => one.outcome === 'tied')
  if ([...chosen].some((id) => !tied.some((one) => one.id === id))) return false
  for (const [value, places] of seats)
    if (tied.filter((one) => one.value === value && chosen.has(one.id)).length !== places) return false
  const won = entries.filter((one) => one.outcome === 'won' || chosen.has(one.id))
  const possible = entries.filter((one) => one.collective && one.value >= given.least).length
  return won.filter((one) => one.collective).length >= Math.min(given.collectiveMin, given.quota, possible)
}

/** The value one needs: of votes more than half of those who voted, where the rules ask for it; never nothing at all. */
export function leastOf(rules: Pick<AwardRules, 'method' | 'needsMajority'>, ballots: number): number {
  return rules.method === 'vote' && rules.needsMajority ? Math.floor(ballots / 2) + 1 : 1
}

/** What is wrong with a ballot; null: nothing. Points are given for every criterion of every candidate. */
export function ballotFault(
  rules: Pick<AwardRules, 'method' | 'criteria'>,
  candidates: ReadonlySet<string>,
  quota: number,
  ballot: { choices: readonly string[]; scores: readonly { nominationId: string; points: readonly number[] }[] },
): 'ballot.too-many' | 'ballot.incomplete' | null {
  if (rules.method === 'vote') {
    if (ballot.scores.length > 0 || ballot.choices.some((id) => !candidates.has(id))) return 'ballot.incomplete'
    return new Set(ballot.choices).size > quota ? 'ballot.too-many' : null
  }
  const scored = new Set(ballot.scores.map((one) => one.nominationId))
  const whole =
    ballot.choices.length === 0 &&
    scored.size === candidates.size &&
    ballot.scores.length === scored.size &&
    [...scored].every((id) => candidates.has(id)) &&
    ballot.scores.every(
      ({ points }) =>
        points.length === rules.criteria.length && points.every((n, i) => n >= 0 && n <= rules.criteria[i]!.points),
    )
  return whole ? null : 'ballot.incomplete'
}
