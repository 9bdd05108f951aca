import type { dutyRoutes } from '#contract/duty.ts'
import { keepUp, tellAttendance } from '#features/duty/duty.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import type { Asker, World } from '../world.ts'
import { only } from './proposals.ts'

/** An entry in the ledger of home's proposer, with an objection to it where asked for. */
async function entry(world: World, objected: boolean): Promise<{ entryId: string; objectionId: string }> {
  const { committeeId, termId, people } = world.home
  const memberId = people.proposer.memberId!
  const subjectId = await tellAttendance(world.db, { committeeId, termId, memberId })
  await keepUp(world.db)
  const { id: entryId } = await world.db
    .selectFrom('duty_entries')
    .select('id')
    .where('subject_id', '=', subjectId)
    .executeTakeFirstOrThrow()
  const objectionId = newId()
  if (objected)
    await world.db
      .insertInto('duty_objections')
      .values({
        committee_id: committeeId,
        id: objectionId,
        entry_id: entryId,
        member_id: memberId,
        state: 'open',
        reason: '那天在外公务',
        raised_at: world.app.clock.now,
        raised_by: people.proposer.accountId,
        remedy: null,
        answered_at: null,
      })
      .execute()
  return { entryId, objectionId }
}

const readers = { home: all('denied', { proposer: 'ok', otherMember: 'ok', memberOffice: 'ok', leader: 'ok' }) }
/** The same roles of the other committee read the ledger of their own. */
const readersAway = away('denied', { proposer: 'ok', otherMember: 'ok', memberOffice: 'ok', leader: 'ok' })
const overseers = {
  home: all('denied', { memberOffice: 'ok', leader: 'ok' }),
  away: away('denied', { memberOffice: 'ok', leader: 'ok' }),
}

const objection = (actors: Asker[], body: unknown): Row =>
  row({
    prepare: (world) => entry(world, true),
    request: (_, { objectionId }) => ({ params: { id: objectionId }, body }),
    home: only(actors, ['proposer', 'memberOffice', 'leader']),
    away: away('hidden'),
  })

export const rows: Record<keyof typeof dutyRoutes, Row> = {
  listDutyEntries: row({ request: () => ({}), ...readers, away: readersAway }),
  countDutyEntries: row({ request: () => ({}), ...readers, away: readersAway }),
  exportDutyEntries: row({ request: () => ({ query: { format: 'csv' } }), ...readers, away: readersAway }),
  getDutyYear: row({
    request: (world) => ({ query: { memberId: world.home.people.proposer.memberId!, year: 2026 } }),
    home: all('denied', { proposer: 'ok', otherMember: 'hidden', memberOffice: 'ok', leader: 'ok' }),
    away: away('denied', { proposer: 'hidden', otherMember: 'hidden', memberOffice: 'hidden', leader: 'hidden' }),
  }),
  objectToDutyEntry: row({
    prepare: (world) => entry(world, false),
    request: (_, { entryId }) => ({ params: { id: entryId }, body: { reason: '那天在外公务' } }),
    home: only(['proposer'], ['proposer', 'memberOffice', 'leader']),
    away: away('hidden'),
  }),
  listDutyObjections: row({ request: () => ({}), ...readers, away: readersAway }),
  answerDutyObjection: objection(['memberOffice'], { version: 1, answer: '情况属实', remedy: 'source', change: null }),
  withdrawDutyObjection: objection(['proposer'], { note: '' }),
  getDutyStatistics: row({ request: () => ({}), ...overseers }),
  exportDutyStatistics: row({ request: () => ({ query: { by: 'sector', format: 'csv' } }), ...overseers }),
}
