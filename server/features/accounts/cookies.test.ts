import { expect, it } from 'vitest'
import { testApp } from '../../testing/app.ts'
import { buildCommittee } from '../committees/committees.fixtures.ts'
import { browser, buildAccount } from './accounts.fixtures.ts'
import { hashPassword } from './passwords.ts'

const password = '湖光山色两相和'
const passwordHash = await hashPassword(password)

async function cookiesOf(options: Parameters<typeof testApp>[0], headers: Record<string, string> = {}) {
  const app = await testApp(options)
  const { id: committeeId } = await buildCommittee(app.db)
  const { username, id } = await buildAccount(app.db, { committeeId, passwordHash })
  const at = browser(app.http, '10.0.0.1')
  const answer = await at.send('POST', '/login', { identifier: username, password }, headers)
  const login = await app.db
    .selectFrom('logins')
    .select('address')
    .where('account_id', '=', id)
    .executeTakeFirstOrThrow()
  return { secure: answer.cookies.map((cookie) => cookie.secure === true), address: login.address }
}
const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.9' }

it('marks both cookies secure where people come over https', async () => {
  expect(await cookiesOf({ publicUrl: 'https://tongxin.example' })).toMatchObject({ secure: [true, true] })
  expect(await cookiesOf({ publicUrl: 'http://tongxin.example' })).toMatchObject({ secure: [false, false] })
})

it('believes a proxy about address and https only when it is named', async () => {
  expect(await cookiesOf({ trustProxy: '10.0.0.1' }, forwarded)).toEqual({
    secure: [true, true],
    address: '198.51.100.9',
  })
  expect(await cookiesOf({}, forwarded)).toEqual({ secure: [false, false], address: '10.0.0.1' })
  expect(await cookiesOf({ trustProxy: '192.0.2.1' }, forwarded)).toEqual({
    secure: [false, false],
    address: '10.0.0.1',
  })
})
