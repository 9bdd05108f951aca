import './votes.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type VoteItem, voteRoutes } from '#contract/votes.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { DraftDialog } from './draft-dialog.tsx'
import { formWords, kindWords, standingOf, stateTones } from './words.ts'

const columns: Column<VoteItem>[] = [
  {
    key: 'title',
    title: '事项',
    render: (one) => (
      <Link to="/votes/$id" params={{ id: one.id }}>
        {one.position}．{one.title}
      </Link>
    ),
  },
  { key: 'form', title: '方式', render: (one) => `${formWords[one.form]}${kindWords[one.kind]}` },
  {
    key: 'state',
    title: '进展',
    bare: true,
    render: (one) => (
      <>
        <StateTag tone={stateTones[one.state]}>{standingOf(one)}</StateTag>
        {one.toCast && <strong className="due"> 请您投票</strong>} {one.outcome}
      </>
    ),
  },
]

/** What a meeting votes on, in its order; anew every few seconds, so that an opened item shows by itself. */
export function VotesPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const client = useQueryClient()
  const navigate = useNavigate()
  const [adding, setAdding] = useState(false)
  const query = useQuery({
    ...apiQuery(voteRoutes.listVotes, { params: { id } }),
    refetchInterval: 5_000,
    staleTime: 0,
  })
  return (
    <Page
      title="表决和选举"
      back={{ to: '/activities/$id', label: '会议活动', params: { id } }}
      actions={
        query.data?.mayAdd && (
          <Button type="primary" onClick={() => setAdding(true)}>
            添一项
          </Button>
        )
      }
    >
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title="还没有要表决的">
            <p>
              {query.data?.mayAdd
                ? '点“添一项”，写好事项、方式和候选人，到时候再开始。'
                : '开始表决的时候，会列在这里。'}
            </p>
          </EmptyState>
        }
      >
        {({ items }) => <DataTable caption="表决和选举" rows={items} rowKey={(one) => one.id} columns={columns} />}
      </QueryState>
      {adding && query.data?.rules && (
        <DraftDialog
          vote={null}
          rules={query.data.rules}
          onClose={() => setAdding(false)}
          onOk={async (body, key) => {
            const made = await call(voteRoutes.addVote, { params: { id }, body }, { idempotencyKey: key })
            await client.invalidateQueries()
            await navigate({ to: '/votes/$id', params: { id: made.id } })
          }}
        />
      )}
    </Page>
  )
}
