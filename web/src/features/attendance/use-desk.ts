import { useCallback, useEffect, useRef, useState } from 'react'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { attendanceRoutes } from '#contract/attendance.ts'
import { call, problemOf } from '../../shared/api.ts'
import { type DeskMember, type Judged, judgeCode, judgeName } from './desk-judge.ts'
import {
  dropTaken,
  graceMs,
  heldBack,
  type KeptDesk,
  keepList,
  keepName,
  keepTaken,
  measureOffset,
  newKey,
  readKept,
  refused,
  type Taken,
  waiting,
  withinTime,
  withTaken,
} from './desk-queue.ts'
import { senderOf } from './desk-sender.ts'

const everyMs = 5_000
/** The list is fetched anew so often, so that what other desks took shows here. */
const refreshMs = 60_000

/** A check-in desk that works with and without a network: what it takes is kept on the device at once and sent when it can be. */
export function useDesk(activityId: string) {
  const [kept, setKept] = useState<KeptDesk>(() => readKept(activityId))
  const [online, setOnline] = useState(navigator.onLine)
  const [error, setError] = useState<unknown>(null)
  const now = useRef(kept)
  const change = useCallback((to: (before: KeptDesk) => KeptDesk) => {
    now.current = to(now.current)
    setKept(now.current)
  }, [])
  const failed = useCallback((problem: unknown) => {
    const status = problemOf(problem)?.status ?? 0
    // No connection, or the server in trouble: what was taken waits. Anything else is an answer.
    if (status === 0 || status >= 500) setOnline(false)
    else setError(problem)
  }, [])
  const refresh = useCallback(async () => {
    const left = Date.now()
    try {
      const desk = await withinTime(
        (signal) => call(attendanceRoutes.getCheckInDesk, { params: { id: activityId } }, { signal }),
        () => setOnline(false),
      )
      const offsetMs = measureOffset(desk.serverTime, left, Date.now())
      keepList(activityId, desk, offsetMs)
      change((before) => ({ ...before, desk, offsetMs }))
      setOnline(true)
      setError(null)
    } catch (problem) {
      failed(problem)
    }
  }, [activityId, change, failed])
  const [sender] = useState(() => senderOf(activityId, { kept: () => now.current, change, heard: setOnline, failed }))
  const { send } = sender

  useEffect(() => {
    void refresh().then(() => send())
    // So that the browser does not clear the list away when the device runs full; it may decline.
    void navigator.storage?.persist?.()
    const often = setInterval(() => void send(), everyMs)
    const seldom = setInterval(() => document.hidden || void refresh(), refreshMs)
    const back = () => void refresh().then(() => send())
    const gone = () => setOnline(false)
    // Whoever leaves the page takes nothing back any more.
    const leave = () => void send(true)
    window.addEventListener('online', back)
    window.addEventListener('offline', gone)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(often)
      clearInterval(seldom)
      window.removeEventListener('online', back)
      window.removeEventListener('offline', gone)
      window.removeEventListener('pagehide', leave)
      leave()
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
    const taken: Taken = { key: newKey(activityId), item, memberId, name, refusal: null }
    const safe = keepTaken(taken)
    change((before) => ({ ...before, taken: [...before.taken, taken], unkept: before.unkept || !safe }))
    void send()
    if (code === undefined) setTimeout(() => void send(), graceMs + 50)
    return { ...judged, key: taken.key }
  }
  return {
    desk,
    online,
    error,
    name: kept.name,
    waiting: waiting(kept).length,
    unkept: kept.unkept && waiting(kept).length > 0,
    refused: refused(kept),
    offsetMs: kept.offsetMs,
    serverNow: () => Date.now() + now.current.offsetMs,
    /** What became of one taken here: why it was refused, or whether the server has still to answer. */
    fateOf: (key: string | undefined) => {
      const one = kept.taken.find((taken) => taken.key === key)
      return { waits: one?.refusal === null, refusal: one?.refusal ?? null }
    },
    rename: (name: string) => {
      keepName(name)
      change((before) => ({ ...before, name }))
    },
    refresh: () => void refresh().then(() => send()),
    /** Takes a name back that was ticked by mistake and is not sent yet. */
    takeBack: (memberId: string) => {
      const one = heldBack(now.current, memberId)
      if (!one) return
      dropTaken([one])
      change((before) => ({ ...before, taken: before.taken.filter(({ key }) => key !== one.key) }))
    },
    mayTakeBack: (memberId: string) => !sender.busy() && heldBack(kept, memberId) !== undefined,
    /** Refused ones that somebody has dealt with. */
    forgetRefused: () => {
      dropTaken(refused(now.current))
      change((before) => ({ ...before, taken: waiting(before) }))
    },
    takeCode: async (text: string): Promise<Judged> =>
      desk
        ? take(await judgeCode(desk, text, Date.now() + now.current.offsetMs), text.trim())
        : { outcome: 'unreadable', member: null },
    /** Puts somebody who came unlisted on the list and checks them in. It needs the network. */
    addComer: async ({
      memberId,
      must,
      words,
    }: {
      memberId: string
      must: boolean
      words: string
    }): Promise<Judged> => {
      const rule = { way: 'byHand' as const, must, memberIds: [memberId] }
      await call(activityInviteeRoutes.addInvitees, { params: { id: activityId }, body: { rule, words } })
      await refresh()
      const at = now.current.desk
      const member = at?.members.find((one) => one.id === memberId)
      return at && member
        ? take(judgeName(at, member, Date.now() + now.current.offsetMs))
        : { outcome: 'notInvited', member: null }
    },
    takeName: (member: DeskMember): Judged =>
      desk ? take(judgeName(desk, member, Date.now() + now.current.offsetMs)) : { outcome: 'unreadable', member: null },
  }
}
export type Desk = ReturnType<typeof useDesk>
