import { expect, it } from 'vitest'
import { changedFields } from './changed-fields.ts'

const before = { name: '王某某', sex: null, parties: ['民建'], phone: '13800000000' }

it('gives only what was changed', () => {
  expect(changedFields(before, { ...before, phone: '13900000000' })).toEqual({ phone: '13900000000' })
})

it('compares lists by what is in them', () => {
  expect(changedFields(before, { parties: ['民建'] })).toEqual({})
  expect(changedFields(before, { parties: ['民建', '中共'] })).toEqual({ parties: ['民建', '中共'] })
})

it('takes a field that was emptied as empty, and one that never held anything as untouched', () => {
  expect(changedFields(before, { phone: undefined, sex: undefined })).toEqual({ phone: '' })
})
