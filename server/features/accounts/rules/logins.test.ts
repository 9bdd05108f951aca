import { expect, it } from 'vitest'
import { cleanIdentifier, maskPhone } from './identifiers.ts'
import {
  freshStep,
  isPasswordDue,
  isSeenDue,
  loginExpiry,
  mayOmitCurrentPassword,
  secondsUntilResend,
} from './logins.ts'

const at = (text: string) => new Date(`2026-03-${text}:00Z`)

it.each([
  ['02T01:00', '02T01:00', '02T13:00'],
  ['02T01:00', '05T08:00', '05T20:00'],
  ['02T01:00', '08T20:00', '09T01:00'],
])('a login of %s used at %s lasts until %s', (created, used, until) => {
  expect(loginExpiry(at(created), at(used))).toEqual(at(until))
})

it('writes that a login was used at most every five minutes', () => {
  expect(isSeenDue('2026-03-02T01:00:00Z', at('02T01:04'))).toBe(false)
  expect(isSeenDue('2026-03-02T01:00:00Z', at('02T01:05'))).toBe(true)
})

it('sends another code after a minute', () => {
  expect(secondsUntilResend('2026-03-02T01:00:00Z', new Date('2026-03-02T01:00:20.500Z'))).toBe(40)
  expect(secondsUntilResend('2026-03-02T01:00:00Z', at('02T01:01'))).toBe(0)
})

it('takes a time step once, and none that is older', () => {
  const now = new Date(1_000_000 * 30_000)
  expect(freshStep(now, 0, 0)).toBe(1_000_000)
  expect(freshStep(now, -1, 999_999)).toBeNull()
  expect(freshStep(now, 1, 1_000_000)).toBe(1_000_001)
  expect(freshStep(now, 0, 1_000_000)).toBeNull()
  expect(freshStep(now, null, 0)).toBeNull()
})

it.each([
  ['password', true, true, false],
  ['password', false, false, false],
  ['code', true, false, true],
  ['code', false, false, false],
] as const)(
  'signed in by %s, first password %s: due %s, present one not needed %s',
  (way, mustChangePassword, due, omit) => {
    expect(isPasswordDue({ way, mustChangePassword })).toBe(due)
    expect(mayOmitCurrentPassword({ way, mustChangePassword })).toBe(omit)
  },
)

it('reads names as people type them', () => {
  expect(cleanIdentifier('　Zhao.Li ')).toBe('zhao.li')
  expect(cleanIdentifier('１３８００００１１１１')).toBe('13800001111')
  expect(cleanIdentifier('138 0000-1111')).toBe('13800001111')
  expect(cleanIdentifier('zhao li-2')).toBe('zhao li-2')
  expect(maskPhone('13800001111')).toBe('138****1111')
  expect(maskPhone(null)).toBeNull()
})
