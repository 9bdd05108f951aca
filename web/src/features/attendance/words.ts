import type { Attendance, CheckInWay } from '#contract/attendance.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'
import type { DeskOutcome } from './desk-judge.ts'

export const attendanceWords: Record<Attendance, string> = {
  present: '到会',
  late: '迟到',
  leftEarly: '早退',
  leave: '请假',
  officialLeave: '公务请假',
  absent: '缺席',
}
export const attendanceTones: Record<Attendance, Tone> = {
  present: 'done',
  late: 'due',
  leftEarly: 'due',
  leave: 'stopped',
  officialLeave: 'stopped',
  absent: 'due',
}
/** Leave for some half days of it only. */
export const partialLeave = ({ halfDaysOfLeave }: { halfDaysOfLeave: number }): string =>
  `准了 ${halfDaysOfLeave} 个半天的假`
export const wayWords: Record<CheckInWay, string> = {
  memberCode: '扫委员的码',
  deskCode: '委员扫签到台的码',
  list: '按姓名签到',
  correction: '更正',
}

/** What the desk says, short enough to be read across a table. */
export const outcomeWords: Record<DeskOutcome, string> = {
  checkedIn: '签到成功',
  already: '已经签到过了',
  earlier: '已签到，按更早的时间记',
  corrected: '会务已更正为请假或缺席；人到了，请会务再更正一次',
  unreadable: '这不是签到码',
  otherCommittee: '这是别的政协委员会的码',
  notInvited: '不在这次会议的名单里；确实该来的，点“补进名单并签到”',
  expired: '码已经过期，请委员重新打开签到码；截图、照片不能用',
  ahead: '码的时间不对，请委员刷新签到码，并核对手机时间',
  forged: '这个码验证不了，请按姓名签到',
  used: '这个码已经在别的会场用过，请委员等一分钟换了码再扫',
  tooEarly: '还没有到签到时间',
  tooLate: '签到时间已经过了，需要的请主办方更正',
  clock: '这台设备的时间中途改过，判断不了，请按姓名再签一次',
  proving: '已读到，正在请服务器核对',
  provingLater: '已记下，网络通了以后由服务器核对',
  oldList: '这台设备上的名单是前一天的，验证不了码，请按姓名签到，或者联网打开一次',
}
/** Why the server did not take a check-in that this desk had taken: an outcome, or that the whole meeting takes none. */
const refusalWords: Record<string, string> = {
  ...outcomeWords,
  'attendance.settled': '送到时会议已经结束并结算，请在到会情况里更正',
  'attendance.not-open': '会议已经延期或者取消，没有记下',
  'attendance.way-off': '扫码签到已经停用，请按姓名再签一次',
}
export const refusalOf = (refusal: string): string => refusalWords[refusal] ?? '服务器没有收下，请按姓名再签一次'

export const goodOutcomes: readonly DeskOutcome[] = ['checkedIn', 'already', 'earlier']

export const attendanceEvents: Record<string, string> = {
  'activity.checkedIn': '签到',
  'activity.attendanceCorrected': '更正到会情况',
  'activity.attendanceSettled': '结算到会情况',
}

registerErrorWords({
  'attendance.not-open': '这次会议还没有发通知，或者已经延期、取消，现在不能签到。',
  'attendance.settled': '会议已经结束并结算了到会情况，要改请用“更正”。',
  'attendance.way-off': '这种签到方式没有启用，请按姓名签到。',
  'attendance.code-used': '有一个码同时在两个会场用了，请再送一次，会指出是哪一个。',
  'attendance.not-invited': '这位委员不在会议名单里，请先补请。',
  'attendance.same': '现在记的就是这样，不用更正。',
  'attendance.too-early': '会议还没有开始，不能结算。',
  'attendance.parts-open': ({ details }) => `“${String(details?.title ?? '分会')}”还没有结算，请先结束各场分会。`,
})
