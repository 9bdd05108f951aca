import './awards.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type AwardCandidate, awardRoutes } from '#contract/awards.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { satisfactionWords } from '../proposals/words.ts'
import { kindWords } from './words.ts'

type Flags = { q?: string; good?: 'true'; collective?: 'true'; key?: 'true' }

function factsOf(one: AwardCandidate): string[] {
  if (one.kind === 'unit')
    return [
      `承办 ${one.duties} 件，答复 ${one.answered} 件`,
      one.answered > 0 && `按时 ${one.inTime} 件`,
      one.rated > 0 && `满意和基本满意 ${one.satisfied}／${one.rated}`,
      one.contacts > 0 && `面商经确认 ${one.contacts} 次`,
      one.sentBack > 0 && `答复退回 ${one.sentBack} 次`,
    ].filter((words): words is string => Boolean(words))
  return [
    one.collective && '集体提案',
    one.key && (one.led ? '重点提案，领导督办' : '重点提案'),
    one.replyClass ? `答复 ${one.replyClass} 类${one.adopted ? '（采纳）' : ''}` : '还没有答复',
    one.handling && `办理工作${satisfactionWords[one.handling]}`,
    one.result && `办理结果${satisfactionWords[one.result]}`,
    one.promised > 0 && `措施落实 ${one.kept}／${one.promised}`,
  ].filter((words): words is string => Boolean(words))
}

/** Whom one may nominate, with what speaks for each. */
export function CandidatesPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const client = useQueryClient()
  const list = useListState<Flags>()
  const { cursor, q, good, collective, key } = list.search
  const round = useQuery(apiQuery(awardRoutes.getAwardRound, { params: { id } }))
  const query = useQuery({
    ...apiQuery(awardRoutes.listAwardCandidates, {
      params: { id },
      query: { q, good, collective, key, cursor, limit: 30 },
    }),
    placeholderData: (before) => before,
  })
  const [chosen, setChosen] = useState<AwardCandidate | null>(null)
  const kind = round.data?.kind ?? 'proposals'
  const columns: Column<AwardCandidate>[] = [
    ...(kind === 'proposals'
      ? [{ key: 'number', title: '提案号', align: 'right' as const, render: (one: AwardCandidate) => one.number }]
      : []),
    {
      key: 'name',
      title: kind === 'proposals' ? '案由' : '单位',
      bare: true,
      render: (one) =>
        one.kind === 'proposal' ? (
          <Link to="/proposals/$id" params={{ id: one.id }}>
            {one.name}
          </Link>
        ) : (
          one.name
        ),
    },
    ...(kind === 'proposals' ? [{ key: 'about', title: '提案者', render: (one: AwardCandidate) => one.about }] : []),
    { key: 'facts', title: '办理情况', render: (one) => factsOf(one).join('；') },
    {
      key: 'acts',
      title: '提名',
      acts: true,
      render: (one) =>
        one.nominated && kind !== 'persons' ? (
          <span className="faint">已提名</span>
        ) : (
          <Button size="small" onClick={() => setChosen(one)}>
            {kind === 'persons' ? '提名一人' : '提名'}
          </Button>
        ),
    },
  ]
  const filtered = [q, good, collective, key].filter(Boolean).length
  return (
    <Page
      title={`提名${kindWords[kind]}`}
      lead={round.data?.title}
      back={{ to: '/awards/$id', label: '这一轮评选', params: { id } }}
    >
      <Filters
        first={
          <SearchFilter
            label={kind === 'proposals' ? '案由、提案者或提案号' : '单位'}
            value={q}
            onChange={(value) => list.filter({ q: value })}
          />
        }
        count={filtered}
        clear={list.clear}
      >
        {kind === 'proposals' && (
          <>
            <SelectFilter
              label="办理"
              value={good}
              onChange={(value) => list.filter({ good: value })}
              options={[['true', '采纳并且满意的']]}
            />
            <SelectFilter
              label="提案者"
              value={collective}
              onChange={(value) => list.filter({ collective: value })}
              options={[['true', '集体提案']]}
            />
            <SelectFilter
              label="重点"
              value={key}
              onChange={(value) => list.filter({ key: value })}
              options={[['true', '重点提案']]}
            />
          </>
        )}
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={filtered > 0 ? '没有符合条件的' : '这些年度里还没有可以提名的'}>
            {filtered > 0 && <p>可以清除条件再看。</p>}
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption="可以提名的" rows={items} rowKey={(one) => one.id} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {chosen && (
        <FormDialog<{ reason: string; personName?: string; personPost?: string }>
          open
          title={kind === 'persons' ? `提名${chosen.name}的一位同志` : '提名'}
          okText="提名"
          onClose={() => setChosen(null)}
          onOk={async ({ reason, personName, personPost }, idempotencyKey) => {
            await call(
              awardRoutes.nominate,
              {
                params: { id },
                body: {
                  reason,
                  personName: personName ?? '',
                  personPost: personPost ?? '',
                  proposalId: chosen.kind === 'proposal' ? chosen.id : null,
                  unitId: chosen.kind === 'unit' ? chosen.id : null,
                },
              },
              { idempotencyKey },
            )
            await client.invalidateQueries()
            toast('已提名')
          }}
          fields={
            <>
              {kind === 'persons' && (
                <div className="award-pair">
                  <Form.Item name="personName" label="姓名" rules={[{ required: true, whitespace: true }]}>
                    <Input maxLength={30} />
                  </Form.Item>
                  <Form.Item name="personPost" label="职务">
                    <Input maxLength={60} />
                  </Form.Item>
                </div>
              )}
              <Form.Item name="reason" label="提名理由" rules={[{ required: true, whitespace: true }]}>
                <Input.TextArea rows={4} maxLength={500} showCount />
              </Form.Item>
            </>
          }
        >
          {kind !== 'persons' && <p>{chosen.name}</p>}
        </FormDialog>
      )}
    </Page>
  )
}
