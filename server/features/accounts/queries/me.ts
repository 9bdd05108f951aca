import type { Me, TextSize } from '#contract/accounts.ts'
import { isTotpDue } from '../authenticate.ts'
import type { SelfCaller } from '../caller.ts'
import { sortHats } from '../rules/duties.ts'
import { maskPhone } from '../rules/identifiers.ts'
import { isPasswordDue } from '../rules/logins.ts'
import { hatsInForce, shownHat } from './hats.ts'

/** Who I am, my hats and the one I wear. */
export async function getMe(self: SelfCaller): Promise<Me> {
  const { db, now, login } = self
  const account = await db
    .selectFrom('accounts')
    .select(['name', 'username', 'phone', 'text_size'])
    .where('id', '=', login.accountId)
    .executeTakeFirstOrThrow()
  const hats = await hatsInForce(db, login.accountId, now)
  return {
    accountId: login.accountId,
    name: account.name,
    username: account.username,
    phoneMasked: maskPhone(account.phone),
    mustChangePassword: isPasswordDue(login),
    totp: login.totpOn ? 'on' : self.requireTotp && isTotpDue(login) ? 'mustEnroll' : 'off',
    textSize: account.text_size as TextSize,
    hats: sortHats(hats).map(shownHat),
    hatId: login.hat?.id ?? null,
  }
}

/** Where I am signed in, the latest first. */
export async function listMyLogins({ db, now, login }: SelfCaller) {
  const rows = await db
    .selectFrom('logins')
    .select(['id', 'created_at as createdAt', 'last_seen_at as lastSeenAt', 'address', 'agent'])
    .where('account_id', '=', login.accountId)
    .where('complete', '=', true)
    .where('expires_at', '>', now.toISOString())
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return { items: rows.map((row) => ({ ...row, current: row.id === login.loginId })) }
}
