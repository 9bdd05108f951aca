import { beforeAll, describe, expect, it } from 'vitest'
import { attendanceRoutes } from '#contract/attendance.ts'
import { dutyRoutes as d } from '#contract/duty.ts'
import { dutyRecordRoutes as r } from '#contract/duty-records.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildActivity } from '#features/activities/activities.fixtures.ts'
import { attendanceLock } from '#features/activities/index.ts'
import { buildGroup } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { lockUntilCommit, transact } from '#platform/database/database.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, type Desks } from '../proposals/proposals.fixtures.ts'
import { keepUp, tell, tellAttendance, waitingForLock } from './duty.fixtures.ts'
import { proveLedger } from './prove-ledger.ts'

const app = await testApp()
let desks: Desks
let office: { token: string }
let convener: { token: string; memberId: string }
let committeeId: string
let termId: string
let groupId: string

beforeAll(async () => {
  desks = await buildDesks(app.db)
  committeeId = desks.committee.id
  termId = desks.committee.termId
  office = await signInAs(app.db, { committeeId, role: 'memberOffice', name: '联络办' })
  const memberId = await buildMember(app.db, { committeeId, termId, name: '季召集' })
  convener = { memberId, ...(await signInAs(app.db, { committeeId, role: 'member', name: '季召集', memberId })) }
  groupId = await buildGroup(app.db, { committeeId, kind: 'streetGroup', name: '东街活动组' })
  await seat(groupId, memberId, 'convener')
  await seat(groupId, desks.lead.memberId, 'member')
})

const seat = (group_id: string, member_id: string, role: 'convener' | 'member', starts_on = '2022-01-10') =>
  app.db
    .insertInto('group_members')
    .values({
      ...{ committee_id: committeeId, id: newId(), group_id, member_id, role, starts_on },
      ...{ exclusive_kind: null, ends_on: null },
    })
    .execute()
const as = (who: { token: string }) => app.client(who.token)
const outreach = {
  kind: 'outreach',
  part: 'participant' as const,
  level: null,
  title: '进社区宣讲全会精神',
  note: '东街社区，听众六十余人',
  occurredOn: '2026-02-10',
  organiserGroupId: null as string | null,
}
const record = (given: Partial<typeof outreach> = {}) =>
  as(desks.lead)(r.createDutyRecord, { body: { memberId: null, ...outreach, ...given } })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error) => error.problem?.code as string,
  )
const ledgerOf = async (memberId: string, query: Record<string, unknown> = {}) => {
  await keepUp(app.db)
  return (await as(office)(d.listDutyEntries, { query: { memberId, limit: 100, ...query } })).items
}
const proof = () => [new File(['宣讲稿'], '宣讲稿.txt')]

describe('a duty recorded by hand', () => {
  it('waits for the office, comes into the ledger once it is approved, and leaves it when it is taken back', async () => {
    const { id } = await record()
    const params = { id }
    expect((await ledgerOf(desks.lead.memberId)).some((line) => line.subjectId === id)).toBe(false)
    const { groups } = await as(office)(workbenchRoutes.getWorkbench, {})
    expect(groups.find((group) => group.kind === 'dutyRecord.toReview')?.items[0]).toMatchObject({ subjectId: id })
    expect(await codeOf(as(office)(r.approveDutyRecord, { params, body: { version: 1, note: '' } }))).toBe(
      'dutyRecord.needs-proof',
    )
    await as(desks.lead)(r.addDutyRecordFile, { params }, { files: proof() })
    // What was seen without its proof is looked at again.
    expect(await codeOf(as(office)(r.approveDutyRecord, { params, body: { version: 1, note: '' } }))).toBe(
      'version.stale',
    )
    await as(office)(r.approveDutyRecord, { params, body: { version: 2, note: '' } })
    const [line] = (await ledgerOf(desks.lead.memberId)).filter((one) => one.subjectId === id)
    expect(line).toMatchObject({ kind: 'outreach', part: 'participant', occurredOn: '2026-02-10', opens: true })
    await as(office)(r.withdrawDutyRecord, { params, body: { note: '与另一条重复' } })
    expect((await ledgerOf(desks.lead.memberId)).some((one) => one.subjectId === id)).toBe(false)
    const gone = (await ledgerOf(desks.lead.memberId, { standing: 'reversed' })).filter((one) => one.subjectId === id)
    expect(gone.map((one) => one.reversal)).toMatchObject([
      { event: 'dutyRecord.withdrawn', why: '与另一条重复', became: null },
    ])
  })

  it('is reviewed by the convener of the group that organised it, who never reviews their own', async () => {
    const { id } = await record({ organiserGroupId: groupId })
    const seen = await as(convener)(r.getDutyRecord, { params: { id } })
    expect(seen.actions).toEqual(['approve', 'refuse'])
    await as(convener)(r.approveDutyRecord, { params: { id }, body: { version: 1, note: '活动是本组办的' } })
    expect((await as(desks.lead)(r.getDutyRecord, { params: { id } })).reviewedByName).toBe('季召集')
    const own = await as(convener)(r.createDutyRecord, {
      body: { memberId: null, ...outreach, organiserGroupId: groupId },
    })
    expect((await as(convener)(r.getDutyRecord, { params: own })).actions).toEqual(['edit', 'withdraw'])
    expect(await codeOf(as(desks.friend)(r.getDutyRecord, { params: { id } }))).toBe('not-found')
    expect((await as(desks.leader)(r.getDutyRecord, { params: { id } })).actions).toEqual([])
  })

  it('goes back with the reason, and is handed in again', async () => {
    const params = await record()
    await as(office)(r.refuseDutyRecord, { params, body: { version: 1, note: '请附照片' } })
    const { groups } = await as(desks.lead)(workbenchRoutes.getWorkbench, {})
    expect(groups.find((group) => group.kind === 'dutyRecord.refused')?.items[0]?.note).toBe('请附照片')
    await as(desks.lead)(r.editDutyRecord, { params, body: { version: 2, ...outreach, title: '进社区宣讲（附照片）' } })
    expect(await as(desks.lead)(r.getDutyRecord, { params })).toMatchObject({ state: 'submitted', version: 3 })
    expect(await codeOf(as(desks.lead)(r.editDutyRecord, { params, body: { version: 2, ...outreach } }))).toBe(
      'version.stale',
    )
  })

  it.each([
    ['of a day to come', { occurredOn: '2026-03-03' }, 'dutyRecord.not-yet'],
    ['from before the member was in office', { occurredOn: '2021-12-31' }, 'dutyRecord.outside-term'],
    ['with a part that its kind does not have', { part: 'coSigner' as 'participant' }, 'dutyRecord.wrong-part'],
    ['of a kind that only its source gives', { kind: 'proposal.registered' }, 'input.invalid'],
    ['of a meeting, by the member, whom the check-in tells of', { kind: 'meeting.plenary' }, 'dutyRecord.by-itself'],
  ])('%s is refused', async (_, given, code) => {
    expect(await codeOf(record(given))).toBe(code)
  })

  it('is not recorded by its member where it comes by itself, and what is owed is offered first', async () => {
    const training = { memberId: null, ...outreach, kind: 'activity.training' }
    expect(await codeOf(as(desks.lead)(r.createDutyRecord, { body: training }))).toBe('dutyRecord.by-itself')
    const params = await record()
    expect(
      await codeOf(
        as(desks.lead)(r.editDutyRecord, {
          params,
          body: { version: 1, ...outreach, kind: 'meeting.plenary' },
        }),
      ),
    ).toBe('dutyRecord.by-itself')
    const byOffice = { ...training, memberId: desks.friend.memberId }
    expect(await codeOf(as(office)(r.createDutyRecord, { body: byOffice }))).toBe('ok')
    const mine = (await as(desks.lead)(r.getDutyRecordOptions, {})).kinds
    expect(mine.map(({ kind }) => kind)).not.toContain('speech.oral')
    expect((await as(office)(r.getDutyRecordOptions, {})).kinds.map(({ kind }) => kind)).toContain('speech.oral')
  })

  it('waits with a word where the same came by itself that day, and is approved only as another', async () => {
    const of = { committeeId, termId, memberId: await buildMember(app.db, { committeeId, termId, name: '双份' }) }
    await tellAttendance(app.db, { ...of, title: '常委会第九次会议', heldOn: '2026-02-20' })
    await keepUp(app.db)
    const meeting = {
      ...outreach,
      kind: 'meeting.standingCommittee',
      title: '常委会（签到表）',
      occurredOn: '2026-02-20',
    }
    const params = await as(office)(r.createDutyRecord, { body: { ...meeting, memberId: of.memberId } })
    expect((await as(office)(r.getDutyRecord, { params })).twin).toBe('常委会第九次会议')
    await as(office)(r.addDutyRecordFile, { params }, { files: proof() })
    const approve = (note: string) => codeOf(as(office)(r.approveDutyRecord, { params, body: { version: 2, note } }))
    expect(await approve('')).toBe('dutyRecord.twin')
    expect(await approve('下午另开的一次')).toBe('ok')
  })

  it('is reviewed by a colleague where who keeps the ledger is the member', async () => {
    const memberId = await buildMember(app.db, { committeeId, termId, name: '副秘书长' })
    const hat = await signInAs(app.db, { committeeId, role: 'memberOffice', name: '副秘书长' })
    await app.db.updateTable('members').set({ account_id: hat.accountId }).where('id', '=', memberId).execute()
    const params = await as(hat)(r.createDutyRecord, { body: { ...outreach, memberId } })
    expect((await as(hat)(r.getDutyRecord, { params })).actions).toEqual(['edit', 'withdraw'])
    const body = { version: 1, note: '属实' }
    expect(await codeOf(as(hat)(r.approveDutyRecord, { params, body }))).toBe('access.denied')
    const table = [new File(['姓名,日期,类别,事项\n副秘书长,2026-02-11,宣讲,进企业宣讲'], '宣讲.csv')]
    const { problems } = await as(hat)(r.previewDutyImport, {}, { files: table })
    expect(problems.map((one) => [one.row, one.column])).toEqual([[2, '姓名']])
    await as(office)(r.approveDutyRecord, { params, body })
    const [line] = await ledgerOf(memberId)
    const objection = newId()
    await app.db
      .insertInto('duty_objections')
      .values({
        ...{ committee_id: committeeId, id: objection, entry_id: line!.id, member_id: memberId, state: 'open' },
        ...{
          reason: '应为组织者',
          raised_at: app.clock.now,
          raised_by: hat.accountId,
          remedy: null,
          answered_at: null,
        },
      })
      .execute()
    const [mine] = (await as(hat)(d.listDutyObjections, { query: { state: 'open' } })).items
    expect(mine).toMatchObject({ id: objection, actions: [] })
    const answer = { version: 1, answer: '属实', remedy: 'reverse' as const, change: null }
    const own = as(hat)(d.answerDutyObjection, { params: { id: objection }, body: answer })
    expect(await codeOf(own)).toBe('access.denied')
    // Taken back in the ledger, the record is no longer said to be in it.
    await as(office)(d.answerDutyObjection, { params: { id: objection }, body: answer })
    expect(await as(office)(r.getDutyRecord, { params })).toMatchObject({ state: 'withdrawn', reviewNote: '属实' })
  })

  it('is never entered for another member but by the office', async () => {
    const body = { ...outreach, memberId: desks.friend.memberId }
    expect(await codeOf(as(desks.lead)(r.createDutyRecord, { body }))).toBe('not-found')
    const { id } = await as(office)(r.createDutyRecord, { body })
    expect(await as(desks.friend)(r.getDutyRecord, { params: { id } })).toMatchObject({
      origin: 'office',
      enteredByName: '联络办',
    })
  })
})

describe('a table of duties', () => {
  const table = (...lines: string[]) => [new File([['姓名,日期,类别,事项,身份', ...lines].join('\n')], '宣讲.csv')]
  const good = [
    '陈立业,2026-02-11,宣讲,进企业宣讲,参加',
    '欧阳春,2026年2月12日,表彰奖励,市级劳动模范,',
    '欧阳春,2026/2/13,视察,视察老旧小区改造,参加',
  ]

  it('is refused whole with each row and its reason', async () => {
    const bad = [
      '查无此人,2026-02-11,宣讲,进企业宣讲,',
      '陈立业,2021-02-11,宣讲,任期之前,',
      '陈立业,2026-13-40,宣讲,没有这一天,',
      '陈立业,2026-02-11,提案立案,自动入账的,',
      '陈立业,2026-02-11,宣讲,进企业宣讲,联名',
      '陈立业,2026-02-11,宣讲,进企业宣讲,参加',
      '陈立业,2026-03-02至03-05,宣讲,连着四天,参加',
      '陈立业,2026-02-10,常务委员会会议,已签到的会,参加',
    ]
    await tellAttendance(app.db, { committeeId, termId, memberId: desks.lead.memberId })
    await keepUp(app.db)
    const preview = await as(office)(r.previewDutyImport, {}, { files: table(...good, ...bad) })
    expect(preview.problems.map((one) => [one.row, one.column])).toEqual([
      [5, '姓名'],
      [6, '日期'],
      [7, '日期'],
      [8, '类别'],
      [9, '身份'],
      [10, '事项'],
      [11, '日期'],
      [12, '事项'],
    ])
    expect(preview.problems[4]!.message).toBe('「宣讲」的身份请写：参加、组织')
    const { fingerprint } = preview
    const run = as(office)(r.importDutyRecords, { query: { fingerprint } }, { files: table(...good, ...bad) })
    expect(await codeOf(run)).toBe('import.has-errors')
    expect((await ledgerOf(desks.friend.memberId)).map((line) => line.title)).not.toContain('市级劳动模范')
  })

  it('comes into the ledger as previewed, and a second time changes nothing', async () => {
    const { fingerprint, toCreate, sample } = await as(office)(r.previewDutyImport, {}, { files: table(...good) })
    expect(toCreate).toBe(3)
    expect(Object.keys(sample[0]!)).toEqual('姓名 委员证号 日期 类别 事项 身份 级别 组织单位 说明'.split(' '))
    const run = () => as(office)(r.importDutyRecords, { query: { fingerprint } }, { files: table(...good) })
    expect(await run()).toEqual({ created: 3, updated: 0, unchanged: 0 })
    expect(await run()).toEqual({ created: 0, updated: 0, unchanged: 3 })
    const lines = await ledgerOf(desks.friend.memberId)
    expect(lines.map((line) => [line.title, line.attendance])).toEqual([
      ['视察老旧小区改造', 'present'],
      ['市级劳动模范', null],
    ])
    const kept = await as(desks.friend)(r.getDutyRecord, { params: { id: lines[0]!.subjectId } })
    // The table tells of others, too: it stays with the office.
    expect(kept.files).toEqual([])
    const [proof] = (await as(office)(r.getDutyRecord, { params: { id: kept.id } })).files
    expect(proof!.name).toBe('宣讲.csv')
    const file = { id: kept.id, fileId: proof!.fileId }
    const status = async (token: string) =>
      (await app.request({ method: 'GET', url: `/api/v1/duty-records/${file.id}/files/${file.fileId}`, token }))
        .statusCode
    expect([await status(desks.friend.token), await status(office.token)]).toEqual([404, 200])
  })
})

describe('an objection', () => {
  const absent = async () => {
    const subjectId = await tellAttendance(app.db, {
      ...{ committeeId, termId, memberId: desks.lead.memberId, attendance: 'absent' },
    })
    const [line] = (await ledgerOf(desks.lead.memberId)).filter((one) => one.subjectId === subjectId)
    return line!
  }
  const object = async () => {
    const line = await absent()
    const params = { id: line.id }
    const { id } = await as(desks.lead)(d.objectToDutyEntry, { params, body: { reason: '受组织委派出差，有函为证' } })
    return { line, id, params: { id } }
  }
  const change = {
    title: '常务委员会第三次会议',
    part: 'participant' as const,
    attendance: 'officialLeave' as const,
    level: 'city' as const,
    quantity: 2,
    occurredOn: '2026-02-10',
  }

  it('that is upheld is a reversal and a new entry, and the replay proves it', async () => {
    const { line, params } = await object()
    expect((await as(office)(d.listDutyObjections, { query: { state: 'open' } })).items).toMatchObject([
      { memberName: '陈立业', entry: { attendance: 'absent' }, actions: ['answer'] },
    ])
    const body = { version: 1, answer: '函件已核', remedy: 'replace' as const, change }
    const before = { ...body, change: { ...change, occurredOn: '2019-01-12' } }
    expect(await codeOf(as(office)(d.answerDutyObjection, { params, body: before }))).toBe('dutyRecord.outside-term')
    const same = { ...body, change: { ...change, attendance: 'absent' as const } }
    expect(await codeOf(as(office)(d.answerDutyObjection, { params, body: same }))).toBe('dutyObjection.needs-change')
    await as(office)(d.answerDutyObjection, { params, body })
    await keepUp(app.db)
    expect((await as(desks.lead)(d.listDutyObjections, { query: {} })).items[0]).toMatchObject({
      entry: { attendance: 'absent' },
      became: { attendance: 'officialLeave' },
      opens: true,
    })
    const after = (await ledgerOf(desks.lead.memberId, { standing: 'all' })).filter(
      (one) => one.subjectId === line.subjectId,
    )
    expect(after.map((one) => [one.attendance, one.reversal]).toSorted()).toMatchObject([
      ['absent', { event: 'dutyEntry.corrected', why: '函件已核', became: { attendance: 'officialLeave' } }],
      ['officialLeave', null],
    ])
    expect(await transact(app.db, (tx) => proveLedger(tx))).toMatchObject({ differences: 0, pending: 0 })
    expect(await codeOf(as(office)(d.answerDutyObjection, { params, body: { ...body, version: 2 } }))).toBe(
      'dutyObjection.wrong-state',
    )
  })

  it('that is upheld is put right on the list of the meeting, too', async () => {
    const [memberId, times] = [
      desks.lead.memberId,
      { startsAt: '2026-02-25T01:00:00Z', endsAt: '2026-02-25T04:00:00Z' },
    ]
    const of = { committeeId, termId, kind: 'training' as const, title: '委员学习培训' }
    const subjectId = await buildActivity(app.db, {
      ...of,
      ...times,
      state: 'concluded',
      invited: [{ memberId, must: true }],
    })
    await tellAttendance(app.db, { ...of, memberId, subjectId, attendance: 'absent', heldOn: '2026-02-25' })
    const [line] = (await ledgerOf(memberId)).filter((one) => one.subjectId === subjectId)
    const { id } = await as(desks.lead)(d.objectToDutyEntry, { params: { id: line!.id }, body: { reason: '当日出差' } })
    const { title, part, level, quantity, occurredOn } = line!
    const body = {
      ...{ version: 1, answer: '函件已核', remedy: 'replace' as const },
      change: { title, part, level, quantity, occurredOn, attendance: 'officialLeave' as const },
    }
    await as(office)(d.answerDutyObjection, { params: { id }, body })
    const attendees = await as(office)(attendanceRoutes.listAttendees, { params: { id: subjectId }, query: {} })
    expect(attendees.items).toMatchObject([{ name: '陈立业', attendance: 'officialLeave' }])
    const stands = (await ledgerOf(memberId)).filter((one) => one.subjectId === subjectId)
    expect(stands.map((one) => one.attendance)).toEqual(['officialLeave'])
    const [mine] = (await as(desks.lead)(d.listDutyObjections, { query: {} })).items
    expect(mine).toMatchObject({ state: 'upheld', became: { attendance: 'officialLeave' } })
  })

  it('is answered as put right at its source once it is', async () => {
    const { line, params } = await object()
    const body = { version: 1, answer: '签到已更正', remedy: 'source' as const, change: null }
    const answer = () => codeOf(as(office)(d.answerDutyObjection, { params, body }))
    expect(await answer()).toBe('dutyObjection.source-unchanged')
    const { subjectId } = line
    await tellAttendance(app.db, { committeeId, termId, memberId: desks.lead.memberId, subjectId })
    expect(await answer()).toBe('ok')
  })

  it('waits for whoever is at its source, and finds that the entry is gone with it', async () => {
    const { line, params } = await object()
    const { subjectId } = line
    const early = await app.db.startTransaction().execute()
    await lockUntilCommit(early, attendanceLock(subjectId))
    const body = { version: 1, answer: '函件已核', remedy: 'replace' as const, change }
    const answer = codeOf(as(office)(d.answerDutyObjection, { params, body }))
    await waitingForLock(app.db)
    await tell(early, { committeeId, type: 'activity.cancelled', subjectId })
    await early.commit().execute()
    expect(await answer).toBe('dutyEntry.reversed')
    expect((await ledgerOf(desks.lead.memberId)).some((one) => one.subjectId === subjectId)).toBe(false)
    expect(await transact(app.db, (tx) => proveLedger(tx))).toMatchObject({ differences: 0, pending: 0 })
  })

  it('is raised once at a time, by the member alone, and may be taken back', async () => {
    const { line, params } = await object()
    const again = { params: { id: line.id }, body: { reason: '再说一次' } }
    expect(await codeOf(as(desks.lead)(d.objectToDutyEntry, again))).toBe('dutyObjection.taken')
    expect(await codeOf(as(office)(d.objectToDutyEntry, again))).toBe('access.denied')
    expect(await codeOf(as(desks.friend)(d.objectToDutyEntry, again))).toBe('not-found')
    await as(desks.lead)(d.withdrawDutyObjection, { params, body: { note: '' } })
    expect(await codeOf(as(desks.lead)(d.objectToDutyEntry, again))).toBe('ok')
  })

  it('that is refused leaves the entry as it is, and the member reads why', async () => {
    const { line, params } = await object()
    await as(office)(d.answerDutyObjection, {
      params,
      body: { version: 1, answer: '未见请假手续', remedy: null, change: null },
    })
    const [mine] = (await as(desks.lead)(d.listDutyObjections, { query: {} })).items
    expect(mine).toMatchObject({ state: 'refused', answer: '未见请假手续', actions: [] })
    const left = (await ledgerOf(desks.lead.memberId)).find((one) => one.id === line.id)
    expect(left?.objection).toMatchObject({ state: 'refused' })
  })
})

describe('the year of a member', () => {
  it('shows what was done by chapters, and what is owed to the member alone', async () => {
    await app.db
      .insertInto('settings')
      .values({
        committee_id: committeeId,
        key: 'duty.targets',
        version: 1,
        value: JSON.stringify({
          shipped: ['doubleFiveOnes'],
          own: [{ name: '本会', items: [{ name: '参加常委会', kinds: ['meeting.standingCommittee'], count: 2 }] }],
        }),
        created_at: app.clock.now,
        created_by: newId(),
      })
      .execute()
    const memberId = await buildMember(app.db, { committeeId, termId, name: '年度' })
    const member = await signInAs(app.db, { committeeId, role: 'member', name: '年度', memberId })
    await tellAttendance(app.db, { committeeId, termId, memberId })
    await tellAttendance(app.db, { committeeId, termId, memberId, attendance: 'absent' })
    await tellAttendance(app.db, { committeeId, termId, memberId, kind: 'training', heldOn: '2025-05-06' })
    await keepUp(app.db)
    const { kinds } = await as(member)(r.getDutyRecordOptions, {})
    expect(kinds.slice(0, 2)).toEqual([
      { kind: 'pledge', target: '双五个一：践一诺' },
      { kind: 'counsel', target: '双五个一：献一策' },
    ])
    const mine = await as(member)(d.getDutyYear, { query: { year: 2026 } })
    expect(mine.years).toEqual([2026, 2025])
    expect(mine.chapters.map(({ chapter, lines }) => [chapter, lines.length])).toEqual([['standingCommittee', 2]])
    expect(mine.targets.map((set) => set.name)).toEqual(['双五个一', '本会'])
    // Staying away fulfils nothing.
    const present = mine.chapters[0]!.lines.find((one) => one.attendance === 'present')
    expect(mine.targets[1]!.items).toMatchObject([{ wanted: 2, done: 1, entryIds: [present?.id] }])
    // What waits for its review, or came back, is said beside what is owed; last year's is not.
    const body = { memberId: null, ...outreach, title: '进村宣讲', organiserGroupId: null }
    const waits = await as(member)(r.createDutyRecord, { body })
    await as(member)(r.createDutyRecord, { body: { ...body, title: '去年的宣讲', occurredOn: '2025-12-30' } })
    const refused = await as(member)(r.createDutyRecord, { body: { ...body, title: '缺照片的宣讲' } })
    await as(office)(r.refuseDutyRecord, { params: refused, body: { version: 1, note: '请附照片' } })
    const { pending } = await as(member)(d.getDutyYear, { query: { year: 2026 } })
    expect(pending.map(({ id, state }) => [id, state]).sort()).toEqual(
      [
        [waits.id, 'submitted'],
        [refused.id, 'refused'],
      ].sort(),
    )
    expect((await as(office)(d.getDutyYear, { query: { memberId, year: 2026 } })).pending).toEqual([])
    expect((await as(office)(d.getDutyYear, { query: { memberId, year: 2026 } })).targets).toEqual([])
    expect(await codeOf(as(desks.lead)(d.getDutyYear, { query: { memberId } }))).toBe('not-found')
  })
})

describe('the ledger page', () => {
  it('goes through many entries page by page without gap or double, and each filter narrows it', async () => {
    const memberId = await buildMember(app.db, { committeeId, termId, name: '勤勉' })
    for (let n = 0; n < 40; n++)
      await tellAttendance(app.db, {
        ...{ committeeId, termId, memberId, title: `活动 ${n}`, kind: n % 2 ? 'plenary' : 'inspection' },
        heldOn: `202${5 + (n % 2)}-0${1 + (n % 2)}-${10 + (n % 9)}`,
      })
    await keepUp(app.db)
    const member = await signInAs(app.db, { committeeId, role: 'member', name: '勤勉', memberId })
    const titles: string[] = []
    let cursor: string | undefined
    do {
      const page = await as(member)(d.listDutyEntries, { query: { limit: 7, ...(cursor ? { cursor } : {}) } })
      titles.push(...page.items.map((line) => line.title))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(titles).size).toBe(40)
    expect(titles).toHaveLength(40)
    const count = async (query: Record<string, unknown>) =>
      (await as(member)(d.listDutyEntries, { query: { limit: 100, ...query } })).items.length
    expect(await count({ chapter: 'plenary' })).toBe(20)
    expect(await count({ kind: 'activity.inspection' })).toBe(20)
    expect(await count({ from: '2026-01-01' })).toBe(20)
    expect(await count({ source: 'proposal' })).toBe(0)
    expect(await count({ level: 'city' })).toBe(40)
    expect(await count({ level: 'county' })).toBe(0)
    expect(await count({ q: '活动 1' })).toBe(11)
    expect(await as(member)(d.countDutyEntries, { query: { chapter: 'plenary' } })).toEqual({ total: 20, more: false })
    const ofOffice = async (query: Record<string, unknown>) => (await as(office)(d.countDutyEntries, { query })).total
    expect(await ofOffice({ q: '勤勉' })).toBe(40)
    expect(await ofOffice({ q: 'qinmian', kind: 'activity.inspection' })).toBe(20)
    const sector = await buildGroup(app.db, { committeeId, kind: 'sector', name: '勤勉界' })
    const [all, none] = [await ofOffice({}), await ofOffice({ sector: 'none' })]
    await seat(sector, memberId, 'member', '2026-01-01')
    // Of the sector of the day: what was done before is nobody's.
    expect(await ofOffice({ sector })).toBe(20)
    expect(await ofOffice({ groupId: sector, from: '2026-02-12' })).toBeLessThan(20)
    expect(await ofOffice({ sector: 'none' })).toBe(none - 20)
    expect(await ofOffice({})).toBe(all)
    expect(await count({ standing: 'reversed' })).toBe(0)
    const file = await app.request({
      method: 'GET',
      url: `/api/v1/duty-entries/export?format=csv&memberId=${memberId}&chapter=plenary`,
      token: office.token,
    })
    expect(file.body.trim().split(/\r?\n/)).toHaveLength(21)
  })

  it('shows a member nobody else’s entries, and units none at all', async () => {
    const own = await as(desks.friend)(d.listDutyEntries, { query: { limit: 100 } })
    expect(new Set(own.items.map((line) => line.memberId))).toEqual(new Set([desks.friend.memberId]))
    const query = { memberId: desks.lead.memberId }
    expect(await codeOf(as(desks.friend)(d.listDutyEntries, { query }))).toBe('not-found')
    expect(await codeOf(as(desks.unit)(d.listDutyEntries, { query: {} }))).toBe('access.denied')
  })
})

describe('the statistics of duty', () => {
  it('count by group, level and year what was done, tell no person apart, and leave as a table', async () => {
    const before = (await as(desks.leader)(d.getDutyStatistics, { query: { year: 2027 } })).total
    const proposers = [
      { memberId: desks.lead.memberId, part: 'lead' },
      { memberId: desks.friend.memberId, part: 'coSigner' },
    ]
    const details = { proposers, kind: 'joint', termId, on: '2027-01-12', title: '两人联名的一件' }
    const subjectId = await tell(app.db, { committeeId, type: 'proposal.submitted', subjectKind: 'proposal', details })
    await tell(app.db, { committeeId, type: 'proposal.registered', subjectKind: 'proposal', subjectId, details })
    await keepUp(app.db)
    const year = await as(desks.leader)(d.getDutyStatistics, { query: { year: 2027 } })
    // Handed in and registered, by two: one proposal, and each of the two did one thing.
    expect(before.total).toBe(0)
    expect(year.total).toMatchObject({ total: 2, active: 2, chapters: { proposals: 1 } })
    expect(year.by.kind.map(({ key, chapters }) => [key, chapters.proposals]).sort()).toEqual([
      ['proposal.registered', 1],
      ['proposal.submitted', 1],
    ])
    expect(year.by.sector[0]).toMatchObject({ total: 2, chapters: { proposals: 1 } })
    expect(year.by.sector[0]!.members).toBeGreaterThan(1)
    const { total, by } = await as(desks.leader)(d.getDutyStatistics, { query: { year: 2026 } })
    expect(by.year.map((group) => group.key)).toEqual(['2026'])
    expect(by.kind.reduce((sum, group) => sum + group.total, 0)).toBe(total.total)
    expect(by.level.reduce((sum, group) => sum + group.total, 0)).toBe(total.total)
    // Each kind is drawn as long as it counts; what has no level stands after the levels.
    expect(by.kind.map(({ chapters }) => Object.values(chapters))).toEqual(by.kind.map(() => [expect.any(Number)]))
    const drawn = by.kind.map(({ chapters }) => Object.values(chapters)[0]!)
    expect(drawn).toEqual(drawn.toSorted((a, b) => b - a))
    expect(by.level.at(-1)!.key).toBe('')
    expect(by.sector.reduce((sum, group) => sum + group.total, 0)).toBe(total.total)
    const listed = async (attendance?: 'came') =>
      (
        await as(desks.leader)(d.listDutyEntries, {
          query: { from: '2026-01-01', to: '2026-12-31', attendance, limit: 100 },
        })
      ).items
    const [all, came] = [await listed(), await listed('came')]
    const away = all.filter(({ attendance }) => ['leave', 'officialLeave', 'absent'].includes(attendance ?? ''))
    // A figure opens what it counted: who stayed away is in the ledger, not in the figure.
    expect(away).not.toEqual([])
    expect(came.map(({ id }) => id)).toEqual(all.filter((one) => !away.includes(one)).map(({ id }) => id))
    const street = by.group.find((group) => group.name === '东街活动组')
    expect(street).toMatchObject({ members: 2, active: 1 })
    expect(total.members).toBeGreaterThan(2)
    expect(JSON.stringify(by)).not.toContain('陈立业')
    const file = await app.request({
      method: 'GET',
      url: '/api/v1/statistics/duty/export?by=group&format=csv&year=2026',
      token: office.token,
    })
    expect(file.body).toContain('东街活动组,2,1,')
    expect(await codeOf(as(desks.lead)(d.getDutyStatistics, { query: {} }))).toBe('access.denied')
  })
})
