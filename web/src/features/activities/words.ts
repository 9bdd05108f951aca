import type {
  ActivityAnswer,
  ActivityCounts,
  ActivityItem,
  ActivityLeave,
  ActivityLevel,
  ActivityState,
} from '#contract/activities.ts'
import { activityKindNames, leaveKindNames } from '#contract/activity-kinds.ts'
import type { LeaveApprover, LeaveState } from '#contract/leaves.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

export const kindWords = activityKindNames
export const levelWords: Record<ActivityLevel, string> = {
  national: '全国政协',
  provincial: '省级政协',
  city: '市级政协',
  county: '县级政协',
}
export const stateWords: Record<ActivityState, string> = {
  draft: '起草',
  proposed: '待办公室同意',
  announced: '已通知',
  postponed: '已延期',
  concluded: '已结束',
  archived: '已归档',
  cancelled: '已取消',
}
export const stateTones: Record<ActivityState, Tone> = {
  draft: 'open',
  proposed: 'due',
  announced: 'moving',
  postponed: 'due',
  concluded: 'done',
  archived: 'done',
  cancelled: 'stopped',
}
export const answerWords: Record<ActivityAnswer, string> = { coming: '参加', waiting: '候补', notComing: '不参加' }
export const answerTones: Record<ActivityAnswer, Tone> = { coming: 'done', waiting: 'due', notComing: 'stopped' }
export const leaveKindWords = leaveKindNames
export const leaveStateWords: Record<LeaveState, string> = {
  requested: '待批',
  granted: '已准',
  refused: '没有批准',
  withdrawn: '已撤回',
}
export const leaveTones: Record<LeaveState, Tone> = {
  requested: 'due',
  granted: 'done',
  refused: 'stopped',
  withdrawn: 'stopped',
}
export const approverWords: Record<LeaveApprover, string> = {
  leader: '主席或秘书长',
  convener: '组织方负责人',
  memberOffice: '委员联络办',
}
export const postWords = {
  chair: '主席',
  viceChair: '副主席',
  secretaryGeneral: '秘书长',
  standingMember: '常务委员',
  director: '主任',
  deputyDirector: '副主任',
  other: '其他职务',
} as const

/** Who organises it, in words. */
export const organiserWords = (one: Pick<ActivityItem, 'organiser' | 'startedBy'>): string =>
  one.startedBy ? `${one.startedBy.name}委员发起` : one.organiser.name || '本会机关'

/** A draft that the office gave back, with its reason. */
export const isReturned = ({ state, stateWords: reason }: Pick<ActivityItem, 'state' | 'stateWords'>): boolean =>
  state === 'draft' && reason !== ''

/** Where it stands, in words. */
export const standsWords = (one: Pick<ActivityItem, 'state' | 'stateWords'>): string =>
  isReturned(one) ? '已退回' : stateWords[one.state]

/** 应到 28 · 参加 20 · 准假 3 · 没有回复 5. */
export function countWords(counts: ActivityCounts): string {
  const parts: [number, string][] = [
    [counts.coming, '参加'],
    [counts.waiting, '候补'],
    [counts.leaveGranted, '准假'],
    [counts.leaveAsked, '请假待批'],
    [counts.notComing, '不参加'],
    [counts.silent, '没有回复'],
  ]
  return [`受邀 ${counts.invited}`, ...parts.filter(([n]) => n > 0).map(([n, what]) => `${what} ${n}`)].join('，')
}

/** 事假：已准；事假：已准（1 个半天）, where the member comes to the others. */
export const leaveWords = ({ kind, state, halfDays, covers }: ActivityLeave): string =>
  `${leaveKindWords[kind]}：${leaveStateWords[state]}${covers ? '' : `（${halfDays} 个半天）`}`

/** On leave from all of it. */
export const isAway = (leave: ActivityLeave | null): boolean => leave?.state === 'granted' && leave.covers

/** What happened, for history and audit. */
export const activityEvents: Record<string, string> = {
  'activity.drafted': '起草会议活动',
  'activity.edited': '修改会议活动',
  'activity.discarded': '删除会议活动草稿',
  'activity.proposed': '委员发起活动，报办公室',
  'activity.refused': '退回委员发起的活动',
  'activity.announced': '发会议通知',
  'activity.recorded': '补录会议活动',
  'activity.invited': '补请委员',
  'activity.listed': '补列名单',
  'activity.uninvited': '移出名单',
  'activity.answered': '回复能否参加',
  'activity.movedUp': '候补转为参加',
  'activity.reminded': '提醒没有回复的',
  'activity.moved': '改时间或地点',
  'activity.postponed': '延期',
  'activity.rescheduled': '定新的时间',
  'activity.cancelled': '取消',
  'activity.paperAdded': '添材料',
  'activity.paperRemoved': '撤下材料',
  'activity.paperRightsChanged': '改材料给谁看',
  'activity.madePublic': '登上公众页面',
  'activity.retracted': '从公众页面撤下',
  'activity.recordDrafted': '起草成果、简报、纪要',
  'activity.recordEdited': '修改成果、简报、纪要',
  'activity.recordPublished': '签发成果、简报、纪要',
  'activity.recordWithdrawn': '收回已签发的',
  'activity.seatsArranged': '排座位',
  'activity.seatMoved': '调座位',
  'calendarFeed.made': '生成日历订阅地址',
  'calendarFeed.dropped': '停止日历订阅',
  'activity.committeeAsked': '请其他政协参加',
  'activity.jointOffered': '收到联合活动邀请',
  'activity.jointAnswered': '其他政协答复是否参加',
  'activity.jointCalledOff': '联合活动主办方不办了',
  'activity.jointDeclined': '不参加联合活动',
  'activity.concluded': '结束',
  'activity.reopened': '重新打开',
  'activity.archived': '归档',
  'leave.requested': '请假',
  'leave.passedOn': '请假转下一步',
  'leave.granted': '准假',
  'leave.refused': '不准假',
  'leave.withdrawn': '撤回请假',
  'leave.paperAdded': '补交请假证明',
}

registerErrorWords({
  'activity.wrong-state': '会议活动已经到了别的阶段，页面已更新。',
  'activity.times': '时间不对：结束要晚于开始，报名截止不能晚于开始，一次活动最长三个月。',
  'activity.no-term': '还没有登记本届，请先在“组织”里登记届次。',
  'activity.not-organiser': '您不能代这个小组或专委会组织，或者这种会议只能由机关召集。',
  'activity.part-of-part': '分会下面不能再设分会。',
  'activity.has-parts': '还有分会，请先删除分会。',
  'activity.list-fixed': '通知发出以后名单已经定了，请在名单里补请或移出。',
  'activity.nobody': '按这些条件一个人也没有，请先选好邀请谁。',
  'activity.over': '时间已经过了。',
  'activity.not-invited': '不在这次的名单上。',
  'activity.reminded': '今天已经提醒过，明天可以再提醒。',
  'activity.answer-over': '报名已经截止，要改请联系办公室。',
  'activity.needs-leave': '这次请您务必参加，来不了请点“请假”。',
  'activity.no-such-seat': '没有这个座位，请先排座位。',
  'activity.seat-taken': ({ details }) =>
    `${Number(details?.row) < 0 ? '主席台 ' : ''}${Math.abs(Number(details?.row))} 排 ${String(details?.number)} 号已经有人坐，不能减掉。请先把人移开。`,
  'activity.private-number': ({ details }) =>
    `里面有手机号或身份证号：${((details?.found as string[] | undefined) ?? []).join('、')}，请去掉再公开。`,
  'activity-record.published': '已经签发，要改请先收回。',
  'activity-record.draft': '还没有签发，页面已更新。',
  'joint.asked': '已经请过这家政协了。',
  'joint.no-committee': '请选另一家政协。',
  'joint.guest': '分会，或者别的政协主办的活动，不能再请其他政协。',
  'joint.answered': '已经答复过了，页面已更新。',
  'leave.late': '会议已经开始，不能再请假或撤回；确有原因请告诉委员联络办补记。',
  'leave.open': '已经请过假了，不用再请。',
  'leave.too-long': ({ details }) => `请假最多 ${String(details?.halfDays ?? '')} 个半天。`,
  'leave.decided': '这份请假已经有结果，页面已更新。',
  'leave.needs-words': '不准假、补假和代为补记的，请写明理由或依据。',
})
