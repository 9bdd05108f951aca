import { describe, expect, it } from 'vitest'
import { numeral, outlineOf, replyLacks } from './reply-text.ts'

const reply = {
  replyClass: 'A',
  text: '已办',
  documentNumber: '',
  signedBy: '李某',
  contactName: '王某',
  contactPhone: '1',
}

describe('writing a reply', () => {
  it('counts as officials do', () => {
    expect([1, 10, 11, 20, 23, 30].map(numeral)).toEqual(['一', '十', '十一', '二十', '二十三', '三十'])
  })
  it('makes a heading of each suggestion', () => {
    expect(outlineOf(['增设路灯。全市补齐。', '修补路面'])).toBe(
      '一、关于“增设路灯”的建议\n\n二、关于“修补路面”的建议\n',
    )
    expect(outlineOf(['路'.repeat(60)])).toContain(`${'路'.repeat(40)}……`)
  })
  it('names what is missing before it is handed in', () => {
    const contacts = [{ disputedAt: null }] as never[]
    expect(replyLacks(reply, { contacts })).toEqual([])
    expect(replyLacks({ ...reply, signedBy: ' ' }, { contacts })).toEqual(['还没有填签发领导'])
    expect(replyLacks(reply, { contacts: [{ disputedAt: '2026-01-01' }] as never[] })).toEqual([
      '还没有与提案者面商的记录',
    ])
    expect(replyLacks(reply, { contacts: [] })).toEqual(['还没有与提案者面商的记录'])
  })
})
