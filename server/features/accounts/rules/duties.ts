import { type Role, role, type UnitDesk, unitDesk } from '#contract/accounts.ts'

/** The three administrators (三员). Source: GB/T 22239-2019 8.1.5 (系统管理、审计管理、安全管理三者分设). */
export const administrators: ReadonlySet<Role> = new Set<Role>(['systemAdmin', 'securityAdmin', 'auditAdmin'])

/** The duty a role belongs to: each administrator is one of its own, all business roles are one together. */
export function dutyOf(of: Role): string {
  return administrators.has(of) ? of : 'business'
}

/** Whether an account that holds `held` may be given `wanted` too (三员分立): its hats stay within one duty. */
export function keepsDutiesApart(held: readonly Role[], wanted: Role): boolean {
  return held.every((one) => dutyOf(one) === dutyOf(wanted))
}

/** Which hat a person wears who has not chosen: the desk they work at first, then their seat as leader or member. */
const hatOrder: Record<Role, number> = {
  proposalOffice: 0,
  memberOffice: 1,
  assigningOffice: 2,
  unitClerk: 3,
  leader: 4,
  member: 5,
  systemAdmin: 6,
  securityAdmin: 7,
  auditAdmin: 8,
}

interface OrderedHat {
  id: string
  role: Role
  delegated: boolean
}

/** The hats in the order they are offered: one's own before those worn for somebody else (代录), older before newer. */
export function sortHats<H extends OrderedHat>(hats: readonly H[]): H[] {
  return hats.toSorted(
    (a, b) =>
      Number(a.delegated) - Number(b.delegated) || hatOrder[a.role] - hatOrder[b.role] || (a.id < b.id ? -1 : 1),
  )
}

/** The hat put on at login: the one worn last if it is still there, else the first in order; null where there is none. */
export function hatToWear<H extends OrderedHat>(hats: readonly H[], lastHatId: string | null): H | null {
  return hats.find((hat) => hat.id === lastHatId) ?? sortHats(hats)[0] ?? null
}

/** What a role must name besides the committee. */
export function neededBy(of: Role): 'unit' | 'member' | null {
  if (of === 'unitClerk') return 'unit'
  return of === 'member' ? 'member' : null
}

/** The desks a hat holds within its unit: those named, all of them where none is (a small unit with one account does it
 *  all). Source: 单位内「分管领导—办公室—具体承办人」三级网络. */
export function desksHeld(of: Role, named: readonly string[]): UnitDesk[] {
  if (of !== 'unitClerk') return []
  const known = unitDesk.options.filter((desk) => named.includes(desk))
  return known.length > 0 ? known : [...unitDesk.options]
}

/** Roles as the database may hold them. @throws ZodError for a role this version does not know */
export const readRole = (text: string): Role => role.parse(text)
