import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { activityRoutes as a } from '#contract/activities.ts'
import { activityRecordRoutes as r } from '#contract/activity-records.ts'
import { leaveLineRoutes as n } from '#contract/leave-lines.ts'
import { leaveRoutes as l } from '#contract/leaves.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { linesOf, readWord } from '#features/documents/layout/word.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { buildActivity, written } from './activities.fixtures.ts'
import { fillSeats, fromTheMiddle } from './rules/seats.ts'

const app = await testApp({ publicUrl: 'https://zx.example.cn' })
const house = await buildCommittee(app.db)
const committeeId = house.id
const office = app.client((await signInAs(app.db, { committeeId, role: 'memberOffice', name: '联络办' })).token)
const chair = app.client((await signInAs(app.db, { committeeId, role: 'leader', name: '秘书长' })).token)

async function member(name: string) {
  const id = await buildMember(app.db, { committeeId, termId: house.termId, name, sectorId: house.sectorId })
  const { token, hatId } = await signInAs(app.db, { committeeId, role: 'member', name, memberId: id })
  return { id, name, hatId, token, call: app.client(token) }
}
const wang = await member('王一')
const li = await member('李大文')
const zhao = await member('赵小民')
const code = (code: string) => ({ problem: { code } })

const announced = async (memberIds: string[], given: object = {}) => {
  const invitation = [{ way: 'byHand', must: true, memberIds }]
  const { id } = await office(a.createActivity, { body: { ...written, parentId: null, invitation, ...given } as never })
  await office(a.announceActivity, { params: { id } })
  return id
}

describe('papers', () => {
  it('for invitees are read by them, those for all by every member who sees the activity', async () => {
    const id = await announced([wang.id], { audience: 'members' })
    const add = (rights: 'invitees' | 'members', name: string) =>
      office(r.addActivityPaper, { params: { id }, query: { rights } }, { files: [new File(['讲义'], name)] })
    const inner = await add('invitees', '内部讲义.txt')
    await add('members', '通知.txt')
    const names = async (who: typeof wang) =>
      (await who.call(r.listPapersOfActivity, { params: { id } })).items.map((paper) => paper.name)
    expect(await names(wang)).toEqual(['内部讲义.txt', '通知.txt'])
    expect(await names(li)).toEqual(['通知.txt'])
    await expect(li.call(r.getActivityPaper, { params: { id, fileId: inner.fileId } })).rejects.toMatchObject(
      code('not-found'),
    )
    await office(r.removeActivityPaper, { params: { id, fileId: inner.fileId } })
    expect(await names(wang)).toEqual(['通知.txt'])
  })
})

describe('what is written of an activity', () => {
  const brief = {
    kind: 'brief' as const,
    title: '分组讨论简报',
    session: '第十届第五次会议',
    body: '第一组',
    issue: 3,
    text: '王一委员建议……',
  }
  it('is signed before those invited read it, and taken back to be corrected', async () => {
    const id = await announced([wang.id], { audience: 'members' })
    const { id: recordId } = await office(r.writeActivityRecord, { params: { id }, body: brief })
    const { proposed } = await office(r.listActivityRecords, { params: { id } })
    expect(proposed).toMatchObject({ briefIssue: 4, minutesIssue: 1, signedBy: '' })
    const read = async (who: typeof wang) => (await who.call(r.listActivityRecords, { params: { id } })).items
    expect(await read(wang)).toEqual([])
    const edited = { ...brief, text: '王一委员建议修路。' }
    await office(r.editActivityRecord, { params: { id: recordId }, body: { ...edited, version: 1 } })
    await expect(
      office(r.editActivityRecord, { params: { id: recordId }, body: { ...brief, version: 1 } }),
    ).rejects.toMatchObject(code('version.stale'))
    // What was changed since it was read is not signed unread.
    const sign = (version: number) =>
      office(r.publishActivityRecord, { params: { id: recordId }, body: { signedBy: '秘书长', version } })
    await expect(sign(1)).rejects.toMatchObject(code('version.stale'))
    await sign(2)
    expect(await read(wang)).toMatchObject([{ ...edited, signedBy: '秘书长' }])
    expect(await read(li)).toEqual([])
    await expect(
      office(r.editActivityRecord, { params: { id: recordId }, body: { ...brief, version: 3 } }),
    ).rejects.toMatchObject(code('activity-record.published'))
    const word = await app.request({
      method: 'GET',
      url: `/api/v1/activity-records/${recordId}/word`,
      token: wang.token,
    })
    expect(decodeURIComponent(String(word.headers['content-disposition']))).toContain('分组讨论简报 第3期.docx')
    const paper = linesOf(readWord(new Uint8Array(word.rawPayload)).get('word/document.xml') ?? '').join('\n')
    for (const words of ['第十届第五次会议', '第一组', '第3期', '王一委员建议修路。', '签发人：秘书长', '简报'])
      expect(paper).toContain(words)
    await office(r.withdrawActivityRecord, { params: { id: recordId }, body: { words: '姓名有误' } })
    expect(await read(wang)).toEqual([])
  })
})

it('the office is asked for the minutes of a meeting that is over, until they are signed', async () => {
  const id = await announced([wang.id], { kind: 'chairCouncil', title: '主席会议' })
  await app.db
    .updateTable('activities')
    .set({ state: 'concluded', concluded_at: app.clock.now })
    .where('id', '=', id)
    .execute()
  const asked = async () =>
    (await office(workbenchRoutes.getWorkbench, {})).groups.some((group) => group.kind === 'activity.toRecord')
  expect(await asked()).toBe(true)
  const minutes = {
    kind: 'minutes' as const,
    title: '主席会议纪要',
    session: '',
    body: '',
    issue: null,
    text: '议定……',
  }
  const { id: recordId } = await office(r.writeActivityRecord, { params: { id }, body: minutes })
  expect(await asked()).toBe(true)
  await office(r.publishActivityRecord, { params: { id: recordId }, body: { signedBy: '主席', version: 1 } })
  expect(await asked()).toBe(false)
})

it('a convener is asked to conclude what their body held and to write it up; its members are not', async () => {
  const role = (role: 'convener' | 'member') =>
    app.db.updateTable('group_members').set({ role }).where('member_id', '=', li.id).execute()
  await role('convener')
  const id = await buildActivity(app.db, {
    ...{ committeeId, termId: house.termId, kind: 'specialCommittee', organiserGroupId: house.sectorId },
    ...{ startsAt: '2026-02-25T01:00:00Z', endsAt: '2026-02-25T04:00:00Z' },
  })
  const asked = async (who: typeof li) =>
    (await who.call(workbenchRoutes.getWorkbench, {})).groups
      .filter((group) => group.items.some((item) => item.subjectId === id))
      .map((group) => group.kind)
  expect(await asked(li)).toEqual(['activity.toConclude'])
  await app.db
    .updateTable('activities')
    .set({ state: 'concluded', concluded_at: app.clock.now })
    .where('id', '=', id)
    .execute()
  expect(await asked(li)).toEqual(['activity.toRecord'])
  expect(await asked(wang)).toEqual([])
  await role('member')
  expect(await asked(li)).toEqual([])
})

describe('seats', () => {
  it('are filled by strokes, by sector or by post from the middle; what is left over is told', () => {
    const people = [
      { memberId: 'c', strokeKey: '09', sectorPlace: 1, postPlace: 0 },
      { memberId: 'a', strokeKey: '04', sectorPlace: 2, postPlace: 4 },
      { memberId: 'b', strokeKey: '07', sectorPlace: 1, postPlace: 3 },
    ]
    const order = (by: 'stroke' | 'sector' | 'post') =>
      fillSeats(people, { rows: 1, perRow: 3 }, by).map((seat) => `${seat.memberId}${seat.number}`)
    expect(order('stroke')).toEqual(['a1', 'b2', 'c3'])
    expect(order('sector')).toEqual(['b1', 'c2', 'a3'])
    expect(order('post')).toEqual(['c2', 'b1', 'a3'])
    expect(fillSeats(people, { rows: 1, perRow: 2 }, 'stroke')).toHaveLength(2)
    const platform = fillSeats(people, { rows: 1, perRow: 3, platformRows: 1 }, 'stroke', { platform: 'standing' })
    expect(platform).toEqual([
      { memberId: 'c', row: -1, number: 2 },
      { memberId: 'b', row: -1, number: 1 },
      { memberId: 'a', row: 1, number: 1 },
    ])
    expect(fromTheMiddle(6)).toEqual([3, 2, 4, 1, 5, 6])
  })

  it('are not for who is on leave; moved by hand two change places, and each sees their own', async () => {
    const id = await announced([wang.id, li.id, zhao.id], { kind: 'standingCommittee' })
    const leave = await zhao.call(l.requestLeave, {
      params: { id },
      body: { kind: 'official', words: '出访', halfDays: null },
    })
    await chair(l.decideLeave, { params: { id: leave.id }, body: { granted: true, words: '' } })
    expect(await office(r.arrangeSeats, { params: { id }, body: { rows: 1, perRow: 4, order: 'stroke' } })).toEqual({
      seated: 2,
      unseated: 0,
    })
    const seatOf = async (who: typeof wang) => (await who.call(a.getActivity, { params: { id } })).mine?.seat
    expect([await seatOf(wang), await seatOf(li)]).toEqual([
      { row: 1, number: 1 },
      { row: 1, number: 2 },
    ])
    await office(r.moveSeat, { params: { id }, body: { memberId: li.id, row: 1, number: 1 } })
    expect([await seatOf(wang), await seatOf(li)]).toEqual([
      { row: 1, number: 2 },
      { row: 1, number: 1 },
    ])
    await office(r.moveSeat, { params: { id }, body: { memberId: li.id, row: 1, number: 4 } })
    expect(
      (await office(r.getSeatPlan, { params: { id } }))?.seats.map((seat) => `${seat.name}${seat.number}`),
    ).toEqual(['王一2', '李大文4'])
    const mine = await wang.call(r.getSeatPlan, { params: { id } })
    expect(mine).toMatchObject({ perRow: 4, seats: [{ memberId: wang.id, row: 1, number: 2 }], unseated: [] })
    await expect(
      office(r.moveSeat, { params: { id }, body: { memberId: li.id, row: 2, number: 1 } }),
    ).rejects.toMatchObject(code('activity.no-such-seat'))
    // A row and a platform more: who sits stays; fewer seats than are taken are refused.
    const size = (perRow: number) =>
      office(r.arrangeSeats, {
        params: { id },
        body: { rows: 2, perRow, platformRows: 1, aisles: [2], order: 'stroke', keep: true },
      })
    await expect(size(3)).rejects.toMatchObject(code('activity.seat-taken'))
    await size(4)
    await office(r.moveSeat, { params: { id }, body: { memberId: wang.id, row: -1, number: 2 } })
    expect([await seatOf(wang), await seatOf(li)]).toEqual([
      { row: -1, number: 2 },
      { row: 1, number: 4 },
    ])
    expect(await office(r.getSeatPlan, { params: { id } })).toMatchObject({ rows: 2, platformRows: 1, aisles: [2] })
  })
})

describe('the calendar feed', () => {
  it('holds what the member is invited to, cancelled ones as cancelled, until its address is made anew or the hat is gone', async () => {
    const kept = await announced([zhao.id], {
      title: '常委会会议，很长的名称，'.repeat(6),
      explanation: '一、审议；\n二、通报，请带身份证',
    })
    const off = await announced([zhao.id], { title: '视察' })
    await announced([wang.id], { title: '与赵委员无关' })
    const days = await announced([zhao.id], {
      kind: 'plenary',
      title: '三天的全会',
      startsAt: '2026-03-26T01:00:00.000Z',
      endsAt: '2026-03-28T09:00:00.000Z',
    })
    await office(a.cancelActivity, { params: { id: off }, body: { words: '台风' } })
    const { path } = await zhao.call(r.makeCalendarFeed, {})
    const answer = await app.request({ method: 'GET', url: path })
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    // Lines of at most 75 octets, ended by CRLF (RFC 5545, 3.1).
    for (const line of answer.body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const read = new ICAL.Component(ICAL.parse(answer.body))
    const events = read.getAllSubcomponents('vevent').map((event) => ({
      uid: event.getFirstPropertyValue('uid'),
      status: event.getFirstPropertyValue('status'),
      words: event.getFirstPropertyValue('description'),
      starts: String(event.getFirstPropertyValue('dtstart')),
      ends: String(event.getFirstPropertyValue('dtend')),
      reminders: event.getAllSubcomponents('valarm').map((one) => String(one.getFirstPropertyValue('trigger'))),
      url: event.getFirstPropertyValue('url'),
    }))
    expect(events.find((event) => event.uid === `${kept}@tongxin`)).toMatchObject({
      status: 'CONFIRMED',
      words: '一、审议；\n二、通报，请带身份证\n联系：联络办 1234567',
      starts: '2026-03-20T01:00:00Z',
      url: `https://zx.example.cn/app/activities/${kept}`,
      reminders: ['-PT13H', '-PT1H'],
    })
    // Several days stand as a banner over whole days, not as a block day and night.
    expect(events.find((event) => event.uid === `${days}@tongxin`)).toMatchObject({
      starts: '2026-03-26',
      ends: '2026-03-29',
      words: expect.stringContaining('09:00 开始'),
      reminders: ['-PT4H'],
    })
    expect(events.find((event) => event.uid === `${off}@tongxin`)?.reminders).toEqual([])
    expect(events.find((event) => event.uid === `${off}@tongxin`)?.status).toBe('CANCELLED')
    expect(answer.body).not.toContain('与赵委员无关')
    const later = await zhao.call(r.makeCalendarFeed, {})
    expect((await app.request({ method: 'GET', url: path })).statusCode).toBe(404)
    expect((await app.request({ method: 'GET', url: later.path })).statusCode).toBe(200)
    expect(
      (await app.db.selectFrom('calendar_feeds').selectAll().execute()).map((row) => JSON.stringify(row)).join(),
    ).not.toContain(later.path.slice(-20, -4))
    // A hat worn until yesterday no longer reads, from midnight in China on.
    const before = app.clock.now
    const until = (ends_on: string | null) => app.db.updateTable('hats').set({ ends_on }).where('id', '=', zhao.hatId)
    await until('2026-03-04').execute()
    app.clock.now = new Date('2026-03-04T17:00:00Z')
    expect((await app.request({ method: 'GET', url: later.path })).statusCode).toBe(404)
    await until(null).execute()
    app.clock.now = before
    await app.db.updateTable('hats').set({ revoked_at: app.clock.now }).where('id', '=', zhao.hatId).execute()
    expect((await app.request({ method: 'GET', url: later.path })).statusCode).toBe(404)
  })
})

it('the month shows in whole weeks what one may see, with days off, and a member the parts they are invited to', async () => {
  const times = (from: string, to: string) => ({ startsAt: `${from}T01:00:00.000Z`, endsAt: `${to}T03:00:00.000Z` })
  const meeting = await announced([wang.id], { title: '全会五月', ...times('2026-04-30', '2026-05-03') })
  const inMay = times('2026-05-02', '2026-05-02')
  await announced([wang.id], { title: '五月小组会', parentId: meeting, ...inMay })
  await announced([wang.id], { title: '六月的事', ...times('2026-06-08', '2026-06-08') })
  const month = async (call: typeof office, query: object = {}) =>
    call(a.getActivityMonth, { query: { month: '2026-05', ...query } as never })
  const titles = async (call: typeof office, query: object = {}) =>
    (await month(call, query)).items.map((one) => one.title)
  expect(await month(office)).toMatchObject({ from: '2026-04-27', until: '2026-05-31', more: false })
  expect((await month(office)).holidays).toContainEqual({ date: '2026-05-01', name: '劳动节' })
  expect(await titles(office)).toEqual(['全会五月'])
  expect(await titles(wang.call)).toEqual(['全会五月', '五月小组会'])
  expect(await titles(wang.call, { title: '小组' })).toEqual(['五月小组会'])
  expect(await titles(office, { kind: 'plenary' })).toEqual([])
  expect(await titles(li.call)).toEqual([])
  expect(await titles(office, { month: '2026-06' })).toEqual(['六月的事'])
})

it('who decides on leave sees which line of absence the next one reaches, and the office who stands near or beyond', async () => {
  await app.db
    .insertInto('member_posts')
    .values({
      committee_id: committeeId,
      id: newId(),
      member_id: li.id,
      post: 'standingMember',
      title: '',
      starts_on: '2022-01-10',
      ends_on: null,
    })
    .execute()
  const meeting = (title: string, day: string) =>
    announced([li.id, wang.id], {
      kind: 'standingCommittee',
      title,
      startsAt: `2026-${day}T01:00:00.000Z`,
      endsAt: `2026-${day}T04:00:00.000Z`,
    })
  const ask = async (id: string, kind: 'illness' | 'official' | 'private') =>
    (await li.call(l.requestLeave, { params: { id }, body: { kind, words: '另有安排', halfDays: null } })).id
  const grant = (id: string) => chair(l.decideLeave, { params: { id }, body: { granted: true, words: '' } })
  const seen = async (id: string) =>
    (await chair(l.listLeaves, { query: { scope: 'all', name: '李大文' } })).items.find((one) => one.id === id)!
  const lines = async () =>
    (await office(n.listLeaveLines, { query: {} })).items.map((one) => [one.name, one.count, one.atLeast, one.stands])

  const missed = await meeting('缺了的常委会', '03-25')
  await grant(await ask(await meeting('公务的常委会', '04-25'), 'official'))
  await grant(await ask(await meeting('病了的常委会', '05-25'), 'illness'))
  expect(await lines()).toEqual([])
  // Stayed away without leave: counts once the meeting is settled.
  await app.db
    .updateTable('activities')
    .set({ state: 'concluded', concluded_at: app.clock.now })
    .where('id', '=', missed)
    .execute()
  await app.db
    .updateTable('activity_invitees')
    .set({ outcome: 'absent', outcome_half_days: 1 })
    .where('activity_id', '=', missed)
    .execute()
  expect(await lines()).toEqual([['李大文', 2, 3, 'near']])
  const third = await ask(await meeting('再请假的常委会', '06-25'), 'private')
  const { before } = await seen(third)
  expect(before?.lines.map((at) => [at.count, at.atLeast, at.reached])).toEqual([
    [2, 3, 'withThis'],
    [2, 7, 'no'],
  ])
  expect(before?.lines[0]?.line).toBe('常委一年内缺席常委会会议 3 次（含请假，公务不计）：劝辞')
  expect(before?.leaves.map((one) => one.title)).toEqual(['病了的常委会', '公务的常委会'])
  await grant(third)
  expect(await lines()).toEqual([['李大文', 3, 3, 'beyond']])
  expect((await office(n.listLeaveLines, { query: { name: 'li', year: '2025' } })).items).toEqual([])
  // wang is no standing member: the line is not drawn for them. Nobody but the offices reads the list.
  await expect(li.call(n.listLeaveLines, { query: {} })).rejects.toMatchObject(code('access.denied'))
  expect((await li.call(l.listLeaves, { query: {} })).items.every((one) => one.before === null)).toBe(true)
})
