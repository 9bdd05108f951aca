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
