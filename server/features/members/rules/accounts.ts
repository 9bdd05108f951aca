import type { MemberAccountState } from '#contract/member-accounts.ts'
import { isMobile } from './phones.ts'

/** A member in office with what is known of accounts. */
export interface AccountFacts {
  name: string
  phone: string
  /** The member's own account; null: none yet. */
  account: {
    signedIn: boolean
    disabled: boolean
    /** Opened in this committee, and nothing else is done with it than sitting as this member. */
    seatAlone: boolean
  } | null
  /** Whose account the phone number is, where the member has none of their own. */
  holder: {
    name: string
    disabled: boolean
    administrator: boolean
    /** It is another member's of this committee already. */
    taken: boolean
  } | null
}

/** Where a member stands with regard to an account; null for who has signed in.
 *  @param shared numbers that two members without account bear */
export function accountState(member: AccountFacts, shared: ReadonlySet<string>): MemberAccountState | null {
  const { account, holder, phone, name } = member
  if (account) {
    if (account.signedIn) return null
    if (account.disabled) return 'disabled'
    return account.seatAlone ? 'neverSignedIn' : 'otherDuties'
  }
  if (!isMobile(phone)) return 'noPhone'
  if (shared.has(phone)) return 'phoneTwice'
  if (!holder) return 'opens'
  // A mistyped number must not make a stranger this member.
  if (holder.name !== name || holder.taken) return 'phoneTaken'
  if (holder.disabled) return 'phoneDisabled'
  return holder.administrator ? 'phoneOfAdministrator' : 'joins'
}

/** The numbers that more than one member without account bears. */
export function sharedPhones(members: readonly AccountFacts[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { account, phone } of members) {
    if (account || phone === '') continue
    if (seen.has(phone)) shared.add(phone)
    seen.add(phone)
  }
  return shared
}
