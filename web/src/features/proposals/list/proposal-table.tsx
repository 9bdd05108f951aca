import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import type { FoundProposal } from '#contract/finding.ts'
import type { ProposalListItem } from '#contract/proposals.ts'
import { civilDateOf, today } from '../../../shared/dates.ts'
import { dateWords } from '../../../shared/matter/due.ts'
import { DueDate, Paused } from '../../../shared/matter/due-date.tsx'
import { StateTag } from '../../../shared/matter/state-tag.tsx'
import { type Column, DataTable } from '../../../shared/table.tsx'
import { Excerpts } from '../../finding/found-title.tsx'
import { Pieces } from '../../finding/pieces.tsx'
import { useSessionNames } from '../session-names.ts'
import { stateTones, stateWords } from '../words.ts'
import { rememberOpened } from './list-memory.ts'

const untitled = '（还没有写案由）'

type Line = ProposalListItem & Partial<Pick<FoundProposal, 'titlePieces' | 'excerpts'>> & { session?: string }

const columns: Column<Line>[] = [
  {
    key: 'title',
    title: '案由',
    render: (item) => (
      <>
        <Link
          to="/proposals/$id"
          params={{ id: item.id }}
          data-id={item.id}
          className="proposal-title"
          onClick={() => rememberOpened(item.id)}
        >
          <span className="proposal-number">
            {item.number !== null && `${item.numberClass} ${item.number} 号`.trim()}
          </span>
          <span>{item.titlePieces && item.title ? <Pieces pieces={item.titlePieces} /> : item.title || untitled}</span>
        </Link>
        {item.session && item.number !== null && <span className="faint">{`（${item.session}）`}</span>}
        {item.awarded && <span className="tag tag-done awarded-mark">优秀提案</span>}
        {item.excerpts && <Excerpts excerpts={item.excerpts} />}
      </>
    ),
  },
  { key: 'proposers', title: '提案者', render: (item) => item.proposers },
  {
    key: 'state',
    title: '状态',
    render: (item) => (
      <>
        <StateTag tone={stateTones[item.state]}>{stateWords[item.state]}</StateTag>
        {item.mergedIntoNumber !== null && <span className="faint">{` 并入 ${item.mergedIntoNumber} 号`}</span>}
        {item.mergedCount > 0 && <span className="faint">{` 另有 ${item.mergedCount} 件并入`}</span>}
      </>
    ),
  },
  {
    key: 'due',
    title: '期限',
    render: (item) => (item.paused ? <Paused /> : item.dueOn && <DueDate on={item.dueOn} />),
  },
  {
    key: 'unit',
    title: '主办单位',
    desk: true,
    render: (item) => item.leadUnit,
  },
  {
    key: 'category',
    title: '类别',
    desk: true,
    render: (item) => item.category,
  },
  {
    key: 'submitted',
    title: '提交',
    desk: true,
    render: (item) =>
      item.submittedAt && <time dateTime={item.submittedAt}>{dateWords(civilDateOf(item.submittedAt), today())}</time>,
  },
]

/** Which lines are ticked, for what is done with several at once. */
interface Ticks {
  ticked: readonly string[]
  onTick: (ids: readonly string[], on: boolean) => void
}

function tickColumn({ ticked, onTick }: Ticks): Column<Line> {
  return {
    key: 'tick',
    title: '勾选',
    desk: true,
    render: (item) => (
      <input
        type="checkbox"
        aria-label={`勾选 ${item.title || untitled}`}
        checked={ticked.includes(item.id)}
        onChange={(event) => onTick([item.id], event.target.checked)}
      />
    ),
  }
}

/** A table at a desk, cards on a phone. The line opened last has the focus again when one comes back. */
export function ProposalTable({
  items,
  openedId,
  ticks,
}: {
  items: readonly Line[]
  openedId: string | null
  ticks: Ticks | null
}) {
  const shown = useMemo(() => (ticks ? [...columns, tickColumn(ticks)] : columns), [ticks])
  const nameOf = useSessionNames()
  const several = new Set(items.filter((one) => one.number !== null).map((one) => one.sessionId)).size > 1
  const rows = several ? items.map((item) => ({ ...item, session: nameOf(item.sessionId) })) : items
  const table = useRef<HTMLDivElement>(null)
  const first = useRef(openedId)
  useEffect(() => {
    if (!first.current) return
    const link = table.current?.querySelector<HTMLElement>(`[data-id="${first.current}"]`)
    first.current = null
    link?.focus({ preventScroll: true })
    link?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={table} className={`proposal-table ${items.some((item) => item.excerpts) ? 'of-search' : ''}`}>
      <DataTable caption="提案" columns={shown} rows={rows} rowKey={(item) => item.id} />
    </div>
  )
}
