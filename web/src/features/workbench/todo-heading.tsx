import { Link } from '@tanstack/react-router'
import type { TodoGroup } from '#contract/workbench.ts'
import { todoWords, unknownTodo } from './words.ts'

/** The name of a group and how many wait in it; the number opens the list of all of them. */
export function TodoHeading({ group }: { group: TodoGroup }) {
  const { group: name, list } = todoWords[group.kind] ?? unknownTodo
  const count = group.count >= group.countLimit ? `${group.countLimit} 件以上` : `${group.count} 件`
  const ofMembers = group.items[0]?.subjectKind === 'memberChange'
  const toList = ofMembers
    ? '/member-changes'
    : group.kind === 'publication.toDecide'
      ? '/publications'
      : group.kind === 'award.toVote'
        ? '/awards'
        : '/proposals'
  const opens = list !== null || toList !== '/proposals'
  return (
    <div className="todo-heading">
      <h2 id={`todo-${group.kind}`}>{name}</h2>
      {opens ? (
        <Link to={toList} search={list ?? {}}>
          {count}
          {group.count > group.items.length && '，看全部'}
        </Link>
      ) : (
        <span className="faint">{count}</span>
      )}
    </div>
  )
}
