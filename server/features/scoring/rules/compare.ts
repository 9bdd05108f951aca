import type { Grade } from '#contract/scoring-scheme.ts'
import type { Score } from './score-facts.ts'

/** One member under two schemes. */
export interface Compared {
  memberId: string
  name: string
  sector: string
  standing: boolean
  before: Score
  after: Score
}

/** What makes the difference between two scores, by the names of the lines, the largest first. */
export function differences(before: Score, after: Score): { name: string; centipoints: number }[] {
  const by = new Map<string, number>()
  for (const line of after.lines) by.set(line.name, (by.get(line.name) ?? 0) + line.centipoints)
  for (const line of before.lines) by.set(line.name, (by.get(line.name) ?? 0) - line.centipoints)
  const unmet = (score: Score) => score.preconditions.filter(({ have, need }) => have < need)
  const missing = unmet(after).filter(({ name }) => !unmet(before).some((one) => one.name === name))
  return [
    ...[...by]
      .filter(([, centipoints]) => centipoints !== 0)
      .map(([name, centipoints]) => ({ name, centipoints }))
      .toSorted((a, b) => Math.abs(b.centipoints) - Math.abs(a.centipoints)),
    ...missing.map(({ name }) => ({ name: `没有做到：${name}`, centipoints: 0 })),
  ]
}

/** So many who move are told by name; the rest are in the export. */
const movedLimit = 200
const spanWidth = 1_000

interface Kept {
  compared: Compared
  changed: boolean
  difference: number
}

/** Counts members under two schemes one by one and keeps only the most telling. */
export function tally(beforeGrades: readonly Grade[], afterGrades: readonly Grade[]) {
  // The best first, whichever scheme names it.
  const best = [...beforeGrades, ...afterGrades].toSorted((a, b) => b.from - a.from)
  const names = [...new Set(best.map(({ name }) => name))]
  const known = (of: readonly Grade[], name: string | null) => name === null || of.some((one) => one.name === name)
  const grades = new Map<string | null, { before: number; after: number }>()
  for (const name of [...names, null]) grades.set(name, { before: 0, after: 0 })
  const spans = new Map<number, { before: number; after: number }>()
  const crossed = { before: 0, after: 0 }
  const moves = new Map<string, { before: string | null; after: string | null; count: number }>()
  const crossing: Compared[] = []
  let members = 0
  let changed = 0
  let kept: Kept[] = []
  const more = (a: Kept, b: Kept) =>
    Number(b.changed) - Number(a.changed) ||
    b.difference - a.difference ||
    (a.compared.memberId < b.compared.memberId ? -1 : 1)
  const spanOf = (centipoints: number) => {
    const from = Math.floor(centipoints / spanWidth) * spanWidth
    const span = spans.get(from) ?? { before: 0, after: 0 }
    spans.set(from, span)
    return span
  }
  return {
    take(one: Compared): void {
      members++
      const { before, after } = one
      grades.get(before.grade)!.before++
      grades.get(after.grade)!.after++
      spanOf(before.centipoints).before++
      spanOf(after.centipoints).after++
      if (before.crossed.length > 0) crossed.before++
      if (after.crossed.length > 0) {
        crossed.after++
        if (crossing.length < movedLimit) crossing.push(one)
      }
      const differs = before.grade !== after.grade
      if (differs) {
        changed++
        const key = JSON.stringify([before.grade, after.grade])
        const move = moves.get(key) ?? { before: before.grade, after: after.grade, count: 0 }
        move.count++
        moves.set(key, move)
      }
      if (!differs && before.centipoints === after.centipoints) return
      kept.push({ compared: one, changed: differs, difference: Math.abs(after.centipoints - before.centipoints) })
      if (kept.length > movedLimit * 2) kept = kept.toSorted(more).slice(0, movedLimit)
    },
    result() {
      return {
        members,
        changed,
        crossed,
        grades: [...grades]
          .filter(([grade, { before, after }]) => grade !== null || before + after > 0)
          .map(([grade, { before, after }]) => ({
            grade,
            before: known(beforeGrades, grade) ? before : null,
            after: known(afterGrades, grade) ? after : null,
          })),
        spans: withoutGaps(spans),
        moves: [...moves.values()].toSorted((a, b) => b.count - a.count),
        crossing: crossing.map(({ before, after, ...member }) => ({
          ...member,
          lines: after.crossed.map(({ name }) => name),
          crossedBefore: before.crossed.length > 0,
        })),
        moved: kept
          .toSorted(more)
          .slice(0, movedLimit)
          .map(({ compared: { before, after, ...member } }) => ({
            ...member,
            before: { centipoints: before.centipoints, grade: before.grade },
            after: { centipoints: after.centipoints, grade: after.grade },
            why: differences(before, after).slice(0, 8),
          })),
      }
    },
  }
}

/** From the lowest span to the highest, those nobody stands in as well: an axis without them would lie. */
function withoutGaps(spans: ReadonlyMap<number, { before: number; after: number }>) {
  const found = [...spans.keys()]
  const [lowest, highest] = [Math.min(...found), Math.max(...found)]
  return Array.from({ length: found.length === 0 ? 0 : (highest - lowest) / spanWidth + 1 }, (_, i) => {
    const from = lowest + i * spanWidth
    return { from, ...(spans.get(from) ?? { before: 0, after: 0 }) }
  })
}
