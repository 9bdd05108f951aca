import './scoring.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ScoreOfList, scoringRoutes } from '#contract/scoring.ts'
import { apiQuery } from '../../shared/api.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { useRunningYear } from './running-year.ts'
import { measureWords, points, sectorWords } from './words.ts'

interface Search extends Record<string, unknown> {
  year?: string
  q?: string
  grade?: string
  crossed?: 'true'
  order?: 'points'
}

/** Everybody's points as the ledger stands, for the office and the leaders. */
export function ScoresPage() {
  const me = useMe()
  const list = useListState<Search>()
  const { cursor, q, grade, crossed, order } = list.search
  const thisYear = useRunningYear()
  const year = list.search.year ?? String(thisYear)
  const filters = { year, q, grade, crossed, order: order ?? ('name' as const) }
  const query = useQuery({
    ...apiQuery(scoringRoutes.listScores, { query: { ...filters, cursor, limit: 50 } }),
    placeholderData: (before) => before,
  })
  const running = query.data?.running ?? true
  const opens = hasRole(me, 'memberOffice', 'leader')
  const notes: Column<ScoreOfList> = {
    key: 'notes',
    title: '留意',
    render: (one) => (
      <span className="why">
        {one.unjudged > 0 && <span className="faint">{one.unjudged} 项待机关评定</span>}
        {one.unmet > 0 && <span className="due">有 {one.unmet} 项没有做到</span>}
        {one.crossed.map(({ name, measure }) => (
          <span key={name} className="due">
            {name}（{measureWords[measure]}）
          </span>
        ))}
      </span>
    ),
  }
  const columns: Column<ScoreOfList>[] = [
    {
      key: 'name',
      title: '委员',
      bare: true,
      render: (one) =>
        opens ? (
          <Link to="/members/$id/score" params={{ id: one.memberId }} search={{ year }}>
            {one.name}
          </Link>
        ) : (
          one.name
        ),
    },
    { key: 'sector', title: '界别', render: (one) => sectorWords(one) },
    { key: 'points', title: '分数', align: 'right', render: (one) => points(one.centipoints) },
    ...(running || !opens
      ? []
      : [{ key: 'grade', title: '等次', render: (one: ScoreOfList) => one.grade ?? '没有等次' }]),
    ...(opens ? [notes] : []),
  ]
  return (
    <Page
      title="履职计分"
      lead={
        query.data?.scheme ? (
          <>
            {year} 年，照
            <Link to="/scoring-schemes/$id" params={{ id: query.data.scheme.id }}>
              {query.data.scheme.name}
            </Link>
            ，按台账随时算出{running && '，算到今天，等次到年终再评'}。
            {opens ? '只供机关掌握，不公开排名。' : '本会设置为委员可以互相看分数。'}
          </>
        ) : (
          '按台账随时算出。'
        )
      }
      actions={
        <>
          {query.data?.scheme && opens && (
            <DownloadButton route={scoringRoutes.exportScores} query={filters} name={`${year}年履职计分`} />
          )}
        </>
      }
    >
      <DutyTabs />
      <Filters
        first={<SearchFilter label="姓名" value={q} onChange={(value) => list.filter({ q: value })} />}
        count={[list.search.year, grade, crossed, order].filter(Boolean).length}
        clear={list.clear}
      >
        <SelectFilter
          label="年度"
          value={list.search.year}
          onChange={(value) => list.filter({ year: value, grade: undefined })}
          options={[1, 2, 3, 4].map((back) => [String(thisYear - back), `${thisYear - back} 年`] as const)}
          all={`${thisYear} 年`}
        />
        {opens && (query.data?.grades.length ?? 0) > 0 && (
          <SelectFilter
            label="等次"
            value={grade}
            onChange={(value) => list.filter({ grade: value })}
            options={(query.data?.grades ?? []).map((name) => [name, name] as const)}
          />
        )}
        {opens && (
          <SelectFilter
            label="触到线的"
            value={crossed}
            onChange={(value) => list.filter({ crossed: value })}
            options={[['true', '只看触到线的']]}
          />
        )}
        <SelectFilter
          label="排列"
          value={order}
          onChange={(value) => list.filter({ order: value })}
          options={[['points', '按分数']]}
          all="按姓名"
        />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={query.data?.scheme ? '没有符合条件的委员' : `${year} 年还没有考核办法`}>
            <p>
              {query.data?.scheme ? (
                '换个条件试试。'
              ) : (
                <>
                  先到<Link to="/scoring-schemes">考核办法</Link>里起草，登记通过以后就会照它计分。
                </>
              )}
            </p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption="履职计分" rows={items} rowKey={(one) => one.memberId} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
    </Page>
  )
}
