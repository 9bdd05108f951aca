import { describe, expect, it } from 'vitest'
import { ApiError } from '#contract/client.ts'
import { type Mark, voteRoutes as r, type Vote } from '#contract/votes.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildActivity } from '#features/activities/activities.fixtures.ts'
import { buildCheckIn } from '#features/attendance/attendance.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { testApp } from '../../testing/app.ts'
import { voteSetting } from './settings.ts'

/** How many rounds are held: the same few each time, many others on demand (TONGXIN_ROUNDS=1000). */
const asked = process.env.TONGXIN_ROUNDS
const rounds = Number(asked ?? 4)
const seed = asked === undefined ? 1 : Date.now() % 1_000_000
const [voters, hosts] = [200, 20]
const marks: readonly Mark[] = ['for', 'against', 'abstain']

const app = await testApp()
const { db } = app
app.clock.now = new Date('2026-03-20T02:00:00Z')
const { id: committeeId, termId, sectorId } = await buildCommittee(db)
const desks: string[] = []
for (let i = 0; i < hosts; i++)
  desks.push((await signInAs(db, { committeeId, role: 'memberOffice', name: `会务 ${i + 1}` })).token)
const people: { memberId: string; token: string }[] = []
for (let i = 0; i < voters; i++) {
  const name = `委员${i + 1}`
  const memberId = await buildMember(db, { committeeId, termId, sectorId, name })
  people.push({ memberId, ...(await signInAs(db, { committeeId, role: 'member', name, memberId })) })
}
const meeting = await buildActivity(db, { committeeId, termId, kind: 'plenary', title: '第五次会议', invited: people })
const { accountId: by } = await signInAs(db, { committeeId, role: 'memberOffice', name: '签到台' })
for (const { memberId } of people) await buildCheckIn(db, { committeeId, activityId: meeting, memberId, by })

/** What one of two hundred may be told; any other fault is no refusal and is thrown on. */
const understood = [
  'vote.cast',
  'vote.wrong-state',
  'vote.too-few-ballots',
  'server.busy', // no connection was to be had, and nothing was written
  'not-found', // declared void, it is a draft, which no voter sees
]
function refusal(error: unknown): null {
  if (error instanceof ApiError && understood.includes(error.problem.code)) return null
  throw error
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomOf(from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

/** All of it, so many under way at any moment: whoever closes is not to be the last of two hundred in the queue. */
async function atOnce(works: (() => Promise<unknown>)[]): Promise<void> {
  const worker = async () => {
    for (let work = works.pop(); work; work = works.pop()) await work()
  }
  await Promise.all(Array.from({ length: 30 }, worker))
}

/** One vote and what the clients were answered. */
interface Held {
  id: string
  accepted: Record<Mark, number>
}
const as = (token: string) => app.client(token)
const shown = (id: string): Promise<Vote> => as(desks[0]!)(r.getVote, { params: { id } })
const open = (id: string, host = 0) => as(desks[host]!)(r.openVote, { params: { id }, body: {} })
const close = (id: string, host = 0) => as(desks[host]!)(r.closeVote, { params: { id }, body: {} })
const reopen = (id: string, host = 0) =>
  as(desks[host]!)(r.reopenVote, { params: { id }, body: { reason: '收回的票多于发出的' } })

async function cast({ id, accepted }: Held, voter: number, motion: Mark): Promise<void> {
  const body = { motion, marks: [], writeIns: [] }
  const taken = await as(people[voter]!.token)(r.castBallot, { params: { id }, body }).catch(refusal)
  if (taken) accepted[motion] += 1
}

/** Two hundred vote, some of them twice, while twenty close, declare void and open anew, all in any order. In secret one alone
 *  declares void, and only what was counted: so every ballot taken stands in some count. */
async function hold(form: 'secret' | 'named', random: () => number): Promise<Held> {
  const rules = { ...voteSetting.defaults.motion, majority: { ...voteSetting.defaults.motion.majority } }
  const draft = { kind: 'motion' as const, form, title: '会议决议（草案）', words: '', rules, candidates: [] }
  const body = { ...draft, chiefScrutineer: '总监票人', scrutineers: '' }
  const { id } = await as(desks[0]!)(r.addVote, { params: { id: meeting }, body })
  await open(id)
  const held: Held = { id, accepted: { for: 0, against: 0, abstain: 0 } }
  const times = (n: number) => Array.from({ length: n }, (_, i) => i)
  const ballots = [...times(voters), ...times(voters).filter(() => random() < 0.2)].map((voter) => {
    const mark = marks[Math.floor(random() * 3)]!
    return () => cast(held, voter, mark)
  })
  const anew = async (host: number) => {
    if (!(await close(id, host).catch(refusal))) return
    await reopen(id, host).catch(refusal)
    await open(id, host).catch(refusal)
  }
  let alone: Promise<unknown> = Promise.resolve()
  const acts = times(hosts).flatMap((host) => {
    if (form === 'secret')
      return host < hosts / 2
        ? [() => close(id, host).catch(refusal)]
        : [
            () => {
              alone = alone.then(() => anew(0))
              return alone
            },
          ]
    const act = [close, reopen, open][Math.floor(random() * 3)]!
    return [() => act(id, host).catch(refusal), () => anew(host)]
  })
  await atOnce(shuffled([...ballots, ...acts], random))
  await finish(held)
  return held
}

/** Whatever was left behind is opened, given the few ballots a secret needs, and closed. */
async function finish(held: Held): Promise<void> {
  const { state } = await shown(held.id)
  if (state === 'drafted') await open(held.id)
  if (state !== 'closed') for (let voter = 0; voter < 3; voter++) await cast(held, voter, 'abstain')
  await close(held.id)
}

const sum = ({ for: a, against: b, abstain: c }: Record<Mark, number>) => a + b + c

/** Ballots equal the result: in each round that was counted, and over all of them. */
async function prove({ id, accepted }: Held, form: 'secret' | 'named'): Promise<void> {
  const { state, result, voided, named } = await shown(id)
  expect(state).toBe('closed')
  const results = [...voided.map((one) => one.result), result]
  for (const one of results) if (one) expect(sum(one.motion!)).toBe(one.returned)
  const cast = db.selectFrom('vote_voters').select('member_id').where('vote_id', '=', id).where('has_cast', '=', true)
  expect((await cast.execute()).length).toBe(result?.returned)
  const log = await db
    .selectFrom('events')
    .select(['type', 'details'])
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute()
  const casts = log.filter((one) => one.type === 'vote.cast').length
  if (form === 'secret') {
    expect(casts).toBe(0)
    const counted = { for: 0, against: 0, abstain: 0 }
    for (const one of results) for (const mark of marks) counted[mark] += one!.motion![mark]
    expect(counted).toEqual(accepted)
    return
  }
  // By name the log tells what lies between an opening and its count.
  expect(casts).toBe(sum(accepted))
  let since = 0
  for (const { type, details } of log) {
    if (type === 'vote.opened') since = 0
    if (type === 'vote.cast') since += 1
    if (type === 'vote.closed') expect((details as { returned: number }).returned).toBe(since)
  }
  const opinions = named.flatMap(({ ballot }) => (ballot ? [ballot.motion] : []))
  expect(opinions.length).toBe(result?.returned)
  for (const mark of marks) expect(opinions.filter((one) => one === mark).length).toBe(result?.motion?.[mark])
}

describe('two hundred who vote while twenty close, declare void and open anew', () => {
  it('are counted ballot by ballot', { timeout: 60_000 + rounds * 10_000 }, async () => {
    const counts = { voided: 0, taken: 0 }
    for (let round = 0; round < rounds; round++) {
      const form = round % 2 === 0 ? 'secret' : 'named'
      const held = await hold(form, randomOf(seed + round))
      try {
        await prove(held, form)
      } catch (error) {
        throw new Error(`seed ${seed}, round ${round}, ${form}`, { cause: error })
      }
      counts.voided += (await shown(held.id)).voided.length
      counts.taken += sum(held.accepted)
      if (asked !== undefined && (round + 1) % 50 === 0) console.log(`${round + 1} rounds from seed ${seed}:`, counts)
    }
    // Nobody is the judge of a race that was not run.
    expect(counts.voided).toBeGreaterThan(rounds / 2)
    expect(counts.taken).toBeGreaterThan(rounds * 20)
  })
})
