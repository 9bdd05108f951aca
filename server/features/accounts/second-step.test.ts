import { TOTP } from 'otpauth'
import { expect, it } from 'vitest'
import type { Role } from '#contract/accounts.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { testApp } from '../../testing/app.ts'
import { buildCommittee } from '../committees/committees.fixtures.ts'
import { browser, buildAccount, buildHat } from './accounts.fixtures.ts'
import { clearAuthenticator } from './commands/create-first-admin.ts'
import { hashPassword } from './passwords.ts'
import { newTotp } from './totp.ts'

const app = await testApp({ requireTotp: true })
const { id: committeeId } = await buildCommittee(app.db)
const password = '湖光山色两相和'
const passwordHash = await hashPassword(password)
const later = (seconds: number) => {
  app.clock.now = new Date(app.clock.now.getTime() + seconds * 1000)
}
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret }).generate({ timestamp: app.clock.now.getTime() + steps * 30_000 })
const wrongCode = (secret: string) => {
  const near = [-1, 0, 1].map((steps) => codeOf(secret, steps))
  return ['000000', '111111', '222222', '333333'].find((code) => !near.includes(code))!
}

async function person(role: Role) {
  const account = await buildAccount(app.db, { committeeId, passwordHash })
  const { id: hatId } = await buildHat(app.db, { committeeId, accountId: account.id, role })
  return { ...account, hatId }
}

/** An administrator with an authenticator, and a browser on which they never signed in. */
async function enrolled(role: Role = 'securityAdmin') {
  const account = await person(role)
  const at = browser(app.http)
  await at.logIn(account.username, password)
  const { secret, uri } = (await at.send('POST', '/me/totp')).json()
  expect((await at.send('POST', '/me/totp/confirm', { code: codeOf(secret) })).statusCode).toBe(200)
  later(60)
  return { ...account, secret, uri, at }
}

it.each(['systemAdmin', 'securityAdmin', 'auditAdmin'] as const)(
  'opens nothing to a %s without an authenticator but me, authenticator, password and sign-out',
  async (role) => {
    const { username } = await person(role)
    const at = browser(app.http)
    expect((await at.logIn(username, password)).json()).toEqual({ step: 'done' })
    expect((await at.send('GET', '/me')).json().totp).toBe('mustEnroll')
    for (const path of ['/accounts', '/audit/events', '/me/logins']) {
      const answer = await at.send('GET', path)
      expect([path, answer.statusCode, answer.json().code]).toEqual([path, 403, 'totp.must-enroll'])
    }
    const { secret, uri } = (await at.send('POST', '/me/totp')).json()
    expect(uri).toMatch(/^otpauth:\/\/totp\//)
    expect((await at.send('POST', '/me/totp/confirm', { code: wrongCode(secret) })).statusCode).toBe(400)
    expect((await at.send('GET', '/me')).json().totp).toBe('mustEnroll')
    expect((await at.send('POST', '/me/totp/confirm', { code: codeOf(secret) })).statusCode).toBe(200)
    expect((await at.send('GET', '/me')).json().totp).toBe('on')
    expect((await at.send('GET', '/me/logins')).statusCode).toBe(200)
    expect((await at.send('POST', '/logout')).statusCode).toBe(200)
  },
)

it('asks nobody else for one', async () => {
  const { username } = await person('proposalOffice')
  const at = browser(app.http)
  await at.logIn(username, password)
  expect((await at.send('GET', '/me')).json().totp).toBe('off')
  expect((await at.send('GET', '/me/logins')).statusCode).toBe(200)
})

it('lets nobody in by the password alone, and under a new token after the code', async () => {
  const { username, secret } = await enrolled()
  const at = browser(app.http)
  expect((await at.logIn(username, password)).json()).toEqual({ step: 'totp' })
  const half = at.cookies.get('tongxin_login')!
  expect(at.cookies.has('tongxin_device')).toBe(false)
  expect((await at.send('GET', '/me')).statusCode).toBe(401)
  expect((await at.send('POST', '/me/totp')).statusCode).toBe(401)
  expect((await at.send('POST', '/login/totp', { code: codeOf(secret) })).json()).toEqual({ step: 'done' })
  expect(at.cookies.get('tongxin_login')).not.toBe(half)
  expect(at.cookies.has('tongxin_device')).toBe(true)
  expect((await at.send('GET', '/me')).json().totp).toBe('on')
  const thief = browser(app.http)
  thief.cookies.set('tongxin_login', half)
  expect((await thief.send('GET', '/me')).statusCode).toBe(401)
})

it('takes a code once, one step early or late, and none from further away', async () => {
  const { username, secret } = await enrolled()
  const step = async (code: string) => {
    const at = browser(app.http)
    await at.logIn(username, password)
    return (await at.send('POST', '/login/totp', { code })).statusCode
  }
  expect(await step(codeOf(secret, -2))).toBe(401)
  expect(await step(codeOf(secret, -1))).toBe(200)
  expect(await step(codeOf(secret, -1))).toBe(401)
  const code = codeOf(secret, 0)
  expect((await Promise.all([step(code), step(code)])).toSorted()).toEqual([200, 401])
  expect(await step(codeOf(secret, 1))).toBe(200)
  expect(await step(codeOf(secret, 0))).toBe(401)
})

it('waits five minutes for the second step', async () => {
  const { username, secret } = await enrolled()
  const at = browser(app.http)
  await at.logIn(username, password)
  later(5 * 60 + 1)
  expect((await at.send('POST', '/login/totp', { code: codeOf(secret) })).statusCode).toBe(401)
})

it('slows guesses at the code from however many addresses, but not the owner’s own device', async () => {
  const { username, secret, at: own } = await enrolled()
  await own.send('POST', '/logout')
  const outcomes: number[] = []
  for (let n = 0; n < 8; n++) {
    const at = browser(app.http, `198.51.100.${n}`)
    await at.logIn(username, password)
    outcomes.push((await at.send('POST', '/login/totp', { code: wrongCode(secret) })).statusCode)
  }
  expect(outcomes).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
  await own.logIn(username, password)
  expect((await own.send('POST', '/login/totp', { code: codeOf(secret) })).statusCode).toBe(200)
})

it('takes a second step only from a login that waits for it', async () => {
  const { at, secret } = await enrolled()
  expect((await browser(app.http).send('POST', '/login/totp', { code: '123456' })).json().code).toBe('login.wrong')
  expect((await at.send('POST', '/login/totp', { code: codeOf(secret) })).json().code).toBe('login.wrong')
})

it('does not swap an authenticator that is on, not even for who sits at an open browser', async () => {
  const { at } = await enrolled()
  expect((await at.send('POST', '/me/totp')).json().code).toBe('totp.already-on')
})

it('keeps the secret sealed in the database, for its own account only, and out of the log', async () => {
  const { id, secret } = await enrolled()
  const row = await app.db.selectFrom('accounts').select('totp_secret').where('id', '=', id).executeTakeFirstOrThrow()
  expect(row.totp_secret).toMatch(/^v1\./)
  expect(row.totp_secret).not.toContain(secret)
  const events = JSON.stringify(await app.db.selectFrom('events').selectAll().where('subject_id', '=', id).execute())
  expect(events).toContain('account.authenticatorOn')
  expect(events).not.toContain(secret)
  const secrets = secretsFrom(Buffer.alloc(32, 1))
  expect(() => secrets.open('totp secret', 'another', newTotp(secrets, 'one', '王').sealed)).toThrow()
})

it('takes a lost authenticator away with a new first password, but an administrator’s only at the server', async () => {
  const security = await enrolled('securityAdmin')
  const member = await enrolled('leader')
  const auditor = await enrolled('auditAdmin')
  for (const [account, left] of [
    [member, 'done'],
    [auditor, 'totp'],
  ] as const) {
    const { firstPassword } = (await security.at.send('POST', `/accounts/${account.id}/reset-password`)).json()
    expect((await account.at.send('GET', '/me')).statusCode).toBe(401)
    expect((await browser(app.http).logIn(account.username, firstPassword)).json()).toEqual({ step: left })
    await clearAuthenticator(app.db, app.clock.now, account.username)
    expect((await browser(app.http).logIn(account.username, firstPassword)).json()).toEqual({ step: 'done' })
  }
})
