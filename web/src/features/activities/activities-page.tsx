import './activities.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ActivityItem, activityRoutes } from '#contract/activities.ts'
import { apiQuery } from '../../shared/api.ts'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SelectFilter } from '../../shared/filters.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { hasRole, useMe } from '../../shared/session.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { useListState } from '../../shared/url-state.ts'
import { AnswerButtons, MyAnswer } from './answer.tsx'
import { FeedPart } from './feed.tsx'
import { JointOffers } from './joint.tsx'
import { ViewTabs } from './view-tabs.tsx'
import { When } from './when.tsx'
import { type Which, WhichFilters } from './which-filters.tsx'
import { countWords, isReturned, kindWords, organiserWords, standsWords, stateTones } from './words.ts'

type Search = Which & { time?: 'past' | 'all' }

/** Settled: how somebody was there says that it is over. */
const over: readonly string[] = ['concluded', 'archived']

const columns: Column<ActivityItem>[] = [
  {
    key: 'title',
    title: '名称',
    bare: true,
    render: (one) => (
      <Link to="/activities/$id" params={{ id: one.id }}>
        {one.title}
      </Link>
    ),
  },
  { key: 'kind', title: '类别', render: (one) => kindWords[one.kind] },
  {
    key: 'when',
    title: '时间',
    render: (one) => <When startsAt={one.startsAt} endsAt={one.endsAt} off={one.state === 'postponed'} lines />,
  },
  { key: 'place', title: '地点', render: (one) => one.place },
  { key: 'organiser', title: '组织方', desk: true, render: organiserWords },
  {
    key: 'state',
    title: '状态',
    render: (one) => <StateTag tone={stateTones[one.state]}>{standsWords(one)}</StateTag>,
  },
  {
    key: 'counts',
    title: '回复',
    render: (one) => {
      if (!one.counts || one.counts.invited === 0) return ''
      if (!over.includes(one.state)) return countWords(one.counts)
      // Once it is settled, what was answered before says nothing of who came.
      return (
        <Link to="/activities/$id/attendance" params={{ id: one.id }}>
          到会情况
        </Link>
      )
    },
  },
]

/** 会议活动: for members what is coming, as cards to answer; for the office a dense list. */
export function ActivitiesPage() {
  const me = useMe()
  const member = hasRole(me, 'member')
  const office = hasRole(me, 'memberOffice', 'leader')
  const list = useListState<Search>()
  const { cursor, time, kind, state, groupId, title, scope } = list.search
  const filters = { kind, state, groupId, title, scope, time: time ?? ('coming' as const) }
  const query = useQuery({
    ...apiQuery(activityRoutes.listActivities, { query: { ...filters, cursor } }),
    placeholderData: (before) => before,
  })
  const options = useQuery(apiQuery(activityRoutes.getActivityOptions, {}))
  const filtered = [kind, state, groupId, title, scope].filter(Boolean).length
  const may = options.data?.may ?? 'none'
  return (
    <Page
      title="会议活动"
      lead={
        member
          ? '请您参加的会议活动，在这里回复、请假。'
          : hasRole(me, 'proposalOffice')
            ? '看会议活动的通知、名单和到会。要开提案办理协商、督办调研，请委员联络办建，组织方选提案委员会；专委会主任、副主任也可以自己建。'
            : '会议和活动：通知、名单、请假、结束归档。'
      }
      actions={
        <>
          <Link to="/leaves" className="button">
            {member ? '我的请假' : '请假'}
          </Link>
          {member && (
            <a href="#phone-calendar" className="button">
              加到手机日历
            </a>
          )}
          {!member && <DownloadButton route={activityRoutes.exportActivities} query={filters} name="会议活动" />}
          {may !== 'none' && (
            <Link to="/activities/new" className="button button-primary">
              {may === 'organise' ? '新建会议活动' : '发起活动'}
            </Link>
          )}
        </>
      }
    >
      <ViewTabs which={{ kind, state, groupId, title, scope }} />
      {office && <JointOffers />}
      <Filters
        first={
          <SelectFilter
            label="时间"
            value={time}
            all="今天起"
            onChange={(value) => list.filter({ time: value })}
            options={[
              ['past', '已过去的'],
              ['all', '全部'],
            ]}
          />
        }
        count={filtered}
        clear={list.clear}
      >
        <WhichFilters which={list.search} change={list.filter} />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={filtered > 0 ? '没有符合条件的会议活动' : '近期没有会议活动'}>
            <p>
              {may === 'organise'
                ? '点“新建会议活动”，写好时间地点、选好邀请谁，发通知后委员就会收到。'
                : member
                  ? '有请您参加的，会出现在这里和待办里。'
                  : '发了通知的会议活动都会列在这里。'}
            </p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            {member ? (
              <ul className="activity-cards">
                {items.map((one) => (
                  <ActivityCard key={one.id} one={one} />
                ))}
              </ul>
            ) : (
              <DataTable caption="会议活动" rows={items} rowKey={(one) => one.id} columns={columns} />
            )}
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      {member && <FeedPart />}
    </Page>
  )
}

export function ActivityCard({ one }: { one: ActivityItem }) {
  return (
    <li className="sheet activity-card">
      <div className="activity-card-head">
        <span className="faint">{kindWords[one.kind]}</span>
        {one.state !== 'announced' && !(one.mine && over.includes(one.state)) && (
          <StateTag tone={isReturned(one) ? 'due' : stateTones[one.state]}>{standsWords(one)}</StateTag>
        )}
        <MyAnswer one={one} />
      </div>
      <h2>
        <Link to="/activities/$id" params={{ id: one.id }}>
          {one.title}
        </Link>
      </h2>
      <p>
        <When startsAt={one.startsAt} endsAt={one.endsAt} off={one.state === 'postponed'} />
        {one.place && (
          <>
            <br />
            {one.place}
          </>
        )}
      </p>
      {isReturned(one) && <p className="sealed-reason">{`办公室退回：${one.stateWords}`}</p>}
      <AnswerButtons one={one} />
    </li>
  )
}
