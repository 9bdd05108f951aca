import './attendance.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type Attendance, type AttendanceView, type Attendee, attendanceRoutes } from '#contract/attendance.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { formatInstant } from '../../shared/dates.ts'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
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
import { LiveFigures } from './live-figures.tsx'
import { attendanceTones, attendanceWords, wayWords } from './words.ts'

/** Anew so often while a meeting gathers. */
const refreshMs = 3_000
type Show = 'missing' | 'came' | 'leave' | 'corrected'
const showWords: readonly [Show, string][] = [
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
    <QueryState query={query} lines={8}>
      {(view) => <Live view={view} />}
    </QueryState>
  )
}

function Live({ view }: { view: AttendanceView }) {
  const { activity, actions } = view
  const { id } = activity
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'settle' | Attendee | null>(null)
  const params = { id }
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
          {actions.includes('settle') && <Button onClick={() => setAsking('settle')}>结束并结算</Button>}
        </>
      }
    >
      <LiveFigures view={view} />
      <Names
        activityId={id}
        mayCorrect={actions.includes('correct')}
        settled={view.settledAt !== null}
        onCorrect={setAsking}
      />
      {asking === 'settle' && (
        <ConfirmDialog
          open
          title="结束会议并结算到会情况？"
          okText="结束并结算"
          decisive
          onClose={() => setAsking(null)}
          onOk={async () => {
            await call(attendanceRoutes.settleAttendance, { params, body: {} })
            toast('已结算')
            await client.invalidateQueries()
          }}
        >
          <p>
            {view.counts.absent > 0
              ? `还有 ${view.counts.absent} 位没有到、也没有准假，结算以后记缺席。`
              : '应到的都到了或者准了假。'}
            结果记进履职台账，以后还可以更正，都要写理由。
          </p>
        </ConfirmDialog>
      )}
      {asking && asking !== 'settle' && (
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

function Names({
  activityId,
  mayCorrect,
  settled,
  onCorrect,
}: {
  activityId: string
  settled: boolean
  mayCorrect: boolean
  onCorrect: (person: Attendee) => void
}) {
  const list = useListState<{ show?: Show; q?: string }>()
  const { show, q, cursor } = list.search
  const query = useQuery({
    ...apiQuery(attendanceRoutes.listAttendees, { params: { id: activityId }, query: { show, q, cursor } }),
    refetchInterval: refreshMs * 3,
    placeholderData: (before) => before,
  })
  const columns: Column<Attendee>[] = [
    { key: 'name', title: '姓名', render: (one) => <strong>{one.name}</strong> },
    { key: 'sector', title: '界别', render: (one) => one.sector },
    {
      key: 'attendance',
      title: '到会情况',
      bare: true,
      render: (one) =>
        one.attendance ? (
          <StateTag tone={attendanceTones[one.attendance]}>
            {one.attendance === 'absent' && !settled ? '未到' : attendanceWords[one.attendance]}
          </StateTag>
        ) : (
          <span className="faint">自愿参加，没有来</span>
        ),
    },
    {
      key: 'at',
      title: '签到',
      render: (one) => (
        <>
          {one.at && formatInstant(one.at)}
          {one.way && (
            <span className="faint">
              （{wayWords[one.way]}
              {one.desk && `，${one.desk}`}）
            </span>
          )}
          {one.reason && <span>更正：{one.reason}</span>}
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
    <Section title="名单">
      <Filters
        first={
          <SelectFilter
            label="看"
            value={show}
            onChange={(value) => list.filter({ show: value })}
            options={showWords}
            all="全部"
          />
        }
        count={(show ? 1 : 0) + (q ? 1 : 0)}
        clear={list.clear}
      >
        <SearchFilter label="姓名" value={q} onChange={(value) => list.filter({ q: value })} />
      </Filters>
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={show || q ? '没有符合条件的' : '还没有请任何人'}>
            {show === 'missing' && <p>应到的都到了，或者准了假。</p>}
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable caption="到会名单" rows={items} rowKey={(one) => one.id} columns={columns} />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
    </Section>
  )
}

const choices: readonly Attendance[] = ['present', 'late', 'leftEarly', 'leave', 'officialLeave', 'absent']

function CorrectDialog({
  activityId,
  person,
  onClose,
  done,
}: {
  activityId: string
  person: Attendee
  onClose: () => void
  done: () => Promise<unknown>
}) {
  return (
    <FormDialog<{ attendance: Attendance; reason: string }>
      open
      title={`更正${person.name}的到会情况`}
      okText="更正"
      onClose={onClose}
      onOk={async (body) => {
        await call(attendanceRoutes.correctAttendance, {
          params: { id: activityId },
          body: { memberId: person.id, ...body },
        })
        toast('已更正')
        await done()
      }}
      fields={
        <>
          <Form.Item name="attendance" label="改为" rules={[{ required: true, message: '请选一项' }]}>
            <select className="select">
              <option value="">请选择</option>
              {choices
                .filter((one) => one !== person.attendance)
                .map((one) => (
                  <option key={one} value={one}>
                    {attendanceWords[one]}
                  </option>
                ))}
            </select>
          </Form.Item>
          <Form.Item
            name="reason"
            label="理由"
            rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
            extra="如“签到台漏扫，召集人证明”“中途接通知返回单位”。"
          >
            <Input.TextArea rows={3} maxLength={200} showCount />
          </Form.Item>
        </>
      }
    >
      <p>现在记的是{person.attendance ? attendanceWords[person.attendance] : '没有来'}。更正会记进经过和履职台账。</p>
    </FormDialog>
  )
}
