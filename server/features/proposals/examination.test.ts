import { beforeAll, describe, expect, it } from 'vitest'
import { examinationRoutes as e } from '#contract/examination.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { testApp } from '../../testing/app.ts'
import { examinationSetting } from './examination-settings.ts'
import { buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
let colleague: Awaited<ReturnType<typeof signInAs>>
const as = (who: 'lead' | 'office' | 'leader' | 'stranger') => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })

beforeAll(async () => {
  desks = await buildDesks(app.db)
  const { id: committeeId } = desks.committee
  colleague = await signInAs(app.db, { committeeId, role: 'proposalOffice', name: '审查员乙' })
  const steps = [
    { code: 'pre', name: '预审', opinionsNeeded: 1, hint: '' },
    { code: 'review', name: '复审', opinionsNeeded: 2, hint: '' },
  ]
  await app.db
    .insertInto('settings')
    .values({
      committee_id: committeeId,
      key: examinationSetting.key,
      version: 1,
      value: JSON.stringify({ ...examinationSetting.defaults, steps }),
      created_at: app.clock.now,
      created_by: desks.office.accountId,
    })
    .execute()
})

const handedIn = async () => {
  const { id } = await as('lead')(r.createProposal, { body: { ...fullText, category: '社会建设' } })
  await as('lead')(r.submitProposal, { params: { id }, body: { version: 1 } })
  return id
}

describe('an examination in steps', () => {
  it('is decided once every step has the recommendations it needs, and the decision shows them', async () => {
    const id = await handedIn()
    const params = { id }
    const say = (client: ReturnType<typeof as>, step: string, recommendation: 'register' | 'decline' = 'register') =>
      client(e.recommend, { params, body: { step, recommendation, words: '可行' } })
    const register = () => as('office')(r.registerProposal, { params, body: { category: '社会建设', note: '' } })
    await expect(register()).rejects.toEqual(refused('examination.unfinished'))
    await expect(say(as('office'), 'review')).rejects.toEqual(refused('examination.not-yet'))
    await expect(say(as('office'), 'nowhere')).rejects.toEqual(refused('examination.unknown-step'))
    await expect(say(as('lead'), 'pre')).rejects.toEqual(refused('access.denied'))
    await say(as('office'), 'pre')
    // One examiner counts once, however often.
    await say(as('office'), 'review', 'decline')
    await say(as('office'), 'review')
    const unfinished = await register().catch((error) => error.problem)
    expect(unfinished).toMatchObject({ code: 'examination.unfinished', details: { steps: ['复审'] } })
    await say(app.client(colleague.token), 'review', 'decline')
    const { desk, steps } = await as('office')(e.getExamination, { params })
    expect(desk).toBe('社会事务组')
    expect(steps.map((s) => s.opinions.map((o) => [o.examiner, o.recommendation, o.mine]))).toEqual([
      [['提案委', 'register', true]],
      [
        ['提案委', 'register', true],
        ['审查员乙', 'decline', false],
      ],
    ])
    await expect(as('lead')(e.getExamination, { params })).rejects.toEqual(refused('access.denied'))
    expect((await register()).state).toBe('registered')
    await expect(say(as('office'), 'pre')).rejects.toEqual(refused('proposal.wrong-state'))
    // The proposer reads the decision, not who said what before.
    const types = (await as('lead')(r.getProposal, { params })).history.map((entry) => entry.type)
    expect(types).toEqual(['proposal.created', 'proposal.submitted', 'proposal.registered'])
    expect((await as('office')(r.getProposal, { params })).history.length).toBe(7)
  })

  it('begins anew with a new wording', async () => {
    const id = await handedIn()
    const params = { id }
    for (const [client, step] of [
      [as('office'), 'pre'],
      [as('office'), 'review'],
      [app.client(colleague.token), 'review'],
    ] as const)
      await client(e.recommend, { params, body: { step, recommendation: 'return', words: '补依据' } })
    await as('office')(r.returnProposal, { params, body: { note: '请补依据' } })
    const { version } = await as('lead')(r.getProposal, { params })
    const edited = await as('lead')(r.editProposal, { params, body: { version, analysis: '有依据的情况' } })
    await as('lead')(r.submitProposal, { params, body: { version: edited.version } })
    await expect(as('office')(r.declineProposal, { params, body: { reason: 'empty', note: '' } })).rejects.toEqual(
      refused('examination.unfinished'),
    )
    const { steps } = await as('office')(e.getExamination, { params })
    expect(steps.flatMap((s) => s.opinions.map((o) => [o.wording, o.current]))).toEqual([
      [1, false],
      [1, false],
      [1, false],
    ])
  })

  it('is for those who are named; one who is away is stood in for, and whom it waits for is shown', async () => {
    const named = { desk: '', deputy: '', away: false, awayFrom: null, awayUntil: null }
    const examiners = [
      { ...named, step: 'pre', name: '审查员乙' },
      { ...named, step: 'review', name: '刘敏', deputy: '提案委', away: true },
      { ...named, step: 'review', name: '张衡', away: true },
    ]
    const [{ value, version }] = (await app.db
      .selectFrom('settings')
      .select(['value', 'version'])
      .where('key', '=', examinationSetting.key)
      .execute()) as [{ value: object; version: number }]
    await app.db
      .insertInto('settings')
      .values({
        committee_id: desks.committee.id,
        key: examinationSetting.key,
        version: version + 1,
        value: JSON.stringify({ ...value, examiners }),
        created_at: app.clock.now,
        created_by: desks.office.accountId,
      })
      .execute()
    const params = { id: await handedIn() }
    const say = (client: ReturnType<typeof as>, step: string) =>
      client(e.recommend, { params, body: { step, recommendation: 'register', words: '' } })
    await expect(say(as('office'), 'pre')).rejects.toEqual(refused('examination.not-yours'))
    const { steps } = await as('office')(e.getExamination, { params })
    expect(steps.map((step) => [step.open, step.awaited])).toEqual([
      [false, [{ name: '审查员乙', deputy: '' }]],
      [false, [{ name: '刘敏', deputy: '提案委' }]],
    ])
    const ofMine = async (token: string) =>
      (await app.client(token)(r.listProposals, { query: { scope: 'named' } })).items.map((item) => item.id)
    expect(await ofMine(colleague.token)).toContain(params.id)
    expect(await ofMine(desks.lead.token)).toEqual([])
    await say(app.client(colleague.token), 'pre')
    expect(await ofMine(colleague.token)).not.toContain(params.id)
    await say(as('office'), 'review')
    const body = { category: '社会建设', note: '' }
    expect(await as('office')(r.registerProposal, { params, body })).toMatchObject({ state: 'registered' })
  })
})
