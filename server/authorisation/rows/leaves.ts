import type { leaveRoutes } from '#contract/leaves.ts'
import { openFileStore } from '#platform/files/store.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import type { Asker, World } from '../world.ts'
import { activityIn, organising, told } from './activities.ts'
import { only } from './proposals.ts'

/** The proposer's request, waiting for the leader; with a paper. */
async function leaveIn(world: World): Promise<string> {
  const { committeeId, people } = world.home
  const activityId = await activityIn(world, 'announced')
  const [id, fileId] = [newId(), newId()]
  const at = world.app.clock.now
  const file = await openFileStore(world.app.dataDir).put(Buffer.from('住院证明', 'utf8'))
  await world.db
    .insertInto('files')
    .values({
      committee_id: committeeId,
      id: fileId,
      name: '住院证明.txt',
      media_type: 'text/plain',
      ...file,
      created_at: at,
      created_by: people.proposer.accountId,
    })
    .execute()
  await world.db
    .insertInto('leave_requests')
    .values({
      committee_id: committeeId,
      id,
      activity_id: activityId,
      member_id: people.proposer.memberId!,
      kind: 'illness',
      words: '住院',
      file_id: fileId,
      half_days: 1,
      state: 'requested',
      chain: JSON.stringify(['leader']),
      step: 0,
      basis: '',
      late: false,
      asked_at: at,
      asked_by: people.proposer.accountId,
      decided_at: null,
    })
    .execute()
  return id
}

const seen: Asker[] = ['proposer', ...organising]
const hidden = away('hidden')
const everybody = { home: all('ok'), away: away('ok') }

/** A row about one request, for `actors` among those who see it. */
function act(actors: Asker[], given: { body?: unknown; files?: { name: string; bytes: Buffer }[] }): Row {
  return row({
    prepare: leaveIn,
    request: (_, id) => ({ params: { id }, ...given }),
    home: only(actors, seen),
    away: hidden,
  })
}
const asked = { kind: 'illness', words: '住院', halfDays: null }

export const rows: Record<keyof typeof leaveRoutes, Row> = {
  listLeaves: row({ request: () => ({}), ...everybody }),
  exportLeaves: row({ request: () => ({ query: { format: 'csv' } }), ...everybody }),
  requestLeave: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (_, id) => ({ params: { id }, body: asked }),
    home: only(['proposer'], told),
    away: hidden,
  }),
  recordLeave: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (world, id) => ({
      params: { id },
      body: { ...asked, memberId: world.home.people.proposer.memberId, basis: '本人来电' },
    }),
    home: only(organising, told),
    away: hidden,
  }),
  decideLeave: act(organising, { body: { granted: true, words: '主席口头同意' } }),
  withdrawLeave: act(['proposer'], { body: {} }),
  attachToLeave: act(['proposer', 'memberOffice'], {
    files: [{ name: '证明.txt', bytes: Buffer.from('住院证明', 'utf8') }],
  }),
  getLeaveFile: act(seen, {}),
}
