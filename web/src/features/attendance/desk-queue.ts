import type { z } from 'zod'
import type { CheckInDesk, CheckInOutcome, checkInItem } from '#contract/attendance.ts'

type Item = z.input<typeof checkInItem>
/** A check-in taken at this desk, whether the server has it yet or not. */
export interface Taken {
  item: Item
  memberId: string
  name: string
  /** Null: the server has not answered for it yet. */
  outcome: CheckInOutcome | null
}
/** What a desk keeps on its device: the list of the day, and what it has taken. */
export interface KeptDesk {
  desk: CheckInDesk | null
  /** How far the server's clock is ahead, in milliseconds, when last compared. */
  offsetMs: number
  name: string
  taken: Taken[]
}

export const emptyDesk: KeptDesk = { desk: null, offsetMs: 0, name: '', taken: [] }
const keyOf = (activityId: string) => `tongxin.desk.${activityId}`
export const mostAtOnce = 200

/** What was kept on this device; nothing where storage is off or holds another shape. */
export function readKept(activityId: string): KeptDesk {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(activityId)) ?? 'null')
    return isKept(kept) ? kept : emptyDesk
  } catch {
    return emptyDesk
  }
}

const isKept = (value: unknown): value is KeptDesk =>
  typeof value === 'object' && value !== null && Array.isArray((value as KeptDesk).taken) && 'offsetMs' in value

/** @returns whether the device could keep it */
export function writeKept(activityId: string, kept: KeptDesk): boolean {
  try {
    localStorage.setItem(keyOf(activityId), JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

export const waiting = (kept: KeptDesk): Taken[] => kept.taken.filter((one) => one.outcome === null)

/** The list as this desk knows it: what the server said, and what was taken here since. */
export function withTaken({ desk, taken }: KeptDesk): CheckInDesk | null {
  if (!desk) return null
  const here = new Map(
    taken.filter((one) => one.outcome === null || one.outcome === 'checkedIn').map((one) => [one.memberId, one]),
  )
  return {
    ...desk,
    members: desk.members.map((one) => {
      const own = here.get(one.id)
      return own && one.attendance === null ? { ...one, attendance: 'present', at: own.item.at } : one
    }),
  }
}

/** Puts the server's answers beside what was sent; the rest stays as it was. */
export function withAnswers(
  kept: KeptDesk,
  sent: readonly Taken[],
  answers: readonly { outcome: CheckInOutcome }[],
): KeptDesk {
  const bySent = new Map(sent.map((one, i) => [one.item, answers[i]?.outcome ?? null]))
  return {
    ...kept,
    taken: kept.taken.map((one) => (bySent.has(one.item) ? { ...one, outcome: bySent.get(one.item)! } : one)),
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
