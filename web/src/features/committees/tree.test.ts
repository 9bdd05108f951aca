import { expect, it } from 'vitest'
import type { Committee } from '#contract/committees.ts'
import { branchesOf } from './tree.ts'

const one = (id: string, parentId: string | null, name: string, divisionCode: string): Committee => ({
  id,
  parentId,
  name,
  shortName: name,
  level: 'county',
  divisionCode,
  version: 1,
  actions: [],
})
const list = [
  one('c', 'a', '铜官区政协', '340705'),
  one('b', 'a', '义安区政协', '340706'),
  one('a', 'x', '铜陵市政协', '340700'),
]

it('hangs counties below their city in the order of their codes; whose parent is out of sight stands at the top', () => {
  const [city] = branchesOf(list)
  expect(city?.committee.name).toBe('铜陵市政协')
  expect(city?.children.map((node) => node.committee.name)).toEqual(['铜官区政协', '义安区政协'])
})

it('keeps the way down to what is looked for', () => {
  const [city] = branchesOf(list, '义安')
  expect(city?.children.map((node) => node.committee.name)).toEqual(['义安区政协'])
  expect(branchesOf(list, '合肥')).toEqual([])
})
