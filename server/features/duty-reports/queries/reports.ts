import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { DutyAttendance } from '#contract/duty-kinds.ts'
import type {
  DutyReport,
  DutyReportItem,
  ReportPart,
  ReportState,
  dutyReportRoutes as r,
} from '#contract/duty-reports.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { historyOf } from '#platform/events/emit.ts'
import type { AttachedFile } from '#platform/files/attached.ts'
import { after, cursorValue, cutPage, readCursor } from '#platform/lists.ts'
import { type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { keepsReports, readsReports, relationsTo, seesReport, seesWords } from '../access.ts'
import { drawnParts, takesIn } from '../rules.ts'
import type { ReportHeading } from '../settings.ts'
import { dutyReportWorkflow } from '../workflow.ts'
import { filesSeen } from './files.ts'

type Filters = Omit<z.output<typeof r.listDutyReports.query>, 'cursor' | 'limit'>

/** Reports the actor may see, with the member and their sector of today. */
function visibleReports(ctx: Context) {
  const { committeeId, memberId, role } = ctx.actor
  const today = civilDateOf(ctx.now)
  return ctx.db
    .selectFrom('duty_reports as p')
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'p.committee_id').onRef('m.id', '=', 'p.member_id'),
    )
    .leftJoin('group_members as seat', (join) =>
      join
        .onRef('seat.committee_id', '=', 'p.committee_id')
        .onRef('seat.member_id', '=', 'p.member_id')
        .on('seat.exclusive_kind', '=', 'sector')
        .on('seat.starts_on', '<=', today)
        .on((eb) => eb.or([eb('seat.ends_on', 'is', null), eb('seat.ends_on', '>', today)])),
    )
    .leftJoin('groups as g', (join) =>
      join.onRef('g.committee_id', '=', 'seat.committee_id').onRef('g.id', '=', 'seat.group_id'),
    )
    .where('p.committee_id', '=', committeeId)
    .where((eb) =>
      readsReports(role)
        ? sql<SqlBool>`true`
        : role === 'member'
          ? eb('p.member_id', '=', memberId)
          : sql<SqlBool>`false`,
    )
}

const items = (ctx: Context, f: Filters) =>
  visibleReports(ctx)
    .select([
      'p.id',
      'p.round_id as roundId',
      'p.member_id as memberId',
      'm.name',
      'm.stroke_key as strokeKey',
      sql<string>`coalesce(g.name, '')`.as('sector'),
      sql<ReportState>`p.state`.as('state'),
      'p.submitted_at as submittedAt',
      'p.reminded_at as remindedAt',
    ])
    .where('p.round_id', '=', f.roundId)
    .$if(f.state !== undefined, (query) => query.where('p.state', '=', f.state!))
    .$if(f.sectorId !== undefined, (query) => query.where('g.id', '=', f.sectorId!))
    .$if(f.q !== undefined, (query) => query.where(sql<SqlBool>`strpos(m.name, ${f.q}) > 0`))
    .orderBy('m.stroke_key')
    .orderBy('p.id')

/** The reports of a round in the order of strokes (姓氏笔画). */
export async function listDutyReports(ctx: Context, query: z.output<typeof r.listDutyReports.query>) {
  const { cursor, limit, ...f } = query
  const place = readCursor('duty-reports', cursor, cursorValue.text)
  const rows = await items(ctx, f)
    .$if(place !== null, (q) => q.where((eb) => after(eb, 'm.stroke_key', 'p.id', place!, 'asc', 'text')))
    .limit(limit + 1)
    .execute()
  const page = cutPage('duty-reports', rows, limit, (row) => ({ value: row.strokeKey, id: row.id }))
  return { items: page.items.map(({ strokeKey: _, ...item }): DutyReportItem => item), nextCursor: page.nextCursor }
}

const stateWords = dutyReportWorkflow.states

/** The same list as a file. */
export function exportDutyReports(ctx: Context, query: z.output<typeof r.exportDutyReports.query>): ExportFile {
  const { format, ...f } = query
  async function* rows() {
    let cursor: string | undefined
    do {
      const page = await listDutyReports(ctx, { ...f, cursor, limit: 500 })
      yield* page.items
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return exportRows<DutyReportItem>({
    name: '年度履职报告',
    format,
    rows: rows(),
    columns: [
      { heading: '姓名', kind: 'text', value: (one) => one.name },
      { heading: '界别', kind: 'text', width: 24, value: (one) => one.sector },
      { heading: '状态', kind: 'text', value: (one) => stateWords[one.state] },
      {
        heading: '提交日期',
        kind: 'text',
        value: (one) => (one.submittedAt ? civilDateOf(new Date(one.submittedAt)) : ''),
      },
    ],
  })
}

/** A report as it lies there. @throws DomainError not-found where it is not visible */
async function findReport(ctx: Context, id: string) {
  const row = await visibleReports(ctx)
    .innerJoin('duty_report_rounds as o', (join) =>
      join.onRef('o.committee_id', '=', 'p.committee_id').onRef('o.id', '=', 'p.round_id'),
    )
    .selectAll('p')
    .select(['m.name', 'm.account_id', 'o.year', 'o.title', 'o.words', 'o.due_on', 'o.closed_at', 'o.headings'])
    .select(sql<string>`coalesce(g.name, '')`.as('sector'))
    .where('p.id', '=', id)
    .executeTakeFirst()
  if (!row || !seesReport(ctx.actor, row.member_id)) throw notFound('dutyReport')
  return { ...row, state: row.state as ReportState, headings: row.headings as unknown as ReportHeading[] }
}

/** One report, with what its reader may do. */
export async function getDutyReport(ctx: Context, id: string): Promise<DutyReport> {
  const row = await findReport(ctx, id)
  const oneself = row.account_id !== null && row.account_id === ctx.actor.accountId
  const report = { memberId: row.member_id, oneself, state: row.state }
  const actions = dutyReportWorkflow.actionsFor(row.state, relationsTo(ctx.actor, report))
  const open = takesIn(row.closed_at, { state: row.state, state_since: row.state_since })
  const writers = ['write', 'attach', 'submit', 'record', 'takeBack'] as const
  return {
    id: row.id,
    roundId: row.round_id,
    memberId: row.member_id,
    name: row.name,
    sector: row.sector,
    state: row.state,
    submittedAt: row.submitted_at,
    remindedAt: row.reminded_at,
    round: {
      id: row.round_id,
      year: row.year,
      title: row.title,
      words: row.words,
      dueOn: row.due_on,
      closedAt: row.closed_at,
    },
    parts:
      seesWords(ctx.actor, report) || (row.written_for_by !== '' && keepsReports(ctx.actor.role))
        ? (row.parts as unknown as ReportPart[])
        : [],
    files: (await filesSeen(ctx, id, report)).map(({ fileId, name, mediaType, size }) => ({
      fileId,
      name,
      mediaType,
      size,
    })),
    headings: row.headings.map(({ heading, hint }) => ({ heading, hint })),
    writtenForBy: row.written_for_by,
    note: row.note,
    version: row.version,
    // Of a closed round nothing is written any more; the office still reviews what is in.
    actions: actions.filter((action) => open || !writers.some((one) => one === action)),
    history: await historyOf(ctx, ctx.actor.committeeId, id),
  }
}

/** A file of a report, for whoever may open it. @throws DomainError not-found */
export async function getDutyReportFile(ctx: Context, id: string, fileId: string): Promise<AttachedFile> {
  const row = await findReport(ctx, id)
  const files = await filesSeen(ctx, id, { memberId: row.member_id, state: row.state })
  const file = files.find((one) => one.fileId === fileId)
  if (!file) throw notFound('file')
  return file
}

/** What the ledger of the year says under each heading. @throws DomainError not-found */
export async function drawDutyReport(ctx: Context, id: string) {
  const row = await findReport(ctx, id)
  const { rows } = await sql<{ kind: string; attendance: DutyAttendance | null; title: string }>`
    select e.kind, e.attendance, e.title
    from duty_entries e
    where e.committee_id = ${ctx.actor.committeeId}
      and e.member_id = ${row.member_id}
      and e.occurred_on between ${`${row.year}-01-01`}::date and ${`${row.year}-12-31`}::date
      and e.reverses_id is null
      and not exists (
        select from duty_entries b where b.committee_id = e.committee_id and b.reverses_id = e.id
      )
    order by e.occurred_on, e.id`.execute(ctx.db)
  return { parts: drawnParts(row.headings, rows) }
}
