import { describe, expect, it } from 'vitest'
import { codeText, judgeStep, memberCodeSteps, readCode } from '#contract/check-in-codes.ts'
import { attendanceOf, attendanceOverSittings, countAttendance, outcomeOf, quorumOf, rightedTime } from './rules.ts'

const minute = 60_000
const now = Date.parse('2026-03-20T00:50:00Z')

describe('the time of a check-in', () => {
  it.each([
    ['a clock that is right', 0, 0],
    ['a clock a day slow', 86_400_000, 86_400_000],
    ['a clock a day fast', -86_400_000, -86_400_000],
  ])('is the server’s, from %s', (_, off, offsetMs) => {
    // Taken ten minutes ago by the server's clock, sent now.
    const at = now - 10 * minute - off
    expect(rightedTime({ at, offsetMs, sentAt: now - off, now })).toBe(now - 10 * minute)
  })

  it('cannot be told where the clock was moved in between', () => {
    expect(rightedTime({ at: now - 10 * minute, offsetMs: 0, sentAt: now - 3_600_000, now })).toBeNull()
  })

  it('does not lie ahead', () => {
    expect(rightedTime({ at: now + 10 * minute, offsetMs: 0, sentAt: now, now })).toBeNull()
  })
})

describe('a code', () => {
  const code = {
    kind: 'M' as const,
    committeeMark: 'abcdef',
    subjectId: '01890a5d-ac96-774b-bcce-b302099a8057',
    step: 29_000_000,
    mac: 'abcdefghij_-12',
  }

  it('is read as it was written, alone and after an address', () => {
    expect(readCode(codeText(code))).toEqual(code)
    expect(readCode(`https://zx.example/app/check-in#${codeText(code)}\n`)).toEqual(code)
  })

  it.each(['', 'https://weixin.qq.com/x', 'TX1.M.abcdef.1.2.3', `${'TX1.'.repeat(50)}`])('«%s» is none', (text) => {
    expect(readCode(text)).toBeNull()
  })

  it.each([
    [0, null],
    [-1, null],
    [1, null],
    [-2, 'expired'],
    [2, 'ahead'],
    [-1440, 'expired'],
  ])('of %i minutes from now is %s', (minutes, fault) => {
    expect(judgeStep(29_000_000 + minutes, 29_000_000 * minute, memberCodeSteps)).toBe(fault)
  })
})

describe('how somebody attended', () => {
  it.each([
    ['came though on leave', { recorded: 'present', leave: 'leave', must: true }, 'present'],
    ['leave was granted', { recorded: null, leave: 'leave', must: true }, 'leave'],
    ['sent elsewhere by their unit', { recorded: null, leave: 'officialLeave', must: true }, 'officialLeave'],
    ['neither came nor had leave', { recorded: null, leave: null, must: true }, 'absent'],
    ['need not have come', { recorded: null, leave: null, must: false }, null],
  ] as const)('%s: %o is %s', (_, given, attendance) => {
    expect(attendanceOf(given)).toBe(attendance)
  })

  const twoThirds = { numerator: 2, denominator: 3 }
  it.each([
    [['present', 'late', 'absent'], twoThirds, null, 'present'],
    [['present', 'absent', 'absent'], twoThirds, null, 'absent'],
    [['present', 'absent', 'absent'], null, null, 'present'],
    [['present', 'officialLeave', 'officialLeave'], twoThirds, null, 'present'],
    [['officialLeave', 'officialLeave'], twoThirds, null, 'officialLeave'],
    [['leave', 'leave'], twoThirds, null, 'leave'],
    [['present', 'leave', 'leave'], twoThirds, 'leave', 'leave'],
    [['absent', 'absent'], null, null, 'absent'],
    [[], twoThirds, 'officialLeave', 'officialLeave'],
  ] as const)('over the sittings %j with %j and leave %s: %s', (sittings, share, leave, attendance) => {
    expect(attendanceOverSittings(sittings, share, leave)).toBe(attendance)
  })
})

describe('what comes out of an activity', () => {
  const person = { must: true, recorded: null, corrected: false, leave: null, halfDaysOfLeave: 0 } as const
  const [came, missed] = [
    { attendance: 'present', halfDays: 1 },
    { attendance: 'absent', halfDays: 1 },
  ] as const
  const whole = { halfDays: 8, share: null }
  it.each([
    ['one sitting of six is one half day', person, [came, missed, missed, missed, missed, missed], ['present', 1]],
    [
      'all sittings and the opening are all half days',
      { ...person, recorded: 'present' },
      Array(6).fill(came),
      ['present', 8],
    ],
    [
      'the opening alone is what no sitting covers',
      { ...person, recorded: 'late' },
      Array(6).fill(missed),
      ['present', 2],
    ],
    ['leave for two half days leaves six', { ...person, recorded: 'present', halfDaysOfLeave: 2 }, [], ['present', 6]],
    [
      'put right by hand holds for all of it',
      { ...person, recorded: 'present', corrected: true },
      [missed],
      ['present', 8],
    ],
    ['stayed away', person, [missed], ['absent', 8]],
  ] as const)('%s', (_, given, sittings, [attendance, halfDays]) => {
    expect(outcomeOf(given, sittings, whole)).toEqual({ attendance, halfDays })
  })

  it('is judged by the share of sittings, where one is set, though the opening was attended', () => {
    const share = { numerator: 2, denominator: 3 }
    const opened = { ...person, recorded: 'present' } as const
    expect(outcomeOf(opened, [came, missed, missed, missed], { halfDays: 5, share })?.attendance).toBe('absent')
    expect(outcomeOf(opened, [came, came, missed], { halfDays: 4, share })).toEqual({
      attendance: 'present',
      halfDays: 3,
    })
  })
})

describe('the count', () => {
  it('takes leave from who is due, never from the quorum', () => {
    const people = [
      ...Array.from({ length: 399 }, () => ({ attendance: 'present' as const, must: true })),
      ...Array.from({ length: 87 }, () => ({ attendance: 'leave' as const, must: true })),
      { attendance: 'present' as const, must: false },
      { attendance: null, must: false },
    ]
    const counts = countAttendance(people)
    // 宁波十六届二次：应到 486、请假 87、实到 399.
    expect(counts).toMatchObject({ due: 486, present: 399, leave: 87, absent: 0, guests: 1 })
    expect(quorumOf({ numerator: 2, denominator: 3 }, counts)).toEqual({ needed: 324, reached: true, missing: 0 })
  })

  it('is short by one below two thirds', () => {
    expect(quorumOf({ numerator: 2, denominator: 3 }, { due: 100, present: 66 })).toEqual({
      needed: 67,
      reached: false,
      missing: 1,
    })
    expect(quorumOf({ numerator: 2, denominator: 3 }, { due: 0, present: 0 }).reached).toBe(false)
  })
})
