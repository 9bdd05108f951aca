import type { ScoreBand } from '#contract/mutual-appraisals.ts'

/** For one press: the middle of each grade, as points of an item. 25 points: 优秀 24, 良好 21, 一般 17, 较差 8. */
export function quickPoints(
  points: number,
  bands: readonly ScoreBand[],
): { code: string; name: string; points: number }[] {
  return bands.map(({ code, name, from }, i) => {
    const upTo = i === 0 ? 100 : bands[i - 1]!.from
    return { code, name, points: Math.round((points * (from + upTo)) / 200) }
  })
}
