import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { committeeRoutes } from '#contract/committees.ts'
import { scoringRoutes as r } from '#contract/scoring.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { writeLedger } from './scoring.fixtures.ts'

const app = await testApp()
const { db } = app
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
let house: Awaited<ReturnType<typeof buildCommittee>>
const ids: Record<string, string> = {}
const tokens: Record<string, string> = {}
const office = () => app.client(tokens.office)
const member = (name: string) => app.client(tokens[name])

beforeAll(async () => {
  house = await buildCommittee(db)
  const { id: committeeId, termId, sectorId } = house
  for (const name of ['王勤', '李常', '赵缺']) {
    ids[name] = await buildMember(db, { committeeId, termId, sectorId, name })
    tokens[name] = (await signInAs(db, { committeeId, role: 'member', name, memberId: ids[name] })).token
  }
  tokens.office = (await signInAs(db, { committeeId, role: 'memberOffice', name: '联络委' })).token
  await db
    .insertInto('member_posts')
    .values({
      committee_id: committeeId,
      id: newId(),
      member_id: ids.李常!,
      post: 'standingMember',
      title: '常务委员',
      starts_on: '2022-01-10',
      ends_on: null,
    })
    .execute()
  const last = (memberId: string, kind: string, more: object = {}) => ({
    memberId,
    kind,
    occurredOn: '2025-05-20',
    ...more,
  })
  const [wang, li, zhao] = [ids.王勤!, ids.李常!, ids.赵缺!]
  const twice = newId()
  await writeLedger(db, house, [
    // 王勤：三个一，立案三件，公益两次
    ...['meeting.plenary', 'proposal.submitted', 'activity.inspection'].map((kind) => last(wang, kind)),
    ...Array.from({ length: 3 }, () => last(wang, 'proposal.registered')),
    ...Array.from({ length: 2 }, () => last(wang, 'activity.volunteer')),
    // 李常：三个一，常委会缺一次
    ...['meeting.plenary', 'proposal.submitted', 'activity.research'].map((kind) => last(li, kind)),
    last(li, 'meeting.standingCommittee', { attendance: 'absent' }),
    // 赵缺：全会无故缺席，提案一件
    last(zhao, 'meeting.plenary', { attendance: 'absent', title: '十届四次会议' }),
    last(zhao, 'proposal.submitted', { subjectId: twice }),
  ])
})

const draftFrom = async (shipped: string, effectiveYear = 2025) =>
  (await office()(r.draftScheme, { body: { shipped, name: `${shipped} 办法`, effectiveYear } })).id
const adopt = (id: string, version = 1) =>
  office()(r.adoptScheme, {
    params: { id },
    body: { version, by: '主席会议', on: '2026-01-08', name: '本会考核办法' },
  })

describe('a scheme', () => {
  it('is copied from a real one, changed while it is a draft, adopted, and never changes again', async () => {
    const { schemes, lines } = await office()(r.listShippedSchemes, {})
    expect(schemes).toHaveLength(10)
    expect(lines.length).toBeGreaterThan(3)
    const id = await draftFrom('jinan2015')
    const { scheme, version, actions, basedOn } = await office()(r.getScheme, { params: { id } })
    expect({ basedOn, actions }).toEqual({
      basedOn: '济南市政协委员履职量化考核（2015）',
      actions: ['edit', 'adopt', 'remove', 'copy', 'compare'],
    })
    const body = { version, effectiveYear: 2025, scheme: { ...scheme, name: '本会考核办法（修订草案）' } }
    await office()(r.editScheme, { params: { id }, body })
    await expect(office()(r.editScheme, { params: { id }, body })).rejects.toEqual(refused('version.stale'))
    await expect(adopt(id)).rejects.toEqual(refused('version.stale'))
    expect(await adopt(id, 2)).toEqual({ number: 1, version: 3 })
    for (const act of [
      () => office()(r.editScheme, { params: { id }, body: { ...body, version: 3 } }),
      () => adopt(id, 3),
      () => office()(r.removeScheme, { params: { id }, body: {} }),
    ])
      await expect(act()).rejects.toEqual(refused('scoring-scheme.wrong-state'))
    await expect(sql`update scoring_schemes set name = '改' where id = ${id}`.execute(db)).rejects.toThrow(
      'never changes',
    )
    await expect(sql`delete from scoring_schemes where id = ${id}`.execute(db)).rejects.toThrow('never changes')
    // Members read what they are scored by, without the name of a draft.
    expect(await member('王勤')(r.getScheme, { params: { id } })).toMatchObject({
      name: '本会考核办法',
      scheme: { name: '本会考核办法' },
      actions: [],
    })
  })

  it('that cannot be right is refused with the item and the reason, and nothing is written', async () => {
    const id = await draftFrom('jinan2015', 2030)
    const { scheme, version } = await office()(r.getScheme, { params: { id } })
    const [first, ...rest] = scheme.items
    const wrong = async (patch: object) => {
      const body = { version, effectiveYear: 2030, scheme: { ...scheme, ...patch } }
      const refusal = await office()(r.editScheme, { params: { id }, body }).catch((error) => error.problem)
      return refusal.fields.map((one: { message: string }) => one.message)
    }
    expect(await wrong({ ceiling: 1_000_000_000, start: 75.5 })).toEqual([
      '分值最多写两位小数',
      '分值要在 −10000 到 10000 之间',
    ])
    const items = [{ ...first!, cap: -100, requires: [first!.key] }, ...rest]
    const refusal = await office()(r.editScheme, {
      params: { id },
      body: { version, effectiveYear: 2030, scheme: { ...scheme, items } },
    }).catch((error) => error.problem)
    expect(refusal.code).toBe('input.invalid')
    expect(refusal.fields.map((one: { message: string }) => one.message)).toEqual(
      expect.arrayContaining(['“缺席全会”：封顶不能是负数', expect.stringContaining('前置条件绕成了圈')]),
    )
    const grades = [
      { name: '合格', from: 7000, below: null },
      { name: '不合格', from: 0, below: 6000 },
    ]
    expect(await wrong({ grades, preconditions: [], vetoes: [] })).toEqual(['60 到 70 分没有等次'])
    expect((await office()(r.getScheme, { params: { id } })).version).toBe(version)
    // One kept before this was asked is still read, but not adopted.
    const kept = JSON.stringify({ ...scheme, grades, preconditions: [], vetoes: [] })
    await sql`update scoring_schemes set scheme = ${kept}::jsonb where id = ${id}`.execute(db)
    expect((await office()(r.getScheme, { params: { id } })).scheme.grades).toEqual(grades)
    await expect(adopt(id, version)).rejects.toEqual(refused('scoring-scheme.problems'))
    await expect(member('王勤')(r.getScheme, { params: { id } })).rejects.toEqual(refused('not-found'))
    expect((await member('王勤')(r.listSchemes, { query: {} })).items).toHaveLength(1)
    await office()(r.removeScheme, { params: { id }, body: {} })
    await expect(
      office()(r.draftScheme, { body: { shipped: 'nowhere', name: '某', effectiveYear: 2026 } }),
    ).rejects.toEqual(refused('scoring-scheme.unknown-shipped'))
  })

  it('is tried out while it is written', async () => {
    const id = await draftFrom('minhang', 2030)
    const { scheme } = await office()(r.getScheme, { params: { id } })
    const result = await office()(r.trySchemeOut, {
      body: {
        scheme,
        standing: false,
        entries: [
          { kind: 'proposal.registered', times: 2 },
          { kind: 'proposal.key' },
          { kind: 'proposal.excellent' },
          { kind: 'meeting.plenary', part: 'participant', attendance: 'present', quantity: 6 },
        ],
      },
    })
    // 立案年内一次 15；同一件重点又优秀取高 15；全会六个半天 30
    expect(result.centipoints).toBe(6000)
    await office()(r.removeScheme, { params: { id }, body: {} })
  })
})

describe('the points of a year', () => {
  it('are explained to the member line by line down to the entries', async () => {
    const { score, entries, scheme } = await member('赵缺')(r.getMemberScore, {
      params: { id: ids.赵缺! },
      query: { year: 2025 },
    })
    expect(scheme).toMatchObject({ name: '本会考核办法', number: 1 })
    expect(score).toMatchObject({ centipoints: 4000, grade: '不称职' })
    const absence = score!.lines.find(({ key }) => key === 'plenary')!
    expect(absence.centipoints).toBe(-3000)
    expect(entries.find(({ id }) => id === absence.acts[0]!.entryId)).toMatchObject({
      title: '十届四次会议',
      attendance: 'absent',
    })
    // 触到的线只列给机关.
    expect(score!.crossed).toEqual([])
    const seen = await office()(r.getMemberScore, { params: { id: ids.赵缺! }, query: { year: 2025 } })
    expect(seen.score!.crossed).toEqual([expect.objectContaining({ measure: 'talk', by: '界别召集人' })])
    expect(score!.lines.reduce((sum, line) => sum + line.centipoints, 0)).toBe(score!.centipoints)
  })

  it('are for the member, the office and the leaders; nobody else learns even that they exist', async () => {
    const asked = (token: string, id = ids.赵缺!) =>
      app.client(token)(r.getMemberScore, { params: { id }, query: { year: 2025 } })
    await expect(asked(tokens.王勤!)).rejects.toEqual(refused('not-found'))
    expect((await asked(tokens.office!)).score!.grade).toBe('不称职')
    await expect(asked(tokens.office!, newId())).rejects.toEqual(refused('not-found'))
    // A year before one was a member is no error, and has no points.
    const long = { params: { id: ids.赵缺! }, query: { year: 2001 } }
    expect(await member('赵缺')(r.getMemberScore, long)).toMatchObject({ name: '赵缺', served: false, score: null })
    const leader = await signInAs(db, { committeeId: house.id, role: 'leader', name: '主席' })
    expect((await asked(leader.token)).score!.centipoints).toBe(4000)
  })

  it('of everybody are in the order of names, and of points where the office asks; members see no ranking', async () => {
    const list = (order: 'name' | 'points', more: object = {}) =>
      office()(r.listScores, { query: { year: 2025, order, ...more } })
    // 王勤 70 + 10 + 4 = 84；李常 70；赵缺 40
    expect((await list('points')).items.map(({ name, centipoints }) => [name, centipoints])).toEqual([
      ['王勤', 8400],
      ['李常', 7000],
      ['赵缺', 4000],
    ])
    expect((await list('name')).items.map(({ name }) => name)).toEqual(['王勤', '李常', '赵缺'])
    expect((await list('name', { crossed: 'true' })).items.map(({ name }) => name)).toEqual(['赵缺'])
    expect((await list('name', { grade: '称职', q: '李' })).items.map(({ name }) => name)).toEqual(['李常'])
    const first = await list('points', { limit: 2 })
    const second = await list('points', { limit: 2, cursor: first.nextCursor! })
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['王勤', '李常', '赵缺'])
    const asMember = () => member('王勤')(r.listScores, { query: { year: 2025 } })
    await expect(asMember()).rejects.toEqual(refused('access.denied'))
    await office()(committeeRoutes.putSetting, {
      params: { key: 'scoring' },
      body: { version: 0, value: { rankingForMembers: true } },
    })
    expect((await asMember()).items).toMatchObject([{ crossed: [] }, { crossed: [] }, { crossed: [], grade: null }])
    const taken = await app.request({
      method: 'GET',
      url: '/api/v1/scores/export?year=2025&format=csv',
      token: tokens.王勤!,
    })
    expect(taken.statusCode).toBe(403)
    await office()(committeeRoutes.putSetting, {
      params: { key: 'scoring' },
      body: { version: 1, value: { rankingForMembers: false } },
    })
  })

  it('follow the ledger: what was taken back counts no more', async () => {
    const [id] = await writeLedger(db, house, [{ memberId: ids.李常!, kind: 'proposal.key', occurredOn: '2025-06-01' }])
    const points = async () =>
      (await office()(r.getMemberScore, { params: { id: ids.李常! }, query: { year: 2025 } })).score!.centipoints
    expect(await points()).toBe(7500)
    await writeLedger(db, house, [
      { memberId: ids.李常!, kind: 'proposal.key', occurredOn: '2025-06-01', reversesId: id },
    ])
    expect(await points()).toBe(7000)
  })

  it('say no grade while the year runs, to the member and to the office alike', async () => {
    const year = Number(new Date().toISOString().slice(0, 4))
    const asked = { params: { id: ids.王勤! }, query: { year } }
    expect(await member('王勤')(r.getMemberScore, asked)).toMatchObject({ running: true, score: { grade: null } })
    for (const order of ['name', 'points'] as const) {
      const list = await office()(r.listScores, { query: { year, order } })
      expect(list).toMatchObject({ running: true, grades: [] })
      expect(list.items.map(({ grade }) => grade)).toEqual([null, null, null])
    }
    expect((await office()(r.listScores, { query: { year: 2025 } })).grades).toContain('称职')
  })

  it('are not there before a scheme holds', async () => {
    const old = await office()(r.getMemberScore, { params: { id: ids.王勤! }, query: { year: 2024 } })
    expect(old).toMatchObject({ scheme: null, score: null })
  })
})

describe('what another scheme would make of last year', () => {
  it('says whose grade moves, by what, and leaves everything as it is', async () => {
    const [against] = (await office()(r.listSchemes, { query: {} })).items
    const id = await draftFrom('tongcheng2019', 2026)
    const asked = { params: { id }, query: { against: against!.id, year: 2025 } }
    const result = await office()(r.compareSchemes, asked)
    expect(result).toMatchObject({ members: 3, changed: 3, crossed: { before: 1, after: 0 }, unjudged: [] })
    // 桐城：李常 50 − 5 + 10 + 2 = 57 不到合格；王勤 50 + 25 + 活动 6（视察一次、公益两次）= 81，合格
    const wang = result.moved.find(({ name }) => name === '王勤')!
    expect(wang).toMatchObject({
      before: { centipoints: 8400, grade: '称职' },
      after: { centipoints: 8100, grade: '合格' },
    })
    const moves = wang.why.reduce((sum, { centipoints }) => sum + centipoints, 0)
    expect(moves).toBe(8100 - 8400)
    expect(result.grades.find(({ grade }) => grade === '合格')).toEqual({ grade: '合格', before: null, after: 1 })
    expect(result.running).toBe(false)
    expect(result.spans.reduce((sum, span) => sum + span.after, 0)).toBe(3)
    expect(result.spans.map(({ from }) => from)).toEqual(result.spans.map((_, i) => result.spans[0]!.from + i * 1000))
    expect(result.moves.reduce((sum, { count }) => sum + count, 0)).toBe(result.changed)
    expect(result.crossing).toHaveLength(result.crossed.after)
    const file = await app.request({
      method: 'GET',
      url: `/api/v1/scoring-schemes/${id}/what-if/export?against=${against!.id}&year=2025&format=csv`,
      token: tokens.office,
    })
    expect(file.body).toContain('王勤')
    expect(file.body).toContain('81')
    await expect(member('王勤')(r.compareSchemes, asked)).rejects.toEqual(refused('access.denied'))
  })
})

it('names the year that runs as the committee counts it: from December on the next one', async () => {
  const running = async (now: string) => {
    app.clock.now = new Date(now)
    return (await member('王勤')(r.getRunningYear, {})).year
  }
  expect(await running('2026-12-15T01:00:00Z')).toBe(2026)
  await db
    .insertInto('settings')
    .values({
      committee_id: house.id,
      key: 'scoring.year',
      version: 1,
      value: JSON.stringify({ begins: 'fromMonth', month: 12 }),
      created_at: '2026-01-01T00:00:00Z',
      created_by: newId(),
    })
    .execute()
  expect(await running('2026-11-30T01:00:00Z')).toBe(2026)
  expect(await running('2026-12-15T01:00:00Z')).toBe(2027)
})
