import { attendanceRoutes } from '#contract/attendance.ts'
import { call, problemOf } from '../../shared/api.ts'
import {
  dropTaken,
  type KeptDesk,
  keepTaken,
  measureOffset,
  mostAtOnce,
  nextSize,
  ready,
  refusedFor,
  type Taken,
  waiting,
  withAnswers,
  withinTime,
} from './desk-queue.ts'

interface Holder {
  kept: () => KeptDesk
  change: (to: (before: KeptDesk) => KeptDesk) => void
  /** An answer came in time, or none. */
  heard: (online: boolean) => void
  failed: (problem: unknown) => void
  /** How much longer than its grace a name is held back. */
  patienceMs?: number
}
export type Sender = ReturnType<typeof senderOf>

/** Sends what was taken on this device. It goes on after the page that began it is left. */
export function senderOf(activityId: string, { kept, change, heard, failed, patienceMs = 0 }: Holder) {
  const underWay = new Set<string>()
  let size = mostAtOnce
  const due = (all: boolean): Taken[] =>
    (all ? waiting(kept()) : ready(kept(), Date.now() - patienceMs)).filter((one) => !underWay.has(one.key))
  /** What the server has refused stays on the device with its reason, until somebody has dealt with it. */
  const refuse = (which: readonly Taken[], refusal: string) => {
    const keys = new Set(which.map((one) => one.key))
    change((before) => ({
      ...before,
      taken: before.taken.map((one) => (keys.has(one.key) ? { ...one, refusal } : one)),
    }))
    for (const one of which) keepTaken({ ...one, refusal })
  }
  /** @param all also what is in its grace, and beside what is under way: the page is being left */
  const send = async (all = false): Promise<void> => {
    if (underWay.size > 0 && !all) return
    const batch = due(all).slice(0, size)
    if (batch.length === 0) return
    for (const { key } of batch) underWay.add(key)
    const left = Date.now()
    let more = false
    try {
      const body = {
        desk: kept().name,
        sentAt: new Date(left).toISOString(),
        items: batch.map((one) => one.item),
      }
      const answer = await withinTime(
        (signal) => call(attendanceRoutes.checkIn, { params: { id: activityId }, body }, { signal, keepalive: true }),
        () => heard(false),
      )
      size = nextSize(size, null)
      const offsetMs = measureOffset(answer.serverTime, left, Date.now())
      change((before) => ({ ...withAnswers(before, batch, answer.items), offsetMs }))
      // The page may have been closed before this line: then it is sent again, and counts once.
      const still = new Map(kept().taken.map((one) => [one.key, one]))
      dropTaken(batch.filter((one) => !still.has(one.key)))
      for (const { key } of batch) if (still.has(key)) keepTaken(still.get(key)!)
      heard(true)
      more = true
    } catch (problem) {
      const code = problemOf(problem)?.code ?? ''
      const final = refusedFor(code, batch)
      const next = nextSize(size, code)
      more = final.length > 0 || next < size
      size = next
      if (final.length > 0) refuse(final, code)
      else if (!more) failed(problem)
    } finally {
      for (const { key } of batch) underWay.delete(key)
    }
    if (more && due(all).length > 0) void send(all)
  }
  return { send, busy: () => underWay.size > 0 }
}
