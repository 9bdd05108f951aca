import type { TodoGroup } from '#contract/workbench.ts'
import { today } from '../../shared/dates.ts'
import { waitedWords } from '../../shared/matter/due.ts'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { useMe } from '../../shared/session.tsx'
import { TodoHeading } from './todo-heading.tsx'
import { TodoLink } from './todo-link.tsx'
import { todoWords, unknownTodo } from './words.ts'

/** One column of cards, each with one clear next step. */
export function TodoCards({ groups }: { groups: readonly TodoGroup[] }) {
  // One's own name on one's own proposal says nothing.
  const me = useMe()
  return groups
    .filter((group) => group.items.length > 0)
    .map((group) => {
      const { step, mine } = todoWords[group.kind] ?? unknownTodo
      return (
        <section key={group.kind} className="todo-group" aria-labelledby={`todo-${group.kind}`}>
          <TodoHeading group={group} />
          <ul>
            {group.items.map((todo) => (
              <li key={`${todo.subjectId}-${todo.since}`} className="sheet todo-card">
                <h3>{todo.title}</h3>
                {todo.note && todo.note !== me.name && <p className="todo-note">{todo.note}</p>}
                <p className="todo-when">
                  {todo.dueOn && <DueDate on={todo.dueOn} label="期限" />}
                  {!mine && <span className="faint">{waitedWords(todo.since, today())}</span>}
                </p>
                <TodoLink
                  todo={todo}
                  among={group.items.map((one) => one.subjectId)}
                  className="button button-primary todo-step"
                >
                  {step}
                  <span className="visually-hidden">：{todo.title}</span>
                </TodoLink>
              </li>
            ))}
          </ul>
        </section>
      )
    })
}
