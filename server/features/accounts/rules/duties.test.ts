import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Role, role } from '#contract/accounts.ts'
import { dutyOf, hatToWear, keepsDutiesApart, sortHats } from './duties.ts'

const anyRole = fc.constantFrom(...role.options)

it.each([
  [[], 'systemAdmin', true],
  [['systemAdmin'], 'systemAdmin', true],
  [['systemAdmin'], 'securityAdmin', false],
  [['systemAdmin'], 'auditAdmin', false],
  [['securityAdmin'], 'member', false],
  [['member'], 'auditAdmin', false],
  [['member', 'proposalOffice'], 'leader', true],
] as const)('an account with %j may be given %s: %s', (held, wanted, allowed) => {
  expect(keepsDutiesApart(held, wanted)).toBe(allowed)
})

it('never lets an account come to hold two duties, in whatever order it is given hats', () => {
  fc.assert(
    fc.property(fc.array(anyRole, { maxLength: 12 }), (wishes) => {
      const held: Role[] = []
      for (const wish of wishes) if (keepsDutiesApart(held, wish)) held.push(wish)
      expect(new Set(held.map(dutyOf)).size).toBeLessThanOrEqual(1)
    }),
  )
})

const hat = (id: string, of: (typeof role.options)[number], delegated = false) => ({ id, role: of, delegated })

it('offers one’s own hats before those worn for others, the desk before the seat', () => {
  const hats = [hat('a', 'member', true), hat('b', 'member'), hat('c', 'leader'), hat('d', 'proposalOffice')]
  expect(sortHats(hats).map((one) => one.id)).toEqual(['d', 'c', 'b', 'a'])
})

it('puts on the hat worn last, or the first when that is gone', () => {
  const hats = [hat('a', 'member'), hat('b', 'leader')]
  expect(hatToWear(hats, 'a')?.id).toBe('a')
  expect(hatToWear(hats, 'gone')?.id).toBe('b')
  expect(hatToWear([], 'a')).toBeNull()
})
