import { expect, it } from 'vitest'
import { testApp } from '../../testing/app.ts'
import { buildCommittee } from '../committees/committees.fixtures.ts'
import { buildMember } from '../members/members.fixtures.ts'
import { browser, buildAccount, buildHat, signIn } from './accounts.fixtures.ts'
import { hashPassword } from './passwords.ts'

const app = await testApp()
const { id: committeeId, termId } = await buildCommittee(app.db)
const password = '湖光山色两相和'
const passwordHash = await hashPassword(password)

async function person(given: Partial<Parameters<typeof buildAccount>[1]> = {}) {
  return buildAccount(app.db, { committeeId, passwordHash, ...given })
}
const later = (ms: number) => {
  app.clock.now = new Date(app.clock.now.getTime() + ms)
}
const minutes = 60_000
const hours = 60 * minutes

it('signs in by user name or phone, however they were typed', async () => {
  const { username } = await person({ username: 'zhao.li', phone: '13800001111' })
  for (const typed of [username, ' ZHAO.LI ', '13800001111', '１３８ 0000 1111']) {
    const at = browser(app.http)
    expect((await at.logIn(typed, password)).json()).toEqual({ step: 'done' })
    expect((await at.send('GET', '/me')).json()).toMatchObject({ username: 'zhao.li', phoneMasked: '138****1111' })
  }
})

it('takes the same password typed on another keyboard', async () => {
  const { username } = await person({ passwordHash: await hashPassword('Lake & Hills 2026 é') })
  expect((await browser(app.http).logIn(username, 'Lake & Hills ２０２６ e\u0301')).statusCode).toBe(200)
})

it('gives a cookie that no script reads and no other site sends, secure over https', async () => {
  const { username } = await person()
  const response = await browser(app.http).logIn(username, password)
  const cookie = response.cookies.find((one) => one.name === 'tongxin_login')!
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 7 * 24 * 3600 })
  expect(cookie.secure).toBeUndefined()
  expect(Buffer.from(cookie.value, 'base64url')).toHaveLength(32)
  const { rows } = await app.db
    .selectFrom('logins')
    .select('token_hash')
    .execute()
    .then((rows) => ({ rows }))
  expect(rows.map((row) => row.token_hash.toString('base64url'))).not.toContain(cookie.value)
})

it('answers a wrong password, an unknown name and an unreadable hash alike', async () => {
  const { username } = await person()
  const broken = await person({ passwordHash: 'none' })
  const answers = []
  for (const [name, tried] of [
    [username, 'wrong password'],
    ['nobody.of.this.name', password],
    [broken.username, 'none'],
  ] as const) {
    const response = await browser(app.http).logIn(name, tried)
    const { requestId: _, ...problem } = response.json()
    answers.push({ status: response.statusCode, problem, cookies: response.cookies })
  }
  expect(answers[0]).toMatchObject({ status: 401, problem: { code: 'login.wrong' }, cookies: [] })
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
})

it('answers a wrong login no sooner than a tenth of a second, so that a known name is not told by its extra work', async () => {
  const { username } = await person()
  for (const name of [username, 'nobody.of.this.name']) {
    const started = performance.now()
    await browser(app.http).logIn(name, 'wrong password')
    expect(performance.now() - started).toBeGreaterThan(98)
  }
})

it('says that an account is disabled only to who knows its password', async () => {
  const { id, username } = await person()
  await app.db.updateTable('accounts').set({ disabled_at: app.clock.now }).where('id', '=', id).execute()
  expect((await browser(app.http).logIn(username, 'wrong password')).json().code).toBe('login.wrong')
  const response = await browser(app.http).logIn(username, password)
  expect(response.json()).toMatchObject({ code: 'login.disabled', status: 403 })
  expect(response.cookies).toEqual([])
})

it('ends a login that was not used for twelve hours, and slides one that is', async () => {
  const { username } = await person()
  const used = browser(app.http)
  const left = browser(app.http)
  await used.logIn(username, password)
  await left.logIn(username, password)
  later(7 * hours)
  expect((await used.send('GET', '/me')).statusCode).toBe(200)
  later(7 * hours)
  expect((await used.send('GET', '/me')).statusCode).toBe(200)
  expect((await left.send('GET', '/me')).json()).toMatchObject({ status: 401, code: 'login.required' })
})

it('ends every login after seven days, used or not', async () => {
  const { username } = await person()
  const at = browser(app.http)
  await at.logIn(username, password)
  for (let times = 0; times < 15; times++) {
    later(11 * hours)
    expect((await at.send('GET', '/me')).statusCode).toBe(200)
  }
  later(4 * hours)
  expect((await at.send('GET', '/me')).statusCode).toBe(401)
})

it('writes that a login was used at most every five minutes', async () => {
  const { username, id } = await person()
  const at = browser(app.http)
  await at.logIn(username, password)
  const seen = async () =>
    (await app.db.selectFrom('logins').select('last_seen_at').where('account_id', '=', id).executeTakeFirstOrThrow())
      .last_seen_at
  const first = await seen()
  later(4 * minutes)
  await at.send('GET', '/me')
  expect(await seen()).toBe(first)
  later(1 * minutes)
  await at.send('GET', '/me')
  expect(await seen()).not.toBe(first)
})

it('is out after signing out, and only there', async () => {
  const { username } = await person()
  const here = browser(app.http)
  const there = browser(app.http)
  await here.logIn(username, password)
  await there.logIn(username, password)
  const token = here.cookies.get('tongxin_login')!
  expect((await here.send('POST', '/logout')).statusCode).toBe(200)
  expect(here.cookies.has('tongxin_login')).toBe(false)
  here.cookies.set('tongxin_login', token)
  expect((await here.send('GET', '/me')).statusCode).toBe(401)
  expect((await there.send('GET', '/me')).statusCode).toBe(200)
  expect((await browser(app.http).send('POST', '/logout')).statusCode).toBe(200)
})

it('ends the login a browser held when somebody signs in there anew', async () => {
  const first = await person()
  const second = await person()
  const at = browser(app.http)
  await at.logIn(first.username, password)
  const before = at.cookies.get('tongxin_login')!
  await at.logIn(second.username, password)
  expect(at.cookies.get('tongxin_login')).not.toBe(before)
  at.cookies.set('tongxin_login', before)
  expect((await at.send('GET', '/me')).statusCode).toBe(401)
})

it('puts on the hat worn last, at first the desk before the seat and one’s own before those of others', async () => {
  const { id: accountId, username } = await person()
  const own = await buildMember(app.db, { committeeId, termId, name: '本人' })
  const other = await buildMember(app.db, { committeeId, termId, name: '老委员' })
  const delegated = await buildHat(app.db, { committeeId, accountId, role: 'member', memberId: other, delegated: true })
  const seat = await buildHat(app.db, { committeeId, accountId, role: 'member', memberId: own })
  const desk = await buildHat(app.db, { committeeId, accountId, role: 'memberOffice' })
  const at = browser(app.http)
  await at.logIn(username, password)
  const me = (await at.send('GET', '/me')).json()
  expect(me.hatId).toBe(desk.id)
  expect(me.hats.map((hat: { id: string }) => hat.id)).toEqual([desk.id, seat.id, delegated.id])
  expect(me.hats.map((hat: { delegatedFor: string }) => hat.delegatedFor)).toEqual([null, null, '老委员'])
  expect((await at.send('POST', '/me/hat', { hatId: seat.id })).json().hatId).toBe(seat.id)
  const next = browser(app.http)
  await next.logIn(username, password)
  expect((await next.send('GET', '/me')).json().hatId).toBe(seat.id)
  const stranger = await buildHat(app.db, { committeeId, accountId: (await person()).id, role: 'leader' })
  expect((await at.send('POST', '/me/hat', { hatId: stranger.id })).statusCode).toBe(404)
})

it('falls back to another hat when the worn one is taken, but writes nothing in its name', async () => {
  const { id: accountId, username } = await person()
  const desk = await buildHat(app.db, { committeeId, accountId, role: 'proposalOffice' })
  const next = await buildHat(app.db, { committeeId, accountId, role: 'leader' })
  const at = browser(app.http)
  await at.logIn(username, password)
  const take = (id: string) =>
    app.db.updateTable('hats').set({ revoked_at: app.clock.now }).where('id', '=', id).execute()
  await take(desk.id)
  expect((await at.send('POST', '/audit/verify')).json().code).toBe('hat.none')
  expect((await at.send('GET', '/me')).json()).toMatchObject({ hatId: next.id })
  expect((await at.send('POST', '/audit/verify')).json().code).toBe('access.denied')
  await take(next.id)
  expect((await at.send('GET', '/me')).json()).toMatchObject({ hatId: null, hats: [] })
  expect((await at.send('GET', '/audit/events')).json()).toMatchObject({ code: 'hat.none', status: 403 })
})

it('ends a delegated hat with its last day in Asia/Shanghai', async () => {
  const account = await person()
  const memberId = await buildMember(app.db, { committeeId, termId, name: '老委员' })
  const hat = await buildHat(app.db, { committeeId, accountId: account.id, role: 'member', memberId, delegated: true })
  await app.db.updateTable('hats').set({ ends_on: '2027-05-01' }).where('id', '=', hat.id).execute()
  app.clock.now = new Date('2027-05-01T15:59:00Z')
  const token = await signIn(app.db, account.id, hat.id)
  expect((await app.request({ method: 'GET', url: '/api/v1/me', token })).json().hatId).toBe(hat.id)
  app.clock.now = new Date('2027-05-01T16:01:00Z')
  expect((await app.request({ method: 'GET', url: '/api/v1/me', token })).json().hatId).toBeNull()
})

it('shows where I am signed in and ends one of those, never anybody else’s', async () => {
  const { username } = await person()
  const phone = browser(app.http, '198.51.100.20')
  const desk = browser(app.http)
  await phone.send('POST', '/login', { identifier: username, password }, { 'user-agent': '<script>alert(1)</script>' })
  await desk.logIn(username, password)
  const { items } = (await desk.send('GET', '/me/logins')).json()
  expect(items).toHaveLength(2)
  const other = items.find((one: { current: boolean }) => !one.current)
  expect(other).toMatchObject({ address: '198.51.100.20', agent: '<script>alert(1)</script>' })
  const stranger = browser(app.http)
  await stranger.logIn((await person()).username, password)
  expect((await stranger.send('DELETE', `/me/logins/${other.id}`)).statusCode).toBe(404)
  expect((await desk.send('DELETE', `/me/logins/${other.id}`)).statusCode).toBe(200)
  expect((await phone.send('GET', '/me')).statusCode).toBe(401)
  expect((await desk.send('GET', '/me')).statusCode).toBe(200)
})

it('tells the auditor who came in and who failed, without any secret', async () => {
  const { id, username } = await person()
  await browser(app.http, '198.51.100.30').logIn(username, 'wrong-password-1')
  await browser(app.http, '198.51.100.30').logIn(username, password)
  const events = await app.db.selectFrom('events').selectAll().where('subject_id', '=', id).orderBy('id').execute()
  expect(events.map((event) => [event.type, event.account_id])).toEqual([
    ['account.loginFailed', null],
    ['account.loggedIn', id],
  ])
  const told = JSON.stringify(events)
  expect(told).toContain('198.51.100.30')
  for (const secret of ['wrong-password-1', password, '$argon2']) expect(told).not.toContain(secret)
})

it('refuses a login sent by another site', async () => {
  const { username } = await person()
  const at = browser(app.http)
  const foreign = { origin: 'https://evil.example', host: 'tongxin.example' }
  expect((await at.send('POST', '/login', { identifier: username, password }, foreign)).json().code).toBe(
    'request.foreign',
  )
})
