import { describe, expect, it } from 'vitest'
import { hintsOf, lacksOf } from './checklist.ts'
import { emptyText } from './merge.ts'

const whole = {
  ...emptyText,
  title: '关于补齐背街小巷路灯的提案',
  analysis: '路暗',
  suggestions: ['补齐路灯'],
}

describe('what is missing before handing in', () => {
  it('is nothing when title, analysis and one suggestion are there', () => {
    expect(lacksOf(whole, 50)).toEqual([])
  })
  it('names each thing that is missing', () => {
    expect(lacksOf(emptyText, 50).map((lack) => lack.field)).toEqual(['title', 'analysis', 'suggestions'])
    expect(lacksOf({ ...whole, suggestions: ['  '] }, 50)[0]?.words).toBe('还没有写具体建议，至少一条')
  })
  it('counts characters, not code units', () => {
    expect(lacksOf({ ...whole, title: '𠮷'.repeat(50) }, 50)).toEqual([])
    expect(lacksOf({ ...whole, title: '路'.repeat(53) }, 50)[0]?.words).toBe('案由超出 3 字')
  })
  it('is said of a text too long to be saved, with how much', () => {
    expect(lacksOf({ ...whole, analysis: '𠮷'.repeat(20_000) }, 50)).toEqual([])
    expect(lacksOf({ ...whole, analysis: '路'.repeat(36_000) }, 50)).toEqual([
      { field: 'analysis', words: '情况分析太长，最多 20000 字，现在 36000 字，请删去 16000 字' },
    ])
    expect(lacksOf({ ...whole, suggestions: ['短', '路'.repeat(4001)] }, 50)[0]?.words).toMatch(/^第 2 条建议太长/)
  })
  it('mentions what may be left out', () => {
    expect(hintsOf({ ...whole, publishConsent: false }, 1)).toEqual(['没有写不宜公开的理由', '没有建议承办单位'])
  })
})
