import { createHmac, timingSafeEqual } from 'node:crypto'
import { type CheckInCode, codeStepMs, committeeMarkOf, signedText, stepAt } from '#contract/check-in-codes.ts'
import { type CivilDate, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Secrets } from '#platform/secrets.ts'

/** Characters of a signature kept: 84 bits, within a code that lives a minute. */
const macLength = 14
/** Codes a phone or desk is given at once: without a network they last so many minutes. */
export const codesAtOnce = 480

/** The key of one member, or of one activity's desks, for one civil day. Who holds it can neither make codes of another
 *  member nor of another day. */
export function dayKey(
  secrets: Pick<Secrets, 'sign'>,
  kind: CheckInCode['kind'],
  committeeId: string,
  subjectId: string,
  day: CivilDate,
): Buffer {
  return secrets.sign('check-in codes', `${kind}|${committeeId}|${subjectId}|${day}`)
}

export function macOf(
  key: Buffer,
  kind: CheckInCode['kind'],
  committeeId: string,
  subjectId: string,
  step: number,
): string {
  return createHmac('sha256', key)
    .update(signedText(kind, committeeId, subjectId, step))
    .digest('base64url')
    .slice(0, macLength)
}

/** The civil day a step lies in. */
const dayOfStep = (step: number): CivilDate => civilDateOf(new Date(step * codeStepMs))

/** Whether a code was made here, for this committee. Its step must have been judged before: a far one names no day. */
export function isGenuine(secrets: Pick<Secrets, 'sign'>, code: CheckInCode, committeeId: string): boolean {
  if (code.committeeMark !== committeeMarkOf(committeeId)) return false
  const key = dayKey(secrets, code.kind, committeeId, code.subjectId, dayOfStep(code.step))
  const expected = macOf(key, code.kind, committeeId, code.subjectId, code.step)
  return timingSafeEqual(Buffer.from(expected), Buffer.from(code.mac))
}

/** Codes from now on, one a minute, each signed with the key of its day. */
export function codesFrom(
  secrets: Pick<Secrets, 'sign'>,
  kind: CheckInCode['kind'],
  committeeId: string,
  subjectId: string,
  now: Date,
): { firstStep: number; macs: string[] } {
  const firstStep = stepAt(now.getTime())
  const keys = new Map<CivilDate, Buffer>()
  const keyOf = (step: number) => {
    const day = dayOfStep(step)
    const key = keys.get(day) ?? dayKey(secrets, kind, committeeId, subjectId, day)
    keys.set(day, key)
    return key
  }
  return {
    firstStep,
    macs: Array.from({ length: codesAtOnce }, (_, i) =>
      macOf(keyOf(firstStep + i), kind, committeeId, subjectId, firstStep + i),
    ),
  }
}
