import { type ActivityKind, activityKindNames, type LeaveKind } from '#contract/activity-kinds.ts'
import type { LeaveLineCount } from '#contract/leave-lines.ts'

/** A line of the setting: so many meetings of some kinds missed within a year or a term, and what follows. */
export interface LeaveLine {
  lineKinds: readonly ActivityKind[]
  /** Whom it is drawn for. */
  lineFor: 'everyMember' | 'standingMembers'
  /** Whether leave counts as well as staying away without leave. Official leave never does. Source: 威海市（公务请假不计缺席）. */
  lineCounts: 'absenceOnly' | 'absenceAndLeave'
  lineWithin: 'inYear' | 'inTerm'
  lineTimes: number
  /** What follows, as printed: 劝辞. */
  lineMeasure: string
}

/** Meetings of one kind that a member missed. */
export interface Missed {
  kind: ActivityKind
  absentInYear: number
  leaveInYear: number
  absentInTerm: number
  leaveInTerm: number
}

/** 届内缺全体会议 3 次（含请假，公务不计），劝辞. */
export function leaveLineWords(line: LeaveLine): string {
  const who = line.lineFor === 'standingMembers' ? '常委' : ''
  const kinds = line.lineKinds.map((kind) => activityKindNames[kind]).join('、')
  const counted = line.lineCounts === 'absenceOnly' ? '无故缺席' : '缺席'
  const also = line.lineCounts === 'absenceOnly' ? '' : '（含请假，公务不计）'
  return `${who}${line.lineWithin === 'inYear' ? '一年内' : '届内'}${counted}${kinds} ${line.lineTimes} 次${also}：${line.lineMeasure}`
}

/** How a member stands to one line; null where it is not drawn for them. */
export function countAtLine(
  line: LeaveLine,
  missed: readonly Missed[],
  standing: boolean,
): (LeaveLineCount & { absent: number; leave: number }) | null {
  if (line.lineFor === 'standingMembers' && !standing) return null
  const own = missed.filter(({ kind }) => line.lineKinds.includes(kind))
  const sum = (of: (one: Missed) => number) => own.reduce((all, one) => all + of(one), 0)
  const inYear = line.lineWithin === 'inYear'
  const absent = sum((one) => (inYear ? one.absentInYear : one.absentInTerm))
  const leave = line.lineCounts === 'absenceOnly' ? 0 : sum((one) => (inYear ? one.leaveInYear : one.leaveInTerm))
  return { line: leaveLineWords(line), count: absent + leave, atLeast: line.lineTimes, absent, leave }
}

/** Whether leave from this kind of meeting counts at the line, should it be granted. */
export const leaveCountsAt = (line: LeaveLine, asked: { kind: ActivityKind; leaveKind: LeaveKind }): boolean =>
  line.lineCounts === 'absenceAndLeave' && asked.leaveKind !== 'official' && line.lineKinds.includes(asked.kind)
