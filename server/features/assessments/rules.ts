import type { ReceiverKind } from '#contract/assessment-delivery.ts'
import { type Grade, type SchemeItem, type ScoringScheme, scoringScheme } from '#contract/scoring-scheme.ts'
import type { Receiver } from './settings.ts'

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

/** Whether a scheme leaves anything to the office for this subject: an item to judge, or a veto to note. */
export const leavesToOffice = (scheme: ScoringScheme, standing: boolean): boolean =>
  judgedItems(scheme, standing).length > 0 || scheme.vetoes.some(({ match }) => match === null)

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

/** The best grade of a scheme: its holders are put forward for awards (评先评优). Null where grades only part who passed from who
 *  did not (合格、不合格): nobody is chosen by that. */
export const bestGrade = ({ grades }: Pick<ScoringScheme, 'grades'>): string | null =>
  grades.length < 3 ? null : grades.toSorted((a, b) => b.from - a.from)[0]!.name

/** So many places of the highest grade has a share of those assessed, rounded down: more than the share is more than the share.
 *  Source: 优秀等次按参加考核人数的一定比例掌握（公务员考核规定），各地委员考核办法照此. */
export const placesOf = (subjects: number, percent: number): number => Math.floor((subjects * percent) / 100)

/** One who is assessed, as far as it decides to whom their result goes. */
export interface DeliveredSubject {
  subjectId: string
  employer: string
  parties: readonly string[]
  grade: string | null
  crossed: boolean
}
interface PlannedDelivery {
  kind: ReceiverKind
  receiver: string
  subjectIds: string[]
  showsPoints: boolean
}

/** Those without a party’s organisation that recommends them (推荐单位): the united-front department does. */
const noParty = new Set(['中共党员', '中国共产党', '无党派人士', '无党派', '群众'])

/** Who gets whose results, by the committee’s setting: each employer those of its own, each party those of its members, a named body
 *  everybody’s; of the grades asked for, and whoever crossed a line where that is asked. Who has no employer is on no employer’s list.
 *  Points are told of those only of whom a setting says so, on a list of their own.
 *  Source: 结果反馈所在单位、统战部（北京）. */
export function deliveriesOf(receivers: readonly Receiver[], subjects: readonly DeliveredSubject[]): PlannedDelivery[] {
  const planned = new Map<string, Omit<PlannedDelivery, 'subjectIds'> & { ids: Set<string> }>()
  for (const { to, name, grades, alsoCrossed, showsPoints } of receivers) {
    for (const one of subjects) {
      const wanted = grades.length === 0 || grades.includes(one.grade ?? '') || (alsoCrossed && one.crossed)
      if (!wanted) continue
      const party = one.parties.find((each) => each.trim() !== '' && !noParty.has(each.trim()))
      const receiver = (to === 'body' ? name : to === 'employer' ? one.employer : (party ?? '')).trim()
      if (receiver === '') continue
      const key = `${to} ${receiver} ${showsPoints}`
      const own = planned.get(key) ?? { kind: to, receiver, ids: new Set<string>(), showsPoints }
      own.ids.add(one.subjectId)
      planned.set(key, own)
    }
  }
  return [...planned.values()].flatMap(({ ids, ...one }) => {
    const told = one.showsPoints ? undefined : planned.get(`${one.kind} ${one.receiver} true`)?.ids
    const subjectIds = [...ids].filter((id) => !told?.has(id))
    return subjectIds.length > 0 ? [{ ...one, subjectIds }] : []
  })
}
