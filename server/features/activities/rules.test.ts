import { describe, expect, it } from 'vitest'
import type { ActivityKind } from '#contract/activity-kinds.ts'
import { isLateLeave, leaveChain } from './rules/leave.ts'
import { answerGiven, answersUntil, freed } from './rules/sign-up.ts'
import { activitySetting } from './settings.ts'
import { activityWorkflow } from './workflow.ts'

const { leaveSteps } = activitySetting.defaults
const body = { hasConvener: true, asksThemself: false }

describe('who decides on leave', () => {
  const cases: [string, ActivityKind, number, typeof body, string[]][] = [
    ['全会请假由主席或秘书长批', 'plenary', 8, body, ['leader']],
    ['常委会会议请假由主席或秘书长批', 'standingCommittee', 2, body, ['leader']],
    ['全会小组会半天由召集人批', 'plenarySubMeeting', 1, body, ['convener']],
    ['全会小组会整一天仍由召集人批', 'plenarySubMeeting', 2, body, ['convener']],
    [
      '全会小组会超过一天报大会秘书处、经秘书长批',
      'plenarySubMeeting',
      3,
      body,
      ['convener', 'memberOffice', 'leader'],
    ],
    ['专委会活动由专委会负责人批', 'specialCommittee', 1, body, ['convener']],
    ['召集人自己请假，报委员联络办', 'groupActivity', 1, { ...body, asksThemself: true }, ['memberOffice']],
    ['机关组织的活动，由委员联络办批', 'training', 4, { ...body, hasConvener: false }, ['memberOffice']],
    [
      '召集人请小组会的长假，不在同一处批两次',
      'plenarySubMeeting',
      4,
      { ...body, asksThemself: true },
      ['memberOffice', 'leader'],
    ],
  ]
  it.each(cases)('%s', (_, kind, halfDays, given, chain) => {
    expect(leaveChain(leaveSteps, { kind, halfDays }, given)).toEqual(chain)
  })

  it('every kind has somebody who decides', () => {
    for (const kind of new Set(leaveSteps.flatMap((step) => step.kinds)))
      expect(leaveChain(leaveSteps, { kind, halfDays: 1 }, body).length).toBeGreaterThan(0)
    expect(leaveChain([], { kind: 'other', halfDays: 1 }, body)).toEqual(['memberOffice'])
  })

  it('asks for it before the meeting begins', () => {
    expect(isLateLeave(new Date('2026-03-20T00:59:59Z'), '2026-03-20T01:00:00Z')).toBe(false)
    expect(isLateLeave(new Date('2026-03-20T01:00:00Z'), '2026-03-20T01:00:00Z')).toBe(true)
  })
})

describe('signing up', () => {
  const free = { must: false, answer: null }
  it('gives the places in the order of answering and lets the others wait', () => {
    expect(answerGiven(free, true, { capacity: 2, taken: 1, waiting: 0 })).toBe('coming')
    expect(answerGiven(free, true, { capacity: 2, taken: 2, waiting: 0 })).toBe('waiting')
    expect(answerGiven(free, true, { capacity: 2, taken: 1, waiting: 1 })).toBe('waiting')
    expect(answerGiven(free, true, { capacity: null, taken: 900, waiting: 0 })).toBe('coming')
    expect(answerGiven({ must: true, answer: null }, true, { capacity: 1, taken: 1, waiting: 0 })).toBe('coming')
    expect(answerGiven({ must: false, answer: 'waiting' }, true, { capacity: 2, taken: 1, waiting: 0 })).toBe('waiting')
    expect(answerGiven(free, false, { capacity: 1, taken: 0, waiting: 0 })).toBe('notComing')
    expect(() => answerGiven({ must: true, answer: null }, false, { capacity: null, taken: 0, waiting: 0 })).toThrow(
      'activity.needs-leave',
    )
  })
  it('moves up as many as there are free places', () => {
    expect(freed({ capacity: 3, taken: 1, waiting: 5 })).toBe(2)
    expect(freed({ capacity: 3, taken: 4, waiting: 5 })).toBe(0)
    expect(freed({ capacity: null, taken: 4, waiting: 5 })).toBe(5)
  })
  it('takes answers until the day set, never after it began', () => {
    const startsAt = '2026-03-20T01:00:00Z'
    expect(answersUntil({ answerBy: '2026-03-18T09:00:00Z', startsAt })).toBe('2026-03-18T09:00:00Z')
    expect(answersUntil({ answerBy: '2026-03-21T09:00:00Z', startsAt })).toBe(startsAt)
    expect(answersUntil({ answerBy: null, startsAt })).toBe(startsAt)
  })
})

it('leaves no activity without a way on, save those archived or cancelled', () => {
  const everybody = new Set(Object.keys(activityWorkflow.relations) as (keyof typeof activityWorkflow.relations)[])
  for (const state of Object.keys(activityWorkflow.states) as (keyof typeof activityWorkflow.states)[]) {
    const moves = activityWorkflow.actionsFor(state, everybody).filter((action) => activityWorkflow.actions[action].to)
    expect([state, moves.length > 0]).toEqual([state, !['archived', 'cancelled'].includes(state)])
  }
})
