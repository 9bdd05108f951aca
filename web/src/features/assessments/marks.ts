import type { SchemeItem } from '#contract/scoring-scheme.ts'
import { points } from '../scoring/words.ts'

/** The largest mark the system takes, where the scheme names no maximum. */
const most = 9999

/** What was typed as a mark, in whatever width; null where nothing is typed, NaN where it is no number. */
export const markOf = (typed: string): number | null =>
  typed.trim() === '' ? null : Number(typed.normalize('NFKC').trim())

/** What is wrong with a mark the office typed, in words; null where it fits the item or nothing is typed. */
export function markProblem(
  { cap, floor }: Pick<SchemeItem, 'cap' | 'floor'>,
  mark: number | null | undefined,
): string | null {
  if (mark === null || mark === undefined) return null
  if (Number.isNaN(mark)) return '请填数字'
  const centipoints = Math.round(mark * 100)
  if (cap !== null && centipoints > cap) return `满分 ${points(cap)} 分，不能填 ${mark}`
  if (floor !== null && centipoints < floor) return `最低 ${points(floor)} 分，不能填 ${mark}`
  return Math.abs(mark) > most ? '这个分数太大了，请核对' : null
}
