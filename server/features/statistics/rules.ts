import type { Figures } from '#contract/statistics.ts'
import type { StatisticsSettings } from './settings.ts'

/** So many proposals of one group came so far (`outcome` as the column) and were answered with one class. */
export interface Counted {
  key: string
  outcome: number
  replyClass: string | null
  count: number
}

const ratingNames = ['satisfied', 'basicallySatisfied', 'dissatisfied'] as const
const noRatings = () => ({ satisfied: 0, basicallySatisfied: 0, dissatisfied: 0 })

/** Figures of nothing. */
export function noFigures(classes: number): Figures {
  return {
    received: 0,
    registered: 0,
    assigned: 0,
    answered: 0,
    adopted: 0,
    implemented: 0,
    classes: Array.from({ length: classes }, () => 0),
    handling: noRatings(),
    result: noRatings(),
  }
}

/** Adds counts up to the figures of each group. Pure.
 *  Source: 统计三件套 办复率、类别结构、满意率；办理工作与办理结果分别统计（宁波）. */
export function figuresOf(
  counted: readonly Counted[],
  classCodes: readonly string[],
  settings: StatisticsSettings,
): Map<string, Figures> {
  const groups = new Map<string, Figures>()
  for (const { key, outcome, replyClass, count } of counted) {
    let f = groups.get(key)
    if (!f) {
      f = noFigures(classCodes.length)
      groups.set(key, f)
    }
    f.received += count
    if (outcome & 1) f.registered += count
    if (outcome & 2) f.assigned += count
    if (outcome & 4) f.answered += count
    const handling = ratingNames[((outcome >> 3) & 3) - 1]
    if (handling) f.handling[handling] += count
    const result = ratingNames[((outcome >> 5) & 3) - 1]
    if (result) f.result[result] += count
    if (replyClass !== null) {
      const at = classCodes.indexOf(replyClass)
      if (at >= 0) f.classes[at]! += count
      if (settings.adoptedClasses.includes(replyClass)) f.adopted += count
      if (settings.implementedClasses.includes(replyClass)) f.implemented += count
    }
  }
  return groups
}

/** The figures of all groups together. */
export function sumOf(all: Iterable<Figures>, classes: number): Figures {
  const sum = noFigures(classes)
  for (const f of all) {
    for (const name of ['received', 'registered', 'assigned', 'answered', 'adopted', 'implemented'] as const)
      sum[name] += f[name]
    for (const [i, n] of f.classes.entries()) sum.classes[i]! += n
    for (const name of ratingNames) {
      sum.handling[name] += f.handling[name]
      sum.result[name] += f.result[name]
    }
  }
  return sum
}

/** A share in per cent with one decimal, as reports print it; empty of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${(Math.round((part / whole) * 1000) / 10).toFixed(1)}%`
}

/** Satisfied counts basically satisfied in (满意率含基本满意). */
export function satisfiedOf(r: Figures['result']): { satisfied: number; rated: number } {
  return { satisfied: r.satisfied + r.basicallySatisfied, rated: r.satisfied + r.basicallySatisfied + r.dissatisfied }
}
