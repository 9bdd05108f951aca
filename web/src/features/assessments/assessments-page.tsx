import './assessments.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type AssessmentItem, assessmentRoutes } from '#contract/assessments.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { OpenDialog } from './open-dialog.tsx'
import { kindWords, stateTones, stateWords } from './words.ts'

const columns: Column<AssessmentItem>[] = [
  {
    key: 'title',
    title: '考核',
    bare: true,
    render: (one) => (
      <Link to="/assessments/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
  },
  { key: 'kind', title: '种类', render: (one) => kindWords[one.kind] },
  { key: 'year', title: '年度', render: (one) => `${one.year} 年` },
  {
    key: 'state',
    title: '进展',
    render: (one) => (
      <>
        <StateTag tone={stateTones[one.state]}>{stateWords[one.state]}</StateTag>
        {one.state === 'reckoning' && ` ${one.reckoned}／${one.subjects}`}
        {one.state === 'checking' && one.checkUntil && (
          <>
            {' '}
            到 <CivilDate value={one.checkUntil} />
          </>
        )}
      </>
    ),
  },
  { key: 'subjects', title: '人数', align: 'right', render: (one) => (one.subjects > 0 ? one.subjects : '') },
]

/** Rounds of assessment: all for the office, one's own for whoever is assessed. */
export function AssessmentsPage() {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const list = useListState()
  const [opening, setOpening] = useState(false)
  const office = hasRole(me, 'memberOffice')
  const query = useQuery({
    ...apiQuery(assessmentRoutes.listAssessments, { query: { cursor: list.search.cursor } }),
    placeholderData: (before) => before,
  })
  return (
    <Page
      title="年度考核"
      lead="一年一次：计分、本人核对、评定、主席会议审定、反馈。"
      actions={
        office ? (
          <Button type="primary" onClick={() => setOpening(true)}>
            开始一轮
          </Button>
        ) : (
          // Members have no tab for it: theirs are few, on a phone.
          hasRole(me, 'member') && (
            <Link to="/recognitions" className="button">
              称号
            </Link>
          )
        )
      }
    >
      <DutyTabs />
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title="还没有考核">
            <p>{office ? '先有通过的考核办法，再点“开始一轮”。' : '轮到您核对考核结果的时候，会列在这里。'}</p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption="年度考核" rows={items} rowKey={(one) => one.id} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {opening && (
        <OpenDialog
          onClose={() => setOpening(false)}
          onOk={async (body, key) => {
            const { id } = await call(assessmentRoutes.openAssessment, { body }, { idempotencyKey: key })
            await client.invalidateQueries()
            await navigate({ to: '/assessments/$id', params: { id } })
          }}
        />
      )}
    </Page>
  )
}
