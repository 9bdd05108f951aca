import type { ProposalText } from '#contract/proposals.ts'

/** What is still missing before a proposal can be handed in. Pure; the server has the last word. */
export interface Lack {
  field: 'title' | 'analysis' | 'suggestions'
  words: string
}

/** Characters as a person counts them. */
export function countCharacters(text: string): number {
  return [...text].length
}

export const analysisLimit = 20_000
export const suggestionCharacters = 4000

const excess = (name: string, count: number, limit: number) =>
  `${name}太长，最多 ${limit} 字，现在 ${count} 字，请删去 ${count - limit} 字`

/** What is too long to be saved at all. */
export function tooLongOf(text: Pick<ProposalText, 'analysis' | 'suggestions'>): Lack[] {
  const analysis = countCharacters(text.analysis)
  const long: Lack[] = []
  if (analysis > analysisLimit) long.push({ field: 'analysis', words: excess('情况分析', analysis, analysisLimit) })
  text.suggestions.forEach((one, index) => {
    const count = countCharacters(one)
    if (count > suggestionCharacters)
      long.push({ field: 'suggestions', words: excess(`第 ${index + 1} 条建议`, count, suggestionCharacters) })
  })
  return long
}

export function lacksOf(text: ProposalText, titleLimit: number): Lack[] {
  const lacks: Lack[] = []
  const over = countCharacters(text.title) - titleLimit
  if (text.title.trim() === '') lacks.push({ field: 'title', words: '还没有写案由' })
  else if (over > 0) lacks.push({ field: 'title', words: `案由超出 ${over} 字` })
  if (text.analysis.trim() === '') lacks.push({ field: 'analysis', words: '还没有写情况分析' })
  if (text.suggestions.every((one) => one.trim() === ''))
    lacks.push({ field: 'suggestions', words: '还没有写具体建议，至少一条' })
  return [...lacks, ...tooLongOf(text)]
}

/** Worth a look, no hindrance. */
export function hintsOf(text: ProposalText, attachments: number): string[] {
  const hints: string[] = []
  if (!text.publishConsent && text.publishNote.trim() === '') hints.push('没有写不宜公开的理由')
  if (text.suggestedUnitIds.length === 0) hints.push('没有建议承办单位')
  if (attachments === 0) hints.push('没有附件')
  return hints
}
