import { expect, it } from 'vitest'
import { testApp } from '../../testing/app.ts'
import { buildCommittee } from '../committees/committees.fixtures.ts'
import { browser, buildAccount, buildHat } from './accounts.fixtures.ts'
import { hashPassword, newFirstPassword, verifyPassword } from './passwords.ts'
import { passwordWeakness } from './rules/passwords.ts'

const app = await testApp()
const { id: committeeId } = await buildCommittee(app.db)
const first = newFirstPassword()
const next = '春天里我们一起去看海'

async function newcomer(mustChangePassword = true) {
  const account = await buildAccount(app.db, {
    committeeId,
    mustChangePassword,
    passwordHash: await hashPassword(first),
  })
  await buildHat(app.db, { committeeId, accountId: account.id, role: 'securityAdmin' })
  const at = browser(app.http)
  await at.logIn(account.username, first)
  return { ...account, at }
}

it('makes first passwords that are their own and would be good enough', () => {
  const many = Array.from({ length: 200 }, newFirstPassword)
  expect(new Set(many).size).toBe(200)
  const known = { name: '王', username: 'wang', phone: null }
  for (const one of many) {
    expect(one).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){2}$/)
    expect(passwordWeakness(one, known)).toBeNull()
  }
})

it('hashes with argon2id at the cost OWASP asks for', async () => {
  const hash = await hashPassword(next)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(hash, next)).toBe(true)
  expect(await verifyPassword(hash, `${next} `)).toBe(false)
  expect(await verifyPassword(null, next)).toBe(false)
})

it('opens nothing but me, password and sign-out before the first password is changed', async () => {
  const { at } = await newcomer()
  expect((await at.send('GET', '/me')).json()).toMatchObject({ mustChangePassword: true })
  for (const [method, path, body] of [
    ['GET', '/me/logins', undefined],
    ['GET', '/accounts', undefined],
    ['POST', '/me/totp', {}],
    ['POST', '/me/text-size', { textSize: 'large' }],
    ['POST', '/me/hat', { hatId: committeeId }],
    ['POST', '/accounts/00000000-0000-7000-8000-000000000000/enable', {}],
  ] as const) {
    const answer = await at.send(method, path, body)
    expect([path, answer.statusCode, answer.json().code]).toEqual([path, 403, 'password.must-change'])
  }
  expect((await at.send('POST', '/me/password', { current: first, next })).statusCode).toBe(200)
  expect((await at.send('GET', '/accounts')).statusCode).toBe(200)
  expect((await at.send('GET', '/me')).json().mustChangePassword).toBe(false)
  expect((await at.send('POST', '/logout')).statusCode).toBe(200)
})

it('ends the other logins with a new password, and the old one opens nothing', async () => {
  const { at, username, id } = await newcomer(false)
  const elsewhere = browser(app.http)
  await elsewhere.logIn(username, first)
  expect((await elsewhere.send('GET', '/me')).statusCode).toBe(200)
  expect((await at.send('POST', '/me/password', { current: first, next })).statusCode).toBe(200)
  expect((await elsewhere.send('GET', '/me')).statusCode).toBe(401)
  expect((await at.send('GET', '/me')).statusCode).toBe(200)
  expect((await browser(app.http).logIn(username, first)).statusCode).toBe(401)
  expect((await browser(app.http).logIn(username, next)).statusCode).toBe(200)
  const events = JSON.stringify(
    await app.db
      .selectFrom('events')
      .selectAll()
      .where('type', '=', 'account.passwordChanged')
      .where('subject_id', '=', id)
      .execute(),
  )
  expect(events).toContain('"endedLogins":1')
  expect(events).not.toContain(next)
})

it('refuses a wrong present password, a weak one, and the same again', async () => {
  const { at, username } = await newcomer()
  const change = async (current: string, wanted: string) => {
    const { code, details } = (await at.send('POST', '/me/password', { current, next: wanted })).json()
    return [code, details?.reason]
  }
  expect(await change('not it', next)).toEqual(['password.wrong', undefined])
  expect(await change('', next)).toEqual(['password.wrong', undefined])
  expect(await change(first, 'short')).toEqual(['password.weak', 'tooShort'])
  expect(await change(first, `${username}!!`)).toEqual(['password.weak', 'aboutYou'])
  expect(await change(first, 'zhengxie2026')).toEqual(['password.weak', 'tooCommon'])
  expect(await change(first, first)).toEqual(['password.weak', 'notNew'])
})

it('slows guesses at the present password of a login left open', async () => {
  const { at } = await newcomer(false)
  at.cookies.delete('tongxin_device')
  const outcomes: string[] = []
  for (let n = 0; n < 8; n++)
    outcomes.push((await at.send('POST', '/me/password', { current: `guess ${n}`, next })).json().code)
  expect(outcomes.slice(0, 5)).toEqual(Array(5).fill('password.wrong'))
  expect(outcomes.slice(-1)).toEqual(['login.slow-down'])
})
