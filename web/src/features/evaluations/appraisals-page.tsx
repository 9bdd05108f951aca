import './evaluations.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type AppraisalItem, type AppraisalState, appraisalRoutes } from '#contract/appraisals.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { DraftDialog } from './draft-dialog.tsx'
import { EvaluationTabs } from './evaluation-tabs.tsx'
import { mineWords, stateTones, stateWords } from './words.ts'

type Search = { year?: string; state?: AppraisalState }

const columnsFor = (office: boolean): Column<AppraisalItem>[] => [
  {
    key: 'title',
    title: '名称',
    bare: true,
    render: (one) => (
      <Link to="/appraisals/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
  },
  { key: 'year', title: '年度', align: 'right', render: (one) => one.year },
  {
    key: 'state',
    title: '状态',
    render: (one) => (
      <>
        <StateTag tone={stateTones[one.state]}>{stateWords[one.state]}</StateTag>
        {one.mine && <span className="faint">{` ${mineWords[one.mine]}`}</span>}
      </>
    ),
  },
  { key: 'units', title: '参评单位', align: 'right', render: (one) => `${one.units} 家` },
  ...(office
    ? [
        {
          key: 'handedIn',
          title: '交票',
          align: 'right' as const,
          render: (one: AppraisalItem) => `${one.handedIn ?? 0} / ${one.invited ?? 0}`,
        },
      ]
    : []),
  { key: 'closes', title: '截止', render: (one) => <Instant value={one.closesAt} /> },
]

/** 民主评议: all for the office, those I am asked to or appraised in for the others. */
export function AppraisalsPage() {
  const office = hasRole(useMe(), 'proposalOffice')
  const member = hasRole(useMe(), 'member')
  const list = useListState<Search>()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [drafting, setDrafting] = useState(false)
  const { cursor, year, state } = list.search
  const query = useQuery({
    ...apiQuery(appraisalRoutes.listAppraisals, {
      query: { cursor, year: year ? Number(year) : undefined, state },
    }),
    placeholderData: (before) => before,
  })
  const thisYear = Number(today().slice(0, 4))
  const filtered = [year, state].filter(Boolean).length
  return (
    <Page
      title="民主评议"
      lead="委员无记名评议承办单位的提案办理工作。"
      actions={
        office && (
          <Button type="primary" onClick={() => setDrafting(true)}>
            新建评议
          </Button>
        )
      }
    >
      <EvaluationTabs />
      <Filters
        first={
          <SelectFilter
            label="年度"
            value={year}
            onChange={(value) => list.filter({ year: value })}
            all="各年"
            options={Array.from({ length: 6 }, (_, i) => [String(thisYear - i), `${thisYear - i} 年`])}
          />
        }
        count={filtered}
        clear={list.clear}
      >
        <SelectFilter
          label="状态"
          value={state}
          onChange={(value) => list.filter({ state: value })}
          options={Object.entries(stateWords)}
        />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={filtered > 0 ? '没有符合条件的评议' : '还没有民主评议'}>
            <p>
              {office
                ? '新建一次评议，选好参评单位和评议委员就可以开始。'
                : member
                  ? '办公室请您参加评议时，这里和待办里都会有。'
                  : '评议报告出来以后在这里看。'}
            </p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption="民主评议" rows={items} rowKey={(one) => one.id} columns={columnsFor(office)} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {drafting && (
        <DraftDialog
          before={null}
          onClose={() => setDrafting(false)}
          onOk={async (body, key) => {
            const { id } = await call(appraisalRoutes.createAppraisal, { body }, { idempotencyKey: key })
            await client.invalidateQueries({ queryKey: [appraisalRoutes.listAppraisals.path] })
            await navigate({ to: '/appraisals/$id', params: { id } })
          }}
        />
      )}
    </Page>
  )
}
