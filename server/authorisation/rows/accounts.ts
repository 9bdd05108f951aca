import { TOTP } from 'otpauth'
import { accountRoutes } from '#contract/accounts.ts'
import { buildAccount, buildHat, signIn } from '#features/accounts/accounts.fixtures.ts'
import { hashPassword } from '#features/accounts/passwords.ts'
import { tokenHash } from '#features/accounts/queries/login.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import type { Person, World } from '../world.ts'

const password = '湖光山色两相和'
const passwordHash = await hashPassword(password)

/** An account of home without any hat. */
const someAccount = (world: World) =>
  buildAccount(world.db, { committeeId: world.home.committeeId, phone: freshPhone(), passwordHash })

/** A hat of home's proposal office. */
async function someHat(world: World): Promise<string> {
  const { committeeId } = world.home
  const account = await someAccount(world)
  return (await buildHat(world.db, { committeeId, accountId: account.id, role: 'proposalOffice' })).id
}

const freshName = () => `n${newId().replaceAll('-', '').slice(-14)}`
const freshPhone = () => `13${String(Number.parseInt(newId().slice(-8), 16) % 1_000_000_000).padStart(9, '0')}`

/** An account of home with its phone, to which a code was just sent. */
async function sentCode(world: World): Promise<{ phone: string; code: string }> {
  const phone = freshPhone()
  await buildAccount(world.db, { committeeId: world.home.committeeId, phone })
  await world.app.client()(accountRoutes.requestLoginCode, { body: { phone } })
  const message = world.app.sent.find((one) => one.phone === phone)
  return { phone, code: /\d{6}/.exec(message!.text)![0] }
}

/** The authenticator's code for a secret begun by the holder of a login; begun anew for each cell. */
async function begunCode(world: World, accountId: string, token: string): Promise<string> {
  const off = { totp_secret: null, totp_confirmed_at: null }
  await world.db.updateTable('accounts').set(off).where('id', '=', accountId).execute()
  const { secret } = await world.app.client(token)(accountRoutes.startTotp, {})
  return new TOTP({ secret }).generate({ timestamp: world.app.clock.now.getTime() })
}

/** A login that waits for its authenticator's code. */
async function halfLogin(world: World): Promise<{ token: string; code: string }> {
  const account = await someAccount(world)
  const token = await signIn(world.db, account.id, null, world.app.clock.now.toISOString())
  const code = await begunCode(world, account.id, token)
  await world.db
    .updateTable('accounts')
    .set({ totp_confirmed_at: world.app.clock.now })
    .where('id', '=', account.id)
    .execute()
  await world.db.updateTable('logins').set({ complete: false }).where('token_hash', '=', tokenHash(token)).execute()
  return { token, code }
}

async function ownLogin(world: World, person: Person | null): Promise<string> {
  if (!person) return newId()
  const row = await world.db
    .selectFrom('logins')
    .select('id')
    .where('token_hash', '=', tokenHash(person.token))
    .executeTakeFirstOrThrow()
  return row.id
}

/** Open to everybody, signed in or not. */
const toAnyone = { home: all('ok', { nobody: 'ok' }), away: away('ok') }
/** About oneself: the same for every role, and there is no other committee's subject. */
const aboutMe = { home: all('ok'), away: away('ok') }
/** 三员分立: one administrator alone, and in another committee not even they see it. */
const bySecurityAdmin = {
  home: all('denied', { securityAdmin: 'ok' }),
  away: away('denied', { securityAdmin: 'hidden' }),
}
/** A list or check of the asker's own reach: the same in the other committee, of its own things. */
const auditOfMine = { home: all('denied', { auditAdmin: 'ok' }), away: away('denied', { auditAdmin: 'ok' }) }

export const rows: Record<keyof typeof accountRoutes, Row> = {
  getLoginWays: row({ request: () => ({}), ...toAnyone }),
  login: row({
    prepare: someAccount,
    request: (_, account) => ({ body: { identifier: account.username, password } }),
    ...toAnyone,
  }),
  requestLoginCode: row({ request: () => ({ body: { phone: freshPhone() } }), ...toAnyone }),
  loginByCode: row({ prepare: sentCode, request: (_, sent) => ({ body: sent }), ...toAnyone }),
  loginTotp: row({
    prepare: halfLogin,
    request: (_, { token, code }) => ({ token, body: { code } }),
    ...toAnyone,
  }),
  logout: row({ request: () => ({}), ...toAnyone }),
  getMe: row({ request: () => ({}), ...aboutMe }),
  changePassword: row({ request: () => ({ body: { current: '', next: '山水有清音 2026' } }), ...aboutMe }),
  wearHat: row({
    request: (_world, _subject, person) => ({ body: { hatId: person?.hatId ?? newId() } }),
    ...aboutMe,
  }),
  setTextSize: row({ request: () => ({ body: { textSize: 'large' } }), ...aboutMe }),
  startTotp: row({ request: () => ({}), ...aboutMe }),
  confirmTotp: row({
    prepare: async (world, person) => (person ? begunCode(world, person.accountId, person.token) : '000000'),
    request: (_, code) => ({ body: { code } }),
    ...aboutMe,
  }),
  listMyLogins: row({ request: () => ({}), ...aboutMe }),
  endMyLogin: row({ prepare: ownLogin, request: (_, id) => ({ params: { id } }), ...aboutMe }),
  listAccounts: row({
    request: () => ({}),
    home: all('denied', { systemAdmin: 'ok', securityAdmin: 'ok' }),
    away: away('denied', { systemAdmin: 'ok', securityAdmin: 'ok' }),
  }),
  createAccount: row({
    request: ({ home }) => ({
      body: { committeeId: home.committeeId, name: '新账号', username: freshName(), phone: null },
    }),
    home: all('denied', { systemAdmin: 'ok' }),
    away: away('denied', { systemAdmin: 'hidden' }),
  }),
  disableAccount: row({
    prepare: someAccount,
    request: (_, { id }) => ({ params: { id }, body: { reason: '离岗' } }),
    ...bySecurityAdmin,
  }),
  enableAccount: row({ prepare: someAccount, request: (_, { id }) => ({ params: { id } }), ...bySecurityAdmin }),
  resetPassword: row({ prepare: someAccount, request: (_, { id }) => ({ params: { id } }), ...bySecurityAdmin }),
  grantHat: row({
    prepare: someAccount,
    request: ({ home }, { id }) => ({ params: { id }, body: { committeeId: home.committeeId, role: 'leader' } }),
    ...bySecurityAdmin,
  }),
  setHatDesks: row({
    prepare: someHat,
    request: (_, id) => ({ params: { id }, body: { desks: ['office'] } }),
    ...bySecurityAdmin,
  }),
  revokeHat: row({
    prepare: someHat,
    request: (_, id) => ({ params: { id }, body: { reason: '轮岗' } }),
    ...bySecurityAdmin,
  }),
  listAuditEvents: row({ request: () => ({}), ...auditOfMine }),
  verifyAudit: row({ request: () => ({}), ...auditOfMine }),
}
