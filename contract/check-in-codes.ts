/** The texts of rotating codes, as a member's phone shows them and a desk reads them. What is signed, and how long it holds. */

/** A code changes each minute. Source: 虹口政协履职通, 个人动态码 60 秒失效. */
export const codeStepMs = 60_000
/** A member's code read by a desk: of this minute, or one next to it, since two clocks never agree to the second. */
export const memberCodeSteps = { before: 1, after: 1 } as const
/** A desk's code read by a member, who may have to sign in first. */
export const deskCodeSteps = { before: 4, after: 1 } as const

export const stepAt = (atMs: number): number => Math.floor(atMs / codeStepMs)

export interface CheckInCode {
  /** M: shown by a member; D: shown by a desk. */
  kind: 'M' | 'D'
  /** Tells committees apart before anything is verified. */
  committeeMark: string
  /** The member, or the activity of the desk. */
  subjectId: string
  step: number
  mac: string
}

/** The last six signs of the committee's id: random ones, unlike the first. */
export const committeeMarkOf = (committeeId: string): string => committeeId.slice(-6)

/** What the signature covers. */
export const signedText = (kind: CheckInCode['kind'], committeeId: string, subjectId: string, step: number): string =>
  `${kind}|${committeeId}|${subjectId}|${step}`

export function codeText({ kind, committeeMark, subjectId, step, mac }: CheckInCode): string {
  return ['TX1', kind, committeeMark, subjectId.replaceAll('-', ''), step.toString(36), mac].join('.')
}

const shape = /(?:^|#)TX1\.([MD])\.([0-9a-f]{6})\.([0-9a-f]{32})\.([0-9a-z]{1,8})\.([\w-]{14})$/

/** Reads a code, alone or after the # of an address; null: not one of ours. */
export function readCode(text: string): CheckInCode | null {
  const found = shape.exec(text.trim())
  if (!found) return null
  const [, kind, committeeMark, hex, step, mac] = found as unknown as [
    string,
    'M' | 'D',
    string,
    string,
    string,
    string,
  ]
  const subjectId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return { kind, committeeMark, subjectId, step: Number.parseInt(step, 36), mac }
}

/** Whether a code of `step` holds at an instant: too old (a photograph, or kept), or ahead of the time (a clock is wrong). */
export function judgeStep(
  step: number,
  atMs: number,
  holds: { before: number; after: number },
): 'expired' | 'ahead' | null {
  const now = stepAt(atMs)
  if (step < now - holds.before) return 'expired'
  return step > now + holds.after ? 'ahead' : null
}
