import './activities.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LeaveKind } from '#contract/activity-kinds.ts'
import { type LeaveState, leaveRoutes } from '#contract/leaves.ts'
import { apiQuery } from '../../shared/api.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { useListState } from '../../shared/url-state.ts'
import { LeaveList, LeaveTable } from './leave-list.tsx'
import { leaveKindWords, leaveStateWords } from './words.ts'
import { recentYears } from './years.ts'

type Search = {
  scope?: 'all' | 'mine' | 'turn'
  state?: LeaveState
  kind?: LeaveKind
  name?: string
  title?: string
  year?: string
}

/** 请假: mine, those I decide on, and for the office all of them. */
export function LeavesPage() {
  const me = useMe()
  const member = hasRole(me, 'member')
  const list = useListState<Search>()
  const { cursor, scope, state, kind, name, title, year } = list.search
  const filters = { scope: scope ?? ('all' as const), state, kind, name, title, year }
  const query = useQuery({
    ...apiQuery(leaveRoutes.listLeaves, { query: { ...filters, cursor } }),
    placeholderData: (before) => before,
  })
  const filtered = [scope, state, kind, name, title, year].filter(Boolean).length
  return (
    <Page
      title={member ? '我的请假' : '请假'}
      lead={
        member ? '请过的假和结果；您召集的小组有人请假，也在这里批。' : '会前请假、代记和补假，谁批的、为什么都在。'
      }
      back={{ to: '/activities', label: '会议活动' }}
      actions={
        <>
          {hasRole(me, 'memberOffice', 'leader') && (
            <Link to="/leave-lines" className="button">
              缺席到线
            </Link>
          )}
          {!member && <DownloadButton route={leaveRoutes.exportLeaves} query={filters} name="请假情况" />}
        </>
      }
      width={member ? 'reading' : undefined}
    >
      <Filters
        first={
          <SelectFilter
            label="范围"
            value={scope}
            onChange={(value) => list.filter({ scope: value })}
            options={[['turn', '等我批的'], ...(member ? [['mine', '我请的'] as const] : [])]}
          />
        }
        count={filtered}
        clear={list.clear}
      >
        {!member && <SearchFilter label="姓名" value={name} onChange={(value) => list.filter({ name: value })} />}
        <SearchFilter label="会议活动" value={title} onChange={(value) => list.filter({ title: value })} />
        <SelectFilter
          label="年度"
          value={year}
          onChange={(value) => list.filter({ year: value })}
          options={recentYears().map((one) => [one, `${one} 年`] as const)}
        />
        <SelectFilter
          label="结果"
          value={state}
          onChange={(value) => list.filter({ state: value })}
          options={Object.entries(leaveStateWords)}
        />
        <SelectFilter
          label="事由"
          value={kind}
          onChange={(value) => list.filter({ kind: value })}
          options={Object.entries(leaveKindWords)}
        />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={filtered > 0 ? '没有符合条件的请假' : '没有请过假'}>
            <p>{member ? '来不了的会，在“会议活动”里点“请假”。' : '委员请假以后，在这里审批、查看。'}</p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            {member ? <LeaveList items={items} /> : <LeaveTable items={items} />}
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
    </Page>
  )
}
