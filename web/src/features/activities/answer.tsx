import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { ActivityItem } from '#contract/activities.ts'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { call } from '../../shared/api.ts'
import { civilDateOf, today } from '../../shared/dates.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { clockWords, instantWords } from '../../shared/matter/due.ts'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { useHat } from '../../shared/session.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { attendanceTones, attendanceWords } from '../attendance/words.ts'
import { LeaveDialog, WithdrawDialog } from './my-leave.tsx'
import { answerTones, answerWords, isAway, leaveTones, leaveWords } from './words.ts'

type Invited = Pick<ActivityItem, 'id' | 'title' | 'state' | 'startsAt' | 'endsAt' | 'answerBy' | 'mine'> & {
  halfDays?: number
}

/** 到会，08:45: how I was there; with `day` also on which. */
export function attendedWords(
  { attendance, at }: NonNullable<NonNullable<Invited['mine']>['attended']>,
  day = false,
): string {
  if (!at) return attendanceWords[attendance]
  return `${attendanceWords[attendance]}，${day ? instantWords(at, today()) : clockWords(at)}`
}

/** What I said so far, in a tag; once I came, that. */
export function MyAnswer({ one }: { one: Invited }) {
  const { mine } = one
  if (!mine || (one.state === 'cancelled' && !mine.attended)) return null
  const { leave, answer, attended, waitingPlace } = mine
  if (attended) {
    const words = attendedWords(attended)
    const open = one.state === 'announced' && attended.at
    return <StateTag tone={attendanceTones[attended.attendance]}>{open ? `已签到：${words}` : words}</StateTag>
  }
  if (leave)
    return (
      <StateTag tone={leave.state === 'requested' ? 'moving' : leaveTones[leave.state]}>{leaveWords(leave)}</StateTag>
    )
  // What is over asks for nothing more.
  if (one.state === 'concluded' || one.state === 'archived') return <StateTag tone="stopped">没有参加</StateTag>
  if (one.state !== 'announced') return null
  if (gathers(one) && Date.now() >= Date.parse(one.startsAt)) return <StateTag tone="due">正在开会，请签到</StateTag>
  if (answer === 'waiting') return <StateTag tone="due">{`候补第 ${waitingPlace} 位`}</StateTag>
  if (answer) return <StateTag tone={answerTones[answer]}>{`您已回复：${answerWords[answer]}`}</StateTag>
  if (closedFor(one)) return <StateTag tone="open">您没有回复</StateTag>
  return <StateTag tone="due">请您回复</StateTag>
}

/** On its day and not over, and the member may come: what is wanted is the code at the door. */
function gathers(one: Invited): boolean {
  const { mine } = one
  return (
    mine !== null &&
    one.state === 'announced' &&
    mine.attended === null &&
    !isAway(mine.leave) &&
    mine.answer !== 'notComing' &&
    mine.answer !== 'waiting' &&
    civilDateOf(one.startsAt) <= today() &&
    Date.now() < Date.parse(one.endsAt)
  )
}

/** Answers are no longer taken. */
const closedFor = (one: Invited): boolean =>
  Date.now() >= Date.parse(one.startsAt) || (one.answerBy !== null && Date.now() >= Date.parse(one.answerBy))

/** 参加 in one tap, 请假 in a short form, on the day the code. Says what is missing, and what happens with it.
 *  `page`: leave stands below with all its words, and is taken back there. */
export function AnswerButtons({ one, page = false }: { one: Invited; page?: boolean }) {
  const client = useQueryClient()
  const shows = useHat()?.delegatedFor === null
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState<'leave' | 'withdraw' | null>(null)
  const { mine } = one
  if (!mine || (one.state !== 'announced' && one.state !== 'postponed')) return null
  const code = shows && gathers(one)
  const began = Date.now() >= Date.parse(one.startsAt)
  const closed = closedFor(one)
  const onLeave = mine.leave?.state === 'requested' || mine.leave?.state === 'granted'
  if (mine.attended || (began && !code)) return null
  const answer = async (coming: boolean) => {
    setBusy(true)
    try {
      const { answer: said } = await call(activityInviteeRoutes.answerActivity, {
        params: { id: one.id },
        body: { coming },
      })
      toast(said === 'waiting' ? '名额已满，先列入候补；有空位会自动转为参加并告诉您' : `已回复：${answerWords[said]}`)
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(false)
      await client.invalidateQueries()
    }
  }
  return (
    <div className="answer-row answer-buttons no-print">
      {code && (
        <Link to="/check-in-code" className="button button-primary button-large">
          出示签到码
        </Link>
      )}
      {!began && (
        <>
          {!onLeave &&
            one.state === 'announced' &&
            mine.answer !== 'coming' &&
            mine.answer !== 'waiting' &&
            !closed && (
              <Button
                type={code ? 'default' : 'primary'}
                size="large"
                disabled={busy}
                onClick={() => void answer(true)}
              >
                参加
              </Button>
            )}
          {!mine.must && mine.answer !== 'notComing' && one.state === 'announced' && !closed && (
            <Button size="large" disabled={busy} onClick={() => void answer(false)}>
              {mine.answer === null ? '不参加' : '改为不参加'}
            </Button>
          )}
          {!onLeave && mine.must && (
            <Button size="large" disabled={busy} onClick={() => setAsking('leave')}>
              {mine.leave?.state === 'refused' ? '重新请假' : '请假'}
            </Button>
          )}
          {onLeave && !page && <LinkButton onClick={() => setAsking('withdraw')}>撤回请假，我能参加</LinkButton>}
          {closed && !onLeave && <span className="faint">回复已截止，要改请联系办公室。</span>}
        </>
      )}
      {asking === 'leave' && <LeaveDialog one={one} close={() => setAsking(null)} />}
      {asking === 'withdraw' && mine.leave && <WithdrawDialog leaveId={mine.leave.id} close={() => setAsking(null)} />}
    </div>
  )
}
