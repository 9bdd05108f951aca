import './activities.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { leaveLineRoutes, type MemberAtLine } from '#contract/leave-lines.ts'
import { apiQuery } from '../../shared/api.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { recentYears } from './years.ts'

type Search = { year?: string; name?: string; beyond?: 'true' }

const columns: Column<MemberAtLine>[] = [
  {
    key: 'name',
    title: '姓名',
    bare: true,
    render: (one) => (
      <Link to="/leaves" search={{ name: one.name } as never}>
        {one.name}
      </Link>
    ),
  },
  { key: 'sector', title: '界别', render: (one) => one.sector },
  { key: 'line', title: '哪条线', render: (one) => one.line },
  {
    key: 'count',
    title: '已计',
    render: (one) => `${one.count} 次${one.leave > 0 ? `（请假 ${one.leave}，无故 ${one.absent}）` : ''}`,
  },
  {
    key: 'stands',
    title: '到线',
    render: (one) =>
      one.stands === 'beyond' ? <StateTag tone="due">已到线</StateTag> : <StateTag tone="open">再一次到线</StateTag>,
  },
]

/** 缺席到线: who reached a line of absence, or would with the next one; for the offices alone, in stroke order. */
export function LeaveLinesPage() {
  const list = useListState<Search>()
  const { year, name, beyond } = list.search
  const filters = { year, name, beyond }
  const query = useQuery({
    ...apiQuery(leaveLineRoutes.listLeaveLines, { query: filters }),
    placeholderData: (before) => before,
  })
  const filtered = [year, name, beyond].filter(Boolean).length
  return (
    <Page
      title="缺席到线"
      lead="缺席、请假已经到线的和再一次就到线的，按姓氏笔画。公务请假不计。"
      back={{ to: '/leaves', label: '请假' }}
      actions={<DownloadButton route={leaveLineRoutes.exportLeaveLines} query={filters} name="缺席到线" />}
    >
      <Filters
        first={
          <SelectFilter
            label="年度"
            value={year}
            all="今年"
            onChange={(value) => list.filter({ year: value })}
            options={recentYears()
              .slice(1)
              .map((one) => [one, `${one} 年`] as const)}
          />
        }
        count={filtered}
        clear={list.clear}
      >
        <SearchFilter label="姓名" value={name} onChange={(value) => list.filter({ name: value })} />
        <SelectFilter
          label="只看"
          value={beyond}
          onChange={(value) => list.filter({ beyond: value })}
          options={[['true', '已到线的']]}
        />
      </Filters>
      <QueryState query={query}>
        {(data) => (
          <>
            {data.items.length === 0 ? (
              <EmptyState title={filtered > 0 ? '没有符合条件的' : '没有人到线，也没有人差一次到线'}>
                <p>会议结束并结算到会以后，缺席的记在这里；准了的假马上就算。</p>
              </EmptyState>
            ) : (
              <DataTable
                caption="缺席到线"
                rows={data.items}
                rowKey={(one) => `${one.memberId} ${one.line}`}
                columns={columns}
              />
            )}
            <p className="faint">
              {data.lines.length > 0 ? `现行的线：${data.lines.join('；')}。` : '没有设线。'}
              在“设置”的“会议活动”里改。
            </p>
          </>
        )}
      </QueryState>
    </Page>
  )
}
