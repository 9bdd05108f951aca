import { describe, expect, it } from 'vitest'
import { DomainError } from '#platform/errors.ts'
import type { Workflow } from '#platform/workflow.ts'
import { turnOf } from './queries/turn.ts'
import { assignmentWorkflow, proposalWorkflow } from './workflow.ts'

type AnyWorkflow = Workflow<string, string, string>
const workflows: [string, AnyWorkflow][] = [
  ['提案', proposalWorkflow as unknown as AnyWorkflow],
  ['承办', assignmentWorkflow as unknown as AnyWorkflow],
]

describe.each(workflows)('the life of %s', (_, workflow) => {
  const states = Object.keys(workflow.states)
  const actions = Object.keys(workflow.actions)
  const relations = Object.keys(workflow.relations)
  const targets = (action: string) => {
    const { to } = workflow.actions[action]!
    return to === undefined ? [] : typeof to === 'string' ? [to] : Object.values(to)
  }

  it('lets each action be made from its states by its people, and by nobody else from nowhere else', () => {
    for (const state of states) {
      for (const action of actions) {
        for (const relation of relations) {
          const { from, by } = workflow.actions[action]!
          const expected = from.includes(state) && by.includes(relation)
          expect(workflow.allows(state, action, new Set([relation])), `${relation} ${action} from ${state}`).toBe(
            expected,
          )
          expect(workflow.actionsFor(state, new Set([relation])).includes(action)).toBe(expected)
        }
        expect(workflow.allows(state, action, new Set())).toBe(false)
      }
    }
  })

  it('refuses an action from every other state with the code of its subject', () => {
    for (const state of states) {
      for (const action of actions) {
        if (workflow.actions[action]!.from.includes(state)) continue
        expect(() => workflow.next(state, action)).toThrow(DomainError)
        expect(() => workflow.next(state, action)).toThrow(`${workflow.subject}.wrong-state`)
      }
    }
  })

  it('reaches every state from the first one', () => {
    const reached = new Set([workflow.initial])
    for (let before = 0; before !== reached.size; ) {
      before = reached.size
      for (const action of actions)
        if (workflow.actions[action]!.from.some((s) => reached.has(s)))
          for (const to of targets(action)) reached.add(to)
    }
    expect([...reached].sort()).toEqual([...states].sort())
  })

  it('finds a way from every state to an end', () => {
    const ends = workflow.subject === 'proposal' ? ['archived'] : ['ended', 'reassigned']
    const leading = new Set(ends)
    for (let before = 0; before !== leading.size; ) {
      before = leading.size
      for (const action of actions)
        if (targets(action).some((to) => leading.has(to)))
          for (const from of workflow.actions[action]!.from) leading.add(from)
    }
    expect([...leading].sort()).toEqual([...states].sort())
  })

  it('has no state it cannot leave but its ends', () => {
    const left = new Set(
      actions.flatMap((action) => (targets(action).length > 0 ? workflow.actions[action]!.from : [])),
    )
    const ends = workflow.subject === 'proposal' ? ['archived'] : ['ended', 'reassigned']
    expect(states.filter((s) => !left.has(s)).sort()).toEqual(ends)
  })
})

describe('whose turn it is', () => {
  // What ended well or badly waits for nobody; the office archives it in its own time.
  const atRest = ['declined', 'converted', 'withdrawn', 'archived']
  it.each(Object.keys(proposalWorkflow.states) as (keyof typeof proposalWorkflow.states)[])(
    'is known in %s',
    (state) => {
      const turn = turnOf({ state, since: '2026-03-02T00:00:00Z', dueOn: null, proposers: '陈立业', assignments: [] })
      expect(turn === null).toBe(atRest.includes(state))
    },
  )
})
