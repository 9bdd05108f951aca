import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { assessmentApprovalRoutes as p } from '#contract/assessment-approval.ts'
import { type Delivery, assessmentDeliveryRoutes as d } from '#contract/assessment-delivery.ts'
import { assessmentJudgingRoutes as j } from '#contract/assessment-judging.ts'
import { assessmentRoutes as r } from '#contract/assessments.ts'
import { recognitionRoutes as g } from '#contract/recognition.ts'
import { scoringRoutes } from '#contract/scoring.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { ledgerReader } from '#features/duty/commands/keep-ledger.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { readInOrder } from '#platform/events/read-in-order.ts'
import { testApp } from '../../testing/app.ts'
import { linesOf, readWord } from '../documents/layout/word.fixtures.ts'
import { writeLedger } from '../scoring/scoring.fixtures.ts'
import { ledgerIsBehind } from './commands/reckon.ts'
import { assessmentJobs } from './jobs.ts'
import { deliveriesOf } from './rules.ts'

const app = await testApp()
const { db } = app
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
let house: Awaited<ReturnType<typeof buildCommittee>>
const ids: Record<string, string> = {}
const tokens: Record<string, string> = {}
const wordText = (bytes: Uint8Array) => linesOf(readWord(bytes).get('word/document.xml')!).join('\n')
const office = () => app.client(tokens.office)
const as = (name: string) => app.client(tokens[name])
const year = 2025
let round = ''

const confirming = async (name: string) =>
  as(name)(r.confirmResult, {
    params: { id: round, subjectId: ids[name]! },
    body: { version: (await resultOf(name, tokens[name])).version },
  })

/** The ledger takes in what was told, and the job reckons what is due. */
async function settle() {
  // What was just committed may wait for an older transaction still running, of another database even.
  while (await ledgerIsBehind(db, app.clock.now))
    if ((await readInOrder(db, ledgerReader)) === 0) await new Promise((done) => setTimeout(done, 20))
  for (const job of assessmentJobs) await job.run(db, app.clock.now)
}
const resultOf = (name: string, token = tokens.office!) =>
  app.client(token)(r.getResult, { params: { id: round, subjectId: ids[name]! } })

/** Whose account a member has; another from now on. */
async function accountOf(name: string, accountId: string) {
  const own = db.selectFrom('members').select('account_id').where('id', '=', ids[name]!)
  const before = await own.executeTakeFirstOrThrow()
  await db.updateTable('members').set({ account_id: accountId }).where('id', '=', ids[name]!).execute()
  return before
}

const setting = (key: string, value: object) =>
  db
    .insertInto('settings')
    .values({
      committee_id: house.id,
      key,
      version: 1,
      value: JSON.stringify(value),
      created_at: '2026-01-01T00:00:00Z',
      created_by: ids.office!,
    })
    .execute()

beforeAll(async () => {
  house = await buildCommittee(db)
  const { id: committeeId, termId, sectorId } = house
  for (const name of ['王勤', '李常', '赵缺']) {
    ids[name] = await buildMember(db, { committeeId, termId, sectorId, name })
    tokens[name] = (await signInAs(db, { committeeId, role: 'member', name, memberId: ids[name] })).token
  }
  for (const [name, role] of [
    ['office', 'memberOffice'],
    ['leader', 'leader'],
    ['tian', 'proposalOffice'],
  ] as const) {
    const { token, accountId } = await signInAs(db, { committeeId, role, name })
    tokens[name] = token
    ids[name] = accountId
  }
  const acts = (name: string, kinds: string[], more: object = {}) =>
    kinds.map((kind) => ({ memberId: ids[name]!, kind, occurredOn: '2025-05-20', ...more }))
  await writeLedger(db, house, [
    ...acts('王勤', ['meeting.plenary', 'proposal.submitted', 'activity.inspection', 'proposal.excellent']),
    ...acts('王勤', ['proposal.registered', 'proposal.registered', 'proposal.key']),
    ...acts('李常', ['meeting.plenary', 'proposal.submitted']),
    ...acts('赵缺', ['proposal.submitted', 'activity.research']),
    ...acts('赵缺', ['meeting.plenary'], { attendance: 'absent' }),
  ])
})

describe('the round of a year', () => {
  it('is opened once a year, by the scheme in force', async () => {
    const body = { kind: 'members' as const, title: '2025 年度委员履职考核', year }
    await expect(office()(r.openAssessment, { body })).rejects.toEqual(refused('assessment.no-scheme'))
    const draft = { shipped: 'jinan2015', name: '本会考核办法', effectiveYear: 2025 }
    const { id } = await office()(scoringRoutes.draftScheme, { body: draft })
    const { scheme } = await office()(scoringRoutes.getScheme, { params: { id } })
    // 量化之外，机关再评一项
    const items = [
      ...scheme.items,
      {
        ...scheme.items[0]!,
        key: 'quality',
        name: '履职质量',
        way: 'judged' as const,
        tariffs: [],
        cap: 1000,
        floor: 0,
      },
    ]
    await office()(scoringRoutes.editScheme, {
      params: { id },
      body: { version: 1, effectiveYear: 2025, scheme: { ...scheme, items } },
    })
    await office()(scoringRoutes.adoptScheme, {
      params: { id },
      body: { version: 2, by: '主席会议', on: '2026-01-08' },
    })
    round = (await office()(r.openAssessment, { body })).id
    await expect(office()(r.openAssessment, { body })).rejects.toEqual(refused('assessment.taken'))
    expect((await as('王勤')(r.listAssessments, { query: {} })).items).toEqual([])
    await expect(as('王勤')(r.getAssessment, { params: { id: round } })).rejects.toEqual(refused('not-found'))
  })

  it('freezes the ledger and reckons everybody, once the ledger has taken in what was told', async () => {
    expect((await office()(r.freezeAssessment, { params: { id: round }, body: {} })).state).toBe('reckoning')
    for (const job of assessmentJobs) await job.run(db, app.clock.now)
    expect(await office()(r.getAssessment, { params: { id: round } })).toMatchObject({
      state: 'reckoning',
      reckoned: 0,
      subjects: 3,
    })
    await settle()
    expect(await office()(r.getAssessment, { params: { id: round } })).toMatchObject({
      state: 'frozen',
      reckoned: 3,
      // 王勤 70 + 5 + 5 + 10 = 90；李常没有视察调研；赵缺 40
      grades: [
        { grade: '优秀', count: 1 },
        { grade: '不称职', count: 2 },
      ],
      counts: { confirmed: 0, openObjections: 0, unjudged: 3, crossed: 0 },
    })
    // What comes later counts no more.
    await writeLedger(db, house, [
      { memberId: ids.王勤!, kind: 'proposal.key', occurredOn: '2025-06-01', recordedAt: '2026-03-05T00:00:00Z' },
    ])
  })

  it('takes the judgement of the office, within the scheme’s limits, and shows who is still to be judged', async () => {
    const judge = (name: string, version: number, points: number) =>
      office()(j.judgeResult, {
        params: { id: round, subjectId: ids[name]! },
        body: { version, judged: { quality: points }, vetoes: [], note: '建议有分量' },
      })
    const { version, unjudged } = await resultOf('王勤')
    expect(unjudged).toBe(1)
    await expect(judge('王勤', version, 1001)).rejects.toEqual(refused('assessment.over-cap'))
    expect((await judge('王勤', version, 800)).centipoints).toBe(9800)
    await expect(judge('王勤', version, 900)).rejects.toEqual(refused('version.stale'))
    const { revisions } = await resultOf('王勤')
    expect(revisions.map(({ centipoints, reason }) => [centipoints, reason])).toEqual([
      [9800, '机关评定'],
      [9000, '冻结台账时计分'],
    ])
    const rows = async (list?: 'unjudged') =>
      (await office()(j.listJudgements, { params: { id: round }, query: { list } })).items
    expect((await rows('unjudged')).map(({ name }) => name)).toEqual(['李常', '赵缺'])
    expect((await rows())[0]).toMatchObject({ name: '王勤', judged: { quality: 800 }, note: '建议有分量' })
    expect((await resultOf('李常')).former).toBe(ids.王勤)
    for (const name of ['李常', '赵缺']) await judge(name, (await resultOf(name)).version, 500)
    expect((await resultOf('赵缺')).crossed).toEqual([{ name: '低于 60 分', measure: 'talk' }])
    // The leaders are members, too: of themselves they do not read it.
    expect((await resultOf('王勤', tokens.leader)).judgementNote).toBe('建议有分量')
    const { account_id } = await accountOf('王勤', ids.leader!)
    expect((await resultOf('王勤', tokens.leader)).judgementNote).toBe('')
    await accountOf('王勤', account_id!)
  })

  it('is checked by each member alone: every line, their own only', async () => {
    await expect(office()(r.startCheck, { params: { id: round }, body: { until: '2026-03-01' } })).rejects.toEqual(
      refused('assessment.date-passed'),
    )
    await office()(r.startCheck, { params: { id: round }, body: { until: '2026-03-10' } })
    const todos = (await as('李常')(workbenchRoutes.getWorkbench, {})).groups.find(
      ({ kind }) => kind === 'assessment.toCheck',
    )
    expect(todos?.items[0]).toMatchObject({ title: '2025 年度委员履职考核', dueOn: '2026-03-10' })
    const own = await resultOf('李常', tokens.李常)
    expect(own).toMatchObject({ grade: '不称职', actions: ['confirm', 'object'], judgementNote: '' })
    await expect(resultOf('王勤', tokens.李常)).rejects.toEqual(refused('not-found'))
    await expect(as('李常')(r.listResults, { params: { id: round }, query: {} })).rejects.toEqual(
      refused('access.denied'),
    )
    const seen = await as('李常')(r.getAssessment, { params: { id: round } })
    expect(seen).toMatchObject({ mine: ids.李常, grades: [], counts: { crossed: 0, unjudged: 0 } })
  })

  it('hears an objection, and upheld reckons that one anew exactly once from the corrected ledger', async () => {
    const objecting = {
      params: { id: round, subjectId: ids.李常! },
      body: { itemKey: '', reason: '五月去调研了，没有记' },
    }
    await expect(
      as('李常')(r.objectToScore, { ...objecting, body: { itemKey: 'no-such-item', reason: '没有这一项' } }),
    ).rejects.toEqual(refused('input.invalid'))
    const { id } = await as('李常')(r.objectToScore, objecting)
    await expect(as('李常')(r.objectToScore, objecting)).rejects.toEqual(refused('assessment.objected'))
    // Taken back while it is open, by who raised it, and raised anew.
    const first = await as('李常')(r.objectToScore, { ...objecting, body: { itemKey: 'plenary', reason: '写错了项' } })
    const taking = { params: { id: first.id }, body: {} }
    expect((await resultOf('李常', tokens.李常)).actions).toEqual(['object', 'withdraw'])
    await expect(office()(r.withdrawScoreObjection, taking)).rejects.toEqual(refused('access.denied'))
    await as('李常')(r.withdrawScoreObjection, taking)
    await expect(as('李常')(r.withdrawScoreObjection, taking)).rejects.toEqual(refused('assessment.answered'))
    await expect(office()(r.answerScoreObjection, { ...taking, body: { uphold: true, answer: '是' } })).rejects.toEqual(
      refused('assessment.answered'),
    )
    await expect(confirming('李常')).rejects.toEqual(refused('assessment.objections-open'))
    await expect(office()(r.endCheck, { params: { id: round }, body: {} })).rejects.toEqual(
      refused('assessment.objections-open'),
    )
    // Only who has not answered is reminded, and once a day.
    expect(await office()(r.remindCheck, { params: { id: round }, body: {} })).toEqual({ reminded: 2 })
    await expect(office()(r.remindCheck, { params: { id: round }, body: {} })).rejects.toEqual(
      refused('assessment.reminded'),
    )
    await writeLedger(db, house, [
      { memberId: ids.李常!, kind: 'activity.research', occurredOn: '2025-05-08', recordedAt: '2026-03-02T00:30:00Z' },
    ])
    app.clock.now = new Date('2026-03-04T01:00:00Z')
    const answering = { params: { id }, body: { uphold: true, answer: '已补记' } }
    // What upholding brings is seen before it is done, and nothing is kept by looking.
    expect(await office()(j.previewScoreAnswer, { params: { id } })).toMatchObject({
      before: { grade: '不称职' },
      after: { grade: '称职' },
    })
    expect((await resultOf('李常')).revisions).toHaveLength(2)
    // What was told a moment ago is not in the ledger yet: a reckoning would miss it, and there is only one.
    await expect(office()(r.answerScoreObjection, answering)).rejects.toEqual(refused('assessment.ledger-behind'))
    await settle()
    const both = await Promise.allSettled([
      office()(r.answerScoreObjection, answering),
      office()(r.answerScoreObjection, answering),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const after = await resultOf('李常', tokens.李常)
    expect(after).toMatchObject({ grade: '称职', unmet: 0 })
    expect(after.objections.map(({ state, answer }) => [state, answer]).toSorted()).toEqual([
      ['upheld', '已补记'],
      ['withdrawn', ''],
    ])
    expect(after.revisions.map(({ reason }) => reason)).toEqual([
      '异议成立，按更正后的台账重算',
      '机关评定',
      '冻结台账时计分',
    ])
    await confirming('李常')
    expect((await resultOf('李常')).confirmedAt).not.toBeNull()
    // Refused, nothing is reckoned.
    const other = await as('赵缺')(r.objectToScore, {
      params: { id: round, subjectId: ids.赵缺! },
      body: { itemKey: 'plenary', reason: '请过假' },
    })
    expect(
      await office()(r.answerScoreObjection, { params: { id: other.id }, body: { uphold: false, answer: '没有准假' } }),
    ).toEqual({ before: 4500, after: 4500 })
    // Everybody was promised until the tenth.
    await expect(office()(r.endCheck, { params: { id: round }, body: {} })).rejects.toEqual(
      refused('assessment.before-day'),
    )
    await expect(office()(r.extendCheck, { params: { id: round }, body: { until: '2026-03-09' } })).rejects.toEqual(
      refused('assessment.date-passed'),
    )
    app.clock.now = new Date('2026-03-11T01:00:00Z')
    await expect(
      as('王勤')(r.objectToScore, {
        params: { id: round, subjectId: ids.王勤! },
        body: { itemKey: '', reason: '晚了' },
      }),
    ).rejects.toEqual(refused('assessment.check-over'))
  })

  it('is confirmed by the member’s own hand and as it was read; who confirmed another result is told', async () => {
    const judge = async (points: number) =>
      office()(j.judgeResult, {
        params: { id: round, subjectId: ids.王勤! },
        body: {
          version: (await resultOf('王勤')).version,
          judged: { quality: points },
          vetoes: [],
          note: '建议有分量',
        },
      })
    const typist = await signInAs(db, {
      committeeId: house.id,
      role: 'member',
      name: '代录人',
      memberId: ids.王勤!,
      delegated: true,
    })
    const seen = await resultOf('王勤', typist.token)
    expect(seen.actions).not.toContain('confirm')
    const params = { id: round, subjectId: ids.王勤! }
    await expect(
      app.client(typist.token)(r.confirmResult, { params, body: { version: seen.version } }),
    ).rejects.toEqual(refused('assessment.own-hand'))
    await judge(700)
    await expect(as('王勤')(r.confirmResult, { params, body: { version: seen.version } })).rejects.toEqual(
      refused('version.stale'),
    )
    await confirming('王勤')
    const confirmed = async () => (await resultOf('王勤')).confirmedAt !== null
    // The same marks leave the signature as it is.
    await judge(700)
    expect(await confirmed()).toBe(true)
    await judge(800)
    expect(await confirmed()).toBe(false)
    const { rows } = await sql<{ told: string[] }>`
      select details -> 'tell' as told from events where committee_id = ${house.id} and type = 'assessment.judgedAnew'`.execute(
      db,
    )
    expect(rows.map(({ told }) => told.length)).toEqual([1])
  })

  it('is approved by the chair council, delivered with its lists, and never reckoned again', async () => {
    await office()(r.endCheck, { params: { id: round }, body: {} })
    const params = { id: round }
    const approve = { params, body: { by: '主席会议', on: '2026-03-11', note: '' } }
    const todo = async (name: string, kind: string) =>
      (await as(name)(workbenchRoutes.getWorkbench, {})).groups.find((one) => one.kind === kind)?.items[0]
    // A fifth of three is nobody: the one proposed needs a reason.
    await setting('assessments.quota', { members: 20, staff: 0 })
    expect((await office()(r.getAssessment, { params })).quota).toEqual({
      grade: '优秀',
      percent: 20,
      places: 0,
      proposed: 1,
    })
    await expect(office()(p.submitAssessment, { params, body: {} })).rejects.toEqual(refused('assessment.over-quota'))
    await office()(p.submitAssessment, { params, body: { note: '人数少，上级同意' } })
    const summary = await as('leader')(p.getAssessmentSummary, { params })
    expect(summary).toMatchObject({
      best: { grade: '优秀', count: 1, people: [{ name: '王勤' }] },
      lines: [{ name: '低于 60 分', measure: 'talk', people: [{ name: '赵缺' }] }],
      upheld: { count: 1, people: [{ name: '李常', before: { grade: '不称职' }, after: { grade: '称职' } }] },
      check: { earlyNote: '', subjects: 3 },
      changed: { judged: 3, count: 0 },
    })
    await expect(as('王勤')(p.getAssessmentSummary, { params })).rejects.toEqual(refused('access.denied'))
    // The council sends it back; the office judges anew and puts it to the council once more.
    expect(await todo('leader', 'assessment.toApprove')).toMatchObject({ subjectId: round })
    const back = { params, body: { note: '赵缺一事再核' } }
    await expect(office()(p.sendBackAssessment, back)).rejects.toEqual(refused('access.denied'))
    await as('leader')(p.sendBackAssessment, back)
    expect(await todo('leader', 'assessment.toApprove')).toBeUndefined()
    expect(await todo('office', 'assessment.toJudgeAnew')).toMatchObject({ note: '赵缺一事再核' })
    await office()(p.submitAssessment, { params, body: { note: '人数少，上级同意' } })
    // The office does not approve in the council’s place; what was decided on paper it records openly, by the minutes.
    await expect(office()(p.approveAssessment, approve)).rejects.toEqual(refused('access.denied'))
    const onPaper = { params, body: { ...approve.body, minutes: '〔2026〕3 号' } }
    await expect(as('leader')(p.recordApproval, onPaper)).rejects.toEqual(refused('access.denied'))
    await as('leader')(p.approveAssessment, approve)
    await expect(office()(p.recordApproval, onPaper)).rejects.toEqual(refused('assessment.wrong-state'))
    expect((await office()(r.getAssessment, { params })).approval).toMatchObject({
      approvedBy: 'leader',
      recordedBy: '',
    })
    await expect(
      office()(j.judgeResult, {
        params: { id: round, subjectId: ids.王勤! },
        body: { version: (await resultOf('王勤')).version, judged: {}, vetoes: [], note: '' },
      }),
    ).rejects.toEqual(refused('assessment.wrong-state'))
    // A member's own notice is there once the result is delivered, and bears that day whenever it is drawn.
    const notice = (token: string) =>
      app.request({ method: 'GET', url: `/api/v1/assessments/${round}/results/${ids.王勤}/notice`, token })
    expect((await notice(tokens.office!)).statusCode).toBe(200)
    expect((await notice(tokens.王勤!)).json()).toMatchObject({ code: 'assessment.wrong-state' })
    await office()(r.deliverAssessment, { params: { id: round }, body: {} })
    const now = app.clock.now
    app.clock.now = new Date('2026-04-20T01:00:00Z')
    expect(wordText((await notice(tokens.王勤!)).rawPayload)).toContain('2026年3月11日')
    app.clock.now = now
    const names = async (list: 'awards' | 'lines') =>
      (await as('leader')(r.listResults, { params: { id: round }, query: { list } })).items.map(({ name }) => name)
    expect(await names('awards')).toEqual(['王勤'])
    expect(await names('lines')).toEqual(['赵缺'])
    const file = (path: string) =>
      app.request({ method: 'GET', url: `/api/v1/assessments/${round}/${path}`, token: tokens.office })
    expect((await file('results/export?format=csv')).body).toContain('某单位')
    expect((await file('report')).rawPayload.subarray(0, 2).toString()).toBe('PK')
    await office()(r.closeAssessment, { params: { id: round }, body: {} })
    expect((await resultOf('王勤', tokens.王勤)).centipoints).toBe(9800)
  })

  it('goes to each unit and to the united-front department as the committee set it, each on a list of its own', async () => {
    const params = { id: round }
    const all = await office()(d.listDeliveries, { params, query: {} })
    expect(all.items.map((one) => [one.receiverKind, one.receiver, one.subjects, one.showsPoints])).toEqual([
      ['body', '统战部', 3, true],
      ['employer', '某单位', 3, false],
    ])
    expect(all.counts).toEqual({ receivers: 2, handed: 0, subjects: 3, acknowledged: 0, withoutEmployer: 0 })
    const [front, unit] = all.items as [Delivery, Delivery]
    const file = (path: string) =>
      app.request({ method: 'GET', url: `/api/v1/assessments/${round}/${path}`, token: tokens.office })
    const csv = (await file(`deliveries/${unit.id}/list?format=csv`)).body
    expect(csv).toContain('王勤')
    expect(csv).not.toContain('98')
    expect((await file(`deliveries/${front.id}/list?format=csv`)).body).toContain('98')
    expect(wordText((await file(`deliveries/${front.id}/list?format=docx`)).rawPayload)).toContain('统战部：')
    const zip = await file('deliveries/lists')
    expect([zip.headers['x-papers'], zip.rawPayload.subarray(0, 2).toString()]).toEqual(['2', 'PK'])
    const handing = { params, body: { ids: [unit.id], on: '2026-03-11', way: '公函', receivedBy: '张收' } }
    expect(await office()(d.handOver, handing)).toEqual({ handed: 1 })
    expect(await office()(d.handOver, handing)).toEqual({ handed: 0 })
    // Listed anew, what was handed over stays.
    await office()(d.renewDeliveries, { params, body: {} })
    const later = await office()(d.listDeliveries, { params, query: { handed: 'yes' } })
    expect(later.items).toMatchObject([{ id: unit.id, handedBy: 'office', way: '公函', receivedBy: '张收' }])
    // Whose employer is put right after that goes on a further list to it, and back onto the one that was not sent after all.
    await sql`update assessment_deliveries set subject_ids = array[${ids.王勤}]::uuid[] where id = ${unit.id}`.execute(
      db,
    )
    expect(await office()(d.renewDeliveries, { params, body: {} })).toEqual({ receivers: 3 })
    const open = async () =>
      (await office()(d.listDeliveries, { params, query: { handed: 'no' } })).items.map((one) => [
        one.receiver,
        one.subjects,
        one.further,
      ])
    expect(await open()).toEqual([
      ['统战部', 3, false],
      ['某单位', 2, true],
    ])
    const back = { params: { ...params, deliveryId: unit.id }, body: { note: '还没有送' } }
    await office()(d.takeHandoverBack, back)
    expect(await open()).toEqual([
      ['统战部', 3, false],
      ['某单位', 3, false],
    ])
    await expect(office()(d.takeHandoverBack, back)).rejects.toEqual(refused('assessment.not-handed'))
    expect(
      deliveriesOf(
        [{ to: 'employer', name: '', grades: ['优秀'], alsoCrossed: true, showsPoints: false }],
        [
          { subjectId: 'a', employer: '甲厂', parties: [], grade: '优秀', crossed: false },
          { subjectId: 'b', employer: '甲厂', parties: [], grade: '称职', crossed: false },
          { subjectId: 'c', employer: '乙校', parties: [], grade: '称职', crossed: true },
          { subjectId: 'd', employer: ' ', parties: [], grade: '优秀', crossed: false },
        ],
      ).map(({ receiver, subjectIds }) => [receiver, subjectIds]),
    ).toEqual([
      ['甲厂', ['a']],
      ['乙校', ['c']],
    ])
    // Everybody's grades, and the points of the outstanding alone.
    const employer = { to: 'employer' as const, name: '', alsoCrossed: false }
    expect(
      deliveriesOf(
        [
          { ...employer, grades: [], showsPoints: false },
          { ...employer, grades: ['优秀'], showsPoints: true },
        ],
        [
          { subjectId: 'a', employer: '甲厂', parties: [], grade: '优秀', crossed: false },
          { subjectId: 'b', employer: '甲厂', parties: [], grade: '称职', crossed: false },
        ],
      ).map(({ subjectIds, showsPoints }) => [subjectIds, showsPoints]),
    ).toEqual([
      [['b'], false],
      [['a'], true],
    ])
  })

  it('is signed for by each member, on the phone or on paper, and waits among their todos until then', async () => {
    const waiting = async (name: string) =>
      (await as(name)(workbenchRoutes.getWorkbench, {})).groups.some(({ kind }) => kind === 'assessment.toAcknowledge')
    const subject = (name: string) => ({ params: { id: round, subjectId: ids[name]! } })
    expect(await waiting('王勤')).toBe(true)
    const notice = await app.request({
      method: 'GET',
      url: `/api/v1/assessments/${round}/results/${ids.王勤}/notice`,
      token: tokens.王勤,
    })
    const words = wordText(notice.rawPayload)
    expect(words).toContain('履职质量')
    expect(words).toContain('98 分')
    expect(words).toContain('委员签字：')
    // What the office noted for itself is not told.
    expect(words).not.toContain('建议有分量')
    await expect(as('王勤')(d.acknowledgeResult, { ...subject('李常'), body: {} })).rejects.toEqual(
      refused('access.denied'),
    )
    const { token: typist } = await signInAs(db, {
      committeeId: house.id,
      role: 'member',
      name: '代签人',
      memberId: ids.王勤!,
      delegated: true,
    })
    await expect(app.client(typist)(d.acknowledgeResult, { ...subject('王勤'), body: {} })).rejects.toEqual(
      refused('assessment.own-hand'),
    )
    await as('王勤')(d.acknowledgeResult, { ...subject('王勤'), body: {} })
    expect(await waiting('王勤')).toBe(false)
    const paper = { params: { id: round }, body: { subjectIds: [ids.王勤!, ids.李常!], on: '2026-03-11' } }
    expect(await office()(d.noteSignatures, paper)).toEqual({ noted: 1 })
    expect(await resultOf('王勤')).toMatchObject({ acknowledgedWay: 'self' })
    expect(await resultOf('李常', tokens.李常)).toMatchObject({ acknowledgedWay: 'paper', actions: [] })
    await expect(office()(d.takeSignatureBack, { ...subject('王勤'), body: { note: '误记' } })).rejects.toEqual(
      refused('assessment.not-signed'),
    )
    await office()(d.takeSignatureBack, { ...subject('李常'), body: { note: '误记' } })
    const unsigned = await office()(r.listResults, { params: { id: round }, query: { list: 'unsigned' } })
    expect(unsigned.items.map(({ name }) => name)).toEqual(['李常', '赵缺'])
    const talks = await office()(r.listResults, { params: { id: round }, query: { measure: 'talk' } })
    expect(talks.items.map(({ name }) => name)).toEqual(['赵缺'])
  })

  it('counts next year: a second year below 60 running is brought before the committee', async () => {
    await writeLedger(db, house, [
      { memberId: ids.赵缺!, kind: 'meeting.plenary', attendance: 'absent', occurredOn: '2026-01-12' },
    ])
    const { score } = await office()(scoringRoutes.getMemberScore, { params: { id: ids.赵缺! }, query: { year: 2026 } })
    // Still to be judged: a line of points is not crossed before that.
    expect(score!.crossed).toEqual([])
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from assessment_scores where committee_id = ${house.id}`.execute(db)
    expect(rows[0]!.n).toBe(10)
  })
})

it('reads the days of its own year only, as the committee counts it', async () => {
  await setting('scoring.year', { begins: 'fromMonth', month: 12 })
  expect(await office()(r.getAssessmentYear, { params: { year: 2026 } })).toEqual({
    from: '2025-12-01',
    to: '2026-11-30',
  })
  await writeLedger(db, house, [
    { memberId: ids.王勤!, kind: 'proposal.registered', occurredOn: '2025-11-30' },
    { memberId: ids.王勤!, kind: 'proposal.registered', occurredOn: '2025-12-01' },
    { memberId: ids.王勤!, kind: 'proposal.registered', occurredOn: '2026-01-20' },
  ])
  const { id } = await office()(r.openAssessment, { body: { kind: 'members', title: '2026 年度考核', year: 2026 } })
  await office()(r.freezeAssessment, { params: { id }, body: {} })
  await settle()
  const { entries, periodFrom } = await office()(r.getResult, { params: { id, subjectId: ids.王勤! } })
  expect(periodFrom).toBe('2025-12-01')
  expect(entries.map(({ occurredOn }) => occurredOn)).toEqual(['2026-01-20', '2025-12-01'])
})

it('recognises a member once a year for a title, and takes it back with the reason', async () => {
  const body = {
    kind: 'readingStar' as const,
    title: '读书之星',
    memberIds: [ids.王勤!],
    year,
    reason: '领读四次',
    givenBy: '主席会议',
    givenOn: '2026-03-01',
  }
  // It belongs to the term of its day; who did not serve then is not given it.
  await expect(office()(g.giveRecognition, { body: { ...body, givenOn: '1990-01-01' } })).rejects.toEqual(
    refused('recognition.outside-term'),
  )
  // Nobody gives one to themselves, whatever hat they wear.
  const { account_id } = await accountOf('王勤', ids.office!)
  await expect(office()(g.giveRecognition, { body })).rejects.toEqual(refused('recognition.oneself'))
  await accountOf('王勤', account_id!)
  expect(await office()(g.giveRecognition, { body })).toEqual({ given: 1 })
  await expect(office()(g.giveRecognition, { body })).rejects.toEqual(refused('recognition.taken'))
  const [given] = (await as('李常')(g.listRecognitions, { query: { year } })).items
  expect(given).toMatchObject({ memberName: '王勤', actions: [] })
  const other = { ...body, kind: 'outstandingMember' as const, title: '优秀委员', memberIds: [ids.李常!] }
  expect(await office()(g.giveRecognition, { body: other })).toEqual({ given: 1 })
  const stars = await office()(g.listRecognitions, { query: { kind: 'readingStar', q: '王' } })
  expect(stars.items.map(({ title, actions }) => [title, actions])).toEqual([['读书之星', ['print', 'revoke']]])
  const file = (path: string, name: string) =>
    app.request({ method: 'GET', url: `/api/v1/recognitions/${path}`, token: tokens[name] })
  expect((await file('export?format=csv&kind=readingStar', '李常')).body).toContain('领读四次')
  const certificate = await file(`${given!.id}/certificate`, '王勤')
  expect(wordText(certificate.rawPayload)).toContain('领读四次，经主席会议决定，授予您2025年度“读书之星”称号。')
  expect((await file(`${given!.id}/certificate`, '李常')).statusCode).toBe(403)
  expect((await file('certificates', 'office')).headers['x-papers']).toBe('2')
  await office()(g.revokeRecognition, { params: { id: given!.id }, body: { note: '重复' } })
  expect((await file(`${given!.id}/certificate`, 'office')).statusCode).toBe(409)
  expect((await as('李常')(g.listRecognitions, { query: {} })).items).toMatchObject([{ title: '优秀委员' }])
  expect(await office()(g.giveRecognition, { body })).toEqual({ given: 1 })
})

it('assesses staff on the same way: judged items, no ledger, each reads their own', async () => {
  const grades = [
    { name: '好', from: 8000, below: null },
    { name: '一般', from: 0, below: 8000 },
  ]
  const items = [
    { name: '学', cap: 5000 },
    { name: '述', cap: 5000 },
  ]
  const { accountId } = (await office()(r.listStaffOptions, {})).items.find(({ name }) => name === 'tian')!
  const body = {
    kind: 'staff' as const,
    title: '2025 年学比述评',
    year,
    items,
    grades,
    accountIds: [accountId, ids.office!],
  }
  await expect(office()(r.openAssessment, { body: { ...body, accountIds: [ids.leader!] } })).rejects.toEqual(
    refused('input.invalid'),
  )
  const { id } = await office()(r.openAssessment, { body })
  await office()(r.freezeAssessment, { params: { id }, body: {} })
  await settle()
  const params = { id, subjectId: accountId }
  await expect(as('tian')(r.getResult, { params })).rejects.toEqual(refused('not-found'))
  const judgement = (version: number, item1: number) => ({
    body: { version, judged: { item1, item2: 4000 }, vetoes: [], note: '踏实' },
  })
  const { version } = await office()(r.getResult, { params })
  // A slip of the keyboard is refused, not made the full mark.
  await expect(office()(j.judgeResult, { params, ...judgement(version, 99_900) })).rejects.toEqual(
    refused('assessment.over-cap'),
  )
  await office()(j.judgeResult, { params, ...judgement(version, 4500) })
  // Nobody judges themselves; a colleague does.
  const self = { params: { id, subjectId: ids.office! } }
  const own = await office()(r.getResult, self)
  expect(own.actions).toEqual([])
  await expect(office()(j.judgeResult, { ...self, ...judgement(own.version, 5000) })).rejects.toEqual(
    refused('access.denied'),
  )
  const colleague = app.client(
    (await signInAs(db, { committeeId: house.id, role: 'memberOffice', name: 'colleague' })).token,
  )
  expect((await colleague(r.getResult, self)).actions).toEqual(['judge'])
  await colleague(j.judgeResult, { ...self, ...judgement(own.version, 4500) })
  expect((await office()(r.getResult, self)).judgementNote).toBe('')
  await expect(as('leader')(r.getAssessment, { params: { id } })).rejects.toEqual(refused('not-found'))
  await office()(r.startCheck, { params: { id }, body: { until: '2026-03-20' } })
  expect(await as('tian')(r.getResult, { params })).toMatchObject({
    centipoints: 8500,
    grade: '好',
    actions: ['confirm', 'object'],
  })
  const raised = await office()(r.objectToScore, { ...self, body: { itemKey: '', reason: '述得不止这些' } })
  const answer = { params: { id: raised.id }, body: { uphold: false, answer: '维持' } }
  await expect(office()(r.answerScoreObjection, answer)).rejects.toEqual(refused('access.denied'))
  await colleague(r.answerScoreObjection, answer)
  // The leaders see it once it is put to them; decided on paper, it is on record as such.
  await office()(r.endCheck, { params: { id }, body: { note: '都看过了' } })
  await office()(p.submitAssessment, { params: { id }, body: {} })
  expect((await as('leader')(r.listAssessments, { query: {} })).items.map((one) => one.id)).toContain(id)
  expect((await as('leader')(p.getAssessmentSummary, { params: { id } })).check).toEqual({
    until: '2026-03-20',
    earlyNote: '都看过了',
    confirmed: 0,
    subjects: expect.any(Number),
  })
  const decision = { by: '主席会议', on: '2026-03-11', minutes: '〔2026〕3 号' }
  const future = { params: { id }, body: { ...decision, on: '2026-04-01' } }
  await expect(office()(p.recordApproval, future)).rejects.toEqual(refused('assessment.not-yet'))
  await office()(p.recordApproval, { params: { id }, body: decision })
  expect((await as('leader')(r.getAssessment, { params: { id } })).approval).toMatchObject({
    recordedBy: 'office',
    minutes: '〔2026〕3 号',
  })
})

it('gives a round up while it is reckoned or checked: nothing waits any more, and another round is not held up', async () => {
  const staffRound = async (title: string) => {
    const body = { kind: 'staff' as const, title, year, items: [{ name: '学', cap: 5000 }], accountIds: [ids.office!] }
    const { id } = await office()(r.openAssessment, { body })
    await office()(r.freezeAssessment, { params: { id }, body: {} })
    return id
  }
  const [stuck, other] = [await staffRound('算不出的一轮'), await staffRound('另一轮')]
  await db.updateTable('assessments').set({ scheme: '{"name": 1}' }).where('id', '=', stuck).execute()
  await expect(settle()).rejects.toThrow('1 of 2 failed')
  expect(await office()(r.getAssessment, { params: { id: other } })).toMatchObject({ state: 'frozen' })
  await db.updateTable('assessments').set({ scheme: null }).where('id', '=', stuck).execute()
  expect((await office()(r.getAssessment, { params: { id: stuck } })).actions).toEqual(['cancel'])
  await office()(r.cancelAssessment, { params: { id: stuck }, body: { note: '办法写错了' } })
  await office()(r.startCheck, { params: { id: other }, body: { until: '2026-03-20' } })
  const self = { params: { id: other, subjectId: ids.office! } }
  await office()(r.objectToScore, { ...self, body: { itemKey: 'item1', reason: '学得不止这些' } })
  const waits = async () =>
    (await office()(workbenchRoutes.getWorkbench, {})).groups.some(({ kind }) => kind === 'assessment.toAnswer')
  expect(await waits()).toBe(true)
  await office()(r.cancelAssessment, { params: { id: other }, body: { note: '重新来过' } })
  expect(await waits()).toBe(false)
  expect((await office()(r.getResult, self)).objections).toMatchObject([
    { state: 'withdrawn', answer: '这一轮考核已取消：重新来过' },
  ])
  // Nothing of it was approved, so no report says so.
  await expect(office()(r.getResultReport, { params: { id: other } })).rejects.toEqual(
    refused('assessment.wrong-state'),
  )
})
