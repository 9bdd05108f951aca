import type { activityRoutes } from '#contract/activities.ts'
import { buildActivity, written } from '#features/activities/activities.fixtures.ts'
import { all, away, type Row, row } from '../row.ts'
import type { Asker, World } from '../world.ts'
import { only } from './proposals.ts'

/** An activity of home to which the proposer is invited. */
export function activityIn(world: World, state: Parameters<typeof buildActivity>[1]['state'], mine = false) {
  const { committeeId, termId, people } = world.home
  const memberId = people.proposer.memberId!
  return buildActivity(world.db, {
    committeeId,
    termId,
    state,
    startedBy: mine ? memberId : null,
    invited: state === 'draft' || state === 'proposed' ? [] : [{ memberId }],
  })
}

/** Who sees it before it is announced, and afterwards. */
export const organising: Asker[] = ['memberOffice', 'leader']
export const told: Asker[] = ['proposer', 'proposalOffice', ...organising]
const hidden = away('hidden')

/** A row about one activity in `state`, for `actors` among those who see it. */
function act(state: Parameters<typeof activityIn>[1], actors: Asker[], seen: Asker[], body: unknown = {}): Row {
  return row({
    prepare: (world) => activityIn(world, state),
    request: (_, id) => ({ params: { id }, body }),
    home: only(actors, seen),
    away: hidden,
  })
}
const words = { words: '另有安排' }
const { startsAt, endsAt } = written

export const rows: Record<keyof typeof activityRoutes, Row> = {
  listActivities: row({ request: () => ({}), home: all('ok'), away: away('ok') }),
  exportActivities: row({ request: () => ({ query: { format: 'csv' } }), home: all('ok'), away: away('ok') }),
  getActivityMonth: row({ request: () => ({ query: { month: '2026-03' } }), home: all('ok'), away: away('ok') }),
  getActivityOptions: row({ request: () => ({}), home: all('ok'), away: away('ok') }),
  createActivity: row({
    request: () => ({ body: { ...written, parentId: null } }),
    home: all('denied', { proposer: 'ok', otherMember: 'ok', memberOffice: 'ok', leader: 'ok' }),
    away: away('denied', { proposer: 'ok', otherMember: 'ok', memberOffice: 'ok', leader: 'ok' }),
  }),
  getActivity: act('announced', told, told, undefined),
  editActivity: act('draft', organising, organising, { ...written, version: 1 }),
  discardActivity: act('draft', organising, organising),
  announceActivity: act('draft', organising, organising),
  proposeActivity: row({
    prepare: (world) => activityIn(world, 'draft', true),
    request: (_, id) => ({ params: { id }, body: {} }),
    home: only(['proposer'], ['proposer']),
    away: hidden,
  }),
  refuseActivity: row({
    prepare: (world) => activityIn(world, 'proposed', true),
    request: (_, id) => ({ params: { id }, body: words }),
    home: only(organising, ['proposer', ...organising]),
    away: hidden,
  }),
  postponeActivity: act('announced', organising, told, words),
  rescheduleActivity: act('postponed', organising, told, { startsAt, endsAt, place: '', words: '' }),
  cancelActivity: act('announced', organising, told, words),
  reopenActivity: act('concluded', organising, told, words),
  archiveActivity: act('concluded', organising, told),
}
