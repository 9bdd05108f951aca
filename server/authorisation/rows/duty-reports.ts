import { type ReportState, dutyReportRoutes as r } from '#contract/duty-reports.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type HomeAnswers, type Row, row } from '../row.ts'
import { enterAs, type World } from '../world.ts'

interface Subject {
  roundId: string
  reportId: string
}

let year = 1950
/** A report of home's proposer in some state, in a round of its own. */
async function reportIn(world: World, state: ReportState): Promise<Subject> {
  const { committeeId, termId, people } = world.home
  const [roundId, reportId] = [newId(), newId()]
  const at = world.app.clock.now
  year += 1
  if (year > 2190) year = 1951
  await world.db.deleteFrom('duty_report_files').where('committee_id', '=', committeeId).execute()
  await world.db.deleteFrom('duty_reports').where('committee_id', '=', committeeId).execute()
  await world.db.deleteFrom('duty_report_rounds').where('committee_id', '=', committeeId).execute()
  await world.db
    .insertInto('duty_report_rounds')
    .values({
      committee_id: committeeId,
      id: roundId,
      term_id: termId,
      year,
      title: '年度履职报告',
      words: '',
      asked_of: 'all',
      due_on: '2026-12-20',
      headings: JSON.stringify([{ heading: '体会', hint: '', chapters: [] }]),
      opened_at: at,
      closed_at: null,
    })
    .execute()
  const done = state === 'submitted' || state === 'archived'
  await world.db
    .insertInto('duty_reports')
    .values({
      committee_id: committeeId,
      id: reportId,
      round_id: roundId,
      member_id: people.proposer.memberId!,
      state,
      parts: JSON.stringify(done ? [{ heading: '体会', text: '一年来' }] : []),
      asked_at: at,
      submitted_at: done ? at : null,
      archived_at: state === 'archived' ? at : null,
      reminded_at: null,
      state_since: at,
    })
    .execute()
  return { roundId, reportId }
}

const readers = all('hidden', { memberOffice: 'ok', leader: 'ok', proposer: 'ok' })
/** The office does it; who reads it is told so, who does not is told nothing. */
const byOffice = all('hidden', { memberOffice: 'ok', leader: 'denied', proposer: 'denied' })
const byWriter = all('hidden', { memberOffice: 'denied', leader: 'denied', proposer: 'ok' })
/** Rounds as a whole: every member has to do with them, the office keeps them. */
const roundByOffice = all('hidden', {
  memberOffice: 'ok',
  leader: 'denied',
  proposer: 'denied',
  otherMember: 'denied',
})
/** Nobody of another committee gets as far as a right: the round is not theirs. */
const roundAway = away('hidden', { leader: 'denied', proposer: 'denied', otherMember: 'denied' })

const ofReport = (state: ReportState, home: HomeAnswers, body?: unknown): Row =>
  row({
    prepare: (world) => reportIn(world, state),
    request: (_, { reportId }) => ({ params: { id: reportId }, body }),
    home,
    away: away('hidden'),
  })
/** A file that home's proposer hung on the report, which is then in this state. */
const ofFile = (state: ReportState, home: HomeAnswers): Row =>
  row({
    prepare: async (world) => {
      const { reportId: id } = await reportIn(world, 'asked')
      const { token } = await enterAs(world, world.home, 'proposer')
      const files = [new File(['一年来'], '报告.txt')]
      const { fileId } = await world.app.client(token)(r.addDutyReportFile, { params: { id } }, { files })
      await world.db.updateTable('duty_reports').set({ state }).where('id', '=', id).execute()
      return { id, fileId }
    },
    request: (_, params) => ({ params }),
    home,
    away: away('hidden'),
  })
const ofRound = (home: HomeAnswers, answers: Row['away'], body?: (world: World) => unknown): Row =>
  row({
    prepare: (world) => reportIn(world, 'asked'),
    request: (world, { roundId }) => ({ params: { id: roundId }, body: body?.(world) }),
    home,
    away: answers,
  })
const list = (query: object = {}): Row =>
  row({
    prepare: (world) => reportIn(world, 'submitted'),
    request: (_, { roundId }) => ({ query: { roundId, ...query } }),
    home: all('ok'),
    away: away('ok'),
  })
const words = { version: 1, parts: [{ heading: '体会', text: '一年来' }] }
const reason = { note: '请补充' }

export const rows: Record<keyof typeof r, Row> = {
  listReportRounds: row({ request: () => ({}), home: all('ok'), away: away('ok') }),
  openReportRound: row({
    prepare: (world) => reportIn(world, 'asked'),
    request: () => ({
      body: { year: 2026, askedOf: 'all', title: '年度履职报告', words: '', dueOn: '2026-12-20' },
    }),
    home: roundByOffice,
    away: away('hidden', { memberOffice: 'ok', leader: 'denied', proposer: 'denied', otherMember: 'denied' }),
  }),
  getReportRound: ofRound(readers, away('hidden')),
  editReportRound: ofRound(roundByOffice, roundAway, () => ({
    version: 1,
    title: '年度履职报告',
    words: '',
    dueOn: '2026-12-25',
  })),
  closeReportRound: ofRound(roundByOffice, roundAway, () => ({ closed: true, note: '届满提前' })),
  remindReports: ofRound(roundByOffice, roundAway, () => ({})),
  askForReport: ofRound(roundByOffice, roundAway, (world) => ({ memberId: world.home.people.otherMember.memberId })),
  listDutyReports: list(),
  exportDutyReports: list({ format: 'json' }),
  getDutyReportPapers: list(),
  getDutyReport: ofReport('submitted', readers),
  drawDutyReport: ofReport('asked', readers),
  writeDutyReport: ofReport('asked', byWriter, words),
  submitDutyReport: ofReport('asked', byWriter, words),
  recordDutyReport: ofReport('asked', byOffice, words),
  addDutyReportFile: row({
    prepare: (world) => reportIn(world, 'asked'),
    request: (_, { reportId }) => ({
      params: { id: reportId },
      files: [{ name: '报告.txt', bytes: Buffer.from('一年来', 'utf8') }],
    }),
    home: all('hidden', { memberOffice: 'ok', leader: 'denied', proposer: 'ok' }),
    away: away('hidden'),
  }),
  // what the writer hung on it is not the office's to take off, nor to see before it is handed in
  removeDutyReportFile: ofFile('asked', all('hidden', { leader: 'denied', proposer: 'ok' })),
  getDutyReportFile: ofFile('submitted', readers),
  takeBackDutyReport: ofReport('submitted', byWriter, {}),
  returnDutyReport: ofReport('submitted', byOffice, reason),
  archiveDutyReport: ofReport('submitted', byOffice, { version: 1 }),
  reopenDutyReport: ofReport('archived', byOffice, reason),
  excuseDutyReport: ofReport('asked', byOffice, reason),
  getDutyReportPaper: ofReport('submitted', readers),
}
