import type { activityRecordRoutes } from '#contract/activity-records.ts'
import { openFileStore } from '#platform/files/store.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import type { Asker, World } from '../world.ts'
import { activityIn, organising, told } from './activities.ts'
import { only } from './proposals.ts'

interface Subject {
  id: string
  fileId: string
  recordId: string
}

/** An announced activity of home with a paper for invitees, minutes, and a plan of seats. */
export async function furnished(world: World, published: boolean): Promise<Subject> {
  const { committeeId, people } = world.home
  const id = await activityIn(world, 'announced')
  const [fileId, recordId] = [newId(), newId()]
  const at = world.app.clock.now
  const own = { committee_id: committeeId, activity_id: id }
  await world.db
    .insertInto('files')
    .values({
      committee_id: committeeId,
      id: fileId,
      name: '讲义.txt',
      media_type: 'text/plain',
      ...(await openFileStore(world.app.dataDir).put(Buffer.from('讲义', 'utf8'))),
      created_at: at,
      created_by: people.memberOffice.accountId,
    })
    .execute()
  await world.db
    .insertInto('activity_papers')
    .values({ ...own, file_id: fileId, rights: 'invitees', added_at: at })
    .execute()
  await world.db
    .insertInto('activity_records')
    .values({
      ...own,
      id: recordId,
      kind: 'minutes',
      title: '会议纪要',
      session: '',
      body: '',
      issue: null,
      text: '议定三件事。',
      published_at: published ? at : null,
      written_at: at,
      written_by: people.memberOffice.accountId,
    })
    .execute()
  await world.db
    .updateTable('activities')
    .set({ seat_plan: JSON.stringify({ rows: 2, perRow: 3 }) })
    .where('id', '=', id)
    .execute()
  return { id, fileId, recordId }
}

/** A row about one furnished activity, for `actors` among those who see it. */
function act(actors: Asker[], given: (subject: Subject, world: World) => object, published = false): Row {
  return row({
    prepare: (world) => furnished(world, published),
    request: (world, subject) => given(subject, world),
    home: only(actors, told),
    away: away('hidden'),
  })
}
const record = { kind: 'minutes', title: '会议纪要', session: '', body: '', issue: null, text: '议定三件事。' }
const files = [{ name: '讲义.txt', bytes: Buffer.from('讲义', 'utf8') }]
const members = { proposer: 'ok', otherMember: 'ok' } as const
const everybody = { home: all('ok'), away: away('ok') }

export const rows: Record<keyof typeof activityRecordRoutes, Row> = {
  listPapersOfActivity: act(told, ({ id }) => ({ params: { id } })),
  addActivityPaper: act(organising, ({ id }) => ({ params: { id }, query: { rights: 'members' }, files })),
  removeActivityPaper: act(organising, ({ id, fileId }) => ({ params: { id, fileId }, body: {} })),
  getActivityPaper: act(told, ({ id, fileId }) => ({ params: { id, fileId } })),
  listActivityRecords: act(told, ({ id }) => ({ params: { id } })),
  writeActivityRecord: act(organising, ({ id }) => ({ params: { id }, body: record })),
  editActivityRecord: act(organising, ({ recordId }) => ({
    params: { id: recordId },
    body: { ...record, version: 1 },
  })),
  publishActivityRecord: act(organising, ({ recordId }) => ({
    params: { id: recordId },
    body: { signedBy: '秘书长', version: 1 },
  })),
  withdrawActivityRecord: act(
    organising,
    ({ recordId }) => ({ params: { id: recordId }, body: { words: '有误' } }),
    true,
  ),
  getSeatPlan: act(told, ({ id }) => ({ params: { id } })),
  arrangeSeats: act(organising, ({ id }) => ({ params: { id }, body: { rows: 2, perRow: 3, order: 'stroke' } })),
  moveSeat: act(organising, ({ id }, world) => ({
    params: { id },
    body: { memberId: world.home.people.proposer.memberId, row: 1, number: 1 },
  })),
  getCalendarFeed: row({ request: () => ({}), ...everybody }),
  makeCalendarFeed: row({ request: () => ({ body: {} }), home: all('denied', members), away: away('denied', members) }),
  dropCalendarFeed: row({ request: () => ({ body: {} }), home: all('denied', members), away: away('denied', members) }),
  // Who knows the address reads it; nobody else, whoever they are.
  readCalendarFeed: row({
    request: () => ({ params: { token: `${'x'.repeat(43)}.ics` } }),
    home: all('hidden', { nobody: 'hidden' }),
    away: away('hidden'),
  }),
}
