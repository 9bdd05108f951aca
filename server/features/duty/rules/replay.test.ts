import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dutyKindOf } from '#contract/duty-kinds.ts'
import { newId } from '#platform/ids.ts'
import { dutyEventTypes, effectsOf, kindOfActivity } from './from-events.ts'
import { type Line, replay, type TimedEvent } from './replay.ts'

const [lead, friend, other] = [newId(), newId(), newId()]
const termId = newId()
const subjectId = newId()
let lastId = 0
const event = (type: string, details: Record<string, unknown> = {}, subjectKind = 'proposal'): TimedEvent => ({
  id: ++lastId,
  type,
  subjectKind,
  subjectId,
  at: '2026-03-02T01:00:00Z',
  details,
})
const duty = { termId, on: '2026-03-02', title: '关于加装电梯的建议' }
const joint = {
  ...duty,
  proposers: [
    { memberId: lead, part: 'lead' },
    { memberId: friend, part: 'coSigner' },
  ],
}
/** What stands after all: acts that nothing takes back. */
const standing = (lines: readonly Line[]) => {
  const gone = new Set(lines.flatMap((line) => line.reverses?.key ?? []))
  return lines.filter((line) => line.reverses === null && !gone.has(line.key))
}
const kinds = (lines: readonly Line[]) => standing(lines).map((line) => `${line.kind} ${line.part}`)

describe('the table of events', () => {
  it('makes an entry for the lead proposer and for each co-signer, and says how many share it', () => {
    const lines = replay([event('proposal.submitted', joint), event('proposal.registered', joint)])
    expect(kinds(lines)).toEqual([
      'proposal.submitted lead',
      'proposal.submitted coSigner',
      'proposal.registered lead',
      'proposal.registered coSigner',
    ])
    expect(lines.every((line) => line.sharers === 2 && line.occurredOn === '2026-03-02')).toBe(true)
  })

  it.each([
    ['returned for revision', [event('proposal.returned')], []],
    ['declined', [event('proposal.declined')], ['proposal.submitted lead', 'proposal.submitted coSigner']],
    ['withdrawn', [event('proposal.registered', joint), event('proposal.withdrawn')], []],
    [
      'converted to an opinion',
      [event('proposal.converted', { ...joint, to: 'opinion' })],
      [
        'proposal.submitted lead',
        'proposal.submitted coSigner',
        'proposal.convertedToOpinion lead',
        'proposal.convertedToOpinion coSigner',
      ],
    ],
    [
      'chosen as a key proposal and taken off again',
      [event('keyProposal.selected', joint), event('keyProposal.removed')],
      ['proposal.submitted lead', 'proposal.submitted coSigner'],
    ],
  ])('leaves, of a proposal that was %s, what still holds', (_, events, left) => {
    const lines = replay([event('proposal.submitted', joint), ...events])
    expect(kinds(lines)).toEqual(left)
  })

  it('registers a proposal by being merged, and leaves one that was registered before as it is', () => {
    expect(kinds(replay([event('proposal.merged', { ...joint, into: newId() })]))).toHaveLength(2)
    const registered = event('proposal.registered', joint)
    const merged = event('proposal.merged', { into: newId(), title: duty.title })
    expect(replay([registered, merged])).toHaveLength(2)
  })

  it('keeps referrals and awards apart, each with its level', () => {
    const refer = (level: string) => event('proposal.referred', { ...joint, referralId: newId(), level })
    const lines = replay([
      refer('province'),
      refer('nation'),
      event('award.given', { ...joint, nominationId: newId() }),
    ])
    expect(standing(lines).map((line) => [line.kind, line.level])).toEqual([
      ['proposal.referredUp', 'provincial'],
      ['proposal.referredUp', 'provincial'],
      ['proposal.referredUp', 'national'],
      ['proposal.referredUp', 'national'],
      ['proposal.excellent', null],
      ['proposal.excellent', null],
    ])
  })

  it('gives a proposal of a body to nobody until its drafters are named, and nothing once it is withdrawn', () => {
    const nobody = { ...duty, proposers: [] }
    const named = event('proposal.draftersNamed', joint)
    expect(replay([event('proposal.registered', nobody)])).toEqual([])
    expect(kinds(replay([event('proposal.registered', nobody), named]))).toEqual([
      'proposal.registered lead',
      'proposal.registered coSigner',
    ])
    // One whose entry an objection took back stays without it, whoever is named beside them.
    const taken = event('dutyEntry.corrected', {
      ...{ slot: 'registered', memberId: friend, kind: 'proposal.registered', by: null },
    })
    const three = [lead, friend, other].map((memberId, i) => ({ memberId, part: i === 0 ? 'lead' : 'coSigner' }))
    const more = event('proposal.draftersNamed', { ...duty, proposers: three })
    expect(
      standing(replay([event('proposal.registered', nobody), named, taken, more])).map((line) => line.memberId),
    ).toEqual([lead, other])
    const back = [
      event('proposal.registered', nobody),
      event('proposal.withdrawn'),
      event('proposal.draftersNamed', joint),
    ]
    expect(replay(back)).toEqual([])
  })

  it('gives the score of a proposal of a body to its drafters, whenever they are named', () => {
    const score = { ...joint, judged: '92 分，优秀' }
    const told = (type: string, proposers: unknown[]) => event(type, { ...score, proposers }, 'mutualAppraisal')
    const revealed = told('mutualAppraisal.revealed', [])
    const named = told('mutualAppraisal.recast', joint.proposers)
    expect(replay([revealed])).toEqual([])
    expect(kinds(replay([revealed, named]))).toEqual(['proposal.appraised lead', 'proposal.appraised coSigner'])
    expect(kinds(replay([revealed, named, told('mutualAppraisal.recast', joint.proposers.slice(0, 1))]))).toHaveLength(
      1,
    )
  })

  it('takes handing in a ballot for taking part in an appraisal, once it is closed', () => {
    const closed = { ...duty, title: '2026 年提案办理民主评议', members: [lead, friend] }
    const lines = replay([event('appraisal.closed', closed, 'appraisal')])
    expect(lines.map((line) => [line.memberId, line.kind, line.attendance])).toEqual([
      [lead, 'activity.appraisalActivity', 'present'],
      [friend, 'activity.appraisalActivity', 'present'],
    ])
    // Of one that an activity tells of, and of those from before.
    expect(replay([event('appraisal.closed', { handedIn: 2, title: '评议' }, 'appraisal')])).toEqual([])
  })

  it('names only kinds of the catalogue', () => {
    for (const kind of ['plenary', 'inspection', 'unheardOf']) expect(dutyKindOf(kindOfActivity(kind))).not.toBeNull()
  })
})

const meeting = { kind: 'plenary', title: '五次会议', heldOn: '2026-01-12', termId, halfDays: 4, level: 'city' }
const checkIn = (memberId: string, attendance = 'present') =>
  event('activity.checkedIn', { ...meeting, memberId, attendance }, 'activity')
const settle = (...members: [string, string][]) =>
  event(
    'activity.attendanceSettled',
    { ...meeting, members: members.map(([memberId, attendance]) => ({ memberId, attendance })) },
    'activity',
  )

describe('attendance', () => {
  it('counts who came once, and adds who stayed away when the meeting is concluded', () => {
    const lines = replay([checkIn(lead), settle([lead, 'present'], [friend, 'absent'], [other, 'officialLeave'])])
    expect(lines.map((line) => [line.memberId, line.attendance, line.quantity])).toEqual([
      [lead, 'present', 4],
      [friend, 'absent', 4],
      [other, 'officialLeave', 4],
    ])
  })

  it('writes a correction as a reversal and a new entry', () => {
    const lines = replay([
      checkIn(lead),
      event(
        'activity.attendanceCorrected',
        { ...meeting, memberId: lead, attendance: 'late', reason: '补记' },
        'activity',
      ),
    ])
    expect(lines.map((line) => [line.attendance, line.reverses !== null])).toEqual([
      ['present', false],
      ['present', true],
      ['late', false],
    ])
  })

  it('takes everything back when the activity is cancelled', () => {
    expect(standing(replay([checkIn(lead), checkIn(friend), event('activity.cancelled', {}, 'activity')]))).toEqual([])
  })

  it('leaves an upheld objection alone when the meeting is concluded after it', () => {
    const put = event(
      'dutyEntry.corrected',
      { slot: `attendance:${lead}`, memberId: lead, kind: 'meeting.plenary', by: null },
      'activity',
    )
    expect(standing(replay([checkIn(lead, 'absent'), put, settle([lead, 'absent'])]))).toEqual([])
    expect(standing(replay([checkIn(lead, 'absent'), put, checkIn(lead)]))).toHaveLength(1)
  })

  it('keeps what an upheld objection put in its place when the meeting is taken up again for somebody else', () => {
    const by = { termId, title: meeting.title, memberId: lead, kind: 'meeting.plenary', part: 'participant' }
    const put = event(
      'dutyEntry.corrected',
      {
        ...{ slot: `attendance:${lead}`, memberId: lead, kind: 'meeting.plenary' },
        by: { ...by, attendance: 'officialLeave', level: 'city', quantity: 4, sharers: 1, occurredOn: '2026-01-12' },
      },
      'activity',
    )
    const reopened = event('activity.reopened', {}, 'activity')
    const first = settle([lead, 'absent'], [friend, 'absent'])
    const anew = settle([lead, 'absent'], [friend, 'present'])
    const lines = replay([first, put, reopened, anew])
    expect(standing(lines).map((line) => [line.memberId, line.attendance])).toEqual([
      [lead, 'officialLeave'],
      [friend, 'present'],
    ])
    const cancelled = event('activity.cancelled', {}, 'activity')
    expect(standing(replay([first, put, reopened, cancelled]))).toEqual([])
    expect(standing(replay([first, put, cancelled, settle([lead, 'absent'])])).map((one) => one.attendance)).toEqual([
      'absent',
    ])
  })
})

/** Everything that can happen to one proposal or activity, in any order, sensible or not. */
const anything = fc.constantFrom(...dutyEventTypes).chain((type) =>
  fc.record({
    type: fc.constant(type),
    details: fc.record({
      ...Object.fromEntries(Object.entries(meeting).map(([key, value]) => [key, fc.constant(value)])),
      on: fc.constant('2026-03-02'),
      to: fc.constantFrom('opinion', 'letter'),
      level: fc.constantFrom('city', 'nation'),
      referralId: fc.constantFrom(lead, friend),
      nominationId: fc.constantFrom(lead, friend),
      form: fc.constantFrom('oral', 'written'),
      memberId: fc.constantFrom(lead, friend, other),
      attendance: fc.constantFrom('present', 'late', 'absent', 'leave'),
      part: fc.constant('lead'),
      quantity: fc.constant(1),
      slot: fc.constantFrom('registered', `attendance:${lead}`),
      by: fc.constant(null),
      members: fc
        .subarray([lead, friend, other])
        .map((ids) => ids.map((memberId) => ({ memberId, attendance: 'late' }))),
      judged: fc.constant('92 分，优秀'),
      proposers: fc
        .uniqueArray(fc.constantFrom(lead, friend, other))
        .map((ids) => ids.map((memberId, i) => ({ memberId, part: i === 0 ? 'lead' : 'coSigner' }))),
    }),
  }),
)
const stories = fc.array(anything, { maxLength: 40 }).map((told) => told.map((one) => event(one.type, one.details)))

describe('any story of a source', () => {
  it('gives every entry its source, every reversal one entry, and no entry two reversals', () => {
    fc.assert(
      fc.property(stories, (events) => {
        const lines = replay(events)
        const ids = new Set(events.map((one) => one.id))
        expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length)
        const before = new Set<string>()
        for (const line of lines) {
          expect(ids.has(line.sourceEventId)).toBe(true)
          if (line.reverses) expect(before.delete(line.reverses.key)).toBe(true)
          else before.add(line.key)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('comes to zero when all is taken back, and tells the same when it is told again', () => {
    fc.assert(
      fc.property(stories, (events) => {
        expect(standing(replay([...events, event('proposal.withdrawn')]))).toEqual([])
        expect(replay(events)).toEqual(replay(events))
      }),
      { numRuns: 500 },
    )
  })

  it('is only added to by what happens later: no line ever changes', () => {
    fc.assert(
      fc.property(stories, fc.nat(40), (events, cut) => {
        const early = replay(events.slice(0, cut))
        expect(replay(events).slice(0, early.length)).toEqual(early)
      }),
      { numRuns: 500 },
    )
  })

  it('names what it cannot read, and lets it change nothing: whatever is wrong in any type that tells facts', () => {
    const broken = { members: 7, proposers: 'x', title: 3, memberId: 'nobody', slot: 1 }
    const read = (details: unknown) =>
      Object.fromEntries(dutyEventTypes.map((type) => [type, effectsOf({ ...event(type), details })]))
    // What takes facts back needs none.
    const without = Object.entries(read(broken)).filter(([, told]) => told !== 'broken')
    expect(without.map(([type]) => type)).toEqual([
      'proposal.returned',
      'proposal.declined',
      'proposal.reexamined',
      'proposal.withdrawn',
      'keyProposal.removed',
      'activity.postponed',
      'activity.cancelled',
      'activity.reopened',
      'dutyReport.reopened',
      'recognition.revoked',
      'dutyRecord.withdrawn',
    ])
    const older = Object.entries(read({ title: '关于加装电梯的建议' })).filter(([, told]) => told === 'older')
    expect(older.map(([type]) => type)).toEqual([
      'proposal.submitted',
      'proposal.registered',
      'proposal.converted',
      'keyProposal.selected',
      'proposal.referred',
      'award.given',
    ])
    const unread: string[] = []
    const lines = replay(
      [checkIn(lead), { ...checkIn(friend), details: { ...meeting, heldOn: '2026-02-30', memberId: friend } }],
      (told, why) => unread.push(`${told.type} ${why}`),
    )
    expect(lines.map((line) => line.memberId)).toEqual([lead])
    expect(unread).toEqual(['activity.checkedIn broken'])
  })

  it("takes an award of a unit for nobody's duty", () => {
    expect(effectsOf(event('award.given', { unitId: newId(), title: '承办先进单位' }, 'awardRound'))).toEqual([])
  })
})
