import './awards.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type AwardKind, type AwardRoundItem, awardRoutes } from '#contract/awards.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { RoundDialog } from './round-dialog.tsx'
import { kindWords, stateTones, stateWords, unitOf, yearsOf } from './words.ts'

const columns: Column<AwardRoundItem>[] = [
  {
    key: 'title',
    title: '评选',
    bare: true,
    render: (one) => (
      <Link to="/awards/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
  },
  { key: 'kind', title: '种类', render: (one) => kindWords[one.kind] },
  { key: 'years', title: '年度', render: yearsOf },
  {
    key: 'state',
    title: '进展',
    render: (one) => (
      <>
        <StateTag tone={stateTones[one.state]}>{stateWords[one.state]}</StateTag>
        {one.toVote && <strong className="due"> 请您表决</strong>}
        {one.state === 'nominating' && one.nominateUntil && (
          <>
            {' '}
            提名到 <CivilDate value={one.nominateUntil} />
          </>
        )}
        {one.state === 'notice' && one.noticeUntil && (
          <>
            {' '}
            公示到 <CivilDate value={one.noticeUntil} />
          </>
        )}
      </>
    ),
  },
  {
    key: 'winners',
    title: '表彰',
    align: 'right',
    render: (one) => (one.winners > 0 ? `${one.winners} ${unitOf[one.kind]}` : ''),
  },
]

/** Rounds of commendation: those under way for whom they concern, and what was awarded for everybody. */
export function AwardsPage() {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const list = useListState<{ kind?: AwardKind }>()
  const { cursor, kind } = list.search
  const [opening, setOpening] = useState(false)
  const office = hasRole(me, 'proposalOffice')
  const query = useQuery({
    ...apiQuery(awardRoutes.listAwardRounds, { query: { kind, cursor } }),
    placeholderData: (before) => before,
  })
  return (
    <Page
      title="提案评优"
      lead="优秀提案、承办先进单位和先进个人：提名、审核、表决、公示、表彰。"
      actions={
        office && (
          <Button type="primary" onClick={() => setOpening(true)}>
            新开一轮
          </Button>
        )
      }
    >
      <Filters
        first={
          <SelectFilter
            label="种类"
            value={kind}
            onChange={(value) => list.filter({ kind: value })}
            options={Object.entries(kindWords)}
          />
        }
        count={kind ? 1 : 0}
        clear={list.clear}
      />
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={kind ? '没有这一种评选' : '还没有评选'}>
            <p>{office ? '点“新开一轮”，选好种类和年度。' : '轮到您提名、表决，或者开始公示的时候，会列在这里。'}</p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption="提案评优" rows={items} rowKey={(one) => one.id} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {opening && (
        <RoundDialog
          round={null}
          onClose={() => setOpening(false)}
          onOk={async (body, key) => {
            const { id } = await call(awardRoutes.openAwardRound, { body }, { idempotencyKey: key })
            await client.invalidateQueries()
            await navigate({ to: '/awards/$id', params: { id } })
          }}
        />
      )}
    </Page>
  )
}
