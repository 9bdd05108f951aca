import type { z } from 'zod'
import type { HistoryEntry } from '#contract/common.ts'
import type { PublicationState, publicationKind, SuggestionKind } from '#contract/publishing.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

export const publicationWords: Record<PublicationState, string> = {
  waiting: '待决定',
  published: '已公开',
  withheld: '不公开',
  retracted: '已撤下',
}
export const publicationTones: Record<PublicationState, Tone> = {
  waiting: 'due',
  published: 'done',
  withheld: 'stopped',
  retracted: 'stopped',
}
export const kindWords: Record<z.infer<typeof publicationKind>, string> = { proposal: '提案', reply: '答复' }
export const suggestionWords: Record<SuggestionKind, string> = {
  idNumber: '证件号',
  phone: '电话',
  email: '邮箱',
  address: '地址',
  contact: '联系人',
  bankCard: '账号',
  takenOut: '提案里已去掉，或不公开的姓名',
}
/** What happened, for the history of a proposal and for the log. */
const publicationEvents: Record<string, string> = {
  'publication.marked': '标记脱敏内容',
  'publication.published': '公开',
  'publication.changed': '更新公开稿',
  'publication.withheld': '决定不公开',
  'publication.retracted': '从公众页面撤下',
}

/** One entry of the history of a proposal: 答复公开, whose, and the reason. */
export function publicationEvent({ type, details }: HistoryEntry): { title: string; lines: string[] } {
  const what = details.kind === 'reply' ? '答复' : details.kind === 'proposal' ? '提案' : ''
  const marks = typeof details.marks === 'number' && details.marks > 0 ? `去掉 ${details.marks} 处` : ''
  return {
    title: `${what}${publicationEvents[type] ?? '公开事项'}`,
    lines: [details.unit, marks, details.note].filter(
      (line): line is string => typeof line === 'string' && line !== '',
    ),
  }
}

registerErrorWords({
  'publication.wrong-state': '别的窗口已经作了决定，请刷新再看。',
  'publication.no-consent': '提案者不同意公开，不能公开。',
  'publication.suggestions-left': '还有建议去掉的文字没有处理，请逐处看过再公开。',
  'publication.proposal-first': '请先公开提案，再公开对它的答复。',
  'publication.not-open': '提案已经撤案，不能公开。',
})
