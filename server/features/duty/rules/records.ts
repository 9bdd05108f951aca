import { type DutyAttendance, type DutyLevel, type DutyPart, dutyKindOf } from '#contract/duty-kinds.ts'

/** What a record by hand says. */
export interface WrittenRecord {
  kind: string
  part: DutyPart
  level: DutyLevel | null
  title: string
  occurredOn: string
}

/** Days a member served in a term: from joining until leaving; open while in office. */
export interface Service {
  termId: string
  startsOn: string
  endsOn: string | null
}

/** Why a record cannot be taken, or null: a day still to come, outside the member's service, a part the kind does not have. Only
 *  members in office perform duties (政协章程，委员). */
export function refusalOf(
  record: Pick<WrittenRecord, 'kind' | 'part' | 'occurredOn'>,
  services: readonly Service[],
  today: string,
): 'not-yet' | 'outside-term' | 'wrong-part' | null {
  if (record.occurredOn > today) return 'not-yet'
  if (!serviceOn(services, record.occurredOn)) return 'outside-term'
  return dutyKindOf(record.kind)?.parts.includes(record.part) ? null : 'wrong-part'
}

/** The service that a day falls in. The day one leaves counts no more. */
export const serviceOn = (services: readonly Service[], day: string): Service | null =>
  services.find((one) => one.startsOn <= day && (one.endsOn === null || day < one.endsOn)) ?? null

/** What the event of an approved record tells: all that the ledger needs. */
export function approvedFacts(record: WrittenRecord & { memberId: string; termId: string }) {
  const kind = dutyKindOf(record.kind)
  const attendance: DutyAttendance | null = kind?.attendance ? 'present' : null
  return {
    memberId: record.memberId,
    termId: record.termId,
    kind: record.kind,
    part: record.part,
    level: kind?.level ? record.level : null,
    attendance,
    quantity: 1,
    title: record.title,
    on: record.occurredOn,
  }
}
