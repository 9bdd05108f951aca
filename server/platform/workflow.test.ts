import { describe, expect, expectTypeOf, it } from 'vitest'
import { DomainError } from './errors.ts'
import { defineWorkflow } from './workflow.ts'

const matter = defineWorkflow({
  subject: 'matter',
  initial: 'draft',
  states: { draft: '草稿', examining: '审查中', registered: '已立案', closed: '已办结' },
  relations: { author: '作者', office: '提案委' },
  actions: {
    submit: { name: '提交', from: ['draft'], to: 'examining', by: ['author'] },
    remark: { name: '备注', from: ['draft', 'examining'], by: ['author', 'office'] },
    examine: {
      name: '审查',
      from: ['examining'],
      to: { accepted: 'registered', returned: 'draft' },
      by: ['office'],
      needs: ['意见'],
      within: 'examineDays',
    },
    close: { name: '办结', from: ['registered'], to: 'closed', by: ['office'] },
  },
})
type State = keyof typeof matter.states
type Action = keyof typeof matter.actions

// Every move from every state: the state after, or null where it is refused.
const table: Record<Action, Record<State, string | null>> = {
  submit: { draft: 'examining', examining: null, registered: null, closed: null },
  remark: { draft: 'draft', examining: 'examining', registered: null, closed: null },
  examine: { draft: null, examining: 'registered', registered: null, closed: null },
  close: { draft: null, examining: null, registered: 'closed', closed: null },
}
const cases = Object.entries(table).flatMap(([action, row]) =>
  Object.entries(row).map(([state, after]) => [action, state, after] as [Action, State, State | null]),
)

describe('a workflow', () => {
  it.each(cases)('makes %s from %s lead to %s', (action, state, after) => {
    const move = () => matter.next(state, action, action === 'examine' ? 'accepted' : undefined)
    if (after) expect(move()).toBe(after)
    else
      expect(move).toThrow(
        expect.objectContaining({ code: 'matter.wrong-state', status: 409, details: { state, action } }),
      )
    const everybody = new Set(['author', 'office'] as const)
    expect(matter.allows(state, action, everybody)).toBe(after !== null)
    expect(matter.actionsFor(state, everybody).includes(action)).toBe(after !== null)
  })

  it('lets only those make a move whom the table names', () => {
    expect(matter.allows('draft', 'submit', new Set(['author']))).toBe(true)
    expect(matter.allows('draft', 'submit', new Set(['office']))).toBe(false)
    expect(matter.allows('draft', 'submit', new Set())).toBe(false)
    expect(matter.actionsFor('examining', new Set(['office']))).toEqual(['remark', 'examine'])
    expect(matter.actionsFor('examining', new Set(['author']))).toEqual(['remark'])
    expect(matter.actionsFor('closed', new Set(['author', 'office']))).toEqual([])
  })

  it('goes where the outcome says, and nowhere without one it knows', () => {
    expect(matter.next('examining', 'examine', 'returned')).toBe('draft')
    for (const outcome of [undefined, 'merged', '', 'constructor', '__proto__', 'toString'])
      expect(() => matter.next('examining', 'examine', outcome)).toThrow(/matter\.examine has no outcome/)
  })

  it('refuses a wrong state before it looks at the outcome', () => {
    expect(() => matter.next('draft', 'examine', 'merged')).toThrow(DomainError)
  })

  it('draws itself with the words of the field, each branch an arrow, moves that stay left out', () => {
    expect(matter.toMermaid()).toBe(`stateDiagram-v2
  [*] --> draft
  state "草稿" as draft
  state "审查中" as examining
  state "已立案" as registered
  state "已办结" as closed
  draft --> examining: 提交 · 作者
  examining --> registered: 审查（accepted） · 提案委
  examining --> draft: 审查（returned） · 提案委
  registered --> closed: 办结 · 提案委
`)
  })

  it('knows its states, moves and relations by name when it is compiled', () => {
    expectTypeOf(matter.next).returns.toEqualTypeOf<'draft' | 'examining' | 'registered' | 'closed'>()
    expectTypeOf(matter.next).parameter(1).toEqualTypeOf<'submit' | 'remark' | 'examine' | 'close'>()
    expectTypeOf(matter.allows).parameter(2).toEqualTypeOf<ReadonlySet<'author' | 'office'>>()
    const misspelt = () =>
      defineWorkflow({
        subject: 'matter',
        initial: 'draft',
        states: { draft: '草稿' },
        relations: { author: '作者' },
        actions: {
          // @ts-expect-error no such state
          submit: { name: '提交', from: ['drafts'], to: 'draft', by: ['author'] },
          // @ts-expect-error no such relation
          close: { name: '办结', from: ['draft'], to: 'draft', by: ['office'] },
          // @ts-expect-error no such state to go to
          merge: { name: '并案', from: ['draft'], to: 'merged', by: ['author'] },
        },
      })
    expect(misspelt().initial).toBe('draft')
  })
})
