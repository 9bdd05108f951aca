import { expect, it } from 'vitest'
import { type AccountFacts, accountState, sharedPhones } from './accounts.ts'

const phone = '13800001111'
const facts = (given: Partial<AccountFacts>): AccountFacts => ({
  name: '王伟',
  phone,
  account: null,
  holder: null,
  ...given,
})
const holder = { name: '王伟', disabled: false, administrator: false, taken: false }
const account = { signedIn: false, disabled: false, seatAlone: true }

it.each([
  ['a phone nobody has yet', {}, 'opens'],
  ['no phone', { phone: '' }, 'noPhone'],
  ['a landline', { phone: '0771-2345678' }, 'noPhone'],
  ['a phone two members bear', { phone: '13900000000' }, 'phoneTwice'],
  ['an account of their own elsewhere', { holder }, 'joins'],
  ['the phone of somebody else', { holder: { ...holder, name: '李娜' } }, 'phoneTaken'],
  ['a namesake in the same committee', { holder: { ...holder, taken: true } }, 'phoneTaken'],
  ['an account that was disabled', { holder: { ...holder, disabled: true } }, 'phoneDisabled'],
  ['an administrator’s account', { holder: { ...holder, administrator: true } }, 'phoneOfAdministrator'],
  ['an account never used', { account }, 'neverSignedIn'],
  ['an account never used with other duties', { account: { ...account, seatAlone: false } }, 'otherDuties'],
  ['an account disabled before its first use', { account: { ...account, disabled: true } }, 'disabled'],
  ['an account in use', { account: { ...account, signedIn: true } }, null],
] as const)('%s', (_, given, state) => {
  expect(accountState(facts(given), new Set(['13900000000']))).toBe(state)
})

it('finds the numbers that two members without account bear', () => {
  const none = facts({ phone: '' })
  const other = facts({ phone: '13900000000', account })
  expect([...sharedPhones([facts({}), facts({}), none, none, other, facts({ phone: '13900000000' })])]).toEqual([phone])
})
