import type { Role } from '#contract/accounts.ts'

/** What administrators do with accounts, hats and the log. */
export type AccountAction =
  | 'list'
  | 'open'
  | 'disable'
  | 'enable'
  | 'resetPassword'
  | 'grantHat'
  | 'revokeHat'
  | 'audit'

/** Who does what (三员分立): one opens accounts without any right, one gives rights and takes them, one looks on.
 *  Source: GB/T 22239-2019 8.1.5.1–8.1.5.3 (系统管理、审计管理、安全管理). */
const by: Record<AccountAction, readonly Role[]> = {
  list: ['systemAdmin', 'securityAdmin'],
  open: ['systemAdmin'],
  disable: ['securityAdmin'],
  enable: ['securityAdmin'],
  resetPassword: ['securityAdmin'],
  grantHat: ['securityAdmin'],
  revokeHat: ['securityAdmin'],
  audit: ['auditAdmin'],
}

/** Whether the role does this at all, somewhere in its reach. */
export function mayDo(role: Role, action: AccountAction): boolean {
  return by[action].includes(role)
}

/** An account as an administrator meets it. */
export interface AccountInReach {
  accountId: string
  /** Opened in the administrator's committee or below, or wears a hat there: then it is seen. */
  seen: boolean
  /** Opened there, and none of its hats is elsewhere: a county has no power over somebody who also works above it. */
  whole: boolean
}

/** Whether an administrator may do this with an account they see. Nobody does it to themselves. */
export function mayManage(actor: { accountId: string; role: Role }, action: AccountAction, account: AccountInReach) {
  if (!mayDo(actor.role, action) || account.accountId === actor.accountId) return false
  return action === 'grantHat' || action === 'revokeHat' || account.whole
}
