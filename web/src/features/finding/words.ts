import type { FoundProposal, SimilarProposal } from '#contract/finding.ts'

export const foundInWords: Record<FoundProposal['excerpts'][number]['in'], string> = {
  analysis: '情况分析',
  suggestions: '具体建议',
  reply: '答复',
  proposers: '提案者',
  unit: '承办单位',
}

export const likenessWords: Record<SimilarProposal['likeness'], string> = {
  same: '几乎相同',
  close: '很相近',
  related: '有关',
}

export const orderWords = { relevance: '相关的在前', date: '最近的在前' } as const
export const withinWords = { all: '全文', title: '案由和提案者' } as const
