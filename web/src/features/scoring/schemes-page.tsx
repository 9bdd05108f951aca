import './scoring.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type SchemeOfList, scoringRoutes } from '#contract/scoring.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { CivilDate, Instant } from '../../shared/date-text.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { DraftDialog } from './draft-dialog.tsx'
import { stateTones, stateWords } from './words.ts'

const columns: Column<SchemeOfList>[] = [
  {
    key: 'name',
    title: '办法',
    bare: true,
    render: (one) => (
      <>
        <Link to="/scoring-schemes/$id" params={{ id: one.id }}>
          {one.name}
        </Link>{' '}
        {one.inForce && <span className="tag tag-done">今年照此计分</span>}
      </>
    ),
  },
  {
    key: 'state',
    title: '状态',
    render: (one) => (
      <StateTag tone={stateTones[one.state]}>
        {one.number === null ? stateWords[one.state] : `${stateWords[one.state]}，第 ${one.number} 版`}
      </StateTag>
    ),
  },
  { key: 'year', title: '从哪一年起', render: (one) => `${one.effectiveYear} 年` },
  {
    key: 'adopted',
    title: '哪个会议、哪天通过',
    render: (one) =>
      one.adoptedOn ? (
        <>
          {one.adoptedBy} <CivilDate value={one.adoptedOn} />
        </>
      ) : (
        <span className="faint">
          还没有通过，上次修改 <Instant value={one.updatedAt} />
        </span>
      ),
  },
]

/** Scoring schemes: adopted ones for whoever is scored by them, drafts for the office. */
export function SchemesPage() {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const list = useListState()
  const [drafting, setDrafting] = useState(false)
  const office = hasRole(me, 'memberOffice')
  const query = useQuery({
    ...apiQuery(scoringRoutes.listSchemes, { query: { cursor: list.search.cursor } }),
    placeholderData: (before) => before,
  })
  return (
    <Page
      title="考核办法"
      lead="哪些履职计多少分、怎样评等次。通过以后不再改动；要改，就通过新的一版。"
      actions={
        office && (
          <Button type="primary" onClick={() => setDrafting(true)}>
            起草办法
          </Button>
        )
      }
    >
      <DutyTabs />
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title="还没有考核办法">
            <p>
              {office
                ? '点“起草办法”，可以从各地正在用的办法里选一个，改成本会的。'
                : '本会通过考核办法以后，会列在这里。'}
            </p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption="考核办法" rows={items} rowKey={(one) => one.id} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {drafting && (
        <DraftDialog
          onClose={() => setDrafting(false)}
          onOk={async (body, key) => {
            const { id } = await call(scoringRoutes.draftScheme, { body }, { idempotencyKey: key })
            await client.invalidateQueries()
            await navigate({ to: '/scoring-schemes/$id', params: { id } })
          }}
        />
      )}
    </Page>
  )
}
