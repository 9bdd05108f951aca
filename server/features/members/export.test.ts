import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { committeeRoutes } from '#contract/committees.ts'
import { type MemberFields, memberFields, memberRoutes } from '#contract/members.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { testApp } from '../../testing/app.ts'

const app = await testApp()
const { db } = app

async function office() {
  const committee = await buildCommittee(db)
  const { token } = await signInAs(db, { committeeId: committee.id, role: 'memberOffice' })
  return { committee, token, call: app.client(token) }
}

async function download(token: string, query: string) {
  const response = await app.request({ method: 'GET', url: `/api/v1/members/export?${query}`, token })
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-disposition']).toMatch(/^attachment/)
  return response.rawPayload
}

async function importAll(call: ReturnType<typeof app.client>, files: File[]) {
  const { fingerprint, problems } = await call(memberRoutes.previewMemberImport, { query: {} }, { files })
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([])
  return call(memberRoutes.importMembers, { query: { fingerprint } }, { files })
}

const roster = (name: string) => new File([readFileSync(join(import.meta.dirname, 'samples', name))], name)

// Two imports and an export of 339 members each: seconds on a quiet machine, more on a busy one.
describe('the export', { timeout: 90_000 }, () => {
  it.each(['xlsx', 'csv'])('imported again changes nothing: %s', async (format) => {
    const { token, call } = await office()
    await importAll(call, [roster('sector-roster.xlsx'), roster('street-roster.gbk.csv')])
    const { items } = await call(memberRoutes.listMembers, { query: {} })
    const [first, second] = items
    const full: Partial<MemberFields> = {
      bornOn: '1975-03-12',
      ethnicity: '回族',
      nativePlace: '安徽铜陵',
      memberNumber: 'A-17',
      phone: '13800001111',
      email: 'a@example.org',
      address: '某路 1 号',
      education: '研究生',
      degree: '博士',
      professionalTitle: '教授',
      socialPosts: '某会会长',
      expertise: '水利',
      career: '1998 年起\n任教',
    }
    await call(memberRoutes.editMember, { params: { id: first!.id }, body: { version: 1, ...full } })
    for (const [post, title] of [
      ['viceChair', ''],
      ['director', '提案委员会主任'],
      ['other', '党组成员'],
    ] as const)
      await call(memberRoutes.addMemberPost, {
        params: { id: first!.id },
        body: { post, title, startsOn: '2022-01-12' },
      })
    const { items: committees } = await call(committeeRoutes.listGroups, { query: { kind: 'specialCommittee' } })
    expect(committees).toEqual([])
    for (const name of ['提案委员会', '文化、文史和学习委员会']) {
      const { id } = await call(committeeRoutes.createGroup, { body: { kind: 'specialCommittee', name } })
      await call(committeeRoutes.joinGroup, { params: { id }, body: { memberId: second!.id } })
    }
    const bytes = await download(token, `format=${format}`)
    expect(await importAll(call, [new File([new Uint8Array(bytes)], `名单.${format}`)])).toEqual({
      created: 0,
      updated: 0,
      unchanged: 339,
    })
  })

  it('into an empty register brings the same members', async () => {
    const [from, to] = [await office(), await office()]
    await importAll(from.call, [roster('sector-roster.utf8.csv'), roster('street-roster.xlsx')])
    const bytes = await download(from.token, 'format=xlsx')
    await importAll(to.call, [new File([new Uint8Array(bytes)], 'a.xlsx')])
    const json = async (token: string) => JSON.parse((await download(token, 'format=json')).toString('utf8'))
    expect(await json(to.token)).toEqual(await json(from.token))
    expect(await json(to.token)).toHaveLength(339)
  })

  it('has the filters and the order of the list', async () => {
    const { token, call } = await office()
    await importAll(call, [roster('sector-roster.xlsx')])
    const rows = JSON.parse(
      (await download(token, 'format=json&sex=female&sort=pinyin&active=true')).toString('utf8'),
    ) as { 序号: number; 姓名: string }[]
    expect(rows).toHaveLength(127)
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await call(memberRoutes.listMembers, {
        query: { sex: 'female', sort: 'pinyin', limit: 100, cursor },
      })
      names.push(...page.items.map((item) => item.name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(rows.map((row) => row.姓名)).toEqual(names)
    expect(rows.at(-1)!.序号).toBe(127)
  })

  it('has no personal data for those who may not see it', async () => {
    const { committee, call } = await office()
    await call(memberRoutes.createMember, {
      body: {
        name: '赵云',
        phone: '13800001111',
        email: 'zhao@example.org',
        address: '某路 1 号',
        bornOn: '1970-05-06',
        memberNumber: 'A-17',
      },
    })
    const text = async (role: 'leader' | 'proposalOffice') =>
      (await download((await signInAs(db, { committeeId: committee.id, role })).token, 'format=csv')).toString('utf8')
    const leader = await text('leader')
    expect(leader).toContain('赵云')
    for (const hidden of ['13800001111', 'zhao@example.org', '某路 1 号', '1970-05-06', 'A-17', '手机'])
      expect(leader).not.toContain(hidden)
    const proposals = await text('proposalOffice')
    expect(proposals).toContain('13800001111')
    expect(proposals).not.toContain('zhao@example.org')
  })

  it('is refused to units and administrators', async () => {
    const { committee } = await office()
    for (const person of [{ role: 'unitClerk', unitId: committee.unitId }, { role: 'auditAdmin' }] as const) {
      const login = await signInAs(db, { committeeId: committee.id, ...person })
      expect(
        (await app.request({ method: 'GET', url: '/api/v1/members/export?format=csv', token: login.token })).statusCode,
      ).toBe(403)
    }
  })

  it('carries no formula into a spreadsheet program', async () => {
    const { token, call } = await office()
    await call(memberRoutes.createMember, { body: { name: '=1+1', employer: "@cmd|' /C calc'!A0" } })
    const csv = (await download(token, 'format=csv')).toString('utf8')
    expect(csv).not.toMatch(/(^|,)"?[=@]/m)
    const { sheets } = await readTable(await download(token, 'format=xlsx'), { fileName: 'a.xlsx' })
    expect(sheets[0]!.rows[1]).toContain('=1+1')
  })
})

const shared = join(import.meta.dirname, '../../../../shared/data/fuzz/blns.json')
const own: string[] = JSON.parse(readFileSync(join(import.meta.dirname, 'samples/naughty-strings.json'), 'utf8'))

describe('whatever is typed into a text field', () => {
  const limits: Partial<Record<keyof MemberFields, number>> = {
    name: 40,
    ethnicity: 20,
    nativePlace: 60,
    memberNumber: 30,
    phone: 20,
    email: 100,
    address: 200,
    employer: 100,
    employerPost: 100,
    education: 40,
    degree: 40,
    professionalTitle: 60,
    socialPosts: 500,
    expertise: 300,
    career: 4000,
  }
  const fields = Object.keys(limits) as (keyof typeof limits)[]

  async function roundTrip(strings: string[]) {
    const { token, call } = await office()
    for (const text of strings) {
      const body = Object.fromEntries(
        fields.filter((field) => memberFields.shape[field].safeParse(text).success).map((field) => [field, text]),
      )
      if (Object.keys(body).length === 0) continue
      const { id } = await call(memberRoutes.createMember, { body: { name: '某人', ...body } })
      const file = await call(memberRoutes.getMember, { params: { id } })
      expect(file).toMatchObject(body)
      if (text.length <= 40) await call(memberRoutes.listMembers, { query: { q: text } })
      if (body.name !== undefined) {
        await call(committeeRoutes.createGroup, { body: { kind: 'sector', name: text } })
        await call(committeeRoutes.createGroupKind, {
          body: {
            code: `k${file.id.replaceAll('-', '').slice(-20)}`,
            name: text.slice(0, 20).trim() || '类',
            exclusive: false,
          },
        }).catch(onlyRefused)
      }
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await call(memberRoutes.listMembers, { query: { limit: 100, cursor } })
      seen.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    for (const format of ['csv', 'xlsx', 'json']) await download(token, `format=${format}`)
    const { items } = await call(committeeRoutes.listGroups, { query: { kind: 'sector' } })
    expect(items.map((group) => group.name)).toEqual(
      expect.arrayContaining(strings.filter((text) => memberFields.shape.name.safeParse(text).success)),
    )
  }
  const onlyRefused = (error: unknown) => {
    expect((error as { problem: { status: number } }).problem.status).toBeLessThan(500)
  }

  it('is stored and shown back unchanged: own samples', () => roundTrip(own), 60_000)
  it.skipIf(!existsSync(shared))(
    'is stored and shown back unchanged: shared/data/fuzz/blns.json',
    () => roundTrip([...new Set(JSON.parse(readFileSync(shared, 'utf8')) as string[])].filter((text) => text !== '')),
    120_000,
  )

  it('in a unit is stored and shown back unchanged', async () => {
    const { committee } = await office()
    const { token } = await signInAs(db, { committeeId: committee.id, role: 'proposalOffice' })
    const call = app.client(token)
    for (const [at, text] of own.entries()) {
      const given = {
        name: `${at} ${text}`,
        shortName: `${at}`,
        kind: 'other' as const,
        contactName: text,
        contactPhone: text,
      }
      const { id } = await call(committeeRoutes.createUnit, { body: given })
      const { items } = await call(committeeRoutes.listUnits, { query: {} })
      expect(items.find((unit) => unit.id === id)).toMatchObject(given)
    }
  }, 60_000)

  it.each(['a\u0000b', '\ud800'])('that no database can hold is refused with the field: %j', async (text) => {
    const { token } = await office()
    const payload = JSON.stringify({ name: text })
    const response = await app.request({
      method: 'POST',
      url: '/api/v1/members',
      token,
      headers: { 'content-type': 'application/json' },
      payload,
    })
    expect(response.statusCode).toBe(400)
    expect(response.json().fields[0].path).toBe('name')
  })
})
