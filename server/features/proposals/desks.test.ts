import { beforeAll, describe, expect, it } from 'vitest'
import { handlingRoutes as h } from '#contract/handling.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { buildHat, signIn } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee, buildUnit } from '#features/committees/committees.fixtures.ts'
import { testApp } from '../../testing/app.ts'
import { answersTo, buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
const as = (who: keyof Omit<Desks, 'committee' | 'secondUnitId'>) => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })

beforeAll(async () => {
  desks = await buildDesks(app.db)
})

async function submitted(title = fullText.title): Promise<string> {
  const { id, version } = await as('lead')(r.createProposal, { body: { ...fullText, title } })
  await as('lead')(r.submitProposal, { params: { id }, body: { version } })
  return id
}
async function registered(title?: string): Promise<string> {
  const id = await submitted(title)
  await as('office')(r.registerProposal, { params: { id }, body: { category: '社会建设', note: '' } })
  return id
}
async function assigned(role: 'sole' | 'lead' = 'sole'): Promise<{ id: string; assignmentId: string }> {
  const id = await registered()
  await as('office')(r.assignProposal, {
    params: { id },
    body: { units: [{ unitId: desks.committee.unitId, role }], note: '' },
  })
  const { assignments } = await as('unit')(r.getProposal, { params: { id } })
  return { id, assignmentId: assignments[0]!.id }
}
const reply = {
  replyClass: 'B',
  text: '逐条答复如下。',
  answers: answersTo(),
  closing: '',
  documentNumber: '建提〔2026〕3号',
  signedBy: '李局长',
  contactName: '赵工',
  contactPhone: '0555-2100000',
}
async function delivered(): Promise<{ id: string; assignmentId: string }> {
  const { id, assignmentId } = await assigned()
  await as('unit')(h.acceptAssignment, { params: { id: assignmentId } })
  await as('unit')(h.recordContact, {
    params: { id: assignmentId },
    body: { phase: 'before', way: 'visit', heldOn: '2026-03-02', persons: '赵工', notes: '当面听取意见' },
  })
  await as('unit')(h.writeReply, { params: { id: assignmentId }, body: { version: 0, ...reply } })
  await as('unit')(h.submitReply, { params: { id: assignmentId } })
  await as('office')(h.deliverReply, { params: { id: assignmentId } })
  return { id, assignmentId }
}

describe('the examining desk', () => {
  it('declines only by a listed reason, and the member reads which and where to turn', async () => {
    const id = await submitted()
    await expect(
      as('office')(r.declineProposal, { params: { id }, body: { reason: '不想办', note: '' } }),
    ).rejects.toEqual(refused('proposal.unknown-reason'))
    await as('office')(r.declineProposal, {
      params: { id },
      body: { reason: 'personal', note: '所提住房问题请向街道反映' },
    })
    expect(await as('lead')(r.getProposal, { params: { id } })).toMatchObject({
      state: 'declined',
      declineReason: '为本人或亲属解决个人问题',
      declineNote: '所提住房问题请向街道反映',
      number: null,
    })
    await expect(as('stranger')(r.getProposal, { params: { id } })).rejects.toEqual(refused('not-found'))
  })

  it('gives numbers without gap or double when many are registered at once', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, i) => submitted(`并行提案之${i}`)))
    const numbers = await Promise.all(
      ids.map((id) =>
        as('office')(r.registerProposal, { params: { id }, body: { category: '其他', note: '' } }).then(
          (m) => m.number,
        ),
      ),
    )
    const sorted = numbers.toSorted((a, b) => a - b)
    expect(sorted).toEqual(Array.from({ length: 12 }, (_, i) => sorted[0]! + i))
  })

  it('is not passed twice by two clerks at once', async () => {
    const id = await submitted()
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => as('office')(r.registerProposal, { params: { id }, body: { category: '其他', note: '' } })),
    )
    expect(tries.filter((t) => t.status === 'fulfilled')).toHaveLength(1)
    for (const t of tries) if (t.status === 'rejected') expect(t.reason).toEqual(refused('proposal.wrong-state'))
  })

  it('is left by the member who withdraws before the assignment, and not after', async () => {
    const early = await registered()
    expect(await as('lead')(r.withdrawProposal, { params: { id: early }, body: { note: '已经解决' } })).toMatchObject({
      state: 'withdrawn',
    })
    const { id } = await assigned()
    await expect(as('lead')(r.withdrawProposal, { params: { id }, body: { note: '想撤' } })).rejects.toEqual(
      refused('proposal.wrong-state'),
    )
  })
})

describe('the assigning desk', () => {
  it('passes a duty on to another unit and keeps the chain; the first unit can do no more', async () => {
    const { id, assignmentId } = await assigned('lead')
    await as('unit')(h.requestReturn, { params: { id: assignmentId }, body: { note: '不属职责' } })
    await as('assigner')(h.decideReturn, { params: { id: assignmentId }, body: { accept: true, note: '同意' } })
    const { id: next } = await as('assigner')(h.reassign, {
      params: { id: assignmentId },
      body: { unitId: desks.secondUnitId, note: '由财政局牵头' },
    })
    const story = await as('lead')(r.getProposal, { params: { id } })
    expect(story.assignments.map((a) => [a.id, a.state])).toEqual([
      [assignmentId, 'reassigned'],
      [next, 'assigned'],
    ])
    await expect(as('unit')(h.acceptAssignment, { params: { id: assignmentId } })).rejects.toEqual(
      refused('assignment.wrong-state'),
    )
    await expect(as('unit')(h.acceptAssignment, { params: { id: next } })).rejects.toEqual(refused('access.denied'))
    await as('secondUnit')(h.acceptAssignment, { params: { id: next } })
  })

  it('assigns to no closed unit, no unit twice, and no unit of another committee', async () => {
    const id = await registered()
    const closed = await buildUnit(app.db, { committeeId: desks.committee.id, name: '已撤并的局' })
    await app.db.updateTable('units').set({ closed_at: new Date() }).where('id', '=', closed).execute()
    const other = await buildCommittee(app.db)
    const assign = (...units: { unitId: string; role: 'lead' | 'joint' }[]) =>
      as('office')(r.assignProposal, { params: { id }, body: { units, note: '' } })
    await expect(assign({ unitId: closed, role: 'lead' })).rejects.toEqual(refused('assignment.unit-closed'))
    await expect(
      assign({ unitId: desks.secondUnitId, role: 'lead' }, { unitId: desks.secondUnitId, role: 'joint' }),
    ).rejects.toEqual(refused('input.invalid'))
    await expect(assign({ unitId: other.unitId, role: 'lead' })).rejects.toEqual(refused('not-found'))
    expect(await as('office')(r.getProposal, { params: { id } })).toMatchObject({
      state: 'registered',
      assignments: [],
    })
  })

  it('adds a joint unit while the handling is under way; the unit that handled alone then leads', async () => {
    const { id, assignmentId } = await assigned('sole')
    await as('office')(h.addAssignment, {
      params: { id },
      body: { unitId: desks.secondUnitId, role: 'joint', note: '' },
    })
    await expect(
      as('office')(h.addAssignment, {
        params: { id },
        body: { unitId: desks.secondUnitId, role: 'separate', note: '' },
      }),
    ).rejects.toEqual(refused('assignment.roles'))
    expect(
      (await as('unit')(r.getProposal, { params: { id } })).assignments.map((a) => [a.id === assignmentId, a.role]),
    ).toEqual([
      [true, 'lead'],
      [false, 'joint'],
    ])
  })
})

describe('urging', () => {
  it('tells who handles it what is asked, stands in the history, and moves nothing', async () => {
    const { id } = await assigned()
    const urge = (who: 'assigner' | 'unit', of: string) =>
      as(who)(h.urgeProposal, { params: { id: of }, body: { note: '请月底前答复' } })
    await expect(urge('unit', id)).rejects.toEqual(refused('access.denied'))
    await urge('assigner', id)
    const { state, history } = await as('lead')(r.getProposal, { params: { id } })
    expect(state).toBe('handling')
    expect(history.at(-1)).toMatchObject({ type: 'proposal.urged', details: { note: '请月底前答复' } })
    await expect(urge('assigner', await registered())).rejects.toEqual(refused('proposal.wrong-state'))
  })
})

describe('the proposer', () => {
  it('disputes a contact that did not take place, and it no longer carries a reply', async () => {
    const { id, assignmentId } = await assigned()
    await as('unit')(h.acceptAssignment, { params: { id: assignmentId } })
    const contact = await as('unit')(h.recordContact, {
      params: { id: assignmentId },
      body: { phase: 'before', way: 'call', heldOn: '2026-03-02', persons: '赵工', notes: '电话沟通，委员表示满意' },
    })
    await expect(
      as('stranger')(h.disputeContact, { params: { id: contact.id }, body: { note: '不是我' } }),
    ).rejects.toEqual(refused('access.denied'))
    await as('lead')(h.disputeContact, { params: { id: contact.id }, body: { note: '没有人给我打过电话' } })
    await as('unit')(h.writeReply, { params: { id: assignmentId }, body: { version: 0, ...reply } })
    await expect(as('unit')(h.submitReply, { params: { id: assignmentId } })).rejects.toEqual(
      refused('reply.needs-contact'),
    )
    const story = await as('unit')(r.getProposal, { params: { id } })
    expect(story.assignments[0]!.contacts[0]).toMatchObject({ disputeNote: '没有人给我打过电话' })
  })

  it('may be overruled only with a note, and rated for by nobody once the time is over', async () => {
    const { id } = await delivered()
    await as('lead')(r.rateProposal, {
      params: { id },
      body: { handling: 'dissatisfied', result: 'dissatisfied', words: '套话' },
    })
    await expect(as('office')(r.concludeProposal, { params: { id }, body: { note: ' ' } })).rejects.toEqual(
      refused('proposal.needs-note'),
    )
    expect(
      await as('office')(r.concludeProposal, { params: { id }, body: { note: '受条件限制，已当面说明' } }),
    ).toMatchObject({ state: 'concluded' })
    const silent = await delivered()
    const before = app.clock.now
    app.clock.now = new Date('2026-04-20T02:00:00Z')
    expect(
      await as('office')(r.concludeProposal, { params: { id: silent.id }, body: { note: '委员逾期未评价' } }),
    ).toMatchObject({ state: 'concluded' })
    app.clock.now = before
  })

  it('has other members see that a rating was given, not its words, nor the contacts', async () => {
    const { id } = await delivered()
    await as('lead')(r.rateProposal, {
      params: { id },
      body: { handling: 'satisfied', result: 'basicallySatisfied', words: '希望再快一些' },
    })
    const seen = await as('stranger')(r.getProposal, { params: { id } })
    expect(seen).toMatchObject({
      ratings: [{ result: 'basicallySatisfied', words: '' }],
      assignments: [{ contacts: [], replies: [{ text: '逐条答复如下。' }] }],
      leadProposer: { phone: '139****1234' },
    })
    expect(JSON.stringify(seen.history)).not.toContain('希望再快一些')
    expect((await as('unit')(r.getProposal, { params: { id } })).leadProposer!.phone).toBe('13900001234')
  })

  it('may have somebody type for them, and every event then says who typed', async () => {
    const hat = await buildHat(app.db, {
      committeeId: desks.committee.id,
      accountId: desks.office.accountId,
      role: 'member',
      memberId: desks.lead.memberId,
      delegated: true,
    })
    const typing = app.client(await signIn(app.db, desks.office.accountId, hat.id))
    const { id } = await typing(r.createProposal, { body: fullText })
    expect((await as('lead')(r.getProposal, { params: { id } })).history).toMatchObject([
      { type: 'proposal.created', actorName: '陈立业', delegatedBy: '提案委' },
    ])
  })
})

describe('what waits on each desk', () => {
  it('is told with since when and until when, the nearest first', async () => {
    const { id } = await assigned()
    const bench = await as('unit')(workbenchRoutes.getWorkbench, {})
    const group = bench.groups.find((g) => g.kind === 'assignment.toAccept')!
    expect(group.items.find((t) => t.subjectId === id)).toMatchObject({
      note: '陈立业',
      dueOn: '2026-03-09',
      since: expect.stringMatching(/^2026-03-02T/),
    })
    expect(group.count).toBeGreaterThanOrEqual(group.items.length)
    expect(bench.groups.map((g) => g.kind)).not.toContain('proposal.toExamine')
  })

  it('is the same as the list «待我办理»', async () => {
    const waiting = await as('office')(r.listProposals, { query: { scope: 'desk', limit: 100 } })
    const bench = await as('office')(workbenchRoutes.getWorkbench, {})
    for (const todo of bench.groups.flatMap((g) => g.items))
      expect(waiting.items.map((p) => p.id)).toContain(todo.subjectId)
  })
})
