import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { activityRoutes } from '#contract/activities.ts'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { attendanceRoutes as r } from '#contract/attendance.ts'
import { leaveRoutes } from '#contract/leaves.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildActivity } from '#features/activities/activities.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { transact } from '#platform/database/database.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { testApp } from '../../testing/app.ts'
import { buildLeave, codeAt } from './attendance.fixtures.ts'
import { attendanceSubscriber } from './jobs.ts'

const app = await testApp()
const { db } = app
const committee = await buildCommittee(db)
const other = await buildCommittee(db)
const { id: committeeId, termId, sectorId } = committee
const office = await signInAs(db, { committeeId, role: 'memberOffice', name: '联络办' })
const leader = await signInAs(db, { committeeId, role: 'leader', name: '主席' })
const members: string[] = []
for (const name of ['陈立业', '欧阳春', '吴远', '单雄信', '王小明', '赵一'])
  members.push(await buildMember(db, { committeeId, termId, sectorId, name }))
const chen = await signInAs(db, { committeeId, role: 'member', name: '陈立业', memberId: members[0]! })
const outsider = await buildMember(db, { committeeId, termId, name: '外人' })

const committeeOfLaw = crypto.randomUUID()
await db
  .insertInto('groups')
  .values({ committee_id: committeeId, id: committeeOfLaw, kind: 'specialCommittee', name: '社会法制委', position: 9 })
  .execute()

const begins = new Date('2026-03-20T01:00:00Z')
let id = ''
const as = (token: string) => app.client(token)
const at = (time: string) => {
  app.clock.now = new Date(`2026-03-20T${time}Z`)
}
/** Items as a desk whose clock is right sends them now. */
const item = (given: { code?: string; memberId?: string }, when = app.clock.now) => ({
  ...given,
  at: when.toISOString(),
  offsetMs: 0,
})
const send = async (items: ReturnType<typeof item>[], desk = '东门', activityId = id) =>
  (
    await as(office.token)(r.checkIn, {
      params: { id: activityId },
      body: { desk, sentAt: app.clock.now.toISOString(), items },
    })
  ).items
const outcomes = async (items: ReturnType<typeof item>[], desk?: string, activityId?: string) =>
  (await send(items, desk, activityId)).map((one) => one.outcome)
const code = (memberId: string, when = app.clock.now) => codeAt('M', committeeId, memberId, when)
const eventsOf = async (type: string, subject = id) =>
  (
    await db
      .selectFrom('events')
      .select('details')
      .where('type', '=', type)
      .where('subject_id', '=', subject)
      .orderBy('id')
      .execute()
  ).map((row) => row.details as Record<string, unknown>)
/** What follows from the events told so far. */
async function follow(): Promise<void> {
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('committee_id', '=', committeeId)
    .where('type', 'in', attendanceSubscriber.types)
    .where('id', '>', followed)
    .orderBy('id')
    .execute()
  for (const e of events) {
    const { committee_id, subject_kind, subject_id, account_id, actor_name, details, ...rest } = e
    const event = {
      ...rest,
      committeeId: committee_id,
      subjectKind: subject_kind,
      subjectId: subject_id,
      accountId: account_id,
      actorName: actor_name,
      details: details as Record<string, unknown>,
    }
    await transact(db, (tx) => attendanceSubscriber.handle(tx, event, app.clock.now))
    followed = e.id
  }
}
let followed = 0
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })

beforeEach(async () => {
  // A code opens one door: each test has doors of its own.
  await db.deleteFrom('check_ins').execute()
  at('00:50:00')
  id = await buildActivity(db, {
    committeeId,
    termId,
    kind: 'plenary',
    title: '第五次会议',
    startsAt: begins.toISOString(),
    endsAt: '2026-03-20T04:00:00Z',
    invited: members.map((memberId, i) => ({ memberId, must: i < 5 })),
  })
})

describe('a desk', () => {
  it('reads a member’s code, and the ledger is told once, with all it needs', async () => {
    const answers = await send([item({ code: code(members[0]!) })])
    expect(answers).toMatchObject([{ outcome: 'checkedIn', name: '陈立业', attendance: 'present' }])
    expect(await outcomes([item({ code: code(members[0]!) })], '西门')).toEqual(['already'])
    expect(await eventsOf('activity.checkedIn')).toEqual([
      {
        memberId: members[0],
        kind: 'plenary',
        title: '第五次会议',
        heldOn: '2026-03-20',
        termId,
        organiserGroupId: null,
        halfDays: 1,
        level: 'county',
        attendance: 'present',
      },
    ])
  })

  it('says in words what is wrong with a code', async () => {
    const now = app.clock.now
    const minutes = (n: number) => new Date(now.getTime() + n * 60_000)
    const foreign = codeAt('M', other.id, members[0]!, now)
    const otherInstallation = codeAt('M', committeeId, members[0]!, now, secretsFrom(Buffer.alloc(32, 8)))
    const changed = code(members[0]!).replace(members[0]!.replaceAll('-', ''), members[1]!.replaceAll('-', ''))
    expect(
      await outcomes([
        item({ code: code(members[0]!, minutes(-5)) }),
        item({ code: code(members[0]!, minutes(5)) }),
        item({ code: foreign }),
        item({ code: otherInstallation }),
        item({ code: changed }),
        item({ code: code(outsider) }),
        item({ code: 'https://weixin.qq.com/abc' }),
        item({ code: codeAt('D', committeeId, id, now) }),
      ]),
    ).toEqual(['expired', 'ahead', 'otherCommittee', 'forged', 'forged', 'notInvited', 'unreadable', 'unreadable'])
    expect(await eventsOf('activity.checkedIn')).toEqual([])
  })

  it('of an office verifies codes by itself; a member who organises one meeting gets no key to the others', async () => {
    await db.updateTable('activities').set({ started_by: members[0]! }).where('id', '=', id).execute()
    const desk = (token: string) => as(token)(r.getCheckInDesk, { params: { id } })
    const keys = async (token: string) => (await desk(token)).members.map((one) => one.key !== '')
    expect(await keys(office.token)).toEqual(members.map(() => true))
    expect(await keys(chen.token)).toEqual(members.map(() => false))
    const items = [item({ code: code(members[1]!) }), item({ code: codeAt('M', other.id, members[2]!, app.clock.now) })]
    const body = { desk: '', sentAt: app.clock.now.toISOString(), items }
    const answer = await as(chen.token)(r.checkIn, { params: { id }, body })
    expect(answer.items.map((one) => one.outcome)).toEqual(['checkedIn', 'otherCommittee'])
  })

  it('lets a code open one door only', async () => {
    const next = await buildActivity(db, {
      committeeId,
      termId,
      startsAt: begins.toISOString(),
      endsAt: '2026-03-20T04:00:00Z',
      invited: [{ memberId: members[0]! }],
    })
    const shown = code(members[0]!)
    expect(await outcomes([item({ code: shown })])).toEqual(['checkedIn'])
    expect(await outcomes([item({ code: shown })], '', next)).toEqual(['used'])
  })

  it('ticks a member without a phone by name, and who comes late is late', async () => {
    at('01:05:00')
    expect(await send([item({ memberId: members[1]! })])).toMatchObject([{ outcome: 'checkedIn', attendance: 'late' }])
  })

  it('takes nobody before it opens or after it closes', async () => {
    at('20:00:00')
    expect(await outcomes([item({ memberId: members[1]! })])).toEqual(['tooLate'])
    app.clock.now = new Date('2026-03-19T20:00:00Z')
    expect(await outcomes([item({ memberId: members[1]! })])).toEqual(['tooEarly'])
  })

  it.each([
    ['a day', 86_400_000],
    ['half a century', -56 * 365 * 86_400_000],
  ])('whose clock is %s wrong is judged by the server’s', async (_, ahead) => {
    const wrong = new Date(app.clock.now.getTime() + ahead)
    const answer = await as(office.token)(r.checkIn, {
      params: { id },
      body: {
        desk: '',
        sentAt: wrong.toISOString(),
        items: [{ code: code(members[0]!), at: wrong.toISOString(), offsetMs: -ahead }],
      },
    })
    expect(answer.items).toMatchObject([{ outcome: 'checkedIn', at: '2026-03-20T00:50:00Z' }])
    const moved = await as(office.token)(r.checkIn, {
      params: { id },
      body: {
        desk: '',
        sentAt: app.clock.now.toISOString(),
        items: [{ memberId: members[1]!, at: wrong.toISOString(), offsetMs: -ahead }],
      },
    })
    expect(moved.items).toMatchObject([{ outcome: 'clock' }])
  })
})

describe('two desks without a network', () => {
  it('bring the same member in the wrong order: the earliest time holds, and nobody counts twice', async () => {
    const early = new Date('2026-03-20T00:40:00Z')
    const late = new Date('2026-03-20T01:10:00Z')
    at('01:20:00')
    expect(await outcomes([item({ code: code(members[2]!, late) }, late)], '西门')).toEqual(['checkedIn'])
    expect(await outcomes([item({ code: code(members[2]!, early) }, early)], '东门')).toEqual(['earlier'])
    expect(await outcomes([item({ code: code(members[2]!, late) }, late)], '西门')).toEqual(['already'])
    const page = await as(office.token)(r.listAttendees, { params: { id }, query: { show: 'came' } })
    expect(page.items).toMatchObject([{ name: '吴远', attendance: 'present', desk: '东门' }])
    expect((await eventsOf('activity.attendanceCorrected')).map((one) => one.attendance)).toEqual(['present'])
  })

  it('send the whole list at once, again and again', async () => {
    const batch = members.map((memberId) => item({ memberId }))
    const answers = await Promise.all([send(batch, '东门'), send([...batch].reverse(), '西门'), send(batch, '南门')])
    const outcome = answers.flat().map((one) => one.outcome)
    expect(outcome.filter((one) => one === 'checkedIn')).toHaveLength(members.length)
    expect(await eventsOf('activity.checkedIn')).toHaveLength(members.length)
  })
})

describe('the opening morning', () => {
  it('checks in six hundred, fifty of them at a desk without a network, each once', async () => {
    const { rows: columns } = await sql<{ names: string }>`
      select string_agg(column_name, ', ') as names from information_schema.columns
      where table_schema = 'public' and table_name = 'members' and column_name not in ('id', 'account_id')`.execute(db)
    const names = sql.raw(columns[0]!.names)
    const { rows: made } = await sql<{ id: string }>`
      insert into members (id, ${names}) select gen_random_uuid(), ${names} from members, generate_series(1, 600)
      where members.id = ${members[0]!} returning id`.execute(db)
    const all = made.map((row) => row.id)
    await sql`insert into activity_invitees (committee_id, activity_id, member_id, must, by_hand, invited_at)
      select ${committeeId}, ${id}, unnest(${all}::uuid[]), true, false, now()`.execute(db)
    const offlineAt = new Date('2026-03-20T00:20:00Z')
    const offline = all.slice(0, 50).map((memberId) => item({ code: code(memberId, offlineAt) }, offlineAt))
    const desks = Array.from({ length: 11 }, (_, n) => all.slice(50 + n * 50, 100 + n * 50))
    await Promise.all([
      ...desks.map((of, n) =>
        send(
          of.map((memberId) => item({ code: code(memberId) })),
          `${n + 1} 号`,
        ),
      ),
      send(offline, '无网 1 号'),
      // The same fifty seen by a second desk, later, by name.
      send(
        all.slice(0, 50).map((memberId) => item({ memberId })),
        '无网 2 号',
      ),
    ])
    const { counts } = await as(leader.token)(r.getAttendance, { params: { id } })
    expect(counts).toMatchObject({ due: 605, present: 600, absent: 5 })
    const told = (await eventsOf('activity.checkedIn')).map((one) => one.memberId)
    expect([told.length, new Set(told).size]).toEqual([600, 600])
    const early = await db
      .selectFrom('check_ins')
      .select('member_id')
      .where('at', '=', offlineAt.toISOString())
      .execute()
    expect(early).toHaveLength(50)
  })
})

describe('a member', () => {
  it('has codes for hours, each of which a desk takes in its minute', async () => {
    const mine = await as(chen.token)(r.getMyCodes, {})
    expect(mine.today.map((one) => one.id)).toContain(id)
    expect(mine.macs.length).toBeGreaterThan(240)
    const later = new Date(app.clock.now.getTime() + 9 * 60_000)
    expect(code(members[0]!, later).endsWith(mine.macs[9]!)).toBe(true)
    const next = new Date('2026-03-20T16:10:00Z')
    const step = Math.floor(next.getTime() / 60_000) - mine.firstStep
    expect(mine.macs[step]).toBeUndefined()
  })

  it('reads the desk’s code, within minutes and of this meeting only', async () => {
    const read = (text: string) => as(chen.token)(r.checkInSelf, { body: { code: text } })
    const shown = codeAt('D', committeeId, id, app.clock.now)
    expect(await read(`https://zx.example/app/check-in#${shown}`)).toMatchObject({
      outcome: 'checkedIn',
      title: '第五次会议',
    })
    expect(await read(shown)).toMatchObject({ outcome: 'already' })
    expect(await read(code(members[0]!))).toMatchObject({ outcome: 'unreadable' })
    at('01:00:00')
    expect(await read(shown)).toMatchObject({ outcome: 'expired' })
  })
})

describe('the chair', () => {
  it('sees who is due, on leave, there and missing, and when the quorum is reached', async () => {
    await buildLeave(db, { committeeId, activityId: id, memberId: members[3]! })
    await buildLeave(db, { committeeId, activityId: id, memberId: members[4]!, state: 'refused' })
    await send([item({ memberId: members[0]! }), item({ memberId: members[1]! }), item({ memberId: members[2]! })])
    const view = await as(leader.token)(r.getAttendance, { params: { id } })
    expect(view.counts).toEqual({ due: 5, present: 3, late: 0, leave: 1, officialLeave: 0, absent: 1, guests: 0 })
    expect(view.quorum).toMatchObject({ needed: 4, reached: false, missing: 1 })
    await send([item({ memberId: members[4]! })])
    const after = await as(leader.token)(r.getAttendance, { params: { id } })
    expect(after.quorum).toMatchObject({ reached: true })
    expect(after.groups).toMatchObject([{ kind: '界别', name: '经济界', counts: { due: 5, present: 4 } }])
  })

  it('opens each sector and special committee down to the names', async () => {
    const own = { committee_id: committeeId, group_id: committeeOfLaw }
    for (const memberId of members.slice(1, 4))
      await db
        .insertInto('group_members')
        .values({ ...own, id: crypto.randomUUID(), member_id: memberId, role: 'member', starts_on: '2022-01-10' })
        .execute()
    await send([item({ memberId: members[1]! })])
    const view = await as(leader.token)(r.getAttendance, { params: { id } })
    const law = view.groups.find((one) => one.id === committeeOfLaw)
    expect(law).toMatchObject({ name: '社会法制委', counts: { due: 3, present: 1, absent: 2 } })
    const missing = await as(leader.token)(r.listAttendees, {
      params: { id },
      query: { show: 'missing', groupId: committeeOfLaw },
    })
    expect(new Set(missing.items.map((one) => one.name))).toEqual(new Set(['吴远', '单雄信']))
    await db.deleteFrom('group_members').where('group_id', '=', committeeOfLaw).execute()
  })

  it('is not troubled days before: nothing is missing yet, nothing to settle', async () => {
    app.clock.now = new Date('2026-03-17T00:00:00Z')
    expect(await as(office.token)(r.getAttendance, { params: { id } })).toMatchObject({
      gathering: false,
      actions: ['checkIn'],
    })
    at('00:50:00')
    expect(await as(office.token)(r.getAttendance, { params: { id } })).toMatchObject({
      gathering: true,
      actions: ['checkIn', 'correct'],
    })
  })
})

describe('the office', () => {
  it('corrects with a reason, which a late desk does not undo', async () => {
    const correct = (attendance: 'leftEarly' | 'present', memberId = members[0]!) =>
      as(office.token)(r.correctAttendance, {
        params: { id },
        body: { memberIds: [memberId], attendance, reason: '中途接通知返回单位' },
      })
    await send([item({ memberId: members[0]! })])
    await correct('leftEarly')
    await expect(correct('leftEarly')).rejects.toEqual(refused('attendance.same'))
    await expect(correct('present', outsider)).rejects.toEqual(refused('attendance.not-invited'))
    expect(await outcomes([item({ memberId: members[0]! }, new Date('2026-03-20T00:35:00Z'))])).toEqual(['already'])
    expect(await eventsOf('activity.attendanceCorrected')).toMatchObject([
      { memberId: members[0], attendance: 'leftEarly', reason: '中途接通知返回单位' },
    ])
  })

  it('enters a list that was signed on paper at once, with one reason', async () => {
    app.clock.now = new Date('2026-03-25T02:00:00Z')
    await as(office.token)(r.correctAttendance, {
      params: { id },
      body: { memberIds: members.slice(0, 4), attendance: 'present', reason: '按签到表补录' },
    })
    const { counts } = await as(office.token)(r.getAttendance, { params: { id } })
    expect(counts).toMatchObject({ due: 5, present: 4, absent: 1 })
    expect(await eventsOf('activity.attendanceCorrected')).toHaveLength(4)
    const wrong = as(office.token)(r.correctAttendance, {
      params: { id },
      body: { memberIds: [members[4]!, outsider], attendance: 'present', reason: '按签到表补录' },
    })
    await expect(wrong).rejects.toEqual(refused('attendance.not-invited'))
    expect((await as(office.token)(r.getAttendance, { params: { id } })).counts).toMatchObject({ present: 4 })
  })

  it('concludes once: who is missing without leave is absent, and nobody is checked in any more', async () => {
    await send([item({ memberId: members[0]! }), item({ memberId: members[5]! })])
    await buildLeave(db, { committeeId, activityId: id, memberId: members[1]!, kind: 'official' })
    const settle = () => as(office.token)(r.settleAttendance, { params: { id }, body: {} })
    await expect(settle()).rejects.toEqual(refused('attendance.too-early'))
    at('04:10:00')
    expect(await settle()).toMatchObject({ absent: 3 })
    const [settled] = await eventsOf('activity.attendanceSettled')
    expect(settled).toMatchObject({ title: '第五次会议', heldOn: '2026-03-20', halfDays: 1 })
    expect(
      Object.fromEntries(
        (settled!.members as { memberId: string; attendance: string }[]).map((one) => [one.memberId, one.attendance]),
      ),
    ).toEqual({
      [members[0]!]: 'present',
      [members[1]!]: 'officialLeave',
      [members[2]!]: 'absent',
      [members[3]!]: 'absent',
      [members[4]!]: 'absent',
      [members[5]!]: 'present',
    })
    await expect(settle()).rejects.toEqual(refused('attendance.settled'))
    await expect(send([item({ memberId: members[2]! })])).rejects.toEqual(refused('attendance.settled'))
  })

  it('concludes the sittings first, and a meeting is attended by its sittings', async () => {
    const sitting = () =>
      buildActivity(db, {
        committeeId,
        termId,
        parentId: id,
        kind: 'plenarySubMeeting',
        startsAt: begins.toISOString(),
        endsAt: '2026-03-20T04:00:00Z',
        invited: members.slice(0, 2).map((memberId) => ({ memberId })),
      })
    const sittings = [await sitting(), await sitting(), await sitting()]
    const settle = (activityId: string) =>
      as(office.token)(r.settleAttendance, { params: { id: activityId }, body: {} })
    for (const [i, one] of sittings.entries())
      await send([item({ memberId: members[0]! }), ...(i === 0 ? [item({ memberId: members[1]! })] : [])], '', one)
    // On the member's own page: when they came, and after the settlement how they attended the whole.
    const mineOf = async (activityId: string) =>
      (await as(chen.token)(activityRoutes.getActivity, { params: { id: activityId } })).mine?.attended
    expect(await mineOf(sittings[0]!)).toEqual({ attendance: 'present', at: '2026-03-20T00:50:00.000000Z' })
    expect(await mineOf(id)).toBeNull()
    at('04:10:00')
    await expect(settle(id)).rejects.toEqual(refused('attendance.parts-open'))
    for (const one of sittings) await settle(one)
    await db
      .insertInto('settings')
      .values({
        committee_id: committeeId,
        key: 'attendance',
        version: 1,
        value: JSON.stringify({
          opensMinutesBefore: 90,
          closesMinutesAfter: 30,
          lateAfterMinutes: 0,
          memberCode: true,
          deskCode: true,
          quorums: [],
          sittings: { numerator: 2, denominator: 3 },
        }),
        created_at: app.clock.now,
        created_by: office.accountId,
      })
      .execute()
    await settle(id)
    const [settled] = await eventsOf('activity.attendanceSettled')
    const of = (memberId: string) =>
      (settled!.members as { memberId: string; attendance: string }[]).find((one) => one.memberId === memberId)
    expect(of(members[0]!)?.attendance).toBe('present')
    // The figures, the list of the absent and the lines of absence say the same.
    expect((await as(office.token)(r.getAttendance, { params: { id } })).counts).toMatchObject({
      due: 5,
      present: 1,
      absent: 4,
    })
    const missing = await as(office.token)(r.listAttendees, { params: { id }, query: { show: 'missing', limit: 50 } })
    expect(missing.items.map((one) => one.name)).not.toContain('陈立业')
    expect(await mineOf(id)).toEqual({ attendance: 'present', at: null })
    const { items } = await as(chen.token)(activityRoutes.listActivities, { query: { time: 'all', limit: 50 } })
    expect(items.find((one) => one.id === id)?.mine?.attended?.attendance).toBe('present')
    expect(of(members[1]!)?.attendance).toBe('absent')
    // Leave for all of it that is granted afterwards (补假) takes the place of the absence, in the sittings too.
    const { id: leaveId } = await as(office.token)(leaveRoutes.recordLeave, {
      params: { id },
      body: { memberId: members[1]!, kind: 'illness', words: '住院', halfDays: null, basis: '家属来电' },
    })
    await as(office.token)(leaveRoutes.decideLeave, {
      params: { id: leaveId },
      body: { granted: true, words: '主席同意' },
    })
    await follow()
    expect(await eventsOf('activity.attendanceCorrected')).toMatchObject([
      { memberId: members[1], attendance: 'leave' },
    ])
    // The first sitting was attended; the two others are leave now.
    for (const [i, one] of sittings.entries())
      expect(await eventsOf('activity.attendanceCorrected', one)).toHaveLength(i === 0 ? 0 : 1)
    // A sitting put right changes the whole.
    await as(office.token)(r.correctAttendance, {
      params: { id: sittings[2]! },
      body: { memberIds: [members[0]!], attendance: 'absent', reason: '代签' },
    })
    await as(office.token)(r.correctAttendance, {
      params: { id: sittings[1]! },
      body: { memberIds: [members[0]!], attendance: 'absent', reason: '代签' },
    })
    expect((await as(office.token)(r.getAttendance, { params: { id } })).counts).toMatchObject({
      present: 0,
      leave: 1,
      absent: 4,
    })
    await db.deleteFrom('settings').where('committee_id', '=', committeeId).where('key', '=', 'attendance').execute()
  })

  it('concludes the sittings along with the whole; where nobody was checked in the roll was not called', async () => {
    const sitting = (place: number) =>
      buildActivity(db, {
        committeeId,
        termId,
        parentId: id,
        kind: 'plenarySubMeeting',
        startsAt: begins.toISOString(),
        endsAt: '2026-03-20T04:00:00Z',
        invited: members.slice(place * 2, place * 2 + 2).map((memberId) => ({ memberId })),
      })
    const [called, uncalled] = [await sitting(0), await sitting(1)]
    await send([item({ memberId: members[0]! })], '', called)
    await send([item({ memberId: members[2]! })])
    at('04:10:00')
    const view = () => as(office.token)(r.getAttendance, { params: { id } })
    expect((await view()).openParts.map(({ came }) => came).sort()).toEqual([0, 1])
    await as(office.token)(r.settleAttendance, { params: { id }, body: { parts: true } })
    const told = async (one: string) => (await eventsOf('activity.attendanceSettled', one))[0]!.members
    expect(await told(called)).toMatchObject([
      { memberId: members[0], attendance: 'present' },
      { memberId: members[1], attendance: 'absent' },
    ])
    expect(await told(uncalled)).toEqual([])
    // 陈立业 by the sitting, 吴远 at the door of the whole; the three others came nowhere.
    expect((await view()).counts).toMatchObject({ due: 5, present: 2, absent: 3 })
    expect((await view()).openParts).toEqual([])
  })

  it('begins the new date of a postponed meeting, and the list without who was taken off it, with nobody there', async () => {
    await send([item({ memberId: members[0]! }), item({ memberId: members[1]! })])
    await as(office.token)(activityInviteeRoutes.removeInvitee, {
      params: { id },
      body: { memberId: members[1]!, words: '重名' },
    })
    await as(office.token)(activityRoutes.postponeActivity, { params: { id }, body: { words: '大雪' } })
    const startsAt = '2026-03-27T01:00:00.000Z'
    const body = { startsAt, endsAt: '2026-03-27T04:00:00.000Z', place: '礼堂', words: '' }
    await as(office.token)(activityRoutes.rescheduleActivity, { params: { id }, body })
    await follow()
    expect((await as(office.token)(r.getAttendance, { params: { id } })).counts).toMatchObject({ due: 4, present: 0 })
  })

  it('keeps somebody put right to leave as they are, and the desk is told so', async () => {
    await as(office.token)(r.correctAttendance, {
      params: { id },
      body: { memberIds: [members[0]!], attendance: 'leave', reason: '来电请假' },
    })
    expect(await outcomes([item({ memberId: members[0]! })])).toEqual(['corrected'])
  })

  it('takes the list along, and prints who is missing', async () => {
    const file = await app.request({
      method: 'GET',
      url: `/api/v1/activities/${id}/attendees/export?format=csv&show=missing`,
      token: office.token,
    })
    expect(file.statusCode).toBe(200)
    expect(file.body).toContain('陈立业')
    expect(file.body).toContain('缺席')
    expect(file.body).not.toContain('赵一')
  })
})
