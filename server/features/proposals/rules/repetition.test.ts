import { describe, expect, it } from 'vitest'
import { hollowAnswers, repeatedSentences } from './repetition.ts'

const empty = '感谢您的建议，我局高度重视，将认真研究，积极推进相关工作。'
const answers = (...texts: string[]) => texts.map((answer, i) => ({ number: i + 1, answer }))

describe('a reply that says nothing', () => {
  it('is seen by the sentence that answers every suggestion', () => {
    expect(repeatedSentences(answers(empty, empty, empty))).toEqual([{ numbers: [1, 2, 3], words: empty }])
    expect(repeatedSentences(answers('已列入明年计划。', '已列入明年计划。'))).toEqual([])
    expect(repeatedSentences(answers('年内在六条小巷补装路灯二百盏。', '九月底前铺完人行道。'))).toEqual([])
  })
  it('is seen by phrases that stand alone', () => {
    const phrases = ['高度重视', '认真研究', '感谢您']
    expect(hollowAnswers(answers(empty, `${empty}年内在六条小巷补装路灯二百盏。`, '已办结。'), phrases)).toEqual([1])
    expect(hollowAnswers(answers('我局高度重视，投入 300 万元补装路灯。'), phrases)).toEqual([])
    expect(hollowAnswers(answers(''), phrases)).toEqual([])
  })
})
