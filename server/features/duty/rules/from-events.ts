import { z } from 'zod'
import { activityKind } from '#contract/activity-kinds.ts'
import { type DutyLevel, dutyAttendance, dutyKindOfActivity, dutyLevel, dutyPart } from '#contract/duty-kinds.ts'
import { type Act, type Correction, type Effect, everySlot, type Proposer, type Recast } from './act.ts'

/** An event as far as the ledger reads it. */
export interface SourceEvent {
  id: number
  type: string
  subjectKind: string
  subjectId: string
  details: unknown
}

/** What an event changes in its subject, or why it cannot be read: `older` was told before its facts were, `broken` lacks them. */
type Told = readonly (Effect | Correction | Recast)[]
export type Unread = 'older' | 'broken'
type Reading = (event: SourceEvent) => Told | Unread

const none: Told = []
const uuid = z.uuid()
// One that does not exist, or a number beyond the column, would stop the ledger for everybody.
const day = z.iso.date()
const quantity = z.int().min(1).max(10_000)
const act = { termId: uuid, title: z.string() }

/** Of the committee's level or of the level above, however a feature writes it. */
const level = z
  .enum(['nation', 'province', ...dutyLevel.options])
  .transform((name): DutyLevel => (name === 'nation' ? 'national' : name === 'province' ? 'provincial' : name))

/** Reads the facts of an event; one whose facts cannot be read changes nothing, and is named where the ledger is proven. */
const told =
  <F>(facts: z.ZodType<F>, effects: (facts: F, event: SourceEvent) => Told): Reading =>
  (event) => {
    const read = facts.safeParse(event.details)
    return read.success ? effects(read.data, event) : 'broken'
  }
/** Whatever it says, it takes facts back. */
const clears =
  (...slots: string[]): Reading =>
  () =>
    slots.map((slot) => ({ slot, acts: [] }))
const clear = (slot: string): Effect => ({ slot, acts: [] })

/** What the events of a proposal tell of it. */
const proposalFacts = z.object({
  ...act,
  on: day,
  proposers: z.array(z.object({ memberId: uuid, part: z.enum(['lead', 'coSigner']) })),
})
type ProposalFacts = z.infer<typeof proposalFacts>
const namesProposers = (details: unknown): boolean =>
  typeof details === 'object' && details !== null && 'proposers' in details

/** As `told`. The first proposals were told without their proposers. */
const ofProposal =
  <F>(facts: z.ZodType<F>, effects: (facts: F, event: SourceEvent) => Told): Reading =>
  (event) => {
    const read = told(facts, effects)(event)
    return read === 'broken' && !namesProposers(event.details) ? 'older' : read
  }

/** An entry for each who proposes: the lead one and everybody who co-signed, with how many share it; of a proposal of a body, those
 *  who drafted it. */
function ofProposers(slot: string, kind: string, facts: ProposalFacts, level: DutyLevel | null = null): Effect {
  const cast = (proposers: readonly Proposer[]): Act[] =>
    proposers.map(({ memberId, part }) => ({
      ...blank,
      memberId,
      part,
      termId: facts.termId,
      kind,
      title: facts.title,
      level,
      occurredOn: facts.on,
      sharers: proposers.length,
    }))
  return { slot, acts: cast(facts.proposers), cast }
}

const blank = { attendance: null, level: null, quantity: 1, sharers: 1 } as const

/** The kind of entry that an activity makes: meetings of the committee are told apart from everything else. */
export function kindOfActivity(kind: string): string {
  const known = activityKind.safeParse(kind)
  return dutyKindOfActivity(known.success ? known.data : 'other')
}

const activityFacts = z.object({
  ...act,
  kind: z.string(),
  heldOn: day,
  halfDays: quantity.default(1),
  level: level.nullish(),
})
const attended = activityFacts.extend({
  memberId: uuid,
  attendance: dutyAttendance,
  role: dutyPart.default('participant'),
})
const settled = activityFacts.extend({
  members: z.array(
    z.object({
      memberId: uuid,
      attendance: dutyAttendance,
      role: dutyPart.default('participant'),
      halfDays: quantity.optional(),
    }),
  ),
})

function presence(
  facts: z.infer<typeof activityFacts>,
  /** Half days only where they were not at all of it. */
  who: {
    memberId: string
    attendance: z.infer<typeof dutyAttendance>
    role: z.infer<typeof dutyPart>
    halfDays?: number | undefined
  },
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
        level: facts.level ?? null,
        quantity: kind.startsWith('meeting.') ? (who.halfDays ?? facts.halfDays) : 1,
        sharers: 1,
        title: facts.title,
        occurredOn: facts.heldOn,
      },
    ],
  }
}

const attendance = told(attended, (facts) => [presence(facts, facts)])

const appraised = z.object({ ...act, on: day, members: z.array(uuid) })
const takenPart = ({ members, termId, title, on }: z.infer<typeof appraised>): Act[] =>
  members.map((memberId) => ({
    ...blank,
    memberId,
    termId,
    kind: 'activity.appraisalActivity',
    part: 'participant',
    attendance: 'present',
    title,
    occurredOn: on,
  }))

const speaking = z.object({
  memberId: uuid.optional(),
  memberIds: z.array(uuid).optional(),
  speechId: uuid.optional(),
})
const speakersOf = ({ memberIds, memberId }: z.infer<typeof speaking>) => memberIds ?? (memberId ? [memberId] : [])
const someone = { error: 'no member' }
const speech = speaking
  .extend({ ...act, heldOn: day, form: z.enum(['oral', 'written']) })
  .refine((facts) => speakersOf(facts).length > 0, someone)
const withdrawnSpeech = speaking.refine((facts) => facts.speechId || speakersOf(facts).length > 0, someone)
const speechSlot = (s: z.infer<typeof speaking>) =>
  `speech:${s.speechId ?? [...(s.memberIds ?? []), s.memberId ?? ''].join()}`

/** A record that a reviewer approved, or that came in with an approved table. */
const approved = z.object({
  ...act,
  memberId: uuid,
  kind: z.string(),
  part: dutyPart,
  level: dutyLevel.nullable(),
  attendance: dutyAttendance.nullable(),
  quantity,
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
      quantity,
      sharers: quantity,
      occurredOn: day,
    })
    .nullable(),
})
const dutyReport = z.object({ ...act, memberId: uuid, on: day })
const given = (kind: string, slot: string) =>
  told(dutyReport, ({ on, ...facts }) => [{ slot, acts: [{ ...blank, ...facts, kind, part: 'lead', occurredOn: on }] }])
const scored = told(proposalFacts.extend({ judged: z.string() }), ({ judged, ...facts }) => [
  ofProposers('appraised', 'proposal.appraised', { ...facts, title: `${facts.title}（${judged}）` }),
])
const registered = (facts: ProposalFacts): Effect => ofProposers('registered', 'proposal.registered', facts)

/** Which event gives which kind of entry to whom: the one table of the ledger. An event that takes a fact back empties its slot, and
 *  the entries are reversed; whatever is told again makes a new entry. Merging (并案) takes nothing back: each keeps its number
 *  and its proposers (提案工作条例，并案处理). What was declined stays handed in: 桐城 2019 gives points for both apart.
 *  Source: 一次填报多处复用；谁组织谁记录（蚌埠 2018）. */
const readings: Readonly<Record<string, Reading>> = {
  'proposal.submitted': ofProposal(proposalFacts, (facts) => [ofProposers('submitted', 'proposal.submitted', facts)]),
  'proposal.returned': clears('submitted'),
  'proposal.registered': ofProposal(proposalFacts, (facts) => [registered(facts)]),
  // One that is registered by being merged; one that was registered before keeps what it has.
  'proposal.merged': (event) =>
    namesProposers(event.details) ? told(proposalFacts, (facts) => [registered(facts)])(event) : none,
  'proposal.declined': clears('registered'),
  'proposal.converted': ofProposal(
    z.union([z.object({ to: z.literal('letter') }), proposalFacts.extend({ to: z.literal('opinion') })]),
    (facts) => [
      clear('registered'),
      ...(facts.to === 'opinion' ? [ofProposers('converted', 'proposal.convertedToOpinion', facts)] : []),
    ],
  ),
  'proposal.draftersNamed': told(proposalFacts, ({ proposers }) => [{ proposers }]),
  'proposal.reexamined': clears('converted'),
  'proposal.withdrawn': clears(everySlot),
  'keyProposal.selected': ofProposal(proposalFacts, (facts) => [ofProposers('key', 'proposal.key', facts)]),
  'keyProposal.removed': clears('key'),
  'proposal.referred': ofProposal(proposalFacts.extend({ referralId: uuid, level }), (facts) => [
    ofProposers(`referred:${facts.referralId}`, 'proposal.referredUp', facts, facts.level),
  ]),
  // Units and persons of units are commended by the same rounds.
  'award.given': (event) =>
    event.subjectKind === 'awardRound'
      ? none
      : ofProposal(proposalFacts.extend({ nominationId: uuid }), (facts) => [
          ofProposers(`award:${facts.nominationId}`, 'proposal.excellent', facts),
        ])(event),
  // Taking part in it, whatever was given: the ballots are secret. Source: 民主评议（蚌埠 2018 档案内容，宣威市）.
  'appraisal.closed': (event) =>
    typeof event.details === 'object' && event.details !== null && 'members' in event.details
      ? told(appraised, (facts) => [{ slot: 'appraised', acts: takenPart(facts) }])(event)
      : none,
  // 提案双向评议分进委员评价（延边 2022）.
  'mutualAppraisal.revealed': (event) => (namesProposers(event.details) ? scored(event) : none),
  'mutualAppraisal.recast': scored,
  'activity.checkedIn': attendance,
  'activity.attendanceCorrected': attendance,
  'activity.attendanceSettled': told(settled, (facts) =>
    facts.members.map((who) => ({ ...presence(facts, who), ofAll: true as const })),
  ),
  // Taken off the list: whatever was recorded before was somebody else's.
  'activity.uninvited': told(z.object({ memberIds: z.array(uuid) }), ({ memberIds }) =>
    memberIds.map((memberId) => clear(`attendance:${memberId}`)),
  ),
  'activity.postponed': clears(everySlot),
  'activity.cancelled': clears(everySlot),
  // To be concluded anew: what an objection put right is not undone by that.
  'activity.reopened': () => [{ slot: everySlot, acts: [], ofAll: true }],
  'speech.given': told(speech, (facts) => [
    {
      slot: speechSlot(facts),
      acts: speakersOf(facts).map((speaker, place, all) => ({
        ...blank,
        memberId: speaker,
        termId: facts.termId,
        kind: `speech.${facts.form}`,
        part: place === 0 ? 'lead' : 'coSigner',
        sharers: all.length,
        title: facts.title,
        occurredOn: facts.heldOn,
      })),
    },
  ]),
  'speech.withdrawn': told(withdrawnSpeech, (facts) => [clear(speechSlot(facts))]),
  'dutyReport.accepted': given('duty.report', 'report'),
  'dutyReport.reopened': clears('report'),
  'recognition.given': given('commendation', 'recognition'),
  'recognition.revoked': clears('recognition'),
  'dutyRecord.approved': told(approved, ({ on, ...facts }) => [
    { slot: 'record', acts: [{ ...blank, ...facts, occurredOn: on }] },
  ]),
  'dutyRecord.withdrawn': clears('record'),
  'dutyEntry.corrected': told(corrected, ({ slot, memberId, kind, by }) => [
    { slot, corrects: { memberId, kind }, by },
  ]),
}

/** The types of events that the ledger reads. */
export const dutyEventTypes: readonly string[] = Object.keys(readings)

/** What an event changes in the ledger of its subject, or why it cannot be read. */
export const effectsOf = (event: SourceEvent): Told | Unread => readings[event.type]?.(event) ?? none
