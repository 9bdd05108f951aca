import type { z } from 'zod'
import type { memberAccountRoutes, Slip } from '#contract/member-accounts.ts'
import { renewFirstPassword } from '#features/accounts/index.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { writeXlsx } from '#platform/spreadsheets/write-xlsx.ts'
import { keepsRoster } from '../access.ts'
import { type AccountState, readAccountStates } from '../queries/account-states.ts'
import { openMemberAccount } from './accounts.ts'
import { lockMember } from './lock-member.ts'

type Opened = z.output<typeof memberAccountRoutes.openMemberAccounts.response>
type Renewed = z.output<typeof memberAccountRoutes.renewFirstPasswords.response>

/** Opens accounts for members of the roster. Who has one meanwhile, or cannot get one, is skipped and named, so that a
 *  repeat does nothing twice.
 *  @throws DomainError access.denied; not-found where one is no member of the committee; account.taken, member.has-account
 *  where somebody else opened one at the same moment */
export async function openMemberAccounts(ctx: Context, memberIds: readonly string[]): Promise<Opened> {
  const done: Opened = { opened: [], joined: [], skipped: [] }
  for (const { member, state } of await lockChosen(ctx, memberIds)) {
    const { memberId, name } = member
    if (state?.state !== 'opens' && state?.state !== 'joins') {
      done.skipped.push({ ...member, state: state?.state ?? null })
      continue
    }
    const { firstPassword } = await openMemberAccount(ctx, memberId)
    if (firstPassword === null) done.joined.push({ memberId, name })
    else done.opened.push(slipOf(state, firstPassword))
  }
  await tell(ctx, 'memberAccounts.opened', [...done.opened, ...done.joined], {
    opened: done.opened.length,
    joined: done.joined.length,
  })
  return done
}

/** Gives new first passwords to members who never signed in. Who has meanwhile, or does more with the account than sit as a
 *  member, is skipped. @throws DomainError access.denied; not-found where one is no member of the committee */
export async function renewFirstPasswords(ctx: Context, memberIds: readonly string[]): Promise<Renewed> {
  const done: Renewed = { renewed: [], skipped: [] }
  for (const { member, state } of await lockChosen(ctx, memberIds)) {
    const renewable = state?.state === 'neverSignedIn' && state.accountId !== null
    const firstPassword = renewable ? await renewFirstPassword(ctx, state.accountId!) : null
    if (state && firstPassword !== null) done.renewed.push(slipOf(state, firstPassword))
    else done.skipped.push({ ...member, state: renewable ? null : (state?.state ?? null) })
  }
  await tell(ctx, 'memberAccounts.renewed', done.renewed, { renewed: done.renewed.length })
  return done
}

interface Chosen {
  member: { memberId: string; name: string }
  /** Undefined: has signed in, or is not in office. */
  state: AccountState | undefined
}

/** The members in the order they were chosen, locked, with how they stand now. */
async function lockChosen(ctx: Context, memberIds: readonly string[]): Promise<Chosen[]> {
  if (!keepsRoster(ctx.actor)) throw accessDenied('openMemberAccounts')
  const names = new Map<string, string>()
  // In one order for everybody: two who open at once do not wait for each other.
  for (const id of memberIds.toSorted()) names.set(id, (await lockMember(ctx, id)).fields.name)
  const { states } = await readAccountStates(ctx)
  const byMember = new Map(states.map((state) => [state.memberId, state]))
  return memberIds.map((memberId) => ({
    member: { memberId, name: names.get(memberId)! },
    state: byMember.get(memberId),
  }))
}

function slipOf({ memberId, name, sector, signInName }: AccountState, firstPassword: string) {
  return { memberId, name, sector: sector ?? '', signInName: signInName!, firstPassword }
}

/** One entry in the log for the whole: how many and for whom; each account has its own besides. */
async function tell(
  ctx: Context,
  type: string,
  members: readonly { memberId: string }[],
  counts: Record<string, number>,
): Promise<void> {
  if (members.length === 0) return
  await emit(ctx, {
    type,
    subjectKind: 'committee',
    subjectId: ctx.actor.committeeId,
    details: { ...counts, memberIds: members.map(({ memberId }) => memberId) },
  })
}

/** The slips as a spreadsheet, for who prints letters from one. Nothing of it is kept. @throws DomainError access.denied */
export async function writeSlips(ctx: Context, siteAddress: string, slips: readonly Slip[]): Promise<Buffer> {
  if (!keepsRoster(ctx.actor)) throw accessDenied('writeSlips')
  const columns = ['姓名', '界别', '网址', '用户名', '初始密码'].map((heading) => ({ heading, kind: 'text' as const }))
  const rows = slips.map((slip) => [slip.name, slip.sector, siteAddress, slip.signInName, slip.firstPassword])
  return writeXlsx({ sheets: [{ name: '初始密码', columns, rows }] })
}
