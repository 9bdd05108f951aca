import type { z } from 'zod'
import type { CheckInDesk, CheckInOutcome, checkInItem, attendanceRoutes as r } from '#contract/attendance.ts'
import { dropUnsent, keepOwn, keepUnsent, readOwn, readUnsent, unsentKey } from '../../shared/device.ts'

type Item = z.input<typeof checkInItem>
type Answer = z.output<typeof r.checkIn.response>['items'][number]
/** A check-in taken at this desk that the server has not taken yet, or has refused. */
export interface Taken {
  /** Where it lies on the device. */
  key: string
  item: Item
  memberId: string
  name: string
  /** Why it was refused: an outcome, or the code of an error; null: the server has not answered for it yet. */
  refusal: string | null
}
/** What a desk knows: the list of the day, and what it has taken. */
export interface KeptDesk {
  desk: CheckInDesk | null
  /** How far the server's clock is ahead, in milliseconds, when last compared. */
  offsetMs: number
  /** What this desk is called, on this device. */
  name: string
  taken: Taken[]
  /** The device could not keep the last one taken: it lives as long as the page. */
  unkept: boolean
}

export const mostAtOnce = 200
const queueOf = (activityId: string) => `desk.${activityId}`
const nameKey = 'desk-name'

/** What was kept on this device; nothing where storage is off or holds another shape. */
export function readKept(activityId: string): KeptDesk {
  const list = readOwn(queueOf(activityId)) as Pick<KeptDesk, 'desk' | 'offsetMs'> | null
  const name = readOwn(nameKey)
  return {
    desk: list?.desk?.members ? list.desk : null,
    offsetMs: list?.offsetMs ?? 0,
    name: typeof name === 'string' ? name : '',
    taken: readTaken(activityId),
    unkept: false,
  }
}

export const readTaken = (activityId: string): Taken[] =>
  readUnsent(queueOf(activityId))
    .flatMap(({ key, value }) => (isTaken(value) ? [{ ...value, key }] : []))
    .toSorted((a, b) => a.item.at.localeCompare(b.item.at))

const isTaken = (value: unknown): value is Taken =>
  typeof value === 'object' && value !== null && typeof (value as Taken).item?.at === 'string'

export const keepList = (activityId: string, desk: CheckInDesk, offsetMs: number): boolean =>
  keepOwn(queueOf(activityId), { desk, offsetMs })
export const keepName = (name: string): boolean => keepOwn(nameKey, name)
export const newKey = (activityId: string): string =>
  unsentKey(queueOf(activityId), crypto.getRandomValues(new Uint32Array(3)).join('-'))
/** @returns whether the device could keep it */
export const keepTaken = ({ key, ...taken }: Taken): boolean => keepUnsent(key, taken)
export const dropTaken = (taken: readonly Taken[]): void => {
  for (const { key } of taken) dropUnsent(key)
}

export const waiting = (kept: KeptDesk): Taken[] => kept.taken.filter((one) => one.refusal === null)
/** A name that was ticked is held back so long, to be taken back where the finger slipped. */
export const graceMs = 6_000
/** What is sent now: codes at once, names once they can no longer be taken back. */
export const ready = (kept: KeptDesk, nowMs: number): Taken[] =>
  waiting(kept).filter(({ item }) => item.code !== undefined || Math.abs(nowMs - Date.parse(item.at)) > graceMs)
/** A name ticked here that has not been sent; undefined: too late to take it back. */
export const heldBack = (kept: KeptDesk, memberId: string): Taken | undefined =>
  waiting(kept).find((one) => one.memberId === memberId && one.item.code === undefined)

export const refused = (kept: KeptDesk): Taken[] => kept.taken.filter((one) => one.refusal !== null)

/** The list as this desk knows it: what the server said, and what was taken here since. */
export function withTaken({ desk, taken }: KeptDesk): CheckInDesk | null {
  if (!desk) return null
  const here = new Map(taken.filter((one) => one.refusal === null).map((one) => [one.memberId, one]))
  return {
    ...desk,
    members: desk.members.map((one) => {
      const own = here.get(one.id)
      return own && one.attendance === null ? { ...one, attendance: 'present', at: own.item.at } : one
    }),
  }
}

const good: readonly CheckInOutcome[] = ['checkedIn', 'already', 'earlier']

/** Puts the server's answers in: who is on record stands in the list, what was refused stays with its reason. What was taken
 *  meanwhile stays as it was. */
export function withAnswers(kept: KeptDesk, sent: readonly Taken[], answers: readonly Answer[]): KeptDesk {
  const byKey = new Map(sent.map((one, i) => [one.key, answers[i]]))
  const came = new Map<string, Answer>()
  const taken = kept.taken.flatMap((one) => {
    const answer = byKey.get(one.key)
    if (!answer) return [one]
    if (!good.includes(answer.outcome)) return [{ ...one, refusal: answer.outcome }]
    came.set(one.memberId, answer)
    return []
  })
  const members = kept.desk?.members.map((one) => {
    const answer = came.get(one.id)
    return answer ? { ...one, attendance: answer.attendance ?? 'present', at: answer.at ?? one.at } : one
  })
  return { ...kept, taken, desk: kept.desk && members ? { ...kept.desk, members } : null }
}

/** Of a whole request that was refused for good: which of those sent it concerns; the rest is sent again. */
export function refusedFor(code: string, sent: readonly Taken[]): Taken[] {
  if (code === 'attendance.settled' || code === 'attendance.not-open') return [...sent]
  // One that cannot even be read stops none of the others: it is found by sending them one by one.
  if (code === unreadable) return sent.length === 1 ? [...sent] : []
  return code === 'attendance.way-off' ? sent.filter((one) => one.item.code !== undefined) : []
}

const unreadable = 'input.invalid'
/** How many are sent next: after one that could not be read one by one, and from then on twice as many each time. */
export function nextSize(size: number, code: string | null): number {
  if (code === unreadable) return 1
  return code === null ? Math.min(mostAtOnce, size * 2) : size
}

/** Asks, and gives up where no answer has come in time: what hangs in a weak network for minutes is judged by a clock long
 *  past when it gets through. `onSlow` says that it takes its time. */
export async function withinTime<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  onSlow: () => void,
  { slowMs = 8_000, mostMs = 30_000 } = {},
): Promise<T> {
  const stop = new AbortController()
  const slow = setTimeout(onSlow, slowMs)
  const over = setTimeout(() => stop.abort(), mostMs)
  try {
    return await ask(stop.signal)
  } finally {
    clearTimeout(slow)
    clearTimeout(over)
  }
}

/** The server's clock ahead of this device's, from a request that left and came back at these moments. */
export const measureOffset = (serverTime: string, leftMs: number, backMs: number): number =>
  Math.round(Date.parse(serverTime) - (leftMs + backMs) / 2)

/** Names that fit what is typed: characters, pinyin or initials. */
export function findNames<M extends { name: string; search: string }>(members: readonly M[], typed: string): M[] {
  const query = typed.trim().toLowerCase().replaceAll(' ', '')
  if (query === '') return [...members]
  return members.filter(
    (one) => one.name.includes(query) || one.search.split(' ').some((word) => word.startsWith(query)),
  )
}
