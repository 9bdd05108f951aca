// A test is free to reach across the rooms: none of its imports is a breach.
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opinionStates } from '#features/opinions/workflow.ts'
import { coSignersNeeded } from './rules.ts'

test('a planted test runs like any other', () => {
  expect(existsSync(import.meta.filename)).toBe(true)
  expect(coSignersNeeded).toBeGreaterThan(opinionStates.length)
})
