import type { clockRoutes } from '#contract/clocks.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type HomeAnswers, type Row, row } from '../row.ts'
import { assignedProposal, type World } from '../world.ts'
import { only, seenBy } from './proposals.ts'

const administrator = {
  home: all('denied', { systemAdmin: 'ok' }),
  away: away('denied', { systemAdmin: 'ok' }),
}
const file = { name: '2026.json', bytes: Buffer.from('{"holidays":{"2026-01-01":"元旦"}}', 'utf8') }

/** A proposal in handling whose unit's reply is due in June, and what more of its clock a row needs. */
async function runningClock(world: World, more: { pausedOn?: string; asked?: boolean } = {}) {
  const { proposalId, assignmentId } = await assignedProposal(world, { proposal: 'handling', assignment: 'accepted' })
  const { committeeId, unitId, people } = world.home
  const clockId = newId()
  await world.db
    .insertInto('clocks')
    .values({
      committee_id: committeeId,
      id: clockId,
      matter_kind: 'proposal',
      matter_id: proposalId,
      subject_id: assignmentId,
      kind: 'reply',
      unit_id: unitId,
      member_id: null,
      started_on: '2026-03-02',
      period: 3,
      period_unit: 'months',
      due_on: '2026-06-02',
      calendar_number: 0,
      calendar_edition: 'test',
      kept: null,
      paused_on: more.pausedOn ?? null,
      acted_at: null,
      stopped_at: null,
      stop_reason: null,
    })
    .execute()
  if (more.pausedOn)
    await world.db
      .insertInto('clock_pauses')
      .values({ committee_id: committeeId, clock_id: clockId, from_on: more.pausedOn, until_on: null, reason: '理由' })
      .execute()
  if (more.asked)
    await world.db
      .insertInto('clock_extensions')
      .values({
        committee_id: committeeId,
        id: newId(),
        clock_id: clockId,
        asked_until: '2026-07-01',
        reason: '理由',
        asked_by: people.unitClerk.accountId,
        asked_at: world.app.clock.now,
        decided_at: null,
        decided_by: null,
        granted_until: null,
      })
      .execute()
  return { id: proposalId, clockId }
}

function ofClock(home: HomeAnswers, body: unknown, more: Parameters<typeof runningClock>[1] = {}): Row {
  return row({
    prepare: (world) => runningClock(world, more),
    request: (_, params) => ({ params, body }),
    home,
    away: away('hidden'),
  })
}
const byUnit = only(['unitClerk'], seenBy.handled)
const byOffices = only(['proposalOffice', 'assigningOffice'], seenBy.handled)
const toSee = only(seenBy.handled, seenBy.handled)
const reason = { note: '理由' }

export const rows: Record<keyof typeof clockRoutes, Row> = {
  // The calendar is the same for everybody, as on any wall.
  getCalendarYear: row({ request: () => ({ params: { year: '2026' } }), home: all('ok'), away: away('ok') }),
  getWorkingDays: row({ request: () => ({}), home: all('ok'), away: away('ok') }),
  // A version nobody has seen: let through, and refused as stale. An entered calendar would be there for good.
  enterCalendarYear: row({
    request: () => ({
      params: { year: '2026' },
      body: {
        version: 99,
        source: '通知',
        holidays: ['01-01', '05-01', '10-01', '10-02', '10-03'].map((day) => ({ date: `2026-${day}`, name: '放假' })),
        makeUpDays: [],
      },
    }),
    ...administrator,
  }),
  readCalendarFile: row({ request: () => ({ files: [file] }), ...administrator }),
  listProposalClocks: row({
    prepare: (world) => runningClock(world),
    request: (_, { id }) => ({ params: { id } }),
    home: toSee,
    away: away('hidden'),
  }),
  getClockDays: ofClock(toSee, undefined),
  askExtension: ofClock(byUnit, { ...reason, until: '2026-07-01' }),
  decideExtension: ofClock(byOffices, { ...reason, until: '2026-07-01' }, { asked: true }),
  pauseClock: ofClock(byOffices, reason),
  resumeClock: ofClock(byOffices, reason, { pausedOn: '2026-03-02' }),
}
