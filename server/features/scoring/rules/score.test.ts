import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dutyKinds } from '#contract/duty-kinds.ts'
import { type ScoringSchemeInput, scoringScheme } from '#contract/scoring-scheme.ts'
import { buildFacts, buildEntry as e, year2026 } from '../scoring.fixtures.ts'
import { compileScheme } from './compile.ts'
import { score } from './score.ts'
import { shippedSchemes } from './shipped/schemes.ts'

type Item = ScoringSchemeInput['items'][number]
const proposals: Item = {
  key: 'proposals',
  name: '提案',
  way: 'each',
  tariffs: [{ kinds: ['proposal.registered'], points: 500 }],
}
const scheme = (given: Partial<ScoringSchemeInput>): ScoringSchemeInput => ({
  name: '试行办法',
  items: [proposals],
  ...given,
})
const problems = (given: Partial<ScoringSchemeInput>): string[] => {
  const parsed = scoringScheme.safeParse(scheme(given))
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.message)
}
const run =
  (given: Partial<ScoringSchemeInput>, ...args: Parameters<typeof buildFacts>) =>
  (entries: ReturnType<typeof e>[]) =>
    score(entries, compileScheme(scoringScheme.parse(scheme(given))), buildFacts(...args), year2026)

describe('a scheme that cannot be right is refused with the item and the reason', () => {
  it.each<[string, Partial<ScoringSchemeInput>, string]>([
    [
      'preconditions in a circle',
      {
        items: [
          { ...proposals, requires: ['more'] },
          { ...proposals, key: 'more', name: '加分', requires: ['proposals'] },
        ],
      },
      '“提案”：前置条件绕成了圈（提案 → 加分 → 提案）',
    ],
    [
      'an item before itself',
      { items: [{ ...proposals, requires: ['proposals'] }] },
      '“提案”：前置条件绕成了圈（提案 → 提案）',
    ],
    [
      'a precondition that is not there',
      { items: [{ ...proposals, requires: ['none'] }] },
      '“提案”：前置项目 none 不存在',
    ],
    ['a negative cap', { items: [{ ...proposals, cap: -100 }] }, '“提案”：封顶不能是负数'],
    ['a negative cap of a group', { groups: [{ key: 'bonus', name: '加分', cap: -1 }] }, '“加分”：封顶不能是负数'],
    ['a floor above the cap', { items: [{ ...proposals, cap: 100, floor: 200 }] }, '“提案”：保底超过了封顶'],
    [
      'grades that overlap',
      {
        grades: [
          { name: '优秀', from: 8500, below: null },
          { name: '称职', from: 6000, below: 8600 },
        ],
      },
      '等次“称职”和“优秀”的分数重叠了',
    ],
    [
      'a gap between grades',
      {
        grades: [
          { name: '合格', from: 7000, below: null },
          { name: '不合格', from: 0, below: 6000 },
        ],
      },
      '60 到 70 分没有等次',
    ],
    ['nothing above the highest grade', { grades: [{ name: '合格', from: 6000, below: 9000 }] }, '90 分以上没有等次'],
    ['a grade upside down', { grades: [{ name: '优秀', from: 9000, below: 8000 }] }, '等次“优秀”的上下限颠倒了'],
    [
      'an unknown kind',
      { items: [{ ...proposals, tariffs: [{ kinds: ['login.daily'], points: 1 }] }] },
      '没有这一类履职记录',
    ],
    ['an item without entries', { items: [{ ...proposals, tariffs: [] }] }, '“提案”：没有写哪些记录计多少分'],
    [
      'attendance of a proposal',
      { items: [{ ...proposals, tariffs: [{ kinds: ['proposal.registered'], attendance: ['absent'], points: 1 }] }] },
      '“提案”：提案立案没有出缺席',
    ],
    ['the same key twice', { items: [proposals, proposals] }, '“提案”的代号 proposals 重复了'],
    ['a group that is not there', { items: [{ ...proposals, group: 'bonus' }] }, '“提案”：所属的大类不存在'],
    [
      'a veto that leads nowhere',
      { vetoes: [{ key: 'law', name: '违纪违法', grade: '不合格' }] },
      '“违纪违法”：没有“不合格”这个等次',
    ],
  ])('%s', (_, given, reason) => {
    expect(problems(given)).toContain(reason)
  })
  it('and no kind of the catalogue is of usage: no logins, no time online, no likes', () => {
    for (const { kind } of dutyKinds) expect(kind).not.toMatch(/login|online|like|view|share|read/i)
  })
})

it('takes nobody for present who stayed away, where nothing is said of attendance', () => {
  const items = [
    { key: 'plenary', name: '全会', way: 'once', tariffs: [{ kinds: ['meeting.plenary'], points: 3000 }] },
  ] as ScoringSchemeInput['items']
  const preconditions = [
    { key: 'need', name: '参加一次全会', kinds: ['meeting.plenary'], atLeast: 1 },
  ] as ScoringSchemeInput['preconditions']
  const points = (attendance: 'absent' | 'leave' | 'late') =>
    run({ items, preconditions })([e('meeting.plenary', { attendance })])
  expect(points('absent')).toMatchObject({ centipoints: 0, preconditions: [{ have: 0 }] })
  expect(points('leave')).toMatchObject({ centipoints: 0, preconditions: [{ have: 0 }] })
  expect(points('late')).toMatchObject({ centipoints: 3000, preconditions: [{ have: 1 }] })
})

it('says of an item that only takes off that nothing was taken off, not that records are missing', () => {
  const meetings = (tariffs: ScoringSchemeInput['items'][number]['tariffs']) => [
    { key: 'meetings', name: '常委会会议', way: 'each' as const, tariffs },
  ]
  const kinds = ['meeting.standingCommittee']
  const words = (tariffs: ScoringSchemeInput['items'][number]['tariffs'], came: boolean) =>
    run({ items: meetings(tariffs) })(came ? [e(kinds[0]!)] : []).lines[0]!.words
  const taking = [
    { kinds, attendance: ['absent' as const], points: -500 },
    { kinds, attendance: ['leave' as const], points: -200 },
  ]
  expect(words(taking, true)).toBe('没有扣分（请假、缺席才扣）')
  expect(words([{ kinds: ['meeting.chairCouncil'], points: -500 }], true)).toBe('没有扣分')
  expect(words([...taking, { kinds, attendance: ['present'], points: 500 }], false)).toBe('没有记录')
})

it('counts an item only when what it requires brought points', () => {
  const items = [
    { ...proposals, key: 'bonus', name: '加分', requires: ['opinions'] },
    { key: 'opinions', name: '信息', way: 'once', tariffs: [{ kinds: ['opinion.submitted'], points: 300 }] },
  ] as ScoringSchemeInput['items']
  expect(run({ items })([e('proposal.registered')])).toMatchObject({ centipoints: 0 })
  expect(run({ items })([e('proposal.registered'), e('opinion.submitted')])).toMatchObject({ centipoints: 800 })
})

it('lets a veto leave no better grade, by an entry or by the office', () => {
  const given: Partial<ScoringSchemeInput> = {
    grades: [
      { name: '称职', from: 0, below: null },
      { name: '不称职', from: -100_000, below: 0 },
    ],
    vetoes: [
      {
        key: 'absent',
        name: '无故缺席全会',
        match: { kinds: ['meeting.plenary'], attendance: ['absent'] },
        grade: '不称职',
      },
      { key: 'law', name: '违纪违法', grade: '不称职' },
    ],
  }
  expect(run(given)([e('proposal.registered')]).grade).toBe('称职')
  expect(run(given)([e('meeting.plenary', { attendance: 'absent' })])).toMatchObject({ grade: '不称职' })
  expect(run(given, { vetoes: ['law'] })([]).vetoes).toEqual([{ key: 'law', name: '违纪违法', entryIds: [] }])
})

it('counts nothing outside the year and nothing that was taken back', () => {
  const taken = e('proposal.registered')
  const result = run({})([
    taken,
    e('proposal.registered', { reversesId: taken.id, subjectId: taken.subjectId }),
    e('proposal.registered', { occurredOn: '2025-12-31' }),
    e('proposal.registered', { occurredOn: '2026-12-31' }),
  ])
  expect(result.centipoints).toBe(500)
})

describe('whatever is in the ledger', () => {
  const entries = fc.array(
    fc.record({
      kind: fc.constantFrom(...dutyKinds.map(({ kind }) => kind)),
      part: fc.constantFrom('lead', 'coSigner', 'participant', 'organiser'),
      attendance: fc.constantFrom(null, 'present', 'late', 'leave', 'officialLeave', 'absent'),
      level: fc.constantFrom(null, 'national', 'provincial', 'city', 'county'),
      sharers: fc.integer({ min: 1, max: 7 }),
      quantity: fc.integer({ min: 1, max: 8 }),
      subject: fc.integer({ min: 0, max: 6 }),
      day: fc.integer({ min: 1, max: 28 }),
    }),
    { maxLength: 40 },
  )
  it.each(shippedSchemes.map(({ place, scheme }) => [place, scheme] as const))(
    '%s: the lines add up to the total, each point has its entry, and reversing everything gives an empty ledger’s score',
    (_, shipped) => {
      const compiled = compileScheme(shipped)
      fc.assert(
        fc.property(entries, fc.boolean(), (given, standing) => {
          const facts = buildFacts({ standing })
          const made = given.map(({ subject, day, kind, ...rest }) =>
            e(kind, {
              ...rest,
              subjectId: `s${subject}`,
              occurredOn: `2026-05-${String(day).padStart(2, '0')}`,
            } as never),
          )
          const result = score(made, compiled, facts, year2026)
          expect(result.lines.reduce((sum, line) => sum + line.centipoints, 0)).toBe(result.centipoints)
          expect(Number.isInteger(result.centipoints)).toBe(true)
          for (const [i, line] of result.lines.filter(({ what }) => what === 'item').entries()) {
            const item = shipped.items.find(({ key }) => key === line.key)!
            if (item.cap !== null) expect(line.centipoints, String(i)).toBeLessThanOrEqual(item.cap)
            for (const act of line.acts) expect(made.some(({ id }) => id === act.entryId)).toBe(true)
            if (line.acts.length === 0 && item.way !== 'judged') expect(line.centipoints).toBe(item.begin)
          }
          const back = made.map((one) => ({ ...one, id: `back-${one.id}`, reversesId: one.id }))
          expect(score([...made, ...back], compiled, facts, year2026)).toEqual(score([], compiled, facts, year2026))
          // The order in which entries were recorded changes nothing but where ties are broken.
          expect(score(made.toReversed(), compiled, facts, year2026).centipoints).toBe(result.centipoints)
        }),
        { numRuns: 60 },
      )
    },
  )
})
