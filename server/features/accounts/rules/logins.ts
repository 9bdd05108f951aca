/** A login ends after half a day unused: whoever leaves a desk at noon is signed out next morning.
 *  Source: NIST SP 800-63B 4.2.3 (reauthentication after inactivity and after an overall time). */
export const idleHours = 12
/** And after a week in any case, so that a forgotten browser does not stay open. */
export const longestHours = 7 * 24
/** The second step of a login must follow within this time. */
export const secondStepMinutes = 5
/** Being seen is written at most this often: a write for each request would cost more than the request. */
export const seenEveryMinutes = 5

const hourMs = 3_600_000
const minuteMs = 60_000

/** Until when a login counts that is used now. */
export function loginExpiry(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + idleHours * hourMs, createdAt.getTime() + longestHours * hourMs))
}

/** Until when the second step may follow. */
export function secondStepExpiry(now: Date): Date {
  return new Date(now.getTime() + secondStepMinutes * minuteMs)
}

/** Whether it is time to write that a login was used. */
export function isSeenDue(lastSeenAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(lastSeenAt) >= seenEveryMinutes * minuteMs
}

/** How often an SMS may be sent to one phone, and how long its code counts and bears wrong tries. */
export const code = { resendSeconds: 60, minutes: 5, tries: 5 } as const

/** Until when a code sent now counts. */
export function codeExpiry(now: Date): Date {
  return new Date(now.getTime() + code.minutes * minuteMs)
}

/** Seconds until another code may be sent to a phone; 0: now. */
export function secondsUntilResend(sentAt: string, now: Date): number {
  return Math.max(0, Math.ceil(code.resendSeconds - (now.getTime() - Date.parse(sentAt)) / 1000))
}

/** The time steps of the authenticator (RFC 6238): one back and one ahead bear a clock that is off by half a minute. */
export const totp = { stepSeconds: 30, window: 1 } as const

/** The time step of an accepted code, or null where that step was used before (RFC 6238 5.2: a code counts once). */
export function freshStep(now: Date, delta: number | null, lastStep: number): number | null {
  if (delta === null) return null
  const step = Math.floor(now.getTime() / 1000 / totp.stepSeconds) + delta
  return step > lastStep ? step : null
}

/** How a person can sign in. */
export type LoginWay = 'password' | 'code'

interface Settling {
  way: LoginWay
  mustChangePassword: boolean
}

/** Whether a first password must be changed before anything else. A login by SMS code did not use it. */
export function isPasswordDue(login: Settling): boolean {
  return login.mustChangePassword && login.way === 'password'
}

/** Whether the password may be set without the present one: only by who proved to hold the phone and never had a password
 *  of their own. */
export function mayOmitCurrentPassword(login: Settling): boolean {
  return login.mustChangePassword && login.way === 'code'
}
