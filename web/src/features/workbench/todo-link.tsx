import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Todo } from '#contract/workbench.ts'
import { rememberTodos } from '../proposals/list/list-memory.ts'
import { todoWords, unknownTodo } from './words.ts'

/** Where matters open that have one page and no more to say. */
const pages: Partial<Record<Todo['subjectKind'], string>> = {
  memberChange: '/member-changes',
  awardRound: '/awards/$id',
  assessment: '/assessments/$id',
  vote: '/votes/$id',
  dutyReport: '/duty-reports/$id',
  dutyRecord: '/duty/records/$id',
  dutyObjection: '/duty/objections',
  publication: '/publications/$id',
  activity: '/activities/$id',
  appraisal: '/appraisals/$id',
  mutualAppraisal: '/mutual-appraisals/$id',
}

/** Steps that are taken elsewhere than on the page of their matter. */
const pagesOfSteps: Record<string, string> = { 'checkIn.today': '/check-in-code', 'joint.toAnswer': '/activities' }

interface TodoLinkProps {
  todo: Todo
  /** The proposals it stands among: one goes on to the next without coming back. */
  among?: readonly string[]
  className?: string
  children: ReactNode
}

/** The way to the step a todo asks for. */
export function TodoLink({ todo, among, className, children }: TodoLinkProps) {
  const page = pagesOfSteps[todo.kind] ?? pages[todo.subjectKind]
  if (page !== undefined)
    return (
      <Link to={page} params={{ id: todo.subjectId } as never} className={className}>
        {children}
      </Link>
    )
  if (todo.subjectKind === 'calendar')
    return (
      <Link to="/calendar/$year" params={{ year: yearOf(todo) }} className={className}>
        {children}
      </Link>
    )
  const { page: step, open, at } = todoWords[todo.kind] ?? unknownTodo
  const to = step === 'edit' ? '/proposals/$id/edit' : step === 'cosign' ? '/proposals/$id/cosign' : '/proposals/$id'
  return (
    <Link
      to={to}
      params={{ id: todo.subjectId }}
      search={open ? { step: open } : {}}
      hash={at}
      className={className}
      onClick={() => among && rememberTodos(among, todo.subjectId)}
    >
      {children}
    </Link>
  )
}

/** The year that is missing stands in the todo's title. */
function yearOf(todo: Todo): string {
  return /\d{4}/.exec(todo.title)?.[0] ?? todo.since.slice(0, 4)
}
