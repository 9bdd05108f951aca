import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { coSigningRoutes as c } from '#contract/co-signing.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { proposalRoutes as r, type Satisfaction } from '#contract/proposals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { buildHat, signIn } from '#features/accounts/accounts.fixtures.ts'
import { transact } from '#platform/database/database.ts'
import { checkInvariants } from '#platform/invariants.ts'
import { testApp } from '../../testing/app.ts'
import { carryToReply, replyAgain } from './carry.fixtures.ts'
import { proposalInvariants } from './invariants.ts'
import { buildDesks, type Desks, fullText } from './proposals.fixtures.ts'
import type { RatingSettings } from './rating-settings.ts'

const app = await testApp()
let desks: Desks
let settingVersion = 0
type Who = 'lead' | 'friend' | 'stranger' | 'office' | 'unit'
const as = (who: Who) => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const begin = app.clock.now

beforeAll(async () => {
  desks = await buildDesks(app.db)
})
beforeEach(() => {
  app.clock.now = begin
})

/** From now on: who is asked, and what counts. */
async function rule(value: RatingSettings): Promise<void> {
  const { version } = await as('office')(committeeRoutes.putSetting, {
    params: { key: 'proposal-rating' },
    body: { version: settingVersion, value },
  })
  settingVersion = version
}

/** A proposal of three, answered and waiting for its rating. */
async function answered(): Promise<string> {
  const { id, version } = await as('lead')(r.createProposal, { body: fullText })
  await as('lead')(c.inviteCoSigners, {
    params: { id },
    body: { memberIds: [desks.friend.memberId, desks.stranger.memberId] },
  })
  for (const who of ['friend', 'stranger'] as const)
    await as(who)(c.answerInvitation, { params: { id }, body: { accept: true, note: '' } })
  await as('lead')(r.submitProposal, { params: { id }, body: { version } })
  await carryToReply(app, desks, id)
  return id
}
const rate = (who: Who, id: string, handling: Satisfaction, result: Satisfaction = handling, words = '还差一栋') =>
  as(who)(r.rateProposal, { params: { id }, body: { handling, result, words } })
const read = (who: Who, id: string) => as(who)(r.getProposal, { params: { id } })
const toRate = async (who: Who) =>
  (await as(who)(workbenchRoutes.getWorkbench, {})).groups.find((g) => g.kind === 'proposal.toRate')?.items ?? []

describe('where the lead proposer alone rates', () => {
  it('nobody else is asked, and the matter moves on with the one rating', async () => {
    const id = await answered()
    await expect(rate('friend', id, 'satisfied')).rejects.toEqual(refused('access.denied'))
    expect((await read('friend', id)).actions).not.toContain('rate')
    expect(await rate('lead', id, 'satisfied', 'basicallySatisfied', '')).toMatchObject({ state: 'rated' })
    expect((await read('office', id)).raters.map((one) => one.name)).toEqual(['陈立业'])
  })
})

describe('where every proposer rates', () => {
  beforeAll(() => rule({ raters: 'allProposers', rule: 'majority' }))

  it('the matter waits for all of them, and the office sees who has and who has not', async () => {
    const id = await answered()
    expect((await toRate('friend')).map((todo) => todo.subjectId)).toContain(id)
    expect(await rate('lead', id, 'satisfied')).toMatchObject({ state: 'replied' })
    expect((await toRate('lead')).map((todo) => todo.subjectId)).not.toContain(id)
    expect((await read('lead', id)).actions).not.toContain('rate')
    await expect(rate('lead', id, 'dissatisfied')).rejects.toEqual(refused('rating.already'))
    const { raters } = await read('office', id)
    expect(raters.map((one) => [one.name, one.ratedAt !== null])).toEqual([
      ['陈立业', true],
      ['吴远', false],
      ['欧阳春', false],
    ])
    await expect(as('office')(r.concludeProposal, { params: { id }, body: { note: '不等了' } })).rejects.toEqual(
      refused('proposal.rating-open'),
    )
    expect(await rate('friend', id, 'dissatisfied')).toMatchObject({ state: 'replied' })
    expect(await rate('stranger', id, 'dissatisfied')).toMatchObject({ state: 'disputed' })
    expect(await kept(id)).toEqual({ rated_handling: 'dissatisfied', rated_result: 'dissatisfied' })
  })

  it('one who is not satisfied says why', async () => {
    const id = await answered()
    await expect(rate('friend', id, 'satisfied', 'dissatisfied', ' ')).rejects.toEqual(refused('rating.needs-words'))
  })

  it('they are asked anew once it was handled again', async () => {
    const id = await answered()
    for (const who of ['lead', 'friend', 'stranger'] as const) await rate(who, id, 'dissatisfied')
    await as('office')(r.rehandleProposal, { params: { id }, body: { note: '逐条落实' } })
    await replyAgain(app, desks, id)
    for (const who of ['lead', 'friend'] as const)
      expect(await rate(who, id, 'satisfied')).toMatchObject({ state: 'replied' })
    expect(await rate('stranger', id, 'satisfied')).toMatchObject({ state: 'rated' })
  })

  it('what was given counts once the time is over, and is not passed over', async () => {
    const id = await answered()
    await rate('friend', id, 'dissatisfied')
    await expect(as('office')(r.closeRating, { params: { id }, body: {} })).rejects.toEqual(
      refused('rating.still-open'),
    )
    app.clock.now = new Date('2026-04-20T02:00:00Z')
    const conclude = () => as('office')(r.concludeProposal, { params: { id }, body: { note: '逾期' } })
    await expect(conclude()).rejects.toEqual(refused('rating.close-first'))
    expect((await read('office', id)).actions).toContain('closeRating')
    expect(await as('office')(r.closeRating, { params: { id }, body: {} })).toMatchObject({ state: 'disputed' })
    await expect(rate('lead', id, 'satisfied')).rejects.toEqual(refused('proposal.wrong-state'))
  })

  it('none is made up where nobody rated', async () => {
    const id = await answered()
    app.clock.now = new Date('2026-04-20T02:00:00Z')
    expect((await read('office', id)).actions).not.toContain('closeRating')
    await expect(as('office')(r.closeRating, { params: { id }, body: {} })).rejects.toEqual(refused('rating.none'))
  })

  it('two who rate at the same moment settle it once', async () => {
    const id = await answered()
    await rate('lead', id, 'satisfied')
    await Promise.all([rate('friend', id, 'satisfied'), rate('stranger', id, 'satisfied')])
    expect(await read('office', id)).toMatchObject({ state: 'rated' })
    const settled = await app.db
      .selectFrom('events')
      .select('id')
      .where('subject_id', '=', id)
      .where('type', '=', 'proposal.rated')
      .where(sql<boolean>`details ? 'settled'`)
      .execute()
    expect(settled).toHaveLength(1)
  })
})

describe('what several ratings count as', () => {
  it.each<[RatingSettings['rule'], string, Satisfaction]>([
    ['leadDecides', 'rated', 'satisfied'],
    ['majority', 'rated', 'satisfied'],
    ['anyDissatisfied', 'disputed', 'dissatisfied'],
  ])('by the rule %s it is %s', async (name, state, result) => {
    await rule({ raters: 'allProposers', rule: name })
    const id = await answered()
    await rate('friend', id, 'satisfied', 'dissatisfied')
    await rate('stranger', id, 'satisfied')
    expect(await rate('lead', id, 'satisfied')).toMatchObject({ state })
    expect(await kept(id)).toEqual({ rated_handling: 'satisfied', rated_result: result })
  })
})

it('is never typed by somebody who works for the unit', async () => {
  await rule({ raters: 'leadProposer', rule: 'leadDecides' })
  const id = await answered()
  const typing = async (accountId: string) => {
    const hat = await buildHat(app.db, {
      committeeId: desks.committee.id,
      accountId,
      role: 'member',
      memberId: desks.lead.memberId,
      delegated: true,
    })
    return app.client(await signIn(app.db, accountId, hat.id))
  }
  const body = { handling: 'satisfied', result: 'satisfied', words: '' } as const
  const clerk = await typing(desks.unit.accountId)
  await expect(clerk(r.rateProposal, { params: { id }, body })).rejects.toEqual(refused('rating.not-by-unit'))
  const office = await typing(desks.office.accountId)
  expect(await office(r.rateProposal, { params: { id }, body })).toMatchObject({ state: 'rated' })
})

it('leaves what must be so of every proposal as it must be', async () => {
  const checks = await transact(app.db, (tx) => checkInvariants(tx, proposalInvariants))
  expect(checks.filter((check) => check.count > 0)).toEqual([])
})

/** What the statistics count. */
function kept(id: string) {
  return app.db
    .selectFrom('proposals')
    .select(['rated_handling', 'rated_result'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}
