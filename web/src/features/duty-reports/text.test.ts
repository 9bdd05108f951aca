import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ReportPart } from '#contract/duty-reports.ts'
import { applyChoices, emptyHeadings, joinParts, sameParts, serverParts, startOf } from './text.ts'

const headings = [
  { heading: '会议', hint: '' },
  { heading: '体会', hint: '' },
]
const text = (first: string, second: string): ReportPart[] => [
  { heading: '会议', text: first },
  { heading: '体会', text: second },
]

describe('two texts of one report', () => {
  it('are joined where each side changed another part', () => {
    expect(joinParts(text('到会', ''), text('到会', '手机写的'), text('到会三次', ''))).toEqual({
      merged: text('到会三次', '手机写的'),
      conflicts: [],
    })
  })

  it('stand both where one part was changed on both sides, until somebody chooses', () => {
    const mine = text('到会', '手机写的')
    const theirs = text('到会', '电脑写的')
    const { merged, conflicts } = joinParts(text('到会', ''), mine, theirs)
    expect(conflicts).toEqual(['体会'])
    expect(merged).toEqual(mine)
    expect(applyChoices(merged, theirs, { 体会: 'mine' })).toEqual(mine)
    expect(applyChoices(merged, theirs, { 体会: 'theirs' })).toEqual(theirs)
    expect(applyChoices(merged, theirs, { 体会: 'both' })).toEqual(text('到会', '手机写的\n\n电脑写的'))
  })

  it('are one where both wrote the same', () => {
    expect(joinParts(text('', ''), text('', '一样'), text('', '一样')).conflicts).toEqual([])
    expect(sameParts(text('a', 'b'), text('a', 'b'))).toBe(true)
    expect(sameParts(text('a', 'b'), text('a', 'c'))).toBe(false)
  })
})

it('begins with what was written, and before the first word with what the ledger says', () => {
  const drawn = [{ heading: '会议', text: '应到 2 次' }]
  expect(serverParts(headings, [], drawn)).toEqual(text('应到 2 次', ''))
  expect(serverParts(headings, [{ heading: '体会', text: '写过' }], drawn)).toEqual(text('', '写过'))
  const start = startOf('a', { id: 'r', version: 3, headings, parts: [] }, drawn)
  expect(start).toMatchObject({ restored: false, apart: false, copy: { version: 3, mine: text('应到 2 次', '') } })
})

describe('what this device still kept', () => {
  afterEach(() => vi.unstubAllGlobals())
  const begin = (mine: ReportPart[], theirs: ReportPart[]) => {
    const copy = { id: 'r', key: '', base: text('到会', ''), version: 1, mine, at: '' }
    vi.stubGlobal('localStorage', { getItem: () => JSON.stringify(copy) })
    return startOf('a', { id: 'r', version: 2, headings, parts: theirs }, [])
  }

  it('is gone on from, joined with what was saved elsewhere', () => {
    const { restored, apart, copy } = begin(text('到会', '没有传上去的'), text('到会三次', ''))
    expect([restored, apart, copy.version]).toEqual([true, false, 2])
    expect(copy.mine).toEqual(text('到会三次', '没有传上去的'))
  })

  it('stands beside what was saved elsewhere where both changed one part', () => {
    const { apart, copy } = begin(text('到会', '没有传上去的'), text('到会', '电脑写的'))
    expect([apart, copy.mine[1]?.text]).toEqual([true, '没有传上去的'])
  })
})

it('names the headings under which nothing is written', () => {
  expect(emptyHeadings(text('到会', ' \n'))).toEqual(['体会'])
})
