import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type Activity, type InvitationRule, seatWords } from '#contract/activities.ts'
import { activityInviteeRoutes, type Invitee } from '#contract/activity-invitees.ts'
import { attendanceNames } from '#contract/duty-kinds.ts'
import { leaveRoutes } from '#contract/leaves.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog, ReasonDialog } from '../../shared/dialogs.tsx'
import { DownloadButton } from '../../shared/download-button.tsx'
import { SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Section } from '../../shared/page.tsx'
import { Phone } from '../../shared/phone.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { findNames } from '../attendance/desk-queue.ts'
import { RuleDialog } from './invitation.tsx'
import { LeaveFields } from './leave-fields.tsx'
import { answerTones, answerWords, isAway, leaveTones, leaveWords } from './words.ts'

type Shown = 'coming' | 'waiting' | 'notComing' | 'leave' | 'silent' | 'unread' | 'noAccount'
const matches: Record<Shown, (one: Invitee) => boolean> = {
  coming: (one) => one.answer === 'coming' && !isAway(one.leave),
  waiting: (one) => one.answer === 'waiting',
  notComing: (one) => one.answer === 'notComing' && !one.leave,
  leave: (one) => one.leave !== null,
  silent: (one) => one.answer === null && one.leave === null,
  unread: (one) => one.readAt === null,
  noAccount: (one) => !one.hasAccount,
}
const shownWords: readonly [Shown, string][] = [
  ['silent', '没有回复'],
  ['coming', '参加'],
  ['waiting', '候补'],
  ['leave', '请假'],
  ['notComing', '不参加'],
  ['unread', '没看通知'],
  ['noAccount', '没有账号'],
]
type Asking = { what: 'add' } | { what: 'remove' | 'leave'; one: Invitee }

/** The list of invitees with their answers; before the announcement whom the rules mean today. */
export function Invitees({ one, done }: { one: Activity; done: () => Promise<unknown> }) {
  const params = { id: one.id }
  const query = useQuery(apiQuery(activityInviteeRoutes.listInvitees, { params }))
  const [shown, setShown] = useState<Shown | undefined>()
  const [name, setName] = useState<string | undefined>()
  const [all, setAll] = useState(false)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [busy, setBusy] = useState(false)
  const runs = one.actions.includes('invite') || one.actions.includes('answer')
  const run = async (work: () => Promise<string>) => {
    setBusy(true)
    try {
      toast(await work())
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
      await done()
    }
  }
  const answerFor = (invitee: Invitee, coming: boolean) =>
    run(async () => {
      const { answer } = await call(activityInviteeRoutes.answerActivity, {
        params,
        body: { coming, memberId: invitee.memberId },
      })
      return `已代${invitee.name}回复：${answerWords[answer]}`
    })
  const invite = async (rule: InvitationRule) => {
    const { added } = await call(activityInviteeRoutes.addInvitees, { params, body: { rule } })
    toast(added === 0 ? '这些委员都已在名单上' : `补请了 ${added} 人`)
    await done()
  }
  const remind = () =>
    run(async () => {
      return remindedWords(await call(activityInviteeRoutes.remindInvitees, { params }))
    })
  return (
    <Section
      title={one.announcedAt ? `名单（${one.counts?.invited ?? 0} 人）` : '按邀请范围会请到的人'}
      actions={
        one.announcedAt && (
          <>
            {one.actions.includes('remind') && (one.counts?.silent ?? 0) > 0 && (
              <Button disabled={busy || one.remindedToday} onClick={() => void remind()}>
                {one.remindedToday ? '今天已提醒，明天可再提醒' : '提醒没有回复的'}
              </Button>
            )}
            {one.actions.includes('invite') && <Button onClick={() => setAsking({ what: 'add' })}>补请</Button>}
            <DownloadNames id={one.id} title={one.title} />
          </>
        )
      }
    >
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title="名单上还没有人">
            <p>点“修改”，在“邀请谁”里选好范围。</p>
          </EmptyState>
        }
      >
        {({ fixed, items }) => {
          const found = findNames(items, name ?? '').filter((row) => shown === undefined || matches[shown](row))
          const page = all ? found : found.slice(0, 30)
          return (
            <>
              <div className="list-line no-print">
                <SearchFilter label="姓名" hint="姓名或拼音" value={name} onChange={setName} />
                {fixed && (
                  <SelectFilter
                    label="只看"
                    value={shown}
                    onChange={(value) => setShown(value as Shown | undefined)}
                    options={shownWords}
                  />
                )}
                <span className="faint">{`${found.length} 人，按姓氏笔画`}</span>
              </div>
              {isOver(one) && (
                <p>
                  逐人的签到和更正，看
                  <Link to="/activities/$id/attendance" params={params}>
                    到会情况
                  </Link>
                  。
                </p>
              )}
              {page.length > 0 && (
                <div className="compact-rows">
                  <DataTable
                    caption="名单"
                    rows={page}
                    rowKey={(row) => row.memberId}
                    columns={columnsFor(fixed, isOver(one), runs ? { one, busy, answerFor, ask: setAsking } : null)}
                  />
                </div>
              )}
              {found.length > page.length && (
                <p>
                  <LinkButton onClick={() => setAll(true)}>{`看其余 ${found.length - page.length} 人`}</LinkButton>
                </p>
              )}
            </>
          )
        }}
      </QueryState>
      {asking?.what === 'add' && (
        <RuleDialog
          title="补请委员"
          onClose={() => setAsking(null)}
          onOk={invite}
          mayOblige={one.actions.includes('oblige')}
          byNameOnly={!one.actions.includes('oblige')}
        />
      )}
      {asking?.what === 'remove' && (
        <ReasonDialog
          open
          title={`把${asking.one.name}移出名单`}
          okText="移出"
          decisive
          maxLength={300}
          onClose={() => setAsking(null)}
          onOk={async (words) => {
            await call(activityInviteeRoutes.removeInvitee, { params, body: { memberId: asking.one.memberId, words } })
            toast(`${asking.one.name}已移出名单，会收到消息`)
            await done()
          }}
        />
      )}
      {asking?.what === 'leave' && (
        <LeaveForMember one={one} invitee={asking.one} close={() => setAsking(null)} done={done} />
      )}
    </Section>
  )
}

function DownloadNames({ id, title }: { id: string; title: string }) {
  const route = { ...activityInviteeRoutes.exportInvitees, path: `/activities/${id}/invitees/export` as const }
  return <DownloadButton route={route} query={{}} name={`${title}名单`} />
}

interface Acts {
  one: Activity
  busy: boolean
  answerFor: (invitee: Invitee, coming: boolean) => Promise<void>
  ask: (asking: Asking) => void
}

/** Settled: nobody is asked to answer any more. */
const isOver = ({ state }: Activity): boolean => state === 'concluded' || state === 'archived'

/** Who was reached by the reminder, and who must be rung up. */
function remindedWords({ reminded, withoutAccount }: { reminded: number; withoutAccount: number }): string {
  const call = '没有账号，请打电话，在“只看”里选“没有账号”'
  if (reminded === 0)
    return withoutAccount === 0 ? '都已回复，没有要提醒的' : `没有回复的 ${withoutAccount} 名都${call}`
  return withoutAccount === 0
    ? `已提醒 ${reminded} 名没有回复的委员`
    : `已提醒 ${reminded} 名；另有 ${withoutAccount} 名${call}`
}

function columnsFor(fixed: boolean, over: boolean, acts: Acts | null): Column<Invitee>[] {
  return [
    {
      key: 'name',
      title: '姓名',
      render: (row) => (
        <>
          <span className="nowrap">{row.name}</span>
          <small className="phone-only faint">{`　${row.sector ?? ''}${row.must ? '' : '，自愿'}`}</small>
        </>
      ),
    },
    { key: 'sector', title: '界别', desk: true, render: (row) => row.sector ?? '' },
    { key: 'must', title: '参加', desk: true, render: (row) => (row.must ? '应到' : '自愿') },
    ...(over
      ? [
          {
            key: 'outcome',
            title: '到会',
            bare: true,
            render: (row: Invitee) =>
              row.outcome && (
                <span className={row.outcome === 'absent' ? 'due' : undefined}>{attendanceNames[row.outcome]}</span>
              ),
          },
        ]
      : []),
    ...(fixed
      ? [
          {
            key: 'answer',
            title: over ? '会前回复' : '回复',
            bare: true,
            desk: over,
            render: (row: Invitee) =>
              row.leave ? (
                <StateTag tone={leaveTones[row.leave.state]}>{leaveWords(row.leave)}</StateTag>
              ) : row.answer ? (
                <StateTag tone={answerTones[row.answer]}>{answerWords[row.answer]}</StateTag>
              ) : (
                <span className="faint">
                  {row.hasAccount || over ? '没有回复' : `没有账号${row.phone ? '' : '，请电话联系'}`}
                  {row.phone && !over && (
                    <>
                      {' '}
                      <Phone number={row.phone} />
                    </>
                  )}
                </span>
              ),
          },
          {
            key: 'read',
            title: '通知',
            desk: true,
            render: (row: Invitee) => (row.readAt ? '看过' : <span className="faint">没看</span>),
          },
          {
            key: 'seat',
            title: '座位',
            desk: true,
            render: (row: Invitee) => (row.seat ? seatWords(row.seat) : ''),
          },
        ]
      : []),
    ...(fixed && acts ? [actsColumn(acts)] : []),
  ]
}

function actsColumn({ one, busy, answerFor, ask }: Acts): Column<Invitee> {
  return {
    key: 'acts',
    title: '代办',
    acts: true,
    render: (row) => (
      <>
        {one.actions.includes('answer') && row.answer !== 'coming' && !isAway(row.leave) && (
          <LinkButton disabled={busy} aria-label={`代回复参加：${row.name}`} onClick={() => void answerFor(row, true)}>
            代回复参加
          </LinkButton>
        )}{' '}
        {/* Who need not come says no; who must asks for leave. */}
        {!row.must && one.actions.includes('answer') && row.answer !== 'notComing' && (
          <LinkButton
            disabled={busy}
            aria-label={`代回复不参加：${row.name}`}
            onClick={() => void answerFor(row, false)}
          >
            代回复不参加
          </LinkButton>
        )}
        {row.must && (row.leave === null || row.leave.state === 'refused') && (
          <LinkButton aria-label={`代请假：${row.name}`} onClick={() => ask({ what: 'leave', one: row })}>
            代请假
          </LinkButton>
        )}{' '}
        {one.actions.includes('invite') && (
          <LinkButton aria-label={`把${row.name}移出名单`} onClick={() => ask({ what: 'remove', one: row })}>
            移出
          </LinkButton>
        )}
      </>
    ),
  }
}

/** 代录: a member called or wrote; after the meeting began it is 补假. */
function LeaveForMember(props: { one: Activity; invitee: Invitee; close: () => void; done: () => Promise<unknown> }) {
  const { one, invitee, close, done } = props
  const late = Date.now() >= Date.parse(one.startsAt)
  return (
    <FormDialog<{ kind: 'illness'; words: string; halfDays?: number; basis: string }>
      open
      title={`${late ? '补记' : '代'}${invitee.name}${late ? '的请假' : '请假'}`}
      okText="记下"
      onClose={close}
      onOk={async ({ kind, words, halfDays, basis }, key) => {
        await call(
          leaveRoutes.recordLeave,
          {
            params: { id: one.id },
            body: { kind, words, halfDays: halfDays ?? null, memberId: invitee.memberId, basis },
          },
          { idempotencyKey: key },
        )
        toast('已记下，等审批人决定')
        await done()
      }}
      fields={
        <>
          <LeaveFields halfDays={one.halfDays} forMember />
          <Form.Item
            name="basis"
            label="依据"
            rules={[{ required: true, whitespace: true, message: '请写明本人怎样请的假' }]}
            extra="如：3 月 18 日本人来电；家属送来假条。"
          >
            <Input maxLength={200} />
          </Form.Item>
        </>
      }
    />
  )
}
