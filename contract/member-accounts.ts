import { z } from 'zod'
import { filledText, id, text } from './common.ts'
import { route } from './route.ts'

/** How a member in office stands with regard to an account. The first two can be opened, `neverSignedIn` can be given a new
 *  first password; the others say what is in the way. Whoever has signed in is not listed. */
export const memberAccountState = z.enum([
  /** A new account by the phone number. */
  'opens',
  /** Has an account already, as staff or in another committee: goes on with it. */
  'joins',
  'noPhone',
  /** Two members bear the same number. */
  'phoneTwice',
  /** The number is somebody else's account. */
  'phoneTaken',
  'phoneDisabled',
  'phoneOfAdministrator',
  'neverSignedIn',
  /** Never signed in, but the account is not the member's seat alone: the security administrator's matter. */
  'otherDuties',
  'disabled',
])
export type MemberAccountState = z.infer<typeof memberAccountState>

export const memberAccountItem = z.object({
  memberId: id,
  name: z.string(),
  sector: z.string().nullable(),
  employer: z.string(),
  /** What they sign in with: the phone number; null where there is none to sign in with. */
  signInName: z.string().nullable(),
  state: memberAccountState,
})
export type MemberAccountItem = z.infer<typeof memberAccountItem>

/** What one slip of paper tells a member; the first password is told this once and kept nowhere in the clear. */
export const slip = z.object({
  name: filledText(40),
  sector: text(60),
  signInName: filledText(60),
  firstPassword: filledText(60),
})
export type Slip = z.infer<typeof slip>

/** Members at once in one request: each password costs a deliberate 11 ms of reckoning, and others must not wait. */
export const memberAccountsAtOnce = 25
const chosen = z.object({
  memberIds: z
    .array(id)
    .min(1, { error: '至少选一人' })
    .max(memberAccountsAtOnce, { error: `一次最多 ${memberAccountsAtOnce} 人` })
    .refine((ids) => new Set(ids).size === ids.length, { error: '同一人选了两次' }),
})
const skipped = z.array(z.object({ memberId: id, name: z.string(), state: memberAccountState.nullable() }))

export const memberAccountRoutes = {
  listMemberAccounts: route({
    method: 'GET',
    path: '/member-accounts',
    summary:
      'Members in office who have no account or never signed in, and what opening would do. For the member office.',
    access: 'signedIn',
    response: z.object({
      /** Where members sign in, as configured; null: as the asker came. */
      siteAddress: z.string().nullable(),
      inOffice: z.int(),
      signedIn: z.int(),
      items: z.array(memberAccountItem),
    }),
  }),
  openMemberAccounts: route({
    method: 'POST',
    path: '/member-accounts',
    // No Idempotency-Key: the kept answer would hold first passwords; a repeat skips who has an account.
    summary: 'Open accounts for some members, all or none; who cannot get one or has one meanwhile is skipped.',
    access: 'signedIn',
    body: chosen,
    response: z.object({
      opened: z.array(slip.extend({ memberId: id })),
      /** Go on with the account and the password they have. */
      joined: z.array(z.object({ memberId: id, name: z.string() })),
      skipped,
    }),
    errors: ['account.taken', 'member.has-account'],
  }),
  renewFirstPasswords: route({
    method: 'POST',
    path: '/member-accounts/renew',
    summary: 'Give new first passwords to members who never signed in; the old ones are void.',
    access: 'signedIn',
    body: chosen,
    response: z.object({ renewed: z.array(slip.extend({ memberId: id })), skipped }),
  }),
  writeSlips: route({
    method: 'POST',
    path: '/member-accounts/slips',
    summary: 'The slips just shown as a spreadsheet. Nothing of them is kept.',
    access: 'signedIn',
    body: z.object({ siteAddress: filledText(300), slips: z.array(slip).min(1).max(2000) }),
    download: true,
  }),
}
