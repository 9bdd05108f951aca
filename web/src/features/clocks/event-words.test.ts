import { describe, expect, it } from 'vitest'
import { clockEventWords } from './event-words.ts'

const told = (type: string, details: Record<string, unknown>) =>
  clockEventWords({
    id: 1,
    type,
    at: '2026-11-22T00:00:00Z',
    actorName: '系统',
    actorRole: null,
    delegatedBy: null,
    details,
  })

describe('a clock in the history', () => {
  it('says which decree moved which date from where to where', () => {
    const details = { clock: 'reply', unit: '市住建局', from: '2027-01-04', to: '2027-01-05', years: [2027] }
    expect(told('clock.moved', details)).toEqual({
      title: '期限随放假安排改动',
      lines: ['因 2027 年放假安排，市住建局的答复期限由2027年1月4日改为2027年1月5日'],
    })
  })
  it('says why a date stays', () => {
    const details = { clock: 'accept', from: '2026-04-20', to: '2026-04-21', kept: 'past', years: [2026] }
    expect(told('clock.kept', details).lines).toEqual([
      '因 2026 年放假安排，签收期限应改为2026年4月21日；当时期限已过，仍按2026年4月20日',
    ])
  })
  it('has words where the details are not to be seen', () => {
    expect(told('clock.extended', {})).toEqual({ title: '同意延期', lines: [] })
    expect(told('clock.somethingNew', {})).toEqual({ title: '期限变动', lines: [] })
  })
})
