import { expect, it } from 'vitest'
import { type Role, accountRoutes as r } from '#contract/accounts.ts'
import { ApiError } from '#contract/client.ts'
import { systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import { testApp } from '../../testing/app.ts'
import { buildCommittee, buildUnit } from '../committees/committees.fixtures.ts'
import { buildMember } from '../members/members.fixtures.ts'
import { browser, buildAccount, buildHat, signIn, signInAs } from './accounts.fixtures.ts'
import { actorOf } from './authenticate.ts'
import { createFirstAdmin } from './commands/create-first-admin.ts'
import { giveHat, openAccount, takeHat } from './index.ts'
import { findLogin, tokenHash } from './queries/login.ts'

const app = await testApp()
const province = await buildCommittee(app.db, { name: '某省政协', level: 'province' })
const city = await buildCommittee(app.db, { name: '某市政协', level: 'city', parentId: province.id })
const county = await buildCommittee(app.db, { name: '某县政协', parentId: city.id })
const sibling = await buildCommittee(app.db, { name: '邻县政协', parentId: city.id })

const as = async (role: Role, committeeId: string) => {
  const { token, accountId } = await signInAs(app.db, { committeeId, role, name: role })
  return { call: app.client(token), accountId, token }
}
const system = await as('systemAdmin', city.id)
const security = await as('securityAdmin', city.id)
const countySecurity = await as('securityAdmin', county.id)

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiError ? error.problem.code : String(error)),
  )
const eventsOf = (subjectId: string) =>
  app.db.selectFrom('events').selectAll().where('subject_id', '=', subjectId).orderBy('id').execute()
const grant = (
  by: typeof security,
  id: string,
  body: { committeeId: string; role: Role; unitId?: string; memberId?: string },
) => by.call(r.grantHat, { params: { id }, body })

it('opens an account without any right, which then is given a hat and signs in', async () => {
  const { id, firstPassword } = await system.call(r.createAccount, {
    body: { committeeId: county.id, name: '钱老师', username: 'qian', phone: '13500001111' },
  })
  const at = browser(app.http)
  expect((await at.logIn('13500001111', firstPassword)).statusCode).toBe(200)
  expect((await at.send('GET', '/me')).json()).toMatchObject({ name: '钱老师', hats: [], mustChangePassword: true })
  const { id: hatId } = await grant(security, id, { committeeId: county.id, role: 'proposalOffice' })
  const { items } = await security.call(r.listAccounts, { query: { q: '钱老师' } })
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ username: 'qian', phoneMasked: '135****1111', lastLoginAt: expect.any(String) })
  expect(items[0]!.hats).toMatchObject([{ id: hatId, role: 'proposalOffice', committeeName: '某县政协' }])
  const events = await eventsOf(id)
  expect(events.map((event) => [event.type, event.committee_id, event.actor_role])).toEqual([
    ['account.opened', county.id, 'systemAdmin'],
    ['account.loggedIn', county.id, null],
    ['account.hatGranted', county.id, 'securityAdmin'],
  ])
  expect(JSON.stringify(events)).not.toContain(firstPassword)
  expect(JSON.stringify(events)).not.toContain('13500001111')
})

it('refuses an account without phone and user name, and one that is there already', async () => {
  const open = (username: string | null, phone: string | null) =>
    codeOf(system.call(r.createAccount, { body: { committeeId: city.id, name: '孙', username, phone } }))
  expect(await open(null, null)).toBe('account.needs-name')
  expect(await open('sun', '13500002222')).toBe('done')
  expect(await open('sun', null)).toBe('account.taken')
  expect(await open('sun2', '13500002222')).toBe('account.taken')
  const atOnce = await Promise.all(Array.from({ length: 4 }, () => open('same-moment', null)))
  expect(atOnce.toSorted()).toEqual(['account.taken', 'account.taken', 'account.taken', 'done'])
})

it('keeps the first password out of what is stored for repeated requests', async () => {
  const { firstPassword } = await system.call(
    r.createAccount,
    { body: { committeeId: city.id, name: '李', username: 'li-once', phone: null } },
    { idempotencyKey: 'the-same-key' },
  )
  const kept = await app.db.selectFrom('idempotent_answers').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain(firstPassword)
})

it('reaches the own committee and everything below, nothing above or beside', async () => {
  const inCounty = await buildAccount(app.db, { committeeId: county.id, name: '县里的人' })
  const inSibling = await buildAccount(app.db, { committeeId: sibling.id })
  const inProvince = await buildAccount(app.db, { committeeId: province.id })
  const disable = (by: typeof security, id: string) =>
    codeOf(by.call(r.disableAccount, { params: { id }, body: { reason: '离岗' } }))
  expect(await disable(countySecurity, inSibling.id)).toBe('not-found')
  expect(await disable(countySecurity, inProvince.id)).toBe('not-found')
  expect(await disable(security, inProvince.id)).toBe('not-found')
  expect(await disable(security, inCounty.id)).toBe('done')
  expect(await disable(security, inSibling.id)).toBe('done')
  expect(
    await codeOf(
      system.call(r.createAccount, { body: { committeeId: province.id, name: '周', username: 'zhou', phone: null } }),
    ),
  ).toBe('not-found')
  const account = await buildAccount(app.db, { committeeId: county.id })
  expect(await codeOf(grant(countySecurity, account.id, { committeeId: city.id, role: 'leader' }))).toBe('not-found')
  expect(await codeOf(grant(countySecurity, account.id, { committeeId: county.id, role: 'leader' }))).toBe('done')
})

it('gives a county no power over somebody who also works above it', async () => {
  const both = await buildAccount(app.db, { committeeId: county.id })
  await buildHat(app.db, { committeeId: county.id, accountId: both.id, role: 'memberOffice' })
  const above = await buildHat(app.db, { committeeId: city.id, accountId: both.id, role: 'proposalOffice' })
  const reset = (by: typeof security) => codeOf(by.call(r.resetPassword, { params: { id: both.id } }))
  expect(await reset(countySecurity)).toBe('access.denied')
  expect(await codeOf(countySecurity.call(r.disableAccount, { params: { id: both.id }, body: { reason: '试' } }))).toBe(
    'access.denied',
  )
  expect(await codeOf(countySecurity.call(r.revokeHat, { params: { id: above.id }, body: { reason: '试' } }))).toBe(
    'not-found',
  )
  const { items } = await countySecurity.call(r.listAccounts, { query: { limit: 100 } })
  expect(items.find((item) => item.id === both.id)!.hats.map((hat) => hat.committeeId)).toEqual([county.id])
  expect(await reset(security)).toBe('done')
})

it('lets no administrator act on themselves', async () => {
  const { accountId: id } = security
  expect(await codeOf(grant(security, id, { committeeId: city.id, role: 'securityAdmin' }))).toBe('access.denied')
  expect(await codeOf(grant(security, id, { committeeId: city.id, role: 'auditAdmin' }))).toBe('access.denied')
  expect(await codeOf(security.call(r.disableAccount, { params: { id }, body: { reason: '试' } }))).toBe(
    'access.denied',
  )
  expect(await codeOf(security.call(r.resetPassword, { params: { id } }))).toBe('access.denied')
  const hat = await app.db.selectFrom('hats').select('id').where('account_id', '=', id).executeTakeFirstOrThrow()
  expect(await codeOf(security.call(r.revokeHat, { params: { id: hat.id }, body: { reason: '试' } }))).toBe(
    'access.denied',
  )
})

it('keeps the three administrators and the business apart, in any committee', async () => {
  const auditor = await buildAccount(app.db, { committeeId: county.id })
  expect(await codeOf(grant(security, auditor.id, { committeeId: county.id, role: 'auditAdmin' }))).toBe('done')
  for (const role of ['systemAdmin', 'securityAdmin', 'leader', 'proposalOffice'] as const)
    expect(await codeOf(grant(security, auditor.id, { committeeId: sibling.id, role }))).toBe('hat.separate-duties')
  expect(await codeOf(grant(security, auditor.id, { committeeId: sibling.id, role: 'auditAdmin' }))).toBe('done')
  const clerk = await buildAccount(app.db, { committeeId: county.id })
  expect(await codeOf(grant(security, clerk.id, { committeeId: county.id, role: 'leader' }))).toBe('done')
  expect(await codeOf(grant(security, clerk.id, { committeeId: city.id, role: 'systemAdmin' }))).toBe(
    'hat.separate-duties',
  )
  const hats = await app.db.selectFrom('hats').select('id').where('account_id', '=', clerk.id).execute()
  await security.call(r.revokeHat, { params: { id: hats[0]!.id }, body: { reason: '改任' } })
  expect(await codeOf(grant(security, clerk.id, { committeeId: city.id, role: 'systemAdmin' }))).toBe('done')
})

it('has the database refuse mixed duties even where no code asked, two at once included', async () => {
  const account = await buildAccount(app.db, { committeeId: county.id })
  const accountId = account.id
  await buildHat(app.db, { committeeId: county.id, accountId, role: 'auditAdmin' })
  await expect(buildHat(app.db, { committeeId: city.id, accountId, role: 'leader' })).rejects.toThrow(/separate duties/)
  const another = await buildAccount(app.db, { committeeId: county.id })
  for (let n = 0; n < 5; n++) {
    const fresh = await buildAccount(app.db, { committeeId: county.id })
    const outcomes = await Promise.allSettled(
      (['auditAdmin', 'systemAdmin', 'securityAdmin', 'leader'] as const).map((role) =>
        transact(app.db, async (tx) => {
          await buildHat(tx, { committeeId: county.id, accountId: fresh.id, role })
          await new Promise((done) => setTimeout(done, 20))
        }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  }
  const hat = await buildHat(app.db, { committeeId: county.id, accountId: another.id, role: 'leader' })
  await app.db.updateTable('hats').set({ revoked_at: app.clock.now }).where('id', '=', hat.id).execute()
  await buildHat(app.db, { committeeId: county.id, accountId: another.id, role: 'systemAdmin' })
  await expect(app.db.updateTable('hats').set({ revoked_at: null }).where('id', '=', hat.id).execute()).rejects.toThrow(
    /separate duties/,
  )
})

it('seats a clerk at the desks of the unit, none being all of them, and says so in the log', async () => {
  const { id } = await buildAccount(app.db, { committeeId: county.id, name: '小周' })
  const body = { committeeId: county.id, role: 'unitClerk' as const, unitId: county.unitId }
  const { id: hatId } = await grant(security, id, body)
  const desksOf = async () =>
    (await security.call(r.listAccounts, { query: { q: '小周' } })).items[0]!.hats.map((hat) => hat.desks)
  const seat = (by: typeof security, desks: ('leader' | 'office' | 'clerk')[], hat = hatId) =>
    codeOf(by.call(r.setHatDesks, { params: { id: hat }, body: { desks } }))
  expect(await desksOf()).toEqual([[]])
  expect(await seat(security, ['office', 'clerk', 'office'])).toBe('done')
  expect(await desksOf()).toEqual([['office', 'clerk']])
  expect(await seat(system, ['leader'])).toBe('access.denied')
  expect((await eventsOf(id)).at(-1)).toMatchObject({
    type: 'account.hatSeated',
    actor_role: 'securityAdmin',
    details: { desks: ['office', 'clerk'], formerDesks: [] },
  })
  const { id: other } = await buildAccount(app.db, { committeeId: county.id })
  const { id: noUnit } = await grant(security, other, { committeeId: county.id, role: 'proposalOffice' })
  expect(await seat(security, ['office'], noUnit)).toBe('hat.needs-unit')
})

it('gives a clerk a unit and a member a file of that very committee, and the same hat once', async () => {
  const { id } = await buildAccount(app.db, { committeeId: county.id })
  const strangeUnit = await buildUnit(app.db, { committeeId: sibling.id, name: '邻县水利局' })
  const strangeMember = await buildMember(app.db, { committeeId: sibling.id, termId: sibling.termId })
  const member = await buildMember(app.db, { committeeId: county.id, termId: county.termId })
  const give = (body: { role: Role; unitId?: string; memberId?: string }) =>
    codeOf(grant(security, id, { committeeId: county.id, ...body }))
  expect(await give({ role: 'unitClerk' })).toBe('hat.needs-unit')
  expect(await give({ role: 'unitClerk', unitId: strangeUnit })).toBe('hat.needs-unit')
  expect(await give({ role: 'unitClerk', unitId: county.unitId })).toBe('done')
  expect(await give({ role: 'member' })).toBe('hat.needs-member')
  expect(await give({ role: 'member', memberId: strangeMember })).toBe('hat.needs-member')
  expect(await give({ role: 'member', memberId: member })).toBe('done')
  expect(await give({ role: 'member', memberId: member })).toBe('hat.taken')
  const linked = await app.db
    .selectFrom('members')
    .select('account_id')
    .where('id', '=', member)
    .executeTakeFirstOrThrow()
  expect(linked.account_id).toBe(id)
  const other = await buildAccount(app.db, { committeeId: county.id })
  expect(await codeOf(grant(security, other.id, { committeeId: county.id, role: 'member', memberId: member }))).toBe(
    'member.has-account',
  )
})

it('gives a new first password, ends the logins, and tells who did it', async () => {
  const { firstPassword: first } = await system.call(r.createAccount, {
    body: { committeeId: county.id, name: '吴', username: 'wu.hai', phone: null },
  })
  const at = browser(app.http)
  await at.logIn('wu.hai', first)
  const { items } = await security.call(r.listAccounts, { query: { q: 'wu.hai' } })
  const { id } = items[0]!
  const { firstPassword } = await countySecurity.call(r.resetPassword, { params: { id } })
  expect((await at.send('GET', '/me')).statusCode).toBe(401)
  expect((await browser(app.http).logIn('wu.hai', first)).statusCode).toBe(401)
  expect((await browser(app.http).logIn('wu.hai', firstPassword)).statusCode).toBe(200)
  const [event] = (await eventsOf(id)).filter((one) => one.type === 'account.passwordReset')
  expect(event).toMatchObject({ actor_name: 'securityAdmin', account_id: countySecurity.accountId })
})

it('disables once, enables once, and ends what was open', async () => {
  const { token, accountId: id } = await as('leader', county.id)
  const call = app.client(token)
  for (let n = 0; n < 2; n++) await security.call(r.disableAccount, { params: { id }, body: { reason: '离岗' } })
  expect(await codeOf(call(r.getMe, {}))).toBe('login.required')
  for (let n = 0; n < 2; n++) await security.call(r.enableAccount, { params: { id } })
  expect(await codeOf(call(r.getMe, {}))).toBe('login.required')
  expect((await eventsOf(id)).map((event) => [event.type, event.details])).toEqual([
    ['account.disabled', { name: 'leader', reason: '离岗' }],
    ['account.enabled', { name: 'leader' }],
  ])
})

it('pages through accounts without losing or doubling one, and filters', async () => {
  const own = await buildCommittee(app.db, { name: '分页县政协', parentId: city.id })
  const admin = await as('securityAdmin', own.id)
  for (let n = 0; n < 23; n++) {
    const account = await buildAccount(app.db, { committeeId: own.id, name: `分页${n}` })
    if (n % 2) await buildHat(app.db, { committeeId: own.id, accountId: account.id, role: 'leader' })
    if (n === 3)
      await app.db.updateTable('accounts').set({ last_login_at: app.clock.now }).where('id', '=', account.id).execute()
  }
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page: { items: { id: string }[]; nextCursor: string | null } = await admin.call(r.listAccounts, {
      query: { limit: 10, cursor },
    })
    seen.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toHaveLength(24)
  expect(new Set(seen).size).toBe(24)
  const count = async (query: { role?: Role; neverLoggedIn?: 'true' | 'false'; q?: string; committeeId?: string }) =>
    (await admin.call(r.listAccounts, { query: { limit: 100, ...query } })).items.length
  expect(await count({ role: 'leader' })).toBe(11)
  expect(await count({ neverLoggedIn: 'false' })).toBe(1)
  expect(await count({ neverLoggedIn: 'true', role: 'leader' })).toBe(10)
  expect(await count({ q: '分页7' })).toBe(1)
  expect(await count({ committeeId: own.id })).toBe(12)
  expect(await count({ committeeId: city.id })).toBe(0)
  expect(await codeOf(admin.call(r.listAccounts, { query: { cursor: 'nonsense' } }))).toBe('input.invalid')
})

it('opens the first administrators from the command line', async () => {
  const first = await createFirstAdmin(app.db, app.clock.now, {
    role: 'systemAdmin',
    name: '管理员',
    username: 'admin1',
  })
  const at = browser(app.http)
  await at.logIn('admin1', first.firstPassword)
  expect((await at.send('GET', '/me')).json()).toMatchObject({
    mustChangePassword: true,
    hats: [{ role: 'systemAdmin', committeeName: '某省政协' }],
  })
  await expect(
    createFirstAdmin(app.db, app.clock.now, { role: 'auditAdmin', name: '又一个', username: 'admin1' }),
  ).rejects.toMatchObject({ code: 'account.taken' })
  const [event] = await eventsOf(first.accountId)
  expect(event).toMatchObject({ account_id: null, actor_name: '系统操作员' })
})

it('opens, joins and takes hats for the members’ files', async () => {
  const memberId = await buildMember(app.db, { committeeId: county.id, termId: county.termId, name: '郑委员' })
  await transact(app.db, async (db) => {
    const ctx = { db, actor: systemActor(county.id), now: app.clock.now, requestId: 'test' }
    const opened = await openAccount(ctx, { committeeId: county.id, name: '郑委员', phone: '13600001111' })
    expect(opened.firstPassword).not.toBeNull()
    const joined = await openAccount(ctx, {
      committeeId: sibling.id,
      name: '郑委员',
      phone: '13600001111',
      joinExisting: true,
    })
    expect(joined).toEqual({ accountId: opened.accountId, firstPassword: null })
    await expect(openAccount(ctx, { committeeId: sibling.id, name: '郑', phone: '13600001111' })).rejects.toMatchObject(
      { code: 'account.taken' },
    )
    const { accountId } = opened
    const own = await giveHat(ctx, { accountId, committeeId: county.id, role: 'member', memberId })
    const clerk = await buildAccount(db, { committeeId: county.id })
    const given = {
      accountId: clerk.id,
      committeeId: county.id,
      role: 'member',
      memberId,
      delegated: true,
      basis: '本人书面委托',
    } as const
    const delegated = await giveHat(ctx, { ...given, endsOn: '2026-12-31' })
    await takeHat(ctx, delegated.hatId, '不再需要')
    await takeHat(ctx, delegated.hatId)
    await takeHat(ctx, own.hatId)
    await expect(takeHat(ctx, memberId)).rejects.toMatchObject({ code: 'not-found' })
    const events = await db
      .selectFrom('events')
      .select('type')
      .where('subject_id', '=', clerk.id)
      .orderBy('id')
      .execute()
    expect(events.map((event) => event.type)).toEqual(['account.hatGranted', 'account.hatRevoked'])
  })
})

it('writes in the member’s name and names who typed', async () => {
  const memberId = await buildMember(app.db, { committeeId: county.id, termId: county.termId, name: '老委员' })
  const clerk = await buildAccount(app.db, { committeeId: county.id, name: '小周' })
  const hat = await buildHat(app.db, {
    committeeId: county.id,
    accountId: clerk.id,
    role: 'member',
    memberId,
    delegated: true,
  })
  const token = await signIn(app.db, clerk.id, hat.id)
  const actor = actorOf((await findLogin(app.db, tokenHash(token), '2026-03-02'))!)
  expect(actor).toMatchObject({ name: '老委员', delegatedBy: '小周', memberId, role: 'member' })
})
