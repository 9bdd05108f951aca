import './leadership.css'
import '../documents/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { documentRoutes } from '#contract/documents.ts'
import { type KeyProposalItem, leadershipRoutes } from '#contract/leadership.ts'
import { apiQuery } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { DownloadButton, download } from '../../shared/download-button.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { stateTones, stateWords } from '../proposals/words.ts'
import { kindWords } from './words.ts'

type Search = { year?: string; leader?: string; scope?: 'mine' }

const columns: Column<KeyProposalItem>[] = [
  {
    key: 'title',
    title: '案由',
    render: (p) => (
      <Link to="/proposals/$id" params={{ id: p.id }} className="proposal-title">
        <span className="proposal-number">{p.number !== null && `${p.number} 号 `}</span>
        {p.title}
      </Link>
    ),
  },
  { key: 'year', title: '年度', render: (p) => <span className="key-year">{`${p.year} 年`}</span> },
  { key: 'proposers', title: '提案者', render: (p) => p.proposers },
  { key: 'units', title: '承办单位', render: (p) => p.units.map((unit) => unit.name).join('、') || '未交办' },
  {
    key: 'leaders',
    title: '牵头领导',
    render: (p) =>
      p.leaders.length === 0 ? (
        <span className="faint">未定</span>
      ) : (
        <ul className="plain-list">
          {p.leaders.map((one) => (
            <li key={`${one.kind} ${one.name}`}>
              {one.post} {one.name}
              <span className="faint">
                （{kindWords[one.kind]}，{one.acts === 0 ? '尚未开展' : `督办 ${one.acts} 次`}）
              </span>
            </li>
          ))}
        </ul>
      ),
  },
  {
    key: 'state',
    title: '办理进展',
    render: (p) => (
      <>
        <StateTag tone={stateTones[p.state]}>{stateWords[p.state]}</StateTag>
        {p.replyClass && p.state !== 'handling' && ` ${p.replyClass} 类`}
        {p.state === 'handling' && p.dueOn && <DueDate on={p.dueOn} />}
      </>
    ),
  },
  {
    key: 'effects',
    title: '成效',
    render: (p) =>
      p.leaders
        .map((one) => one.effects)
        .filter(Boolean)
        .join('；'),
  },
]

/** The list as a Word table for a meeting. */
function HandlingListButton({ filters }: { filters: Record<string, unknown> }) {
  const [busy, setBusy] = useState(false)
  const name = '重点提案办理情况清单'
  const take = async () => {
    setBusy(true)
    try {
      await download(documentRoutes.getHandlingList, { query: filters }, `${name}.docx`)
      toast(`${name}已下载`)
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <button type="button" className="button" disabled={busy} onClick={() => void take()}>
      {busy ? '正在生成…' : '办理情况清单（Word）'}
    </button>
  )
}

/** 办理情况清单: key proposals with who leads them, what was done and where they stand. Prints as a table. */
export function KeyProposalsPage() {
  const me = useMe()
  const list = useListState<Search>()
  const { cursor, year, leader, scope } = list.search
  const filters = { year: year ? Number(year) : undefined, leader, scope }
  const query = useQuery({
    ...apiQuery(leadershipRoutes.listKeyProposals, { query: { ...filters, cursor } }),
    placeholderData: (before) => before,
  })
  const thisYear = Number(today().slice(0, 4))
  const filtered = [year, leader, scope].filter(Boolean).length
  return (
    <Page
      title="重点提案"
      lead="办理情况清单：谁牵头、做了什么、办到哪里。"
      actions={
        <>
          {hasRole(me, 'proposalOffice', 'assigningOffice', 'leader') && <HandlingListButton filters={filters} />}
          <DownloadButton route={leadershipRoutes.exportKeyProposals} query={filters} name="重点提案办理情况清单" />
        </>
      }
    >
      <Filters
        first={<SearchFilter label="领导姓名" value={leader} onChange={(value) => list.filter({ leader: value })} />}
        count={filtered}
        clear={list.clear}
      >
        <SelectFilter
          label="年度"
          value={year}
          onChange={(value) => list.filter({ year: value })}
          all="各年"
          options={[1, 0, -1, -2, -3, -4].map((n) => [String(thisYear + n), `${thisYear + n} 年`])}
        />
        {hasRole(me, 'leader') && (
          <SelectFilter
            label="范围"
            value={scope}
            onChange={(value) => list.filter({ scope: value })}
            all="全部"
            options={[['mine', '我牵头的']]}
          />
        )}
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={filtered > 0 ? '没有符合条件的重点提案' : '还没有重点提案'}>
            <p>
              {hasRole(me, 'proposalOffice')
                ? '打开一件已立案的提案，在“重点督办”里把它定为重点提案。'
                : '由提案委办公室从已立案的提案中遴选。'}
            </p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption="重点提案办理情况清单" rows={items} rowKey={(p) => p.id} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
    </Page>
  )
}
