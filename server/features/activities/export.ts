import { type ActivityItem, seatWords } from '#contract/activities.ts'
import type { Invitee } from '#contract/activity-invitees.ts'
import { activityKindNames, leaveKindNames } from '#contract/activity-kinds.ts'
import type { ExportFormat } from '#contract/common.ts'
import { attendanceNames } from '#contract/duty-kinds.ts'
import type { MemberAtLine } from '#contract/leave-lines.ts'
import type { LeaveApprover, LeaveRequest } from '#contract/leaves.ts'
import { contactSight } from '#features/members/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { type ExportColumn, type ExportFile, exportRows } from '#platform/spreadsheets/export.ts'
import { getActivity } from './queries/activity.ts'
import { listInvitees } from './queries/invitees.ts'
import { type LeaveLineFilters, listLeaveLines } from './queries/leave-lines.ts'
import { type LeaveFilters, listLeaves } from './queries/leaves.ts'
import { type ActivityFilters, listActivities } from './queries/list.ts'
import { activityWorkflow } from './workflow.ts'

const answerWords = { coming: '参加', waiting: '候补', notComing: '不参加' } as const
const leaveStateWords = { requested: '待批', granted: '已准', refused: '未准', withdrawn: '已撤回' } as const
const approverWords: Record<LeaveApprover, string> = {
  leader: '主席或秘书长',
  convener: '组织方负责人',
  memberOffice: '委员联络办',
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const at = (instant: string | null) =>
  instant === null ? '' : `${civilDateOf(new Date(instant))} ${clock.format(new Date(instant))}`

const organiserWords = (a: ActivityItem) =>
  a.startedBy ? `${a.startedBy.name}委员发起` : a.organiser.name || '本会机关'

const activityColumns: readonly ExportColumn<ActivityItem>[] = [
  { heading: '名称', kind: 'text', width: 40, value: (a) => a.title },
  { heading: '类别', kind: 'text', value: (a) => activityKindNames[a.kind] },
  { heading: '状态', kind: 'text', value: (a) => activityWorkflow.states[a.state] },
  { heading: '开始', kind: 'text', value: (a) => at(a.startsAt) },
  { heading: '结束', kind: 'text', value: (a) => at(a.endsAt) },
  { heading: '地点', kind: 'text', width: 28, value: (a) => a.place },
  { heading: '组织方', kind: 'text', value: organiserWords },
  { heading: '应到', kind: 'number', value: (a) => a.counts?.must ?? null },
  { heading: '受邀', kind: 'number', value: (a) => a.counts?.invited ?? null },
  { heading: '参加', kind: 'number', value: (a) => a.counts?.coming ?? null },
  { heading: '准假', kind: 'number', value: (a) => a.counts?.leaveGranted ?? null },
  { heading: '没有回复', kind: 'number', value: (a) => a.counts?.silent ?? null },
]

const inviteeColumns: readonly ExportColumn<Invitee & { place: number }>[] = [
  { heading: '序号', kind: 'number', value: (one) => one.place },
  { heading: '姓名', kind: 'text', value: (one) => one.name },
  { heading: '界别', kind: 'text', width: 20, value: (one) => one.sector ?? '' },
  { heading: '应到', kind: 'text', value: (one) => (one.must ? '应到' : '自愿') },
  { heading: '回复', kind: 'text', value: (one) => (one.answer ? answerWords[one.answer] : '') },
  {
    heading: '请假',
    kind: 'text',
    value: ({ leave }) =>
      leave
        ? `${leaveKindNames[leave.kind]}，${leaveStateWords[leave.state]}${leave.covers ? '' : `，${leave.halfDays} 个半天`}`
        : '',
  },
  { heading: '看过通知', kind: 'text', value: (one) => at(one.readAt) },
  { heading: '座位', kind: 'text', value: (one) => (one.seat ? seatWords(one.seat) : '') },
  { heading: '到会', kind: 'text', value: (one) => (one.outcome ? attendanceNames[one.outcome] : '') },
  { heading: '账号', kind: 'text', value: (one) => (one.hasAccount ? '' : '没有账号') },
]
/** Only for who may see telephone numbers: who has no account is rung up. */
const phoneColumn: ExportColumn<{ phone: string }> = { heading: '手机', kind: 'text', value: (one) => one.phone }

const leaveColumns: readonly ExportColumn<LeaveRequest>[] = [
  { heading: '姓名', kind: 'text', value: (one) => one.memberName },
  { heading: '会议活动', kind: 'text', width: 36, value: (one) => one.activity.title },
  { heading: '类别', kind: 'text', value: (one) => activityKindNames[one.activity.kind] },
  { heading: '日期', kind: 'date', value: (one) => civilDateOf(new Date(one.activity.startsAt)) },
  { heading: '事由', kind: 'text', value: (one) => leaveKindNames[one.kind] },
  { heading: '说明', kind: 'text', width: 30, value: (one) => one.words },
  { heading: '半天数', kind: 'number', value: (one) => one.halfDays },
  { heading: '结果', kind: 'text', value: (one) => leaveStateWords[one.state] },
  {
    heading: '审批',
    kind: 'text',
    width: 36,
    value: (one) =>
      one.decisions
        .map(
          (d) =>
            `${approverWords[d.by]}${d.granted ? '同意' : '不同意'}（${d.byName}${d.onBehalf ? '补记' : ''}）${d.words}`,
        )
        .join('；'),
  },
  { heading: '补假', kind: 'text', value: (one) => (one.late ? '补假' : '') },
  { heading: '申请时间', kind: 'text', value: (one) => at(one.askedAt) },
]

async function* pages<T>(load: (cursor?: string) => Promise<{ items: T[]; nextCursor: string | null }>) {
  let cursor: string | undefined
  do {
    const page = await load(cursor)
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}

/** The list of activities as a file, under the filters and rights of the list itself. */
export function exportActivities(ctx: Context, f: ActivityFilters & { format: ExportFormat }): ExportFile {
  const rows = pages((cursor) => listActivities(ctx, { ...f, cursor, limit: 500 }))
  return exportRows({ name: '会议活动', columns: activityColumns, rows, format: f.format })
}

/** Requests for leave as a file. */
export function exportLeaves(ctx: Context, f: LeaveFilters & { format: ExportFormat }): ExportFile {
  const rows = pages((cursor) => listLeaves(ctx, { ...f, cursor, limit: 500 }))
  return exportRows({ name: '请假情况', columns: leaveColumns, rows, format: f.format })
}

/** The list of invitees as a file. @throws DomainError not-found, access.denied */
export async function exportInvitees(ctx: Context, id: string, format: ExportFormat): Promise<ExportFile> {
  const { title } = await getActivity(ctx, id)
  const { items } = await listInvitees(ctx, id)
  const seesPhones = contactSight(ctx.actor, null) !== 'none'
  async function* rows() {
    for (const [i, one] of items.entries()) yield { ...one, place: i + 1 }
  }
  const columns = seesPhones ? [...inviteeColumns, phoneColumn] : inviteeColumns
  return exportRows({ name: `${title}名单`, columns, rows: rows(), format })
}

const lineColumns: readonly ExportColumn<MemberAtLine>[] = [
  { heading: '姓名', kind: 'text', value: (one) => one.name },
  { heading: '界别', kind: 'text', width: 20, value: (one) => one.sector },
  { heading: '哪条线', kind: 'text', width: 44, value: (one) => one.line },
  { heading: '已计几次', kind: 'number', value: (one) => one.count },
  { heading: '其中无故缺席', kind: 'number', value: (one) => one.absent },
  { heading: '其中请假', kind: 'number', value: (one) => one.leave },
  { heading: '到线', kind: 'text', value: (one) => (one.stands === 'beyond' ? '已到线' : '再一次到线') },
]

/** Members near or beyond a line of absence as a file. @throws DomainError access.denied */
export async function exportLeaveLines(
  ctx: Context,
  f: LeaveLineFilters & { format: ExportFormat },
): Promise<ExportFile> {
  const { year, items } = await listLeaveLines(ctx, f)
  async function* rows() {
    yield* items
  }
  return exportRows({ name: `${year}年缺席请假到线情况`, columns: lineColumns, rows: rows(), format: f.format })
}
