import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { errorWords, problemOf } from './api.ts'

/** Lines of grey where the list will be; read out as 正在加载. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">正在加载</span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <div key={i} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  )
}

export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  // Trying again does not help with what is not there or not for this person.
  const status = problemOf(error)?.status
  // Nothing was filled in: what the server does not understand of a question is its address.
  const misaddressed = status === 400
  const final = status === 403 || status === 404 || misaddressed
  return (
    <div className="state" role="alert">
      <p className="state-title">{misaddressed ? '没有这一页' : final ? '这里看不到' : '没有取到内容'}</p>
      <p>{misaddressed ? '地址不完整，或者写错了。请从列表里重新打开。' : errorWords(error)}</p>
      {retry && !final && <Button onClick={retry}>再试一次</Button>}
    </div>
  )
}

/** An empty list says what to do first. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {children}
    </div>
  )
}

interface QueryStateProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'isFetching' | 'refetch'>
  isEmpty?: (data: T) => boolean
  empty?: ReactNode
  lines?: number
  children: (data: T) => ReactNode
}

/** The four states of whatever is fetched: loading, error, empty, full. What was there stays while it is fetched again. */
export function QueryState<T>({ query, isEmpty, empty, lines, children }: QueryStateProps<T>) {
  if (query.data === undefined) {
    if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
    return <Skeleton lines={lines} />
  }
  return (
    <>
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {isEmpty?.(query.data) ? empty : <div aria-busy={query.isFetching}>{children(query.data)}</div>}
    </>
  )
}
