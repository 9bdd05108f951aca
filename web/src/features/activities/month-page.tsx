import './month.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { activityRoutes } from '#contract/activities.ts'
import { apiQuery } from '../../shared/api.ts'
import { formatCivil, howFar, today } from '../../shared/dates.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters } from '../../shared/filters.tsx'
import { Icon } from '../../shared/icons.tsx'
import { useIsPhone } from '../../shared/media.ts'
import { Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { ActivityCard } from './activities-page.tsx'
import { addMonth, type Month, monthWords, onDay, weekdayWords } from './month.ts'
import { MonthGrid } from './month-grid.tsx'
import { ViewTabs } from './view-tabs.tsx'
import { countOf, type Which, WhichFilters } from './which-filters.tsx'

type Search = Which & { month?: string; day?: string }

/** 月历: on a phone a quiet month with marks and the day's list below; on a desk a grid with titles. */
export function MonthPage() {
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const phone = useIsPhone()
  const me = useMe()
  const member = hasRole(me, 'member')
  const { kind, state, groupId, title, scope } = search
  const which = { kind, state, groupId, title, scope }
  const month = search.month ?? search.day?.slice(0, 7) ?? today().slice(0, 7)
  const day = search.day ?? (phone && today().startsWith(month) ? today() : undefined)
  const query = useQuery({
    ...apiQuery(activityRoutes.getActivityMonth, { query: { ...which, month } }),
    placeholderData: (before) => before,
  })
  const options = useQuery(apiQuery(activityRoutes.getActivityOptions, {}))
  const mayMake = (options.data?.may ?? 'none') !== 'none'
  // Arrow keys move the focus along; a click leaves it where it is.
  const follow = useRef(false)
  const go = (patch: Partial<Record<keyof Search, string | undefined>>) =>
    navigate({
      to: '.',
      search: { ...search, ...patch } as never,
      replace: true,
      resetScroll: false,
    })
  const choose = (chosen: string, byKey = false) => {
    follow.current = byKey
    void go({ day: chosen, month: chosen.slice(0, 7) })
  }
  const turn = (months: number) => void go({ month: addMonth(month, months), day: undefined })
  return (
    <Page
      title="会议活动"
      lead={member ? '请您参加的和您看得到的，按月看。' : '按月看会议和活动，点日子看当天，点名称看详情。'}
      actions={
        <>
          {!member && query.data && (
            <DownloadButton
              route={activityRoutes.exportActivities}
              query={{ ...which, from: `${month}-01`, until: lastOf(month), time: 'all' as const }}
              name={`${monthWords(month)}会议活动`}
            />
          )}
          {mayMake && (
            <Link to="/activities/new" search={(day ? { on: day } : {}) as never} className="button button-primary">
              {options.data?.may === 'organise' ? '新建会议活动' : '发起活动'}
            </Link>
          )}
        </>
      }
    >
      <ViewTabs which={which} />
      <Filters
        first={
          <div className="month-turn">
            <button type="button" className="button" aria-label="上个月" onClick={() => turn(-1)}>
              <Icon name="back" />
            </button>
            <h2 aria-live="polite">{monthWords(month)}</h2>
            <button type="button" className="button" aria-label="下个月" onClick={() => turn(1)}>
              <Icon name="next" />
            </button>
            <button type="button" className="button" onClick={() => choose(today())}>
              今天
            </button>
          </div>
        }
        count={countOf(which)}
        clear={() => go({ kind: undefined, state: undefined, groupId: undefined, title: undefined, scope: undefined })}
      >
        <WhichFilters which={which} change={go} />
      </Filters>
      <QueryState query={query}>
        {(data) => (
          <>
            <MonthGrid data={data} month={month} day={day} phone={phone} choose={choose} follow={follow} />
            {data.more && <p className="faint">这个月太多，只显示前 500 项，请用上面的条件缩小范围。</p>}
            {day ? (
              <Day day={day} data={data} />
            ) : (
              <p className="faint no-print">
                {data.items.length === 0 ? '这个月没有会议活动。' : '点一个日子，看当天的安排。'}
              </p>
            )}
          </>
        )}
      </QueryState>
    </Page>
  )
}

const lastOf = (month: string) => {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`
}

function Day({ day, data }: { day: string; data: Month }) {
  const items = onDay(data.items, day)
  const off = data.holidays.find(({ date }) => date === day)
  const worked = data.makeUpDays.find(({ date }) => date === day)
  return (
    <section className="section month-day" aria-live="polite">
      <h2>
        {`${formatCivil(day)} ${weekdayWords(day)}`}
        <span className="faint">（{howFar(day)}）</span>
      </h2>
      {off && <p className="faint">{`${off.name}放假`}</p>}
      {worked && <p className="faint">{`为${worked.name}调休上班`}</p>}
      {items.length === 0 ? (
        <p className="faint">这一天没有会议活动。</p>
      ) : (
        <ul className="activity-cards">
          {items.map((one) => (
            <ActivityCard key={one.id} one={one} />
          ))}
        </ul>
      )}
    </section>
  )
}
