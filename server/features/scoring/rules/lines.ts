import type { SchemeLine } from '#contract/scoring-scheme.ts'
import { type CompiledScheme, isFor, matches } from './compile.ts'
import type { CrossedLine, MemberFacts, ScoredEntry, ScoredSpan } from './score-facts.ts'
import { pointWords } from './words.ts'

/** The lines a member has crossed (提醒、约谈、告诫、劝辞), each with its reason and the entries. A score that is
 *  still to be judged crosses no line of points, and while the year runs nobody has done too little. @param centipoints null: still to be judged */
export function crossedLines(
  live: readonly ScoredEntry[],
  { scheme }: CompiledScheme,
  facts: MemberFacts,
  span: ScoredSpan,
  centipoints: number | null,
): CrossedLine[] {
  const crossed: CrossedLine[] = []
  for (const line of scheme.lines) {
    if (span.running && line.when.what !== 'acts') continue
    if (!isFor(line.members, facts.standing)) continue
    const found = crossing(line.when, live, facts, span, centipoints)
    if (found) crossed.push({ key: line.key, name: line.name, measure: line.measure, by: line.by, ...found })
  }
  return crossed
}

type Crossing = { words: string; entryIds: string[] } | null

function crossing(
  when: SchemeLine['when'],
  live: readonly ScoredEntry[],
  facts: MemberFacts,
  span: ScoredSpan,
  centipoints: number | null,
): Crossing {
  if (when.what === 'score') {
    if (centipoints === null) return null
    for (let back = 1; back < when.years; back++) {
      const before = facts.earlier.find((one) => one.year === span.year - back)
      if (!before || before.centipoints >= when.below) return null
    }
    if (centipoints >= when.below) return null
    const years = when.years > 1 ? `连续 ${when.years} 年` : '本年'
    return { words: `${years}低于 ${pointWords(when.below)}，本年 ${pointWords(centipoints)}`, entryIds: [] }
  }
  if (when.what === 'acts') {
    const from = when.within === 'term' ? span.termFrom : span.from
    const ids = idsOf(when, live, from, span.to)
    if (ids.length < when.atLeast) return null
    return { words: `${when.within === 'term' ? '本届内' : '本年'}已有 ${ids.length} 次`, entryIds: ids }
  }
  if (when.within === 'term') {
    if (!span.termEnded || facts.joinedOn > span.termFrom) return null
    const ids = idsOf(when, live, span.termFrom, span.to)
    return ids.length < when.fewerThan ? { words: `本届内只有 ${ids.length} 次`, entryIds: ids } : null
  }
  const ids: string[] = []
  for (let back = 0; back < when.years; back++) {
    const from = yearsBefore(span.from, back)
    // Who was not a member for the whole year is not held to it.
    if (facts.joinedOn > from) return null
    // A year before is looked at whole, however early this one is judged.
    const ofYear = idsOf(when, live, from, back === 0 ? span.to : yearsBefore(span.end, back))
    if (ofYear.length >= when.fewerThan) return null
    ids.push(...ofYear)
  }
  return {
    words: `${when.years > 1 ? `连续 ${when.years} 年每年` : '本年'}不足 ${when.fewerThan} 次`,
    entryIds: ids,
  }
}

const idsOf = (
  match: Parameters<typeof matches>[0],
  live: readonly ScoredEntry[],
  from: string,
  to: string,
): string[] =>
  live.filter((one) => one.occurredOn >= from && one.occurredOn <= to && matches(match, one)).map(({ id }) => id)

/** The same civil date some years before; 29 February becomes the 28th. */
function yearsBefore(date: string, years: number): string {
  if (years === 0) return date
  const before = `${Number(date.slice(0, 4)) - years}${date.slice(4)}`
  return before.endsWith('-02-29') ? before.replace('-29', '-28') : before
}
