import { expect, it } from 'vitest'
import { activityRoutes as a } from '#contract/activities.ts'
import { activityInviteeRoutes as i } from '#contract/activity-invitees.ts'
import { activityPartRoutes as p } from '#contract/activity-parts.ts'
import { activityRecordRoutes as s } from '#contract/activity-records.ts'
import { committeeRoutes as c } from '#contract/committees.ts'
import { leaveRoutes as l } from '#contract/leaves.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { buildHat, signIn, signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { noticeSubscriber } from '#features/notifications/jobs.ts'
import { deliverEvent } from '#platform/events/subscribe.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { buildActivity, written } from './activities.fixtures.ts'

const app = await testApp()
const { id: committeeId, termId, sectorId } = await buildCommittee(app.db)
const office = await signInAs(app.db, { committeeId, role: 'memberOffice', name: '联络办' })
const leader = await signInAs(app.db, { committeeId, role: 'leader', name: '秘书长' })
const desk = app.client(office.token)
const zhao = await buildMember(app.db, { committeeId, termId, name: '赵小民', sectorId })
const zhaoIn = await signInAs(app.db, { committeeId, role: 'member', name: '赵小民', memberId: zhao })
const zhaoApp = app.client(zhaoIn.token)
const qian = await buildMember(app.db, { committeeId, termId, name: '钱无号', phone: '13900005678' })

const byHand = (memberIds: string[]) => ({ way: 'byHand' as const, must: false, memberIds })
const announced = async (memberIds: string[]) => {
  const { id } = await desk(a.createActivity, {
    body: { ...written, parentId: null, invitation: [byHand(memberIds)] },
  })
  await desk(a.announceActivity, { params: { id } })
  return id
}

it('says of a reminder how many it reaches and how many have no account, once a day', async () => {
  const id = await announced([zhao, qian])
  expect((await desk(a.getActivity, { params: { id } })).remindedToday).toBe(false)
  expect(await desk(i.remindInvitees, { params: { id } })).toEqual({ reminded: 1, withoutAccount: 1 })
  expect((await desk(a.getActivity, { params: { id } })).remindedToday).toBe(true)
})

it('finds by spelling, and before the announcement too', async () => {
  const { id } = await desk(a.createActivity, { body: { ...written, parentId: null, invitation: [byHand([qian])] } })
  for (const fixed of [false, true]) {
    const list = await desk(i.listInvitees, { params: { id } })
    expect(list).toMatchObject({ fixed, items: [{ name: '钱无号', hasAccount: false }] })
    expect(list.items[0]?.search).toContain('qianwuhao')
    if (!fixed) await desk(a.announceActivity, { params: { id } })
  }
})

it('takes the no of a member who called only where nobody is obliged', async () => {
  const id = await announced([qian])
  const no = { params: { id }, body: { coming: false, memberId: qian } }
  expect(await desk(i.answerActivity, no)).toEqual({ answer: 'notComing' })
  const must = await buildActivity(app.db, { committeeId, termId, invited: [{ memberId: qian }] })
  await expect(desk(i.answerActivity, { ...no, params: { id: must } })).rejects.toMatchObject({
    problem: { code: 'activity.needs-leave' },
  })
})

it('gives telephone numbers in the file to who keeps the roster, not to others', async () => {
  const id = await announced([qian])
  const file = async (token: string) =>
    (await app.request({ method: 'GET', url: `/api/v1/activities/${id}/invitees/export?format=csv`, token })).body
  expect(await file(office.token)).toContain('13900005678')
  expect(await file(leader.token)).toContain('没有账号')
  expect(await file(leader.token)).not.toContain('13900005678')
  const listed = async (token: string) => (await app.client(token)(i.listInvitees, { params: { id } })).items[0]?.phone
  expect([await listed(office.token), await listed(leader.token)]).toEqual(['13900005678', ''])
})

const denied = (code: string) => ({ problem: { code } })

it('lets who started an activity ask more people by name, and oblige nobody', async () => {
  const id = await buildActivity(app.db, { committeeId, termId, startedBy: zhao, invited: [{ memberId: zhao }] })
  const add = (rule: object) => zhaoApp(i.addInvitees, { params: { id }, body: { rule: rule as never } })
  for (const rule of [
    { way: 'all', must: false },
    { ...byHand([qian]), must: true },
  ])
    await expect(add(rule)).rejects.toMatchObject(denied('access.denied'))
  expect((await zhaoApp(a.getActivity, { params: { id } })).actions).not.toContain('oblige')
  expect(await add(byHand([qian]))).toEqual({ added: 1 })
})

it('takes meetings of the committee from its offices alone, and lets a convener mend what the office made', async () => {
  const role = (role: 'convener' | 'member') =>
    app.db.updateTable('group_members').set({ role }).where('member_id', '=', zhao).execute()
  await role('convener')
  const body = { ...written, organiserGroupId: sectorId, parentId: null }
  for (const kind of ['plenary', 'standingCommittee', 'plenarySubMeeting'] as const)
    await expect(zhaoApp(a.createActivity, { body: { ...body, kind } })).rejects.toMatchObject(
      denied('activity.not-organiser'),
    )
  const { id } = await zhaoApp(a.createActivity, { body: { ...body, kind: 'sectorActivity' } })
  const edit = (of: string, given: object) =>
    zhaoApp(a.editActivity, { params: { id: of }, body: { ...body, version: 1, ...given } })
  await expect(edit(id, { kind: 'plenary' })).rejects.toMatchObject(denied('activity.not-organiser'))
  const group = { committeeId, termId, organiserGroupId: sectorId }
  const sitting = await buildActivity(app.db, { ...group, kind: 'plenarySubMeeting' })
  await edit(sitting, { kind: 'plenarySubMeeting' })
  await app.db.updateTable('groups').set({ closed_on: '2026-03-01' }).where('id', '=', sectorId).execute()
  // What a body organised outlives it.
  const { version } = await desk(a.editActivity, { params: { id }, body: { ...body, version: 1, title: '改题' } })
  expect(version).toBe(2)
  await app.db.updateTable('groups').set({ closed_on: null }).where('id', '=', sectorId).execute()
  await role('member')
})

it('lets nobody decide on their own leave, whichever hat they wear', async () => {
  const id = await buildActivity(app.db, {
    ...{ committeeId, termId, kind: 'standingCommittee' as const },
    invited: [{ memberId: zhao }, { memberId: qian }],
  })
  const asked = { kind: 'private' as const, words: '家事', halfDays: null }
  const own = await zhaoApp(l.requestLeave, { params: { id }, body: asked })
  const other = await desk(l.recordLeave, { params: { id }, body: { ...asked, memberId: qian, basis: '来电' } })
  for (const role of ['leader', 'memberOffice'] as const) {
    const hat = await buildHat(app.db, { committeeId, accountId: zhaoIn.accountId, role })
    const as = app.client(await signIn(app.db, zhaoIn.accountId, hat.id))
    const decision = { params: { id: own.id }, body: { granted: true, words: '同意' } }
    await expect(as(l.decideLeave, decision)).rejects.toMatchObject(denied('access.denied'))
    if (role !== 'leader') continue
    expect((await as(l.listLeaves, { query: { scope: 'turn' } })).items.map((one) => one.id)).toEqual([other.id])
    const { groups } = await as(workbenchRoutes.getWorkbench, {})
    expect(groups.find((group) => group.kind === 'leave.toDecide')?.count).toBe(1)
  }
  const someoneElse = app.client(leader.token)
  await someoneElse(l.decideLeave, { params: { id: own.id }, body: { granted: true, words: '' } })
})

it('gives new places to who has waited longest', async () => {
  const body = { ...written, parentId: null, invitation: [byHand([zhao, qian])], capacity: 1 }
  const { id } = await desk(a.createActivity, { body })
  await desk(a.announceActivity, { params: { id } })
  const answers = async () => (await desk(i.listInvitees, { params: { id } })).items.map((one) => one.answer)
  for (const memberId of [qian, zhao])
    await desk(i.answerActivity, { params: { id }, body: { coming: true, memberId } })
  expect(await answers()).toEqual(['waiting', 'coming'])
  const { version } = await desk(a.getActivity, { params: { id } })
  await desk(a.editActivity, { params: { id }, body: { ...body, capacity: 2, version } })
  expect(await answers()).toEqual(['coming', 'coming'])
})

it('takes sub-meetings along when the whole is put off, set anew and called off, whoever organises them', async () => {
  const role = (role: 'convener' | 'member') =>
    app.db.updateTable('group_members').set({ role }).where('member_id', '=', zhao).execute()
  await role('convener')
  const house = { committeeId, termId, invited: [{ memberId: qian }] }
  const whole = await buildActivity(app.db, { ...house, kind: 'groupActivity', organiserGroupId: sectorId })
  const part = await buildActivity(app.db, { ...house, parentId: whole })
  const alone = await buildActivity(app.db, { ...house, parentId: whole })
  const stands = async (id: string) => {
    const { state, startsAt } = await desk(a.getActivity, { params: { id } })
    return [state, new Date(startsAt).toISOString().slice(0, 10)]
  }
  await desk(a.postponeActivity, { params: { id: alone }, body: { words: '另定' } })
  await zhaoApp(a.postponeActivity, { params: { id: whole }, body: { words: '台风' } })
  expect(await stands(part)).toEqual(['postponed', '2026-03-20'])
  const times = { startsAt: '2026-03-27T01:00:00.000Z', endsAt: '2026-03-27T04:00:00.000Z' }
  await zhaoApp(a.rescheduleActivity, { params: { id: whole }, body: { ...times, place: '礼堂', words: '' } })
  expect(await stands(part)).toEqual(['announced', '2026-03-27'])
  expect(await stands(alone)).toEqual(['postponed', '2026-03-20'])
  await zhaoApp(a.cancelActivity, { params: { id: whole }, body: { words: '不办了' } })
  for (const id of [whole, part, alone]) expect((await stands(id))[0]).toBe('cancelled')
  await role('member')
})

it('counts leave from some of the half days as coming: place and seat stay', async () => {
  const invited = [{ memberId: zhao, must: false, answer: 'coming' as const }, { memberId: qian }]
  const id = await buildActivity(app.db, { committeeId, termId, halfDays: 6, invited })
  const leave = await zhaoApp(l.requestLeave, {
    params: { id },
    body: { kind: 'private', words: '家事', halfDays: 1 },
  })
  await desk(l.decideLeave, { params: { id: leave.id }, body: { granted: true, words: '' } })
  const { mine } = await zhaoApp(a.getActivity, { params: { id } })
  expect(mine).toMatchObject({ answer: 'coming', leave: { state: 'granted', halfDays: 1, covers: false } })
  expect((await desk(a.getActivity, { params: { id } })).counts).toMatchObject({ coming: 1, leaveGranted: 1 })
  const seats = { rows: 1, perRow: 2, platformRows: 0, aisles: [], order: 'stroke' as const }
  expect(await desk(s.arrangeSeats, { params: { id }, body: seats })).toEqual({ seated: 2, unseated: 0 })
  // Who declines since gives the seat up, though the others keep theirs.
  await desk(i.answerActivity, { params: { id }, body: { coming: false, memberId: zhao } })
  expect(await desk(s.arrangeSeats, { params: { id }, body: { ...seats, keep: true } })).toMatchObject({ seated: 1 })
})

it('asks nobody to decide on leave from what is called off, or from a closed file', async () => {
  const waiting = async () => (await desk(l.listLeaves, { query: { scope: 'turn' } })).items.map((one) => one.id)
  const asked = async () => {
    const id = await buildActivity(app.db, { committeeId, termId, invited: [{ memberId: zhao }] })
    const body = { kind: 'private' as const, words: '家事', halfDays: null }
    return { id, leave: (await zhaoApp(l.requestLeave, { params: { id }, body })).id }
  }
  const [off, closed] = [await asked(), await asked()]
  expect(await waiting()).toEqual([closed.leave, off.leave])
  await desk(a.cancelActivity, { params: { id: off.id }, body: { words: '不办了' } })
  await app.db.updateTable('activities').set({ state: 'archived' }).where('id', '=', closed.id).execute()
  expect(await waiting()).toEqual([])
  const decide = (id: string) => desk(l.decideLeave, { params: { id }, body: { granted: true, words: '' } })
  await expect(decide(off.leave)).rejects.toMatchObject(denied('leave.decided'))
  await expect(decide(closed.leave)).rejects.toMatchObject(denied('activity.wrong-state'))
  const { groups } = await desk(workbenchRoutes.getWorkbench, {})
  expect(groups.find((group) => group.kind === 'leave.toDecide')).toBeUndefined()
})

it('reminds who need not come only while answers are taken', async () => {
  const invited = [{ memberId: zhao, must: false }, { memberId: qian }]
  const id = await buildActivity(app.db, { committeeId, termId, invited })
  await app.db.updateTable('activities').set({ answer_by: '2026-02-21T01:00:00Z' }).where('id', '=', id).execute()
  expect(await desk(i.remindInvitees, { params: { id } })).toEqual({ reminded: 0, withoutAccount: 1 })
})

it('puts what was held before the change of term on record in that term, with its members', async () => {
  const last = newId()
  const term = { committee_id: committeeId, id: last, number: 9, starts_on: '2017-01-10', ends_on: '2022-01-09' }
  await app.db.insertInto('terms').values(term).execute()
  const sun = await buildMember(app.db, { committeeId, termId: last, name: '孙上届' })
  await app.db.updateTable('memberships').set({ joined_on: '2017-01-10' }).where('member_id', '=', sun).execute()
  const times = { startsAt: '2021-12-20T01:00:00.000Z', endsAt: '2021-12-20T04:00:00.000Z' }
  const invitation = [{ way: 'all' as const, must: false }]
  const { id } = await desk(a.createActivity, { body: { ...written, ...times, parentId: null, invitation } })
  await desk(a.announceActivity, { params: { id } })
  expect((await desk(a.getActivity, { params: { id } })).termId).toBe(last)
  expect((await desk(i.listInvitees, { params: { id } })).items.map((one) => one.name)).toEqual(['孙上届'])
})

it('names in the story whom it concerns, for who runs it', async () => {
  const id = await announced([zhao])
  await desk(i.addInvitees, { params: { id }, body: { rule: byHand([qian]), words: '来了才知道漏列' } })
  await desk(i.removeInvitee, { params: { id }, body: { memberId: zhao, words: '另有任务' } })
  const { history } = await desk(a.getActivity, { params: { id } })
  expect(history.map(({ type, details }) => [type, details.names])).toEqual([
    ['activity.drafted', undefined],
    ['activity.announced', undefined],
    ['activity.invited', ['钱无号']],
    ['activity.uninvited', ['赵小民']],
  ])
  expect(history[2]?.details.note).toBe('来了才知道漏列')
})

it('leave from the whole meeting is not asked for again in its parts, nor are those reminded who asked', async () => {
  const days = { committeeId, termId, kind: 'plenary' as const, halfDays: 4 }
  const invited = [{ memberId: zhao }, { memberId: qian }]
  const id = await buildActivity(app.db, { ...days, invited })
  const part = await buildActivity(app.db, { ...days, kind: 'plenarySubMeeting', halfDays: 1, parentId: id, invited })
  const asked = { kind: 'illness' as const, words: '住院手术', halfDays: null }
  await zhaoApp(l.requestLeave, { params: { id }, body: asked })
  const half = { ...asked, halfDays: 1, memberId: qian, basis: '本人来电' }
  const { id: leaveId } = await desk(l.recordLeave, { params: { id }, body: half })
  await app.client(leader.token)(l.decideLeave, { params: { id: leaveId }, body: { granted: true, words: '' } })
  const { counts } = await desk(a.getActivity, { params: { id: part } })
  expect(counts).toMatchObject({ leaveAsked: 1, leaveGranted: 0, silent: 1 })
  expect(await desk(i.remindInvitees, { params: { id: part } })).toEqual({ reminded: 0, withoutAccount: 1 })
  const { items } = await desk(i.listInvitees, { params: { id: part } })
  expect(items.map((one) => [one.name, one.leave?.state])).toEqual([
    ['赵小民', 'requested'],
    ['钱无号', undefined],
  ])
})

it('who is asked to decide on leave need not look at it any more once it is decided', async () => {
  const body = { kind: 'private' as const, words: '家事', halfDays: null }
  const invited = [{ memberId: zhao }, { memberId: qian }]
  const id = await buildActivity(app.db, { committeeId, termId, kind: 'standingCommittee', invited })
  const own = await zhaoApp(l.requestLeave, { params: { id }, body })
  await desk(l.recordLeave, { params: { id }, body: { ...body, memberId: qian, basis: '本人来电' } })
  const chief = app.client(leader.token)
  const unread = async () => {
    const events = await app.db.selectFrom('events').select('id').where('subject_id', '=', id).orderBy('id').execute()
    for (const event of events) await deliverEvent(app.db, noticeSubscriber, event.id, app.clock.now)
    const { notices } = await chief(workbenchRoutes.getWorkbench, {})
    return notices.filter((one) => one.subjectId === id && one.readAt === null).length
  }
  expect(await unread()).toBe(2)
  await chief(l.decideLeave, { params: { id: own.id }, body: { granted: true, words: '' } })
  expect(await unread()).toBe(1)
})

it('says of what a member hands in who started it, and its day once', async () => {
  const { id } = await zhaoApp(a.createActivity, {
    body: { ...written, kind: 'volunteer', parentId: null, invitation: [byHand([qian])] },
  })
  await zhaoApp(a.proposeActivity, { params: { id } })
  const { groups } = await desk(workbenchRoutes.getWorkbench, {})
  const todo = groups.find((group) => group.kind === 'activity.toApprove')?.items.find((one) => one.subjectId === id)
  expect(todo).toMatchObject({ note: '赵小民发起', dueOn: written.startsAt.slice(0, 10) })
})

it('keeps the places of a full training on its new date, and asks only who had declined', async () => {
  const id = await announced([zhao, qian])
  for (const memberId of [zhao, qian])
    await desk(i.answerActivity, { params: { id }, body: { coming: memberId === zhao, memberId } })
  await desk(a.postponeActivity, { params: { id }, body: { words: '台风' } })
  const when = { startsAt: '2026-03-28T01:00:00.000Z', endsAt: '2026-03-28T04:00:00.000Z', place: '礼堂', words: '' }
  const answerBy = '2026-03-27T04:00:00Z'
  await desk(a.rescheduleActivity, { params: { id }, body: { ...when, answers: 'keep', answerBy } })
  const { items } = await desk(i.listInvitees, { params: { id } })
  expect(items.map((one) => one.answer)).toEqual(['coming', null])
  expect(await desk(a.getActivity, { params: { id } })).toMatchObject({ answerBy, state: 'announced' })
})

it('makes the group meetings of a plenary at once and announces them together; a group of nobody stays a draft', async () => {
  const invited = [{ memberId: zhao }]
  const id = await buildActivity(app.db, { committeeId, termId, kind: 'plenary', halfDays: 4, invited })
  const empty = (await desk(c.createGroup, { body: { kind: 'sector', name: '机动组' } })).id
  const { startsAt, endsAt } = written
  const parts = [
    { groupId: sectorId, title: '经济界分组讨论', place: '三楼' },
    { groupId: empty, title: '机动组分组讨论', place: '四楼' },
  ]
  const kind = 'plenarySubMeeting' as const
  await desk(p.addParts, { params: { id }, body: { kind, startsAt, endsAt, halfDays: 1, parts } })
  await expect(zhaoApp(p.announceParts, { params: { id } })).rejects.toMatchObject({
    problem: { code: 'access.denied' },
  })
  expect(await desk(p.announceParts, { params: { id } })).toEqual({
    announced: 1,
    invited: 1,
    empty: ['机动组分组讨论'],
  })
  const seen = (await desk(a.getActivity, { params: { id } })).parts
  expect(seen.map((part) => [part.title, part.place, part.state])).toEqual([
    ['经济界分组讨论', '三楼', 'announced'],
    ['机动组分组讨论', '四楼', 'draft'],
  ])
})
