import { expect, it } from 'vitest'
import { fieldName, orNull } from './forms.ts'

it('finds the field the server names, whichever way it writes the path', () => {
  expect(fieldName('body.phone')).toEqual(['phone'])
  expect(fieldName('phone')).toEqual(['phone'])
  expect(fieldName('body.units.0.unitId')).toEqual(['units', 0, 'unitId'])
  expect(fieldName('/categories/1/name')).toEqual(['categories', 1, 'name'])
  expect(fieldName('units[2].role')).toEqual(['units', 2, 'role'])
})

it('keeps nothing as null', () => {
  expect([orNull(' 张三 '), orNull('  '), orNull(undefined)]).toEqual(['张三', null, null])
})
