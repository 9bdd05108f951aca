import { type Grade, type SchemeItem, type ScoringScheme, scoringScheme } from '#contract/scoring-scheme.ts'

/** A staff round (学比述评) as a scheme of judged items: nothing is counted, every item is judged by the office. */
export function staffScheme(
  title: string,
  items: readonly { name: string; cap: number }[],
  grades: readonly Grade[],
): ScoringScheme {
  return scoringScheme.parse({
    name: title,
    items: items.map(({ name, cap }, i) => ({ key: `item${i + 1}`, name, way: 'judged', cap, floor: 0 })),
    grades: [...grades],
  })
}

/** The items the office judges that are for this subject. */
export const judgedItems = (scheme: ScoringScheme, standing: boolean): SchemeItem[] =>
  scheme.items.filter(
    ({ way, members }) => way === 'judged' && (members === 'all' || (members === 'standing') === standing),
  )

/** What of a judgement does not fit the scheme: an item that is none, or points beyond what it may bring. */
export function misjudged(
  scheme: ScoringScheme,
  standing: boolean,
  judged: Readonly<Record<string, number>>,
): { key: string; cap: number | null }[] {
  const items = new Map(judgedItems(scheme, standing).map((item) => [item.key, item]))
  return Object.entries(judged).flatMap(([key, points]) => {
    const item = items.get(key)
    if (!item) return [{ key, cap: null }]
    const wrong = (item.cap !== null && points > item.cap) || (item.floor !== null && points < item.floor)
    return wrong ? [{ key, cap: item.cap }] : []
  })
}

/** The best grade of a scheme: its holders are put forward for awards (评先评优). Null where it names none. */
export const bestGrade = ({ grades }: Pick<ScoringScheme, 'grades'>): string | null =>
  grades.length < 2 ? null : grades.toSorted((a, b) => b.from - a.from)[0]!.name
