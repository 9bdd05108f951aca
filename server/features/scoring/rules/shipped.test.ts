import { describe, expect, it } from 'vitest'
import { scoringScheme } from '#contract/scoring-scheme.ts'
import { buildFacts, buildEntry as e, year2026 } from '../scoring.fixtures.ts'
import { compileScheme } from './compile.ts'
import { score } from './score.ts'
import type { MemberFacts, ScoredEntry } from './score-facts.ts'
import { shippedLines } from './shipped/lines.ts'
import { shippedScheme, shippedSchemes } from './shipped/schemes.ts'

const run = (code: string, entries: ScoredEntry[], facts: Partial<MemberFacts> = {}, span = year2026) =>
  score(entries, compileScheme(shippedScheme(code)!.scheme), buildFacts(facts), span)
const points = (code: string, entries: ScoredEntry[], facts: Partial<MemberFacts> = {}) =>
  run(code, entries, facts).centipoints / 100
const lineOf = (result: ReturnType<typeof run>, key: string) => result.lines.find((line) => line.key === key)!

it('keeps ten real schemes, each with where it comes from', () => {
  expect(shippedSchemes.map(({ code }) => code).toSorted()).toEqual([
    'anqing2018',
    'guangshui2017',
    'hefei2015',
    'hefeiCounty',
    'jinan2015',
    'minhang',
    'shaoxing',
    'tongcheng2019',
    'xuanwei',
    'yanbian2022',
  ])
  for (const { scheme } of shippedSchemes) expect(scheme.source).not.toBe('')
})

describe('安庆 2018 (R1)', () => {
  const judged = { proposals: 3000, work: 1500 }
  it('takes 10 for a plenary session and 5 for another meeting missed without leave, and nothing for leave', () => {
    // 50 − 10 − 5 = 35；30 + 15 → 80，良好
    const result = run(
      'anqing2018',
      [
        e('meeting.plenary', { attendance: 'absent' }),
        e('meeting.consultationMeeting', { attendance: 'absent' }),
        e('meeting.consultationMeeting', { attendance: 'leave' }),
        e('meeting.consultationMeeting', { attendance: 'officialLeave' }),
      ],
      { judged },
    )
    expect(result).toMatchObject({ centipoints: 8000, grade: '良好', unjudged: [] })
    expect(lineOf(result, 'meetings')).toMatchObject({ centipoints: 3500 })
  })
  it('takes no more than the 50 points there are (扣完为止)', () => {
    const absent = Array.from({ length: 7 }, () => e('meeting.plenary', { attendance: 'absent' }))
    const result = run('anqing2018', absent, { judged })
    expect(lineOf(result, 'meetings')).toMatchObject({ centipoints: 0, words: expect.stringContaining('最低计 0 分') })
    expect(result.grade).toBe('不称职')
  })
  it('says what the office has still to judge', () => {
    expect(run('anqing2018', []).unjudged).toEqual(['proposals', 'work'])
  })
})

describe('桐城 2019 (R2)', () => {
  it('gives the lead half and the others equal shares of the other half', () => {
    // 三人联名立案一件：25 分。第一提案人 12.5；其余二人各 6.25
    const joint = (part: 'lead' | 'coSigner') => [
      e('proposal.submitted', { part, sharers: 3 }),
      e('proposal.registered', { part, sharers: 3 }),
    ]
    expect(points('tongcheng2019', joint('lead'))).toBe(12.5)
    expect(points('tongcheng2019', joint('coSigner'))).toBe(6.25)
  })
  it('adds up a whole year: 50 + 25 + 10 + 15', () => {
    // 全会全程 50；两件立案 50 封顶 25；四次活动 8 + 书面发言 5 封顶 10；一条采用 15
    const result = run('tongcheng2019', [
      e('meeting.plenary'),
      e('proposal.submitted', { subjectId: 'a' }),
      e('proposal.registered', { subjectId: 'a' }),
      e('proposal.submitted', { subjectId: 'b' }),
      e('proposal.registered', { subjectId: 'b' }),
      ...Array.from({ length: 4 }, () => e('activity.research')),
      e('speech.written'),
      e('opinion.submitted', { subjectId: 'o' }),
      e('opinion.adopted', { subjectId: 'o' }),
    ])
    expect(result).toMatchObject({ centipoints: 10000, grade: '合格' })
    expect(lineOf(result, 'proposals').words).toContain('合计 50 分，封顶 25 分')
  })
  it('gives 30 for leave granted, and a standing member loses 2 and 5, never below nothing', () => {
    // 全会请假 30 − 常委会请假 2 − 无故 5 = 23
    const entries = [
      e('meeting.plenary', { attendance: 'leave' }),
      e('meeting.standingCommittee', { attendance: 'leave' }),
      e('meeting.standingCommittee', { attendance: 'absent' }),
    ]
    expect(points('tongcheng2019', entries, { standing: true })).toBe(23)
    expect(points('tongcheng2019', entries)).toBe(30)
    expect(points('tongcheng2019', entries.slice(1), { standing: true })).toBe(0)
    expect(run('tongcheng2019', entries).grade).toBe('不合格')
  })
})

describe('延边 2022 (R3)', () => {
  it('adds up from nothing: 10 once, 10 for each registered, 10 for a key proposal, 10 for one carried to the province', () => {
    // 提交 2 件 10；立案 2 件 20；重点 10；报省 10；反映 5；采用 10；州领导批示 10 = 75；没有等次
    const result = run('yanbian2022', [
      ...['a', 'b'].flatMap((subjectId) => [
        e('proposal.submitted', { subjectId }),
        e('proposal.registered', { subjectId }),
      ]),
      e('proposal.key', { subjectId: 'a' }),
      e('proposal.referredUp', { subjectId: 'a', level: 'provincial' }),
      e('proposal.referredUp', { subjectId: 'b', level: 'city' }),
      e('opinion.submitted', { subjectId: 'o' }),
      e('opinion.adopted', { subjectId: 'o', level: 'provincial' }),
      e('opinion.instructed', { subjectId: 'o' }),
    ])
    expect(result).toMatchObject({ centipoints: 7500, grade: null })
  })
  it('gives the co-signers nothing, and counts a proposal turned into an opinion once', () => {
    expect(points('yanbian2022', [e('proposal.submitted', { part: 'coSigner', sharers: 3 })])).toBe(0)
    // 提案转社情民意：提交 10，不再计反映 5
    const turned = [e('proposal.submitted', { subjectId: 'a' }), e('proposal.convertedToOpinion', { subjectId: 'a' })]
    expect(points('yanbian2022', turned)).toBe(10)
  })
})

it('广水 2017 (R4): 20 as the lead, 15 as a co-signer, 80 at most; attendance, study and the highest commendation', () => {
  // 立案 20 + 联名 15 + 转社情民意 15（同一来源不与立案重复）+ 信息 20 + 结对 20 = 90，封顶 80；
  // 考勤 10 − 1 − 1.5 = 7.5；笔记 5 + 心得 5；表彰 省 8 → 105.5
  const result = run('guangshui2017', [
    e('proposal.registered'),
    e('proposal.registered', { part: 'coSigner', sharers: 2 }),
    e('proposal.convertedToOpinion'),
    e('opinion.submitted'),
    e('pairing'),
    e('meeting.plenary', { attendance: 'late' }),
    e('meeting.plenarySubMeeting', { attendance: 'absent' }),
    e('studyNotes'),
    e('reflection'),
    e('commendation', { level: 'city' }),
    e('commendation', { level: 'provincial' }),
  ])
  expect(result.centipoints).toBe(10550)
  expect(lineOf(result, 'duty')).toMatchObject({ what: 'group', centipoints: -1000, words: '合计 90 分，封顶 80 分' })
})

it('合肥辖县级市 (R5): 15 alone, 10 and 5 together and once; from the second on 5; adopted from the second on 3', () => {
  // 全会 35；活动 4 次 30；提案 15；信息 10；第 2、3 件立案 10；优秀 8；第 2 条采用 3、第 3 条未采用 1；市采用 6 = 118
  const result = run('hefeiCounty', [
    e('meeting.plenary'),
    ...Array.from({ length: 5 }, () => e('activity.inspection')),
    ...Array.from({ length: 3 }, () => e('proposal.registered')),
    e('proposal.excellent'),
    e('proposal.excellent', { part: 'coSigner', sharers: 4 }),
    ...['o', 'p'].flatMap((subjectId, i) => [
      e('opinion.submitted', { subjectId }),
      e('opinion.adopted', { subjectId, level: i === 0 ? 'city' : 'county' }),
    ]),
    e('opinion.submitted', { subjectId: 'q' }),
  ])
  expect(result.centipoints / 100).toBe(118)
  expect(points('hefeiCounty', [e('proposal.registered', { part: 'lead', sharers: 3 })])).toBe(10)
  expect(
    points(
      'hefeiCounty',
      Array.from({ length: 2 }, () => e('proposal.registered', { part: 'coSigner', sharers: 3 })),
    ),
  ).toBe(5)
})

it('合肥 2015 (R6): 30 and 30 of the base of 85, 5 from the second proposal on, −10 for absence, nothing for leave', () => {
  const rest = { judged: { rest: 2500 } }
  // 30 + 30 + 25 + 第 2 件 5 = 90
  const came = [
    e('meeting.plenary'),
    e('activity.lecture'),
    e('activity.research'),
    e('proposal.registered'),
    e('proposal.registered'),
  ]
  expect(points('hefei2015', came, rest)).toBe(90)
  // 活动只一次不计；无故缺席全会 −10：0 + 0 + 25 − 10
  const away = [e('meeting.plenary', { attendance: 'absent' }), e('activity.lecture')]
  expect(points('hefei2015', away, rest)).toBe(15)
  expect(points('hefei2015', [e('meeting.plenary', { attendance: 'leave' })], rest)).toBe(25)
  // 常委 55 − 4 − 4
  const standing = [
    e('meeting.plenary', { attendance: 'absent' }),
    e('meeting.standingCommittee', { attendance: 'absent' }),
  ]
  expect(points('hefei2015', standing, { standing: true, judged: { restStanding: 5500 } })).toBe(47)
})

describe('济南 2015 (R7)', () => {
  const three = [e('meeting.plenary'), e('proposal.submitted'), e('activity.research')]
  it('begins with 70 and adds at most 50', () => {
    // 70 + 第 2、3 件 10 + 重点 5 + 优秀 10 + 公益 7 次 10 = 105，优秀
    const more = [
      ...Array.from({ length: 3 }, () => e('proposal.registered')),
      e('proposal.key'),
      e('proposal.excellent'),
      ...Array.from({ length: 7 }, () => e('activity.volunteer')),
    ]
    expect(run('jinan2015', [...three, ...more])).toMatchObject({ centipoints: 10500, grade: '优秀' })
    const many = Array.from({ length: 8 }, () => e('proposal.excellent'))
    expect(run('jinan2015', [...three, ...many])).toMatchObject({ centipoints: 12000 })
  })
  it('finds nobody competent without the three ones (三个一), whatever the points', () => {
    const result = run('jinan2015', three.slice(0, 2))
    expect(result).toMatchObject({ centipoints: 7000, grade: '不称职' })
    expect(result.preconditions.map(({ have, need }) => [have, need])).toEqual([
      [1, 1],
      [1, 1],
      [0, 1],
    ])
  })
  it('asks to a talk below 60, by the committee when it is the second year running', () => {
    const absent = [e('meeting.plenary', { attendance: 'absent' }), ...three.slice(1)]
    expect(run('jinan2015', absent)).toMatchObject({ centipoints: 4000, grade: '不称职' })
    expect(run('jinan2015', absent).crossed.map(({ by }) => by)).toEqual(['界别召集人'])
    const before = run('jinan2015', absent, { earlier: [{ year: 2025, centipoints: 5000 }] })
    expect(before.crossed.map(({ by }) => by)).toEqual(['界别召集人', '市政协'])
    const better = run('jinan2015', absent, { earlier: [{ year: 2025, centipoints: 6000 }] })
    expect(better.crossed.map(({ by }) => by)).toEqual(['界别召集人'])
  })
})

it('闵行 (R8): five for each half day, the highest of key and excellent, and what of the bottom line is missing', () => {
  // 全会 6 个半天 30；活动 5；培训 10 + 5；立案 15（年内一次）；同一件重点又优秀取 15；另一件联名优秀 2 = 82
  const result = run('minhang', [
    e('meeting.plenary', { quantity: 6 }),
    e('activity.sectorActivity'),
    e('activity.training'),
    e('activity.training', { attendance: 'leftEarly' }),
    e('proposal.registered', { subjectId: 'a' }),
    e('proposal.registered', { subjectId: 'b', part: 'coSigner', sharers: 5 }),
    e('proposal.key', { subjectId: 'a' }),
    e('proposal.excellent', { subjectId: 'a' }),
    e('proposal.excellent', { subjectId: 'b', part: 'coSigner', sharers: 5 }),
  ])
  expect(result).toMatchObject({ centipoints: 8200, grade: null })
  expect(result.preconditions.filter(({ have, need }) => have < need).map(({ key }) => key)).toEqual([
    'proposal',
    'opinion',
  ])
})

describe('宣威 (R9)', () => {
  it('counts: 2 for a plenary session, 1 for another meeting, 2 for a speech, 1 for training, 2 for an inspection', () => {
    const entries = [
      'meeting.plenary',
      'meeting.chairCouncil',
      'speech.oral',
      'activity.training',
      'activity.inspection',
    ]
    expect(
      points(
        'xuanwei',
        entries.map((kind) => e(kind)),
      ),
    ).toBe(8)
  })
  it('notices one plenary session missed in the term, and brings the second before the standing committee', () => {
    const absent = (occurredOn: string) => e('meeting.plenary', { attendance: 'absent', occurredOn })
    const once = run('xuanwei', [absent('2024-01-10'), e('proposal.submitted')])
    expect(once.crossed.map(({ key }) => key)).toEqual(['absentOnce'])
    // 前一年的缺席不改变今年的分
    expect(once.centipoints).toBe(0)
    const twice = run('xuanwei', [absent('2024-01-10'), absent('2026-01-12'), e('proposal.submitted')])
    expect(twice.crossed.map(({ measure }) => measure)).toEqual(['notice', 'revocation'])
    expect(twice.crossed[1]!.entryIds).toHaveLength(2)
  })
  it('says who made no proposal for two years, not who came later, and the three of a term when it is over', () => {
    const keys = (facts: Partial<MemberFacts>, entries: ScoredEntry[] = [], span = year2026) =>
      run('xuanwei', entries, facts, span).crossed.map(({ key }) => key)
    expect(keys({})).toEqual(['noProposals'])
    expect(keys({ joinedOn: '2025-06-01' })).toEqual([])
    expect(keys({}, [e('proposal.submitted', { occurredOn: '2025-05-01' })])).toEqual([])
    expect(keys({}, [e('proposal.submitted')], { ...year2026, termEnded: true })).toEqual(['fewProposals'])
    // Judged before its last day, the year before is looked at whole; while it runs nobody has done too little.
    const early = { ...year2026, to: '2026-12-10' }
    expect(keys({}, [e('proposal.submitted', { occurredOn: '2025-12-20' })], early)).toEqual([])
    expect(keys({}, [], { ...early, running: true })).toEqual([])
  })
})

it('绍兴: three yardsticks add up to 130 and are not capped at 100', () => {
  // 2017 某委员：委员履职 95（基础 50＋平时 35＋参政议政材料 10）＋单位表现 15＋社会责任 20
  const judged = { usual: 3500, advice: 1000, unit: 1500, society: 2000 }
  expect(points('shaoxing', [], { judged })).toBe(130)
})

it('山东 3 and 7: standing committee missed thrice a year or seven times a term; official leave is no absence', () => {
  const { scheme } = shippedScheme('xuanwei')!
  const lines = shippedLines.map(({ line }) => line)
  const compiled = compileScheme(scoringScheme.parse({ ...scheme, lines }))
  const missed = (n: number, occurredOn: string, attendance: 'absent' | 'leave' | 'officialLeave') =>
    Array.from({ length: n }, () => e('meeting.standingCommittee', { attendance, occurredOn }))
  const crossed = (entries: ScoredEntry[], standing = true) =>
    score(entries, compiled, buildFacts({ standing, earlier: [{ year: 2025, centipoints: 9000 }] }), year2026)
      .crossed.map(({ key }) => key)
      .filter((key) => key.startsWith('standing'))
  expect(crossed(missed(3, '2026-05-01', 'absent'))).toEqual(['standingYear'])
  expect(crossed(missed(3, '2026-05-01', 'officialLeave'))).toEqual([])
  expect(crossed(missed(3, '2026-05-01', 'absent'), false)).toEqual([])
  expect(crossed([...missed(5, '2024-05-01', 'leave'), ...missed(2, '2026-05-01', 'absent')])).toEqual(['standingTerm'])
})
