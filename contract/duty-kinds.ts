import { z } from 'zod'
import { type ActivityKind, activityKind, activityKinds } from './activity-kinds.ts'

/** Of the committee, or of the higher one that organised, adopted, commended: 全国 · 省级 · 市级 · 县级. */
export const dutyLevel = z.enum(['national', 'provincial', 'city', 'county'])
export type DutyLevel = z.infer<typeof dutyLevel>
export const levelNames: Readonly<Record<DutyLevel, string>> = {
  national: '全国',
  provincial: '省级',
  city: '市级',
  county: '县级',
}

/** 第一提案人、主笔 · 联名人 · 参加者 · 组织者. */
export const dutyPart = z.enum(['lead', 'coSigner', 'participant', 'organiser'])
export type DutyPart = z.infer<typeof dutyPart>
export const partNames: Readonly<Record<DutyPart, string>> = {
  lead: '第一（主笔）',
  coSigner: '联名',
  participant: '参加',
  organiser: '组织',
}

/** 出席 · 迟到 · 早退 · 请假（获准） · 公务请假（不计缺席：威海市） · 缺席（未请假或未准假：安庆市 2018）. */
export const dutyAttendance = z.enum(['present', 'late', 'leftEarly', 'leave', 'officialLeave', 'absent'])
export type DutyAttendance = z.infer<typeof dutyAttendance>
export const attendanceNames: Readonly<Record<DutyAttendance, string>> = {
  present: '出席',
  late: '迟到',
  leftEarly: '早退',
  leave: '请假',
  officialLeave: '公务请假',
  absent: '缺席',
}

/** Where a kind stands in a member's archive. Source: 蚌埠市政协委员履职档案 2018, chapter ②. */
export const dutyChapter = z.enum([
  'plenary',
  'standingCommittee',
  'consultation',
  'proposals',
  'speeches',
  'opinions',
  'inspections',
  'studies',
  'appraisals',
  'activities',
  'service',
  'commendations',
  'reports',
])
export type DutyChapter = z.infer<typeof dutyChapter>
export const chapterNames: Readonly<Record<DutyChapter, string>> = {
  plenary: '全体会议',
  standingCommittee: '常委会、主席会议',
  consultation: '协商会议',
  proposals: '提案',
  speeches: '大会发言',
  opinions: '社情民意信息',
  inspections: '视察调研',
  studies: '学习培训、文史宣传',
  appraisals: '民主评议',
  activities: '其他以委员身份参加的活动',
  service: '联系群众、服务发展',
  commendations: '表彰奖励',
  reports: '年度履职报告',
}
/** Where acts are counted: the plenary's group meetings are in the same figure. */
export const countedChapterNames: Readonly<Record<DutyChapter, string>> = { ...chapterNames, plenary: '全会和小组会' }

/** One kind of entry of the ledger. */
export interface DutyKind {
  readonly kind: string
  /** As the office calls it. */
  readonly label: string
  readonly chapter: DutyChapter
  /** `source`: only an event of its feature makes it · `manual`: only an approved record · `both`: either. */
  readonly from: 'source' | 'manual' | 'both'
  /** `attendance` tells of coming and staying away; null otherwise. */
  readonly attendance: boolean
  /** `level` tells who organised, adopted or commended; null otherwise. */
  readonly level: boolean
  /** The parts a member can have in it. */
  readonly parts: readonly DutyPart[]
}

type Flags = Partial<Pick<DutyKind, 'level' | 'parts'>>
const signers: readonly DutyPart[] = ['lead', 'coSigner']
const came: readonly DutyPart[] = ['participant', 'organiser']

const fact = (
  kind: string,
  label: string,
  chapter: DutyChapter,
  from: DutyKind['from'],
  flags: Flags = {},
): DutyKind => ({ kind, label, chapter, from, attendance: false, level: false, parts: ['lead'], ...flags })
/** Of every kind of activity: meetings of the committee are told apart from everything else. */
export const dutyKindOfActivity = (kind: ActivityKind): string =>
  `${activityKinds[kind].meeting ? 'meeting' : 'activity'}.${kind}`
const gatherings = activityKind.options.map(
  (kind): DutyKind => ({
    kind: dutyKindOfActivity(kind),
    label: activityKinds[kind].entryName,
    chapter: activityKinds[kind].chapter,
    from: 'both',
    attendance: true,
    level: true,
    parts: came,
  }),
)

/** All kinds of entries. A kind, once out, is never renamed: entries are for ever. */
export const dutyKinds: readonly DutyKind[] = [
  fact('proposal.submitted', '提交提案', 'proposals', 'source', { parts: signers }),
  fact('proposal.registered', '提案立案', 'proposals', 'source', { parts: signers }),
  fact('proposal.key', '重点提案', 'proposals', 'source', { parts: signers }),
  fact('proposal.excellent', '优秀提案', 'proposals', 'source', { parts: signers }),
  fact('proposal.appraised', '提案质量评议（双向评议）', 'proposals', 'source', { parts: signers }),
  fact('proposal.referredUp', '提案向上级政协报送', 'proposals', 'source', { parts: signers, level: true }),
  fact('proposal.convertedToOpinion', '提案转社情民意信息', 'proposals', 'source', { parts: signers }),
  fact('opinion.submitted', '反映社情民意信息', 'opinions', 'both', { parts: signers }),
  fact('opinion.adopted', '社情民意信息被采用', 'opinions', 'both', { parts: signers, level: true }),
  fact('opinion.instructed', '社情民意信息获批示', 'opinions', 'both', { parts: signers, level: true }),
  ...gatherings,
  fact('speech.oral', '大会口头发言', 'speeches', 'both', { parts: signers }),
  fact('speech.written', '大会书面发言', 'speeches', 'both', { parts: signers }),
  fact('duty.report', '年度履职报告', 'reports', 'source'),
  fact('pledge', '践行承诺', 'service', 'manual'),
  fact('counsel', '建言献策', 'consultation', 'manual', { level: true, parts: signers }),
  fact('outreach', '宣讲', 'service', 'manual', { parts: came }),
  fact('story', '讲述政协故事', 'studies', 'manual'),
  fact('villageTie', '联系村（社区）', 'service', 'manual', { parts: came }),
  fact('enterpriseTie', '帮扶企业', 'service', 'manual', { parts: came }),
  fact('pairing', '结对帮扶', 'service', 'manual', { parts: came }),
  fact('project', '服务重点项目', 'service', 'manual', { parts: came }),
  fact('researchReport', '调研报告', 'inspections', 'manual', { level: true, parts: signers }),
  fact('historyMaterial', '文史资料', 'studies', 'manual', { level: true, parts: signers }),
  fact('studyNotes', '学习笔记', 'studies', 'manual'),
  fact('reflection', '学习心得', 'studies', 'manual'),
  fact('publicity', '宣传稿件', 'studies', 'manual', { level: true, parts: signers }),
  fact('commendation', '表彰奖励', 'commendations', 'manual', { level: true }),
  fact('other', '其他以委员身份参加的活动', 'activities', 'manual', { parts: came }),
]

/** What takes entries back, as people read it. */
export const reversalNames: Readonly<Record<string, string>> = {
  'proposal.returned': '提案退回修改',
  'proposal.declined': '提案不予立案',
  'proposal.converted': '提案转办',
  'proposal.draftersNamed': '集体提案的主要成员有变',
  'proposal.reexamined': '提案重新审查',
  'proposal.withdrawn': '撤案',
  'keyProposal.removed': '不再列为重点提案',
  'activity.checkedIn': '补记签到',
  'activity.attendanceCorrected': '更正到会情况',
  'activity.attendanceSettled': '结算到会情况',
  'activity.cancelled': '会议活动取消',
  'activity.reopened': '会议活动重新登记',
  'speech.withdrawn': '撤下发言',
  'dutyReport.reopened': '履职报告取消归档',
  'recognition.revoked': '撤销称号',
  'dutyRecord.withdrawn': '撤回填报',
  'dutyEntry.corrected': '异议成立',
}

/** The part in words; empty where the kind knows one part only: nobody is the first author of an award. */
export const partName = (kind: string, part: DutyPart): string =>
  dutyKindOf(kind)?.parts.length === 1 ? '' : partNames[part]

/** The kinds that a member or the office may record by hand. */
export const manualDutyKinds: readonly DutyKind[] = dutyKinds.filter(({ from }) => from !== 'source')

/** The kinds a member may record alone: what the system cannot know of by itself. What comes from a proposal, a meeting or an activity
 *  comes by itself, and would stand twice; what another body held or adopted, the office records with its paper. */
export const ownDutyKinds: readonly DutyKind[] = manualDutyKinds.filter(
  ({ from, kind }) => from === 'manual' || kind === 'opinion.submitted',
)

const byName = new Map(dutyKinds.map((kind) => [kind.kind, kind]))
/** The kind of this name, or null where no such kind exists. */
export const dutyKindOf = (kind: string): DutyKind | null => byName.get(kind) ?? null

/** A kind of the catalogue. */
export const dutyKind = z.string().refine((kind) => byName.has(kind), { error: '没有这一类履职记录' })

/** A kind of the catalogue, where the catalogue itself is to be chosen from. */
export const dutyKindName = z.enum(
  dutyKinds.map(({ kind }) => kind),
  { error: '没有这一类履职记录' },
)
