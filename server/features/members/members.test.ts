import { describe, expect, it } from 'vitest'
import { ApiError } from '#contract/client.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { memberRoutes } from '#contract/members.ts'
import { buildAccount, buildHat, signIn, signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee, buildGroup } from '#features/committees/committees.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { listMemberTodos } from './index.ts'
import { buildMember } from './members.fixtures.ts'

const app = await testApp()
const { db } = app
const today = '2026-03-02'

async function world() {
  const committee = await buildCommittee(db)
  const as = async (
    role: Parameters<typeof signInAs>[1]['role'],
    more: { memberId?: string; unitId?: string; name?: string } = {},
  ) => {
    const login = await signInAs(db, { committeeId: committee.id, role, ...more })
    return { ...login, call: app.client(login.token) }
  }
  const office = await as('memberOffice', { name: '联络办小李' })
  const member = (name: string, phone?: string) =>
    buildMember(db, { committeeId: committee.id, termId: committee.termId, name, sectorId: committee.sectorId, phone })
  return { committee, as, office: office.call, officeAccount: office.accountId, member }
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

describe('the list', () => {
  it('stands in stroke order, turned page by page', async () => {
    const { office, member } = await world()
    for (const name of ['龚一', '丁大', '王伟', '田富', '田大利', '马云']) await member(name)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await office(memberRoutes.listMembers, { query: { limit: 2, cursor } })
      seen.push(...page.items.map((item) => item.name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(['丁大', '马云', '王伟', '田富', '田大利', '龚一'])
  })

  it('stands by the rule of the people’s congress once the office says so', async () => {
    const { office, member } = await world()
    for (const name of ['田大利', '田富']) await member(name)
    const body = { version: 0, value: { rule: 'npc' } }
    expect(await office(committeeRoutes.putSetting, { params: { key: 'members.ordering' }, body })).toEqual({
      version: 1,
    })
    const { items } = await office(memberRoutes.listMembers, { query: {} })
    expect(items.map((item) => item.name)).toEqual(['田大利', '田富'])
  })

  it('stands in pinyin order, a surname together', async () => {
    const { office, member } = await world()
    for (const name of ['张安', '詹刚', '张波', '曾黎', '安然']) await member(name)
    const { items } = await office(memberRoutes.listMembers, { query: { sort: 'pinyin' } })
    expect(items.map((item) => item.name)).toEqual(['安然', '曾黎', '詹刚', '张安', '张波'])
  })

  it.each([
    ['two characters', '建国', ['欧阳建国', '王建国']],
    ['one character', '欧', ['欧阳建国']],
    ['pinyin from the beginning of the name', 'ouyang', ['欧阳建国']],
    ['initials', 'wjg', ['王建国']],
    ['the other reading of a surname', 'danxiong', ['单雄信']],
    ['a rare character', '𬭎', ['李𬭎']],
    ['tone marks', 'wáng', ['王建国']],
    ['the employer', '某单位', ['王建国', '李𬭎', '欧阳建国', '单雄信']],
    ['nothing but signs', '%_%', []],
    ['what nobody is called', '赵云', []],
  ])('is searched by %s', async (_, q, names) => {
    const { office, member } = await world()
    for (const name of ['王建国', '欧阳建国', '单雄信', '李𬭎']) await member(name)
    const { items } = await office(memberRoutes.listMembers, { query: { q } })
    expect(items.map((item) => item.name).sort()).toEqual([...names].sort())
  })

  it('is narrowed by each filter', async () => {
    const { committee, office, member, as } = await world()
    const [zhao, qian] = [await member('赵云', '13800001111'), await member('钱多')]
    const street = await buildGroup(db, { committeeId: committee.id, kind: 'streetGroup', name: '第一街道' })
    await office(committeeRoutes.joinGroup, { params: { id: street }, body: { memberId: zhao } })
    await office(memberRoutes.addMemberPost, {
      params: { id: zhao },
      body: { post: 'viceChair', title: '', startsOn: '2022-01-10' },
    })
    await office(memberRoutes.editMember, {
      params: { id: zhao },
      body: { version: 1, sex: 'female', parties: ['民建', '中共'] },
    })
    await office(memberRoutes.endMembership, {
      params: { id: qian },
      body: { leftOn: today, reason: 'resigned', note: '' },
    })
    await as('member', { memberId: zhao })
    const names = async (query: Parameters<typeof office<typeof memberRoutes.listMembers>>[1]['query']) =>
      (await office(memberRoutes.listMembers, { query })).items.map((item) => item.name)
    expect(await names({ groupId: street })).toEqual(['赵云'])
    expect(await names({ post: 'viceChair' })).toEqual(['赵云'])
    expect(await names({ sex: 'female' })).toEqual(['赵云'])
    expect(await names({ party: '中共' })).toEqual(['赵云'])
    expect(await names({ active: 'true' })).toEqual(['赵云'])
    expect(await names({ active: 'false' })).toEqual(['钱多'])
    expect(await names({ termId: committee.termId })).toEqual(['赵云', '钱多'])
    expect(await names({ neverLoggedIn: 'true' })).toEqual(['赵云', '钱多'])
    const { items } = await office(memberRoutes.listMembers, { query: { q: 'zhaoyun' } })
    expect(items[0]).toMatchObject({
      sector: '经济界',
      posts: ['副主席'],
      phoneMasked: '138****1111',
      hasLoggedIn: false,
    })
  })

  it.each([
    ['cursor=x', 'cursor'],
    ['cursor=%00', 'cursor'],
    ['limit=0', 'query.limit'],
    ['limit=1e3', 'query.limit'],
    ['sort=name', 'query.sort'],
    ['termId=x', 'query.termId'],
    [`termId=${newId()}`, 'query.termId'],
    ['groupId=1', 'query.groupId'],
    ['post=king', 'query.post'],
    ['active=maybe', 'query.active'],
    [`q=${'长'.repeat(41)}`, 'query.q'],
  ])('answers %s with 400 naming the field', async (query, field) => {
    const { as } = await world()
    const { token } = await as('memberOffice')
    const response = await app.request({ method: 'GET', url: `/api/v1/members?${query}`, token })
    expect(response.statusCode).toBe(400)
    expect(response.json().fields[0].path).toBe(field)
  })

  it('does not take the cursor of another order', async () => {
    const { office, member } = await world()
    await member('丁大')
    await member('马云')
    const { nextCursor } = await office(memberRoutes.listMembers, { query: { limit: 1 } })
    expect(
      await refusal(office(memberRoutes.listMembers, { query: { sort: 'pinyin', cursor: nextCursor! } })),
    ).toMatchObject({ status: 400 })
  })
})

describe('what one sees of a member', () => {
  const personal = {
    phone: '13800001111',
    email: 'zhao@example.org',
    address: '某路 1 号',
    bornOn: '1970-05-06',
    memberNumber: 'A-17',
  }
  async function zhao() {
    const all = await world()
    const id = await all.member('赵云')
    await all.office(memberRoutes.editMember, { params: { id }, body: { version: 1, ...personal } })
    return { ...all, id }
  }

  it('is everything for the member and the member office', async () => {
    const { as, office, id } = await zhao()
    const own = await as('member', { memberId: id })
    expect(await own.call(memberRoutes.getMember, { params: { id } })).toMatchObject({
      ...personal,
      actions: ['proposeChange', 'delegate', 'seeContact'],
    })
    expect((await office(memberRoutes.getMember, { params: { id } })).actions).toContain('edit')
  })

  it('is the telephone number for the proposal office, and no contact for the others', async () => {
    const { as, id, member } = await zhao()
    const blank = { email: '', address: '', bornOn: null, memberNumber: '' }
    const other = await member('钱多')
    expect(await (await as('proposalOffice')).call(memberRoutes.getMember, { params: { id } })).toMatchObject({
      ...blank,
      phone: personal.phone,
    })
    for (const person of [await as('member', { memberId: other }), await as('leader'), await as('assigningOffice')]) {
      const file = await person.call(memberRoutes.getMember, { params: { id } })
      expect(file).toMatchObject({ ...blank, phone: '', accountId: null, delegations: [], actions: [] })
      const { items } = await person.call(memberRoutes.listMembers, { query: { q: 'zhaoyun' } })
      expect(items[0]).toMatchObject({ phoneMasked: '138****1111', hasLoggedIn: null })
      expect((await person.call(memberRoutes.listMembers, { query: { q: '13800001111' } })).items).toEqual([])
      expect(await refusal(person.call(memberRoutes.listMembers, { query: { neverLoggedIn: 'true' } }))).toMatchObject({
        status: 403,
      })
    }
  })

  it('is nothing for units and the administrators, nor in another committee', async () => {
    const { committee, as, id } = await zhao()
    const people = [
      await as('unitClerk', { unitId: committee.unitId }),
      await as('systemAdmin'),
      await as('securityAdmin'),
      await as('auditAdmin'),
    ]
    for (const { call } of people) {
      expect(await refusal(call(memberRoutes.listMembers, { query: {} }))).toMatchObject({ status: 403 })
      expect(await refusal(call(memberRoutes.getMember, { params: { id } }))).toMatchObject({ status: 404 })
      expect(await refusal(call(memberRoutes.getMemberHistory, { params: { id } }))).toMatchObject({ status: 404 })
    }
    const elsewhere = await world()
    expect(await refusal(elsewhere.office(memberRoutes.getMember, { params: { id } }))).toMatchObject({ status: 404 })
    expect((await elsewhere.office(memberRoutes.listMembers, { query: { q: '赵云' } })).items).toEqual([])
  })

  it('never has a telephone number in the history', async () => {
    const { office, id } = await zhao()
    const history = await office(memberRoutes.getMemberHistory, { params: { id } })
    expect(JSON.stringify(history)).not.toContain(personal.phone)
    expect(history.items.at(-1)).toMatchObject({ type: 'member.edited', actorName: '联络办小李' })
    expect(history.items.at(-1)!.details.fields).toEqual(expect.arrayContaining(['phone', 'bornOn']))
  })
})

describe('editing', () => {
  it('refuses a stale write and gives both texts back', async () => {
    const { office, member } = await world()
    const id = await member('赵云')
    const edit = (version: number, employer: string) =>
      office(memberRoutes.editMember, { params: { id }, body: { version, employer } })
    expect(await edit(1, '甲单位')).toEqual({ version: 2 })
    const problem = await refusal(edit(1, '乙单位'))
    expect(problem).toMatchObject({ status: 409, code: 'version.stale' })
    expect(problem.details).toMatchObject({
      currentVersion: 2,
      current: { employer: '甲单位' },
      yours: { employer: '乙单位' },
    })
    expect((await office(memberRoutes.getMember, { params: { id } })).employer).toBe('甲单位')
  })

  it('lets one of two writers at once through', async () => {
    const { office, member } = await world()
    const id = await member('赵云')
    const both = await Promise.allSettled(
      ['甲', '乙'].map((employer) =>
        office(memberRoutes.editMember, { params: { id }, body: { version: 1, employer } }),
      ),
    )
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('finds a renamed member under the new name, in its place', async () => {
    const { office, member } = await world()
    const id = await member('龚一')
    await member('王伟')
    await office(memberRoutes.editMember, { params: { id }, body: { version: 1, name: '丁一' } })
    const { items } = await office(memberRoutes.listMembers, { query: {} })
    expect(items.map((item) => item.name)).toEqual(['丁一', '王伟'])
    expect((await office(memberRoutes.listMembers, { query: { q: 'dingyi' } })).items).toHaveLength(1)
    expect((await office(memberRoutes.listMembers, { query: { q: 'gong' } })).items).toHaveLength(0)
  })
})

describe('changes members propose to their own file', () => {
  async function proposing() {
    const all = await world()
    const id = await all.member('赵云')
    const own = await all.as('member', { memberId: id })
    const propose = (changes: Record<string, string>) =>
      own.call(memberRoutes.proposeMemberChange, { params: { id }, body: { changes } })
    const decide = (changeId: string, accept: boolean, note = '') =>
      all.office(memberRoutes.decideMemberChange, { params: { id: changeId }, body: { accept, note } })
    return { ...all, id, own, propose, decide }
  }

  it('wait for the office, and count once it has verified them', async () => {
    const { committee, id, office, own, propose, decide } = await proposing()
    const { id: changeId } = await propose({ phone: '13900002222', employer: '某单位' })
    const before = await own.call(memberRoutes.getMember, { params: { id } })
    expect(before.phone).toBe('')
    expect(before.pendingChange).toMatchObject({
      changes: { phone: { from: '', to: '13900002222' } },
      actions: ['withdraw'],
    })
    expect(Object.keys(before.pendingChange!.changes), 'the employer is so already').toEqual(['phone'])
    const actor = {
      accountId: newId(),
      name: '李',
      hatId: newId(),
      committeeId: committee.id,
      role: 'memberOffice',
      memberId: null,
      unitId: null,
      desks: [],
      delegatedBy: null,
    } as const
    const todos = await listMemberTodos({ db, now: app.clock.now, actor })
    expect(todos).toMatchObject([
      { kind: 'memberChange.pending', count: 1, items: [{ subjectId: changeId, title: '赵云申报的变更' }] },
    ])
    const { items } = await office(memberRoutes.listMemberChanges, { query: { state: 'pending' } })
    expect(items[0]).toMatchObject({ id: changeId, memberName: '赵云', actions: ['accept', 'refuse'] })
    await decide(changeId, true)
    expect(await own.call(memberRoutes.getMember, { params: { id } })).toMatchObject({
      phone: '13900002222',
      version: 2,
      pendingChange: null,
    })
    expect(await listMemberTodos({ db, now: app.clock.now, actor })).toEqual([])
    expect(await refusal(decide(changeId, true))).toMatchObject({ code: 'memberChange.wrong-state' })
  })

  it('are refused with a reason only, and change nothing', async () => {
    const { id, own, propose, decide } = await proposing()
    const { id: changeId } = await propose({ education: '博士' })
    expect(await refusal(decide(changeId, false, ' '))).toMatchObject({ code: 'memberChange.needs-note' })
    await decide(changeId, false, '请附证书')
    expect((await own.call(memberRoutes.getMember, { params: { id } })).education).toBe('')
    const { items } = await own.call(memberRoutes.listMemberChanges, { query: {} })
    expect(items).toMatchObject([{ state: 'refused', decisionNote: '请附证书', actions: [] }])
  })

  it('are taken back by the member', async () => {
    const { own, propose, decide } = await proposing()
    const { id: changeId } = await propose({ education: '博士' })
    expect(await refusal(propose({ degree: '博士' }))).toMatchObject({ code: 'memberChange.pending' })
    await own.call(memberRoutes.withdrawMemberChange, { params: { id: changeId } })
    expect(await refusal(decide(changeId, true))).toMatchObject({ code: 'memberChange.wrong-state' })
    await propose({ degree: '博士' })
  })

  it('say nothing new: refused', async () => {
    const { propose } = await proposing()
    expect(await refusal(propose({ employer: '某单位' }))).toMatchObject({ code: 'memberChange.nothing' })
    expect(await refusal(propose({}))).toMatchObject({ code: 'memberChange.nothing' })
  })

  it('are not taken over a value that has meanwhile become another', async () => {
    const { id, office, propose, decide } = await proposing()
    const { id: changeId } = await propose({ employer: '甲单位', education: '博士' })
    await office(memberRoutes.editMember, { params: { id }, body: { version: 1, employer: '乙单位' } })
    const problem = await refusal(decide(changeId, true))
    expect(problem).toMatchObject({ status: 409, code: 'version.stale' })
    expect(problem.details!.moved).toEqual({ employer: { from: '某单位', to: '甲单位', current: '乙单位' } })
    expect(await office(memberRoutes.getMember, { params: { id } })).toMatchObject({
      employer: '乙单位',
      education: '',
    })
  })

  it('are no business of other members', async () => {
    const { as, member, propose, id } = await proposing()
    const { id: changeId } = await propose({ education: '博士' })
    const other = await as('member', { memberId: await member('钱多') })
    expect((await other.call(memberRoutes.listMemberChanges, { query: {} })).items).toEqual([])
    expect(await refusal(other.call(memberRoutes.withdrawMemberChange, { params: { id: changeId } }))).toMatchObject({
      status: 404,
    })
    expect(
      await refusal(
        other.call(memberRoutes.proposeMemberChange, { params: { id }, body: { changes: { education: 'x' } } }),
      ),
    ).toMatchObject({ status: 403 })
    expect((await other.call(memberRoutes.getMember, { params: { id } })).pendingChange).toBeNull()
  })
})

describe('coming into office and leaving it', () => {
  it.each(['resigned', 'orderedToResign', 'revoked', 'transferred', 'died'] as const)(
    'ends posts, seats and hats with the membership: %s',
    async (reason) => {
      const { committee, office, as, member, officeAccount } = await world()
      const id = await member('赵云')
      const own = await as('member', { memberId: id })
      const { id: postId } = await office(memberRoutes.addMemberPost, {
        params: { id },
        body: { post: 'standingMember', title: '', startsOn: '2022-01-12' },
      })
      await office(memberRoutes.delegate, {
        params: { id },
        body: { accountId: officeAccount, basis: '书面委托', endsOn: null },
      })
      await office(memberRoutes.endMembership, {
        params: { id },
        body: { leftOn: '2026-02-27', reason, note: '常委会决定' },
      })
      const file = await office(memberRoutes.getMember, { params: { id } })
      expect(file).toMatchObject({ active: false, delegations: [] })
      expect(file.memberships).toMatchObject([{ leftOn: '2026-02-27', leaveReason: reason, leaveNote: '常委会决定' }])
      expect(file.postsHeld).toMatchObject([{ id: postId, endsOn: '2026-02-27' }])
      expect(file.groups).toMatchObject([{ name: '经济界', endsOn: '2026-02-27' }])
      expect(await refusal(own.call(memberRoutes.getMember, { params: { id } }))).toMatchObject({
        status: 403,
        code: 'hat.none',
      })
      const worn = await db
        .selectFrom('hats')
        .select('id')
        .where('committee_id', '=', committee.id)
        .where('member_id', '=', id)
        .where('revoked_at', 'is', null)
        .execute()
      expect(worn).toEqual([])
      expect(
        await refusal(
          office(memberRoutes.endMembership, { params: { id }, body: { leftOn: today, reason, note: '' } }),
        ),
      ).toMatchObject({ code: 'membership.none' })
    },
  )

  it.each([
    ['before it began', '2022-01-09'],
    ['in advance', '2026-03-03'],
  ])('is not recorded %s', async (_, leftOn) => {
    const { office, member } = await world()
    const id = await member('赵云')
    expect(
      await refusal(
        office(memberRoutes.endMembership, { params: { id }, body: { leftOn, reason: 'resigned', note: '' } }),
      ),
    ).toMatchObject({ code: 'membership.wrong-dates' })
  })

  it('takes somebody in between by by-election, and somebody back with their account', async () => {
    const { committee, office, as } = await world()
    const { id } = await office(memberRoutes.createMember, {
      body: {
        name: '孙立',
        phone: '13700000001',
        joinWay: 'byElection',
        joinedOn: '2026-02-20',
        sectorId: committee.sectorId,
      },
    })
    const file = await office(memberRoutes.getMember, { params: { id } })
    expect(file.memberships).toMatchObject([{ joinWay: 'byElection', joinedOn: '2026-02-20', leftOn: null }])
    expect(file.groups).toMatchObject([{ name: '经济界', startsOn: '2026-02-20' }])
    await as('member', { memberId: id })
    await office(memberRoutes.endMembership, {
      params: { id },
      body: { leftOn: '2026-02-25', reason: 'transferred', note: '' },
    })
    const again = { termId: committee.termId, joinWay: 'byElection', joinedOn: '2026-03-01' } as const
    expect(
      await refusal(office(memberRoutes.addMembership, { params: { id }, body: { ...again, joinedOn: '2026-02-24' } })),
    ).toMatchObject({ code: 'membership.wrong-dates' })
    await office(memberRoutes.addMembership, { params: { id }, body: again })
    expect(await office(memberRoutes.getMember, { params: { id } })).toMatchObject({ active: true })
    const hats = await db
      .selectFrom('hats')
      .select('id')
      .where('member_id', '=', id)
      .where('revoked_at', 'is', null)
      .execute()
    expect(hats).toHaveLength(1)
    expect(await refusal(office(memberRoutes.addMembership, { params: { id }, body: again }))).toMatchObject({
      code: 'membership.taken',
    })
  })

  it('keeps past terms when the new one begins, and counts those re-elected only', async () => {
    const { office, member } = await world()
    const [zhao] = [await member('赵云'), await member('钱多')]
    await office(memberRoutes.addMemberPost, {
      params: { id: zhao },
      body: { post: 'chair', title: '', startsOn: '2022-01-12' },
    })
    const { id: termId } = await office(committeeRoutes.createTerm, { body: { number: 11, startsOn: today } })
    expect((await office(memberRoutes.listMembers, { query: { active: 'true' } })).items).toEqual([])
    await office(memberRoutes.addMembership, {
      params: { id: zhao },
      body: { termId, joinWay: 'elected', joinedOn: today },
    })
    expect(
      (await office(memberRoutes.listMembers, { query: { active: 'true' } })).items.map((item) => item.name),
    ).toEqual(['赵云'])
    const file = await office(memberRoutes.getMember, { params: { id: zhao } })
    expect(file.memberships.map((one) => [one.termNumber, one.leftOn, one.leaveReason])).toEqual([
      [11, null, null],
      [10, '2026-03-01', 'termEnded'],
    ])
    expect(file.postsHeld).toMatchObject([{ post: 'chair', endsOn: today }])
  })

  it('ends a post not before it began, and once', async () => {
    const { office, member } = await world()
    const id = await member('赵云')
    const { id: postId } = await office(memberRoutes.addMemberPost, {
      params: { id },
      body: { post: 'director', title: '提案委员会主任', startsOn: '2024-05-01' },
    })
    const end = (endsOn: string) => office(memberRoutes.endMemberPost, { params: { id: postId }, body: { endsOn } })
    expect(await refusal(end('2024-04-30'))).toMatchObject({ code: 'post.wrong-dates' })
    await end('2026-03-01')
    expect(await refusal(end('2026-03-01'))).toMatchObject({ code: 'post.wrong-dates' })
    expect((await office(memberRoutes.listMembers, { query: {} })).items[0]!.posts).toEqual([])
  })
})

describe('accounts and delegated entry', () => {
  it('opens an account by the telephone number with the member’s hat', async () => {
    const { office, member } = await world()
    const id = await member('赵云', '13811112222')
    const opened = await office(memberRoutes.openMemberAccount, { params: { id } })
    expect(opened.firstPassword).toMatch(/\S{8,}/)
    expect(await office(memberRoutes.getMember, { params: { id } })).toMatchObject({ accountId: opened.accountId })
    expect(await refusal(office(memberRoutes.openMemberAccount, { params: { id } }))).toMatchObject({
      code: 'member.has-account',
    })
  })

  it('needs a mobile number for it, and not one of somebody else’s account', async () => {
    const { committee, office, member } = await world()
    expect(
      await refusal(office(memberRoutes.openMemberAccount, { params: { id: await member('赵云', '0562-2812345') } })),
    ).toMatchObject({ code: 'member.needs-phone' })
    await buildAccount(db, { committeeId: committee.id, name: '别人', phone: '13811113333' })
    expect(
      await refusal(office(memberRoutes.openMemberAccount, { params: { id: await member('钱多', '13811113333') } })),
    ).toMatchObject({ status: 400, fields: [{ path: 'phone' }] })
    await buildAccount(db, { committeeId: committee.id, name: '孙立', phone: '13811114444' })
    expect(
      await office(memberRoutes.openMemberAccount, { params: { id: await member('孙立', '13811114444') } }),
    ).toMatchObject({ firstPassword: null })
  })

  it('lets staff type for a member, marks it in every event, and ends at once', async () => {
    const { as, member, office } = await world()
    const id = await member('赵云')
    const own = await as('member', { memberId: id })
    const staff = await as('proposalOffice', { name: '小周' })
    const { items: delegates } = await own.call(memberRoutes.listDelegates, {})
    expect(delegates.map((one) => one.name)).toContain('小周')
    const grant = { params: { id }, body: { accountId: staff.accountId, basis: '本人当面委托', endsOn: '2026-12-31' } }
    const { id: delegationId } = await own.call(memberRoutes.delegate, grant)
    expect(await refusal(own.call(memberRoutes.delegate, grant))).toMatchObject({ code: 'delegation.taken' })
    const token = await signIn(db, staff.accountId, delegationId)
    const typing = app.client(token)
    await typing(memberRoutes.proposeMemberChange, { params: { id }, body: { changes: { education: '大学' } } })
    const { items } = await office(memberRoutes.getMemberHistory, { params: { id } })
    expect(items.at(-1)).toMatchObject({ type: 'memberChange.proposed', actorName: '赵云', delegatedBy: '小周' })
    const file = await typing(memberRoutes.getMember, { params: { id } })
    expect(file.actions, 'who types for somebody passes nothing on').not.toContain('delegate')
    expect((await own.call(memberRoutes.getMember, { params: { id } })).delegations).toMatchObject([
      { id: delegationId, accountName: '小周', basis: '本人当面委托', startsOn: today, endsOn: '2026-12-31' },
    ])
    await own.call(memberRoutes.endDelegation, { params: { id: delegationId } })
    const more = { params: { id }, body: { changes: { degree: '硕士' } } }
    expect(await refusal(typing(memberRoutes.proposeMemberChange, more))).toMatchObject({ status: 403 })
    expect((await own.call(memberRoutes.getMember, { params: { id } })).delegations).toEqual([])
  })

  it('is not granted to the member, to strangers, by strangers, or for a time that is over', async () => {
    const { committee, as, member, office, officeAccount } = await world()
    const id = await member('赵云')
    const own = await as('member', { memberId: id })
    await buildHat(db, { committeeId: committee.id, accountId: own.accountId, role: 'proposalOffice' })
    const grant = (accountId: string, endsOn: string | null = null) => ({
      params: { id },
      body: { accountId, basis: '委托', endsOn },
    })
    expect(await refusal(own.call(memberRoutes.delegate, grant(own.accountId)))).toMatchObject({
      code: 'delegation.self',
    })
    const stranger = await buildAccount(db, { committeeId: committee.id })
    expect(await refusal(office(memberRoutes.delegate, grant(stranger.id)))).toMatchObject({
      status: 400,
      fields: [{ path: 'accountId' }],
    })
    expect(await refusal(office(memberRoutes.delegate, grant(officeAccount, '2026-03-01')))).toMatchObject({
      status: 400,
    })
    const other = await as('member', { memberId: await member('钱多') })
    expect(await refusal(other.call(memberRoutes.delegate, grant(officeAccount)))).toMatchObject({ status: 403 })
    const { id: delegationId } = await office(memberRoutes.delegate, grant(officeAccount))
    expect(await refusal(other.call(memberRoutes.endDelegation, { params: { id: delegationId } }))).toMatchObject({
      status: 404,
    })
  })
})
