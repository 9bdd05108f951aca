import type { DutyMatch, SchemeItem, SchemeMembers, ScoringScheme, Tariff } from '#contract/scoring-scheme.ts'
import type { ScoredEntry } from './score-facts.ts'

/** What decides whether an entry is meant, its kind apart. */
type Condition = Omit<DutyMatch, 'kinds'>

/** A scheme made ready for many members: which items look at which kind, and the order in which items wait for each other. */
export interface CompiledScheme {
  readonly scheme: ScoringScheme
  /** By kind: the places of the items that look at it, each with the tariffs that may fit. */
  readonly itemsByKind: ReadonlyMap<string, readonly { item: number; tariffs: readonly Tariff[] }[]>
  /** Places of the items, those that others require first. */
  readonly order: readonly number[]
  /** Kinds whose sources other items leave out (不重复计). */
  readonly doubled: ReadonlySet<string>
  /** Kinds that anything looks at: others need not be read. */
  readonly kinds: readonly string[]
  /** Whether a line counts what lies before the year: of the term, or of years running. */
  readonly looksBack: boolean
}

/** Makes a scheme ready. Pure; the scheme must have passed its schema. */
export function compileScheme(scheme: ScoringScheme): CompiledScheme {
  const itemsByKind = new Map<string, { item: number; tariffs: Tariff[] }[]>()
  for (const [item, { tariffs, way }] of scheme.items.entries()) {
    if (way === 'judged') continue
    for (const kind of new Set(tariffs.flatMap((one) => one.kinds))) {
      const places = itemsByKind.get(kind) ?? []
      places.push({ item, tariffs: tariffs.filter((one) => one.kinds.includes(kind)) })
      itemsByKind.set(kind, places)
    }
  }
  const doubled = new Set(scheme.items.flatMap((item) => item.notAlsoAs))
  const acts = scheme.lines.flatMap(({ when }) => (when.what === 'score' ? [] : [when]))
  const matches = [...scheme.preconditions, ...scheme.vetoes.flatMap(({ match }) => (match ? [match] : [])), ...acts]
  const kinds = new Set([...itemsByKind.keys(), ...doubled, ...matches.flatMap((match) => match.kinds)])
  return {
    scheme,
    itemsByKind,
    order: inOrder(scheme.items),
    doubled,
    kinds: [...kinds].toSorted(),
    looksBack: acts.some((when) => when.within === 'term' || (when.what === 'fewActs' && when.years > 1)),
  }
}

/** Places of the items so that each comes after those it requires. */
function inOrder(items: readonly SchemeItem[]): number[] {
  const places = new Map(items.map(({ key }, i) => [key, i]))
  const order: number[] = []
  const placed = new Set<number>()
  const place = (i: number) => {
    if (placed.has(i)) return
    placed.add(i)
    for (const key of items[i]!.requires) {
      const other = places.get(key)
      if (other !== undefined) place(other)
    }
    order.push(i)
  }
  for (const i of items.keys()) place(i)
  return order
}

/** Who is on leave or absent did nothing, unless just that is asked about. */
const missed: readonly unknown[] = ['leave', 'officialLeave', 'absent']

/** Whether an entry of the right kind fits. */
export function fits(condition: Condition, entry: ScoredEntry): boolean {
  const { attendance, levels, parts, sharing } = condition
  if (attendance.length === 0) {
    if (missed.includes(entry.attendance)) return false
  } else if (entry.attendance === null || !attendance.includes(entry.attendance)) return false
  if (levels.length > 0 && (entry.level === null || !levels.includes(entry.level))) return false
  if (parts.length > 0 && !parts.includes(entry.part)) return false
  return sharing === 'any' || (sharing === 'alone') === entry.sharers <= 1
}

/** As `fits`, of any of the kinds. */
export const matches = (match: DutyMatch, entry: ScoredEntry): boolean =>
  match.kinds.includes(entry.kind) && fits(match, entry)

/** Whether something is for this member at all. */
export const isFor = (members: SchemeMembers, standing: boolean): boolean =>
  members === 'all' || (members === 'standing') === standing
