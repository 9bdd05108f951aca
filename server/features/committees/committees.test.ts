import { describe, expect, it } from 'vitest'
import { ApiError } from '#contract/client.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { buildProposal } from '#features/proposals/proposals.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { buildCommittee } from './committees.fixtures.ts'
import { currentTerm, getUnit, listOpenUnits, sessionsOfTerm } from './index.ts'

const app = await testApp()
const { db } = app

async function world(given: Parameters<typeof buildCommittee>[1] = {}) {
  const committee = await buildCommittee(db, given)
  const as = async (role: Parameters<typeof signInAs>[1]['role'], more: { memberId?: string; unitId?: string } = {}) =>
    app.client((await signInAs(db, { committeeId: committee.id, role, ...more })).token)
  const actor = {
    accountId: newId(),
    name: '李',
    hatId: newId(),
    committeeId: committee.id,
    role: 'proposalOffice',
    memberId: null,
    unitId: null,
    desks: [],
    delegatedBy: null,
  } as const
  return { committee, as, office: await as('memberOffice'), ctx: { db, actor, now: app.clock.now, requestId: 'test' } }
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

describe('the tree', () => {
  const county = (parentId: string, name = `县政协${newId().slice(-8)}`) => ({
    parentId,
    name,
    shortName: name.slice(0, 10),
    level: 'county' as const,
    divisionCode: '990103',
  })

  it('shows its names to whoever is signed in, and to the system administrator what lies within reach', async () => {
    const province = await world({ level: 'province' })
    const city = await world({ level: 'city', parentId: province.committee.id })
    const { items } = await city.office(committeeRoutes.listCommittees, {})
    expect(items.map((item) => item.id)).toEqual(expect.arrayContaining([province.committee.id, city.committee.id]))
    expect(items.every((item) => item.actions.length === 0)).toBe(true)
    const admin = await city.as('systemAdmin')
    const seen = (await admin(committeeRoutes.listCommittees, {})).items
    expect(seen.filter((item) => item.actions.length > 0).map((item) => [item.id, item.actions])).toEqual([
      [city.committee.id, ['edit', 'addChild']],
    ])
  })

  it('gives a new committee its kinds of groups, the 34 sectors and the special committees of its level', async () => {
    const city = await world({ level: 'city' })
    const admin = await city.as('systemAdmin')
    const { id } = await admin(committeeRoutes.createCommittee, { body: county(city.committee.id) })
    const call = app.client((await signInAs(db, { committeeId: id, role: 'memberOffice' })).token)
    const { items: kinds } = await call(committeeRoutes.listGroupKinds, {})
    expect(kinds.map((kind) => [kind.name, kind.exclusive])).toEqual([
      ['界别', true],
      ['专门委员会', false],
      ['街道活动组', true],
      ['学习组', true],
      ['工作组', true],
    ])
    const { items: sectors } = await call(committeeRoutes.listGroups, { query: { kind: 'sector' } })
    expect(sectors).toHaveLength(34)
    expect([sectors[0]!.name, sectors[28]!.name, sectors[33]!.name]).toEqual([
      '中国共产党',
      '环境资源界',
      '特别邀请人士',
    ])
    const { items: committees } = await call(committeeRoutes.listGroups, { query: { kind: 'specialCommittee' } })
    expect(committees.length).toBeGreaterThanOrEqual(5)
    expect((await call(committeeRoutes.listTerms, {})).items).toEqual([])
  })

  it('is changed within reach only, downward by level', async () => {
    const city = await world({ level: 'city' })
    const other = await world({ level: 'city' })
    const admin = await city.as('systemAdmin')
    const create = (body: ReturnType<typeof county>) => admin(committeeRoutes.createCommittee, { body })
    expect(await refusal(create(county(other.committee.id)))).toMatchObject({ status: 403 })
    expect(await refusal(create(county(newId())))).toMatchObject({ status: 400, fields: [{ path: 'parentId' }] })
    expect(await refusal(create({ ...county(city.committee.id), level: 'city' as 'county' }))).toMatchObject({
      code: 'committee.wrong-level',
    })
    const { id } = await create(county(city.committee.id, '甲县政协'))
    expect(await refusal(create(county(city.committee.id, '甲县政协')))).toMatchObject({
      code: 'committee.taken',
      status: 409,
    })
    expect(await refusal(create(county(id)))).toMatchObject({ code: 'committee.wrong-level' })
    expect(
      await admin(committeeRoutes.editCommittee, {
        params: { id },
        body: { version: 1, name: '乙县政协', shortName: '乙县' },
      }),
    ).toEqual({ version: 2 })
    const stale = await refusal(
      admin(committeeRoutes.editCommittee, {
        params: { id },
        body: { version: 1, name: '丙县政协', shortName: '丙县' },
      }),
    )
    expect(stale).toMatchObject({
      code: 'version.stale',
      details: { current: { name: '乙县政协' }, currentVersion: 2, yours: { name: '丙县政协' } },
    })
    expect(
      await refusal(
        admin(committeeRoutes.editCommittee, {
          params: { id: other.committee.id },
          body: { version: 1, name: 'x', shortName: 'x' },
        }),
      ),
    ).toMatchObject({ status: 403 })
    expect(
      await refusal(
        city.office(committeeRoutes.editCommittee, { params: { id }, body: { version: 2, name: 'x', shortName: 'x' } }),
      ),
    ).toMatchObject({ status: 403 })
  })
})

describe('terms and sessions', () => {
  it('end the term before on the day before', async () => {
    const { office } = await world()
    const create = (number: number, startsOn: string) =>
      office(committeeRoutes.createTerm, { body: { number, startsOn } })
    expect(await refusal(create(10, '2026-02-01'))).toMatchObject({ code: 'term.taken' })
    expect(await refusal(create(11, '2022-01-10'))).toMatchObject({ code: 'term.not-after' })
    expect(await refusal(create(9, '2026-02-01'))).toMatchObject({ code: 'term.not-after' })
    await create(11, '2026-02-01')
    const { items } = await office(committeeRoutes.listTerms, {})
    expect(items.map((term) => [term.number, term.startsOn, term.endsOn, term.current])).toEqual([
      [11, '2026-02-01', null, true],
      [10, '2022-01-10', '2026-01-31', false],
    ])
  })

  it('may be entered for the past, for the archive, and end before the first', async () => {
    const { office, ctx } = await world()
    await office(committeeRoutes.createTerm, { body: { number: 9, startsOn: '2017-01-10' } })
    const { items } = await office(committeeRoutes.listTerms, {})
    expect(items.map((term) => [term.number, term.startsOn, term.endsOn, term.current])).toEqual([
      [10, '2022-01-10', null, true],
      [9, '2017-01-10', '2022-01-09', false],
    ])
    expect((await currentTerm(ctx))?.number).toBe(10)
    expect(
      await refusal(office(committeeRoutes.createTerm, { body: { number: 8, startsOn: '2018-01-10' } })),
    ).toMatchObject({ code: 'term.not-after' })
  })

  it('may be prepared: the old term runs until the new one begins', async () => {
    const { office, ctx } = await world()
    await office(committeeRoutes.createTerm, { body: { number: 11, startsOn: '2026-04-01' } })
    expect((await currentTerm(ctx))?.number).toBe(10)
    expect((await currentTerm({ ...ctx, now: new Date('2026-03-31T16:00:00Z') }))?.number).toBe(11)
  })

  it('opens once, however many open it at the same time', async () => {
    const { office } = await world()
    const both = await Promise.allSettled(
      [11, 11].map((number) => office(committeeRoutes.createTerm, { body: { number, startsOn: '2026-02-01' } })),
    )
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it.each([
    [
      'it closes before it opens',
      { opensOn: '2026-05-02', closesOn: '2026-05-01', proposalsFrom: null, proposalsUntil: null },
    ],
    [
      'its window ends before it begins',
      { opensOn: null, closesOn: null, proposalsFrom: '2026-05-02', proposalsUntil: '2026-05-01' },
    ],
    ['it lies before its term', { opensOn: '2021-05-02', closesOn: null, proposalsFrom: null, proposalsUntil: null }],
  ])('refuses a session where %s', async (_, dates) => {
    const { committee, office } = await world()
    const params = { id: committee.termId }
    expect(
      await refusal(office(committeeRoutes.createSession, { params, body: { number: 6, ...dates } })),
    ).toMatchObject({ code: 'session.wrong-dates' })
    expect(
      await refusal(
        office(committeeRoutes.editSession, { params: { id: committee.sessionId }, body: { number: 5, ...dates } }),
      ),
    ).toMatchObject({ code: 'session.wrong-dates' })
  })

  it('reads the sessions of a term with their windows', async () => {
    const { committee, office, ctx } = await world()
    const body = {
      number: 6,
      opensOn: '2027-01-10',
      closesOn: '2027-01-13',
      proposalsFrom: '2026-10-01',
      proposalsUntil: '2027-01-12',
    }
    expect(
      await refusal(
        office(committeeRoutes.createSession, { params: { id: committee.termId }, body: { ...body, number: 5 } }),
      ),
    ).toMatchObject({ code: 'session.taken' })
    const { id } = await office(committeeRoutes.createSession, { params: { id: committee.termId }, body })
    expect((await sessionsOfTerm(ctx, committee.termId)).map((session) => session.number)).toEqual([5, 6])
    await office(committeeRoutes.editSession, { params: { id }, body: { ...body, proposalsUntil: '2027-01-31' } })
    expect((await sessionsOfTerm(ctx, committee.termId))[1]).toMatchObject({ id, proposalsUntil: '2027-01-31' })
  })
})

describe('groups', () => {
  async function twoGroups() {
    const all = await world()
    const member = await buildMember(db, { committeeId: all.committee.id, termId: all.committee.termId, name: '赵云' })
    const group = (kind: string, name: string) => all.office(committeeRoutes.createGroup, { body: { kind, name } })
    await all.office(committeeRoutes.createGroupKind, { body: { code: 'studyGroup', name: '学习组', exclusive: true } })
    return { ...all, member, group }
  }

  it('keep a member in one of an exclusive kind: joining one leaves the other', async () => {
    const { office, member, group } = await twoGroups()
    const [first, second] = [await group('studyGroup', '第一学习组'), await group('studyGroup', '第二学习组')]
    const join = (id: string, role?: 'convener') =>
      office(committeeRoutes.joinGroup, { params: { id }, body: { memberId: member, role } })
    const inside = async (id: string) =>
      (await office(committeeRoutes.listGroupMembers, { params: { id } })).items.map((one) => [one.name, one.role])
    await join(first.id)
    await join(second.id)
    expect(await inside(first.id)).toEqual([])
    expect(await inside(second.id)).toEqual([['赵云', 'member']])
    await join(second.id, 'convener')
    expect(await inside(second.id)).toEqual([['赵云', 'convener']])
    const open = await db
      .selectFrom('group_members')
      .select('group_id')
      .where('member_id', '=', member)
      .where('ends_on', 'is', null)
      .execute()
    expect(open).toEqual([{ group_id: second.id }])
    await office(committeeRoutes.leaveGroup, { params: { id: second.id, memberId: member } })
    expect(await inside(second.id)).toEqual([])
    expect(
      await refusal(office(committeeRoutes.leaveGroup, { params: { id: second.id, memberId: member } })),
    ).toMatchObject({ status: 404 })
  })

  it('let a member into several of another kind, and into one however many try at once', async () => {
    const { office, member, group } = await twoGroups()
    const [a, b] = [await group('specialCommittee', '提案委员会'), await group('specialCommittee', '经济委员会')]
    const [c, d] = [await group('studyGroup', '甲组'), await group('studyGroup', '乙组')]
    await Promise.all(
      [a, b, c, d].map(({ id }) => office(committeeRoutes.joinGroup, { params: { id }, body: { memberId: member } })),
    )
    const counted = (await office(committeeRoutes.listGroups, { query: {} })).items.map((one) => [
      one.name,
      one.memberCount,
    ])
    expect(Object.fromEntries(counted)).toMatchObject({ 提案委员会: 1, 经济委员会: 1 })
    const study = counted.filter(([name]) => name === '甲组' || name === '乙组').map(([, n]) => n)
    expect(study.sort()).toEqual([0, 1])
  })

  it('close, leaving their members, and are shown again when asked for', async () => {
    const { office, member, group } = await twoGroups()
    const { id } = await group('studyGroup', '甲组')
    await office(committeeRoutes.joinGroup, { params: { id }, body: { memberId: member } })
    await office(committeeRoutes.editGroup, {
      params: { id },
      body: { version: 1, name: '甲组', position: 1, closedOn: '2026-03-02' },
    })
    const names = async (closed?: 'true') =>
      (await office(committeeRoutes.listGroups, { query: { kind: 'studyGroup', closed } })).items.map((one) => one.name)
    expect([await names(), await names('true')]).toEqual([[], ['甲组']])
    expect(
      await refusal(office(committeeRoutes.joinGroup, { params: { id }, body: { memberId: member } })),
    ).toMatchObject({ status: 400 })
    expect((await office(committeeRoutes.listGroupMembers, { params: { id } })).items).toEqual([])
  })

  it('refuse names and kinds that are taken or unknown, a stale write, and who left office', async () => {
    const { committee, office, member, group } = await twoGroups()
    const { id } = await group('studyGroup', '甲组')
    expect(await refusal(group('studyGroup', '甲组'))).toMatchObject({ code: 'group.taken' })
    expect(await refusal(group('choir', '合唱队'))).toMatchObject({ code: 'group.unknown-kind' })
    expect(
      await refusal(
        office(committeeRoutes.createGroupKind, { body: { code: 'studyGroup', name: 'x', exclusive: false } }),
      ),
    ).toMatchObject({ code: 'groupKind.taken' })
    await office(committeeRoutes.editGroup, {
      params: { id },
      body: { version: 1, name: '乙组', position: 1, closedOn: null },
    })
    expect(
      await refusal(
        office(committeeRoutes.editGroup, {
          params: { id },
          body: { version: 1, name: '丙组', position: 1, closedOn: null },
        }),
      ),
    ).toMatchObject({
      code: 'version.stale',
      details: { current: { name: '乙组' }, currentVersion: 2, yours: { name: '丙组' } },
    })
    await db
      .updateTable('memberships')
      .set({ left_on: '2026-01-01', leave_reason: 'resigned' })
      .where('member_id', '=', member)
      .execute()
    expect(
      await refusal(office(committeeRoutes.joinGroup, { params: { id }, body: { memberId: member } })),
    ).toMatchObject({ status: 400, fields: [{ path: 'memberId' }] })
    const elsewhere = await world()
    expect(
      await refusal(elsewhere.office(committeeRoutes.joinGroup, { params: { id }, body: { memberId: member } })),
    ).toMatchObject({ status: 404 })
    expect(committee.id).not.toBe(elsewhere.committee.id)
  })

  it('do not show their members to units and administrators', async () => {
    const { committee, as } = await world()
    for (const call of [await as('unitClerk', { unitId: committee.unitId }), await as('systemAdmin')])
      expect(
        await refusal(call(committeeRoutes.listGroupMembers, { params: { id: committee.sectorId } })),
      ).toMatchObject({ status: 403 })
  })
})

describe('handling units', () => {
  const body = {
    name: '交通运输局',
    shortName: '交通局',
    kind: 'government' as const,
    contactName: '王',
    contactPhone: '0562-1',
  }

  it('are kept by the proposal office and the assigning office', async () => {
    const { as, ctx, office, committee } = await world()
    const proposals = await as('proposalOffice')
    const { id } = await proposals(committeeRoutes.createUnit, { body })
    expect(await refusal((await as('assigningOffice'))(committeeRoutes.createUnit, { body }))).toMatchObject({
      code: 'unit.taken',
    })
    expect(await refusal(office(committeeRoutes.createUnit, { body }))).toMatchObject({ status: 403 })
    await proposals(committeeRoutes.editUnit, {
      params: { id },
      body: { ...body, shortName: '交运局', version: 1, closed: false },
    })
    expect(
      await refusal(
        proposals(committeeRoutes.editUnit, { params: { id }, body: { ...body, version: 1, closed: true } }),
      ),
    ).toMatchObject({
      code: 'version.stale',
      details: { current: { shortName: '交运局', closed: false } },
    })
    await proposals(committeeRoutes.editUnit, { params: { id }, body: { ...body, version: 2, closed: true } })
    expect((await listOpenUnits(ctx)).map((unit) => unit.id)).toEqual([committee.unitId])
    expect((await getUnit(ctx, id)).closedAt).not.toBeNull()
    const seen = async (query: { q?: string; closed?: 'true' }) =>
      (await office(committeeRoutes.listUnits, { query })).items.map((unit) => unit.name)
    expect(await seen({ q: '交通' })).toEqual([])
    expect(await seen({ q: '交通', closed: 'true' })).toEqual(['交通运输局'])
  })

  it('of a committee below are shown to its security administrator above, who gives the clerks their hats', async () => {
    const { committee, as } = await world({ level: 'city' })
    const below = await buildCommittee(db, { parentId: committee.id, level: 'county' })
    const query = { committeeId: below.id }
    const seen = await (await as('securityAdmin'))(committeeRoutes.listUnits, { query })
    expect(seen.items.map((unit) => unit.id)).toEqual([below.unitId])
    for (const call of [await as('proposalOffice'), await as('systemAdmin')])
      expect(await refusal(call(committeeRoutes.listUnits, { query }))).toMatchObject({ status: 404 })
    const { token } = await signInAs(db, { committeeId: below.id, role: 'securityAdmin' })
    const upward = app.client(token)(committeeRoutes.listUnits, { query: { committeeId: committee.id } })
    expect(await refusal(upward)).toMatchObject({ status: 404 })
  })

  it('are not closed while assignments are open', async () => {
    const { committee, as } = await world()
    const call = await as('proposalOffice')
    const member = await buildMember(db, { committeeId: committee.id, termId: committee.termId })
    const at = '2026-02-01T00:00:00Z'
    const proposalId = await buildProposal(db, {
      committeeId: committee.id,
      termId: committee.termId,
      leadMemberId: member,
    })
    const assignmentId = newId()
    await db
      .insertInto('assignments')
      .values({
        committee_id: committee.id,
        id: assignmentId,
        proposal_id: proposalId,
        unit_id: committee.unitId,
        role: 'sole',
        state: 'accepted',
        assigned_at: at,
        accept_by: '2026-02-10',
        return_by: '2026-02-10',
        reply_by: '2026-05-01',
        state_since: at,
      })
      .execute()
    const { items } = await call(committeeRoutes.listUnits, { query: {} })
    expect(items[0]).toMatchObject({ id: committee.unitId, openAssignments: 1 })
    const { id, openAssignments: _, closedAt: __, ...unit } = items[0]!
    const close = () => call(committeeRoutes.editUnit, { params: { id }, body: { ...unit, closed: true } })
    expect(await refusal(close())).toMatchObject({ code: 'unit.has-open-assignments', details: { openAssignments: 1 } })
    await db.updateTable('assignments').set({ state: 'replied' }).where('id', '=', assignmentId).execute()
    expect(await close()).toEqual({ version: 2 })
  })
})

describe('settings', () => {
  it('give the national default until the committee puts its own in force, and keep every version', async () => {
    const { committee, office, as } = await world()
    const key = 'members.ordering'
    const get = (call = office) => call(committeeRoutes.getSetting, { params: { key } })
    const put = (version: number, value: unknown, call = office) =>
      call(committeeRoutes.putSetting, { params: { key }, body: { version, value } })
    expect(await get()).toMatchObject({
      version: 0,
      value: { rule: 'cppcc' },
      defaults: { rule: 'cppcc' },
      actions: ['edit'],
    })
    const list = async () => (await office(committeeRoutes.listSettings, {})).items
    const shown = async () => (await list()).filter((one) => one.key === 'proposals' || one.key === key)
    expect((await shown()).map((one) => [one.key, one.kind, one.source, one.changedAt, one.actions])).toEqual([
      ['proposals', 'group', 'national', null, []],
      [key, 'single', 'national', null, ['edit']],
    ])
    await put(0, { rule: 'npc' })
    expect((await shown())[1]).toMatchObject({
      title: '委员名单的排列',
      source: 'committee',
      version: 1,
      changedAt: expect.any(String),
      value: { rule: 'npc' },
      defaults: { rule: 'cppcc' },
    })
    expect(await get()).toMatchObject({ version: 1, value: { rule: 'npc' }, defaults: { rule: 'cppcc' } })
    expect(await refusal(put(0, { rule: 'cppcc' }))).toMatchObject({
      status: 409,
      code: 'version.stale',
      details: { currentVersion: 1 },
    })
    expect(await refusal(put(1, { rule: 'alphabet' }))).toMatchObject({
      status: 400,
      code: 'setting.invalid',
      fields: [{ path: 'rule' }],
    })
    const admin = await as('systemAdmin')
    expect(await get(admin)).toMatchObject({ version: 1, actions: [] })
    expect(await refusal(put(1, { rule: 'cppcc' }, admin))).toMatchObject({ status: 403 })
    const proposals = await as('proposalOffice')
    expect(await refusal(put(1, { rule: 'cppcc' }, proposals))).toMatchObject({ status: 403 })
    expect((await proposals(committeeRoutes.getSetting, { params: { key: 'proposals' } })).actions).toEqual(['edit'])
    expect(await refusal((await as('leader'))(committeeRoutes.getSetting, { params: { key } }))).toMatchObject({
      status: 403,
    })
    expect(await refusal(office(committeeRoutes.getSetting, { params: { key: 'nothing' } }))).toMatchObject({
      status: 404,
    })
    expect(
      await db.selectFrom('settings').select('version').where('committee_id', '=', committee.id).execute(),
    ).toEqual([{ version: 1 }])
  })
})

it.each([
  ['PATCH', '/committees/x', {}, 'params.id'],
  ['POST', '/terms', { number: 0, startsOn: '2026-02-30' }, 'number'],
  ['POST', '/terms', { number: 1, startsOn: '2026-02-30' }, 'startsOn'],
  ['POST', '/group-kinds', { code: 'Ä', name: 'x', exclusive: true }, 'code'],
  ['PATCH', `/groups/${newId()}`, { version: 0, name: 'x', position: 1, closedOn: null }, 'version'],
  ['POST', '/units', { name: ' ', shortName: 'x', kind: 'government', contactName: '', contactPhone: '' }, 'name'],
])('answers bad input to %s %s with 400 naming the field', async (method, path, body, field) => {
  const { committee } = await world()
  const { token } = await signInAs(db, { committeeId: committee.id, role: 'memberOffice' })
  const response = await app.request({
    method,
    url: `/api/v1${path}`,
    token,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  })
  expect(response.statusCode).toBe(400)
  expect(response.json().fields.map((one: { path: string }) => one.path)).toContain(field)
})
