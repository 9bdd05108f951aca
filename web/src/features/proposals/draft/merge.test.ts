import { describe, expect, it } from 'vitest'
import { applyChoices, changedFields, emptyText, mergeTexts, sameText } from './merge.ts'

const base = {
  ...emptyText,
  title: '关于路灯的提案',
  analysis: '甲',
  suggestions: ['一', '二'],
}

describe('two texts of one draft', () => {
  it('sends only what changed', () => {
    expect(changedFields(base, { ...base, title: '关于补齐路灯的提案' })).toEqual({ title: '关于补齐路灯的提案' })
    expect(changedFields(base, { ...base })).toEqual({})
  })
  it('joins changes to different fields without asking', () => {
    const mine = { ...base, title: '我的案由' }
    const theirs = { ...base, analysis: '乙', publishConsent: false }
    const { merged, conflicts } = mergeTexts(base, mine, theirs)
    expect(conflicts).toEqual([])
    expect(merged).toEqual({
      ...base,
      title: '我的案由',
      analysis: '乙',
      publishConsent: false,
    })
  })
  it('asks where both changed the same field, and keeps mine meanwhile', () => {
    const mine = { ...base, analysis: '我写的', suggestions: ['一', '三'] }
    const theirs = { ...base, analysis: '别处写的', suggestions: ['一', '四'] }
    const { merged, conflicts } = mergeTexts(base, mine, theirs)
    expect(conflicts).toEqual(['analysis', 'suggestions'])
    expect(sameText(merged, mine)).toBe(true)
    expect(
      applyChoices(merged, mine, theirs, {
        analysis: 'theirs',
        suggestions: 'both',
      }),
    ).toEqual({
      ...base,
      analysis: '别处写的',
      suggestions: ['一', '三', '四'],
    })
    expect(applyChoices(merged, mine, theirs, { analysis: 'both' }).analysis).toBe('我写的\n\n别处写的')
  })
  it('sees no conflict when both wrote the same', () => {
    const both = { ...base, analysis: '同样的话' }
    expect(mergeTexts(base, both, { ...both }).conflicts).toEqual([])
  })
  it('loses no word of either side when both are kept', () => {
    const mine = { ...base, suggestions: ['甲', '乙'] }
    const theirs = { ...base, suggestions: ['丙', '乙'] }
    const { merged } = mergeTexts(base, mine, theirs)
    expect(applyChoices(merged, mine, theirs, { suggestions: 'both' }).suggestions).toEqual(['甲', '乙', '丙'])
  })
})
