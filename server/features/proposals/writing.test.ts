import { beforeAll, describe, expect, it } from 'vitest'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { writingRoutes as w } from '#contract/writing.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, type Desks, fullText } from './proposals.fixtures.ts'
import { writingSetting } from './writing-settings.ts'

const app = await testApp()
let desks: Desks
const as = (who: 'lead' | 'friend' | 'stranger' | 'office' | 'leader') => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const day = (date: string) => {
  app.clock.now = new Date(`${date}T02:00:00Z`)
}

beforeAll(async () => {
  desks = await buildDesks(app.db)
})

describe('a member’s paper', () => {
  it('is typed in by the office, marked as such, and is the member’s own from its handing in', async () => {
    const { id } = await as('office')(r.createProposal, { body: { ...fullText, onPaperOf: desks.lead.memberId } })
    const params = { id }
    expect(await as('lead')(r.getProposal, { params })).toMatchObject({ onPaper: true, proposers: '陈立业' })
    await expect(as('leader')(r.getProposal, { params })).rejects.toEqual(refused('not-found'))
    const { actions } = await as('office')(r.getProposal, { params })
    expect(actions).toEqual(['edit', 'discard', 'invite', 'recordSignatures', 'submit'])
    const { version } = await as('office')(r.editProposal, { params, body: { version: 1, title: '关于录入的建议' } })
    await as('office')(r.submitProposal, { params, body: { version } })
    expect((await as('lead')(r.getProposal, { params })).actions).toEqual(['withdraw'])
    expect((await as('office')(r.getProposal, { params })).actions).not.toContain('withdraw')
  })

  it('is nobody’s but a member’s in office, and only the office types it in', async () => {
    await expect(
      as('office')(r.createProposal, { body: { ...fullText, onPaperOf: desks.committee.unitId } }),
    ).rejects.toEqual(refused('input.invalid'))
    const { id } = await as('friend')(r.createProposal, { body: { ...fullText, onPaperOf: desks.lead.memberId } })
    expect(await as('friend')(r.getProposal, { params: { id } })).toMatchObject({
      onPaper: false,
      proposers: '欧阳春',
    })
  })
})

describe('a body’s proposal', () => {
  it('of a sector waits for the session, others are handed in all year', async () => {
    day('2026-06-01')
    const make = (collectiveKind: 'sector' | 'party') =>
      as('office')(r.createProposal, { body: { ...fullText, collectiveName: '教育界', collectiveKind } })
    const sector = await make('sector')
    const party = await make('party')
    const submit = (id: string) => as('office')(r.submitProposal, { params: { id }, body: { version: 1 } })
    await expect(submit(sector.id)).rejects.toEqual(refused('proposal.only-in-session'))
    expect((await submit(party.id)).state).toBe('submitted')
  })
})

describe('the checks', () => {
  it('are shown to who writes and who examines, and a must holds the text back', async () => {
    const { id } = await as('lead')(r.createProposal, { body: { ...fullText, suggestions: ['加强宣传。'] } })
    const params = { id }
    const { items } = await as('lead')(w.getWritingChecks, { params })
    expect(items.filter((one) => !one.ok).map((one) => [one.code, one.level, one.places])).toContainEqual([
      'concrete',
      'warn',
      [1],
    ])
    await app.db
      .insertInto('settings')
      .values({
        committee_id: desks.committee.id,
        key: writingSetting.key,
        version: 1,
        value: JSON.stringify({ ...writingSetting.defaults, concrete: 'must' }),
        created_at: app.clock.now,
        created_by: desks.office.accountId,
      })
      .execute()
    const held = await as('lead')(r.submitProposal, { params, body: { version: 1 } }).catch((e) => e.problem)
    expect(held).toMatchObject({ code: 'proposal.incomplete', details: { missing: [], checks: ['concrete'] } })
    await expect(as('stranger')(w.getWritingChecks, { params })).rejects.toEqual(refused('not-found'))
  })
})

describe('the session of a proposal', () => {
  it('is the next one from the fifth of December on, and stays when it is revised', async () => {
    const sessions = await app.db
      .selectFrom('sessions')
      .selectAll()
      .where('committee_id', '=', desks.committee.id)
      .execute()
    expect(sessions).toHaveLength(1)
    const { id: sixth } = await app.db
      .insertInto('sessions')
      .values({
        ...sessions[0]!,
        id: crypto.randomUUID(),
        number: 6,
        opens_on: '2027-03-20',
        closes_on: '2027-03-24',
        proposals_from: null,
        proposals_until: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await app.db
      .updateTable('sessions')
      .set({ proposals_until: '2026-03-31' })
      .where('id', '=', sessions[0]!.id)
      .execute()
    day('2026-12-04')
    const handIn = async () => {
      const { id } = await as('friend')(r.createProposal, { body: fullText })
      await as('friend')(r.submitProposal, { params: { id }, body: { version: 1 } })
      return id
    }
    const session = async (id: string) =>
      (await app.db.selectFrom('proposals').select('session_id').where('id', '=', id).executeTakeFirstOrThrow())
        .session_id
    const ordinary = await handIn()
    expect(await session(ordinary)).toBeNull()
    day('2026-12-05')
    const next = await handIn()
    expect(await session(next)).toBe(sixth)
    await as('office')(r.returnProposal, { params: { id: ordinary }, body: { note: '补充' } })
    const { version } = await as('friend')(r.getProposal, { params: { id: ordinary } })
    await as('friend')(r.submitProposal, { params: { id: ordinary }, body: { version } })
    expect(await session(ordinary)).toBeNull()
  })
})
