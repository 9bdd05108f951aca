import type { DutyAttendance, DutyChapter, DutyLevel, DutyPart } from '#contract/duty-kinds.ts'

/** The field's words, for papers and files. Source of the chapters: 蚌埠市政协委员履职档案 2018. */
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
export const partNames: Readonly<Record<DutyPart, string>> = {
  lead: '第一（主笔）',
  coSigner: '联名',
  participant: '参加',
  organiser: '组织',
}
export const attendanceNames: Readonly<Record<DutyAttendance, string>> = {
  present: '出席',
  late: '迟到',
  leftEarly: '早退',
  leave: '请假',
  officialLeave: '公务请假',
  absent: '缺席',
}
export const levelNames: Readonly<Record<DutyLevel, string>> = {
  national: '全国',
  provincial: '省级',
  city: '市级',
  county: '县级',
}
