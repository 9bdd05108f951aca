import { expect, it } from 'vitest'
import { testApp } from '../../testing/app.ts'
import { buildCommittee } from '../committees/committees.fixtures.ts'
import { browser, buildAccount } from './accounts.fixtures.ts'
import { hashPassword } from './passwords.ts'

const app = await testApp()
const { id: committeeId } = await buildCommittee(app.db)
let phones = 13_900_000_000
async function person(given: Partial<Parameters<typeof buildAccount>[1]> = {}) {
  const phone = String(phones++)
  return { ...(await buildAccount(app.db, { committeeId, phone, ...given })), phone }
}
const later = (seconds: number) => {
  app.clock.now = new Date(app.clock.now.getTime() + seconds * 1000)
}
const lastCode = (phone: string) => /\d{6}/.exec(app.sent.findLast((one) => one.phone === phone)?.text ?? '')?.[0]
const otherThan = (code: string) => (code === '000000' ? '000001' : '000000')

it('signs in by a code sent to the phone, once', async () => {
  const { phone } = await person()
  const at = browser(app.http)
  expect((await at.send('POST', '/login/code', { phone })).json()).toEqual({ resendAfterSeconds: 60 })
  const code = lastCode(phone)!
  expect((await at.send('POST', '/login/by-code', { phone, code })).json()).toEqual({ step: 'done' })
  expect((await at.send('GET', '/me')).statusCode).toBe(200)
  expect((await browser(app.http).send('POST', '/login/by-code', { phone, code })).statusCode).toBe(401)
})

it('offers a code only where a message reaches people', async () => {
  expect((await browser(app.http).send('GET', '/login')).json()).toEqual({ ways: ['password', 'code'] })
  const silent = await testApp({ sms: false })
  expect((await browser(silent.http).send('GET', '/login')).json()).toEqual({ ways: ['password'] })
})

it('answers alike for a number nobody has, the first time and too soon after', async () => {
  const known = await person()
  const unknown = '13700000000'
  const answer = async (phone: string) => {
    const at = browser(app.http, '198.51.100.40')
    const first = await at.send('POST', '/login/code', { phone })
    const second = await at.send('POST', '/login/code', { phone })
    const tried = await at.send('POST', '/login/by-code', { phone, code: '123456' })
    return [first, second, tried].map((one) => {
      const { requestId: _, ...body } = one.json()
      return [one.statusCode, body]
    })
  }
  const answers = await answer(known.phone)
  expect(answers.map(([status]) => status)).toEqual([200, 429, 401])
  expect(await answer(unknown)).toEqual(answers)
  expect(app.sent.map((one) => one.phone)).not.toContain(unknown)
})

it('sends one a minute to a phone, and the newest counts', async () => {
  const { phone } = await person()
  const at = browser(app.http)
  await at.send('POST', '/login/code', { phone })
  const first = lastCode(phone)!
  later(30)
  const tooSoon = await at.send('POST', '/login/code', { phone })
  expect(tooSoon.json().details.retryAfterSeconds).toBe(30)
  later(30)
  await at.send('POST', '/login/code', { phone })
  const second = lastCode(phone)!
  if (first !== second) expect((await at.send('POST', '/login/by-code', { phone, code: first })).statusCode).toBe(401)
  expect((await at.send('POST', '/login/by-code', { phone, code: second })).statusCode).toBe(200)
})

it('sends one even when asked from many places at once', async () => {
  const { phone } = await person()
  const before = app.sent.length
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => browser(app.http, `198.51.101.${n}`).send('POST', '/login/code', { phone })),
  )
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
  expect(app.sent.length - before).toBe(1)
})

it('takes a code for five minutes', async () => {
  const { phone } = await person()
  const at = browser(app.http)
  await at.send('POST', '/login/code', { phone })
  later(301)
  expect((await at.send('POST', '/login/by-code', { phone, code: lastCode(phone) })).statusCode).toBe(401)
})

it('bears five wrong tries at a code, wherever they come from', async () => {
  const { phone } = await person()
  await browser(app.http).send('POST', '/login/code', { phone })
  const code = lastCode(phone)!
  for (let n = 0; n < 5; n++) {
    const from = browser(app.http, `198.51.102.${n}`)
    expect((await from.send('POST', '/login/by-code', { phone, code: otherThan(code) })).statusCode).toBe(401)
  }
  expect((await browser(app.http, '198.51.102.99').send('POST', '/login/by-code', { phone, code })).statusCode).toBe(
    401,
  )
})

it('gives one login for a code that is sent in twice at once', async () => {
  const { phone } = await person()
  await browser(app.http).send('POST', '/login/code', { phone })
  const code = lastCode(phone)!
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => browser(app.http).send('POST', '/login/by-code', { phone, code })),
  )
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
})

it('slows an address that asks for hundreds of codes, and a phone that gets one every minute', async () => {
  let last = 200
  let asked = 0
  while (last === 200 && asked < 400) {
    last = (await browser(app.http, '198.51.100.50').send('POST', '/login/code', { phone: String(phones++) }))
      .statusCode
    asked++
  }
  expect(asked).toBe(201)
  const { phone } = await person()
  const waits: number[] = []
  for (let n = 0; n < 14; n++) {
    const answer = await browser(app.http, `198.51.103.${n}`).send('POST', '/login/code', { phone })
    if (answer.statusCode === 429) waits.push(answer.json().details.retryAfterSeconds)
    later(61)
  }
  expect(waits.length).toBeGreaterThan(0)
})

it('sends nothing to a disabled account', async () => {
  const { phone, id } = await person()
  await app.db.updateTable('accounts').set({ disabled_at: app.clock.now }).where('id', '=', id).execute()
  const answer = await browser(app.http, '198.51.100.60').send('POST', '/login/code', { phone })
  expect(answer.json()).toEqual({ resendAfterSeconds: 60 })
  expect(lastCode(phone)).toBeUndefined()
})

it('keeps no code in the database that could be found from its hash, and none in the log of events', async () => {
  const { phone } = await person()
  await browser(app.http, '198.51.100.61').send('POST', '/login/code', { phone })
  const code = lastCode(phone)!
  const row = await app.db.selectFrom('login_codes').selectAll().where('phone', '=', phone).executeTakeFirstOrThrow()
  expect(row.code_hash).toHaveLength(32)
  const events = JSON.stringify(await app.db.selectFrom('events').selectAll().execute())
  expect(events).not.toContain(code)
})

it('lets who came by code work without changing the first password, and set one without knowing it', async () => {
  const first = await hashPassword('kq7m-x2pd-hv9c')
  const { phone, username } = await person({ mustChangePassword: true, passwordHash: first })
  const byPassword = browser(app.http, '198.51.100.62')
  await byPassword.logIn(username, 'kq7m-x2pd-hv9c')
  expect((await byPassword.send('GET', '/me')).json().mustChangePassword).toBe(true)
  const byCode = browser(app.http, '198.51.100.62')
  await byCode.send('POST', '/login/code', { phone })
  await byCode.send('POST', '/login/by-code', { phone, code: lastCode(phone) })
  expect((await byCode.send('GET', '/me')).json().mustChangePassword).toBe(false)
  const changed = await byCode.send('POST', '/me/password', { current: '', next: '春天里一起去看海' })
  expect(changed.json().code).toBe('password.weak')
  expect((await byCode.send('POST', '/me/password', { current: '', next: '春天里我们一起去看海' })).statusCode).toBe(
    200,
  )
  expect((await byCode.send('POST', '/me/password', { current: '', next: '秋天里我们一起去看山' })).json().code).toBe(
    'password.wrong',
  )
})
