import { describe, expect, it } from 'vitest'
import { eventWords } from './event-words.ts'

const entry = (type: string, details: Record<string, unknown> = {}) => ({
  id: 1,
  type,
  at: '2026-11-22T00:00:00Z',
  actorName: '陈科长',
  actorRole: null,
  delegatedBy: null,
  details,
})

describe('the history in plain words', () => {
  it('says who handles it and how', () => {
    const units = [
      { name: '市住建局', role: 'lead' },
      { name: '市交警支队', role: 'joint' },
    ]
    expect(eventWords(entry('proposal.assigned', { units, note: '请先面商。' }))).toEqual({
      title: '交办',
      lines: ['主办：市住建局；会办：市交警支队', '请先面商。'],
    })
  })
  it('names both units of a reassignment', () => {
    const details = { from: '市住建局', unit: '市城管局', role: 'lead', note: '职责调整' }
    expect(eventWords(entry('assignment.reassigned', details)).lines).toEqual([
      '市住建局改为主办：市城管局',
      '职责调整',
    ])
  })
  it('tells a second submission from the first', () => {
    expect(eventWords(entry('proposal.submitted', { again: true })).title).toBe('修改后再次提交')
    expect(eventWords(entry('proposal.submitted', { again: false })).title).toBe('提交提案')
  })
  it('puts the two satisfactions apart', () => {
    const details = { handling: 'satisfied', result: 'dissatisfied', words: '没有印发' }
    expect(eventWords(entry('proposal.rated', details)).lines).toEqual(['办理工作满意，办理结果不满意', '没有印发'])
  })
  it('shows an unknown type neutrally, with its note', () => {
    expect(eventWords(entry('proposal.somethingNew', { note: '说明' }))).toEqual({ title: '办理记录', lines: ['说明'] })
  })
})
