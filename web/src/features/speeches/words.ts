import type { Speech, SpeechState } from '#contract/speeches.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

export const stateWords: Record<SpeechState, string> = {
  submitted: '已提交',
  oral: '口头发言',
  written: '书面发言',
  notSelected: '未选用',
  withdrawn: '已撤回',
  given: '已发言',
}
export const stateTones: Record<SpeechState, Tone> = {
  submitted: 'open',
  oral: 'moving',
  written: 'moving',
  notSelected: 'stopped',
  withdrawn: 'stopped',
  given: 'done',
}
export const wishWords: Record<Speech['wish'], string> = {
  oral: '希望口头发言',
  written: '书面发言就可以',
  either: '口头、书面都可以',
}

/** 7 分 51 秒. */
export const lengthWords = (seconds: number): string => `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`

export const speechEvents: Record<string, string> = {
  'speechCall.opened': '征集大会发言',
  'speechCall.edited': '修改发言征集',
  'speechCall.ordered': '排定发言次序',
  'speechCall.collected': '印发书面发言',
  'speechCall.uncollected': '收回：书面发言没有印发',
  'speech.submitted': '提交大会发言',
  'speech.edited': '修改大会发言',
  'speechDraft.kept': '存大会发言的草稿',
  'speechDraft.dropped': '删去大会发言的草稿',
  'speech.takenBack': '撤回大会发言',
  'speech.selected': '遴选大会发言',
  'speech.placed': '告知发言次序',
  'speech.started': '开始发言计时',
  'speech.given': '作大会发言',
  'speech.withdrawn': '更正：没有发言',
  'discussion.pointRecorded': '记录讨论要点',
  'discussion.pointEdited': '修改讨论要点',
}

registerErrorWords({
  'speech.wrong-state': '这篇发言已经进到别的环节，页面已更新。',
  'speech.dates': '截止日期不能早于开始日期。',
  'speech.meeting-over': '会议还没有发通知，或者已经结束，不能征集发言、记录讨论。',
  'speech.call-closed': '征集已经截止，要改请联系会务。',
  'speech.not-a-member': '这位委员不在会议名单里。',
  'speech.places': ({ details }) =>
    `口头发言的 ${String(details?.places ?? '')} 个名额已满，请先调整别的，或者改为书面。`,
  'speech.needs-note': '不选用，请写明理由，委员会看到。',
  'speech.order': '发言有变动，请刷新再排。',
  'speech.not-yet': '会议还没有开始，到时候再计时、记发言。',
  'speech.undo-late': '已经过了两分钟，不能撤销。请到“大会发言”里更正，写明理由。',
  'speech.nothing-written': '还没有选定的发言。',
  'speech.call-open': '征集还没有截止，截止以后再记书面发言已印发。',
  'speech.not-collected': '这次征集还没有记过书面发言已印发。',
  'speech.unreadable-file': '读不出这个文件的文字。请用 .docx 文件；旧的 .doc 请先在 Word 里另存为 .docx。',
  'speech.no-points': '还没有记录讨论要点。',
})
