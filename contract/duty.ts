import { z } from 'zod'
import { civilDate, id, instant } from './common.ts'
import { dutyAttendance, dutyLevel, dutyPart } from './duty-kinds.ts'

/** One entry of the ledger: an act of duty of one member, as it was recorded. Never changed, only taken back. */
export const dutyEntry = z.object({
  id,
  committeeId: id,
  termId: id,
  memberId: id,
  /** Of the catalogue in duty-kinds.ts. */
  kind: z.string(),
  part: dutyPart,
  attendance: dutyAttendance.nullable(),
  level: dutyLevel.nullable(),
  /** Half days of a meeting; 1 for everything else. */
  quantity: z.int().min(1),
  /** How many share the act (lead and co-signers), for a score that splits it. */
  sharers: z.int().min(1),
  subjectKind: z.string(),
  subjectId: id,
  title: z.string(),
  /** Shanghai date of the act. */
  occurredOn: civilDate,
  sourceEventId: z.int(),
  /** The entry that this one takes back; null for an act. */
  reversesId: id.nullable(),
  recordedAt: instant,
})
export type DutyEntry = z.infer<typeof dutyEntry>
