import type { PaperKind } from '#contract/documents.ts'
import { registerErrorWords } from '../../shared/error-words.ts'

registerErrorWords({
  'papers.none': '没有可以出文书的提案。请换一个条件，或者换一种文书。',
  'papers.too-many': '一次最多 2000 件提案。请按会议、类别或单位分几次。',
  'paper.number-taken': ({ details }) =>
    typeof details?.number === 'string'
      ? `${details.number}已经用在${typeof details.title === 'string' ? `“${details.title}”` : '别的文书'}上了。`
      : '这个号刚才已经用了，请再编一次。',
  'paper.not-numbered': '这种文书不编本会的发文字号。',
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
