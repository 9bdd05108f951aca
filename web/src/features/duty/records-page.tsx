import './duty.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type DutyRecord, type DutyRecordState, dutyRecordRoutes, dutyRecordState } from '#contract/duty-records.ts'
import { apiQuery } from '../../shared/api.ts'
import { CivilDate } from '../../shared/date-text.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { kindWord, originWords, recordStateWords, recordTones } from './words.ts'

type Search = { state?: DutyRecordState; scope?: 'mine' | 'review' }

/** 手工填报: what was recorded by hand, where it stands, and what waits for a review. */
export function RecordsPage() {
  const office = hasRole(useMe(), 'memberOffice')
  const list = useListState<Search>()
  const { state, scope, cursor } = list.search
  const reviews = useQuery({
    ...apiQuery(dutyRecordRoutes.listDutyRecords, { query: { scope: 'review', limit: 1 } }),
    enabled: !office,
  })
  // Whose they are is said where others' are among them.
  const ownOnly = !office && scope !== 'review' && reviews.data?.items.length === 0
  const query = useQuery({
    ...apiQuery(dutyRecordRoutes.listDutyRecords, { query: { state, scope, cursor } }),
    placeholderData: (before) => before,
  })
  return (
    <Page
      title="手工填报"
      lead="宣讲、联系村和企业、表彰等系统不知道的事，填报后由组织单位审核，通过才入账。"
      actions={
        <>
          <Link to={'/duty/records/new'} className="button button-primary">
            {office ? '代录一件事' : '补记一件事'}
          </Link>
          {office && (
            <Link to={'/duty/records/import'} className="button">
              从表格导入
            </Link>
          )}
        </>
      }
    >
      <DutyTabs />
      <Filters
        first={
          <SelectFilter
            label="状态"
            value={state}
            onChange={(value) => list.filter({ state: value })}
            options={dutyRecordState.options.map((one) => [one, recordStateWords[one]])}
          />
        }
        count={[state, scope].filter(Boolean).length}
        clear={list.clear}
      >
        {!office && (
          <SelectFilter
            label="范围"
            value={scope}
            onChange={(value) => list.filter({ scope: value })}
            options={[
              ['mine', '我填报的'],
              ['review', '请我审核的'],
            ]}
          />
        )}
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={state || scope ? '没有符合条件的填报' : '还没有填报'}>
            <p>提案、会议、活动会自动入账，不用填报。系统不知道的事，点“{office ? '代录' : '补记'}一件事”。</p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable
              caption="手工填报"
              rows={items}
              rowKey={(one) => one.id}
              columns={columns.filter(({ key }) => key !== 'member' || !ownOnly)}
            />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
    </Page>
  )
}

const columns: Column<DutyRecord>[] = [
  { key: 'on', title: '日期', render: (one) => <CivilDate value={one.occurredOn} far={false} /> },
  { key: 'member', title: '委员', render: (one) => one.memberName },
  { key: 'kind', title: '类别', render: (one) => kindWord(one.kind) },
  {
    key: 'title',
    title: '事项',
    bare: true,
    render: (one) => (
      <Link to="/duty/records/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
  },
  { key: 'organiser', title: '组织', render: (one) => one.organiser?.name ?? '本会机关' },
  { key: 'origin', title: '来路', desk: true, render: (one) => originWords[one.origin] },
  {
    key: 'state',
    title: '状态',
    bare: true,
    render: (one) => (
      <>
        <StateTag tone={recordTones[one.state]}>{recordStateWords[one.state]}</StateTag>
        {one.state === 'refused' && (
          <p className="faint">{one.reviewNote.replace(/[。.]$/, '')}。点开修改，改好重新提交。</p>
        )}
      </>
    ),
  },
]
