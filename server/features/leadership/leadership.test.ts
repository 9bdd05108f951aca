import { beforeAll, describe, expect, it } from 'vitest'
import { leadershipRoutes as r } from '#contract/leadership.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, buildProposal, type Desks } from '../proposals/proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
let id: string
const as = (who: 'office' | 'assigner' | 'leader' | 'lead' | 'unit') => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })
const charge = { leaderPost: '副主席', assistedBy: '提案委', plan: '三月走访，五月协商', planDueOn: '2026-05-31' }
const look = (who: Parameters<typeof as>[0]) => as(who)(r.getProposalLeadership, { params: { id } })

beforeAll(async () => {
  desks = await buildDesks(app.db)
  const { id: committeeId, termId, sessionId } = desks.committee
  id = await buildProposal(app.db, {
    committeeId,
    termId,
    sessionId,
    leadMemberId: desks.lead.memberId,
    state: 'registered',
    title: '关于加装电梯的建议',
  })
})

describe('a key proposal', () => {
  it('is selected by the office with a reason, once', async () => {
    const select = { params: { id }, body: { year: 2026, reason: '群众反映集中' } }
    await expect(as('assigner')(r.selectKeyProposal, select)).rejects.toEqual(refused('access.denied'))
    await as('office')(r.selectKeyProposal, select)
    await expect(as('office')(r.selectKeyProposal, select)).rejects.toEqual(refused('key-proposal.taken'))
    expect((await look('lead')).key).toMatchObject({ year: 2026, reason: '群众反映集中' })
  })

  it('cannot be one that is not on the register', async () => {
    const { id: committeeId, termId } = desks.committee
    const draft = await buildProposal(app.db, {
      committeeId,
      termId,
      leadMemberId: desks.lead.memberId,
      state: 'submitted',
    })
    await expect(
      as('office')(r.selectKeyProposal, { params: { id: draft }, body: { year: 2026, reason: 'x' } }),
    ).rejects.toEqual(refused('key-proposal.not-registered'))
  })

  it('is led by a leader, who finds it among what waits until something was done', async () => {
    const body = { kind: 'supervise' as const, leaderName: '张主席', accountId: desks.leader.accountId, ...charge }
    const accountOf = async () =>
      (await look('office')).leaderAccounts.find((one) => one.accountId === desks.leader.accountId)
    expect(await accountOf()).toMatchObject({ last: null })
    const made = await as('office')(r.addLeadership, { params: { id }, body })
    // The next time name and post are there already.
    expect(await accountOf()).toMatchObject({ last: { name: '张主席', post: charge.leaderPost } })
    await expect(as('office')(r.addLeadership, { params: { id }, body })).rejects.toEqual(refused('leadership.taken'))
    const todos = async () =>
      (await as('leader')(workbenchRoutes.getWorkbench, {})).groups.find((g) => g.kind === 'leadership.toBegin')
    expect((await todos())?.items[0]).toMatchObject({ title: '关于加装电梯的建议', dueOn: '2026-05-31' })
    const act = {
      kind: 'visit' as const,
      heldOn: '2026-03-01',
      place: '住建局',
      persons: '提案者三人',
      words: '现场看了两处',
    }
    await as('leader')(r.recordLeadershipAct, { params: { id: made.id }, body: act })
    await as('office')(r.recordLeadershipAct, {
      params: { id: made.id },
      body: { ...act, kind: 'instruction', words: '请住建局限期答复' },
    })
    expect(await todos()).toBeUndefined()
    await expect(
      as('leader')(r.recordLeadershipAct, { params: { id: made.id }, body: { ...act, heldOn: '2199-01-01' } }),
    ).rejects.toEqual(refused('leadership.not-yet'))
  })

  it('keeps the words of an instruction from members, and shows them to those who carry it out', async () => {
    const words = async (who: 'lead' | 'assigner') => (await look(who)).leaderships[0]!.acts.map((act) => act.words)
    expect(await words('assigner')).toEqual(['现场看了两处', '请住建局限期答复'])
    expect(await words('lead')).toEqual(['现场看了两处', ''])
  })

  it('is led by somebody of the committee only under an account of a leader', async () => {
    const body = { kind: 'supervise' as const, leaderName: '某人', accountId: desks.office.accountId, ...charge }
    await expect(as('office')(r.addLeadership, { params: { id }, body })).rejects.toEqual(
      refused('leadership.not-a-leader'),
    )
  })

  it('names leaders of the government by the assigning office, and not the committee’s own', async () => {
    const body = { leaderName: '李市长', accountId: null, ...charge }
    await as('assigner')(r.addLeadership, { params: { id }, body: { ...body, kind: 'lead' } })
    await expect(
      as('assigner')(r.addLeadership, { params: { id }, body: { ...body, kind: 'supervise' } }),
    ).rejects.toEqual(refused('access.denied'))
  })

  it('ends with its effects written, never over somebody else’s words', async () => {
    const { leaderships } = await look('leader')
    const mine = leaderships[0]!
    expect(mine.actions).toEqual(['edit', 'recordAct'])
    expect(leaderships[1]!.actions).toEqual([])
    const edit = (version: number, effects: string, ended: boolean) =>
      as('leader')(r.editLeadership, { params: { id: mine.id }, body: { version, ...charge, effects, ended } })
    await expect(edit(1, ' ', true)).rejects.toEqual(refused('input.invalid'))
    await edit(1, '已有十二个单元开工', true)
    await expect(edit(1, '另一窗口', false)).rejects.toMatchObject({
      problem: { code: 'version.stale', details: { current: { effects: '已有十二个单元开工', ended: true } } },
    })
    await expect(
      as('leader')(r.recordLeadershipAct, {
        params: { id: mine.id },
        body: { kind: 'visit', heldOn: '2026-03-01', place: '', persons: '', words: '再看' },
      }),
    ).rejects.toEqual(refused('leadership.ended'))
    await edit(2, '已有十二个单元开工', false)
  })

  it('stands on the handling list, which a unit sees only of its own', async () => {
    const { items } = await as('office')(r.listKeyProposals, { query: { year: 2026 } })
    expect(items).toEqual([
      expect.objectContaining({
        title: '关于加装电梯的建议',
        leaders: [
          expect.objectContaining({ name: '张主席', acts: 2, lastActOn: '2026-03-01' }),
          expect.objectContaining({ name: '李市长', acts: 0, lastActOn: null }),
        ],
      }),
    ])
    const found = async (
      query: { year?: number; leader?: string; scope?: 'mine' },
      who: 'leader' | 'unit' = 'leader',
    ) => (await as(who)(r.listKeyProposals, { query })).items.length
    expect(await found({ leader: '李' })).toBe(1)
    expect(await found({ leader: '王' })).toBe(0)
    expect(await found({ scope: 'mine' })).toBe(1)
    expect(await found({ year: 2025 })).toBe(0)
    expect(await found({}, 'unit')).toBe(0)
    const csv = await (
      await app.request({ method: 'GET', url: '/api/v1/key-proposals/export?format=csv', token: desks.office.token })
    ).body
    expect(csv).toContain('副主席张主席（领衔督办，2 次，最近 2026-03-01）')
  })

  it('may be carried upward, with its traces', async () => {
    const given = { carriedBy: '省政协委员三人', referredOn: '2026-02-20', note: '' }
    const made = await as('office')(r.addReferral, {
      params: { id },
      body: { level: 'nation', way: 'joint', ...given },
    })
    const edit = {
      params: { id: made.id },
      body: { version: 1, state: 'adopted' as const, numberThere: '第1023号', ...given },
    }
    await as('office')(r.editReferral, edit)
    await expect(as('office')(r.editReferral, edit)).rejects.toEqual(refused('version.stale'))
    expect((await look('lead')).referrals).toEqual([
      expect.objectContaining({ level: 'nation', state: 'adopted', numberThere: '第1023号' }),
    ])
    const moved = await app.db
      .selectFrom('events')
      .select('type')
      .where('subject_id', '=', id)
      .where('type', 'like', '%eferr%')
      .orderBy('id')
      .execute()
    expect(moved.map((e) => e.type)).toEqual(['proposal.referred', 'proposal.referralMoved'])
  })

  it('is taken back with a reason, and may be selected anew with all that was done', async () => {
    await as('office')(r.unselectKeyProposal, { params: { id }, body: { note: '并入综合督办' } })
    await expect(as('office')(r.unselectKeyProposal, { params: { id }, body: { note: '再来' } })).rejects.toEqual(
      refused('key-proposal.none'),
    )
    expect((await as('office')(r.listKeyProposals, { query: {} })).items).toEqual([])
    await as('office')(r.selectKeyProposal, { params: { id }, body: { year: 2027, reason: '续督' } })
    expect((await look('office')).leaderships).toHaveLength(2)
  })
})
