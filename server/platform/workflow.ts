import { DomainError } from './errors.ts'

/** One move of a workflow: from which states, to which, and who may make it. */
export interface WorkflowAction<State extends string, Relation extends string> {
  /** The field's own word, for diagrams. */
  readonly name: string
  readonly from: readonly State[]
  /** The state after; a record where the outcome decides (branches are data). Absent: the state stays. */
  readonly to?: State | Readonly<Record<string, State>>
  /** Relations to the matter that may make the move. */
  readonly by: readonly Relation[]
  /** What must be given with it, in the field's words. */
  readonly needs?: readonly string[]
  /** The setting that says by when it should be made. */
  readonly within?: string
}

export interface WorkflowTable<State extends string, Relation extends string, Action extends string> {
  /** Prefix of the error code: `<subject>.wrong-state`. */
  readonly subject: string
  readonly initial: NoInfer<State>
  /** Every state with the field's own word. */
  readonly states: Readonly<Record<State, string>>
  readonly relations: Readonly<Record<Relation, string>>
  readonly actions: Readonly<Record<Action, WorkflowAction<NoInfer<State>, NoInfer<Relation>>>>
}

export interface Workflow<State extends string, Relation extends string, Action extends string>
  extends WorkflowTable<State, Relation, Action> {
  /** Whether `action` can be made from `state` by one of `relations`. */
  allows(state: State, action: Action, relations: ReadonlySet<Relation>): boolean
  /** The moves open to someone now, in the table's order. */
  actionsFor(state: State, relations: ReadonlySet<Relation>): Action[]
  /** The state after a move. @throws DomainError `<subject>.wrong-state` */
  next(state: State, action: Action, outcome?: string): State
  /** The table as a Mermaid state diagram. */
  toMermaid(): string
}

/** Makes the guard, the list of open moves, the next state and the diagram from one table. Pure. */
export function defineWorkflow<const State extends string, const Relation extends string, const Action extends string>(
  table: WorkflowTable<State, Relation, Action>,
): Workflow<State, Relation, Action> {
  const actionNames = Object.keys(table.actions) as Action[]
  const allows = (state: State, action: Action, relations: ReadonlySet<Relation>) => {
    const { from, by } = table.actions[action]
    return from.includes(state) && by.some((relation) => relations.has(relation))
  }
  const targets = (action: WorkflowAction<State, Relation>): [string, State][] => {
    if (action.to === undefined) return []
    return typeof action.to === 'string' ? [['', action.to]] : (Object.entries(action.to) as [string, State][])
  }
  return {
    ...table,
    allows,
    actionsFor: (state, relations) => actionNames.filter((action) => allows(state, action, relations)),
    next(state, action, outcome) {
      const move = table.actions[action]
      if (!move.from.includes(state)) throw new DomainError(`${table.subject}.wrong-state`, { state, action })
      if (move.to === undefined) return state
      if (typeof move.to === 'string') return move.to
      const branches: Readonly<Record<string, State>> = move.to
      const to = outcome !== undefined && Object.hasOwn(branches, outcome) ? branches[outcome] : undefined
      if (to === undefined) throw new Error(`${table.subject}.${action} has no outcome ${outcome}`)
      return to
    },
    toMermaid() {
      const lines = ['stateDiagram-v2', `  [*] --> ${table.initial}`]
      for (const state of Object.keys(table.states) as State[])
        lines.push(`  state "${table.states[state]}" as ${state}`)
      for (const name of actionNames) {
        const action = table.actions[name]
        const by = action.by.map((relation) => table.relations[relation]).join('、')
        for (const from of action.from) {
          for (const [outcome, to] of targets(action))
            lines.push(`  ${from} --> ${to}: ${action.name}${outcome ? `（${outcome}）` : ''} · ${by}`)
        }
      }
      return `${lines.join('\n')}\n`
    },
  }
}
