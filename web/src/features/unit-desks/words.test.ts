import { expect, it } from 'vitest'
import { placeOf } from './words.ts'

const clerk = { accountId: 'a', name: '小周' }
it.each([
  ['assigned', 'drafting', null, 'toAccept'],
  ['accepted', 'drafting', null, 'toHandOut'],
  ['accepted', 'drafting', clerk, 'drafting'],
  ['accepted', 'checking', clerk, 'checking'],
  // Its clerk has left, and the office checks all the same.
  ['accepted', 'checking', null, 'checking'],
  ['accepted', 'signing', clerk, 'signing'],
  ['returnRequested', 'drafting', clerk, 'examined'],
  ['replySubmitted', 'signing', clerk, 'examined'],
  ['replied', 'signing', clerk, 'promised'],
] as const)('a duty that is %s at %s with %o waits at %s', (state, step, who, place) => {
  expect(placeOf({ state, step, clerk: who })).toBe(place)
})
