import { expect, it } from 'vitest'
import { awardWorkflow } from './workflow.ts'

it('leads from every state but the last two on, by the office', () => {
  const office = new Set(['office'] as const)
  for (const state of Object.keys(awardWorkflow.states) as (keyof typeof awardWorkflow.states)[]) {
    const onward = awardWorkflow.actionsFor(state, office).filter((action) => awardWorkflow.actions[action].to)
    expect(onward.length > 0, state).toBe(state !== 'awarded' && state !== 'cancelled')
  }
})
