import type { DutyDimension, DutyObjectionState, DutyRemedy } from '#contract/duty.ts'
import type { DutyAttendance } from '#contract/duty-kinds.ts'
import {
  attendanceNames,
  chapterNames,
  dutyKindOf,
  levelNames,
  partNames,
  reversalNames,
} from '#contract/duty-kinds.ts'
import type { DutyRecordAction, DutyRecordState } from '#contract/duty-records.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

export const kindWord = (kind: string): string => dutyKindOf(kind)?.label ?? kind

/** What a step of a proposal is called beside the others. */
export const stepWords: Readonly<Record<string, string>> = {
  'proposal.submitted': '提交',
  'proposal.registered': '立案',
  'proposal.key': '列为重点提案',
  'proposal.excellent': '评为优秀提案',
  'proposal.appraised': '质量评议',
  'proposal.referredUp': '向上级政协报送',
  'proposal.convertedToOpinion': '转社情民意信息',
}

export const chapterWords = chapterNames
export const partWords = partNames
export const attendanceWords = attendanceNames
/** Entries of what was done. */
export const cameWords = '不算请假、缺席'
export const levelWords = levelNames
export const attendanceTones: Record<DutyAttendance, Tone> = {
  present: 'done',
  late: 'due',
  leftEarly: 'due',
  leave: 'stopped',
  officialLeave: 'stopped',
  absent: 'due',
}
/** What took an entry back. */
export const reversalWord = (event: string): string => reversalNames[event] ?? '来源有变'
export const recordStateWords: Record<DutyRecordState, string> = {
  submitted: '待审核',
  approved: '已入账',
  refused: '未通过',
  withdrawn: '已撤回',
}
export const recordTones: Record<DutyRecordState, Tone> = {
  submitted: 'moving',
  approved: 'done',
  refused: 'due',
  withdrawn: 'stopped',
}
export const recordActionWords: Record<DutyRecordAction, string> = {
  edit: '修改',
  approve: '审核通过',
  refuse: '不予通过',
  withdraw: '撤回',
}
export const objectionWords: Record<DutyObjectionState, string> = {
  open: '待答复',
  upheld: '已更正',
  refused: '不予更正',
  withdrawn: '已撤回',
}
export const objectionTones: Record<DutyObjectionState, Tone> = {
  open: 'moving',
  upheld: 'done',
  refused: 'stopped',
  withdrawn: 'stopped',
}
export const remedyWords: Record<DutyRemedy, string> = {
  source: '异议成立，已到来源处改好（如改签到、改提案），台账已跟着改',
  reverse: '异议成立，这一条不该有，从台账取消',
  replace: '异议成立，这一条记错了，照下面重新记',
}
/** As the member reads it afterwards. */
export const remedyDone: Record<DutyRemedy, string> = {
  source: '已到来源处更正',
  reverse: '已从台账取消',
  replace: '已重新记',
}
export const originWords = { member: '委员填报', office: '机关代录', import: '表格导入' } as const
export const dimensionWords: Record<DutyDimension, string> = {
  sector: '按界别',
  specialCommittee: '按专委会',
  group: '按小组',
  level: '按级别',
  year: '按年度',
  kind: '按类别',
}

/** What happened to duty, for the audit administrator and in histories. */
export const dutyEvents: Record<string, string> = {
  'dutyRecord.submitted': '填报履职记录',
  'dutyRecord.edited': '修改履职记录',
  'dutyRecord.approved': '审核通过履职记录',
  'dutyRecord.refused': '不予通过履职记录',
  'dutyRecord.withdrawn': '撤回履职记录',
  'dutyRecord.fileAdded': '添加证明材料',
  'dutyRecord.fileRemoved': '移去证明材料',
  'dutyObjection.raised': '对台账提出异议',
  'dutyObjection.upheld': '采纳台账异议',
  'dutyObjection.refused': '答复台账异议，不予更正',
  'dutyObjection.withdrawn': '撤回台账异议',
  'dutyEntry.corrected': '更正履职台账',
  'dutyArchive.sealed': '封存履职档案',
}

registerErrorWords({
  'dutyArchive.term-runs': '这一届还没有届满，届满后再封存。',
  'dutyArchive.ledger-behind': '台账正在入账，请过一会儿再封存。',
  'dutyArchive.nobody': '没有这样的委员，换个条件再下载。',
  'dutyArchive.not-sealed': '这份档案还没有封存。',
  'dutyArchive.seal-pending': '封存刚刚完成，证明几秒钟后生成，请稍后再取。',
  'dutyEntry.reversed': '这一条已经冲销，页面已更新。',
  'dutyObjection.taken': '这一条已经有一份异议在等答复。',
  'dutyObjection.wrong-state': '这份异议已经处理过了，页面已更新。',
  'dutyObjection.needs-change': '下面还和原来一样，请改成应当的样子。',
  'dutyObjection.source-unchanged': '来源处还没有改。请先点上面的标题到来源处改好，再来答复。',
  'dutyObjection.at-source': '这一条只能到来源处更正（履职报告取消归档，表彰撤销）。',
  'dutyRecord.not-yet': '日期不能晚于今天。',
  'dutyRecord.outside-term': '这一天不在任期内，请核对日期。',
  'dutyRecord.by-itself': '这一类由系统自动入账，或者由委员联络办代录，不用自己补记。',
  'dutyRecord.wrong-part': '这一类没有这种身份，请重新选择。',
  'dutyRecord.wrong-state': '这条记录已经处理过了，页面已更新。',
  'dutyRecord.needs-proof': '没有证明材料的，请写明是怎样核实的。',
  'dutyRecord.twin': '这一天的同类履职已自动入账。确是另一次的，请写明。',
})
