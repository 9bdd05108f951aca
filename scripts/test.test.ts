import { describe, expect, test } from 'vitest'
import { countedByVitest, countedIn, planOf } from './test.ts'

describe('npm test', () => {
  test.for([
    [[], ['check', 'unit', 'browser'], []],
    [['unit'], ['unit'], []],
    [['browser', 'check'], ['check', 'browser'], []],
    [['proposals'], ['unit'], ['proposals']],
    [['browser', 'submits a proposal'], ['browser'], ['submits a proposal']],
  ] as const)('with the words %j runs %j and hands on %j', ([words, parts, handedOn]) => {
    expect(planOf([...words])).toEqual({ parts, handedOn })
  })

  test('says how many tests ran, in the numbers of vitest', () => {
    const numbers = { numTotalTests: 9, numPassedTests: 9, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
    expect(countedByVitest(JSON.stringify(numbers))).toBe('9 tests, 9 passed')
    const mixed = { ...numbers, numPassedTests: 6, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 }
    expect(countedByVitest(JSON.stringify(mixed))).toBe('9 tests, 6 passed, 1 failed, 2 skipped')
  })

  test('says how many journeys ran, in the last such line of theirs', () => {
    expect(countedIn('1 journeys, 1 passed\n12 journeys, 11 passed, 1 failed\n')).toBe(
      '12 journeys, 11 passed, 1 failed',
    )
    expect(countedIn('all went well')).toBe('')
  })
})
