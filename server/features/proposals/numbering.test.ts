import { beforeAll, describe, expect, it } from 'vitest'
import { proposalRoutes as r } from '#contract/proposals.ts'
import { testApp } from '../../testing/app.ts'
import { numberingSetting } from './numbering-settings.ts'
import { buildDesks, type Desks, fullText } from './proposals.fixtures.ts'

const app = await testApp()
let desks: Desks
const as = (who: 'lead' | 'office') => app.client(desks[who].token)

beforeAll(async () => {
  desks = await buildDesks(app.db)
  await app.db
    .insertInto('settings')
    .values({
      committee_id: desks.committee.id,
      key: numberingSetting.key,
      version: 1,
      value: JSON.stringify({ ...numberingSetting.defaults, party: '党派团体' }),
      created_at: app.clock.now,
      created_by: desks.office.accountId,
    })
    .execute()
})

async function handedIn(by: 'lead' | 'office', collective: object = {}): Promise<string> {
  const { id } = await as(by)(r.createProposal, { body: { ...fullText, category: '社会建设', ...collective } })
  await as(by)(r.submitProposal, { params: { id }, body: { version: 1 } })
  return id
}

describe('numbers where the parties’ proposals are numbered apart', () => {
  it('begin with 1 in each series, have no gap when many are registered at once, and say their series in the list', async () => {
    const own = await Promise.all(Array.from({ length: 6 }, () => handedIn('lead')))
    const party = await Promise.all(
      Array.from({ length: 3 }, () => handedIn('office', { collectiveName: '民盟市委', collectiveKind: 'party' })),
    )
    await Promise.all(
      [...own, ...party].map((id) =>
        as('office')(r.registerProposal, { params: { id }, body: { category: '社会建设', note: '' } }),
      ),
    )
    const { items } = await as('office')(r.listProposals, { query: { limit: 50 } })
    const numbersOf = (series: string) =>
      items
        .filter((item) => item.numberClass === series)
        .map((item) => item.number)
        .toSorted((a, b) => a! - b!)
    expect(numbersOf('')).toEqual([1, 2, 3, 4, 5, 6])
    expect(numbersOf('党派团体')).toEqual([1, 2, 3])
    const { numberText } = await as('office')(r.getProposal, { params: { id: party[0]! } })
    expect(numberText).toMatch(/党派团体/)
  })
})
