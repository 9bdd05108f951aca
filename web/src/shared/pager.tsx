import { Button } from 'antd'

interface PagerProps {
  nextCursor: string | null
  next: (cursor: string) => void
  previous: (() => void) | null
  first: (() => void) | null
}

/** Pages of a keyset list: on, back, to the start. The place is in the address. Spread `useListState()` into it. */
export function Pager({ nextCursor, next, previous, first }: PagerProps) {
  if (!nextCursor && !previous && !first) return null
  return (
    <nav className="pager no-print" aria-label="翻页">
      {first && !previous && <Button onClick={first}>回到第一页</Button>}
      {previous && <Button onClick={previous}>上一页</Button>}
      {nextCursor ? <Button onClick={() => next(nextCursor)}>下一页</Button> : <span className="faint">已到末页</span>}
    </nav>
  )
}
