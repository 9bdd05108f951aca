import { beforeAll, describe, expect, it } from 'vitest'
import { coSigningRoutes as c } from '#contract/co-signing.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { writingRoutes as w } from '#contract/writing.ts'
import { testApp } from '../../testing/app.ts'
import { buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
const as = (who: 'lead' | 'friend' | 'stranger' | 'office' | 'leader') => app.client(desks[who].token)
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })

beforeAll(async () => {
  desks = await buildDesks(app.db)
})

describe('the wordings of a proposal', () => {
  it('stay as they were handed in, each with why it was given back', async () => {
    const { id } = await as('lead')(r.createProposal, { body: fullText })
    const wordings = async (who: Parameters<typeof as>[0]) =>
      (await as(who)(w.listWordings, { params: { id } })).items.map((one) => [
        one.number,
        one.analysis === fullText.analysis,
        one.handedInAt !== null,
        one.returnNote,
      ])
    expect(await wordings('lead')).toEqual([[1, true, false, '']])
    await as('lead')(c.inviteCoSigners, { params: { id }, body: { memberIds: [desks.friend.memberId] } })
    expect(await wordings('friend')).toEqual([[1, true, false, '']])
    await as('friend')(c.answerInvitation, { params: { id }, body: { accept: true, note: '' } })
    const { version } = await as('lead')(r.submitProposal, { params: { id }, body: { version: 1 } })
    await as('office')(r.returnProposal, { params: { id }, body: { note: '请写明依据' } })
    expect((await as('lead')(r.getProposal, { params: { id } })).wordings).toBe(1)
    const edited = await as('lead')(r.editProposal, {
      params: { id },
      body: { version: version + 1, analysis: '改过的情况' },
    })
    const both = [
      [1, true, true, '请写明依据'],
      [2, false, false, ''],
    ]
    expect(await wordings('lead')).toEqual(both)
    expect(await wordings('friend')).toEqual(both)
    // What is being written is the writers' own.
    expect(await wordings('office')).toEqual(both.slice(0, 1))
    await as('lead')(r.submitProposal, { params: { id }, body: { version: edited.version } })
    expect(await wordings('office')).toEqual([
      [1, true, true, '请写明依据'],
      [2, false, true, ''],
    ])
    await expect(wordings('leader')).rejects.toEqual(refused('access.denied'))
    await expect(wordings('stranger')).rejects.toEqual(refused('not-found'))
    await as('office')(r.registerProposal, { params: { id }, body: { category: '社会建设', note: '' } })
    await expect(wordings('stranger')).rejects.toEqual(refused('access.denied'))
    expect((await as('stranger')(r.getProposal, { params: { id } })).wordings).toBe(0)
    expect((await as('friend')(r.getProposal, { params: { id } })).wordings).toBe(2)
  })
})
