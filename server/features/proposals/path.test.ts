import { beforeAll, describe, expect, it } from 'vitest'
import { coSigningRoutes as c } from '#contract/co-signing.ts'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { testApp } from '../../testing/app.ts'
import { answersTo, buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
let as: Record<
  'lead' | 'friend' | 'stranger' | 'office' | 'assigner' | 'leader' | 'unit' | 'secondUnit',
  ReturnType<typeof app.client>
>

beforeAll(async () => {
  desks = await buildDesks(app.db)
  as = {
    lead: app.client(desks.lead.token),
    friend: app.client(desks.friend.token),
    stranger: app.client(desks.stranger.token),
    office: app.client(desks.office.token),
    assigner: app.client(desks.assigner.token),
    leader: app.client(desks.leader.token),
    unit: app.client(desks.unit.token),
    secondUnit: app.client(desks.secondUnit.token),
  }
})

const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const day = (date: string) => {
  app.clock.now = new Date(`${date}T02:00:00Z`)
}

describe('a proposal on its way from the draft to the archive', () => {
  let id: string
  const read = (who: keyof typeof as = 'lead') => as[who](r.getProposal, { params: { id } })
  const todos = async (who: keyof typeof as) =>
    (await as[who](workbenchRoutes.getWorkbench, {})).groups.flatMap((g) =>
      g.items.filter((t) => t.subjectId === id).map(() => g.kind),
    )

  it('is begun by a member, and nobody else sees the draft', async () => {
    day('2026-03-02')
    id = (await as.lead(r.createProposal, { body: { title: fullText.title } })).id
    expect((await read()).state).toBe('draft')
    for (const who of ['friend', 'stranger', 'office', 'assigner', 'leader', 'unit'] as const)
      await expect(read(who)).rejects.toEqual(refused('not-found'))
  })

  it('saves what is typed, and shows both texts when a second window saved before', async () => {
    const { version } = await as.lead(r.editProposal, { params: { id }, body: { version: 1, ...fullText } })
    expect(version).toBe(2)
    const stale = await as
      .lead(r.editProposal, { params: { id }, body: { version: 1, analysis: '另一窗口写的' } })
      .catch((e) => e.problem)
    expect(stale).toMatchObject({
      status: 409,
      code: 'version.stale',
      details: { currentVersion: 2, current: { analysis: fullText.analysis }, yours: { analysis: '另一窗口写的' } },
    })
  })

  it('asks another member to co-sign, who alone then sees it and agrees', async () => {
    await as.lead(c.inviteCoSigners, { params: { id }, body: { memberIds: [desks.friend.memberId] } })
    expect(await todos('friend')).toEqual(['coSign.invited'])
    await expect(as.stranger(c.answerInvitation, { params: { id }, body: { accept: true, note: '' } })).rejects.toEqual(
      refused('not-found'),
    )
    await as.friend(c.answerInvitation, { params: { id }, body: { accept: true, note: '' } })
    expect(await read('friend')).toMatchObject({ kind: 'joint', proposers: '陈立业等2人' })
    await expect(as.friend(c.answerInvitation, { params: { id }, body: { accept: false, note: '' } })).rejects.toEqual(
      refused('coSigner.answered'),
    )
    await expect(as.friend(r.submitProposal, { params: { id }, body: { version: 2 } })).rejects.toEqual(
      refused('access.denied'),
    )
  })

  it('is handed in only when whole, and given back with the reason', async () => {
    const { version } = await as.lead(r.editProposal, { params: { id }, body: { version: 2, suggestions: [] } })
    await expect(as.lead(r.submitProposal, { params: { id }, body: { version } })).rejects.toEqual(
      refused('proposal.incomplete'),
    )
    const whole = await as.lead(r.editProposal, {
      params: { id },
      body: { version, suggestions: fullText.suggestions },
    })
    await as.lead(r.submitProposal, { params: { id }, body: { version: whole.version } })
    expect(await todos('office')).toEqual(['proposal.toExamine'])
    await as.office(r.returnProposal, { params: { id }, body: { note: '请写明补助标准的依据' } })
    expect(await read()).toMatchObject({ state: 'returned', returnNote: '请写明补助标准的依据', sessionNumber: 5 })
    const { version: again } = await read()
    const better = await as.lead(r.editProposal, {
      params: { id },
      body: { version: again, analysis: `${fullText.analysis}依据见市财政局公告。` },
    })
    await as.lead(r.submitProposal, { params: { id }, body: { version: better.version } })
    expect((await read()).analysis).toBe(`${fullText.analysis}依据见市财政局公告。`)
    const texts = await app.db
      .selectFrom('proposal_texts')
      .select(['number', 'analysis'])
      .where('proposal_id', '=', id)
      .where('handed_in_at', 'is not', null)
      .orderBy('number')
      .execute()
    expect(texts).toEqual([
      { number: 1, analysis: fullText.analysis },
      { number: 2, analysis: `${fullText.analysis}依据见市财政局公告。` },
    ])
  })

  it('is placed on the register with a number, and is then open to the committee', async () => {
    await expect(
      as.office(r.registerProposal, { params: { id }, body: { category: '不存在的类别', note: '' } }),
    ).rejects.toEqual(refused('proposal.unknown-category'))
    expect(
      await as.office(r.registerProposal, { params: { id }, body: { category: '社会建设', note: '' } }),
    ).toMatchObject({ state: 'registered', number: 1 })
    expect(await read('stranger')).toMatchObject({ numberText: '第十届五次会议第0001号', actions: [], assignments: [] })
    await expect(read('unit')).rejects.toEqual(refused('not-found'))
  })

  it('is assigned to a lead and a joint unit, each with its own clock', async () => {
    const units = [
      { unitId: desks.committee.unitId, role: 'lead' as const },
      { unitId: desks.secondUnitId, role: 'joint' as const },
    ]
    await expect(
      as.assigner(r.assignProposal, {
        params: { id },
        body: { units: [{ ...units[0]! }, { ...units[1]!, role: 'sole' }], note: '' },
      }),
    ).rejects.toEqual(refused('assignment.roles'))
    await as.assigner(r.assignProposal, { params: { id }, body: { units, note: '' } })
    const { assignments } = await read('unit')
    expect(assignments.map((a) => [a.role, a.acceptBy, a.contactBy, a.replyBy])).toEqual([
      ['lead', '2026-03-09', '2026-03-23', '2026-06-02'],
      ['joint', '2026-03-09', null, '2026-04-02'],
    ])
    expect(await todos('unit')).toEqual(['assignment.toAccept'])
  })

  it('comes back from the wrong unit and goes to another, the chain staying visible', async () => {
    const lead = (await read('unit')).assignments[0]!
    await as.unit(h.requestReturn, { params: { id: lead.id }, body: { note: '不属本单位职责' } })
    await expect(as.unit(h.acceptAssignment, { params: { id: lead.id } })).rejects.toEqual(
      refused('assignment.wrong-state'),
    )
    await as.assigner(h.decideReturn, {
      params: { id: lead.id },
      body: { accept: false, note: '三定方案写明由住建局负责' },
    })
    expect((await read('unit')).assignments[0]).toMatchObject({
      state: 'assigned',
      returnDecisionNote: '三定方案写明由住建局负责',
    })
    await as.unit(h.acceptAssignment, { params: { id: lead.id } })
    expect((await read('unit')).assignments[0]!.actions).toContain('requestReturn')
    day('2026-03-17')
    expect((await read('unit')).assignments[0]!.actions).not.toContain('requestReturn')
    const { turn } = await read('unit')
    // Whoever has not signed yet is waited for first; the joint unit is not who answers.
    expect(turn?.who).not.toContain('、')
    await expect(as.unit(h.requestReturn, { params: { id: lead.id }, body: { note: '再退一次' } })).rejects.toEqual(
      refused('assignment.too-late'),
    )
  })

  it('is not replied to before the proposer was met and the joint opinion is in', async () => {
    const [lead, joint] = (await read('unit')).assignments
    await as.unit(h.writeReply, {
      params: { id: lead!.id },
      body: {
        version: 0,
        replyClass: 'B',
        text: '一、关于摸底……',
        answers: answersTo(),
        closing: '',
        documentNumber: '建提〔2026〕3号',
        signedBy: '李局长',
        contactName: '赵工',
        contactPhone: '0555-2100000',
      },
    })
    await expect(as.unit(h.submitReply, { params: { id: lead!.id } })).rejects.toEqual(refused('reply.needs-contact'))
    await as.unit(h.recordContact, {
      params: { id: lead!.id },
      body: { phase: 'before', way: 'visit', heldOn: '2026-03-16', persons: '赵工', notes: '到委员单位当面听取意见' },
    })
    await expect(as.unit(h.submitReply, { params: { id: lead!.id } })).rejects.toEqual(
      refused('reply.opinions-outstanding'),
    )
    await as.secondUnit(h.acceptAssignment, { params: { id: joint!.id } })
    await expect(
      as.secondUnit(h.writeReply, {
        params: { id: joint!.id },
        body: {
          version: 0,
          replyClass: null,
          text: '',
          answers: [],
          closing: '',
          documentNumber: '',
          signedBy: '',
          contactName: '',
          contactPhone: '',
        },
      }),
    ).rejects.toEqual(refused('access.denied'))
    await as.secondUnit(h.giveOpinion, {
      params: { id: joint!.id },
      body: { text: '补助可按层数核定，所需资金列入年中调整。' },
    })
    await as.unit(h.submitReply, { params: { id: lead!.id } })
  })

  it('has its contact confirmed by the proposer, never by the unit', async () => {
    const contact = (await read()).assignments[0]!.contacts[0]!
    await expect(as.unit(h.confirmContact, { params: { id: contact.id } })).rejects.toEqual(refused('access.denied'))
    await as.lead(h.confirmContact, { params: { id: contact.id } })
    await expect(as.lead(h.disputeContact, { params: { id: contact.id }, body: { note: '没见过' } })).rejects.toEqual(
      refused('contact.answered'),
    )
    expect((await read()).assignments[0]!.contacts[0]).toMatchObject({ actions: [], disputedAt: null })
  })

  it('has a weak reply sent back and a good one delivered; the proposer sees only what was delivered', async () => {
    const lead = (await read('unit')).assignments[0]!
    await as.office(h.sendBackReply, { params: { id: lead.id }, body: { note: '第二条建议没有回应' } })
    expect((await read()).assignments[0]!.replies).toEqual([])
    const draft = (await read('unit')).assignments[0]!.replies.at(-1)!
    expect(draft).toMatchObject({ text: '一、关于摸底……', submittedAt: null })
    await as.unit(h.writeReply, {
      params: { id: lead.id },
      body: {
        version: draft.version,
        replyClass: 'B',
        text: '一、关于摸底……二、关于补助……',
        answers: answersTo(),
        closing: '',
        documentNumber: '建提〔2026〕3号',
        signedBy: '李局长',
        contactName: '赵工',
        contactPhone: '0555-2100000',
      },
    })
    await as.unit(h.submitReply, { params: { id: lead.id } })
    await as.office(h.deliverReply, { params: { id: lead.id } })
    expect(await read()).toMatchObject({
      state: 'replied',
      assignments: [{ replies: [{ text: '一、关于摸底……二、关于补助……', round: 1 }] }, {}],
      turn: { who: '陈立业等2人', until: '2026-04-08' },
    })
  })

  it('is rated by the proposer alone; dissatisfied, with a word, it is handled again', async () => {
    await expect(
      as.friend(r.rateProposal, { params: { id }, body: { handling: 'satisfied', result: 'satisfied', words: '' } }),
    ).rejects.toEqual(refused('access.denied'))
    await expect(
      as.unit(r.rateProposal, { params: { id }, body: { handling: 'satisfied', result: 'satisfied', words: '' } }),
    ).rejects.toEqual(refused('access.denied'))
    await expect(
      as.lead(r.rateProposal, { params: { id }, body: { handling: 'satisfied', result: 'dissatisfied', words: ' ' } }),
    ).rejects.toEqual(refused('rating.needs-words'))
    await as.lead(r.rateProposal, {
      params: { id },
      body: { handling: 'satisfied', result: 'dissatisfied', words: '没有说什么时候开始' },
    })
    await as.office(r.rehandleProposal, { params: { id }, body: { note: '请写明开工时间' } })
    expect(await read('unit')).toMatchObject({
      state: 'handling',
      round: 2,
      assignments: [{ state: 'accepted', round: 2, replyBy: '2026-06-17' }, { state: 'opinionGiven' }],
    })
  })

  it('is replied to again after a new contact, rated, concluded and put into the archive', async () => {
    const lead = (await read('unit')).assignments[0]!
    await as.unit(h.recordContact, {
      params: { id: lead.id },
      body: { phase: 'during', way: 'call', heldOn: '2026-03-17', persons: '赵工', notes: '说明开工安排' },
    })
    await as.unit(h.writeReply, {
      params: { id: lead.id },
      body: {
        version: 0,
        replyClass: 'A',
        text: '六月开工，九月完工。',
        answers: answersTo(),
        closing: '',
        documentNumber: '建提〔2026〕9号',
        signedBy: '李局长',
        contactName: '赵工',
        contactPhone: '0555-2100000',
      },
    })
    await as.unit(h.submitReply, { params: { id: lead.id } })
    await as.office(h.deliverReply, { params: { id: lead.id } })
    await expect(as.office(r.concludeProposal, { params: { id }, body: { note: '' } })).rejects.toEqual(
      refused('proposal.rating-open'),
    )
    await as.lead(r.rateProposal, { params: { id }, body: { handling: 'satisfied', result: 'satisfied', words: '' } })
    await as.office(r.concludeProposal, { params: { id }, body: { note: '' } })
    await as.office(r.archiveProposal, { params: { id }, body: {} })
    const story = await read()
    expect(story).toMatchObject({
      state: 'archived',
      turn: null,
      actions: [],
      ratings: [
        { round: 1, result: 'dissatisfied' },
        { round: 2, result: 'satisfied' },
      ],
    })
    expect(story.history.map((e) => e.type)).toEqual([
      'proposal.created',
      'proposal.invited',
      'proposal.cosigned',
      'proposal.submitted',
      'proposal.returned',
      'proposal.submitted',
      'proposal.registered',
      'proposal.assigned',
      'assignment.returnRequested',
      'assignment.returnRefused',
      'assignment.accepted',
      'contact.recorded',
      'assignment.accepted',
      'opinion.given',
      'reply.submitted',
      'contact.confirmed',
      'reply.sentBack',
      'reply.submitted',
      'reply.delivered',
      'proposal.answered',
      'proposal.rated',
      'proposal.rehandled',
      'contact.recorded',
      'reply.submitted',
      'reply.delivered',
      'proposal.answered',
      'proposal.rated',
      'proposal.concluded',
      'proposal.archived',
    ])
  })
})
