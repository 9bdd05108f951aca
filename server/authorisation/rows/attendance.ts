import type { attendanceRoutes } from '#contract/attendance.ts'
import { codeAt } from '#features/attendance/attendance.fixtures.ts'
import { all, away, type Row, row } from '../row.ts'
import type { Asker } from '../world.ts'
import { activityIn, organising, told } from './activities.ts'
import { only } from './proposals.ts'

const hidden = away('hidden')
const reading: Asker[] = ['proposalOffice', ...organising]

/** A row about one announced activity, for `actors` among those who see it. */
function act(actors: Asker[], request: { query?: Record<string, unknown>; body?: unknown }): Row {
  return row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (_, id) => ({ params: { id }, ...request }),
    home: only(actors, told),
    away: hidden,
  })
}
const at = '2026-03-02T01:00:00Z'

export const rows: Record<keyof typeof attendanceRoutes, Row> = {
  getAttendance: act(reading, {}),
  listAttendees: act(reading, {}),
  exportAttendees: act(reading, { query: { format: 'csv' } }),
  getCheckInDesk: act(organising, {}),
  checkIn: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (world, id) => ({
      params: { id },
      body: { desk: '', sentAt: at, items: [{ memberId: world.home.people.proposer.memberId, at, offsetMs: 0 }] },
    }),
    home: only(organising, told),
    away: hidden,
  }),
  // Whoever is no member has nothing to check in; to another committee's member its desk is none.
  checkInSelf: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (world, id) => ({ body: { code: codeAt('D', world.home.committeeId, id, world.app.clock.now) } }),
    home: all('denied', { proposer: 'ok', otherMember: 'ok' }),
    away: away('denied', { proposer: 'ok', otherMember: 'ok' }),
  }),
  getMyCodes: row({
    request: () => ({}),
    home: all('denied', { proposer: 'ok', otherMember: 'ok' }),
    away: away('denied', { proposer: 'ok', otherMember: 'ok' }),
  }),
  correctAttendance: row({
    prepare: (world) => activityIn(world, 'announced'),
    request: (world, id) => ({
      params: { id },
      body: { memberIds: [world.home.people.proposer.memberId], attendance: 'present', reason: '签到台漏扫' },
    }),
    home: only(organising, told),
    away: hidden,
  }),
  settleAttendance: act(organising, { body: {} }),
}
