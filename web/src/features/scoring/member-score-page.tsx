import './scoring.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { scoringRoutes } from '#contract/scoring.ts'
import { apiQuery } from '../../shared/api.ts'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { DutyTabs } from '../../shared/layout/duty-tabs.tsx'
import { Page } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useHat } from '../../shared/session.tsx'
import { useListState } from '../../shared/url-state.ts'
import { useRunningYear } from './running-year.ts'
import { ScoreView } from './score-view.tsx'
import { sectorWords } from './words.ts'

/** 我的积分: one's own points, every one explained. Nobody else's, and no place among others. */
export function MyScorePage() {
  const hat = useHat()
  if (!hat?.memberId)
    return (
      <Page title="我的计分">
        <EmptyState title="只有委员有履职计分" />
      </Page>
    )
  return <ScorePage memberId={hat.memberId} own />
}

/** One member's points, for the office and the leaders. */
export function MemberScorePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <ScorePage memberId={id} own={false} />
}

function ScorePage({ memberId, own }: { memberId: string; own: boolean }) {
  const list = useListState<{ year?: string }>()
  const thisYear = useRunningYear()
  const year = list.search.year ?? String(thisYear)
  const query = useQuery({
    ...apiQuery(scoringRoutes.getMemberScore, { params: { id: memberId }, query: { year } }),
    placeholderData: (before) => before,
  })
  const data = query.data
  return (
    <Page
      width="reading"
      title={own ? '我的计分' : `${data?.name ?? ''}的计分`}
      lead={
        data?.scheme ? (
          <>
            {year} 年，照
            <Link to="/scoring-schemes/$id" params={{ id: data.scheme.id }}>
              {data.scheme.name}（第 {data.scheme.number} 版）
            </Link>
            {data.running && '，算到今天'}
            {!own && `。${sectorWords(data)}`}
          </>
        ) : undefined
      }
      back={own ? undefined : { to: '/scores', label: '履职计分' }}
    >
      {own && <DutyTabs />}
      <Filters
        first={
          <SelectFilter
            label="年度"
            value={list.search.year}
            onChange={(value) => list.filter({ year: value })}
            options={[1, 2, 3, 4].map((back) => [String(thisYear - back), `${thisYear - back} 年`] as const)}
            all={`${thisYear} 年`}
          />
        }
        count={list.search.year ? 1 : 0}
        clear={list.clear}
      />
      <QueryState
        query={query}
        isEmpty={({ score }) => score === null}
        empty={
          data?.served === false ? (
            <EmptyState title={`${year} 年${own ? '您' : data.name}不是委员`} />
          ) : (
            <EmptyState title={`${year} 年没有考核办法`}>
              <p>本会通过考核办法以后，这里会写明每一分从哪里来。</p>
            </EmptyState>
          )
        }
      >
        {({ score, entries, running }) => score && <ScoreView score={score} entries={entries} running={running} />}
      </QueryState>
      {own && (
        <p className="faint">
          计的是履职的事实：到会、提案、信息、活动，不计登录、在线和点赞。哪一条记得不对，可以在履职记录里提出异议。
        </p>
      )}
    </Page>
  )
}
