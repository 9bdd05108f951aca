import type { scoringRoutes } from '#contract/scoring.ts'
import { shippedScheme } from '#features/scoring/rules/shipped/schemes.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import type { World } from '../world.ts'

const { scheme } = shippedScheme('jinan2015')!

/** A scheme of home, a draft or adopted. */
async function schemeIn(world: World, state: 'draft' | 'adopted'): Promise<string> {
  const id = newId()
  const at = world.app.clock.now
  const { last } = await world.db
    .selectFrom('scoring_schemes')
    .select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
    .where('committee_id', '=', world.home.committeeId)
    .executeTakeFirstOrThrow()
  await world.db
    .insertInto('scoring_schemes')
    .values({
      committee_id: world.home.committeeId,
      id,
      name: scheme.name,
      state,
      effective_year: 2026,
      scheme: JSON.stringify(scheme),
      based_on: '',
      ...(state === 'adopted' && {
        number: Number(last) + 1,
        adopted_by: '主席会议',
        adopted_on: '2026-01-10',
        adopted_at: at,
      }),
      created_at: at,
      updated_at: at,
    })
    .execute()
  return id
}

const office = { memberOffice: 'ok' } as const
const readers = { memberOffice: 'ok', leader: 'ok', proposer: 'ok', otherMember: 'ok' } as const
const draft = (given: () => { body: unknown }): Row =>
  row({
    prepare: (world) => schemeIn(world, 'draft'),
    request: (_, id) => ({ params: { id }, ...given() }),
    home: all('hidden', office),
    away: away('hidden'),
  })
const comparison = (query: object): Row =>
  row({
    prepare: (world) => schemeIn(world, 'adopted'),
    request: (_, id) => ({ params: { id }, query: { against: id, year: 2026, ...query } }),
    home: all('denied', office),
    // The office over there may compare, but not this one.
    away: away('denied', { memberOffice: 'hidden' }),
  })

export const rows: Record<keyof typeof scoringRoutes, Row> = {
  listSchemes: row({ request: () => ({}), home: all('denied', readers), away: away('denied', readers) }),
  listShippedSchemes: row({ request: () => ({}), home: all('denied', office), away: away('denied', office) }),
  draftScheme: row({
    request: () => ({ body: { shipped: 'jinan2015', name: '考核办法', effectiveYear: 2026 } }),
    home: all('denied', office),
    away: away('denied', office),
  }),
  trySchemeOut: row({
    request: () => ({ body: { scheme, standing: false, entries: [{ kind: 'proposal.registered' }] } }),
    home: all('denied', office),
    away: away('denied', office),
  }),
  getScheme: row({
    prepare: (world) => schemeIn(world, 'adopted'),
    request: (_, id) => ({ params: { id } }),
    home: all('hidden', readers),
    away: away('hidden'),
  }),
  editScheme: draft(() => ({ body: { version: 1, effectiveYear: 2026, scheme } })),
  adoptScheme: draft(() => ({ body: { version: 1, by: '主席会议', on: '2026-02-01' } })),
  removeScheme: draft(() => ({ body: {} })),
  compareSchemes: comparison({}),
  exportComparison: comparison({ format: 'csv' }),
  getRunningYear: row({ request: () => ({}), home: all('denied', readers), away: away('denied', readers) }),
  listScores: row({
    request: () => ({ query: { year: 2026 } }),
    home: all('denied', { memberOffice: 'ok', leader: 'ok' }),
    away: away('denied', { memberOffice: 'ok', leader: 'ok' }),
  }),
  exportScores: row({
    request: () => ({ query: { year: 2026, format: 'csv' } }),
    home: all('denied', { memberOffice: 'ok', leader: 'ok' }),
    away: away('denied', { memberOffice: 'ok', leader: 'ok' }),
  }),
  getMemberScore: row({
    request: (world) => ({ params: { id: world.home.people.proposer.memberId! }, query: { year: 2026 } }),
    home: all('hidden', { proposer: 'ok', memberOffice: 'ok', leader: 'ok' }),
    away: away('hidden'),
  }),
}
