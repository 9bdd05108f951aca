import { describe, expect, it } from 'vitest'
import type { ExaminationSettings } from './examination-settings.ts'
import { examinationSetting } from './examination-settings.ts'
import {
  awaited,
  deskOf,
  examinersAt,
  mayExamine,
  onDay,
  stepIsOpen,
  stepsAt,
  unfinishedSteps,
} from './rules-examination.ts'

const steps = [
  { code: 'pre', name: '预审', opinionsNeeded: 1, hint: '' },
  { code: 'review', name: '复审', opinionsNeeded: 2, hint: '' },
  { code: 'committee', name: '审定', opinionsNeeded: 0, hint: '' },
]
const given = (pre: number, review: number) => new Map(Object.entries({ pre, review }))

describe('the steps of the examination', () => {
  it.each([
    ['nobody spoke', given(0, 0), ['pre', 'review'], ['pre']],
    ['the first step is done', given(1, 0), ['review'], ['pre', 'review']],
    ['one of two spoke', given(1, 1), ['review'], ['pre', 'review']],
    ['all spoke', given(1, 2), [], ['pre', 'review', 'committee']],
    ['more than needed', given(3, 5), [], ['pre', 'review', 'committee']],
    ['the second before the first', given(0, 2), ['pre'], ['pre']],
  ])('%s', (_, spoken, unfinished, open) => {
    expect(unfinishedSteps(steps, spoken).map((step) => step.code)).toEqual(unfinished)
    expect(steps.map((step) => step.code).filter((code) => stepIsOpen(steps, spoken, code))).toEqual(open)
  })

  it('knows no step that is not in the settings', () => {
    expect(stepIsOpen(steps, given(9, 9), 'elsewhere')).toBe(false)
  })

  it('asks nothing of those who leave the national default as it is', () => {
    expect(unfinishedSteps(examinationSetting.defaults.steps, new Map())).toEqual([])
  })

  it.each([
    ['经济建设', '经济组'],
    ['其他', '社会事务组'],
    ['没有的类别', null],
    [null, null],
  ])('%s is examined by %s', (category, desk) => {
    expect(deskOf(examinationSetting.defaults, category)).toBe(desk)
  })
})

describe('who examines', () => {
  const examiner = (
    name: string,
    given: Partial<ExaminationSettings['examiners'][number]> = {},
  ): ExaminationSettings['examiners'][number] => ({
    desk: '',
    step: '',
    deputy: '',
    away: false,
    awayFrom: null,
    awayUntil: null,
    name,
    ...given,
  })
  const steps = [
    { code: 'pre', name: '预审', opinionsNeeded: 2, hint: '' },
    { code: 'review', name: '复审', opinionsNeeded: 0, hint: '' },
  ]

  it('is whoever sits in the office where nobody is named, else who is named for the desk and the step', () => {
    expect(mayExamine(examinersAt({ examiners: [] }, '经济组', 'pre'), '谁都行')).toBe(true)
    const examiners = [examiner('刘敏', { desk: '经济组', step: 'pre' }), examiner('张衡', { desk: '城建环资组' })]
    const named = examinersAt({ examiners }, '经济组', 'pre')
    expect(mayExamine(named, '刘敏')).toBe(true)
    expect(mayExamine(named, '张衡')).toBe(false)
    expect(mayExamine(examinersAt({ examiners }, '经济组', 'review'), '张衡')).toBe(true)
  })

  it('is known by the name or the post that stands on the account', () => {
    const named = [examiner('刘敏'), examiner('提案委主任')]
    expect(mayExamine(named, '刘敏（联络科）')).toBe(true)
    expect(mayExamine(named, '张三（提案委主任）')).toBe(true)
    expect(mayExamine(named, '刘敏敏')).toBe(false)
    expect(awaited(named, new Set(['张三（提案委主任）']))).toEqual([{ name: '刘敏', deputy: '' }])
  })

  it('is away from a day on, until a day, or on the days between', () => {
    const examiners = [
      { ...examiner('刘敏'), awayFrom: '2026-03-02', awayUntil: '2026-03-06' },
      { ...examiner('张衡'), awayFrom: '2026-03-04' },
      { ...examiner('李二'), awayUntil: '2026-03-03' },
    ]
    const away = (today: string) =>
      onDay({ examiners }, today)
        .examiners.filter((one) => one.away)
        .map((one) => one.name)
    expect(away('2026-03-01')).toEqual(['李二'])
    expect(away('2026-03-02')).toEqual(['刘敏', '李二'])
    expect(away('2026-03-06')).toEqual(['刘敏', '张衡'])
    expect(away('2026-03-07')).toEqual(['张衡'])
  })

  it('does not wait for one who is away: who stands in is heard in their place, without one nobody is waited for', () => {
    const examiners = [
      examiner('刘敏', { away: true, deputy: '王一' }),
      examiner('张衡', { away: true }),
      examiner('李二'),
    ]
    const named = examinersAt({ examiners }, null, 'pre')
    expect(awaited(named, new Set())).toEqual([
      { name: '刘敏', deputy: '王一' },
      { name: '李二', deputy: '' },
    ])
    expect(awaited(named, new Set(['王一']))).toEqual([{ name: '李二', deputy: '' }])
    expect(stepsAt({ steps, examiners }, null)[0]!.opinionsNeeded).toBe(2)
    expect(stepsAt({ steps, examiners: [examiner('张衡', { away: true })] }, null)[0]!.opinionsNeeded).toBe(0)
  })
})
