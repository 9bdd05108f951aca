import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { accountRoutes } from '#contract/accounts.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { DateFilter, Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { DataTable } from '../../shared/table.tsx'
import { toastError } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { eventWords as proposalEventWords } from '../proposals/event-words.ts'
import { EventDetails } from './event-details.tsx'
import type { AuditSearch } from './search.ts'
import { VerifyResult } from './verify-result.tsx'
import { eventWords, subjectWords } from './words.ts'
import './audit.css'

/** Everything that happened here and below, and whether the log is still whole. */
export function AuditPage() {
  const list = useListState<AuditSearch>()
  const { search, filter, clear } = list
  const events = useQuery({
    ...apiQuery(accountRoutes.listAuditEvents, { query: search }),
    placeholderData: keepPreviousData,
  })
  const verify = useMutation({ mutationFn: () => call(accountRoutes.verifyAudit, {}), onError: toastError })
  const set = (key: keyof AuditSearch) => (value: string | null | undefined) => filter({ [key]: value ?? undefined })
  return (
    <Page
      title="操作记录"
      lead="本级和下级的每一步操作。记录分批封存，事后改动会被查出来。"
      actions={
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>
          {verify.isPending ? '正在核验' : '核验封存'}
        </Button>
      }
    >
      {verify.data && <VerifyResult result={verify.data} />}
      <Filters
        first={<SearchFilter label="操作人" value={search.actor} onChange={set('actor')} />}
        count={[search.type, search.from, search.to].filter(Boolean).length}
        clear={clear}
      >
        <SelectFilter label="操作" value={search.type} onChange={set('type')} options={Object.entries(eventWords)} />
        <DateFilter label="从哪一天" value={search.from} max={search.to} onChange={set('from')} />
        <DateFilter label="到哪一天" value={search.to} min={search.from} onChange={set('to')} />
      </Filters>
      <QueryState
        query={events}
        isEmpty={(data) => data.items.length === 0}
        lines={12}
        empty={
          <EmptyState title="没有符合条件的记录">
            <p>放宽日期，或者少选一个条件。</p>
          </EmptyState>
        }
      >
        {(data) => (
          <>
            <DataTable
              caption="操作记录"
              rows={data.items}
              rowKey={(event) => String(event.id)}
              columns={[
                { key: 'at', title: '时间', render: (event) => <Instant value={event.at} far={false} /> },
                {
                  key: 'who',
                  title: '操作人',
                  render: (event) => (
                    <>
                      {event.actorName}
                      {event.delegatedBy && <span className="tag">{event.delegatedBy} 代录</span>}
                    </>
                  ),
                },
                {
                  key: 'what',
                  title: '操作',
                  render: (event) => eventWords[event.type] ?? proposalEventWords(event).title,
                },
                {
                  key: 'subject',
                  title: '对象',
                  render: (event) => subjectWords[event.subjectKind] ?? event.subjectKind,
                },
                { key: 'committee', title: '政协', render: (event) => event.committeeName },
                { key: 'details', title: '内容', render: (event) => <EventDetails details={event.details} /> },
                {
                  key: 'sealed',
                  title: '封存',
                  render: (event) => (event.sealed ? '已封存' : <span className="faint">未到时间</span>),
                },
              ]}
            />
            <Pager nextCursor={data.nextCursor} {...list} />
          </>
        )}
      </QueryState>
    </Page>
  )
}
