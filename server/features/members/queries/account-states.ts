import { type SqlBool, sql } from 'kysely'
import type { MemberAccountItem } from '#contract/member-accounts.ts'
import { currentTerm } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { keepsRoster } from '../access.ts'
import { type AccountFacts, accountState, sharedPhones } from '../rules/accounts.ts'

/** A member in office who has not signed in yet; `accountId` null: no account. */
export interface AccountState extends MemberAccountItem {
  accountId: string | null
}

/** Every member in office of the actor's committee who has no account or never signed in, in stroke order, and how many
 *  there are in all. The caller has checked the right. */
export async function readAccountStates(ctx: Context): Promise<{ inOffice: number; states: AccountState[] }> {
  const term = await currentTerm(ctx)
  const today = civilDateOf(ctx.now)
  const { committeeId } = ctx.actor
  if (!term) return { inOffice: 0, states: [] }
  const rows = await ctx.db
    .selectFrom('members as m')
    .leftJoin('accounts as a', 'a.id', 'm.account_id')
    .leftJoin('accounts as p', (join) => join.onRef('p.phone', '=', 'm.phone').on('m.account_id', 'is', null))
    .leftJoin('group_members as seat', (join) =>
      join
        .onRef('seat.committee_id', '=', 'm.committee_id')
        .onRef('seat.member_id', '=', 'm.id')
        .on('seat.exclusive_kind', '=', 'sector')
        .on('seat.starts_on', '<=', today)
        .on((eb) => eb.or([eb('seat.ends_on', 'is', null), eb('seat.ends_on', '>', today)])),
    )
    .leftJoin('groups as g', (join) =>
      join.onRef('g.committee_id', '=', 'seat.committee_id').onRef('g.id', '=', 'seat.group_id'),
    )
    .select([
      'm.id',
      'm.name',
      'm.phone',
      'm.employer',
      'g.name as sector',
      'a.id as accountId',
      'a.username',
      'a.phone as accountPhone',
      sql<boolean>`a.last_login_at is not null`.as('signedIn'),
      sql<boolean>`a.disabled_at is not null`.as('disabled'),
      sql<boolean>`a.must_change_password and a.committee_id = m.committee_id and not exists (
        select from hats as h
        where h.account_id = a.id
          and h.revoked_at is null
          and (h.committee_id <> m.committee_id or h.member_id is distinct from m.id or h.delegated))`.as('seatAlone'),
      'p.name as holderName',
      sql<boolean>`p.disabled_at is not null`.as('holderDisabled'),
      sql<boolean>`exists (
        select from hats as h
        where h.account_id = p.id
          and h.revoked_at is null
          and h.role in ('systemAdmin', 'securityAdmin', 'auditAdmin'))`.as('holderAdministrator'),
      sql<boolean>`exists (
        select from members as o
        where o.committee_id = m.committee_id and o.account_id = p.id)`.as('holderTaken'),
    ])
    .where('m.committee_id', '=', committeeId)
    .where(
      sql<SqlBool>`exists (
        select from memberships as s
        where s.committee_id = m.committee_id
          and s.member_id = m.id
          and s.term_id = ${term.id}
          and s.joined_on <= ${today}::date
          and (s.left_on is null or s.left_on > ${today}::date))`,
    )
    .orderBy('m.stroke_key')
    .orderBy('m.id')
    .execute()
  const facts = rows.map((row): AccountFacts & { row: typeof row } => ({
    row,
    name: row.name,
    phone: row.phone,
    account:
      row.accountId === null ? null : { signedIn: row.signedIn, disabled: row.disabled, seatAlone: row.seatAlone },
    holder:
      row.holderName === null
        ? null
        : {
            name: row.holderName,
            disabled: row.holderDisabled,
            administrator: row.holderAdministrator,
            taken: row.holderTaken,
          },
  }))
  const shared = sharedPhones(facts)
  const states = facts.flatMap(({ row, ...member }): AccountState[] => {
    const state = accountState(member, shared)
    if (state === null) return []
    const { id: memberId, name, sector, employer, accountId } = row
    const signInName = accountId ? (row.accountPhone ?? row.username) : state === 'noPhone' ? null : row.phone
    return [{ memberId, name, sector, employer, signInName, state, accountId }]
  })
  return { inOffice: rows.length, states }
}

/** Who of the roster still needs an account, and what opening would do. @throws DomainError access.denied */
export async function listMemberAccounts(
  ctx: Context,
  siteAddress: string | null,
): Promise<{ siteAddress: string | null; inOffice: number; signedIn: number; items: MemberAccountItem[] }> {
  if (!keepsRoster(ctx.actor)) throw accessDenied('listMemberAccounts')
  const { inOffice, states } = await readAccountStates(ctx)
  const items = states.map(({ accountId: _, ...item }) => item)
  return { siteAddress, inOffice, signedIn: inOffice - states.length, items }
}
