import type { Attendance, AttendanceCounts, CheckInOutcome } from '#contract/attendance.ts'
import type { AttendanceSetting } from './settings.ts'

const minuteMs = 60_000

/** From when until when check-in counts, and from when on somebody is late. Instants in milliseconds. */
export function windowOf(
  setting: Pick<AttendanceSetting, 'opensMinutesBefore' | 'closesMinutesAfter' | 'lateAfterMinutes'>,
  activity: { startsAt: number; endsAt: number },
): { opensAt: number; closesAt: number; lateAfter: number } {
  return {
    opensAt: activity.startsAt - setting.opensMinutesBefore * minuteMs,
    closesAt: activity.endsAt + setting.closesMinutesAfter * minuteMs,
    lateAfter: activity.startsAt + setting.lateAfterMinutes * minuteMs,
  }
}

/** A clock that jumped while its desk was without a network: what it measured before says nothing of what came after. */
const clockToleranceMs = 2 * minuteMs

/** When a check-in happened by the server's clock: the desk's time, made right by what the desk was found to be off. A desk
 *  a day off is judged like any other; one whose clock was moved in between cannot be judged.
 *  @returns milliseconds, or null where the desk's clock was moved, or the moment lies ahead */
export function rightedTime(given: { at: number; offsetMs: number; sentAt: number; now: number }): number | null {
  const offsetNow = given.now - given.sentAt
  if (Math.abs(offsetNow - given.offsetMs) > clockToleranceMs) return null
  const righted = given.at + given.offsetMs
  return righted > given.now + clockToleranceMs ? null : Math.min(righted, given.now)
}

/** Outside the window a check-in is refused. */
export function judgeTime(
  at: number,
  window: { opensAt: number; closesAt: number },
): Extract<CheckInOutcome, 'tooEarly' | 'tooLate'> | null {
  if (at < window.opensAt) return 'tooEarly'
  return at > window.closesAt ? 'tooLate' : null
}

/** Who came, whenever. */
export const came = (attendance: Attendance | null): boolean =>
  attendance === 'present' || attendance === 'late' || attendance === 'leftEarly'

/** What is told of a check-in that changed nothing: who came is on record; what the office put right to absence stays so. */
export const keptOutcome = (recorded: Attendance | null): 'already' | 'corrected' =>
  recorded === null || came(recorded) ? 'already' : 'corrected'

/** How somebody attended: what is recorded of them; else leave that was granted; else, of those who must come, absent.
 *  Leave not asked for and leave refused are alike. Source: 安庆 (未请假与请假未批均按缺席计), 威海 (公务请假不计缺席).
 *  @returns null where somebody who need not come did not */
export function attendanceOf(given: {
  recorded: Attendance | null
  leave: 'leave' | 'officialLeave' | null
  must: boolean
}): Attendance | null {
  if (given.recorded) return given.recorded
  if (given.leave) return given.leave
  return given.must ? 'absent' : null
}

/** Counts of one list. `due` are all who must come, on leave or not. */
export function countAttendance(people: readonly { attendance: Attendance | null; must: boolean }[]): AttendanceCounts {
  const counts: AttendanceCounts = {
    due: 0,
    present: 0,
    late: 0,
    leave: 0,
    officialLeave: 0,
    absent: 0,
    guests: 0,
  }
  for (const { attendance, must } of people) {
    if (!must) {
      if (came(attendance)) counts.guests += 1
      continue
    }
    counts.due += 1
    if (came(attendance)) counts.present += 1
    if (attendance === 'late') counts.late += 1
    if (attendance === 'leave' || attendance === 'officialLeave' || attendance === 'absent') counts[attendance] += 1
  }
  return counts
}

/** What is left of a count when those of its parts, none twice, are taken away. */
export function countsWithout(all: AttendanceCounts, parts: readonly AttendanceCounts[]): AttendanceCounts {
  const rest = { ...all }
  for (const part of parts) for (const key of Object.keys(rest) as (keyof AttendanceCounts)[]) rest[key] -= part[key]
  return rest
}

/** How many must be there: so many parts of all who are due, leave or not. Source: 全体会议须有三分之二以上委员出席. */
export function quorumOf(
  share: { numerator: number; denominator: number },
  counts: Pick<AttendanceCounts, 'due' | 'present'>,
): { needed: number; reached: boolean; missing: number } {
  const needed = Math.ceil((counts.due * share.numerator) / share.denominator)
  const missing = Math.max(0, needed - counts.present)
  return { needed, reached: counts.due > 0 && missing === 0, missing }
}

/** What of a person on the list decides how they attended. */
export interface OnList {
  must: boolean
  recorded: Attendance | null
  /** The record was put right by hand, with a reason. */
  corrected: boolean
  /** Leave for all of it; half days of leave where it is not. */
  leave: 'leave' | 'officialLeave' | null
  halfDaysOfLeave: number
}
/** How somebody attended one sitting of a meeting. */
export interface Sitting {
  attendance: Attendance
  halfDays: number
}

/** How somebody attended, and how many half days of it. What was put right by hand holds for the whole; otherwise who was on the
 *  list of sittings is judged by them, and a check-in at the meeting itself counts as one more. Half days are those of the
 *  sittings attended (每半天计: 闵行), less those on leave.
 *  @returns null where somebody who need not come did not */
export function outcomeOf(
  person: OnList,
  sittings: readonly Sitting[],
  whole: { halfDays: number; share: { numerator: number; denominator: number } | null },
): Sitting | null {
  const all = (attendance: Attendance) => ({ attendance, halfDays: whole.halfDays })
  if (person.corrected) return all(person.recorded!)
  const bySittings = sittings.length > 0 && person.must
  const own = person.recorded && bySittings ? [person.recorded] : []
  const attendance = bySittings
    ? attendanceOverSittings([...own, ...sittings.map((one) => one.attendance)], whole.share, person.leave)
    : attendanceOf(person)
  if (attendance === null) return null
  if (!came(attendance)) return all(attendance)
  if (!bySittings) return { attendance, halfDays: Math.max(1, whole.halfDays - person.halfDaysOfLeave) }
  const sum = (of: readonly Sitting[]) => of.reduce((days, one) => days + one.halfDays, 0)
  const outside = came(person.recorded) ? Math.max(0, whole.halfDays - sum(sittings)) : 0
  const attended = sum(sittings.filter((one) => came(one.attendance))) + outside
  return { attendance, halfDays: Math.min(whole.halfDays, Math.max(1, attended)) }
}

/** How somebody attended a meeting of several sittings. Sittings on official leave do not count; where leave was granted for
 *  the whole meeting, `leave` says so.
 *  @param share so many of the sittings must be attended; null: one is enough. Source: 威海 (实到不足三分之二即记缺席) */
export function attendanceOverSittings(
  sittings: readonly Attendance[],
  share: { numerator: number; denominator: number } | null,
  leave: 'leave' | 'officialLeave' | null,
): Attendance {
  const counted = sittings.filter((one) => one !== 'officialLeave')
  const attended = counted.filter(came).length
  if (counted.length === 0) return sittings.length > 0 ? 'officialLeave' : (leave ?? 'absent')
  const enough = share ? attended * share.denominator >= counted.length * share.numerator : attended > 0
  if (enough && attended > 0) return 'present'
  if (leave) return leave
  return attended === 0 && counted.every((one) => one === 'leave') ? 'leave' : 'absent'
}
