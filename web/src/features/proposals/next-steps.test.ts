import { describe, expect, it } from 'vitest'
import type { Assignment } from '#contract/handling.ts'
import type { Proposal } from '#contract/proposals.ts'
import { isOpenStep, stepsOf } from './next-steps.ts'

const unit = (id: string, actions: Assignment['actions'], contacts: unknown[] = []) =>
  ({ id, unitName: `单位${id}`, actions, contacts, followUps: [] }) as unknown as Assignment
const proposal = (actions: Proposal['actions'], assignments: Assignment[] = []) => ({ actions, assignments })

describe('the next step', () => {
  it('is nothing for who may only read', () => {
    expect(stepsOf(proposal([]))).toEqual({
      primary: null,
      also: [],
      side: [],
    })
  })
  it('is one step 审查 for registering, returning and declining', () => {
    expect(stepsOf(proposal(['register', 'return', 'decline'])).primary).toEqual({ key: 'examine' })
    expect(stepsOf(proposal(['return'])).primary).toEqual({ key: 'examine' })
  })
  it('is the reply for a unit that has accepted; contact and return stand aside', () => {
    const steps = stepsOf(proposal([], [unit('a', ['requestReturn', 'recordContact', 'writeReply', 'submitReply'])]))
    expect(steps.primary).toMatchObject({ key: 'reply', on: 'a' })
    expect(steps.side.map((s) => s.key)).toEqual(['contact', 'requestReturn'])
  })
  it('names each unit whose reply waits for the office', () => {
    const steps = stepsOf(proposal(['addAssignment'], [unit('a', ['deliverReply']), unit('b', ['sendBackReply'])]))
    expect(steps.primary).toEqual({
      key: 'review',
      on: 'a',
      unitName: '单位a',
    })
    expect(steps.also).toEqual([{ key: 'review', on: 'b', unitName: '单位b' }])
    expect(steps.side).toEqual([{ key: 'addUnit' }])
  })
  it('is the report once a promised measure is due, and stands aside before', () => {
    const promised = (due: boolean) => ({
      ...unit('a', []),
      followUps: [{ id: 'f', due, actions: ['report'] }] as never,
    })
    const step = { key: 'followUp', on: 'f', unitName: '单位a' }
    expect(stepsOf(proposal([], [promised(true)]))).toEqual({ primary: step, also: [], side: [] })
    expect(stepsOf(proposal([], [promised(false)]))).toEqual({ primary: null, also: [], side: [step] })
  })
  it('is whose turn it is within the unit, and stands aside for the others of it', () => {
    const duty = (mine: boolean, clerk: boolean, actions: Assignment['actions']) =>
      ({
        ...unit('a', actions),
        role: 'sole',
        inUnit: { step: 'drafting', clerk: clerk ? { accountId: 'c', name: '小周' } : null, waitsFor: { mine } },
      }) as Assignment
    const keys = (assignment: Assignment) => {
      const { primary, side } = stepsOf(proposal([], [assignment]))
      return [primary?.key ?? null, ...side.map((step) => step.key)]
    }
    expect(keys(duty(true, false, ['handOut', 'writeReply']))).toEqual(['handOut'])
    expect(keys(duty(false, true, ['handOut', 'writeReply']))).toEqual([null, 'reply', 'handOut'])
    expect(keys(duty(true, true, ['writeReply', 'passOn', 'recordContact']))).toEqual(['reply', 'contact'])
    expect(keys(duty(true, true, ['handOut', 'writeReply', 'sendBackInUnit', 'submitReply']))).toEqual([
      'reply',
      'sendBackInUnit',
      'handOut',
    ])
  })
  it('asks the proposer to confirm a contact before rating', () => {
    const steps = stepsOf(proposal(['rate'], [unit('a', [], [{ id: 'c', actions: ['confirm', 'dispute'] }])]))
    expect(steps.primary).toMatchObject({ key: 'answerContact', on: 'c' })
    expect(steps.also).toEqual([{ key: 'rate' }])
  })
  it('never makes withdrawing the one clear step', () => {
    expect(stepsOf(proposal(['withdraw'])).primary).toBeNull()
  })
})

describe('a step named in the address', () => {
  it('opens only while it may be taken', () => {
    const now = proposal(['rate'], [unit('a', ['reassign']), unit('b', ['reassign'])])
    expect(isOpenStep(now, 'rate', undefined)).toEqual({ key: 'rate' })
    expect(isOpenStep(now, 'reassign', 'b')).toMatchObject({ on: 'b' })
    expect(isOpenStep(now, 'reassign', 'gone')).toBeNull()
    expect(isOpenStep(now, 'examine', undefined)).toBeNull()
    expect(isOpenStep(now, undefined, undefined)).toBeNull()
  })
})
