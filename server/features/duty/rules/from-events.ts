import { z } from 'zod'
import { activityKind } from '#contract/activity-kinds.ts'
import { type DutyLevel, dutyAttendance, dutyKindOfActivity, dutyLevel, dutyPart } from '#contract/duty-kinds.ts'
import { type Act, type Correction, type Effect, everySlot } from './act.ts'

/** An event as far as the ledger reads it. */
export interface SourceEvent {
  id: number
  type: string
  subjectKind: string
  subjectId: string
  details: unknown
}

const none: readonly (Effect | Correction)[] = []
const uuid = z.uuid()
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const act = { termId: uuid, title: z.string() }

/** Of the committee's level or of the level above, however a feature writes it. */
const levels: Readonly<Record<string, DutyLevel>> = {
  nation: 'national',
  province: 'provincial',
  ...Object.fromEntries(dutyLevel.options.map((level) => [level, level])),
}
const levelOf = (level: string | null | undefined): DutyLevel | null => (level ? (levels[level] ?? null) : null)

/** What the events of a proposal tell of it. */
const proposalFacts = z.object({
  ...act,
  on: day,
  proposers: z.array(z.object({ memberId: uuid, part: z.enum(['lead', 'coSigner']) })),
})

/** An entry for each who proposes: the lead one and everybody who co-signed, with how many share it. Bodies have none. */
function ofProposers(details: unknown, kind: string, level: DutyLevel | null = null): Act[] {
  const facts = proposalFacts.safeParse(details)
  // A proposal of a body, or an event from before its proposers were told.
  if (!facts.success) return []
  const { proposers, termId, title, on } = facts.data
  return proposers.map(({ memberId, part }) => ({
    ...blank,
    memberId,
    part,
    termId,
    kind,
    title,
    level,
    occurredOn: on,
    sharers: proposers.length,
  }))
}

const blank = { attendance: null, level: null, quantity: 1, sharers: 1 } as const

const clear = (slot: string): Effect => ({ slot, acts: [] })

/** The kind of entry that an activity makes: meetings of the committee are told apart from everything else. */
export function kindOfActivity(kind: string): string {
  const known = activityKind.safeParse(kind)
  return dutyKindOfActivity(known.success ? known.data : 'other')
}

const activityFacts = z.object({
  ...act,
  kind: z.string(),
  heldOn: day,
  halfDays: z.int().min(1).catch(1),
  level: z.string().nullish(),
})
const attended = activityFacts.extend({
  memberId: uuid,
  attendance: dutyAttendance,
  role: dutyPart.catch('participant'),
})
const settled = activityFacts.extend({
  members: z.array(z.object({ memberId: uuid, attendance: dutyAttendance, role: dutyPart.catch('participant') })),
})

function presence(
  facts: z.infer<typeof activityFacts>,
  who: { memberId: string; attendance: z.infer<typeof dutyAttendance>; role: z.infer<typeof dutyPart> },
): Effect {
  const kind = kindOfActivity(facts.kind)
  return {
    slot: `attendance:${who.memberId}`,
    acts: [
      {
        memberId: who.memberId,
        termId: facts.termId,
        kind,
        part: who.role,
        attendance: who.attendance,
        level: levelOf(facts.level),
        quantity: kind.startsWith('meeting.') ? facts.halfDays : 1,
        sharers: 1,
        title: facts.title,
        occurredOn: facts.heldOn,
      },
    ],
  }
}

function attendance({ details }: SourceEvent): readonly Effect[] {
  const facts = attended.safeParse(details)
  return facts.success ? [presence(facts.data, facts.data)] : []
}

const speech = z.object({
  ...act,
  heldOn: day,
  form: z.enum(['oral', 'written']),
  memberId: uuid.optional(),
  memberIds: z.array(uuid).optional(),
  speechId: uuid.optional(),
})
const speechSlot = (s: { speechId?: string; memberId?: string; memberIds?: string[] }) =>
  `speech:${s.speechId ?? [...(s.memberIds ?? []), s.memberId ?? ''].join()}`

/** A record that a reviewer approved, or that came in with an approved table. */
const approved = z.object({
  ...act,
  memberId: uuid,
  kind: z.string(),
  part: dutyPart,
  level: dutyLevel.nullable(),
  attendance: dutyAttendance.nullable(),
  quantity: z.int().min(1),
  on: day,
})
const corrected = z.object({
  slot: z.string(),
  memberId: uuid,
  kind: z.string(),
  by: z
    .object({
      ...act,
      memberId: uuid,
      kind: z.string(),
      part: dutyPart,
      attendance: dutyAttendance.nullable(),
      level: dutyLevel.nullable(),
      quantity: z.int().min(1),
      sharers: z.int().min(1),
      occurredOn: day,
    })
    .nullable(),
})
const dutyReport = z.object({ ...act, memberId: uuid, on: day })
const text = (details: unknown, key: string): string => {
  const value = (details as Record<string, unknown> | null)?.[key]
  return typeof value === 'string' ? value : ''
}

type Reading = (event: SourceEvent) => readonly (Effect | Correction)[]

/** Which event gives which kind of entry to whom: the one table of the ledger. An event that takes a fact back empties its slot, and
 *  the entries are reversed; whatever is told again makes a new entry. Merging (并案) takes nothing back: each keeps its number
 *  and its proposers (提案工作条例，并案处理). What was declined stays handed in: 桐城 2019 gives points for both apart.
 *  Source: 一次填报多处复用；谁组织谁记录（蚌埠 2018）. */
const readings: Readonly<Record<string, Reading>> = {
  'proposal.submitted': ({ details }) => [{ slot: 'submitted', acts: ofProposers(details, 'proposal.submitted') }],
  'proposal.returned': () => [clear('submitted')],
  'proposal.registered': ({ details }) => [{ slot: 'registered', acts: ofProposers(details, 'proposal.registered') }],
  // One that is registered by being merged; one that was registered before keeps what it has.
  'proposal.merged': ({ details }) =>
    proposalFacts.safeParse(details).success
      ? [{ slot: 'registered', acts: ofProposers(details, 'proposal.registered') }]
      : none,
  'proposal.declined': () => [clear('registered')],
  'proposal.converted': ({ details }) => [
    clear('registered'),
    ...(text(details, 'to') === 'opinion'
      ? [{ slot: 'converted', acts: ofProposers(details, 'proposal.convertedToOpinion') }]
      : []),
  ],
  'proposal.reexamined': () => [clear('converted')],
  'proposal.withdrawn': () => [clear(everySlot)],
  'keyProposal.selected': ({ details }) => [{ slot: 'key', acts: ofProposers(details, 'proposal.key') }],
  'keyProposal.removed': () => [clear('key')],
  'proposal.referred': ({ details }) => [
    {
      slot: `referred:${text(details, 'referralId')}`,
      acts: ofProposers(details, 'proposal.referredUp', levelOf(text(details, 'level'))),
    },
  ],
  'award.given': ({ details }) => [
    { slot: `award:${text(details, 'nominationId')}`, acts: ofProposers(details, 'proposal.excellent') },
  ],
  'activity.checkedIn': attendance,
  'activity.attendanceCorrected': attendance,
  'activity.attendanceSettled': ({ details }) => {
    const facts = settled.safeParse(details)
    return facts.success ? facts.data.members.map((who) => ({ ...presence(facts.data, who), ofAll: true })) : []
  },
  'activity.cancelled': () => [clear(everySlot)],
  'activity.reopened': () => [clear(everySlot)],
  'speech.given': ({ details }) => {
    const facts = speech.safeParse(details)
    if (!facts.success) return []
    const { form, termId, title, heldOn, memberId, memberIds } = facts.data
    const speakers = memberIds ?? (memberId ? [memberId] : [])
    return [
      {
        slot: speechSlot(facts.data),
        acts: speakers.map((speaker, place) => ({
          ...blank,
          memberId: speaker,
          termId,
          kind: `speech.${form}`,
          part: place === 0 ? 'lead' : 'coSigner',
          sharers: speakers.length,
          title,
          occurredOn: heldOn,
        })),
      },
    ]
  },
  'speech.withdrawn': ({ details }) => {
    const which = speech.partial().safeParse(details)
    return which.success ? [clear(speechSlot(which.data))] : []
  },
  'dutyReport.accepted': ({ details }) => {
    const facts = dutyReport.safeParse(details)
    if (!facts.success) return []
    const { on, ...given } = facts.data
    return [{ slot: 'report', acts: [{ ...blank, ...given, kind: 'duty.report', part: 'lead', occurredOn: on }] }]
  },
  'dutyReport.reopened': () => [clear('report')],
  'recognition.given': ({ details }) => {
    const facts = dutyReport.safeParse(details)
    if (!facts.success) return none
    const { on, ...given } = facts.data
    return [{ slot: 'recognition', acts: [{ ...blank, ...given, kind: 'commendation', part: 'lead', occurredOn: on }] }]
  },
  'recognition.revoked': () => [clear('recognition')],
  'dutyRecord.approved': ({ details }) => {
    const facts = approved.safeParse(details)
    if (!facts.success) return []
    const { on, ...given } = facts.data
    return [{ slot: 'record', acts: [{ ...blank, ...given, occurredOn: on }] }]
  },
  'dutyRecord.withdrawn': () => [clear('record')],
  'dutyEntry.corrected': ({ details }) => {
    const facts = corrected.safeParse(details)
    if (!facts.success) return []
    const { slot, memberId, kind, by } = facts.data
    return [{ slot, corrects: { memberId, kind }, by }]
  },
}

/** The types of events that the ledger reads. */
export const dutyEventTypes: readonly string[] = Object.keys(readings)

/** What an event changes in the ledger of its subject. */
export const effectsOf = (event: SourceEvent): readonly (Effect | Correction)[] => readings[event.type]?.(event) ?? none
