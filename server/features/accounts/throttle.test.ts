import { expect, it } from 'vitest'
import { testApp } from '../../testing/app.ts'
import { buildCommittee } from '../committees/committees.fixtures.ts'
import { browser, buildAccount } from './accounts.fixtures.ts'
import { pruneLogins } from './jobs.ts'
import { hashPassword } from './passwords.ts'

const app = await testApp()
const { id: committeeId } = await buildCommittee(app.db)
const password = '湖光山色两相和'
const passwordHash = await hashPassword(password)
const person = () => buildAccount(app.db, { committeeId, passwordHash })
const later = (seconds: number) => {
  app.clock.now = new Date(app.clock.now.getTime() + seconds * 1000)
}
const office = '203.0.113.5'
const home = '198.51.100.7'

it('slows thirty wrong passwords from one address, and holds up neither the owner elsewhere nor their own device there', async () => {
  const { username } = await person()
  const own = browser(app.http, office)
  expect((await own.logIn(username, password)).statusCode).toBe(200)
  await own.send('POST', '/logout')
  expect(own.cookies.has('tongxin_device')).toBe(true)

  const attacker = browser(app.http, office)
  const answers = []
  for (let n = 0; n < 30; n++) answers.push(await attacker.logIn(username, `guess ${n}`))
  const slowed = answers.filter((answer) => answer.statusCode === 429)
  expect(slowed.length).toBe(25)
  const { details, code } = slowed.at(-1)!.json()
  expect(code).toBe('login.slow-down')
  expect(details.retryAfterSeconds).toBeGreaterThan(0)
  expect(slowed.at(-1)!.headers['retry-after']).toBe(String(details.retryAfterSeconds))
  // even the right password waits there
  expect((await attacker.logIn(username, password)).statusCode).toBe(429)

  expect((await browser(app.http, home).logIn(username, password)).statusCode).toBe(200)
  expect((await own.logIn(username, password)).statusCode).toBe(200)
})

it('counts a thousand tries at once as a thousand', async () => {
  const { username } = await person()
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => browser(app.http, '203.0.113.9').logIn(username, `guess ${n}`)),
  )
  expect(answers.filter((answer) => answer.statusCode === 401).length).toBe(5)
  expect(answers.filter((answer) => answer.statusCode === 429).length).toBe(35)
})

it('makes one wait 2, 4, 8 … seconds, at the most a quarter of an hour, and forgets in time', async () => {
  const { username } = await person()
  const at = browser(app.http, '203.0.113.10')
  const waits: number[] = []
  while (waits.length < 12) {
    const answer = await at.logIn(username, 'wrong password')
    if (answer.statusCode !== 429) continue
    const wait = answer.json().details.retryAfterSeconds
    waits.push(wait)
    later(wait)
  }
  expect(waits.slice(0, 6)).toEqual([2, 4, 8, 16, 32, 64])
  expect(waits.toSorted((a, b) => a - b)).toEqual(waits)
  expect(waits.at(-1)).toBe(900)
  later(24 * 3600)
  for (let n = 0; n < 5; n++) expect((await at.logIn(username, 'wrong password')).statusCode).toBe(401)
  expect((await at.logIn(username, 'wrong password')).statusCode).toBe(429)
})

it('starts anew after the right password', async () => {
  const { username } = await person()
  const at = browser(app.http, '203.0.113.11')
  for (let round = 0; round < 3; round++) {
    at.cookies.clear()
    for (let n = 0; n < 4; n++) expect((await at.logIn(username, 'wrong password')).statusCode).toBe(401)
    expect((await at.logIn(username, password)).statusCode).toBe(200)
  }
})

it('slows one password tried on many names from one address, which signing in oneself does not clear', async () => {
  const mine = await person()
  const at = () => browser(app.http, '203.0.113.12')
  const outcomes: number[] = []
  for (let n = 0; n < 110; n += 10) {
    const ten = Array.from({ length: 10 }, (_, m) => at().logIn(`member${n + m}`, 'zhengxie-2026'))
    outcomes.push(...(await Promise.all(ten)).map((answer) => answer.statusCode))
    await at().logIn(mine.username, password)
  }
  expect(outcomes.slice(0, 90).every((status) => status === 401)).toBe(true)
  expect(outcomes.slice(-5).every((status) => status === 429)).toBe(true)
})

it('lets a whole hall of people in behind one address at once', async () => {
  const people = []
  for (let n = 0; n < 60; n++) people.push(await person())
  const answers = await Promise.all(
    people.map(({ username }) => browser(app.http, '203.0.113.13').logIn(username, password)),
  )
  expect(answers.every((answer) => answer.statusCode === 200)).toBe(true)
})

it('slows a device known to be the owner’s by its own tries only', async () => {
  const { username } = await person()
  const own = browser(app.http, office)
  await own.logIn(username, password)
  const outcomes = []
  for (let n = 0; n < 12; n++) outcomes.push((await own.logIn(username, 'wrong password')).statusCode)
  expect(outcomes).toEqual([...Array(10).fill(401), 429, 429])
  expect((await browser(app.http, home).logIn(username, password)).statusCode).toBe(200)
})

it('knows a device for the accounts that signed in on it and takes no forged one', async () => {
  const owner = await person()
  const colleague = await person()
  const shared = browser(app.http, '203.0.113.14')
  await shared.logIn(owner.username, password)
  const cookie = shared.cookies.get('tongxin_device')!
  const stranger = browser(app.http, '203.0.113.14')
  stranger.cookies.set('tongxin_device', cookie.replace(owner.id, colleague.id))
  for (let n = 0; n < 5; n++) expect((await stranger.logIn(colleague.username, 'wrong')).statusCode).toBe(401)
  expect((await stranger.logIn(colleague.username, 'wrong')).statusCode).toBe(429)
  // the genuine cookie says nothing for an account that never signed in there
  expect((await shared.logIn(colleague.username, 'wrong')).statusCode).toBe(429)
  for (const forged of ['', 'x', '.', 'a.b.c', `${cookie}x`, '~~~.AAAA', '%00.%00']) {
    stranger.cookies.set('tongxin_device', forged)
    expect((await stranger.logIn(colleague.username, 'wrong')).statusCode).toBe(429)
  }
})

it('keeps what people typed as a name out of the database', async () => {
  await browser(app.http, '203.0.113.15').logIn('my-secret-password', 'x')
  const rows = await app.db.selectFrom('login_failures').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain('my-secret-password')
})

it('prunes what has run dry', async () => {
  await browser(app.http, '203.0.113.16').logIn('someone', 'x')
  later(48 * 3600)
  await pruneLogins.run(app.db, app.clock.now)
  expect(await app.db.selectFrom('login_failures').selectAll().execute()).toEqual([])
  expect(await app.db.selectFrom('logins').selectAll().execute()).toEqual([])
})
