import { describe, expect, it } from 'vitest'
import { activityRoutes as a } from '#contract/activities.ts'
import { activityInviteeRoutes as i } from '#contract/activity-invitees.ts'
import { leaveRoutes as l } from '#contract/leaves.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee, buildGroup } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { written } from './activities.fixtures.ts'
import { activityJobs } from './jobs.ts'

const app = await testApp()
const house = await buildCommittee(app.db)
const committeeId = house.id
const streetId = await buildGroup(app.db, { committeeId, kind: 'streetGroup', name: '城东活动组' })
const office = await signInAs(app.db, { committeeId, role: 'memberOffice', name: '联络办' })
const leader = await signInAs(app.db, { committeeId, role: 'leader', name: '秘书长' })

async function member(
  name: string,
  given: { sector?: boolean; street?: 'member' | 'convener'; standing?: boolean } = {},
) {
  const id = await buildMember(app.db, {
    committeeId,
    termId: house.termId,
    name,
    ...(given.sector ? { sectorId: house.sectorId } : {}),
  })
  if (given.street)
    await app.db
      .insertInto('group_members')
      .values({
        committee_id: committeeId,
        id: newId(),
        group_id: streetId,
        member_id: id,
        exclusive_kind: 'streetGroup',
        role: given.street,
        starts_on: '2022-01-10',
        ends_on: null,
      })
      .execute()
  if (given.standing)
    await app.db
      .insertInto('member_posts')
      .values({
        committee_id: committeeId,
        id: newId(),
        member_id: id,
        post: 'standingMember',
        title: '',
        starts_on: '2022-01-10',
        ends_on: null,
      })
      .execute()
  const { token } = await signInAs(app.db, { committeeId, role: 'member', name, memberId: id })
  return { id, name, call: app.client(token) }
}
const wang = await member('王一', { sector: true, street: 'convener' })
const li = await member('李大文', { sector: true, street: 'member', standing: true })
const zhao = await member('赵小民')
const desk = app.client(office.token)
const chair = app.client(leader.token)

const draft = async (
  given: Partial<Omit<typeof written, 'invitation'>> & { invitation?: object[]; parentId?: string } = {},
) => (await desk(a.createActivity, { body: { parentId: null, ...written, ...given } as never })).id
const announced = async (given: Parameters<typeof draft>[0] = {}) => {
  const id = await draft({ invitation: [{ way: 'all', must: true }], ...given })
  await desk(a.announceActivity, { params: { id } })
  return id
}
const code = (code: string) => ({ problem: { code } })
const at = (time: string) => {
  app.clock.now = new Date(time)
}
const events = async (id: string) =>
  app.db.selectFrom('events').select(['type', 'details']).where('subject_id', '=', id).orderBy('id').execute()

describe('the list of invitees', () => {
  it('is made by the rules at the announcement; one whom any rule orders must come', async () => {
    const id = await draft({
      invitation: [
        { way: 'groups', must: false, groupIds: [house.sectorId] },
        { way: 'posts', must: true, posts: ['standingMember'] },
      ],
    })
    const before = await desk(i.listInvitees, { params: { id } })
    expect(before.fixed).toBe(false)
    expect(before.items.map((one) => [one.name, one.must])).toEqual([
      ['王一', false],
      ['李大文', true],
    ])
    await expect(zhao.call(a.getActivity, { params: { id } })).rejects.toMatchObject(code('not-found'))
    await expect(wang.call(a.getActivity, { params: { id } })).rejects.toMatchObject(code('not-found'))
    expect(await desk(a.announceActivity, { params: { id } })).toMatchObject({ state: 'announced', invited: 2 })
    expect((await wang.call(a.getActivity, { params: { id } })).mine).toMatchObject({ must: false, answer: null })
    await expect(zhao.call(a.getActivity, { params: { id } })).rejects.toMatchObject(code('not-found'))
    await expect(wang.call(i.listInvitees, { params: { id } })).rejects.toMatchObject(code('access.denied'))
    // Later ones by name; one taken off hears why and no longer sees it.
    expect(
      await desk(i.addInvitees, {
        params: { id },
        body: { rule: { way: 'byHand', must: true, memberIds: [zhao.id, wang.id] } },
      }),
    ).toEqual({ added: 1 })
    await desk(i.removeInvitee, { params: { id }, body: { memberId: wang.id, words: '另有任务' } })
    await expect(wang.call(a.getActivity, { params: { id } })).rejects.toMatchObject(code('not-found'))
    const after = await desk(i.listInvitees, { params: { id } })
    expect(after.items.map((one) => [one.name, one.must, one.byHand])).toEqual([
      ['李大文', true, false],
      ['赵小民', true, true],
    ])
    expect((await events(id)).map((one) => one.type)).toEqual([
      'activity.drafted',
      'activity.announced',
      'activity.invited',
      'activity.uninvited',
    ])
  })

  it('is not announced to nobody, and rules are not changed once it is made', async () => {
    const id = await draft()
    await expect(desk(a.announceActivity, { params: { id } })).rejects.toMatchObject(code('activity.nobody'))
    const other = await announced()
    await expect(
      desk(a.editActivity, {
        params: { id: other },
        body: { ...written, version: 2, invitation: [{ way: 'all', must: false }] },
      }),
    ).rejects.toMatchObject(code('activity.list-fixed'))
    await expect(
      desk(a.editActivity, { params: { id: other }, body: { ...written, version: 1, invitation: [] } }),
    ).rejects.toMatchObject(code('version.stale'))
  })

  it('puts a past activity on record without telling anybody', async () => {
    const id = await announced({ startsAt: '2026-02-01T01:00:00.000Z', endsAt: '2026-02-01T04:00:00.000Z' })
    expect((await events(id)).map((one) => one.type)).toEqual(['activity.drafted', 'activity.recorded'])
  })
})

describe('answers', () => {
  it('lets those beyond the quota wait and move up by themselves when a place is free', async () => {
    const id = await announced({ invitation: [{ way: 'all', must: false }], capacity: 1 } as never)
    const answer = (who: typeof wang, coming: boolean) =>
      who.call(i.answerActivity, { params: { id }, body: { coming } })
    expect(await answer(wang, true)).toEqual({ answer: 'coming' })
    expect(await answer(li, true)).toEqual({ answer: 'waiting' })
    expect(await answer(zhao, true)).toEqual({ answer: 'waiting' })
    expect((await zhao.call(a.getActivity, { params: { id } })).mine?.waitingPlace).toBe(2)
    expect(await answer(wang, false)).toEqual({ answer: 'notComing' })
    expect((await li.call(a.getActivity, { params: { id } })).mine?.answer).toBe('coming')
    expect((await zhao.call(a.getActivity, { params: { id } })).mine).toMatchObject({
      answer: 'waiting',
      waitingPlace: 1,
    })
    const moved = (await events(id)).filter((one) => one.type === 'activity.movedUp')
    expect(moved.map((one) => (one.details as { memberIds: string[] }).memberIds)).toEqual([[li.id]])
  })

  it('asks who must come to ask for leave instead, and takes the answer of one who called', async () => {
    const id = await announced()
    await expect(wang.call(i.answerActivity, { params: { id }, body: { coming: false } })).rejects.toMatchObject(
      code('activity.needs-leave'),
    )
    await desk(i.answerActivity, { params: { id }, body: { coming: true, memberId: zhao.id } })
    await expect(
      wang.call(i.answerActivity, { params: { id }, body: { coming: true, memberId: li.id } }),
    ).rejects.toMatchObject(code('access.denied'))
    expect((await desk(a.getActivity, { params: { id } })).counts).toMatchObject({ must: 3, coming: 1, silent: 2 })
  })

  it('reminds only the silent, once a day, and not at all on a new date of the same day', async () => {
    const id = await announced({ startsAt: '2026-04-10T01:00:00.000Z', endsAt: '2026-04-10T04:00:00.000Z' })
    await wang.call(i.answerActivity, { params: { id }, body: { coming: true } })
    await li.call(l.requestLeave, { params: { id }, body: { kind: 'private', words: '家事', halfDays: null } })
    const before = app.clock.now
    for (const now of ['2026-04-08T01:00:00Z', '2026-04-09T01:00:00Z', '2026-04-09T05:00:00Z'])
      await activityJobs[0]!.run(app.db as never, new Date(now))
    const reminded = (await events(id)).filter((one) => one.type === 'activity.reminded')
    expect(reminded.map((one) => (one.details as { memberIds: string[] }).memberIds)).toEqual([[zhao.id]])
    at('2026-04-09T06:00:00Z')
    await expect(desk(i.remindInvitees, { params: { id } })).rejects.toMatchObject(code('activity.reminded'))
    expect((await desk(a.getActivity, { params: { id } })).remindedToday).toBe(true)
    app.clock.now = before
  })

  it('notes when a member first read the notice', async () => {
    const id = await announced()
    await wang.call(i.readActivity, { params: { id } })
    expect((await desk(a.getActivity, { params: { id } })).counts?.read).toBe(1)
    const { items } = await desk(i.listInvitees, { params: { id } })
    expect(items.find((one) => one.memberId === wang.id)?.readAt).not.toBeNull()
  })
})

describe('leave', () => {
  const asked = { kind: 'illness' as const, words: '住院手术', halfDays: null }

  it('of a plenary is granted by the chair or secretary general; the office may put on record what they said', async () => {
    const id = await announced({ kind: 'plenary', title: '全体会议', halfDays: 8 } as never)
    const one = await wang.call(l.requestLeave, { params: { id }, body: asked })
    await expect(wang.call(l.requestLeave, { params: { id }, body: asked })).rejects.toMatchObject(code('leave.open'))
    expect((await chair(workbenchRoutes.getWorkbench, {})).groups.map((group) => group.kind)).toContain(
      'leave.toDecide',
    )
    await expect(
      desk(l.decideLeave, { params: { id: one.id }, body: { granted: true, words: '' } }),
    ).rejects.toMatchObject(code('leave.needs-words'))
    await desk(l.decideLeave, { params: { id: one.id }, body: { granted: true, words: '秘书长电话同意' } })
    const [seen] = (await wang.call(l.listLeaves, { query: { scope: 'mine', activityId: id } })).items
    expect(seen).toMatchObject({ state: 'granted', chain: ['leader'], before: null })
    expect(seen!.decisions).toMatchObject([{ by: 'leader', granted: true, onBehalf: true, byName: '联络办' }])
    // The whole meeting excused is its sub-meetings excused.
    const part = await draft({
      kind: 'plenarySubMeeting',
      parentId: id,
      invitation: [{ way: 'all', must: true }],
    } as never)
    await desk(a.announceActivity, { params: { id: part } })
    expect((await wang.call(a.getActivity, { params: { id: part } })).mine?.leave?.state).toBe('granted')
    expect((await li.call(a.getActivity, { params: { id } })).parts.map((each) => each.id)).toEqual([part])
    await expect(
      zhao.call(l.decideLeave, { params: { id: one.id }, body: { granted: true, words: '' } }),
    ).rejects.toMatchObject(code('not-found'))
  })

  it('of a long absence from a group meeting goes from the convener to the secretariat to the secretary general', async () => {
    const id = await announced({
      kind: 'plenarySubMeeting',
      halfDays: 4,
      organiserGroupId: streetId,
    } as never)
    const one = await li.call(l.requestLeave, { params: { id }, body: asked })
    expect((await chair(l.listLeaves, { query: { scope: 'turn' } })).items.map((each) => each.id)).not.toContain(one.id)
    expect((await wang.call(l.listLeaves, { query: { scope: 'turn' } })).items.map((each) => each.id)).toEqual([one.id])
    const grant = { granted: true, words: '' }
    expect(await wang.call(l.decideLeave, { params: { id: one.id }, body: grant })).toEqual({ state: 'requested' })
    await expect(wang.call(l.decideLeave, { params: { id: one.id }, body: grant })).rejects.toMatchObject(
      code('access.denied'),
    )
    expect(await desk(l.decideLeave, { params: { id: one.id }, body: grant })).toEqual({ state: 'requested' })
    await expect(
      chair(l.decideLeave, { params: { id: one.id }, body: { granted: false, words: '' } }),
    ).rejects.toMatchObject(code('leave.needs-words'))
    const no = { granted: false, words: '会期紧，请按时参加' }
    expect(await chair(l.decideLeave, { params: { id: one.id }, body: no })).toEqual({ state: 'refused' })
    await expect(chair(l.decideLeave, { params: { id: one.id }, body: grant })).rejects.toMatchObject(
      code('leave.decided'),
    )
  })

  it('asked after it began is refused; only the office enters it later, and with the reason', async () => {
    const before = app.clock.now
    const id = await announced()
    at('2026-03-20T01:00:00Z')
    await expect(zhao.call(l.requestLeave, { params: { id }, body: asked })).rejects.toMatchObject(code('leave.late'))
    await expect(
      zhao.call(l.recordLeave, { params: { id }, body: { ...asked, memberId: zhao.id, basis: '电话' } }),
    ).rejects.toMatchObject(code('access.denied'))
    const one = await desk(l.recordLeave, { params: { id }, body: { ...asked, memberId: zhao.id, basis: '家属来电' } })
    await expect(
      desk(l.decideLeave, { params: { id: one.id }, body: { granted: true, words: '' } }),
    ).rejects.toMatchObject(code('leave.needs-words'))
    await desk(l.decideLeave, { params: { id: one.id }, body: { granted: true, words: '途中突发急病' } })
    expect((await desk(l.listLeaves, { query: { activityId: id } })).items).toMatchObject([
      { late: true, basis: '家属来电', state: 'granted' },
    ])
    await expect(zhao.call(l.withdrawLeave, { params: { id: one.id } })).rejects.toMatchObject(code('leave.late'))
    app.clock.now = before
  })

  it('shows who decides how often leave was granted before, official leave apart', async () => {
    const id = await announced({ startsAt: '2026-05-20T01:00:00.000Z', endsAt: '2026-05-20T04:00:00.000Z' })
    const other = await announced({ startsAt: '2026-05-21T01:00:00.000Z', endsAt: '2026-05-21T04:00:00.000Z' })
    const first = await li.call(l.requestLeave, { params: { id }, body: { ...asked, kind: 'official' } })
    await desk(l.decideLeave, { params: { id: first.id }, body: { granted: true, words: '' } })
    await li.call(l.requestLeave, { params: { id: other }, body: asked })
    const [seen] = (await desk(l.listLeaves, { query: { activityId: other } })).items
    expect(seen?.before).toMatchObject({ official: 1 })
    expect(seen?.before?.thisYear).toBe(0)
  })
})

describe('what members start', () => {
  it('goes to the office first, obliges nobody, and is run by who started it', async () => {
    await expect(
      zhao.call(a.createActivity, {
        body: { ...written, parentId: null, invitation: [{ way: 'all', must: true }] },
      }),
    ).rejects.toMatchObject(code('input.invalid'))
    await expect(
      zhao.call(a.createActivity, { body: { ...written, parentId: null, kind: 'plenary' } }),
    ).rejects.toMatchObject(code('activity.not-organiser'))
    const { id } = await zhao.call(a.createActivity, {
      body: {
        ...written,
        kind: 'volunteer',
        parentId: null,
        invitation: [{ way: 'byHand', must: false, memberIds: [li.id] }],
      },
    })
    await expect(desk(a.getActivity, { params: { id } })).rejects.toMatchObject(code('not-found'))
    expect(await zhao.call(a.proposeActivity, { params: { id } })).toMatchObject({ state: 'proposed' })
    await expect(zhao.call(a.announceActivity, { params: { id } })).rejects.toMatchObject(code('access.denied'))
    await desk(a.refuseActivity, { params: { id }, body: { words: '请写清集合地点' } })
    expect(await zhao.call(a.getActivity, { params: { id } })).toMatchObject({
      state: 'draft',
      stateWords: '请写清集合地点',
    })
    // The office goes on seeing what it gave back and why, and leaves it to the member.
    const seen = { stateWords: '请写清集合地点', actions: [], counts: null, invitation: null }
    expect(await desk(a.getActivity, { params: { id } })).toMatchObject(seen)
    await expect(desk(a.discardActivity, { params: { id } })).rejects.toMatchObject(code('access.denied'))
    await expect(desk(i.listInvitees, { params: { id } })).rejects.toMatchObject(code('access.denied'))
    const waiting = async () =>
      (await zhao.call(workbenchRoutes.getWorkbench, {})).groups
        .filter((group) => group.kind === 'activity.toMend')
        .map((group) => group.items[0]?.note)
    expect(await waiting()).toEqual(['办公室退回：请写清集合地点'])
    await zhao.call(a.proposeActivity, { params: { id } })
    expect(await waiting()).toEqual([])
    await desk(a.announceActivity, { params: { id } })
    await li.call(i.answerActivity, { params: { id }, body: { coming: true } })
    expect((await zhao.call(i.listInvitees, { params: { id } })).items.map((one) => one.answer)).toEqual(['coming'])
  })

  it('a convener announces for the body they convene, without asking', async () => {
    const { may, groups } = await wang.call(a.getActivityOptions, {})
    expect([may, groups.map((one) => one.name)]).toEqual(['organise', ['城东活动组']])
    const { id } = await wang.call(a.createActivity, {
      body: {
        ...written,
        kind: 'groupActivity',
        organiserGroupId: streetId,
        parentId: null,
        invitation: [{ way: 'groups', must: true, groupIds: [streetId] }],
      },
    })
    expect(await wang.call(a.announceActivity, { params: { id } })).toMatchObject({ invited: 2 })
    await expect(
      li.call(a.createActivity, { body: { ...written, organiserGroupId: streetId, parentId: null } }),
    ).rejects.toMatchObject(code('activity.not-organiser'))
  })
})

it('tells everybody invited when it is moved, put off, set anew and called off, its sub-meetings with it', async () => {
  const id = await announced({ kind: 'plenary' } as never)
  const part = await draft({
    kind: 'plenarySubMeeting',
    parentId: id,
    invitation: [{ way: 'all', must: true }],
  } as never)
  await desk(a.announceActivity, { params: { id: part } })
  await wang.call(i.answerActivity, { params: { id }, body: { coming: true } })
  const invitation = [{ way: 'all' as const, must: true }]
  await desk(a.editActivity, {
    params: { id },
    body: { ...written, kind: 'plenary', place: '人民会堂', version: 2, invitation },
  })
  await desk(a.postponeActivity, { params: { id }, body: { words: '台风' } })
  await expect(
    desk(a.rescheduleActivity, {
      params: { id },
      body: { startsAt: '2026-01-01T01:00:00.000Z', endsAt: '2026-01-01T02:00:00.000Z', place: '', words: '' },
    }),
  ).rejects.toMatchObject(code('activity.over'))
  await desk(a.rescheduleActivity, {
    params: { id },
    body: { startsAt: '2026-03-27T01:00:00.000Z', endsAt: '2026-03-27T04:00:00.000Z', place: '人民会堂', words: '' },
  })
  expect((await wang.call(a.getActivity, { params: { id } })).mine?.answer).toBeNull()
  await desk(a.cancelActivity, { params: { id }, body: { words: '并入下月' } })
  const told = (await events(id)).filter((one) => (one.details as { memberIds?: string[] }).memberIds?.length === 3)
  expect(told.map((one) => one.type)).toEqual([
    'activity.announced',
    'activity.moved',
    'activity.postponed',
    'activity.rescheduled',
    'activity.cancelled',
  ])
  expect((await wang.call(a.getActivity, { params: { id: part } })).state).toBe('cancelled')
  expect((await events(id)).at(-1)?.details).toMatchObject({
    kind: 'plenary',
    heldOn: '2026-03-27',
    termId: house.termId,
  })
})

it('gives files of activities, invitees and leave under the rights of the lists', async () => {
  const id = await announced({ audience: 'members' } as never)
  const file = async (url: string, token: string) =>
    (await app.request({ method: 'GET', url: `/api/v1${url}`, token })).body
  expect(await file(`/activities/${id}/invitees/export?format=csv`, office.token)).toContain('李大文')
  expect(await file('/activities/export?format=csv', office.token)).toContain('委员学习培训')
  expect(await file('/leaves/export?format=csv', office.token)).toContain('住院手术')
})
