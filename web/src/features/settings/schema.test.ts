import { expect, it } from 'vitest'
import { blank, brief, differing, kindOf, same, withAt } from './schema.ts'

const option = {
  type: 'object',
  properties: { code: { type: 'string' }, name: { type: 'string' }, days: { type: 'integer', minimum: 1 } },
}

it('tells what each part is drawn as', () => {
  expect(kindOf({ type: 'array', items: option })).toBe('rows')
  expect(kindOf({ type: 'array', items: { type: 'string' } })).toBe('lines')
  expect(kindOf({ anyOf: [{ type: 'integer' }, { type: 'null' }] })).toBe('number')
  expect(kindOf({ enum: ['term', 'session'] })).toBe('choice')
  expect(kindOf({ type: 'array', items: { enum: ['term', 'session'] } })).toBe('choices')
})

it('changes one place and leaves the rest as it was', () => {
  const value = { categories: [{ code: 'a' }, { code: 'b' }], days: 5 }
  expect(withAt(value, ['categories', 1, 'code'], 'c')).toEqual({ categories: [{ code: 'a' }, { code: 'c' }], days: 5 })
  expect(value.categories[1]?.code).toBe('b')
})

it('compares with the national default by content', () => {
  expect(same({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true)
  expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false)
  expect(same([1, 2], [2, 1])).toBe(false)
})

it('names the parts that depart from the national default', () => {
  expect(differing({ days: 5, kinds: ['a'] }, { days: 3, kinds: ['a'], more: 1 })).toEqual(['days', 'more'])
  expect(differing({ days: 3 }, { days: 3 })).toEqual([])
})

it('says a default in few words', () => {
  expect(
    brief([
      { code: 'economy', name: '经济' },
      { code: 'education', name: '教育' },
    ]),
  ).toBe('经济、教育')
  expect(brief(null)).toBe('空')
})

it('begins a new row with every field in it', () => {
  expect(blank(option)).toEqual({ code: '', name: '', days: 1 })
})
