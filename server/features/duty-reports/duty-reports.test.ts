import { beforeAll, describe, expect, it } from 'vitest'
import { dutyReportRoutes as r } from '#contract/duty-reports.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { keepUp, tellAttendance } from '#features/duty/duty.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { listZipEntries } from '#platform/spreadsheets/zip.ts'
import { testApp } from '../../testing/app.ts'
import { dutyReportJobs } from './jobs.ts'

const app = await testApp()
const { db } = app
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const house = await buildCommittee(db)
const { id: committeeId, termId, sectorId } = house
const { token: officeToken } = await signInAs(db, { committeeId, role: 'memberOffice', name: '联络委办公室' })
const office = app.client(officeToken)

async function member(name: string, post?: string) {
  const id = await buildMember(db, { committeeId, termId, name, sectorId })
  if (post)
    await db
      .insertInto('member_posts')
      .values({
        committee_id: committeeId,
        id: newId(),
        member_id: id,
        post,
        title: '',
        starts_on: '2022-01-10',
        ends_on: null,
      })
      .execute()
  return { id, call: app.client((await signInAs(db, { committeeId, role: 'member', name, memberId: id })).token) }
}
const tian = await member('田富', 'standingMember')
const yan = await member('訚虢', 'viceChair')
const ordinary = await member('王普通')

const asked = { year: 2026, askedOf: 'standing' as const, title: '2026 年度履职报告', words: '', dueOn: '2026-12-20' }
let roundId: string
beforeAll(async () => {
  roundId = (await office(r.openReportRound, { body: asked })).id
})
const reportOf = async (memberId: string) =>
  (await office(r.listDutyReports, { query: { roundId, limit: 100 } })).items.find((one) => one.memberId === memberId)!
const events = (type: string) =>
  db.selectFrom('events').select(['subject_id', 'details']).where('type', '=', type).orderBy('id').execute()

describe('a year’s reports', () => {
  it('are asked of standing members alone, in the order of strokes, and once a year', async () => {
    const { items } = await office(r.listDutyReports, { query: { roundId } })
    expect(items.map((one) => one.name)).toEqual(['田富', '訚虢'])
    await expect(office(r.openReportRound, { body: asked })).rejects.toEqual(refused('duty-report.round-taken'))
    await expect(office(r.openReportRound, { body: { ...asked, year: 1990 } })).rejects.toEqual(
      refused('duty-report.no-term'),
    )
    const round = await office(r.getReportRound, { params: { id: roundId } })
    expect(round.counts).toEqual({ asked: 2, submitted: 0, returned: 0, archived: 0, excused: 0 })
  })

  it('are asked of one more member by hand, never twice', async () => {
    await office(r.askForReport, { params: { id: roundId }, body: { memberId: ordinary.id } })
    await expect(office(r.askForReport, { params: { id: roundId }, body: { memberId: ordinary.id } })).rejects.toEqual(
      refused('duty-report.asked'),
    )
    const { id } = await reportOf(ordinary.id)
    await office(r.excuseDutyReport, { params: { id }, body: { note: '年中增补' } })
    expect((await reportOf(ordinary.id)).state).toBe('excused')
    await office(r.askForReport, { params: { id: roundId }, body: { memberId: ordinary.id } })
    expect((await reportOf(ordinary.id)).state).toBe('asked')
    await office(r.excuseDutyReport, { params: { id }, body: { note: '年中增补' } })
  })

  it('remind only who is silent, once a day, and on the days of the setting by themselves', async () => {
    app.clock.now = new Date('2026-12-10T01:00:00Z')
    expect(await office(r.remindReports, { params: { id: roundId }, body: {} })).toEqual({ reminded: 2 })
    expect(await office(r.remindReports, { params: { id: roundId }, body: {} })).toEqual({ reminded: 0 })
    const before = (await events('dutyReportRound.reminded')).length
    const [job] = dutyReportJobs
    await job!.run(db, new Date('2026-12-12T01:00:00Z'))
    expect((await events('dutyReportRound.reminded')).length).toBe(before)
    await job!.run(db, new Date('2026-12-13T01:00:00Z'))
    await job!.run(db, new Date('2026-12-13T02:00:00Z'))
    const told = (await events('dutyReportRound.reminded')).slice(before)
    expect(told.map((one) => (one.details as { memberIds: string[] }).memberIds.toSorted())).toEqual([
      [tian.id, yan.id].toSorted(),
    ])
    app.clock.now = new Date('2026-12-14T01:00:00Z')
  })
})

describe('one report', () => {
  it('begins with what the ledger of the year says, by headings, and without what was taken back', async () => {
    const of = { committeeId, termId, memberId: tian.id }
    const first = await tellAttendance(db, { ...of, title: '十一次常委会会议' })
    await tellAttendance(db, { ...of, title: '十二次常委会会议', attendance: 'leave' })
    await tellAttendance(db, { ...of, title: '十二次常委会会议', attendance: 'absent', subjectId: first })
    await tellAttendance(db, { ...of, title: '前一年的会', heldOn: '2025-03-01' })
    await tellAttendance(db, { ...of, title: '夜间经济调研', kind: 'research' })
    await keepUp(db)
    const { id } = await reportOf(tian.id)
    const { parts } = await tian.call(r.drawDutyReport, { params: { id } })
    expect(parts.map((part) => part.heading)).toEqual([
      '出席会议',
      '提案、发言和社情民意',
      '视察调研和学习',
      '服务群众',
      '体会、不足和打算',
    ])
    expect(parts[0]!.text).toBe('常务委员会会议应到 2 次，请假 1 次，缺席 1 次。')
    expect(parts[2]!.text).toBe('调研应到 1 次，出席 1 次：《夜间经济调研》。')
    expect(parts[4]!.text).toBe('')
  })

  it('is kept while it is written, unseen by the office, and shows both texts when two windows write', async () => {
    const { id } = await reportOf(tian.id)
    const parts = [{ heading: '体会、不足和打算', text: '𠮷庆街的井盖 😀' }]
    const { version } = await tian.call(r.writeDutyReport, { params: { id }, body: { version: 1, parts } })
    expect(version).toBe(2)
    expect((await office(r.getDutyReport, { params: { id } })).parts).toEqual([])
    expect((await tian.call(r.getDutyReport, { params: { id } })).parts).toEqual(parts)
    const late = tian.call(r.writeDutyReport, {
      params: { id },
      body: { version: 1, parts: [{ heading: '体会', text: '另一个' }] },
    })
    await expect(late).rejects.toMatchObject({
      problem: { code: 'version.stale', details: { current: { parts, version: 2 } } },
    })
    await expect(office(r.writeDutyReport, { params: { id }, body: { version: 2, parts } })).rejects.toEqual(
      refused('access.denied'),
    )
    await expect(yan.call(r.getDutyReport, { params: { id } })).rejects.toEqual(refused('not-found'))
  })

  it('is handed in, taken back, handed in again, returned with the reason, and archived into the ledger once', async () => {
    const { id } = await reportOf(tian.id)
    const empty = [{ heading: '体会', text: '  ' }]
    await expect(tian.call(r.submitDutyReport, { params: { id }, body: { version: 2, parts: empty } })).rejects.toEqual(
      refused('duty-report.too-short'),
    )
    const parts = [{ heading: '体会', text: '一年来提了三件提案。' }]
    await tian.call(r.submitDutyReport, { params: { id }, body: { version: 2, parts } })
    await expect(tian.call(r.writeDutyReport, { params: { id }, body: { version: 3, parts } })).rejects.toEqual(
      refused('duty-report.wrong-state'),
    )
    await tian.call(r.takeBackDutyReport, { params: { id }, body: {} })
    await tian.call(r.submitDutyReport, { params: { id }, body: { version: 4, parts } })
    const todo = (await office(workbenchRoutes.getWorkbench, {})).groups.find(
      (one) => one.kind === 'dutyReport.toReview',
    )
    expect(todo?.items.map((one) => [one.subjectId, one.note])).toEqual([[id, '田富']])
    await office(r.returnDutyReport, { params: { id }, body: { note: '请写打算' } })
    const mine = (await tian.call(workbenchRoutes.getWorkbench, {})).groups.find(
      (one) => one.kind === 'dutyReport.toWrite',
    )
    expect(mine?.items[0]).toMatchObject({ subjectId: id, note: '退回修改：请写打算', dueOn: '2026-12-20' })
    await tian.call(r.submitDutyReport, { params: { id }, body: { version: 6, parts } })
    await expect(office(r.archiveDutyReport, { params: { id }, body: { version: 6 } })).rejects.toEqual(
      refused('version.stale'),
    )
    // The year of 2026 ends in November here: what tells of it counts in it, handed in later or not.
    await db
      .insertInto('settings')
      .values({
        committee_id: committeeId,
        key: 'scoring.year',
        version: 1,
        value: JSON.stringify({ begins: 'fromMonth', month: 12 }),
        created_at: '2026-01-01T00:00:00Z',
        created_by: newId(),
      })
      .execute()
    const both = await Promise.allSettled([
      office(r.archiveDutyReport, { params: { id }, body: { version: 7 } }),
      office(r.archiveDutyReport, { params: { id }, body: { version: 7 } }),
    ])
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await keepUp(db)
    const entries = () =>
      db
        .selectFrom('duty_entries')
        .select(['member_id', 'title', 'occurred_on', 'reverses_id'])
        .where('kind', '=', 'duty.report')
        .execute()
    expect(await entries()).toEqual([
      { member_id: tian.id, title: '2026 年度履职报告', occurred_on: '2026-11-30', reverses_id: null },
    ])
    await office(r.reopenDutyReport, { params: { id }, body: { note: '附件有误' } })
    await keepUp(db)
    expect((await entries()).map((one) => one.reverses_id !== null).toSorted()).toEqual([false, true])
  })

  it('is written by the office for a member, openly, and never over what the member began; all in one zip', async () => {
    await office(r.askForReport, { params: { id: roundId }, body: { memberId: ordinary.id } })
    const { id } = await reportOf(ordinary.id)
    const parts = [{ heading: '体会', text: '口述：明年多走访。' }]
    const { version } = await office(r.getDutyReport, { params: { id } })
    const scan = [new File(['手写报告'], '签字的报告.txt')]
    await office(r.addDutyReportFile, { params: { id } }, { files: scan })
    await office(r.recordDutyReport, { params: { id }, body: { version, parts: [{ heading: '体会', text: '' }] } })
    await ordinary.call(r.takeBackDutyReport, { params: { id }, body: {} })
    const again = await ordinary.call(r.getDutyReport, { params: { id } })
    expect(again.files.map((file) => file.name)).toEqual(['签字的报告.txt'])
    await office(r.recordDutyReport, { params: { id }, body: { version: again.version, parts } })
    const seen = await ordinary.call(r.getDutyReport, { params: { id } })
    expect(seen).toMatchObject({ state: 'submitted', parts, writtenForBy: '联络委办公室' })
    const zip = await app.request({
      method: 'GET',
      url: `/api/v1/duty-reports/papers?roundId=${roundId}`,
      token: officeToken,
    })
    expect(zip.headers['x-papers']).toBe('1')
    expect(listZipEntries(zip.rawPayload, 10).map((one) => one.name)).toEqual([
      '履职报告 王普通.docx',
      '履职报告 王普通 附件 签字的报告.txt',
    ])
    // Taken back it is the member’s: their words are not written over.
    await ordinary.call(r.takeBackDutyReport, { params: { id }, body: {} })
    const own = await ordinary.call(r.getDutyReport, { params: { id } })
    const kept = await ordinary.call(r.writeDutyReport, { params: { id }, body: { version: own.version, parts } })
    // Hung on by the member while writing: nobody else's to see.
    const draft = [new File(['草稿'], '草稿.txt')]
    const { fileId } = await ordinary.call(r.addDutyReportFile, { params: { id } }, { files: draft })
    expect((await office(r.getDutyReport, { params: { id } })).files.map((file) => file.name)).toEqual([
      '签字的报告.txt',
    ])
    await expect(office(r.removeDutyReportFile, { params: { id, fileId } })).rejects.toEqual(refused('not-found'))
    await ordinary.call(r.removeDutyReportFile, { params: { id, fileId } })
    await expect(
      office(r.recordDutyReport, { params: { id }, body: { version: kept.version, parts } }),
    ).rejects.toEqual(refused('duty-report.begun'))
    await office(r.excuseDutyReport, { params: { id }, body: { note: '年中增补' } })
  })

  it('is not handed in once the round is closed, and is again when it is opened', async () => {
    const { id } = await reportOf(yan.id)
    const parts = [{ heading: '体会', text: '訚' }]
    // Everybody was promised until the twentieth: only with the reason, of which the one who has not handed in is told.
    await expect(
      office(r.closeReportRound, { params: { id: roundId }, body: { closed: true, note: ' ' } }),
    ).rejects.toEqual(refused('duty-report.before-day'))
    await office(r.closeReportRound, { params: { id: roundId }, body: { closed: true, note: '换届提前' } })
    expect((await events('dutyReportRound.closedEarly')).map((one) => one.details)).toEqual([
      expect.objectContaining({ note: '换届提前', dueOn: '2026-12-20', memberIds: expect.arrayContaining([yan.id]) }),
    ])
    await expect(yan.call(r.submitDutyReport, { params: { id }, body: { version: 1, parts } })).rejects.toEqual(
      refused('duty-report.round-closed'),
    )
    expect((await yan.call(r.getDutyReport, { params: { id } })).actions).toEqual([])
    await office(r.closeReportRound, { params: { id: roundId }, body: { closed: false } })
    // After its day it is closed without a word.
    app.clock.now = new Date('2026-12-21T01:00:00Z')
    await office(r.closeReportRound, { params: { id: roundId }, body: { closed: true } })
    await office(r.closeReportRound, { params: { id: roundId }, body: { closed: false } })
    app.clock.now = new Date('2026-12-14T01:00:00Z')
    await yan.call(r.submitDutyReport, { params: { id }, body: { version: 1, parts } })
    const file = await app.request({ method: 'GET', url: `/api/v1/duty-reports/${id}/paper` })
    expect(file.statusCode).toBe(401)
    const list = await app.request({
      method: 'GET',
      url: `/api/v1/duty-reports/export?roundId=${roundId}&format=csv`,
      token: officeToken,
    })
    expect(list.body.replaceAll('\ufeff', '').split('\r\n').slice(0, 2)).toEqual([
      '姓名,界别,状态,提交日期',
      expect.stringContaining('王普通'),
    ])
  })

  it('that is given back after the close may be handed in all the same, and nobody reviews their own', async () => {
    const { id } = await reportOf(yan.id)
    app.clock.now = new Date('2026-12-22T01:00:00Z')
    await office(r.closeReportRound, { params: { id: roundId }, body: { closed: true } })
    app.clock.now = new Date('2026-12-23T01:00:00Z')
    await office(r.returnDutyReport, { params: { id }, body: { note: '请写打算' } })
    const { groups } = await yan.call(workbenchRoutes.getWorkbench, {})
    expect(groups.find((one) => one.kind === 'dutyReport.toWrite')?.items.map((one) => one.subjectId)).toContain(id)
    const { version, actions } = await yan.call(r.getDutyReport, { params: { id } })
    expect(actions).toEqual(['write', 'attach', 'submit'])
    const parts = [{ heading: '体会', text: '明年多走访。' }]
    await yan.call(r.submitDutyReport, { params: { id }, body: { version, parts } })
    const hat = await signInAs(db, { committeeId, role: 'memberOffice', name: '訚虢' })
    await db.updateTable('members').set({ account_id: hat.accountId }).where('id', '=', yan.id).execute()
    const colleague = app.client(hat.token)
    expect((await colleague(r.getDutyReport, { params: { id } })).actions).toEqual([])
    await expect(colleague(r.archiveDutyReport, { params: { id }, body: { version: version + 1 } })).rejects.toEqual(
      refused('access.denied'),
    )
    await office(r.archiveDutyReport, { params: { id }, body: { version: version + 1 } })
  })
})
