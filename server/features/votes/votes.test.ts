import { beforeEach, describe, expect, it } from 'vitest'
import { voteRoutes as r } from '#contract/votes.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildActivity } from '#features/activities/activities.fixtures.ts'
import { buildCheckIn } from '#features/attendance/attendance.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { testApp } from '../../testing/app.ts'
import { voteSetting } from './settings.ts'

const app = await testApp()
const { db } = app
const { id: committeeId, termId, sectorId } = await buildCommittee(db)
const office = await signInAs(db, { committeeId, role: 'memberOffice', name: '联络办' })
const people: { memberId: string; token: string; accountId: string }[] = []
for (let i = 0; i < 12; i++) {
  const memberId = await buildMember(db, { committeeId, termId, sectorId, name: `委员${i + 1}` })
  people.push({ memberId, ...(await signInAs(db, { committeeId, role: 'member', name: `委员${i + 1}`, memberId })) })
}
const as = (token: string) => app.client(token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const draft = (given: object = {}) => ({
  kind: 'motion' as const,
  form: 'secret' as const,
  title: '会议决议（草案）',
  words: '',
  rules: voteSetting.defaults.motion,
  candidates: [],
  chiefScrutineer: '总监票人',
  scrutineers: '监票人甲、监票人乙',
  ...given,
})

let meeting = ''
/** A meeting of twelve, of whom so many are there. */
async function gather(present: number): Promise<string> {
  meeting = await buildActivity(db, {
    committeeId,
    termId,
    kind: 'plenary',
    title: '第五次会议',
    invited: people.map(({ memberId }) => ({ memberId })),
  })
  for (const { memberId } of people.slice(0, present))
    await buildCheckIn(db, { committeeId, activityId: meeting, memberId, by: office.accountId })
  return meeting
}
const add = async (given: object = {}) =>
  (await as(office.token)(r.addVote, { params: { id: meeting }, body: draft(given) as never })).id
const open = (id: string) => as(office.token)(r.openVote, { params: { id }, body: {} })
const close = (id: string) => as(office.token)(r.closeVote, { params: { id }, body: {} })
const cast = (id: string, i: number, body: object) =>
  as(people[i]!.token)(r.castBallot, { params: { id }, body: body as never })
const shown = (id: string, token = office.token) => as(token)(r.getVote, { params: { id } })

beforeEach(async () => {
  app.clock.now = new Date('2026-03-20T02:00:00Z')
  await gather(9)
})

describe('a vote', () => {
  it('needs the quorum before anything else', async () => {
    await gather(7)
    const id = await add()
    await expect(open(id)).rejects.toEqual(refused('vote.no-quorum'))
    expect((await shown(id)).presence).toEqual({
      electorate: 12,
      present: 7,
      withoutAccount: 0,
      needed: 8,
      reached: false,
    })
  })

  it('gives a ballot to who is there, and counts half of all members and one', async () => {
    const id = await add()
    await open(id)
    expect(await open(id)).toMatchObject({ state: 'open' })
    await expect(cast(id, 10, { motion: 'for' })).rejects.toEqual(refused('vote.not-a-voter'))
    for (let i = 0; i < 6; i++) await cast(id, i, { motion: 'for' })
    await expect(cast(id, 0, { motion: 'against' })).rejects.toEqual(refused('vote.cast'))
    await cast(id, 6, { motion: 'against' })
    await cast(id, 7, { motion: 'abstain' })
    expect(await shown(id, people[0]!.token)).toMatchObject({ mine: 'cast', returned: null, result: null })
    const closed = await close(id)
    expect(await close(id)).toEqual(closed)
    await expect(cast(id, 8, { motion: 'for' })).rejects.toEqual(refused('vote.wrong-state'))
    expect((await shown(id, people[0]!.token)).result).toMatchObject({
      electorate: 12,
      present: 9,
      issued: 9,
      returned: 8,
      needed: 7,
      motion: { for: 6, against: 1, abstain: 1, passed: false },
    })
  })

  it('in secret leaves nothing that joins a name to a ballot', async () => {
    const id = await add()
    await open(id)
    for (let i = 0; i < 9; i++) await cast(id, i, { motion: i % 2 ? 'for' : 'against' })
    const { rows } = await (await import('kysely')).sql<{ n: number }>`
      select count(*)::int as n from vote_boxes where vote_id = ${id}`.execute(db)
    expect(rows).toEqual([{ n: 1 }])
    expect(await db.selectFrom('vote_ballots').select('member_id').where('vote_id', '=', id).execute()).toEqual([])
    const events = await db.selectFrom('events').select(['type', 'details']).where('subject_id', '=', id).execute()
    expect(events.map((one) => one.type)).toEqual(['vote.added', 'vote.opened'])
    const kept = await db.selectFrom('idempotent_answers').select('key').execute()
    expect(kept).toEqual([])
    expect((await shown(id)).named).toEqual([])
  })

  it('gives paper to who has no account or asks for it, and counts it with the rest', async () => {
    await db
      .updateTable('accounts')
      .set({ disabled_at: app.clock.now })
      .where('id', 'in', [people[7]!.accountId, people[8]!.accountId])
      .execute()
    const id = await add()
    expect((await shown(id)).presence).toMatchObject({ present: 9, withoutAccount: 2 })
    await open(id)
    await db.updateTable('accounts').set({ disabled_at: null }).execute()
    const paper = (i: number, onPaper = true) =>
      as(office.token)(r.givePaper, { params: { id }, body: { memberId: people[i]!.memberId, onPaper } })
    for (let i = 0; i < 4; i++) await cast(id, i, { motion: 'for' })
    // A telephone that ran empty: paper, and back again for who found a charger.
    await paper(5)
    await paper(6)
    await paper(6, false)
    await cast(id, 6, { motion: 'against' })
    await expect(paper(0)).rejects.toEqual(refused('vote.cast'))
    await expect(paper(11)).rejects.toEqual(refused('vote.not-a-voter'))
    await expect(cast(id, 7, { motion: 'for' })).rejects.toEqual(refused('vote.on-paper'))
    expect(await shown(id, people[5]!.token)).toMatchObject({ mine: 'paper', issuedOnPaper: null })
    expect(await shown(id)).toMatchObject({ issued: 9, issuedOnPaper: 3, returned: 5 })
    await expect(close(id)).rejects.toEqual(refused('vote.paper-missing'))
    const counted = (given: object) =>
      as(office.token)(r.closeVote, { params: { id }, body: { paper: given } as never })
    const motion = { for: 2, against: 0, abstain: 0 }
    await expect(counted({ returned: 4, invalid: 2, motion })).rejects.toEqual(refused('vote.paper-sum'))
    await expect(counted({ returned: 3, invalid: 0, motion })).rejects.toEqual(refused('vote.paper-sum'))
    await counted({ returned: 3, invalid: 1, motion })
    expect((await shown(id)).result).toMatchObject({
      issued: 9,
      returned: 8,
      paper: 3,
      valid: 7,
      invalid: 1,
      motion: { for: 6, against: 1, abstain: 0 },
    })
  })

  it('by name shows each opinion once it is closed, and not before', async () => {
    const id = await add({ form: 'named' })
    await open(id)
    await cast(id, 0, { motion: 'for' })
    expect((await shown(id)).named).toEqual([])
    await close(id)
    const { named } = await shown(id, people[3]!.token)
    expect(named).toHaveLength(9)
    expect(named.find((one) => one.memberId === people[0]!.memberId)?.ballot?.motion).toBe('for')
    expect(named.find((one) => one.memberId === people[1]!.memberId)?.ballot).toBeNull()
  })

  it('by show of hands is recorded as it was counted', async () => {
    const id = await add({ form: 'hands' })
    await open(id)
    await expect(close(id)).rejects.toEqual(refused('vote.wrong-state'))
    const hands = (given: object) => as(office.token)(r.recordHands, { params: { id }, body: given as never })
    await expect(hands({ for: 9, against: 1, abstain: 0 })).rejects.toEqual(refused('vote.hands-sum'))
    await hands({ for: 7, against: 0, abstain: 1, countedBy: '监票人甲' })
    const { result } = await shown(id)
    expect(result).toMatchObject({ present: 9, returned: 8, countedBy: '监票人甲', motion: { for: 7, passed: true } })
  })

  it('is alone: one item at a time', async () => {
    const [first, second] = [await add(), await add()]
    await open(first)
    await expect(open(second)).rejects.toEqual(refused('vote.other-open'))
  })

  it('found faulty is void with the reason, and held anew with an empty box', async () => {
    const id = await add()
    await open(id)
    for (let i = 0; i < 4; i++) await cast(id, i, { motion: 'for' })
    await close(id)
    await as(office.token)(r.reopenVote, { params: { id }, body: { reason: '收回的票多于发出的' } })
    // Who had voted is told that the ballot counts no more, and why; also once it is taken off.
    expect(await shown(id, people[0]!.token)).toMatchObject({
      state: 'drafted',
      round: 2,
      voided: [{ reason: '收回的票多于发出的' }],
      actions: [],
    })
    const { items } = await as(people[0]!.token)(r.listVotes, { params: { id: meeting } })
    expect(items).toMatchObject([{ id, state: 'drafted', round: 2 }])
    await open(id)
    for (let i = 0; i < 3; i++) await cast(id, i, { motion: 'against' })
    await close(id)
    const vote = await shown(id)
    expect(vote).toMatchObject({ round: 2, result: { returned: 3, motion: { for: 0, against: 3 } } })
    expect(vote.voided).toMatchObject([{ round: 1, reason: '收回的票多于发出的', result: { returned: 4 } }])
  })

  it('of a meeting that is over stands: nobody declares it void any more', async () => {
    const id = await add()
    await open(id)
    for (let i = 0; i < 7; i++) await cast(id, i, { motion: 'for' })
    await close(id)
    await db.updateTable('activities').set({ state: 'concluded' }).where('id', '=', meeting).execute()
    await expect(as(office.token)(r.reopenVote, { params: { id }, body: { reason: '一周以后' } })).rejects.toEqual(
      refused('vote.meeting-over'),
    )
    expect(await shown(id)).toMatchObject({ state: 'closed', actions: [], result: { motion: { passed: true } } })
  })

  it('in secret counts no one or two ballots on paper, and tells nobody but the office who had them', async () => {
    const id = await add()
    await open(id)
    const paper = (i: number) =>
      as(office.token)(r.givePaper, { params: { id }, body: { memberId: people[i]!.memberId, onPaper: true } })
    await paper(8)
    for (let i = 0; i < 6; i++) await cast(id, i, { motion: 'for' })
    const counted = (returned: number) =>
      as(office.token)(r.closeVote, {
        params: { id },
        body: { paper: { returned, invalid: 0, motion: { for: 0, against: returned, abstain: 0 } } } as never,
      })
    await expect(counted(1)).rejects.toMatchObject({
      problem: { code: 'vote.too-few-ballots', details: { of: 'paper' } },
    })
    await paper(7)
    await paper(6)
    await expect(counted(2)).rejects.toEqual(refused('vote.too-few-ballots'))
    await counted(3)
    const types = async (token?: string) => (await shown(id, token)).history.map((one) => one.type)
    expect(await types()).toContain('vote.paperGiven')
    expect(await types(people[0]!.token)).toEqual(['vote.added', 'vote.opened', 'vote.closed'])
  })

  it('in secret is not counted of fewer than three ballots', async () => {
    const id = await add()
    await open(id)
    await cast(id, 0, { motion: 'for' })
    await expect(close(id)).rejects.toEqual(refused('vote.too-few-ballots'))
  })
})

describe('an election', () => {
  const election = (given: object = {}, candidates = ['甲', '乙', '丙'].map((name) => ({ name, about: '' }))) =>
    add({
      kind: 'election',
      title: '选举常务委员',
      candidates,
      rules: { ...voteSetting.defaults.election, seats: 2, contested: true, byStrokes: false, ...given },
    })
  const ballot = (ids: readonly string[], marks: string, writeIns: string[] = []) => ({
    marks: ids.map((candidateId, i) => ({
      candidateId,
      mark: ({ f: 'for', a: 'against', '-': 'abstain' } as const)[marks[i]!],
    })),
    writeIns,
  })

  it('elects who has the majority, within the seats; ballots with too many names are invalid', async () => {
    const id = await election()
    await open(id)
    const ids = (await shown(id)).candidates.map((one) => one.id)
    for (let i = 0; i < 7; i++) await cast(id, i, ballot(ids, 'ffa'))
    await cast(id, 7, ballot(ids, 'fff'))
    await cast(id, 8, ballot(ids, 'f-a', ['外人']))
    await close(id)
    const { result } = await shown(id)
    expect(result).toMatchObject({ returned: 9, valid: 8, invalid: 1, needed: 7 })
    expect(result?.candidates.map(({ name, for: votes, outcome }) => [name, votes, outcome])).toEqual([
      ['甲', 8, 'elected'],
      ['乙', 7, 'elected'],
      ['丙', 0, 'notElected'],
      ['外人', 1, 'notElected'],
    ])
    const file = await app.request({ method: 'GET', url: `/api/v1/votes/${id}/report`, token: office.token })
    expect(file.statusCode).toBe(200)
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })

  it('refuses too many names at once where the rules say so, and marks that are missing', async () => {
    const id = await election({ tooManyIsInvalid: false, writeIns: false })
    await open(id)
    const ids = (await shown(id)).candidates.map((one) => one.id)
    await expect(cast(id, 0, ballot(ids, 'fff'))).rejects.toEqual(refused('vote.too-many'))
    await expect(cast(id, 0, ballot(ids.slice(0, 2), 'ff'))).rejects.toEqual(refused('vote.incomplete'))
    await expect(cast(id, 0, ballot(ids, 'f--', ['外人']))).rejects.toEqual(refused('vote.incomplete'))
  })

  it('takes sums from paper that can be, by candidate and by names written in, however they are spaced', async () => {
    const id = await election()
    await open(id)
    const ids = (await shown(id)).candidates.map((one) => one.id)
    for (let i = 0; i < 9; i++)
      if (i < 3)
        await as(office.token)(r.givePaper, { params: { id }, body: { memberId: people[i]!.memberId, onPaper: true } })
      else await cast(id, i, ballot(ids, 'f-a', i === 8 ? ['外 人'] : []))
    const votes = (candidateId: string, given: number, against = 0) => ({
      candidateId,
      for: given,
      against,
      abstain: 3 - given - against,
    })
    const counted = (candidates: object[], writeIns: object[] = []) =>
      as(office.token)(r.closeVote, {
        params: { id },
        body: { paper: { returned: 3, invalid: 0, candidates, writeIns } } as never,
      })
    const all = ids.map((one) => votes(one, 3))
    await expect(counted(all)).rejects.toEqual(refused('vote.paper-sum'))
    await expect(counted(all.slice(1))).rejects.toEqual(refused('vote.paper-sum'))
    const good = [votes(ids[0]!, 3), votes(ids[1]!, 1), votes(ids[2]!, 0, 3)]
    await expect(counted(good, [{ name: ' 乙', for: 1 }])).rejects.toEqual(refused('vote.paper-sum'))
    await counted(good, [{ name: '外　人', for: 1 }])
    const { result } = await shown(id)
    expect(result?.candidates.map((one) => [one.name, one.for, one.against, one.abstain])).toEqual([
      ['甲', 9, 0, 0],
      ['乙', 1, 0, 8],
      ['丙', 0, 9, 0],
      ['外人', 2, 0, 0],
    ])
  })

  it('knows a candidate who stands with a space in the name', async () => {
    const candidates = ['王 强', '李四', '赵一'].map((name) => ({ name, about: '' }))
    await expect(election({ seats: 3 }, [...candidates, { name: '王强', about: '' }])).rejects.toEqual(
      refused('vote.candidates'),
    )
    const id = await election({}, candidates)
    await open(id)
    const ids = (await shown(id)).candidates.map((one) => one.id)
    await expect(cast(id, 0, ballot(ids, 'f--', ['王强']))).rejects.toEqual(refused('vote.incomplete'))
  })

  it('stands on the ballot in the order of strokes, unless it is to stand as written', async () => {
    const candidates = ['欧阳春', '丁一', '王小明'].map((name) => ({ name, about: '' }))
    const rules = { ...voteSetting.defaults.election, seats: 3 }
    const names = async (given: object) =>
      (await shown(await add({ kind: 'election', candidates, ...given }))).candidates.map((one) => one.name)
    expect(await names({ rules })).toEqual(['丁一', '王小明', '欧阳春'])
    expect(await names({ rules: { ...rules, byStrokes: false } })).toEqual(['欧阳春', '丁一', '王小明'])
  })

  it('begins with the rules of an election, a motion with those of a motion', async () => {
    const { rules } = await as(office.token)(r.listVotes, { params: { id: meeting } })
    expect(rules).toEqual({ motion: voteSetting.defaults.motion, election: voteSetting.defaults.election })
  })

  it('has as many candidates as seats, or more, as it says', async () => {
    await expect(election({ seats: 3 })).rejects.toEqual(refused('vote.candidates'))
    await expect(election({ contested: false })).rejects.toEqual(refused('vote.candidates'))
    await election({ seats: 3, contested: false })
  })

  it('of the standing members asks them alone', async () => {
    for (const { memberId } of people.slice(0, 4))
      await db
        .insertInto('member_posts')
        .values({
          committee_id: committeeId,
          id: crypto.randomUUID(),
          member_id: memberId,
          post: 'standingMember',
          title: '常务委员',
          starts_on: '2022-01-10',
          ends_on: null,
        })
        .execute()
    const id = await add({ rules: { ...voteSetting.defaults.motion, electorate: 'standing' } })
    await open(id)
    expect(await shown(id)).toMatchObject({ issued: 4 })
    await expect(cast(id, 5, { motion: 'for' })).rejects.toEqual(refused('vote.not-a-voter'))
  })
})
