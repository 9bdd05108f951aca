import type { Figures, StatisticsDimension } from '#contract/statistics.ts'

export const dimensionWords: Record<StatisticsDimension, string> = {
  category: '按类别',
  unit: '按主办单位',
  sector: '按界别',
  kind: '按提案者',
  year: '按年度',
}

/** A share in per cent with one decimal; of nothing a dash. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${(Math.round((part / whole) * 1000) / 10).toFixed(1)}%`
}

export function satisfaction(r: Figures['result']): string {
  const satisfied = r.satisfied + r.basicallySatisfied
  return percent(satisfied, satisfied + r.dissatisfied)
}

/** How a count moved against the year before, in words; null where there is nothing to compare with. */
export function against(now: number, before: number | undefined): string | null {
  if (before === undefined) return null
  if (before === 0) return now === 0 ? '上年也没有' : '上年没有'
  const change = now - before
  if (change === 0) return `与上年持平`
  return `比上年${change > 0 ? '多' : '少'} ${Math.abs(change)} 件（上年 ${before} 件）`
}
