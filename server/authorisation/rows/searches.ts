import type { searchRoutes } from '#contract/searches.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import type { House, Person, World } from '../world.ts'

const aboutMe = { home: all('ok'), away: away('ok') }

/** A search of home's proposer, in the post they act in. */
async function searchOf(world: World, house: House) {
  const { accountId, hatId } = house.people.proposer
  const id = newId()
  const at = world.app.clock.now
  await world.db
    .insertInto('saved_searches')
    .values({
      committee_id: house.committeeId,
      id,
      account_id: accountId,
      hat_id: hatId,
      name: id,
      query: JSON.stringify({ q: '电梯', within: 'all', scope: 'all' }),
      created_at: at,
      looked_at: at,
    })
    .execute()
  return id
}
const prepare = (world: World) => searchOf(world, world.home)
const own = { home: all('hidden', { proposer: 'ok' }), away: away('hidden') }
/** Each cell a name of its own, and room for it. */
async function clear(world: World, person: Person | null) {
  if (person) await world.db.deleteFrom('saved_searches').where('hat_id', '=', person.hatId).execute()
}

export const rows: Record<keyof typeof searchRoutes, Row> = {
  listSavedSearches: row({ request: () => ({}), ...aboutMe }),
  saveSearch: row({
    prepare: clear,
    request: () => ({ body: { name: '电梯', query: { q: '电梯' } } }),
    ...aboutMe,
  }),
  lookAtSearch: row({ prepare, request: (_, id) => ({ params: { id } }), ...own }),
  removeSearch: row({ prepare, request: (_, id) => ({ params: { id } }), ...own }),
}
