import type { z } from 'zod'
import type { Attendance, Attendee, CheckInWay, attendanceRoutes as r } from '#contract/attendance.ts'
import type { Context } from '#platform/context.ts'
import { type ExportColumn, type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { listAttendees } from './queries/attendees.ts'
import { occasionFor } from './queries/occasion.ts'

const attendanceWords: Record<Attendance, string> = {
  present: '到会',
  late: '迟到',
  leftEarly: '早退',
  leave: '请假',
  officialLeave: '公务请假',
  absent: '缺席',
}
const wayWords: Record<CheckInWay, string> = {
  memberCode: '扫委员的码',
  deskCode: '委员扫签到台的码',
  list: '按姓名签到',
  correction: '更正',
}
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

const columns: readonly ExportColumn<Attendee>[] = [
  { heading: '姓名', kind: 'text', value: (p) => p.name },
  { heading: '界别', kind: 'text', width: 20, value: (p) => p.sector },
  { heading: '应到', kind: 'text', value: (p) => (p.must ? '是' : '') },
  { heading: '到会情况', kind: 'text', value: (p) => (p.attendance ? attendanceWords[p.attendance] : '') },
  { heading: '签到时间', kind: 'text', width: 22, value: (p) => (p.at ? clock.format(new Date(p.at)) : '') },
  { heading: '签到方式', kind: 'text', width: 18, value: (p) => (p.way ? wayWords[p.way] : '') },
  { heading: '签到台', kind: 'text', value: (p) => p.desk },
  { heading: '更正的理由', kind: 'text', width: 30, value: (p) => p.reason },
]

/** The attendance as a file, under the filters and rights of the list itself. @throws DomainError not-found, access.denied */
export async function exportAttendees(
  ctx: Context,
  id: string,
  f: z.output<typeof r.exportAttendees.query>,
): Promise<ExportFile> {
  const { occasion } = await occasionFor(ctx, id)
  const first = await listAttendees(ctx, id, { ...f, limit: 500 })
  async function* rows() {
    let page = first
    yield* page.items
    while (page.nextCursor) {
      page = await listAttendees(ctx, id, { ...f, cursor: page.nextCursor, limit: 500 })
      yield* page.items
    }
  }
  return exportRows({ name: `${occasion.title}到会情况`, columns, rows: rows(), format: f.format })
}
