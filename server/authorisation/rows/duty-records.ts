import { dutyRecordRoutes as r } from '#contract/duty-records.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import { type Asker, enterAs, type World } from '../world.ts'
import { only } from './proposals.ts'

const written = {
  kind: 'outreach',
  part: 'participant',
  level: null,
  title: '进社区宣讲全会精神',
  note: '',
  occurredOn: '2026-02-10',
  organiserGroupId: null,
}

/** A record of home's proposer that waits, with a proof. */
async function record(world: World): Promise<{ recordId: string; fileId: string }> {
  const { committeeId, termId, people } = world.home
  const [recordId, fileId] = [newId(), newId()]
  const at = world.app.clock.now
  await world.db
    .insertInto('duty_records')
    .values({
      committee_id: committeeId,
      id: recordId,
      member_id: people.proposer.memberId!,
      term_id: termId,
      state: 'submitted',
      kind: written.kind,
      part: written.part,
      level: null,
      title: written.title,
      note: '',
      occurred_on: written.occurredOn,
      organiser_group_id: null,
      entered_by: people.proposer.accountId,
      entered_by_name: '委员',
      origin: 'member',
      reviewed_at: null,
      created_at: at,
      updated_at: at,
    })
    .execute()
  await world.db
    .insertInto('files')
    .values({
      committee_id: committeeId,
      id: fileId,
      name: '照片.txt',
      media_type: 'text/plain',
      size: 1,
      sha256: 'a'.repeat(64),
      created_at: at,
      created_by: people.proposer.accountId,
    })
    .execute()
  await world.db
    .insertInto('duty_record_files')
    .values({ committee_id: committeeId, record_id: recordId, file_id: fileId, added_at: at })
    .execute()
  return { recordId, fileId }
}

const seen: Asker[] = ['proposer', 'memberOffice', 'leader']
const act = (actors: Asker[], body: unknown): Row =>
  row({
    prepare: record,
    request: (_, { recordId }) => ({ params: { id: recordId }, body }),
    home: only(actors, seen),
    away: away('hidden'),
  })
const members = {
  home: all('denied', { proposer: 'ok', otherMember: 'ok', memberOffice: 'ok' }),
  away: away('denied', { proposer: 'ok', otherMember: 'ok', memberOffice: 'ok' }),
}
const office = { home: all('denied', { memberOffice: 'ok' }), away: away('denied', { memberOffice: 'ok' }) }
const table = [
  { name: '履职.csv', bytes: Buffer.from('姓名,日期,类别,事项\n某委员,2026-02-10,宣讲,进社区宣讲\n', 'utf8') },
]

export const rows: Record<keyof typeof r, Row> = {
  listDutyRecords: row({ request: () => ({}), ...members }),
  getDutyRecordOptions: row({ request: () => ({}), ...members }),
  getDutyRecord: act(seen, undefined),
  createDutyRecord: row({
    request: (world, _, person) => ({
      body: { ...written, memberId: person?.memberId ?? world.home.people.proposer.memberId },
    }),
    home: all('denied', { proposer: 'ok', otherMember: 'ok', memberOffice: 'ok' }),
    away: away('denied', { proposer: 'ok', otherMember: 'ok', memberOffice: 'hidden' }),
  }),
  editDutyRecord: act(['proposer', 'memberOffice'], { version: 1, ...written }),
  approveDutyRecord: act(['memberOffice'], { version: 1, note: '' }),
  refuseDutyRecord: act(['memberOffice'], { version: 1, note: '材料不全' }),
  withdrawDutyRecord: act(['proposer', 'memberOffice'], { note: '写错了' }),
  addDutyRecordFile: row({
    prepare: record,
    request: (_, { recordId }) => ({
      params: { id: recordId },
      files: [{ name: '材料.txt', bytes: Buffer.from('宣讲稿', 'utf8') }],
    }),
    home: only(['proposer', 'memberOffice'], seen),
    away: away('hidden'),
  }),
  removeDutyRecordFile: row({
    prepare: record,
    request: (_, { recordId, fileId }) => ({ params: { id: recordId, fileId } }),
    home: only(['proposer', 'memberOffice'], seen),
    away: away('hidden'),
  }),
  getDutyRecordFile: row({
    prepare: async (world) => {
      const { recordId } = await record(world)
      const { token } = await enterAs(world, world.home, 'proposer')
      const files = [new File(['宣讲稿'], '宣讲稿.txt')]
      const { fileId } = await world.app.client(token)(r.addDutyRecordFile, { params: { id: recordId } }, { files })
      return { recordId, fileId }
    },
    request: (_, { recordId, fileId }) => ({ params: { id: recordId, fileId } }),
    home: only(seen, seen),
    away: away('hidden'),
  }),
  getDutyImportTemplate: row({ request: () => ({}), ...office }),
  previewDutyImport: row({ request: () => ({ files: table }), ...office }),
  // nothing was previewed: let through, and refused for that alone
  importDutyRecords: row({ request: () => ({ query: { fingerprint: 'x' }, files: table }), ...office }),
}
