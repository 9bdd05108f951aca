import { beforeAll, describe, expect, it } from 'vitest'
import { findingRoutes as f } from '#contract/finding.ts'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { testApp } from '../../testing/app.ts'
import { indexDueProposals } from './commands/index-proposals.ts'
import { buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
beforeAll(async () => {
  desks = await buildDesks(app.db)
})
const lead = () => app.client(desks.lead.token)
const office = () => app.client(desks.office.token)

describe('what is pasted into a proposal', () => {
  it('a paragraph of 2 MB is refused at once, with the limit in words', async () => {
    const begun = performance.now()
    const analysis = '字'.repeat(700_000)
    const response = await app.request({
      method: 'POST',
      url: '/api/v1/proposals',
      token: desks.lead.token,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ ...fullText, analysis }),
    })
    expect(performance.now() - begun).toBeLessThan(3_000)
    expect([400, 413]).toContain(response.statusCode)
    expect(response.json()).toMatchObject({ code: expect.stringMatching(/^(input\.invalid|request\.invalid)$/) })
    const { id, version } = await lead()(r.createProposal, { body: fullText })
    const refusal = await lead()(r.editProposal, {
      params: { id },
      body: { version, analysis: '字'.repeat(20_001) },
    }).catch((error) => error.problem)
    expect(refusal).toMatchObject({ code: 'input.invalid', fields: [{ path: expect.stringContaining('analysis') }] })
    expect(JSON.stringify(refusal)).toContain('20000')
  })

  it('a table from Word keeps its cells and lines', async () => {
    const table = '年份\t栋数\r\n2024\t12\r\n2025\t30'
    const { id, version } = await lead()(r.createProposal, { body: { ...fullText, analysis: table } })
    expect((await lead()(r.getProposal, { params: { id } })).analysis.split(/\r?\n/)).toEqual([
      '年份\t栋数',
      '2024\t12',
      '2025\t30',
    ])
    await lead()(r.submitProposal, { params: { id }, body: { version } })
    await office()(r.registerProposal, { params: { id }, body: { category: '其他', note: '' } })
    expect((await office()(r.getProposal, { params: { id } })).analysis).toContain('2025')
  })

  it.each(['訚', '虢', '郄', '𠮷', '👵🏻'])('%s stands in a title and is found by it', async (rare) => {
    const title = `关于${rare}家巷${rare}氏祠堂保护的建议`
    const { id, version } = await lead()(r.createProposal, { body: { ...fullText, title } })
    await lead()(r.submitProposal, { params: { id }, body: { version } })
    await indexDueProposals(app.db)
    expect((await office()(r.getProposal, { params: { id } })).title).toBe(title)
    // A picture is no word: it is found by the words beside it.
    const q = rare === '👵🏻' ? `${rare}家巷` : `${rare}家`
    const { items } = await office()(f.findProposals, { query: { q } })
    expect(items.map((one) => one.id)).toContain(id)
    const listed = await office()(r.listProposals, { query: { q } })
    expect(listed.items.map((one) => one.id)).toContain(id)
  })
})
