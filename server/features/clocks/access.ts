import type { Role } from '#contract/accounts.ts'

/** Who enters the calendar of the installation: who looks after it. It moves the dates of every committee on it, so it is
 *  no single committee's office's to enter. */
export function entersCalendar(role: Role): boolean {
  return role === 'systemAdmin'
}
