import type { CheckInDesk, CheckInOutcome } from '#contract/attendance.ts'
import { type CheckInCode, judgeStep, memberCodeSteps, readCode, signedText } from '#contract/check-in-codes.ts'
import { formatInstant } from '../../shared/dates.ts'

export type DeskMember = CheckInDesk['members'][number]
/** Beside what the server may answer: the list on this device is of another day, whose keys verify nothing today; a code this
 *  desk cannot verify waits for the server, or for the network first. */
export type DeskOutcome = CheckInOutcome | 'oldList' | 'proving' | 'provingLater'
export interface Judged {
  outcome: DeskOutcome
  member: DeskMember | null
  /** Whether the code is genuine this desk cannot tell: the server will. */
  unproven?: boolean
  /** Where the desk keeps what it took. */
  key?: string
}

/** What a desk says of a code it has read, with no server at hand: as the server would judge it. `nowMs` is the server's time
 *  as far as the desk knows it. */
export async function judgeCode(desk: CheckInDesk, text: string, nowMs: number): Promise<Judged> {
  const code = readCode(text)
  if (code?.kind !== 'M') return { outcome: 'unreadable', member: null }
  if (code.committeeMark !== desk.committeeMark) return { outcome: 'otherCommittee', member: null }
  const step = judgeStep(code.step, nowMs, memberCodeSteps)
  if (step) return { outcome: step, member: null }
  const member = desk.members.find((one) => one.id === code.subjectId) ?? null
  if (!member) return { outcome: 'notInvited', member }
  // Without a key of its own, or without a secure page, the desk verifies nothing; the server will.
  const proves = member.key !== '' && globalThis.crypto?.subtle !== undefined
  if (proves && desk.keysOn !== civilDateAt(nowMs)) return { outcome: 'oldList', member }
  if (proves && !(await isGenuine(desk.committeeId, member, code))) return { outcome: 'forged', member }
  const outcome = judgeMoment(desk, nowMs) ?? standing(member)
  return { outcome, member, unproven: !proves }
}

/** What a desk says of a name that is ticked. */
export function judgeName(desk: CheckInDesk, member: DeskMember, nowMs: number): Judged {
  return { outcome: judgeMoment(desk, nowMs) ?? standing(member), member }
}

/** Somebody who was put right to absence or leave is not checked in over it. */
function standing({ attendance }: DeskMember): 'already' | 'corrected' | 'checkedIn' {
  if (attendance === null) return 'checkedIn'
  return hasCome({ attendance }) ? 'already' : 'corrected'
}

export const hasCome = ({ attendance }: Pick<DeskMember, 'attendance'>): boolean =>
  attendance === 'present' || attendance === 'late' || attendance === 'leftEarly'

function judgeMoment({ activity }: CheckInDesk, nowMs: number): 'tooEarly' | 'tooLate' | null {
  if (nowMs < Date.parse(activity.opensAt)) return 'tooEarly'
  return nowMs > Date.parse(activity.closesAt) ? 'tooLate' : null
}

/** From when the desk takes anybody, as it says so: the hour, on another day the day too; '' once it does. */
export function opensWords({ activity }: Pick<CheckInDesk, 'activity'>, nowMs: number): string {
  const opens = Date.parse(activity.opensAt)
  if (nowMs >= opens) return ''
  const words = formatInstant(activity.opensAt)
  return civilDateAt(nowMs) === civilDateAt(opens) ? words.slice(-5) : words
}

/** The civil day of Asia/Shanghai, which knows no summer time. */
const civilDateAt = (atMs: number): string => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10)

async function isGenuine(committeeId: string, member: DeskMember, code: CheckInCode): Promise<boolean> {
  const { subtle } = globalThis.crypto
  const key = await subtle.importKey('raw', bytesOf(member.key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const text = new TextEncoder().encode(signedText('M', committeeId, member.id, code.step))
  const mac = new Uint8Array(await subtle.sign('HMAC', key, text))
  return base64Url(mac).startsWith(code.mac)
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0))
}
const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
