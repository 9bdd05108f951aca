import { describe, expect, it } from 'vitest'
import type { Assignment } from '#contract/handling.ts'
import { numeral, promiseOf, replyInFull, shortened } from '#contract/reply-text.ts'
import { answersFor, bothOf, mergedInFull, replyHints, replyLacks, submitWords, withAnswer } from './reply-text.ts'
import { handlingChecks, reviewChecks } from './review-checks.ts'

const answer = (number: number, words: string, dueOn: string | null = null, measure = '') => ({
  number,
  answer: words,
  measure,
  dueOn,
  responsible: '',
})
const reply = {
  replyClass: 'A',
  text: '',
  answers: [answer(1, '已办'), answer(2, '列入计划')],
  mergedAnswers: [],
  closing: '',
  documentNumber: '',
  signedBy: '李某',
  contactName: '王某',
  contactPhone: '1',
}
const suggestions = ['增设路灯', '修补路面']

describe('writing a reply', () => {
  it('counts as officials do', () => {
    expect([1, 10, 11, 20, 23, 30].map(numeral)).toEqual(['一', '十', '十一', '二十', '二十三', '三十'])
    expect(shortened('路'.repeat(60))).toBe(`${'路'.repeat(40)}……`)
  })
  it('has a place for each suggestion, whatever is written', () => {
    expect(answersFor(2, [answer(2, '列入计划')]).map((one) => one.answer)).toEqual(['', '列入计划'])
    expect(withAnswer(2, [], answer(2, '列入计划')).map((one) => one.answer)).toEqual(['', '列入计划'])
  })
  it('keeps both of two texts, part by part', () => {
    const both = bothOf(reply, { ...reply, answers: [answer(1, '已办'), answer(2, '明年办', '2026-09-30', '铺路')] })
    expect(both.answers).toEqual([answer(1, '已办'), answer(2, '列入计划\n\n明年办', '2026-09-30', '铺路')])
  })
  it('is read as one text with a heading an answer', () => {
    const answers = [
      { ...answer(1, '已办'), suggestion: '增设路灯。全市补齐。' },
      { ...answer(2, '列入计划', '2026-09-30', '铺沥青。'), suggestion: '修补路面', responsible: '赵工' },
    ]
    expect(replyInFull({ text: '收悉。', answers, closing: '感谢。' })).toBe(
      '收悉。\n一、关于“增设路灯”的建议\n已办\n二、关于“修补路面”的建议\n列入计划\n措施：铺沥青；完成时限：2026年9月30日；责任人：赵工。\n感谢。',
    )
    expect(replyInFull({ text: '以前写成一篇的。', answers: [], closing: '' })).toBe('以前写成一篇的。')
    expect(promiseOf(answer(1, '已办'))).toBe('')
  })
  it('shows the office what to look at', () => {
    const wire = (one: ReturnType<typeof answer>) => ({ ...one, suggestion: '' })
    const answers = [wire(answer(1, '已办', '2026-09-30', '铺路')), wire(answer(2, ' ', null, '装灯'))]
    expect(reviewChecks({ answers }, suggestions)).toEqual([
      { fine: false, words: '第 2 条建议没有答复' },
      { fine: false, words: '第 2 条建议的措施没有完成时限' },
    ])
    expect(reviewChecks({ answers: answers.slice(0, 1) }, ['增设路灯']).every((check) => check.fine)).toBe(true)
    expect(reviewChecks({ answers: [] }, suggestions)[0]!.fine).toBe(false)
  })
  it('asks for the answers to those handled with it, by themselves or as one of its own', () => {
    const merged = [{ id: 'b', number: 15, state: 'merged' as const, suggestions: ['路灯', '路面'] }]
    const to = (number: number, sameAs: number | null, words = '') => ({
      ...answer(number, words),
      proposalId: 'b',
      sameAs,
    })
    const contacts = [{ disputedAt: null }] as never[]
    const lacks = (mergedAnswers: ReturnType<typeof to>[]) =>
      replyLacks({ ...reply, mergedAnswers }, { contacts }, suggestions, merged)
    expect(lacks([])).toEqual(['15 号提案第 1、2 条建议还没有答复'])
    expect(lacks([to(1, 2), to(2, null, '已修')])).toEqual([])
    expect(reviewChecks({ answers: [], mergedAnswers: [] }, suggestions)).toHaveLength(1)
    const wire = reply.answers.map((one) => ({ ...one, suggestion: '' }))
    expect(reviewChecks({ answers: wire }, suggestions, merged)).toContainEqual({
      fine: false,
      words: '并案的15 号提案第 1、2 条建议没有答复',
    })
    expect(mergedInFull(merged[0]!, [to(1, 2)])).toContain('同本件第 2 条')
    const both = bothOf({ ...reply, mergedAnswers: [to(1, 2)] }, { ...reply, mergedAnswers: [to(2, null, '修')] })
    expect(both.mergedAnswers).toEqual([to(1, 2), to(2, null, '修')])
  })
  it('is sent by who signs, and passed on by who does not', () => {
    const at = (step: 'drafting' | 'checking' | 'signing', actions: Assignment['actions']) =>
      submitWords({ actions, inUnit: { step } as Assignment['inUnit'] }).act
    expect(at('drafting', ['submitReply'])).toBe('报送答复')
    expect(at('drafting', ['passOn'])).toBe('送审')
    expect(at('checking', ['passOn'])).toBe('送领导审签')
    expect(at('signing', ['submitReply'])).toBe('审签并报送')
    const duty = { contacts: [{ disputedAt: null }] as never[], actions: ['passOn'] as Assignment['actions'] }
    expect(replyLacks({ ...reply, signedBy: '' }, duty, suggestions)).toEqual([])
  })
  it('names what is missing before it is handed in', () => {
    const contacts = [{ disputedAt: null }] as never[]
    expect(replyLacks(reply, { contacts }, suggestions)).toEqual([])
    expect(replyLacks({ ...reply, signedBy: ' ' }, { contacts }, suggestions)).toEqual(['还没有填签发领导'])
    expect(replyLacks({ ...reply, answers: [answer(1, '已办')] }, { contacts }, suggestions)).toEqual([
      '第 2 条建议还没有答复',
    ])
    expect(
      replyLacks({ ...reply, answers: [answer(1, '已办', '2026-09-30'), answer(2, '办')] }, { contacts }, suggestions),
    ).toEqual(['第 1 条建议写了完成时限，还没有写措施'])
    expect(replyLacks({ ...reply, answers: [] }, { contacts }, [])).toEqual(['还没有写答复内容'])
    expect(replyLacks(reply, { contacts: [{ disputedAt: '2026-01-01' }] as never[] }, suggestions)).toEqual([
      '面商记录有异议，请重新面商',
    ])
    const before = [{ round: 1, disputedAt: null, confirmedAt: '2026-01-01' }] as never[]
    expect(replyLacks(reply, { contacts: before, round: 2 }, suggestions)).toEqual(['还没有与提案者面商的记录'])
    expect(replyLacks(reply, { contacts: [] }, suggestions)).toEqual(['还没有与提案者面商的记录'])
  })
  it('warns of a promise without a measure or a day', () => {
    const classes = [
      { code: 'A', name: 'A 类', promises: false },
      { code: 'B', name: 'B 类', promises: true },
    ]
    expect(replyHints(reply, classes)).toEqual([])
    expect(replyHints({ ...reply, replyClass: 'B' }, classes)[0]).toContain('还没有写措施')
    const answers = [answer(1, '办', null, '铺路'), answer(2, '办', '2026-09-30', '装灯')]
    expect(replyHints({ answers, replyClass: 'B' }, classes)[0]).toContain('第 1 条建议的措施没有完成时限')
  })
  it('shows the office the contact in dispute and the opinions that did not come', () => {
    const duty = { round: 1, role: 'lead' as const, contacts: [{ round: 1, disputedAt: '2026-01-01' }] as never[] }
    expect(handlingChecks(duty, [{ unitName: '市财政局', opinionGivenAt: null }])).toEqual([
      { fine: false, words: '提案者对面商记录有异议，之后没有重新面商' },
      { fine: false, words: '市财政局没有提出会办意见' },
    ])
    const met = { ...duty, contacts: [{ round: 1, disputedAt: null, confirmedAt: '2026-01-02' }] as never[] }
    expect(handlingChecks(met, []).every((check) => check.fine)).toBe(true)
  })
})
