import { expect, it } from 'vitest'
import { fromField, toField } from './times.ts'

it('reads and writes times of Asia/Shanghai on any machine', () => {
  expect(fromField('2026-03-01T08:30')).toBe('2026-03-01T00:30:00.000Z')
  expect(toField('2026-03-01T00:30:00Z')).toBe('2026-03-01T08:30')
  expect(toField('2026-02-28T16:00:00.123456Z')).toBe('2026-03-01T00:00')
  expect(fromField('')).toBeNull()
  expect(fromField(undefined)).toBeNull()
})
