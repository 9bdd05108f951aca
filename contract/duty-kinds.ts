import { z } from 'zod'

/** Of the committee, or of the higher one that organised, adopted, commended: 全国 · 省级 · 市级 · 县级. */
export const dutyLevel = z.enum(['national', 'provincial', 'city', 'county'])
export type DutyLevel = z.infer<typeof dutyLevel>

/** 第一提案人、主笔 · 联名人 · 参加者 · 组织者. */
export const dutyPart = z.enum(['lead', 'coSigner', 'participant', 'organiser'])
export type DutyPart = z.infer<typeof dutyPart>

/** 出席 · 迟到 · 早退 · 请假（获准） · 公务请假（不计缺席：威海市） · 缺席（未请假或未准假：安庆市 2018）. */
export const dutyAttendance = z.enum(['present', 'late', 'leftEarly', 'leave', 'officialLeave', 'absent'])
export type DutyAttendance = z.infer<typeof dutyAttendance>

/** Meetings of the committee by the kind of activity that they are. */
export const meetingKinds = [
  'plenary',
  'plenarySubMeeting',
  'standingCommittee',
  'chairCouncil',
  'consultationMeeting',
] as const
/** Every other kind of activity. */
export const activityDutyKinds = [
  'specialCommittee',
  'sectorActivity',
  'groupActivity',
  'inspection',
  'research',
  'training',
  'lecture',
  'volunteer',
  'appraisalActivity',
  'other',
] as const

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
const gathering = (kind: string, label: string, chapter: DutyChapter): DutyKind => ({
  kind,
  label,
  chapter,
  from: 'both',
  attendance: true,
  level: true,
  parts: came,
})

/** All kinds of entries. A kind, once out, is never renamed: entries are for ever. */
export const dutyKinds: readonly DutyKind[] = [
  fact('proposal.submitted', '提交提案', 'proposals', 'source', { parts: signers }),
  fact('proposal.registered', '提案立案', 'proposals', 'source', { parts: signers }),
  fact('proposal.key', '重点提案', 'proposals', 'source', { parts: signers }),
  fact('proposal.excellent', '优秀提案', 'proposals', 'source', { parts: signers }),
  fact('proposal.referredUp', '提案向上级政协报送', 'proposals', 'source', { parts: signers, level: true }),
  fact('proposal.convertedToOpinion', '提案转社情民意信息', 'proposals', 'source', { parts: signers }),
  fact('opinion.submitted', '反映社情民意信息', 'opinions', 'both', { parts: signers }),
  fact('opinion.adopted', '社情民意信息被采用', 'opinions', 'both', { parts: signers, level: true }),
  fact('opinion.instructed', '社情民意信息获批示', 'opinions', 'both', { parts: signers, level: true }),
  gathering('meeting.plenary', '全体会议', 'plenary'),
  gathering('meeting.plenarySubMeeting', '全会小组会、联组会', 'plenary'),
  gathering('meeting.standingCommittee', '常务委员会会议', 'standingCommittee'),
  gathering('meeting.chairCouncil', '主席会议', 'standingCommittee'),
  gathering('meeting.consultationMeeting', '协商会议', 'consultation'),
  gathering('activity.specialCommittee', '专门委员会活动', 'activities'),
  gathering('activity.sectorActivity', '界别活动', 'activities'),
  gathering('activity.groupActivity', '小组活动', 'activities'),
  gathering('activity.inspection', '视察', 'inspections'),
  gathering('activity.research', '调研', 'inspections'),
  gathering('activity.training', '培训', 'studies'),
  gathering('activity.lecture', '讲座', 'studies'),
  gathering('activity.volunteer', '公益活动', 'service'),
  gathering('activity.appraisalActivity', '民主评议', 'appraisals'),
  gathering('activity.other', '其他活动', 'activities'),
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

/** The kinds that a member or the office may record by hand. */
export const manualDutyKinds: readonly DutyKind[] = dutyKinds.filter(({ from }) => from !== 'source')

const byName = new Map(dutyKinds.map((kind) => [kind.kind, kind]))
/** The kind of this name, or null where no such kind exists. */
export const dutyKindOf = (kind: string): DutyKind | null => byName.get(kind) ?? null

/** A kind of the catalogue. */
export const dutyKind = z.string().refine((kind) => byName.has(kind), { error: '没有这一类履职记录' })
