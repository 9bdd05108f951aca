import type { PaperKind } from '#contract/documents.ts'
import { registerErrorWords } from '../../shared/error-words.ts'

registerErrorWords({
  'papers.none': '没有可以出文书的提案。请换一个条件，或者换一种文书。',
  'papers.too-many': '一次最多 2000 件提案。请按会议、类别或单位分几次。',
  'papers.busy': '正在给别人成批出文书，请过半分钟再试。',
})

/** Kinds of papers, in the order of a proposal's way. */
export const paperWords: Record<PaperKind, string> = {
  proposalForm: '提案表',
  coSignPage: '联名页',
  examination: '审查意见',
  assignmentNotice: '交办通知',
  jointOpinion: '会办意见函',
  reply: '答复函',
  reminder: '催办函',
}
