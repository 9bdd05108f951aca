import type { Dimension, Level, UnitResult } from '#contract/appraisals.ts'
import type { ScoreBand, ScoreItem } from '#contract/mutual-appraisals.ts'
import type { AppraisalSettings, MutualAppraisalSettings } from './settings.ts'

/** What a two-way appraisal was opened with. */
export type MutualScheme = Pick<MutualAppraisalSettings, 'handlingItems' | 'proposalItems' | 'bands' | 'lowBelow'>
/** What a democratic appraisal was opened with. */
export type AppraisalScheme = Pick<AppraisalSettings, 'dimensions' | 'levels' | 'bands' | 'minimumBallots'>

/** The grade of so many points: the first whose lower end they reach. `bands` from the best down, the last from 0.
 *  Source: 延边 2022 双向评议, ≥90 优秀、75–89 良好、60–74 一般. */
export function bandOf(points: number, bands: readonly ScoreBand[]): ScoreBand {
  return bands.find((band) => points >= band.from) ?? bands.at(-1)!
}

/** What is wrong with points given item by item, in words by the item's code; null: nothing. */
export function pointsProblem(
  points: Readonly<Record<string, number>>,
  items: readonly ScoreItem[],
): { path: string; message: string } | null {
  for (const item of items) {
    const given = Object.hasOwn(points, item.code) ? points[item.code] : undefined
    if (given === undefined) return { path: `points.${item.code}`, message: `${item.name}还没有打分` }
    if (given > item.points) return { path: `points.${item.code}`, message: `${item.name}最多 ${item.points} 分` }
  }
  const known = new Set(items.map((item) => item.code))
  const strange = Object.keys(points).find((code) => !known.has(code))
  return strange === undefined ? null : { path: 'points', message: '评议项目已经变了，请重新打开这一页' }
}

/** The sum of the points given, with its grade, and whether it is low. */
export function scored(
  points: Readonly<Record<string, number>>,
  items: readonly ScoreItem[],
  scheme: Pick<MutualScheme, 'bands' | 'lowBelow'>,
): { total: number; band: string; low: boolean } {
  const total = items.reduce((sum, item) => sum + points[item.code]!, 0)
  return { total, band: bandOf(total, scheme.bands).code, low: total < scheme.lowBelow }
}

/** Whether both sides may read both scores: they are in, or the last day is over. Source: 延边 2022, 背靠背. */
export function isRevealed(one: { revealedAt: string | null; closesOn: string }, today: string): boolean {
  return one.revealedAt !== null || one.closesOn < today
}

/** A ballot on one unit: the place of the level ticked, a digit for each dimension. Levels are ten at most. */
export type Ballot = string
/** A ballot box: how often each ballot lies in it. Alike ballots are one, and none has an order. */
export type BallotBox = Readonly<Record<Ballot, number>>

/** Turns level codes into a ballot; null where a dimension has none or an unknown one. */
export function ballotOf(
  levels: readonly string[],
  scheme: { dimensions: readonly Dimension[]; levels: readonly Level[] },
): Ballot | null {
  if (levels.length !== scheme.dimensions.length) return null
  const places = levels.map((code) => scheme.levels.findIndex((level) => level.code === code))
  return places.includes(-1) ? null : places.join('')
}

/** What one ballot is worth in hundredths of a point: levels weighted by the dimensions, whose weights add up to 100. */
export function worthOf(ballot: Ballot, scheme: Pick<AppraisalScheme, 'dimensions' | 'levels'>): number {
  return scheme.dimensions.reduce((sum, { weight }, i) => sum + weight * scheme.levels[Number(ballot[i])]!.points, 0)
}

/** The figures of one unit, in hundredths of a point; none with fewer ballots than the scheme asks for, since a mean of
 *  few tells who gave what. Pure. Source: 民主评议提案办理五维（玉屏）; 最低有效份数 as for 营商环境体验式评价 (吉林). */
export function resultOf(
  box: BallotBox,
  scheme: AppraisalScheme,
): Pick<UnitResult, 'ballots' | 'total' | 'band' | 'dimensions' | 'bands'> {
  const ballots = Object.entries(box)
  const count = ballots.reduce((sum, [, times]) => sum + times, 0)
  if (count === 0 || count < scheme.minimumBallots)
    return { ballots: count, total: null, band: null, dimensions: null, bands: null }
  const bands = scheme.bands.map(() => 0)
  let sum = 0
  for (const [ballot, times] of ballots) {
    const worth = worthOf(ballot, scheme)
    sum += worth * times
    bands[scheme.bands.indexOf(bandOf(worth / 100, scheme.bands))]! += times
  }
  const total = Math.round(sum / count)
  const dimensions = scheme.dimensions.map((_, i) => {
    const levels = scheme.levels.map(() => 0)
    for (const [ballot, times] of ballots) levels[Number(ballot[i])]! += times
    const points = levels.reduce((all, times, place) => all + times * scheme.levels[place]!.points * 100, 0)
    return { mean: Math.round(points / count), levels }
  })
  return { ballots: count, total, band: bandOf(total / 100, scheme.bands).name, dimensions, bands }
}

/** Ranks by total, best first; equal totals share a rank and the next one is left out (并列); those without a total have none. */
export function ranked<T extends { total: number | null }>(units: readonly T[]): (T & { rank: number | null })[] {
  return units
    .map((unit) => ({
      ...unit,
      rank: unit.total === null ? null : 1 + units.filter((other) => (other.total ?? -1) > unit.total!).length,
    }))
    .sort((a, b) => (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER))
}
