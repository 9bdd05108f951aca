import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { newId } from '#platform/ids.ts'
import { testApp } from '../../testing/app.ts'
import { leadName, splitBody } from './import-plan.ts'
import { buildDesks, type Desks } from './proposals.fixtures.ts'

const app = await testApp()
const real = new URL('../../../../shared/data/proposals/jiangsu-cppcc-proposals-2019.csv', import.meta.url)
let desks: Desks
beforeAll(async () => {
  desks = await buildDesks(app.db)
})

const csv = (...rows: string[]) => [new File([`编号,案由,提案人,类别,提交日期,内容\n${rows.join('\n')}\n`], '提案.csv')]
const office = () => app.client(desks.office.token)
const preview = (files: File[], as: 'draft' | 'archive') =>
  office()(r.previewProposalImport, { query: { as } }, { files })
const carryOut = (files: File[], as: 'draft' | 'archive', fingerprint: string) =>
  office()(r.importProposals, { query: { as, fingerprint } }, { files })
const refused = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ code }) })

describe('an import of proposals', () => {
  it('becomes the drafts of the members it names', async () => {
    const files = csv(
      '1,关于改造背街小巷的建议,陈立业,社会建设,2026-01-12,"情况：路面破损。具体建议：一是摸底。二是分年改造。"',
    )
    const { fingerprint, toCreate, errorCount } = await preview(files, 'draft')
    expect({ toCreate, errorCount }).toEqual({ toCreate: 1, errorCount: 0 })
    await carryOut(files, 'draft', fingerprint)
    const mine = await app.client(desks.lead.token)(r.listProposals, { query: { scope: 'mine' } })
    const draft = await app.client(desks.lead.token)(r.getProposal, { params: { id: mine.items[0]!.id } })
    expect(draft).toMatchObject({
      state: 'draft',
      title: '关于改造背街小巷的建议',
      analysis: '情况：路面破损。',
      suggestions: ['一是摸底。', '二是分年改造。'],
      actions: expect.arrayContaining(['submit']),
    })
  })

  it('shows every problem by row and column, and then writes nothing', async () => {
    const files = csv(
      ',,陈立业,,,',
      '2,关于甲的建议,查无此人,,,正文',
      '3,关于乙的建议,陈立业,,二月三十日,正文',
      `4,${'长'.repeat(101)},陈立业,,,正文`,
    )
    const { problems, fingerprint, errorCount } = await preview(files, 'draft')
    expect(problems.filter((p) => p.severity === 'error').map((p) => [p.row, p.column])).toEqual([
      [2, '案由'],
      [3, '提案者'],
      [4, '提交日期'],
      [5, '案由'],
    ])
    expect(errorCount).toBe(4)
    const before = await app.db.selectFrom('proposals').select('id').execute()
    await expect(carryOut(files, 'draft', fingerprint)).rejects.toEqual(refused('import.has-errors'))
    expect(await app.db.selectFrom('proposals').select('id').execute()).toEqual(before)
  })

  it('is refused when the file is not the one that was previewed', async () => {
    const { fingerprint } = await preview(csv('9,关于丙的建议,某委员会,,,正文'), 'archive')
    await expect(carryOut(csv('9,关于丁的建议,某委员会,,,正文'), 'archive', fingerprint)).rejects.toEqual(
      refused('import.changed'),
    )
  })

  it('says which headings it looked for in a file without them', async () => {
    await expect(preview([new File(['甲,乙\n1,2\n'], '别的.csv')], 'archive')).rejects.toEqual(
      refused('import.no-header'),
    )
  })

  it('takes a repeated number of the archive as the same proposal, and another title under it as an error', async () => {
    const files = csv('11,关于戊的建议,某委员会,,2025-01-12,正文')
    const { fingerprint } = await preview(files, 'archive')
    expect(await carryOut(files, 'archive', fingerprint)).toEqual({ created: 1, updated: 0, unchanged: 0 })
    expect(await preview(files, 'archive')).toMatchObject({ toCreate: 0, unchanged: 1, errorCount: 0 })
    expect(await preview(csv('11,关于己的建议,某委员会,,,正文'), 'archive')).toMatchObject({ errorCount: 1 })
  })

  it('puts a past year under its own term, where the same number is another proposal', async () => {
    const termId = newId()
    await app.db
      .insertInto('terms')
      .values({
        committee_id: desks.committee.id,
        id: termId,
        number: 9,
        starts_on: '2017-01-10',
        ends_on: '2022-01-09',
      })
      .execute()
    const files = csv('11,关于庚的建议,某委员会,,2019-01-12,正文')
    const query = { as: 'archive' as const, termId }
    const { fingerprint } = await office()(r.previewProposalImport, { query }, { files })
    expect(await office()(r.importProposals, { query: { ...query, fingerprint } }, { files })).toMatchObject({
      created: 1,
    })
    const { items } = await office()(r.listProposals, { query: { termId } })
    expect(items.map((p) => [p.number, p.title])).toEqual([[11, '关于庚的建议']])
    await expect(carryOut(files, 'archive', fingerprint)).rejects.toEqual(refused('import.changed'))
    await expect(
      office()(r.previewProposalImport, { query: { ...query, termId: crypto.randomUUID() } }, { files }),
    ).rejects.toEqual(refused('not-found'))
  })

  it('is for the proposal office alone', async () => {
    for (const token of [desks.lead.token, desks.unit.token, desks.leader.token, desks.assigner.token]) {
      await expect(
        app.client(token)(r.previewProposalImport, { query: { as: 'archive' } }, { files: csv('1,甲,乙,,,丙') }),
      ).rejects.toEqual(refused('access.denied'))
    }
  })
})

describe('the body of a proposal written in one piece', () => {
  it('is parted at its last heading of suggestions, and these where they are numbered', () => {
    expect(splitBody('调研情况：有建议说……问题分析：……具体建议：1.先摸底。2.再试点。')).toEqual({
      analysis: '调研情况：有建议说……问题分析：……',
      suggestions: ['1.先摸底。', '2.再试点。'],
    })
    expect(splitBody('没有小标题的正文')).toEqual({ analysis: '没有小标题的正文', suggestions: [] })
  })

  it('has its sentences whole again where lines were broken to the width of a page', () => {
    const line = '城市公厕布局不均，老城区每平方公里不足两座，群众多次反映，'
    expect(splitBody(`一、现状\n${line}\n需要尽快改善。\n${line}\n二、问题\n短句\n另起`)).toEqual({
      analysis: `一、现状\n${line}需要尽快改善。\n${line}\n二、问题\n短句\n另起`,
      suggestions: [],
    })
  })

  it('belongs to the first of several proposers', () => {
    expect(leadName('马永青等9人')).toBe('马永青')
    expect(leadName('民进江苏省委')).toBe('民进江苏省委')
  })
})

describe.skipIf(!existsSync(real))('the 436 real proposals of 2019 (needs ../shared/data/proposals)', () => {
  it('come into the archive whole, each with its number, and are found by their titles', async () => {
    const files = [new File([readFileSync(real)], '江苏省政协提案2019.csv')]
    const { fingerprint, toCreate, errorCount } = await preview(files, 'archive')
    expect({ toCreate, errorCount }).toEqual({ toCreate: 436, errorCount: 0 })
    expect(await carryOut(files, 'archive', fingerprint)).toEqual({ created: 436, updated: 0, unchanged: 0 })
    const found = await office()(r.listProposals, { query: { q: '环卫公厕指引' } })
    expect(found.items.map((p) => [p.number, p.title, p.proposers])).toEqual([
      [1, '关于完善城市环卫公厕指引系统的建议', '邹正'],
    ])
    const withAdvice = await app.db
      .selectFrom('proposals as p')
      .innerJoin('proposal_texts as t', 't.proposal_id', 'p.id')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('p.number_series', 'like', 'archive:%')
      .where('t.suggestions', '!=', '[]')
      .executeTakeFirstOrThrow()
    expect(withAdvice.count).toBeGreaterThanOrEqual(420)
  })
})
