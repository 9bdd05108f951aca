import './attendance.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type AttendanceView, type Attendee, attendanceRoutes } from '#contract/attendance.ts'
import { voteRoutes } from '#contract/votes.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { civilDateOf, formatInstant } from '../../shared/dates.ts'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { DownloadButton } from '../../shared/download-button.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { CorrectDialog, PaperListDialog } from './correct-dialogs.tsx'
import { LiveFigures, LiveGroups } from './live-figures.tsx'
import { type Unsent, UnsentHere, useUnsent } from './unsent.tsx'
import { attendanceTones, attendanceWords, partialLeave, wayWords } from './words.ts'

/** Anew so often while a meeting gathers. */
const refreshMs = 3_000
type Show = 'all' | 'missing' | 'came' | 'leave' | 'corrected'
const showWords: readonly [Show, string][] = [
  ['all', '全部'],
  ['missing', '没有到的'],
  ['came', '到了的'],
  ['leave', '请假的'],
  ['corrected', '更正过的'],
]

/** Who is there, now: large figures for the chair, names and corrections for who runs it. */
export function LivePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({
    ...apiQuery(attendanceRoutes.getAttendance, { params: { id } }),
    refetchInterval: (of) => (of.state.data?.settledAt ? false : refreshMs),
    staleTime: 0,
  })
  return (
    // What was there stays while the network is gone; the figures say of when they are.
    <QueryState query={query.data ? { ...query, error: null } : query} lines={8}>
      {(view) => <Live view={view} lost={query.isError || query.failureCount > 0} />}
    </QueryState>
  )
}

function Live({ view, lost }: { view: AttendanceView; lost: boolean }) {
  const { activity, actions } = view
  const { id } = activity
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'settle' | 'paper' | Attendee | null>(null)
  const list = useListState<{ show?: Show; q?: string; group?: string }>()
  const params = { id }
  const left = useUnsent(id, actions.includes('checkIn'))
  return (
    <Page
      title={activity.title}
      lead={
        <>
          到会情况，{formatInstant(activity.startsAt)} {activity.place}{' '}
          {view.settledAt && <StateTag tone="done">已结算</StateTag>}
        </>
      }
      back={{ to: '/activities/$id', label: '会议活动', params }}
      actions={
        <>
          {actions.includes('checkIn') && (
            <Button type="primary" onClick={() => void navigate({ to: '/activities/$id/desk', params })}>
              打开签到台
            </Button>
          )}
          <Link to="/activities/$id/sign-sheet" params={params} className="button">
            签到表
          </Link>
          <DownloadButton
            route={{ ...attendanceRoutes.exportAttendees, path: `/activities/${id}/attendees/export` as '/' }}
            query={{}}
            name={`${activity.title}到会情况`}
          />
          {actions.includes('correct') && <Button onClick={() => setAsking('paper')}>按签到表补录</Button>}
          {actions.includes('settle') && <Button onClick={() => setAsking('settle')}>结束并结算</Button>}
        </>
      }
    >
      <UnsentHere id={id} left={left} />
      <LiveFigures view={view} lost={lost} />
      {(view.gathering || view.settledAt) && (
        <LiveGroups
          view={view}
          chosen={list.search.group}
          onChoose={(group) => list.filter({ group, show: group ? 'missing' : undefined })}
        />
      )}
      <Names
        view={view}
        list={list}
        mayCorrect={actions.includes('correct')}
        settled={view.settledAt !== null}
        onCorrect={setAsking}
      />
      {asking === 'settle' && <SettleDialog view={view} left={left} onClose={() => setAsking(null)} />}
      {asking === 'paper' && (
        <PaperListDialog activityId={id} onClose={() => setAsking(null)} done={() => client.invalidateQueries()} />
      )}
      {asking && asking !== 'settle' && asking !== 'paper' && (
        <CorrectDialog
          activityId={id}
          person={asking}
          onClose={() => setAsking(null)}
          done={() => client.invalidateQueries()}
        />
      )}
    </Page>
  )
}

/** Asks before a meeting is concluded, with what is still open. */
function SettleDialog({ view, left, onClose }: { view: AttendanceView; left: Unsent; onClose: () => void }) {
  const client = useQueryClient()
  const { activity, counts, openParts } = view
  const uncalled = openParts.filter((one) => one.came === 0).length
  const params = { id: activity.id }
  const votes = useQuery(apiQuery(voteRoutes.listVotes, { params }))
  const openVotes = votes.data?.items.filter((one) => one.state === 'drafted' || one.state === 'open').length ?? 0
  return (
    <ConfirmDialog
      open
      title="结束会议并结算到会情况？"
      okText="结束并结算"
      decisive
      onClose={onClose}
      onOk={async () => {
        await call(attendanceRoutes.settleAttendance, { params, body: { parts: true } })
        toast('已结算')
        await client.invalidateQueries()
      }}
    >
      <UnsentHere id={activity.id} left={left} />
      {Date.parse(activity.endsAt) > Date.now() && (
        <p className="due">会议到 {formatInstant(activity.endsAt)} 才结束；结算以后签到台不再收。</p>
      )}
      {openVotes > 0 && <p className="due">还有 {openVotes} 项没有表决，结算以后不能再表决。</p>}
      {openParts.length > 0 && (
        <p>
          {`还有 ${openParts.length} 场分会没有结算，会一起结束。`}
          {uncalled > 0 &&
            `其中 ${uncalled} 场没有人签到，按没有点名算，不记到会也不记缺席；要记的，请先到那场分会按签到表补录。`}
        </p>
      )}
      <p>
        {counts.absent > 0
          ? `还有 ${counts.absent} 位没有到、也没有准假，${openParts.length > 0 ? '分会也没有到的，' : ''}结算以后记缺席。`
          : '应到的都到了或者准了假。'}
        结果记进履职台账，以后还可以更正，都要写理由。
      </p>
    </ConfirmDialog>
  )
}

function Names({
  view,
  list,
  settled,
  mayCorrect,
  onCorrect,
}: {
  view: AttendanceView
  list: ReturnType<typeof useListState<{ show?: Show; q?: string; group?: string }>>
  settled: boolean
  mayCorrect: boolean
  onCorrect: (person: Attendee) => void
}) {
  const { q, cursor, group } = list.search
  // While people come one looks for who is missing; afterwards for everybody.
  const usual: Show = view.gathering && !settled ? 'missing' : 'all'
  const show = list.search.show ?? usual
  const { id } = view.activity
  const query = useQuery({
    ...apiQuery(attendanceRoutes.listAttendees, {
      params: { id },
      query: { show, q, cursor, groupId: group, limit: 100 },
    }),
    refetchInterval: refreshMs * 3,
    placeholderData: (before) => before,
  })
  const groupName = view.groups.find((one) => one.id === group)?.name
  const sameDay = (at: string) => civilDateOf(at) === civilDateOf(view.activity.startsAt)
  const columns: Column<Attendee>[] = [
    { key: 'name', title: '姓名', render: (one) => <strong className="nowrap">{one.name}</strong> },
    { key: 'sector', title: '界别', bare: true, render: (one) => <span className="faint">{one.sector}</span> },
    {
      key: 'attendance',
      title: '到会情况',
      bare: true,
      render: (one) => (
        <>
          {one.attendance ? (
            <StateTag tone={attendanceTones[one.attendance]}>
              {one.attendance === 'absent' && !settled ? '未到' : attendanceWords[one.attendance]}
            </StateTag>
          ) : (
            <span className="faint">自愿参加，没有来</span>
          )}
          {one.halfDaysOfLeave > 0 && <span className="faint nowrap"> {partialLeave(one)}</span>}
        </>
      ),
    },
    {
      key: 'at',
      title: '签到',
      render: (one) => (
        <>
          {one.at && (sameDay(one.at) ? formatInstant(one.at).slice(-5) : formatInstant(one.at))}
          {one.way && (
            <span className="faint">
              （{wayWords[one.way]}
              {one.desk && `，${one.desk}`}）
            </span>
          )}
          {one.reason && <small className="attendee-reason">更正：{one.reason}</small>}
        </>
      ),
    },
    ...(mayCorrect
      ? [
          {
            key: 'act',
            title: '更正',
            acts: true,
            render: (one: Attendee) => (
              <LinkButton onClick={() => onCorrect(one)} aria-label={`更正${one.name}的到会情况`}>
                更正
              </LinkButton>
            ),
          },
        ]
      : []),
  ]
  return (
    <Section title={groupName ? `名单：${groupName}` : '名单'}>
      <Filters
        first={
          <SelectFilter
            label="看"
            value={list.search.show}
            onChange={(value) => list.filter({ show: value })}
            options={showWords.filter(([key]) => key !== usual)}
            all={usual === 'missing' ? '没有到的' : '全部'}
          />
        }
        count={(list.search.show ? 1 : 0) + (q ? 1 : 0) + (group ? 1 : 0)}
        clear={list.clear}
      >
        <SearchFilter label="姓名" value={q} onChange={(value) => list.filter({ q: value })} />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={show !== 'all' || q || group ? '没有符合条件的' : '还没有请任何人'}>
            {show === 'missing' && <p>应到的都到了，或者准了假。</p>}
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <div className="compact-rows">
              <DataTable caption="到会名单" rows={items} rowKey={(one) => one.id} columns={columns} />
            </div>
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
    </Section>
  )
}
