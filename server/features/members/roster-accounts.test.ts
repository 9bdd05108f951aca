import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { accountRoutes } from '#contract/accounts.ts'
import { ApiError } from '#contract/client.ts'
import { memberAccountRoutes as r } from '#contract/member-accounts.ts'
import { browser, buildAccount, buildHat, signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { testApp } from '../../testing/app.ts'
import { buildMember } from './members.fixtures.ts'

const app = await testApp({ publicUrl: 'https://zx.example.cn' })
const { db } = app
let phones = 13_500_000_000
const newPhone = () => String(phones++)

async function world() {
  const committee = await buildCommittee(db)
  const { token } = await signInAs(db, { committeeId: committee.id, role: 'memberOffice', name: '联络办小李' })
  const member = (name: string, phone: string = newPhone()) =>
    buildMember(db, { committeeId: committee.id, termId: committee.termId, name, sectorId: committee.sectorId, phone })
  const call = app.client(token)
  return {
    committee,
    token,
    call,
    member,
    list: () => call(r.listMemberAccounts, {}),
    open: (memberIds: string[]) => call(r.openMemberAccounts, { body: { memberIds } }),
    renew: (memberIds: string[]) => call(r.renewFirstPasswords, { body: { memberIds } }),
    events: (type: string) =>
      db
        .selectFrom('events')
        .select(['subject_kind', 'actor_name', 'details'])
        .where('committee_id', '=', committee.id)
        .where('type', '=', type)
        .execute(),
  }
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('was let through')
    },
    (error: unknown) => {
      if (!(error instanceof ApiError)) throw error
      return error.problem
    },
  )
const logIn = (name: string, password: string) => browser(app.http, newId()).logIn(name, password)

describe('opening accounts for the roster', () => {
  it('says beforehand who gets what, and who cannot and why', async () => {
    const { committee, member, list } = await world()
    const [shared, taken, off, own] = [newPhone(), newPhone(), newPhone(), newPhone()]
    await member('甲一')
    await member('乙二', '')
    await member('丙三', shared)
    await member('丁四', shared)
    await member('戊五', taken)
    await buildAccount(db, { committeeId: committee.id, name: '别人', phone: taken })
    await member('己六', off)
    const disabled = await buildAccount(db, { committeeId: committee.id, name: '己六', phone: off })
    await db.updateTable('accounts').set({ disabled_at: app.clock.now }).where('id', '=', disabled.id).execute()
    await member('庚七', own)
    const staff = await buildAccount(db, { committeeId: committee.id, name: '庚七', phone: own })
    await buildHat(db, { committeeId: committee.id, accountId: staff.id, role: 'leader' })
    const gone = await member('辛八')
    await db
      .updateTable('memberships')
      .set({ left_on: '2026-01-31', leave_reason: 'resigned' })
      .where('member_id', '=', gone)
      .execute()
    const { items, inOffice, signedIn, siteAddress } = await list()
    expect({ inOffice, signedIn, siteAddress }).toEqual({
      inOffice: 7,
      signedIn: 0,
      siteAddress: 'https://zx.example.cn/app/',
    })
    expect(Object.fromEntries(items.map((item) => [item.name, item.state]))).toEqual({
      甲一: 'opens',
      乙二: 'noPhone',
      丙三: 'phoneTwice',
      丁四: 'phoneTwice',
      戊五: 'phoneTaken',
      己六: 'phoneDisabled',
      庚七: 'joins',
    })
    expect(items.find((item) => item.name === '乙二')!.signInName).toBeNull()
    expect(items.find((item) => item.name === '庚七')!.signInName).toBe(own)
  })

  it('opens for all at once; each signs in with their slip and must take an own password', async () => {
    const { member, open, list, events } = await world()
    const ids: string[] = []
    for (let at = 0; at < 8; at++) ids.push(await member(`委员${at}`))
    const done = await open(ids)
    expect(done.opened.map((slip) => slip.memberId)).toEqual(ids)
    expect(new Set(done.opened.map((slip) => slip.firstPassword)).size).toBe(8)
    for (const slip of done.opened.slice(0, 2)) {
      const at = browser(app.http, newId())
      expect((await at.logIn(slip.signInName, slip.firstPassword)).json()).toEqual({ step: 'done' })
      expect((await at.send('GET', '/me')).json()).toMatchObject({
        mustChangePassword: true,
        hats: [{ role: 'member', memberId: slip.memberId }],
      })
    }
    const { items, signedIn } = await list()
    expect(signedIn).toBe(2)
    expect(items.map((item) => item.state)).toEqual(Array(6).fill('neverSignedIn'))
    expect(await events('memberAccounts.opened')).toEqual([
      {
        subject_kind: 'committee',
        actor_name: '联络办小李',
        details: { opened: 8, joined: 0, memberIds: ids },
      },
    ])
    expect(await events('account.opened')).toHaveLength(8)
  })

  it('keeps no first password anywhere in the clear', async () => {
    const { member, open, renew } = await world()
    const id = await member('赵密')
    const first = (await open([id])).opened[0]!.firstPassword
    const second = (await renew([id])).renewed[0]!.firstPassword
    const { rows: tables } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'public'`.execute(db)
    for (const { name } of tables) {
      const { rows } = await sql<{ found: number }>`
        select count(*)::int as found
        from ${sql.table(name)} as t
        where strpos(t::text, ${first}) > 0 or strpos(t::text, ${second}) > 0`.execute(db)
      expect([name, rows[0]!.found]).toEqual([name, 0])
    }
  })

  it('lets who has an account go on with it, and its password', async () => {
    const { committee, member, open } = await world()
    const phone = newPhone()
    const staff = await buildAccount(db, { committeeId: committee.id, name: '钱一人', phone })
    await buildHat(db, { committeeId: committee.id, accountId: staff.id, role: 'leader' })
    const id = await member('钱一人', phone)
    expect(await open([id])).toEqual({ opened: [], joined: [{ memberId: id, name: '钱一人' }], skipped: [] })
    const hats = await db.selectFrom('hats').select('role').where('account_id', '=', staff.id).execute()
    expect(hats.map((hat) => hat.role).sort()).toEqual(['leader', 'member'])
    const kept = await db.selectFrom('accounts').select('password_hash').where('id', '=', staff.id).execute()
    expect(kept).toEqual([{ password_hash: 'none' }])
  })

  it('does nothing twice, and skips who cannot get one', async () => {
    const { member, open, events } = await world()
    const [can, cannot] = [await member('孙能'), await member('李无', '')]
    expect((await open([can, cannot])).skipped).toEqual([{ memberId: cannot, name: '李无', state: 'noPhone' }])
    expect(await open([can, cannot])).toEqual({
      opened: [],
      joined: [],
      skipped: [
        { memberId: can, name: '孙能', state: 'neverSignedIn' },
        { memberId: cannot, name: '李无', state: 'noPhone' },
      ],
    })
    expect(await events('memberAccounts.opened')).toHaveLength(1)
  })

  it('opens none where one of them is of another committee', async () => {
    const { member, open, list } = await world()
    const mine = await member('周己')
    const theirs = await (await world()).member('吴他')
    expect(await refusal(open([mine, theirs]))).toMatchObject({ status: 404 })
    expect((await list()).items.map((item) => item.state)).toEqual(['opens'])
  })

  it('refuses no choice, too many, twice the same, and what is no id', async () => {
    const { token } = await world()
    const post = async (path: string, body: unknown) => {
      const response = await app.request({
        method: 'POST',
        url: `/api/v1${path}`,
        token,
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(body),
      })
      return [response.statusCode, response.json().fields?.[0]?.path]
    }
    const id = newId()
    for (const path of ['/member-accounts', '/member-accounts/renew']) {
      for (const memberIds of [[], [id, id], Array.from({ length: 26 }, newId)])
        expect(await post(path, { memberIds })).toEqual([400, 'memberIds'])
      expect(await post(path, { memberIds: ['x'] })).toEqual([400, 'memberIds.0'])
      expect((await post(path, { memberIds: [id] }))[0]).toBe(404)
    }
    const slip = { name: '王伟', sector: '', signInName: '13800001111', firstPassword: 'a\0b' }
    expect(await post('/member-accounts/slips', { siteAddress: 'x', slips: [slip] })).toEqual([
      400,
      'slips.0.firstPassword',
    ])
    expect(await post('/member-accounts/slips', { siteAddress: 'x', slips: [] })).toEqual([400, 'slips'])
  })
})

describe('new first passwords', () => {
  it('take the place of the old ones for who never signed in', async () => {
    const { member, open, renew, events } = await world()
    const id = await member('郑新')
    const [before] = (await open([id])).opened
    const [after] = (await renew([id])).renewed
    expect(after!.signInName).toBe(before!.signInName)
    expect((await logIn(before!.signInName, before!.firstPassword)).statusCode).toBe(401)
    expect((await logIn(after!.signInName, after!.firstPassword)).statusCode).toBe(200)
    expect(await events('memberAccounts.renewed')).toMatchObject([{ details: { renewed: 1, memberIds: [id] } }])
    expect(await renew([id])).toEqual({ renewed: [], skipped: [{ memberId: id, name: '郑新', state: null }] })
  })

  it('are not for an account that does more than sit as the member', async () => {
    const { committee, member, open, renew, list } = await world()
    const id = await member('冯多')
    const [slip] = (await open([id])).opened
    const account = await db.selectFrom('members').select('account_id').where('id', '=', id).executeTakeFirstOrThrow()
    await buildHat(db, { committeeId: committee.id, accountId: account.account_id!, role: 'proposalOffice' })
    expect((await list()).items).toMatchObject([{ state: 'otherDuties' }])
    expect((await renew([id])).skipped).toEqual([{ memberId: id, name: '冯多', state: 'otherDuties' }])
    expect((await logIn(slip!.signInName, slip!.firstPassword)).statusCode).toBe(200)
  })
})

it('writes the slips as a spreadsheet, numbers as text', async () => {
  const { token } = await world()
  const slips = [{ name: '王伟', sector: '经济', signInName: '13800001111', firstPassword: 'kq7m-x2pd-hv9c' }]
  const response = await app.request({
    method: 'POST',
    url: '/api/v1/member-accounts/slips',
    token,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ siteAddress: 'https://zx.example.cn/app/', slips }),
  })
  expect(response.headers['cache-control']).toBe('private, no-store')
  const { sheets } = await readTable(response.rawPayload, { fileName: '初始密码.xlsx' })
  expect(sheets[0]!.rows).toEqual([
    ['姓名', '界别', '网址', '用户名', '初始密码'],
    ['王伟', '经济', 'https://zx.example.cn/app/', '13800001111', 'kq7m-x2pd-hv9c'],
  ])
})

it('is not opened by the system administrator, who sees no roster', async () => {
  const { committee, member } = await world()
  const id = await member('陈员')
  const admin = await signInAs(db, { committeeId: committee.id, role: 'systemAdmin' })
  const call = app.client(admin.token)
  expect(await refusal(call(r.listMemberAccounts, {}))).toMatchObject({ status: 403, code: 'access.denied' })
  expect(await refusal(call(r.openMemberAccounts, { body: { memberIds: [id] } }))).toMatchObject({ status: 403 })
  expect((await call(accountRoutes.listAccounts, { query: {} })).items).toBeDefined()
})
