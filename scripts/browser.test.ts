import { describe, expect, test } from 'vitest'
import { findBrowser, missingPackages } from './browser.ts'

describe('the browser of the journeys', () => {
  test('asks only for what the machine lacks', () => {
    expect(missingPackages(undefined, false)).toEqual(['chromium', 'fonts-noto-cjk'])
    expect(missingPackages('/usr/bin/chromium', false)).toEqual(['fonts-noto-cjk'])
    expect(missingPackages('/usr/bin/chromium', true)).toEqual([])
  })

  test('is the one that CHROMIUM_PATH names', () => {
    expect(findBrowser(process.execPath)).toBe(process.execPath)
    expect(() => findBrowser('/nowhere/chromium')).toThrow('CHROMIUM_PATH names /nowhere/chromium')
  })
})
