import { expect, it } from 'vitest'
import { type AppraisalFacts, appraisalActions, readsResults, seesAppraisal, type Viewer } from './access.ts'
import { appraisalWorkflow } from './workflow.ts'

const states = Object.keys(appraisalWorkflow.states) as AppraisalFacts['state'][]
const facts = (state: AppraisalFacts['state'], more: Partial<AppraisalFacts> = {}): AppraisalFacts => ({
  state,
  invited: false,
  appraised: false,
  rectifies: false,
  ...more,
})
const viewer = (role: Viewer['role']): Viewer => ({ role, memberId: null, unitId: null })

it('leads from the draft to the archive, with and without rectification', () => {
  const path = ['open', 'close', 'report', 'rectify', 'endLookBack', 'archive'] as const
  const walked: AppraisalFacts['state'][] = ['drafted']
  for (const action of path) walked.push(appraisalWorkflow.next(walked.at(-1)!, action))
  expect(walked).toEqual(['drafted', 'open', 'closed', 'reported', 'rectifying', 'lookedBack', 'archived'])
  expect(appraisalWorkflow.next('reported', 'archive')).toBe('archived')
})

it('refuses every move from every state the table does not name', () => {
  for (const state of states)
    for (const action of Object.keys(appraisalWorkflow.actions) as (keyof typeof appraisalWorkflow.actions)[]) {
      const from: readonly string[] = appraisalWorkflow.actions[action].from
      if (!from.includes(state)) expect(() => appraisalWorkflow.next(state, action)).toThrow('appraisal.wrong-state')
    }
})

it('has a way on from every state but the archive', () => {
  for (const state of states.filter((one) => one !== 'archived'))
    expect(appraisalActions(viewer('proposalOffice'), facts(state)).length, state).toBeGreaterThan(0)
  expect(appraisalActions(viewer('proposalOffice'), facts('archived'))).toEqual([])
})

it('is the office’s alone as a draft, the appraisers’ once open, and the units’ once reported', () => {
  const seen = (role: Viewer['role'], more: Partial<AppraisalFacts>) =>
    states.filter((state) => seesAppraisal(viewer(role), facts(state, more)))
  const told = ['reported', 'rectifying', 'lookedBack', 'archived']
  expect(seen('proposalOffice', {})).toEqual(states)
  expect(seen('member', { invited: true })).toEqual(states.slice(1))
  expect(seen('member', {})).toEqual([])
  expect(seen('unitClerk', { appraised: true })).toEqual(told)
  expect(seen('unitClerk', {})).toEqual([])
  expect(seen('leader', {})).toEqual(states.slice(1))
  for (const role of ['memberOffice', 'systemAdmin', 'securityAdmin', 'auditAdmin'] as const)
    expect(seen(role, { invited: true, appraised: true })).toEqual([])
})

it('shows figures to nobody while ballots still come in, and never to those who gave them', () => {
  const read = (role: Viewer['role'], more: Partial<AppraisalFacts> = {}) =>
    states.filter((state) => readsResults(viewer(role), facts(state, more)))
  expect(read('proposalOffice')[0]).toBe('closed')
  expect(read('leader')[0]).toBe('reported')
  expect(read('assigningOffice')[0]).toBe('reported')
  expect(read('unitClerk', { appraised: true })[0]).toBe('reported')
  expect(read('member', { invited: true })).toEqual([])
})
