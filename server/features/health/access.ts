import type { Role } from '#contract/accounts.ts'

/** Who sees how the installation does: who keeps it running. Nothing of any committee's matters is told. */
export function seesHealth(role: Role): boolean {
  return role === 'systemAdmin'
}
