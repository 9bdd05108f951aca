import type { Grade, SchemeItem, Tariff } from '#contract/scoring-scheme.ts'
import { type CompiledScheme, fits, isFor, matches } from './compile.ts'
import { crossedLines } from './lines.ts'
import type { MemberFacts, Score, ScoredEntry, ScoredSpan, ScoreLine } from './score-facts.ts'
import { itemWords, limitWords } from './words.ts'

interface Act {
  entry: ScoredEntry
  points: number
}

/** Scores one member: total, grade and the explanation line by line. Pure and linear in the entries. Entries before the
 *  span are looked at by lines only. Points are centipoints; shares are cut down to whole centipoints. */
export function score(
  entries: readonly ScoredEntry[],
  compiled: CompiledScheme,
  facts: MemberFacts,
  span: ScoredSpan,
): Score {
  const { scheme } = compiled
  const live = standingEntries(entries)
  const year = live.filter(({ occurredOn }) => occurredOn >= span.from && occurredOn <= span.to)
  const actsOf = gather(year, compiled, facts.standing)
  const unjudged: string[] = []
  const results = new Map<string, ScoreLine>()
  for (const place of compiled.order) {
    const item = scheme.items[place]!
    if (!isFor(item.members, facts.standing)) continue
    const met = item.requires.every((key) => (results.get(key)?.centipoints ?? 0) > 0)
    if (item.way === 'judged' && facts.judged[item.key] === undefined) unjudged.push(item.key)
    results.set(item.key, itemLine(item, actsOf[place] ?? [], met, facts.judged[item.key]))
  }
  const lines: ScoreLine[] = []
  if (scheme.start !== 0)
    lines.push({ key: 'start', name: '基础分', what: 'start', centipoints: scheme.start, acts: [], words: '' })
  for (const item of scheme.items) {
    const line = results.get(item.key)
    if (line) lines.push(line)
  }
  for (const group of scheme.groups) {
    const sum = scheme.items.reduce(
      (total, item) => (item.group === group.key ? total + (results.get(item.key)?.centipoints ?? 0) : total),
      0,
    )
    pushLimit(lines, { key: group.key, name: group.name, what: 'group' }, sum, group)
  }
  pushLimit(lines, { key: 'total', name: '总分', what: 'total' }, total(lines), scheme)
  const centipoints = total(lines)

  const preconditions = scheme.preconditions
    .filter((one) => isFor(one.members, facts.standing))
    .map((one) => {
      const entryIds = year.filter((entry) => matches(one, entry)).map(({ id }) => id)
      return { key: one.key, name: one.name, need: one.atLeast, have: entryIds.length, entryIds }
    })
  const vetoes = scheme.vetoes.flatMap((one) => {
    const entryIds = one.match ? year.filter((entry) => matches(one.match!, entry)).map(({ id }) => id) : []
    return entryIds.length > 0 || facts.vetoes.includes(one.key) ? [{ key: one.key, name: one.name, entryIds }] : []
  })
  const limits = [
    ...vetoes.map(({ key }) => scheme.vetoes.find((one) => one.key === key)!.grade),
    ...preconditions.flatMap(({ key, have, need }) =>
      have < need ? [scheme.preconditions.find((one) => one.key === key)!.unmetGrade] : [],
    ),
  ]
  return {
    centipoints,
    grade: gradeOf(scheme.grades, centipoints, limits),
    lines,
    preconditions,
    vetoes,
    crossed: crossedLines(live, compiled, facts, span, unjudged.length > 0 ? null : centipoints),
    unjudged,
  }
}

const total = (lines: readonly ScoreLine[]): number => lines.reduce((sum, line) => sum + line.centipoints, 0)

/** What is left when entries and what takes them back are struck off together. */
export function standingEntries(entries: readonly ScoredEntry[]): readonly ScoredEntry[] {
  const takenBack = new Set<string>()
  for (const { reversesId } of entries) if (reversesId !== null) takenBack.add(reversesId)
  if (takenBack.size === 0) return entries
  return entries.filter(({ id, reversesId }) => reversesId === null && !takenBack.has(id))
}

/** The acts of each item, in the order in which they happened. */
function gather(year: readonly ScoredEntry[], compiled: CompiledScheme, standing: boolean): (Act[] | undefined)[] {
  const { scheme, itemsByKind, doubled } = compiled
  const actsOf: (Act[] | undefined)[] = new Array(scheme.items.length)
  let kindsOfSource: Map<string, Set<string>> | undefined
  if (doubled.size > 0) {
    kindsOfSource = new Map()
    for (const { kind, subjectId } of year) {
      if (!doubled.has(kind)) continue
      const kinds = kindsOfSource.get(subjectId)
      if (kinds) kinds.add(kind)
      else kindsOfSource.set(subjectId, new Set([kind]))
    }
  }
  for (const entry of year) {
    const places = itemsByKind.get(entry.kind)
    if (!places) continue
    for (const { item: place, tariffs } of places) {
      const item = scheme.items[place]!
      if (!isFor(item.members, standing)) continue
      const fitting = tariffs.find((one) => fits(one, entry))
      if (!fitting) continue
      if (item.notAlsoAs.length > 0) {
        const kinds = kindsOfSource?.get(entry.subjectId)
        if (kinds && item.notAlsoAs.some((kind) => kind !== entry.kind && kinds.has(kind))) continue
      }
      const acts = actsOf[place]
      const act = { entry, points: worth(item, fitting, entry) }
      if (acts) acts.push(act)
      else actsOf[place] = [act]
    }
  }
  for (const acts of actsOf) if (acts && acts.length > 1) acts.sort(byDay)
  return actsOf
}

const byDay = (a: Act, b: Act): number =>
  a.entry.occurredOn < b.entry.occurredOn
    ? -1
    : a.entry.occurredOn > b.entry.occurredOn
      ? 1
      : a.entry.id < b.entry.id
        ? -1
        : 1

/** What one entry is worth by its tariff: half days, shares among co-signers, the cap for one act. */
function worth(item: SchemeItem, { points, share }: Tariff, { quantity, sharers, part }: ScoredEntry): number {
  let worth = item.perHalfDay ? points * quantity : points
  if (sharers > 1 && share === 'even') worth = Math.trunc(worth / sharers)
  // 桐城 2019：第一提案人得一半，其余人均摊另一半
  if (sharers > 1 && share === 'halfAndSplit') {
    const half = Math.trunc(worth / 2)
    worth = part === 'lead' ? worth - half : Math.trunc(half / (sharers - 1))
  }
  return item.capEach === null ? worth : Math.min(worth, item.capEach)
}

/** The points of one item with the reason for each reduction. */
function itemLine(item: SchemeItem, all: readonly Act[], met: boolean, judged: number | undefined): ScoreLine {
  const { key, name, way, begin } = item
  const line = (raw: number, acts: ScoreLine['acts'], counted: number): ScoreLine => {
    const centipoints = met ? within(raw, item) : 0
    return {
      key,
      name,
      what: 'item',
      centipoints,
      acts,
      words: itemWords(item, {
        raw,
        centipoints,
        met,
        found: acts.length,
        counted,
        judged: way !== 'judged' || judged !== undefined,
      }),
    }
  }
  if (way === 'judged') return line(judged ?? 0, [], 0)
  const acts = item.highestOfSource ? highestOfEach(all) : all
  if (acts.length < item.need)
    return line(
      begin,
      all.map(({ entry }) => ({ entryId: entry.id, centipoints: 0 })),
      0,
    )
  const counted = new Set<Act>()
  if (way === 'each') for (const act of acts.slice(item.from - 1)) counted.add(act)
  else {
    // 有即计一次取最高的；按最差的一次计取最低的
    const better = (a: Act, b: Act) => (way === 'once' ? b.points > a.points : b.points < a.points)
    let best = acts[0]
    for (const act of acts) if (best && better(best, act)) best = act
    if (best) counted.add(best)
  }
  let raw = begin
  for (const { points } of counted) raw += points
  const shown = all.map((act) => ({ entryId: act.entry.id, centipoints: counted.has(act) ? act.points : 0 }))
  return line(raw, shown, counted.size)
}

function highestOfEach(acts: readonly Act[]): Act[] {
  const best = new Map<string, Act>()
  for (const act of acts) {
    const other = best.get(act.entry.subjectId)
    if (!other || act.points > other.points) best.set(act.entry.subjectId, act)
  }
  return [...best.values()]
}

const within = (raw: number, { cap, floor }: { cap: number | null; floor: number | null }): number =>
  Math.max(floor ?? Number.NEGATIVE_INFINITY, Math.min(cap ?? Number.POSITIVE_INFINITY, raw))

/** A line for what a common limit takes away or gives; none where it does not bite. */
function pushLimit(
  lines: ScoreLine[],
  head: Pick<ScoreLine, 'key' | 'name' | 'what'>,
  sum: number,
  limit: { cap?: number | null; ceiling?: number | null; floor: number | null },
): void {
  const cap = limit.cap ?? limit.ceiling ?? null
  const held = within(sum, { cap, floor: limit.floor })
  if (held !== sum) lines.push({ ...head, centipoints: held - sum, acts: [], words: limitWords(sum, held) })
}

/** The grade for so many points; a veto or a missing precondition leaves no better one than it names. */
export function gradeOf(grades: readonly Grade[], centipoints: number, limits: readonly string[]): string | null {
  let found = grades.find(({ from, below }) => centipoints >= from && (below === null || centipoints < below))
  for (const name of limits) {
    const limit = grades.find((one) => one.name === name)
    if (limit && (!found || limit.from < found.from)) found = limit
  }
  return found?.name ?? null
}
