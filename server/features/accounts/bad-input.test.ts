import { expect, it } from 'vitest'
import { testApp } from '../../testing/app.ts'
import { sharedNaughtyTexts } from '../../testing/naughty.ts'
import { buildCommittee } from '../committees/committees.fixtures.ts'
import { signInAs } from './accounts.fixtures.ts'

const app = await testApp()
const { id: committeeId } = await buildCommittee(app.db)
const system = await signInAs(app.db, { committeeId, role: 'systemAdmin' })
const security = await signInAs(app.db, { committeeId, role: 'securityAdmin' })
const auditor = await signInAs(app.db, { committeeId, role: 'auditAdmin' })

const own = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '𠮷野家 𣲗 㐂 龘',
  '👨‍👩‍👧‍👦🏳️‍🌈',
  'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤',
  '\u202eolleh\u202c',
  '\ufeff零宽\u200b字',
  "Robert'); drop table accounts; --",
  '<img src=x onerror=alert(1)>',
  '{{7*7}} #{7*7} <%= 7*7 %>',
  '../../etc/passwd',
  '%00%ff',
  '\r\nset-cookie: a=b',
  '张三\n李四\t王五',
  '１２３４５',
  '__proto__',
  'constructor',
  'a'.repeat(60),
  '长'.repeat(61),
  '长'.repeat(100_000),
]
const collected = sharedNaughtyTexts()

const headers = { 'content-type': 'application/json' }
const send = (method: string, path: string, token: string | undefined, body: unknown) =>
  app.request({ method, url: `/api/v1${path}`, token, headers, payload: JSON.stringify(body) })

const asToken = (text: string) => text.replace(/[^\x21-\x7e]|[;,"\\]/g, '')
const shown = (text: string) => JSON.stringify(text).slice(0, 60)
const batches = (texts: readonly string[], size: number) =>
  Array.from({ length: Math.ceil(texts.length / size) }, (_, n) => texts.slice(n * size, (n + 1) * size))

type Door = (text: string) => ReturnType<typeof send>
const get = (path: string, token: string) => app.request({ method: 'GET', url: `/api/v1${path}`, token })
const q = (text: string) => encodeURIComponent(text.toWellFormed())

/** Where any text is taken as it is. */
const textDoors: Door[] = [
  (text) => send('POST', '/login', undefined, { identifier: text, password: text || 'x' }),
  (text) => get(`/accounts?q=${q(text)}`, security.token),
  (text) => get(`/audit/events?type=${q(text)}&actor=${q(text)}`, auditor.token),
]

/** Where a number, an id or a date is asked for and a text comes. */
const otherDoors: Door[] = [
  (text) => send('POST', '/login/code', undefined, { phone: text }),
  (text) => send('POST', '/login/by-code', undefined, { phone: text, code: text }),
  (text) => send('POST', '/login/totp', asToken(text), { code: text }),
  (text) => send('POST', '/me/hat', system.token, { hatId: text }),
  (text) => send('POST', '/me/totp/confirm', system.token, { code: text }),
  (text) => send('POST', '/accounts', system.token, { committeeId: text, name: text, username: text, phone: text }),
  (text) => send('POST', `/accounts/${q(text).slice(0, 150)}/disable`, security.token, { reason: text }),
  (text) => get(`/accounts?cursor=${q(text)}`, security.token),
  (text) => get(`/audit/events?from=${q(text)}&to=${q(text)}&cursor=${q(text)}`, auditor.token),
  (text) => get('/me', asToken(text)),
]

/** Opens an account under each name and reads it back; gives the names that were refused. */
async function storeAndReadBack(texts: readonly string[]): Promise<string[]> {
  const refused = new Set<string>()
  for (const batch of batches(texts, 50)) {
    const names = new Map<string, string>()
    const open = async (name: string) => {
      const username = `u${Math.random().toString(36).slice(2, 14)}`
      const made = await send('POST', '/accounts', system.token, { committeeId, name, username, phone: null })
      expect([200, 400], `${shown(name)}: ${made.body}`).toContain(made.statusCode)
      if (made.statusCode === 400) refused.add(name)
      else names.set(made.json().id, name)
    }
    await Promise.all(batch.map(open))
    const read = async (path: string, token: string): Promise<Record<string, unknown>[]> =>
      (await app.request({ method: 'GET', url: `/api/v1${path}?limit=100`, token })).json().items
    const accounts = new Map((await read('/accounts', security.token)).map((one) => [one.id, one.name]))
    const told = new Map(
      (await read('/audit/events', auditor.token)).map((one) => [
        one.subjectId,
        (one.details as { name: string }).name,
      ]),
    )
    for (const [id, name] of names) {
      expect(accounts.get(id)).toBe(name)
      expect(told.get(id)).toBe(name)
    }
  }
  return texts.filter((text) => refused.has(text))
}

/** Ten at a time, an hour later each time: waits are not what is looked at here. */
async function bears(texts: readonly string[], doors: readonly Door[]) {
  for (const batch of batches(texts, 10)) {
    app.clock.now = new Date(app.clock.now.getTime() + 3_600_000)
    const tries = batch.flatMap((text) => doors.map(async (door) => ({ text, door, answer: await door(text) })))
    for (const { text, door, answer } of await Promise.all(tries))
      expect(answer.statusCode, `${door} for ${shown(text)}: ${answer.body.slice(0, 200)}`).toBeLessThan(500)
  }
}

it('answers every awkward text without breaking', { timeout: 60_000 }, () => bears(own, [...textDoors, ...otherDoors]))

it('answers every awkward password without breaking', { timeout: 60_000 }, async () => {
  for (const text of own) {
    const answer = await send('POST', '/me/password', system.token, { current: text, next: text || 'x' })
    expect(answer.statusCode, `${shown(text)}: ${answer.body}`).toBeLessThan(500)
  }
})

it('stores names as they were typed, or says that it cannot', { timeout: 60_000 }, async () => {
  const refused = await storeAndReadBack(own)
  expect(refused).toEqual(['', ' ', '\0', 'a\0b', '\ud800', 'x\udfff', '长'.repeat(61), '长'.repeat(100_000)])
})

it.skipIf(collected === null)('bears the lists of ../shared/data/fuzz', { timeout: 180_000 }, async () => {
  await bears(collected!, textDoors)
  await storeAndReadBack(collected!)
})

it.each([
  ['no body', undefined],
  ['broken JSON', '{"identifier":'],
  ['an array', '[]'],
  ['null', 'null'],
  ['another shape', '{"identifier":{"$ne":null},"password":["x"]}'],
  ['a deep nest', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['too much', JSON.stringify({ identifier: 'a'.repeat(2_000_000), password: 'x' })],
])('refuses %s at the door', async (_, payload) => {
  const answer = await app.request({ method: 'POST', url: '/api/v1/login', headers, payload })
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(answer.statusCode).toBeLessThan(500)
  expect(answer.headers['content-type']).toContain('application/problem+json')
})
