import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { coSigningRoutes as c } from '#contract/co-signing.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { proposalRoutes as r, type Satisfaction } from '#contract/proposals.ts'
import { ratingRoutes as g } from '#contract/rating.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { buildHat, signIn } from '#features/accounts/accounts.fixtures.ts'
import { remindOfClocks } from '#features/clocks/commands/remind.ts'
import { noticeSubscriber } from '#features/notifications/jobs.ts'
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

describe('a body’s proposal', () => {
  it('is rated by the member the office named, and by nobody before', async () => {
    const { id, version } = await as('office')(r.createProposal, {
      body: { ...fullText, collectiveName: '民盟市委会', collectiveKind: 'party' },
    })
    await as('office')(r.submitProposal, { params: { id }, body: { version } })
    await carryToReply(app, desks, id)
    await expect(rate('friend', id, 'satisfied')).rejects.toEqual(refused('access.denied'))
    const name = (memberId: string | null) => as('office')(g.nameContact, { params: { id }, body: { memberId } })
    expect((await read('office', id)).actions).toContain('nameContact')
    await name(desks.stranger.memberId)
    await name(desks.friend.memberId)
    expect((await toRate('stranger')).map((todo) => todo.subjectId)).not.toContain(id)
    expect((await toRate('friend')).map((todo) => todo.subjectId)).toContain(id)
    await expect(rate('stranger', id, 'satisfied')).rejects.toEqual(refused('access.denied'))
    expect(await rate('friend', id, 'satisfied')).toMatchObject({ state: 'rated' })
    expect(await read('friend', id)).toMatchObject({ contactPerson: { name: '欧阳春' }, ratings: [{ mine: true }] })
    const own = await answered()
    await expect(
      as('office')(g.nameContact, { params: { id: own }, body: { memberId: desks.friend.memberId } }),
    ).rejects.toEqual(refused('contactPerson.not-collective'))
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

  it('each may change what they gave until it is concluded, with the reason, and what they come to may turn', async () => {
    const id = await answered()
    const change = (who: Who, grade: Satisfaction, note = '又停工了') =>
      as(who)(g.changeRating, { params: { id }, body: { handling: grade, result: grade, words: '没有办完', note } })
    await expect(change('lead', 'dissatisfied')).rejects.toEqual(refused('rating.none-of-mine'))
    for (const who of ['lead', 'friend'] as const) await rate(who, id, 'satisfied')
    expect((await read('friend', id)).actions).toContain('changeRating')
    expect((await read('stranger', id)).actions).not.toContain('changeRating')
    // While somebody is still to rate, nothing moves.
    expect(await change('friend', 'dissatisfied')).toMatchObject({ state: 'replied' })
    expect(await rate('stranger', id, 'satisfied')).toMatchObject({ state: 'rated' })
    await expect(change('lead', 'satisfied')).rejects.toEqual(refused('rating.unchanged'))
    expect(await change('lead', 'dissatisfied')).toMatchObject({ state: 'disputed' })
    expect(await kept(id)).toEqual({ rated_handling: 'dissatisfied', rated_result: 'dissatisfied' })
    expect(await change('friend', 'satisfied', '已经复工')).toMatchObject({ state: 'rated' })
    const { history, ratings } = await read('lead', id)
    expect(ratings.map((one) => [one.memberName, one.handling, one.mine])).toContainEqual([
      '陈立业',
      'dissatisfied',
      true,
    ])
    expect(history.findLast((entry) => entry.type === 'proposal.ratingChanged')?.details).toMatchObject({
      note: '已经复工',
      former: { handling: 'dissatisfied', result: 'dissatisfied' },
    })
    await as('office')(r.concludeProposal, { params: { id }, body: { note: '' } })
    await expect(change('lead', 'satisfied')).rejects.toEqual(refused('proposal.wrong-state'))
  })

  it('all who are asked and have not rated are reminded, not the lead alone', async () => {
    const id = await answered()
    await rate('lead', id, 'satisfied')
    app.clock.now = new Date('2026-03-20T02:00:00Z')
    await remindOfClocks(app.db, app.clock.now)
    const event = await app.db
      .selectFrom('events')
      .selectAll()
      .where('subject_id', '=', id)
      .where('type', '=', 'clock.reminded')
      .executeTakeFirstOrThrow()
    await app.db.transaction().execute((tx) =>
      noticeSubscriber.handle(
        tx,
        {
          ...{ id: Number(event.id), committeeId: event.committee_id, type: event.type, subjectKind: 'proposal' },
          ...{ subjectId: id, accountId: null, actorName: '系统', at: event.at },
          details: event.details as Record<string, unknown>,
        },
        app.clock.now,
      ),
    )
    const told = await app.db.selectFrom('notices').select('account_id').where('event_id', '=', event.id).execute()
    const hats = await app.db
      .selectFrom('hats')
      .select('account_id')
      .where('member_id', 'in', [desks.friend.memberId, desks.stranger.memberId])
      .execute()
    expect(told.map((row) => row.account_id).sort()).toEqual(hats.map((row) => row.account_id).sort())
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
