import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { healthRoutes } from '#contract/health.ts'
import { leadershipRoutes as l } from '#contract/leadership.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { ratingRoutes as g } from '#contract/rating.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { transact } from '#platform/database/database.ts'
import { tamper } from '#platform/events/events.fixtures.ts'
import { readInOrder, takeIn } from '#platform/events/read-in-order.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, type Desks, fullText } from '../proposals/proposals.fixtures.ts'
import { offersOf } from '../proposals/walk.fixtures.ts'
import { ledgerReader } from './commands/keep-ledger.ts'
import { keepUp, readRounds, tell, tellAttendance, waitingForLock } from './duty.fixtures.ts'
import { proveLedger } from './prove-ledger.ts'

const app = await testApp()
let desks: Desks
let committeeId: string
let termId: string

beforeAll(async () => {
  desks = await buildDesks(app.db)
  committeeId = desks.committee.id
  termId = desks.committee.termId
})

const prove = () => transact(app.db, (tx) => proveLedger(tx))
const linesOf = async (subjectId: string) => {
  await keepUp(app.db)
  return app.db
    .selectFrom('duty_entries')
    .select(['kind', 'part', 'member_id', 'attendance', 'reverses_id', 'source_event_id', 'occurred_on'])
    .where('subject_id', '=', subjectId)
    .orderBy('recorded_at')
    .orderBy(sql`reverses_id is not null`)
    .orderBy('id')
    .execute()
}
const kinds = async (subjectId: string) =>
  (await linesOf(subjectId)).map((line) => `${line.reverses_id ? '−' : ''}${line.kind}`)

async function handIn(): Promise<string> {
  const member = app.client(desks.lead.token)
  const { id } = await member(r.createProposal, { body: { ...fullText, collectiveName: null } })
  await member(r.submitProposal, { params: { id }, body: { version: 1 } })
  return id
}

/** A refusal is an answer; a fault of the server is none and is thrown on. */
function refusal(error: { problem?: { status: number } }): null {
  const status = error.problem?.status ?? 500
  if (status >= 500) throw error
  return null
}

describe('the ledger', () => {
  it('takes a proposal in by itself, and takes it back when it is withdrawn', async () => {
    const id = await handIn()
    const office = app.client(desks.office.token)
    await office(r.registerProposal, { params: { id }, body: { category: '其他', note: '' } })
    await office(l.selectKeyProposal, { params: { id }, body: { year: 2026, reason: '群众关注' } })
    expect((await kinds(id)).toSorted()).toEqual(['proposal.key', 'proposal.registered', 'proposal.submitted'])
    expect((await linesOf(id)).every((line) => line.member_id === desks.lead.memberId)).toBe(true)
    await app.client(desks.lead.token)(r.withdrawProposal, { params: { id }, body: { note: '另行提出' } })
    expect((await kinds(id)).filter((kind) => kind.startsWith('−'))).toHaveLength(3)
    expect(await prove()).toMatchObject({ differences: 0, pending: 0 })
  })

  it('has what was returned and handed in again once', async () => {
    const id = await handIn()
    const office = app.client(desks.office.token)
    await office(r.returnProposal, { params: { id }, body: { note: '建议写得再具体些' } })
    const again = await app.client(desks.lead.token)(r.getProposal, { params: { id } })
    await app.client(desks.lead.token)(r.submitProposal, { params: { id }, body: { version: again.version } })
    const lines = await kinds(id)
    expect(lines.filter((kind) => kind === 'proposal.submitted')).toHaveLength(2)
    expect(lines.filter((kind) => kind === '−proposal.submitted')).toHaveLength(1)
  })

  it('gives a proposal of a body to the members the office names as its drafters, whenever it names them', async () => {
    const office = app.client(desks.office.token)
    const body = { ...fullText, collectiveName: '民盟市委会', collectiveKind: 'party' as const }
    const { id, version } = await office(r.createProposal, { body })
    await office(r.submitProposal, { params: { id }, body: { version } })
    await office(r.registerProposal, { params: { id }, body: { category: '其他', note: '' } })
    await office(l.selectKeyProposal, { params: { id }, body: { year: 2026, reason: '群众关注' } })
    expect(await linesOf(id)).toEqual([])
    const { friend, lead, stranger } = desks
    const name = (...memberIds: string[]) => office(g.nameDrafters, { params: { id }, body: { memberIds } })
    await name(friend.memberId, lead.memberId)
    const standing = async () =>
      (await linesOf(id))
        .filter((line) => line.reverses_id === null)
        .map((line) => [line.kind, line.part, line.member_id])
        .toSorted()
    expect(await standing()).toEqual(
      ['proposal.submitted', 'proposal.registered', 'proposal.key']
        .flatMap((kind) => [
          [kind, 'lead', friend.memberId],
          [kind, 'coSigner', lead.memberId],
        ])
        .toSorted(),
    )
    await name(friend.memberId)
    expect((await kinds(id)).filter((kind) => kind.startsWith('−'))).toHaveLength(6)
    expect((await office(r.getProposal, { params: { id } })).drafters).toEqual([
      { memberId: friend.memberId, name: '欧阳春' },
    ])
    const codeOf = (work: Promise<unknown>) => work.then(String, (error) => error.problem?.code)
    expect(await codeOf(name(friend.memberId, lead.memberId, stranger.memberId, newId()))).toBe('drafters.too-many')
    expect(await codeOf(name(newId()))).toBe('drafters.not-in-office')
    const own = await handIn()
    expect(await codeOf(office(g.nameDrafters, { params: { id: own }, body: { memberIds: [friend.memberId] } }))).toBe(
      'drafters.not-collective',
    )
    expect(await prove()).toMatchObject({ differences: 0, unread: 0 })
  })

  it('writes nothing twice, also when a restore gives it everything again', async () => {
    await tellAttendance(app.db, { committeeId, termId, memberId: desks.lead.memberId })
    await keepUp(app.db)
    const count = async () =>
      (
        await app.db
          .selectFrom('duty_entries')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n
    const before = await count()
    await app.db.deleteFrom('event_cursors').where('reader', '=', ledgerReader.name).execute()
    await keepUp(app.db)
    expect(await count()).toBe(before)
    expect(await prove()).toMatchObject({ differences: 0, pending: 0, entries: before })
  })

  it('takes in 5,000 check-ins of one meeting within seconds', async () => {
    const members = 5_000
    const subjectId = await tell(app.db, { committeeId, type: 'activity.opened' })
    await sql`
      insert into events (committee_id, type, subject_kind, subject_id, actor_name, at, details, request_id)
      select ${committeeId}::uuid, 'activity.checkedIn', 'activity', ${subjectId}::uuid, '签到台', now(),
        jsonb_build_object('memberId', gen_random_uuid(), 'kind', 'plenary', 'title', '五次会议', 'heldOn', '2026-01-12',
          'termId', ${termId}::text, 'halfDays', 4, 'level', 'city', 'attendance', 'present'), 'test'
      from generate_series(1, ${members})`.execute(app.db)
    const begun = performance.now()
    expect(await linesOf(subjectId)).toHaveLength(members)
    expect(performance.now() - begun).toBeLessThan(10_000)
    const proof = await prove()
    expect(proof).toMatchObject({ differences: 0, pending: 0 })
    expect(proof.events).toBeGreaterThan(members)
  })

  it('waits for nothing that is still being written, and skips none of it', async () => {
    const early = await app.db.startTransaction().execute()
    const subjectId = await tellAttendance(early, { committeeId, termId, memberId: desks.friend.memberId })
    await tellAttendance(app.db, { committeeId, termId, memberId: desks.friend.memberId })
    await readInOrder(app.db, ledgerReader)
    await early.commit().execute()
    await readRounds(app.db)
    expect(await linesOf(subjectId)).toHaveLength(1)
  })

  it('writes what is taken back and what takes it back, whichever of the two it comes to read first', async () => {
    const told = { committeeId, termId, memberId: desks.friend.memberId }
    const only = (subjectId: string, type: string) =>
      transact(app.db, async (tx) => {
        const events = await tx
          .selectFrom('events')
          .select(['id', 'committee_id as committeeId', 'subject_id as subjectId'])
          .where('subject_id', '=', subjectId)
          .where('type', '=', type)
          .execute()
        await takeIn(tx, ledgerReader, events)
      })
    // A batch may end between the two: transactions are numbered in the order they begin.
    const seen = await tellAttendance(app.db, told)
    await tell(app.db, { committeeId, type: 'activity.cancelled', subjectId: seen })
    await only(seen, 'activity.cancelled')
    await only(seen, 'activity.checkedIn')
    // Whoever told first may commit last.
    const late = await app.db.startTransaction().execute()
    const unseen = await tellAttendance(late, told)
    await tell(app.db, { committeeId, type: 'activity.cancelled', subjectId: unseen })
    await only(unseen, 'activity.cancelled')
    await late.commit().execute()
    await only(unseen, 'activity.checkedIn')
    for (const subjectId of [seen, unseen])
      expect((await linesOf(subjectId)).map((line) => line.reverses_id === null)).toEqual([true, false])
    expect(await prove()).toMatchObject({ differences: 0, pending: 0 })
  })

  it.each(['chosen as a key proposal', 'carried to the level above'])(
    'has nothing of a proposal that is %s in the moment it is withdrawn',
    async (what) => {
      const id = await handIn()
      const params = { id }
      const office = app.client(desks.office.token)
      await office(r.registerProposal, { params, body: { category: '其他', note: '' } })
      const early = await app.db.startTransaction().execute()
      await sql`select from proposals where id = ${id} for update`.execute(early)
      const referral = {
        level: 'province',
        way: 'refer',
        carriedBy: '张主席',
        referredOn: '2026-03-01',
        note: '',
      } as const
      const act: Promise<unknown> = what.startsWith('chosen')
        ? office(l.selectKeyProposal, { params, body: { year: 2026, reason: '群众关注' } })
        : office(l.addReferral, { params, body: referral })
      const refused = act.then(String, (error) => error.problem?.code)
      await waitingForLock(app.db)
      await sql`update proposals set state = 'withdrawn' where id = ${id}`.execute(early)
      await tell(early, { committeeId, type: 'proposal.withdrawn', subjectKind: 'proposal', subjectId: id })
      await early.commit().execute()
      expect(await refused).toBe('key-proposal.not-registered')
      expect((await kinds(id)).filter((kind) => kind.startsWith('−'))).toHaveLength(2)
      expect(await prove()).toMatchObject({ differences: 0, pending: 0 })
    },
  )

  it.each(['update duty_entries set title = title', 'delete from duty_entries', 'truncate duty_entries cascade'])(
    'is only added to: %s',
    async (statement) => {
      await expect(sql.raw(statement).execute(app.db)).rejects.toThrow(/append-only/)
    },
  )

  it('says of events that it has not come to yet that they wait', async () => {
    await tellAttendance(app.db, { committeeId, termId, memberId: desks.lead.memberId })
    expect(await prove()).toMatchObject({ differences: 0, pending: 1 })
    await keepUp(app.db)
  })
})

describe('whatever happens to proposals', () => {
  const chance = fc.record({ on: fc.nat(2), who: fc.nat(5), which: fc.nat(12), variant: fc.nat(11) })

  it('the ledger shows what a replay gives: who proposes what is registered, and nothing of what was withdrawn', async () => {
    const { lead, friend, office, assigner, unit } = desks
    const clients = [lead, friend, office, office, assigner, unit].map((one) => app.client(one.token))
    const house = { units: [desks.committee.unitId, desks.secondUnitId], members: [lead.memberId, friend.memberId] }
    await fc.assert(
      fc.asyncProperty(fc.array(chance, { minLength: 40, maxLength: 60 }), async (steps) => {
        const ids: string[] = []
        for (const one of [lead, lead, friend]) {
          const { id } = await app.client(one.token)(r.createProposal, { body: fullText })
          ids.push(id)
        }
        for (const { on, who, which, variant } of steps) {
          const id = ids[on]!
          const client = clients[who]!
          const seen = await client(r.getProposal, { params: { id } }).catch(refusal)
          const others = ids.filter((one) => one !== id)
          const offers = seen ? offersOf(client, seen, { ...house, others }, '2026-03-02') : []
          // Refusals are the other walk's matter; here only what was done counts.
          if (offers.length > 0) await offers[which % offers.length]!.take(variant).catch(refusal)
        }
        await keepUp(app.db)
        for (const id of ids) await compareWithProposal(id)
        expect(await prove()).toMatchObject({ differences: 0, pending: 0 })
      }),
      { numRuns: 3, seed: 20_260_302, endOnFailure: true },
    )
  })

  async function compareWithProposal(id: string): Promise<void> {
    const { rows } = await sql<{ counts: boolean; proposers: string[]; entered: string[] }>`
      select p.registered_at is not null and not exists (
          select from events w where w.subject_id = p.id and w.type = 'proposal.withdrawn') as counts,
        array(select x::text from (
          select p.lead_member_id as x union select member_id from co_signers c
          where c.proposal_id = p.id and c.state = 'accepted') as signed order by 1) as proposers,
        array(select e.member_id::text from duty_entries e
          where e.subject_id = p.id and e.kind = 'proposal.registered' and e.reverses_id is null
            and not exists (select from duty_entries v where v.committee_id = e.committee_id and v.reverses_id = e.id)
          order by 1) as entered
      from proposals p where p.id = ${id}`.execute(app.db)
    const [p] = rows
    if (!p) return
    expect(p.entered).toEqual(p.counts ? p.proposers : [])
  }
})

describe('tongxin verify', () => {
  it('names an event that the ledger could not read, and the health page shows it until it can be', async () => {
    const heldOn = '2026-02-30'
    await tellAttendance(app.db, { committeeId, termId, memberId: desks.lead.memberId, title: '没有的一天', heldOn })
    await tell(app.db, { committeeId, type: 'proposal.submitted', subjectKind: 'proposal', details: { title: '旧的' } })
    await keepUp(app.db)
    expect(await prove()).toMatchObject({
      differences: 0,
      unread: 1,
      older: { 'proposal.submitted': 1 },
      examples: [expect.stringContaining('没有的一天')],
    })
    const { token } = await signInAs(app.db, { committeeId, role: 'systemAdmin' })
    const health = () => app.client(token)(healthRoutes.getHealth, {})
    expect(await health()).toMatchObject({
      events: { unread: 1 },
      findings: expect.arrayContaining([{ code: 'events.unread', weight: 'wrong' }]),
    })
    await tamper(
      app.db,
      `update events set details = details || '{"heldOn": "2026-02-28"}' where details ->> 'title' = '没有的一天'`,
    )
    await app.db.deleteFrom('event_cursors').where('reader', '=', ledgerReader.name).execute()
    await keepUp(app.db)
    expect((await health()).events.unread).toBe(0)
    expect(await prove()).toMatchObject({ differences: 0, unread: 0 })
  })

  it('finds an entry that was changed, one that is missing and one that nothing gave', async () => {
    const id = await handIn()
    await keepUp(app.db)
    await tamper(app.db, `update duty_entries set part = 'coSigner' where subject_id = '${id}'`)
    expect(await prove()).toMatchObject({ differences: 1, examples: [expect.stringContaining('不符')] })
    await tamper(app.db, `delete from duty_entries where subject_id = '${id}'`)
    expect(await prove()).toMatchObject({ differences: 1, examples: [expect.stringContaining('缺少')] })
    await tamper(
      app.db,
      `insert into duty_entries
       select committee_id, gen_random_uuid(), term_id, member_id, 'proposal.registered', part, attendance, level, quantity,
         sharers, 'proposal', '${id}', 'registered', title, occurred_on, source_event_id, null, recorded_at
       from duty_entries limit 1`,
    )
    expect(await prove()).toMatchObject({ differences: 2 })
  })
})
