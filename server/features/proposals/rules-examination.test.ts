import { describe, expect, it } from 'vitest'
import { examinationSetting } from './examination-settings.ts'
import { deskOf, stepIsOpen, unfinishedSteps } from './rules-examination.ts'

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
