import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openPool } from '#platform/database/database.ts'
import { testApp } from '../../testing/app.ts'
import { buildCommittee } from '../committees/committees.fixtures.ts'
import { buildMember } from '../members/members.fixtures.ts'
import { buildAccount, buildHat, signIn, signInAs } from './accounts.fixtures.ts'
import { openLoginCache } from './login-cache.ts'
import { findLogin, tokenHash } from './queries/login.ts'

const app = await testApp({ loginCache: true })
const { id: committeeId, termId } = await buildCommittee(app.db)
const admin = await signInAs(app.db, { committeeId, role: 'securityAdmin' })

async function person() {
  const account = await buildAccount(app.db, { committeeId })
  const hat = await buildHat(app.db, { committeeId, accountId: account.id, role: 'leader' })
  const token = await signIn(app.db, account.id, hat.id, app.clock.now.toISOString())
  return { ...account, hatId: hat.id, token }
}
const get = async (token: string, path = '/me') =>
  (await app.request({ method: 'GET', url: `/api/v1${path}`, token })).statusCode
const post = async (path: string, token: string, body: unknown = {}) =>
  (
    await app.request({
      method: 'POST',
      url: `/api/v1${path}`,
      token,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    })
  ).statusCode

async function until(condition: () => Promise<boolean> | boolean) {
  const end = performance.now() + 5_000
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('did not come about within 5 s')
    await sleep(5)
  }
}

it('has a disabled account out at the very next request, each of many times', async () => {
  for (let n = 0; n < 20; n++) {
    const { id, token } = await person()
    expect(await get(token)).toBe(200)
    expect(await get(token)).toBe(200)
    expect(await post(`/accounts/${id}/disable`, admin.token, { reason: '离岗' })).toBe(200)
    expect(await get(token)).toBe(401)
  }
})

it('has a hat gone and another worn at the very next request', async () => {
  for (let n = 0; n < 10; n++) {
    const { id, token, hatId } = await person()
    const second = await buildHat(app.db, { committeeId, accountId: id, role: 'memberOffice' })
    expect(await get(token)).toBe(200)
    expect(await post('/me/hat', token, { hatId: second.id })).toBe(200)
    expect((await app.request({ method: 'GET', url: '/api/v1/me', token })).json().hatId).toBe(second.id)
    expect(await post(`/hats/${second.id}/revoke`, admin.token, { reason: '轮岗' })).toBe(200)
    expect((await app.request({ method: 'GET', url: '/api/v1/me', token })).json().hatId).toBe(hatId)
  }
})

it('has a login out at once after signing out and after its end elsewhere', async () => {
  const { id, token } = await person()
  const other = await signIn(app.db, id, null, app.clock.now.toISOString())
  expect([await get(token), await get(other)]).toEqual([200, 200])
  const { items } = (await app.request({ method: 'GET', url: '/api/v1/me/logins', token })).json()
  const there = items.find((item: { current: boolean }) => !item.current)
  const ended = await app.request({ method: 'DELETE', url: `/api/v1/me/logins/${there.id}`, token })
  expect(ended.statusCode).toBe(200)
  expect(await get(other)).toBe(401)
  expect(await post('/logout', token)).toBe(200)
  expect(await get(token)).toBe(401)
})

it('hears of changes made by others, an operator with psql included', async () => {
  const { db, url } = app
  const heard: unknown[] = []
  const cache = openLoginCache(url, (error) => heard.push(error))
  await until(() => cache.on)
  const { id, hatId, token } = await person()
  const memberId = await buildMember(db, { committeeId, termId, name: '旧名' })
  const delegated = { committeeId, accountId: id, role: 'member', memberId, delegated: true } as const
  await buildHat(db, delegated)
  const hash = tokenHash(token)
  const keep = async () => {
    const readAt = performance.now()
    cache.keep('key', (await findLogin(db, hash, '2026-03-02'))!, readAt)
    expect(cache.find('key')).not.toBeNull()
  }
  const changes = [
    () => db.updateTable('members').set({ name: '新名' }).where('id', '=', memberId).execute(),
    () => db.updateTable('accounts').set({ name: '新名' }).where('id', '=', id).execute(),
    () => db.updateTable('accounts').set({ must_change_password: true }).where('id', '=', id).execute(),
    () => db.updateTable('accounts').set({ totp_confirmed_at: app.clock.now }).where('id', '=', id).execute(),
    () => db.updateTable('hats').set({ ends_on: '2026-03-01' }).where('id', '=', hatId).execute(),
    () => db.updateTable('logins').set({ hat_id: null }).where('token_hash', '=', hash).execute(),
    () => db.updateTable('logins').set({ complete: false }).where('token_hash', '=', hash).execute(),
  ]
  for (const change of changes) {
    await keep()
    await change()
    await until(() => cache.find('key') === null)
  }
  await keep()
  await db.updateTable('logins').set({ last_seen_at: app.clock.now }).where('token_hash', '=', hash).execute()
  await db.updateTable('accounts').set({ last_login_at: app.clock.now }).where('id', '=', id).execute()
  await sleep(50)
  expect(cache.find('key')).not.toBeNull()
  await db.updateTable('accounts').set({ disabled_at: app.clock.now }).where('id', '=', id).execute()
  await until(() => cache.find('key') === null)
  await cache.stop()
  expect(cache.on).toBe(false)
  expect(heard).toEqual([])
})

it('keeps nothing while it cannot hear, and comes back by itself', async () => {
  const heard: unknown[] = []
  const cache = openLoginCache(app.url, (error) => heard.push(error))
  await until(() => cache.on)
  const { token } = await person()
  const login = (await findLogin(app.db, tokenHash(token), '2026-03-02'))!
  cache.keep('key', login, performance.now())
  expect(cache.find('key')).not.toBeNull()
  const operator = openPool(app.url, { max: 1 })
  const ended = await operator.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tongxin-listen' and datname = current_database()`,
  )
  expect(ended.rowCount).toBeGreaterThan(0)
  await until(() => !cache.on)
  expect(cache.find('key')).toBeNull()
  cache.keep('key', login, performance.now())
  expect(cache.find('key')).toBeNull()
  await until(() => cache.on)
  expect(cache.find('key')).toBeNull()
  cache.keep('key', login, performance.now())
  expect(cache.find('key')).not.toBeNull()
  expect(heard.length).toBeGreaterThan(0)
  await cache.stop()
  await operator.close()
  // the server's own connection was cut too and must not have brought it down
  expect(await get(token)).toBe(200)
})

it('does not keep what was read before a change was heard of', async () => {
  const cache = openLoginCache(app.url, () => undefined)
  await until(() => cache.on)
  const { id, token } = await person()
  const login = (await findLogin(app.db, tokenHash(token), '2026-03-02'))!
  const readAt = performance.now()
  cache.keep('seen', login, readAt)
  await app.db.updateTable('accounts').set({ disabled_at: app.clock.now }).where('id', '=', id).execute()
  await until(() => cache.find('seen') === null)
  cache.keep('late', login, readAt)
  expect(cache.find('late')).toBeNull()
  await cache.stop()
})

it('keeps ten thousand logins at the most', async () => {
  const cache = openLoginCache(app.url, () => undefined)
  await until(() => cache.on)
  const { token } = await person()
  const login = (await findLogin(app.db, tokenHash(token), '2026-03-02'))!
  const readAt = performance.now()
  for (let n = 0; n < 10_001; n++) cache.keep(String(n), login, readAt)
  expect(cache.find('0')).toBeNull()
  expect(cache.find('1')).not.toBeNull()
  expect(cache.find('10000')).not.toBeNull()
  await cache.stop()
})
