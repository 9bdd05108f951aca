import './activities.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { type Activity, activityRoutes } from '#contract/activities.ts'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { attendanceRoutes } from '#contract/attendance.ts'
import type { HistoryEntry } from '#contract/common.ts'
import { voteRoutes } from '#contract/votes.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { formatInstant } from '../../shared/dates.ts'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Timeline } from '../../shared/matter/timeline.tsx'
import { Facts, Page, Section } from '../../shared/page.tsx'
import { WithPhones } from '../../shared/phone.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { attendanceEvents } from '../attendance/words.ts'
import { AnswerButtons, attendedWords, MyAnswer } from './answer.tsx'
import { Invitees } from './invitees.tsx'
import { JointSides } from './joint.tsx'
import { LeavesOf } from './leave-list.tsx'
import { Moves } from './moves.tsx'
import { MyLeave } from './my-leave.tsx'
import { MySeat } from './my-seat.tsx'
import { Papers } from './papers.tsx'
import { Parts } from './parts.tsx'
import { Publication } from './publication.tsx'
import { Records } from './records.tsx'
import { When } from './when.tsx'
import {
  activityEvents,
  countWords,
  kindWords,
  levelWords,
  organiserWords,
  standsWords,
  stateTones,
  stateWords,
} from './words.ts'

/** One activity: for members when, where, what, and their answer; for who runs it the list, leave and the next step. */
export function ActivityPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery(apiQuery(activityRoutes.getActivity, { params: { id } }))
  return <QueryState query={query}>{(one) => <One key={one.id} one={one} />}</QueryState>
}

function One({ one }: { one: Activity }) {
  const client = useQueryClient()
  const done = () => client.invalidateQueries()
  useReading(one)
  const runs = one.counts !== null
  const leaves = one.invitation !== null && one.announcedAt !== null
  return (
    <Page
      title={one.title}
      lead={
        <>
          {kindWords[one.kind]} <StateTag tone={stateTones[one.state]}>{tagWords(one)}</StateTag> <MyAnswer one={one} />
        </>
      }
      back={
        one.parent
          ? { to: '/activities/$id', label: one.parent.title, params: { id: one.parent.id } }
          : { to: '/activities', label: '会议活动' }
      }
      width={runs ? 'wide' : 'reading'}
      actions={<Moves one={one} done={done} />}
    >
      {one.stateWords && (one.state === 'postponed' || one.state === 'cancelled' || one.state === 'draft') && (
        <p className="sealed-reason">{`${one.state === 'draft' ? '办公室退回' : stateWords[one.state]}：${one.stateWords}`}</p>
      )}
      <AnswerButtons one={one} page />
      <MyLeave one={one} />
      {leaves && <LeavesOf activity={one} waiting />}
      <Facts items={factsOf(one)} />
      <MySeat one={one} />
      {one.explanation && <p className="preserve activity-words">{one.explanation}</p>}
      {one.agenda.length > 0 && (
        <Section title="日程">
          <ol className="activity-agenda">
            {one.agenda.map((line) => (
              <li key={`${line.at} ${line.words}`}>
                <span className="faint">{line.at}</span>
                <span>{line.words}</span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Papers one={one} done={done} />
      <Records one={one} done={done} />
      <Publication one={one} done={done} />
      <Venue one={one} />
      <JointSides one={one} done={done} />
      <Parts one={one} />
      {one.counts !== null && <Invitees one={one} done={done} />}
      {leaves && <LeavesOf activity={one} />}
      {one.history.length > 0 && (
        <div className="no-print">
          <Section title="经过">
            <Timeline entries={one.history.filter((entry) => entry.type !== 'activity.answered')} words={eventWords} />
          </Section>
        </div>
      )}
    </Page>
  )
}

/** Tells the server once that the notice was opened. */
function useReading(one: Activity) {
  const unread = one.mine !== null && one.mine.readAt === null
  const { id } = one
  useEffect(() => {
    // Not having noted it is no reason to disturb who reads.
    if (unread) void call(activityInviteeRoutes.readActivity, { params: { id } }).catch(() => undefined)
  }, [unread, id])
}

function factsOf(one: Activity): (readonly [string, React.ReactNode])[] {
  return [
    ['时间', <When key="when" startsAt={one.startsAt} endsAt={one.endsAt} off={one.state === 'postponed'} />],
    ['地点', one.place],
    ['组织方', organiserWords(one)],
    ...mineFacts(one),
    ...(one.answerBy && one.state === 'announced'
      ? [['回复截止', <Instant key="by" value={one.answerBy} />] as const]
      : []),
    ...(one.capacity !== null ? [['名额', `${one.capacity} 人，已报 ${one.signedUp} 人`] as const] : []),
    ...(one.contact ? [['联系', <WithPhones key="contact" words={one.contact} />] as const] : []),
    ...(one.observers.length > 0
      ? [['列席', one.observers.map(({ name, post }) => [name, post].filter(Boolean).join(' ')).join('、')] as const]
      : []),
    ...(one.counts ? [['层级', `${levelWords[one.level]}，折合 ${one.halfDays} 个半天`] as const] : []),
    ...(one.counts && isSettled(one)
      ? [['到会', <Came key="came" id={one.id} />] as const]
      : one.counts && one.announcedAt
        ? [['回复', `${countWords(one.counts)}；看过通知 ${one.counts.read}`] as const]
        : []),
  ]
}

const isSettled = ({ state }: Activity): boolean => state === 'concluded' || state === 'archived'

/** How many came, once it is settled. */
function Came({ id }: { id: string }) {
  const { data } = useQuery(apiQuery(attendanceRoutes.getAttendance, { params: { id } }))
  if (!data) return '…'
  const { due, present, leave, officialLeave, absent, guests } = data.counts
  const free = guests > 0 ? `，自愿参加 ${guests} 人` : ''
  return `应到 ${due} 人，实到 ${present} 人，请假 ${leave + officialLeave} 人，缺席 ${absent} 人${free}`
}

/** The state in words: what was over when it was entered was never told, a draft with a reason was given back. */
function tagWords(one: Activity): string {
  const { state, history } = one
  return state === 'announced' && history.some((entry) => entry.type === 'activity.recorded')
    ? '已补录'
    : standsWords(one)
}

/** What it is to the member: to be asked for, and afterwards how it was. */
function mineFacts({ mine, state, startsAt, endsAt }: Activity): (readonly [string, React.ReactNode])[] {
  if (!mine) return []
  const over = state === 'concluded' || state === 'archived'
  if (mine.attended || over) return [['您', mine.attended ? attendedWords(mine.attended, true) : '没有参加'] as const]
  if (Date.now() >= Date.parse(endsAt) || state === 'cancelled') return []
  return [
    [
      '对您',
      mine.must ? (Date.now() < Date.parse(startsAt) ? '请务必参加，来不了请会前请假' : '应到') : '自愿参加',
    ] as const,
  ]
}

/** Meetings that decide by vote. */
const votingKinds: readonly string[] = ['plenary', 'standingCommittee', 'chairCouncil']

/** What happens on the day: who came, the check-in desk, ballots. */
function Venue({ one }: { one: Activity }) {
  const byKind = votingKinds.includes(one.kind)
  // Of other meetings only those that have one.
  const held = useQuery({
    ...apiQuery(voteRoutes.listVotes, { params: { id: one.id } }),
    enabled: !byKind && one.counts === null && one.mine !== null && one.announcedAt !== null,
  })
  const votes = byKind || (held.data?.items.length ?? 0) > 0
  if (one.announcedAt === null || one.state === 'cancelled' || (one.counts === null && !votes)) return null
  const params = { id: one.id }
  return (
    <Section title="会场">
      <div className="answer-row">
        {one.counts !== null && (
          <>
            <Link to="/activities/$id/attendance" params={params} className="button">
              到会情况
            </Link>
            {one.state === 'announced' && (
              <Link to="/activities/$id/desk" params={params} className="button">
                签到台
              </Link>
            )}
            <Link to="/activities/$id/seats" params={params} className="button">
              座位图
            </Link>
            <Link to="/activities/$id/sign-sheet" params={params} className="button">
              签到表
            </Link>
          </>
        )}
        {(votes || one.counts !== null) && (
          <Link to="/activities/$id/votes" params={params} className="button">
            表决和选举
          </Link>
        )}
        {(one.kind === 'plenary' || one.kind === 'standingCommittee') && (
          <Link to="/activities/$id/speeches" params={params} className="button">
            大会发言
          </Link>
        )}
        {one.counts !== null && (
          <Link to="/activities/$id/points" params={params} className="button">
            讨论记录
          </Link>
        )}
      </div>
    </Section>
  )
}

/** 卢筱、王兆丰等 12 人: whom it concerns, where the server says so. */
function namesOf({ names, concerned }: HistoryEntry['details']): string {
  if (!Array.isArray(names) || names.length === 0) return ''
  const more = typeof concerned === 'number' && concerned > names.length
  return `${names.join('、')}${more ? `等 ${concerned} 人` : ''}`
}

function eventWords({ type, details }: HistoryEntry): { title: string; lines: string[] } {
  const lines: string[] = []
  if (typeof details.note === 'string' && details.note !== '') lines.push(details.note)
  if (typeof details.reason === 'string' && details.reason !== '') lines.push(details.reason)
  const who = namesOf(details)
  if (who !== '') lines.unshift(who)
  if (typeof details.invited === 'number') lines.push(`受邀 ${details.invited} 人`)
  const to = type === 'activity.moved' ? (details.to as { startsAt?: string; place?: string } | undefined) : details
  if (to && typeof to.startsAt === 'string' && ['activity.moved', 'activity.rescheduled'].includes(type))
    lines.push([formatInstant(to.startsAt), to.place].filter(Boolean).join('，'))
  return { title: activityEvents[type] ?? attendanceEvents[type] ?? '有更新', lines }
}
