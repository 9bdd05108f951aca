import type { memberAccountRoutes } from '#contract/member-accounts.ts'
import { buildAccount, buildHat } from '#features/accounts/accounts.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import type { World } from '../world.ts'

const someMember = (world: World) =>
  buildMember(world.db, {
    committeeId: world.home.committeeId,
    termId: world.home.termId,
    phone: `13${String(Number.parseInt(newId().slice(-8), 16) % 1_000_000_000).padStart(9, '0')}`,
  })

/** A member of home with an account that nobody has signed in with. */
async function unusedAccount(world: World): Promise<string> {
  const { committeeId } = world.home
  const memberId = await someMember(world)
  const account = await buildAccount(world.db, { committeeId, mustChangePassword: true })
  await world.db.updateTable('members').set({ account_id: account.id }).where('id', '=', memberId).execute()
  await buildHat(world.db, { committeeId, accountId: account.id, role: 'member', memberId })
  return memberId
}

/** The roster is the member office's: members' accounts are opened there, never by the three administrators. */
const ofMine = { home: all('denied', { memberOffice: 'ok' }), away: away('denied', { memberOffice: 'ok' }) }
const toMembers = { home: all('denied', { memberOffice: 'ok' }), away: away('denied', { memberOffice: 'hidden' }) }

export const rows: Record<keyof typeof memberAccountRoutes, Row> = {
  listMemberAccounts: row({ request: () => ({}), ...ofMine }),
  openMemberAccounts: row({ prepare: someMember, request: (_, id) => ({ body: { memberIds: [id] } }), ...toMembers }),
  renewFirstPasswords: row({
    prepare: unusedAccount,
    request: (_, id) => ({ body: { memberIds: [id] } }),
    ...toMembers,
  }),
  writeSlips: row({
    request: () => ({
      body: {
        siteAddress: 'https://zx.example.cn/app/',
        slips: [{ name: '王伟', sector: '', signInName: '13800001111', firstPassword: 'kq7m-x2pd-hv9c' }],
      },
    }),
    ...ofMine,
  }),
}
