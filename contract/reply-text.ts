/** What a unit answers to one suggestion. */
export interface AnsweredSuggestion {
  number: number
  suggestion: string
  answer: string
  measure: string
  dueOn: string | null
  responsible: string
}

const numerals = '一二三四五六七八九十'

/** 一 … 三十. */
export function numeral(n: number): string {
  if (n <= 10) return numerals.charAt(n - 1)
  const tens = Math.floor(n / 10)
  const ones = n % 10
  return `${tens > 1 ? numerals.charAt(tens - 1) : ''}十${ones > 0 ? numerals.charAt(ones - 1) : ''}`
}

/** A suggestion by its first sentence, at most 40 characters. */
export function shortened(suggestion: string): string {
  const first = suggestion.trim().split(/[\n。；;]/)[0] ?? ''
  const characters = [...first]
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}……` : first
}

/** 措施、完成时限、责任人 in one sentence; empty where nothing is promised. */
export function promiseOf({ measure, dueOn, responsible }: Omit<AnsweredSuggestion, 'number' | 'suggestion'>): string {
  const parts = [
    measure.trim() && `措施：${measure.trim().replace(/[。；;]+$/u, '')}`,
    dueOn && `完成时限：${dueOn.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}`,
    responsible.trim() && `责任人：${responsible.trim()}`,
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join('；')}。` : ''
}

/** A reply from its opening over the answer to each suggestion to its closing, as one text with a heading an answer. */
export function replyInFull(reply: { text: string; closing: string; answers: readonly AnsweredSuggestion[] }): string {
  const answers = reply.answers.map((one) =>
    [`${numeral(one.number)}、关于“${shortened(one.suggestion)}”的建议`, one.answer.trim(), promiseOf(one)]
      .filter(Boolean)
      .join('\n'),
  )
  return [reply.text, ...answers, reply.closing].filter((part) => part.trim() !== '').join('\n')
}
