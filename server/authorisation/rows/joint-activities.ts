import type { jointActivityRoutes } from '#contract/joint-activities.ts'
import { all, away, type Row, row } from '../row.ts'
import type { World } from '../world.ts'
import { activityIn, organising, told } from './activities.ts'
import { only } from './proposals.ts'

/** An activity of home that away was asked to take part in. */
async function asked(world: World): Promise<string> {
  const id = await activityIn(world, 'announced')
  await world.db
    .insertInto('joint_activities')
    .values({
      host_committee_id: world.home.committeeId,
      host_activity_id: id,
      guest_committee_id: world.away.committeeId,
      guest_activity_id: null,
      state: 'asked',
      words: '',
      asked_at: world.app.clock.now,
      answered_at: null,
    })
    .execute()
  return id
}

const offices = { memberOffice: 'ok', leader: 'ok' } as const
const guests = { home: all('hidden'), away: away('hidden', offices) }

export const rows: Record<keyof typeof jointActivityRoutes, Row> = {
  getJointSides: row({
    prepare: asked,
    request: (_, id) => ({ params: { id } }),
    home: only(told, told),
    away: away('hidden'),
  }),
  askCommittee: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (world, id) => ({ params: { id }, body: { committeeId: world.away.committeeId, words: '' } }),
    home: only(organising, told),
    away: away('hidden'),
  }),
  listJointOffers: row({ request: () => ({}), home: all('denied', offices), away: away('denied', offices) }),
  // Only the committee that was asked answers.
  acceptJointOffer: row({ prepare: asked, request: (_, id) => ({ params: { id }, body: {} }), ...guests }),
  declineJointOffer: row({
    prepare: asked,
    request: (_, id) => ({ params: { id }, body: { words: '另有安排' } }),
    ...guests,
  }),
}
