import { activityDutyKinds } from '#contract/activity-kinds.ts'
import type { DutyMatch, Grade, SchemeItem, SchemeLine, ScoringScheme, Tariff } from '#contract/scoring-scheme.ts'
import {
  attendanceWords,
  figure,
  kindLabel,
  levelWords,
  measureWords,
  memberWords,
  partWords,
  points,
  shareWords,
  sharingWords,
} from './words.ts'

const activityKinds = activityDutyKinds.map((kind) => `activity.${kind}`)

/** 提案立案、重点提案; every sort of activity is said in one word. */
export function kindWords(kinds: readonly string[]): string {
  const all = activityKinds.every((kind) => kinds.includes(kind))
  const rest = all ? kinds.filter((kind) => !activityKinds.includes(kind)) : kinds
  return [...rest.map(kindLabel), ...(all ? ['各类活动'] : [])].join('、')
}

/** Which entries, in words: 全体会议，缺席. */
export function matchWords(match: DutyMatch): string {
  const words = [kindWords(match.kinds)]
  if (match.attendance.length > 0) words.push(match.attendance.map((one) => attendanceWords[one]).join('、'))
  if (match.levels.length > 0) words.push(match.levels.map((one) => levelWords[one]).join('、'))
  if (match.parts.length > 0) words.push(match.parts.map((one) => partWords[one]).join('、'))
  if (match.sharing !== 'any') words.push(sharingWords[match.sharing])
  return words.join('，')
}

export function tariffWords(tariff: Tariff): string {
  const words = `${matchWords(tariff)}：${points(tariff.points).replace('-', '−')} 分`
  return tariff.share === 'full' ? words : `${words}，${shareWords[tariff.share]}`
}

/** How an item counts, apart from its tariffs. */
export function limitsOfItem(item: SchemeItem, scheme: Pick<ScoringScheme, 'items' | 'groups'>): string {
  const words: string[] = []
  if (item.members !== 'all') words.push(`只对${memberWords[item.members]}`)
  if (item.way === 'judged') words.push('由机关评定')
  if (item.way === 'once') words.push('有就计一次，取最高')
  if (item.way === 'lowest') words.push('按最差的一次计')
  if (item.begin !== 0) words.push(`从 ${points(item.begin)} 分算起`)
  if (item.need > 1) words.push(`满 ${item.need} 次才计`)
  if (item.from > 1) words.push(`第 ${item.from} 次起计`)
  if (item.perHalfDay) words.push('会议按半天计')
  if (item.highestOfSource) words.push('同一件取最高')
  if (item.notAlsoAs.length > 0) words.push(`已作${kindWords(item.notAlsoAs)}的不重复计`)
  if (item.requires.length > 0)
    words.push(
      `先要有${item.requires.map((key) => `“${scheme.items.find((one) => one.key === key)?.name ?? key}”`).join('、')}的分`,
    )
  if (item.capEach !== null) words.push(`每次最多 ${points(item.capEach)} 分`)
  if (item.cap !== null) words.push(item.way === 'judged' ? `满分 ${points(item.cap)}` : `封顶 ${points(item.cap)} 分`)
  if (item.floor !== null) words.push(item.floor === 0 ? '扣完为止' : `最低 ${points(item.floor)} 分`)
  if (item.group) words.push(`归“${scheme.groups.find((one) => one.key === item.group)?.name ?? item.group}”`)
  return words.join('；')
}

/** Where a grade takes in whatever lies below. */
export const noLowerEnd = -1_000_000
export const hasLowerEnd = ({ from }: Pick<Grade, 'from'>): boolean => !(from <= -100_000)

export function gradeWords({ from, below }: Grade): string {
  if (below === null) return `${points(from)} 分以上`
  return !hasLowerEnd({ from }) ? `不到 ${points(below)} 分` : `${points(from)} 分以上，不到 ${points(below)} 分`
}

/** When a line is crossed, and what follows. */
export function lineWords(line: SchemeLine): string {
  const who = line.members === 'all' ? '' : `${memberWords[line.members]}，`
  const then = `${line.by ? `${line.by}` : ''}${measureWords[line.measure]}`
  const { when } = line
  if (when.what === 'score')
    return `${who}${when.years > 1 ? `连续 ${when.years} 年` : '当年'}不到 ${points(when.below)} 分：${then}`
  const within = when.within === 'term' ? '届内' : '年内'
  if (when.what === 'acts') return `${who}${within}${matchWords(when)} ${figure(when.atLeast)} 次：${then}`
  const span = when.within === 'term' ? '届满时' : when.years > 1 ? `连续 ${when.years} 年每年` : '年内'
  return `${who}${span}${matchWords(when)}不足 ${figure(when.fewerThan)} 次：${then}`
}

/** The whole scheme's frame: base, ceiling. */
export function frameWords(scheme: ScoringScheme): string {
  const words = [scheme.start === 0 ? '从 0 分起累加' : `基础分 ${points(scheme.start)}`]
  words.push(scheme.ceiling === null ? '总分不封顶' : `总分最高 ${points(scheme.ceiling)}`)
  return words.join('，')
}
