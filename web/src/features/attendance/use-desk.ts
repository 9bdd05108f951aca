import { useCallback, useEffect, useRef, useState } from 'react'
import { attendanceRoutes } from '#contract/attendance.ts'
import { call, problemOf } from '../../shared/api.ts'
import { type DeskMember, type Judged, judgeCode, judgeName } from './desk-judge.ts'
import {
  type KeptDesk,
  measureOffset,
  mostAtOnce,
  readKept,
  type Taken,
  waiting,
  withAnswers,
  withTaken,
  writeKept,
} from './desk-queue.ts'

const everyMs = 5_000
/** The list is fetched anew so often, so that what other desks took shows here. */
const refreshMs = 60_000

/** A check-in desk that works with and without a network: what it takes is kept on the device at once and sent when it can be. */
export function useDesk(activityId: string) {
  const [kept, setKept] = useState<KeptDesk>(() => readKept(activityId))
  const [online, setOnline] = useState(true)
  const [error, setError] = useState<unknown>(null)
  const now = useRef(kept)
  const sending = useRef(false)
  const keep = useCallback(
    (change: (before: KeptDesk) => KeptDesk) => {
      now.current = change(now.current)
      writeKept(activityId, now.current)
      setKept(now.current)
    },
    [activityId],
  )
  const failed = useCallback((problem: unknown) => {
    const status = problemOf(problem)?.status ?? 0
    // No connection, or the server in trouble: what was taken waits. Anything else is an answer.
    if (status === 0 || status >= 500) setOnline(false)
    else setError(problem)
  }, [])
  const refresh = useCallback(async () => {
    const left = Date.now()
    try {
      const desk = await call(attendanceRoutes.getCheckInDesk, { params: { id: activityId } })
      const offsetMs = measureOffset(desk.serverTime, left, Date.now())
      keep((before) => ({ ...before, desk, offsetMs }))
      setOnline(true)
      setError(null)
    } catch (problem) {
      failed(problem)
    }
  }, [activityId, keep, failed])
  const send = useCallback(async () => {
    if (sending.current) return
    const batch = waiting(now.current).slice(0, mostAtOnce)
    if (batch.length === 0) return
    sending.current = true
    const left = Date.now()
    try {
      const answer = await call(attendanceRoutes.checkIn, {
        params: { id: activityId },
        body: { desk: now.current.name, sentAt: new Date(left).toISOString(), items: batch.map((one) => one.item) },
      })
      keep((before) => ({
        ...withAnswers(before, batch, answer.items),
        offsetMs: measureOffset(answer.serverTime, left, Date.now()),
      }))
      setOnline(true)
    } catch (problem) {
      failed(problem)
    } finally {
      sending.current = false
    }
  }, [activityId, keep, failed])

  useEffect(() => {
    void refresh().then(send)
    const often = setInterval(() => void send(), everyMs)
    const seldom = setInterval(() => void refresh(), refreshMs)
    const back = () => void send().then(refresh)
    window.addEventListener('online', back)
    return () => {
      clearInterval(often)
      clearInterval(seldom)
      window.removeEventListener('online', back)
    }
  }, [refresh, send])

  const desk = withTaken(kept)
  const take = (judged: Judged, code?: string): Judged => {
    if (judged.outcome !== 'checkedIn' || !judged.member) return judged
    const { id: memberId, name } = judged.member
    const item = {
      ...(code === undefined ? { memberId } : { code }),
      at: new Date().toISOString(),
      offsetMs: now.current.offsetMs,
    }
    const taken: Taken = { item, memberId, name, outcome: null }
    keep((before) => ({ ...before, taken: [...before.taken, taken] }))
    void send()
    return judged
  }
  return {
    desk,
    online,
    error,
    name: kept.name,
    waiting: waiting(kept).length,
    taken: kept.taken,
    refused: kept.taken.filter(
      (one) => one.outcome !== null && !['checkedIn', 'already', 'earlier'].includes(one.outcome),
    ),
    offsetMs: kept.offsetMs,
    serverNow: () => Date.now() + now.current.offsetMs,
    rename: (name: string) => keep((before) => ({ ...before, name })),
    refresh: () => void refresh().then(send),
    /** Refused ones that somebody has dealt with. */
    forgetRefused: () =>
      keep((before) => ({
        ...before,
        taken: before.taken.filter(
          (one) => one.outcome === null || ['checkedIn', 'already', 'earlier'].includes(one.outcome),
        ),
      })),
    takeCode: async (text: string): Promise<Judged> =>
      desk
        ? take(await judgeCode(desk, text, Date.now() + now.current.offsetMs), text.trim())
        : { outcome: 'unreadable', member: null },
    takeName: (member: DeskMember): Judged =>
      desk ? take(judgeName(desk, member, Date.now() + now.current.offsetMs)) : { outcome: 'unreadable', member: null },
  }
}
export type Desk = ReturnType<typeof useDesk>
