import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Todo } from '#contract/workbench.ts'
import { todoWords, unknownTodo } from './words.ts'

/** The way to the step a todo asks for. */
export function TodoLink({ todo, className, children }: { todo: Todo; className?: string; children: ReactNode }) {
  if (todo.subjectKind === 'memberChange')
    return (
      <Link to="/member-changes" className={className}>
        {children}
      </Link>
    )
  if (todo.subjectKind === 'awardRound')
    return (
      <Link to="/awards/$id" params={{ id: todo.subjectId }} className={className}>
        {children}
      </Link>
    )
  if (todo.subjectKind === 'vote')
    return (
      <Link to="/votes/$id" params={{ id: todo.subjectId }} className={className}>
        {children}
      </Link>
    )
  if (todo.kind === 'checkIn.today')
    return (
      <Link to="/check-in-code" className={className}>
        {children}
      </Link>
    )
  if (todo.subjectKind === 'activity')
    return (
      <Link to="/activities/$id" params={{ id: todo.subjectId }} className={className}>
        {children}
      </Link>
    )
  if (todo.subjectKind === 'dutyRecord')
    return (
      <Link to="/duty/records/$id" params={{ id: todo.subjectId }} className={className}>
        {children}
      </Link>
    )
  if (todo.subjectKind === 'dutyObjection')
    return (
      <Link to="/duty/objections" search={{ state: 'open' }} className={className}>
        {children}
      </Link>
    )
  if (todo.subjectKind === 'publication')
    return (
      <Link to="/publications/$id" params={{ id: todo.subjectId }} className={className}>
        {children}
      </Link>
    )
  if (todo.subjectKind === 'calendar')
    return (
      <Link to="/calendar/$year" params={{ year: yearOf(todo) }} className={className}>
        {children}
      </Link>
    )
  if (todo.subjectKind === 'mutualAppraisal' || todo.subjectKind === 'appraisal')
    return (
      <Link
        to={todo.subjectKind === 'appraisal' ? '/appraisals/$id' : '/mutual-appraisals/$id'}
        params={{ id: todo.subjectId }}
        className={className}
      >
        {children}
      </Link>
    )
  const { page, open } = todoWords[todo.kind] ?? unknownTodo
  const to = page === 'edit' ? '/proposals/$id/edit' : page === 'cosign' ? '/proposals/$id/cosign' : '/proposals/$id'
  return (
    <Link to={to} params={{ id: todo.subjectId }} search={open ? { step: open } : {}} className={className}>
      {children}
    </Link>
  )
}

/** The year that is missing stands in the todo's title. */
function yearOf(todo: Todo): string {
  return /\d{4}/.exec(todo.title)?.[0] ?? todo.since.slice(0, 4)
}
