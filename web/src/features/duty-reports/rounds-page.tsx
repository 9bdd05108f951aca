import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { dutyReportRoutes, type ReportRoundItem } from '#contract/duty-reports.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { DueDate } from '../../shared/matter/due-date.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { RoundDialog } from './round-dialog.tsx'
import { askedOfWords, progressWords, stateTones, stateWords } from './words.ts'

const due = (one: ReportRoundItem) => (one.closedAt ? '已截止' : <DueDate on={one.dueOn} />)

const ofOffice: Column<ReportRoundItem>[] = [
  {
    key: 'title',
    title: '报告',
    bare: true,
    render: (one) => (
      <Link to="/duty-report-rounds/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
  },
  { key: 'askedOf', title: '请谁写', render: (one) => askedOfWords[one.askedOf] },
  { key: 'due', title: '交到', render: due },
  { key: 'progress', title: '进展', render: progressWords },
]

const ofMember: Column<ReportRoundItem>[] = [
  {
    key: 'title',
    title: '报告',
    bare: true,
    render: (one) =>
      one.mine && (
        <Link to="/duty-reports/$id" params={{ id: one.mine.id }}>
          {one.title}
        </Link>
      ),
  },
  {
    key: 'state',
    title: '状态',
    render: (one) => one.mine && <StateTag tone={stateTones[one.mine.state]}>{stateWords[one.mine.state]}</StateTag>,
  },
  { key: 'due', title: '交到', render: due },
]

/** The yearly duty reports: rounds for who asks and reads, one's own for a member. */
export function ReportRoundsPage() {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const list = useListState()
  const [opening, setOpening] = useState(false)
  const office = hasRole(me, 'memberOffice')
  const member = hasRole(me, 'member')
  const query = useQuery({
    ...apiQuery(dutyReportRoutes.listReportRounds, { query: { cursor: list.search.cursor } }),
    placeholderData: (before) => before,
  })
  return (
    <Page
      title="履职报告"
      lead="一年一份。会议、提案这些台账里有的已经填好，只写体会和打算。"
      actions={
        office && (
          <Button type="primary" onClick={() => setOpening(true)}>
            布置一年的报告
          </Button>
        )
      }
    >
      <DutyTabs />
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={member ? '还没有请您写过履职报告' : '还没有布置过履职报告'}>
            <p>
              {office ? '点“布置一年的报告”，选好年度、请谁写、哪一天前交。' : '布置以后会列在这里，也会出现在待办里。'}
            </p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable
              caption="履职报告"
              rows={items}
              rowKey={(one) => one.id}
              columns={member ? ofMember : ofOffice}
            />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {opening && (
        <RoundDialog
          round={null}
          onClose={() => setOpening(false)}
          onOk={async (body, idempotencyKey) => {
            const made = await call(dutyReportRoutes.openReportRound, { body }, { idempotencyKey })
            await client.invalidateQueries()
            toast(`已请 ${made.asked} 位委员写报告`)
            await navigate({ to: '/duty-report-rounds/$id', params: { id: made.id } })
          }}
        />
      )}
    </Page>
  )
}
