import { openPool } from '#platform/database/database.ts'
import { writeCursor } from '#platform/lists.ts'
import type { Measured } from './load.ts'
import { atLeast, atMost, type Result } from './report.ts'
import type { Register } from './seed.ts'
import { measureInTurn, type Stage, said } from './stage.ts'
import { categories, frequentWord, rareWord } from './texts.data.ts'

/** anchors.md, performance: list 20 of 200k, rights on; no dependence on size. */
const perSecondMark = 1_500
const p95Mark = 25
const growthMark = 1.2
/** anchors.md, performance: title search in 200k. */
const searchMark = { perSecond: 500, p95Ms: 20 }

/** A place in the middle of the register. */
async function deepCursor({ url, committeeId, size }: Register): Promise<string> {
  const { db, close } = openPool(url, { max: 1 })
  const row = await db
    .selectFrom('proposals')
    .select(['id', 'submitted_at'])
    .where('committee_id', '=', committeeId)
    .where('submitted_at', 'is not', null)
    .orderBy('submitted_at')
    .offset(size / 2)
    .limit(1)
    .executeTakeFirstOrThrow()
  await close()
  return writeCursor('proposals:-submitted:p.submitted_at', { value: row.submitted_at!, id: row.id })
}

async function filtersOf(register: Register): Promise<Record<string, string>> {
  const { unitIds, sectorIds, sessionIds } = register
  return {
    none: '',
    state: 'state=handling',
    'state-rare': 'state=disputed',
    category: `category=${encodeURIComponent(categories[3]!)}`,
    kind: 'kind=collective',
    unit: `unitId=${unitIds[7]}`,
    sector: `sectorId=${sectorIds[5]}`,
    session: `sessionId=${sessionIds[0]}`,
    'q-two-characters': `q=${encodeURIComponent(frequentWord)}`,
    'q-rare': `q=${encodeURIComponent(rareWord)}`,
    'q-and-state': `q=${encodeURIComponent(frequentWord)}&state=handling`,
    deep: `cursor=${await deepCursor(register)}`,
    'sort-submitted': 'sort=submitted',
    'sort-newest-number': 'sort=-number',
    'sort-number': 'sort=number',
    'sort-newest-update': 'sort=-updated',
    'sort-update': 'sort=updated',
  }
}

/** Every filter and order of the list, as a member and as the proposal office, over 20,000 and 200,000 proposals. */
export async function measureList(stage: Stage): Promise<Result[]> {
  const small = await stage.small()
  const large = await stage.large()
  const port = await stage.floor()
  const smallFilters = await filtersOf(small.register)
  const [floor] = await measureInTurn(stage.options, [{ port, requests: [{ method: 'GET', path: '/list' }] }])
  said('floor, list', floor!)
  const results: Result[] = []
  const all: { name: string; measured: Measured; growth: number }[] = []
  for (const role of ['member', 'office'] as const) {
    for (const [name, filter] of Object.entries(await filtersOf(large.register))) {
      const get = (query: string, token: string) => [
        { method: 'GET', path: `/api/v1/proposals${query && `?${query}`}`, token },
      ]
      const [little, much] = await measureInTurn(stage.options, [
        { port: small.house.port, requests: get(smallFilters[name]!, small.register[role]) },
        { port: large.house.port, requests: get(filter, large.register[role]) },
      ])
      const growth = little!.perSecond / much!.perSecond
      said(`list, ${role}, ${name} (20k ${little!.perSecond.toFixed(0)}/s)`, much!)
      all.push({ name, measured: much!, growth })
      const against = { floor: floor!.perSecond, mark: perSecondMark }
      results.push(atLeast(`list.200k.${role}.${name}`, much!.perSecond, 'req/s', against))
    }
  }
  const slowest = (of: typeof all) => Math.min(...of.map(({ measured }) => measured.perSecond))
  const slowestP95 = (of: typeof all) => Math.max(...of.map(({ measured }) => measured.p95Ms))
  const searches = all.filter(({ name }) => name.startsWith('q-'))
  const lists = all.filter(({ name }) => !name.startsWith('q-'))
  const growth = (of: typeof all) => Math.max(...of.map((one) => one.growth))
  return [
    atLeast('list.200k', slowest(lists), 'req/s', { floor: floor!.perSecond, mark: perSecondMark }),
    atMost('list.200k.p95', slowestP95(lists), 'ms', { floor: floor!.p95Ms, mark: p95Mark }),
    atMost('list.200k.over20k', growth(lists), '×', { mark: growthMark }),
    atLeast('search.200k', slowest(searches), 'req/s', { floor: floor!.perSecond, mark: searchMark.perSecond }),
    atMost('search.200k.p95', slowestP95(searches), 'ms', { floor: floor!.p95Ms, mark: searchMark.p95Ms }),
    atMost('search.200k.over20k', growth(searches), '×'),
    ...results,
  ]
}
