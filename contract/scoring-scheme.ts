import { z } from 'zod'
import { filledText, text } from './common.ts'
import { dutyAttendance, dutyKind, dutyKindOf, dutyLevel, dutyPart } from './duty-kinds.ts'

/** A name within a scheme that scores and judgements refer to; it stays when the words change. */
const schemeKey = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, { error: '代号须以小写字母开头，只用字母和数字' })
/** A whole number within bounds, refused in words: what is no number, and what was meant as hundredths and is finer than they are. */
const whole = (min: number, max: number, said: { broken: string; range: string }) =>
  z
    .int({ error: ({ input }) => (Number.isFinite(input) ? said.broken : '请填一个数字') })
    .min(min, { error: said.range })
    .max(max, { error: said.range })
/** Hundredths of a point, so that halves and thirds stay exact integers. */
const centipoints = whole(-1_000_000, 1_000_000, {
  broken: '分值最多写两位小数',
  range: '分值要在 −10000 到 10000 之间',
})
const cap = centipoints.nullable().default(null)
const counted = (max: number) => whole(1, max, { broken: '请填整数', range: `请填 1 到 ${max} 之间的整数` })
const times = counted(1000)
const years = counted(5)

/** 全体委员 · 常委 · 非常委. */
export const schemeMembers = z.enum(['all', 'standing', 'notStanding'])
export type SchemeMembers = z.infer<typeof schemeMembers>

/** Which entries of the ledger are meant. An empty list means: whatever it is. */
export const dutyMatch = z.object({
  kinds: z.array(dutyKind).min(1, { error: '没有选哪一类履职记录' }).max(60),
  attendance: z.array(dutyAttendance).max(6).default([]),
  levels: z.array(dutyLevel).max(4).default([]),
  parts: z.array(dutyPart).max(4).default([]),
  /** 单独提出 · 联名. */
  sharing: z.enum(['any', 'alone', 'joint']).default('any'),
})
export type DutyMatch = z.infer<typeof dutyMatch>

/** What an entry is worth. The first tariff of an item that fits an entry decides. */
export const tariff = dutyMatch.extend({
  points: centipoints,
  /** 各得全分 · 第一提案人得一半、其余人均摊另一半（桐城） · 所有人均摊. */
  share: z.enum(['full', 'halfAndSplit', 'even']).default('full'),
})
export type Tariff = z.infer<typeof tariff>

/** 逐次计分 · 有即计一次（取高） · 按最差的一次计 · 由机关评定. */
export const itemWay = z.enum(['each', 'once', 'lowest', 'judged'])
export type ItemWay = z.infer<typeof itemWay>

export const schemeItem = z.object({
  key: schemeKey,
  name: filledText(60),
  remark: text(500).default(''),
  members: schemeMembers.default('all'),
  /** The group whose cap it shares; empty: none. */
  group: z.string().max(40).default(''),
  way: itemWay,
  tariffs: z.array(tariff).max(40).default([]),
  /** Where the item begins before anything counts: 50 分，缺席逐次扣. */
  begin: centipoints.default(0),
  /** Counts from the n-th act on: 第 2 件起. */
  from: times.default(1),
  /** Nothing before there are so many acts: 满 2 次. */
  need: times.default(1),
  /** A meeting counts once for each half day. */
  perHalfDay: z.boolean().default(false),
  /** Of several tariffs for one source the highest only: 取最高不重复. */
  highestOfSource: z.boolean().default(false),
  /** An entry does not count where the same source is in the ledger as one of these, too. */
  notAlsoAs: z.array(dutyKind).max(20).default([]),
  /** Items that must have brought points before this one counts. */
  requires: z.array(z.string().max(40)).max(10).default([]),
  /** At most for one act; at most and at least for the item. */
  capEach: cap,
  cap,
  floor: cap,
})
export type SchemeItem = z.infer<typeof schemeItem>

export const schemeGroup = z.object({ key: schemeKey, name: filledText(60), cap, floor: cap })
export const precondition = dutyMatch.extend({
  key: schemeKey,
  name: filledText(60),
  members: schemeMembers.default('all'),
  atLeast: times,
  /** The best grade that is left without it; empty: it is shown, the grade stays. */
  unmetGrade: z.string().max(20).default(''),
})
/** From so many points on, below so many; null: no upper end. */
export const grade = z.object({ name: filledText(20), from: centipoints, below: centipoints.nullable() })
export type Grade = z.infer<typeof grade>
/** What somebody's grade is called; who reaches none is said to be below the lowest. Empty where a scheme has no grades. */
export const gradeWord = (grades: readonly Grade[], name: string | null): string =>
  name ?? (grades.length === 0 ? '' : `未达${grades.reduce((low, one) => (one.from < low.from ? one : low)).name}`)
/** 一票否决: by entries of the ledger, or noted by the office. */
export const veto = z.object({
  key: schemeKey,
  name: filledText(60),
  match: dutyMatch.nullable().default(null),
  grade: filledText(20),
})

/** 提醒通报 · 约谈 · 书面告诫 · 劝辞 · 撤销资格 · 不再提名. */
export const lineMeasure = z.enum(['notice', 'talk', 'admonition', 'resignation', 'revocation', 'noReelection'])
export type LineMeasure = z.infer<typeof lineMeasure>
export const lineWithin = z.enum(['year', 'term'])
export const schemeLine = z.object({
  key: schemeKey,
  name: filledText(80),
  measure: lineMeasure,
  /** Who does it: 界别召集人, 市政协. */
  by: text(40).default(''),
  members: schemeMembers.default('all'),
  when: z.discriminatedUnion('what', [
    /** Below so many points, so many years running. */
    z.object({ what: z.literal('score'), below: centipoints, years }),
    /** So many acts and more, of the year or of the whole term. */
    dutyMatch.extend({ what: z.literal('acts'), atLeast: times, within: lineWithin }),
    /** Fewer acts in each of so many years running, or in the whole term once it is over. */
    dutyMatch.extend({
      what: z.literal('fewActs'),
      fewerThan: times,
      within: lineWithin,
      years: years.default(1),
    }),
  ]),
})
export type SchemeLine = z.infer<typeof schemeLine>

const parts = z.object({
  name: filledText(60),
  /** The regulation it comes from. */
  source: text(300).default(''),
  remark: text(1000).default(''),
  /** 基础分 everybody begins with. */
  start: centipoints.min(0, { error: '基础分不能是负数' }).default(0),
  ceiling: cap,
  floor: cap,
  groups: z.array(schemeGroup).max(20).default([]),
  items: z.array(schemeItem).min(1, { error: '至少要有一个计分项目' }).max(80),
  preconditions: z.array(precondition).max(10).default([]),
  grades: z.array(grade).max(10).default([]),
  vetoes: z.array(veto).max(10).default([]),
  lines: z.array(schemeLine).max(20).default([]),
})
type Parts = z.infer<typeof parts>
type Problem = { path: (string | number)[]; message: string }

/** A scheme as it was kept: what is refused today may have been let in before, and is read all the same. */
export const keptScheme = parts
/** A scoring scheme (考核办法) as data. What does not fit together is refused with the item and the reason. */
export const scoringScheme = parts.superRefine((scheme, ctx) => {
  for (const { path, message } of problemsOf(scheme)) ctx.addIssue({ code: 'custom', path, message })
})
export type ScoringScheme = z.infer<typeof scoringScheme>
export type ScoringSchemeInput = z.input<typeof scoringScheme>

function problemsOf(scheme: Parts): Problem[] {
  return [
    ...sameKeys(scheme),
    ...scheme.items.flatMap((item, i) =>
      itemProblems(scheme, item).map((one) => ({ ...one, path: ['items', i, ...one.path] })),
    ),
    ...circles(scheme),
    ...limits(scheme.groups, 'groups', (group) => group.name),
    ...(scheme.ceiling !== null && scheme.ceiling <= 0 ? [{ path: ['ceiling'], message: '总分的上限须大于 0' }] : []),
    ...(scheme.ceiling !== null && scheme.start > scheme.ceiling
      ? [{ path: ['start'], message: '基础分超过了总分的上限' }]
      : []),
    ...gradeProblems(scheme),
  ]
}

function sameKeys({ items, groups, preconditions, vetoes, lines }: Parts): Problem[] {
  const problems: Problem[] = []
  for (const [place, list] of Object.entries({ items, groups, preconditions, vetoes, lines })) {
    const seen = new Set<string>()
    for (const [i, { key, name }] of list.entries()) {
      if (seen.has(key)) problems.push({ path: [place, i, 'key'], message: `“${name}”的代号 ${key} 重复了` })
      seen.add(key)
    }
  }
  return problems
}

function itemProblems(scheme: Parts, item: SchemeItem): Problem[] {
  const problems: Problem[] = []
  const say = (path: (string | number)[], reason: string) =>
    problems.push({ path, message: `“${item.name}”：${reason}` })
  if (item.way === 'judged') {
    if (item.tariffs.length > 0) say(['tariffs'], '由机关评定的项目不按记录计分')
  } else if (item.tariffs.length === 0) say(['tariffs'], '没有写哪些记录计多少分')
  if (item.cap !== null && item.cap < 0) say(['cap'], '封顶不能是负数')
  if (item.capEach !== null && item.capEach < 0) say(['capEach'], '每次的封顶不能是负数')
  if (item.cap !== null && item.floor !== null && item.floor > item.cap) say(['floor'], '保底超过了封顶')
  if (item.cap !== null && item.begin > item.cap) say(['begin'], '起始分超过了封顶')
  if (item.group && !scheme.groups.some((one) => one.key === item.group)) say(['group'], '所属的大类不存在')
  for (const [i, other] of item.requires.entries())
    if (!scheme.items.some((one) => one.key === other)) say(['requires', i], `前置项目 ${other} 不存在`)
  for (const [i, one] of item.tariffs.entries()) {
    const kinds = one.kinds.map((kind) => dutyKindOf(kind)).filter((kind) => kind !== null)
    const label = kinds.map((kind) => kind.label).join('、')
    if (one.attendance.length > 0 && !kinds.some((kind) => kind.attendance))
      say(['tariffs', i, 'attendance'], `${label}没有出缺席`)
    if (one.levels.length > 0 && !kinds.some((kind) => kind.level)) say(['tariffs', i, 'levels'], `${label}不分级别`)
    if (one.parts.length > 0 && !kinds.some((kind) => kind.parts.some((part) => one.parts.includes(part))))
      say(['tariffs', i, 'parts'], `${label}没有这样的角色`)
  }
  return problems
}

/** Items that wait for each other: named with the whole way round. */
function circles({ items }: Parts): Problem[] {
  const byKey = new Map(items.map((item, i) => [item.key, { item, i }]))
  const done = new Set<string>()
  const problems: Problem[] = []
  const walk = (key: string, way: string[]) => {
    const here = byKey.get(key)
    if (!here || done.has(key)) return
    const before = way.indexOf(key)
    if (before >= 0) {
      const names = [...way.slice(before), key].map((one) => byKey.get(one)!.item.name)
      problems.push({
        path: ['items', here.i, 'requires'],
        message: `“${here.item.name}”：前置条件绕成了圈（${names.join(' → ')}）`,
      })
      done.add(key)
      return
    }
    for (const next of here.item.requires) walk(next, [...way, key])
    done.add(key)
  }
  for (const { key } of items) walk(key, [])
  return problems
}

function limits<T extends { cap: number | null; floor: number | null }>(
  list: readonly T[],
  place: string,
  name: (one: T) => string,
): Problem[] {
  return list.flatMap((one, i) => [
    ...(one.cap !== null && one.cap < 0
      ? [{ path: [place, i, 'cap'], message: `“${name(one)}”：封顶不能是负数` }]
      : []),
    ...(one.cap !== null && one.floor !== null && one.floor > one.cap
      ? [{ path: [place, i, 'floor'], message: `“${name(one)}”：保底超过了封顶` }]
      : []),
  ])
}

function gradeProblems({ grades, preconditions, vetoes, ceiling }: Parts): Problem[] {
  const problems: Problem[] = []
  const end = ({ below }: Grade) => below ?? Number.POSITIVE_INFINITY
  for (const [i, one] of grades.entries()) {
    if (end(one) <= one.from)
      problems.push({ path: ['grades', i, 'below'], message: `等次“${one.name}”的上下限颠倒了` })
    for (const other of grades.slice(0, i)) {
      if (other.name === one.name) problems.push({ path: ['grades', i, 'name'], message: `等次“${one.name}”写了两次` })
      if (one.from < end(other) && other.from < end(one))
        problems.push({ path: ['grades', i, 'from'], message: `等次“${one.name}”和“${other.name}”的分数重叠了` })
    }
  }
  problems.push(...gaps(grades, ceiling))
  const known = new Set(grades.map(({ name }) => name))
  for (const [i, one] of preconditions.entries())
    if (one.unmetGrade && !known.has(one.unmetGrade))
      problems.push({
        path: ['preconditions', i, 'unmetGrade'],
        message: `“${one.name}”：没有“${one.unmetGrade}”这个等次`,
      })
  for (const [i, one] of vetoes.entries())
    if (!known.has(one.grade))
      problems.push({ path: ['vetoes', i, 'grade'], message: `“${one.name}”：没有“${one.grade}”这个等次` })
  return problems
}

/** Points within the grades, or above them, that have no grade. Below the lowest it may be so: 未达合格. */
function gaps(grades: readonly Grade[], ceiling: number | null): Problem[] {
  const problems: Problem[] = []
  const rising = [...grades.entries()]
    .filter(([, { from, below }]) => below === null || below > from)
    .sort(([, a], [, b]) => a.from - b.from)
  let highest: { i: number; below: number | null } | null = null
  for (const [i, one] of rising) {
    if (highest && highest.below !== null && highest.below < one.from)
      problems.push({
        path: ['grades', i, 'from'],
        message: `${highest.below / 100} 到 ${one.from / 100} 分没有等次`,
      })
    if (!highest || (highest.below !== null && (one.below === null || one.below > highest.below)))
      highest = { i, below: one.below }
  }
  if (highest && highest.below !== null && (ceiling === null || highest.below <= ceiling))
    problems.push({ path: ['grades', highest.i, 'below'], message: `${highest.below / 100} 分以上没有等次` })
  return problems
}
