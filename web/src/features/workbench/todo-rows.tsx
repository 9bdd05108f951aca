import type { TodoGroup } from '#contract/workbench.ts'
import { today } from '../../shared/dates.ts'
import { waitedWords } from '../../shared/matter/due.ts'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { TodoHeading } from './todo-heading.tsx'
import { TodoLink } from './todo-link.tsx'

/** Dense groups for a desk with hundreds of matters: each line opens its step, each heading the whole list. */
export function TodoRows({ groups }: { groups: readonly TodoGroup[] }) {
  return groups
    .filter((group) => group.items.length > 0)
    .map((group) => (
      <section key={group.kind} className="todo-group" aria-labelledby={`todo-${group.kind}`}>
        <TodoHeading group={group} />
        <ul className="sheet todo-rows">
          {group.items.map((todo) => (
            <li key={`${todo.subjectId}-${todo.since}`}>
              <TodoLink todo={todo} among={group.items.map((one) => one.subjectId)} className="todo-row-title">
                {todo.title}
              </TodoLink>
              {todo.note && <span className="todo-row-note">{todo.note}</span>}
              <span className="todo-row-when">
                {todo.dueOn && <DueDate on={todo.dueOn} />}
                <span className="faint">{waitedWords(todo.since, today())}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
    ))
}
