import { Link } from '@tanstack/react-router'
import { Icon } from '../../../shared/icons.tsx'
import { parseSearch } from '../../../shared/url-state.ts'
import { cameFromWorkbench, neighbours, recallList, rememberOpened } from '../list/list-memory.ts'

/** Back to the list as it was left, and on to the next one in it. */
export function ListNav({ id }: { id: string }) {
  const memory = recallList()
  const near = neighbours(id)
  const search = parseSearch(memory?.href.split('?')[1] ?? '')
  return (
    <nav className="page list-nav no-print" aria-label="列表">
      {cameFromWorkbench() ? (
        <Link to="/" className="page-back">
          <Icon name="back" />
          返回待办
        </Link>
      ) : (
        <Link to="/proposals" search={search as never} className="page-back">
          <Icon name="back" />
          返回提案列表
        </Link>
      )}
      {near && (
        <span className="list-nav-near">
          <span className="faint desk-only">{near.place}</span>
          <Neighbour id={near.previous} words="上一件" />
          <Neighbour id={near.next} words="下一件" />
        </span>
      )}
    </nav>
  )
}

function Neighbour({ id, words }: { id: string | null; words: string }) {
  if (id === null) return <span className="faint">{words}</span>
  return (
    <Link to="/proposals/$id" params={{ id }} onClick={() => rememberOpened(id)}>
      {words}
    </Link>
  )
}
