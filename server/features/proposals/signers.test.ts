import { beforeAll, describe, expect, it } from 'vitest'
import { coSigningRoutes as c } from '#contract/co-signing.ts'
import { committeeRoutes } from '#contract/committees.ts'
import { memberRoutes } from '#contract/members.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { transact } from '#platform/database/database.ts'
import { deliverEvent } from '#platform/events/subscribe.ts'
import { checkInvariants } from '#platform/invariants.ts'
import { testApp } from '../../testing/app.ts'
import { carryToReply } from './carry.fixtures.ts'
import { proposalInvariants } from './invariants.ts'
import { membersLeftSubscriber } from './jobs.ts'
import { buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
let roster: ReturnType<typeof app.client>
const as = (who: 'lead' | 'office' | 'unit' | 'leader') => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const read = (id: string) => as('office')(r.getProposal, { params: { id } })
const readAs = (token: string, id: string) => app.client(token)(r.getProposal, { params: { id } })

beforeAll(async () => {
  desks = await buildDesks(app.db)
  const { token } = await signInAs(app.db, { committeeId: desks.committee.id, role: 'memberOffice', name: '联络办' })
  roster = app.client(token)
})

/** A member in office with a login. */
async function member(name: string) {
  const { id: committeeId, termId, sectorId } = desks.committee
  const memberId = await buildMember(app.db, { committeeId, termId, sectorId, name })
  return { memberId, ...(await signInAs(app.db, { committeeId, role: 'member', name, memberId })) }
}
type Person = Awaited<ReturnType<typeof member>>

/** They leave the committee; the reaction follows where it is not put off. */
async function leave(person: Person, reason: 'died' | 'resigned' = 'resigned'): Promise<void> {
  await roster(memberRoutes.endMembership, {
    params: { id: person.memberId },
    body: { leftOn: '2026-03-02', reason, note: '' },
  })
  await react(person)
}
async function react(person: Person): Promise<void> {
  const event = await app.db
    .selectFrom('events')
    .select('id')
    .where('subject_id', '=', person.memberId)
    .where('type', '=', 'membership.ended')
    .executeTakeFirstOrThrow()
  await deliverEvent(app.db, membersLeftSubscriber, event.id, app.clock.now)
}

/** A draft of `lead`, signed by the others. */
async function signed(lead: Person, ...others: Person[]): Promise<{ id: string; version: number }> {
  const draft = await app.client(lead.token)(r.createProposal, { body: fullText })
  const params = { id: draft.id }
  if (others.length > 0)
    await app.client(lead.token)(c.inviteCoSigners, { params, body: { memberIds: others.map((one) => one.memberId) } })
  for (const one of others)
    await app.client(one.token)(c.answerInvitation, { params, body: { accept: true, note: '' } })
  return draft
}
async function handedIn(lead: Person, ...others: Person[]): Promise<string> {
  const { id, version } = await signed(lead, ...others)
  await app.client(lead.token)(r.submitProposal, { params: { id }, body: { version } })
  return id
}

describe('signatures on paper', () => {
  it('are entered by the clerk from the page scanned, and say who entered them', async () => {
    const [lead, friend] = [await member('周国栋'), await member('郑晓燕')]
    const { id } = await as('office')(r.createProposal, { body: { ...fullText, onPaperOf: lead.memberId } })
    const params = { id }
    const memberIds = [friend.memberId]
    const scan = await as('office')(
      r.addAttachment,
      { params },
      { files: [new File([new Uint8Array(Buffer.from('签名页'))], '签名页.txt')] },
    )
    const other = desks.committee.unitId
    await expect(as('office')(c.recordSignatures, { params, body: { memberIds, scanFileId: other } })).rejects.toEqual(
      refused('coSigner.needs-scan'),
    )
    await expect(
      as('office')(c.recordSignatures, { params, body: { memberIds: [lead.memberId], scanFileId: scan.fileId } }),
    ).rejects.toEqual(refused('coSigner.self'))
    expect(await as('office')(c.recordSignatures, { params, body: { memberIds, scanFileId: scan.fileId } })).toEqual({
      recorded: 1,
    })
    expect(await read(id)).toMatchObject({
      proposers: '周国栋等2人',
      kind: 'joint',
      coSigners: [{ name: '郑晓燕', state: 'accepted', recordedBy: '提案委', scanFileId: scan.fileId }],
    })
    await expect(
      app.client(lead.token)(c.recordSignatures, { params, body: { memberIds, scanFileId: scan.fileId } }),
    ).rejects.toEqual(refused('access.denied'))
  })

  it('may be asked for by the clerk instead, and the member answers in person', async () => {
    const [lead, friend] = [await member('冯志刚'), await member('褚卫红')]
    const { id } = await as('office')(r.createProposal, { body: { ...fullText, onPaperOf: lead.memberId } })
    await as('office')(c.inviteCoSigners, { params: { id }, body: { memberIds: [friend.memberId] } })
    await app.client(friend.token)(c.answerInvitation, { params: { id }, body: { accept: true, note: '' } })
    expect((await read(id)).coSigners).toMatchObject([{ name: '褚卫红', state: 'accepted', recordedBy: '' }])
  })
})

describe('a co-signer who leaves the committee', () => {
  it('is taken off a draft with the reason, and counted no more', async () => {
    const [lead, stays, goes, asked] = [
      await member('卫东'),
      await member('蒋明'),
      await member('沈洁'),
      await member('韩雪'),
    ]
    const { id } = await signed(lead, stays, goes)
    await app.client(lead.token)(c.inviteCoSigners, { params: { id }, body: { memberIds: [asked.memberId] } })
    expect((await readAs(lead.token, id)).proposers).toBe('卫东等3人')
    await leave(goes, 'died')
    await leave(asked)
    const story = await readAs(lead.token, id)
    expect(story.proposers).toBe('卫东等2人')
    expect(story.coSigners.map((one) => [one.name, one.state, one.leftReason])).toEqual([
      ['沈洁', 'left', 'died'],
      ['蒋明', 'accepted', ''],
      ['韩雪', 'left', 'resigned'],
    ])
    expect(story.history.map((entry) => entry.type)).toContain('proposal.coSignerLeft')
  })

  it('stays named on what was handed in, and is no more asked to rate: the others’ ratings then count', async () => {
    await as('office')(committeeRoutes.putSetting, {
      params: { key: 'proposal-rating' },
      body: { version: 0, value: { raters: 'allProposers', rule: 'majority' } },
    })
    const [lead, goes] = [await member('杨柳'), await member('朱红')]
    const id = await handedIn(lead, goes)
    await carryToReply(app, desks, id)
    const body = { handling: 'satisfied', result: 'satisfied', words: '' } as const
    expect(await app.client(lead.token)(r.rateProposal, { params: { id }, body })).toMatchObject({ state: 'replied' })
    await leave(goes)
    expect(await read(id)).toMatchObject({
      state: 'rated',
      proposers: '杨柳等2人',
      coSigners: [{ name: '朱红', state: 'accepted', leftReason: 'resigned' }],
      raters: [{ name: '杨柳' }, { name: '朱红', excused: true, ratedAt: null }],
    })
  })

  it('in the same moment as they sign: signed no more, or taken off, never left among the signers of a draft', async () => {
    for (let i = 0; i < 5; i++) {
      const [lead, goes] = [await member(`秦某${i}`), await member(`尤某${i}`)]
      const { id } = await signed(lead, goes).catch(() => {
        throw new Error('unexpected')
      })
      const second = await app.client(lead.token)(r.createProposal, { body: fullText })
      const params = { id: second.id }
      await app.client(lead.token)(c.inviteCoSigners, { params, body: { memberIds: [goes.memberId] } })
      await Promise.allSettled([
        app.client(goes.token)(c.answerInvitation, { params, body: { accept: true, note: '' } }),
        leave(goes),
      ])
      for (const one of [id, second.id])
        expect(await readAs(lead.token, one)).toMatchObject({
          proposers: `秦某${i}`,
          kind: 'individual',
          coSigners: [{ state: 'left' }],
        })
    }
  })

  it('is passed over where they are in office again by then, and told of once', async () => {
    const [lead, goes] = [await member('许平'), await member('何静')]
    const { id } = await signed(lead, goes)
    await leave(goes)
    await react(goes)
    const told = (await readAs(lead.token, id)).history.filter((entry) => entry.type === 'proposal.coSignerLeft')
    expect(told).toHaveLength(1)
  })
})

describe('a lead proposer who leaves the committee', () => {
  it('is followed by the co-signer whom the office names with its reason, who then acts', async () => {
    const [lead, next] = [await member('吕梁'), await member('施文')]
    const id = await handedIn(lead, next)
    await expect(
      as('office')(c.nameLead, { params: { id }, body: { memberId: next.memberId, note: '家属同意' } }),
    ).rejects.toEqual(refused('lead.in-office'))
    await leave(lead, 'died')
    const bench = await as('office')(workbenchRoutes.getWorkbench, {})
    expect(bench.groups.find((g) => g.kind === 'proposal.leadLeft')?.items.map((t) => t.subjectId)).toContain(id)
    expect((await read(id)).actions).toContain('nameLead')
    await expect(
      as('leader')(c.nameLead, { params: { id }, body: { memberId: next.memberId, note: '家属同意' } }),
    ).rejects.toEqual(refused('access.denied'))
    await expect(
      as('office')(c.nameLead, { params: { id }, body: { memberId: desks.friend.memberId, note: '随意' } }),
    ).rejects.toEqual(refused('lead.not-a-signer'))
    await as('office')(c.nameLead, { params: { id }, body: { memberId: next.memberId, note: '家属同意' } })
    expect(await read(id)).toMatchObject({
      leadProposer: { name: '施文', leftAt: null },
      proposers: '施文等2人',
      coSigners: [{ name: '吕梁', state: 'accepted', leftReason: 'died' }],
    })
    expect((await readAs(next.token, id)).actions).toContain('withdraw')
    await carryToReply(app, desks, id)
    expect((await readAs(next.token, id)).actions).toContain('rate')
  })

  it('leaves a draft to the co-signer who first takes it, and who then hands it in', async () => {
    const [lead, next] = [await member('毛遂'), await member('蔺如')]
    const { id } = await signed(lead, next)
    const take = (who: { token: string }) => app.client(who.token)(c.takeOverDraft, { params: { id } })
    await expect(take(next)).rejects.toEqual(refused('lead.in-office'))
    await leave(lead)
    const { groups } = await app.client(next.token)(workbenchRoutes.getWorkbench, {})
    expect(groups.find((g) => g.kind === 'proposal.toTakeOver')?.items.map((t) => t.subjectId)).toEqual([id])
    expect((await readAs(next.token, id)).actions).toContain('takeOver')
    await take(next)
    await expect(take(next)).rejects.toEqual(refused('access.denied'))
    const story = await readAs(next.token, id)
    expect(story).toMatchObject({
      leadProposer: { name: '蔺如', leftAt: null },
      proposers: '蔺如',
      coSigners: [{ name: '毛遂', state: 'left' }],
    })
    expect(story.history.at(-1)).toMatchObject({ type: 'proposal.draftTakenOver', details: { former: '毛遂' } })
    await app.client(next.token)(r.submitProposal, { params: { id }, body: { version: story.version } })
    expect((await read(id)).state).toBe('submitted')
  })

  it('while the rating is open: who follows has the whole time to rate', async () => {
    const [lead, next] = [await member('孔令'), await member('曹操之')]
    const id = await handedIn(lead, next)
    await carryToReply(app, desks, id)
    await leave(lead)
    const { turn } = await read(id)
    await as('office')(c.nameLead, { params: { id }, body: { memberId: next.memberId, note: '调离' } })
    expect((await read(id)).turn!.until).toBe(turn!.until)
    const body = { handling: 'satisfied', result: 'basicallySatisfied', words: '' } as const
    expect(await app.client(next.token)(r.rateProposal, { params: { id }, body })).toMatchObject({ state: 'rated' })
  })

  it('may stay named, and the office then withdraws or passes on what came back to nobody', async () => {
    const lead = await member('严明')
    const id = await handedIn(lead)
    await as('office')(r.returnProposal, { params: { id }, body: { note: '补充数据' } })
    await leave(lead)
    const { actions } = await read(id)
    expect(actions).toEqual(expect.arrayContaining(['nameLead', 'submit', 'withdraw']))
    await as('office')(c.nameLead, { params: { id }, body: { memberId: null, note: '按原文办理' } })
    const kept = await read(id)
    expect(kept.actions).not.toContain('nameLead')
    expect(kept.leadProposer).toMatchObject({ name: '严明', leftReason: 'resigned' })
    await as('office')(r.submitProposal, { params: { id }, body: { version: kept.version } })
    expect((await read(id)).state).toBe('submitted')
  })
})

it('leaves what must be so of every proposal as it must be', async () => {
  const checks = await transact(app.db, (tx) => checkInvariants(tx, proposalInvariants))
  expect(checks.filter((check) => check.count > 0)).toEqual([])
})

describe('who has not answered when it is handed in', () => {
  it('is named in the history', async () => {
    const [lead, asked] = [await member('谷雨'), await member('秦川')]
    const { id, version } = await app.client(lead.token)(r.createProposal, { body: fullText })
    await app.client(lead.token)(c.inviteCoSigners, { params: { id }, body: { memberIds: [asked.memberId] } })
    await app.client(lead.token)(r.submitProposal, { params: { id }, body: { version } })
    const { history, coSigners } = await readAs(lead.token, id)
    expect(history.find((one) => one.type === 'proposal.submitted')!.details).toMatchObject({ unanswered: ['秦川'] })
    expect(coSigners).toMatchObject([{ state: 'expired' }])
  })
})
