import { attendanceNames, type DutyPart, dutyKindOf, dutyKinds, levelNames } from '#contract/duty-kinds.ts'
import type { SchemeState } from '#contract/scoring.ts'
import type { ItemWay, LineMeasure, SchemeMembers, Tariff } from '#contract/scoring-scheme.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

export const stateWords: Record<SchemeState, string> = { draft: '草稿', adopted: '已通过' }
export const stateTones: Record<SchemeState, Tone> = { draft: 'open', adopted: 'done' }
export const memberWords: Record<SchemeMembers, string> = { all: '全体委员', standing: '常委', notStanding: '非常委' }
export const wayWords: Record<ItemWay, string> = {
  each: '逐次计分',
  once: '有就计一次，取最高',
  lowest: '按最差的一次计',
  judged: '由机关评定',
}
export const shareWords: Record<Tariff['share'], string> = {
  full: '各得全分',
  halfAndSplit: '第一提案人得一半，其余人均摊另一半',
  even: '所有人均摊',
}
export const sharingWords = { any: '单独、联名都算', alone: '单独提出的', joint: '联名提出的' } as const
export const attendanceWords = attendanceNames
export const levelWords = levelNames
export const partWords: Record<DutyPart, string> = {
  lead: '第一提案人、主笔',
  coSigner: '联名、参与',
  participant: '参加',
  organiser: '组织',
}
export const measureWords: Record<LineMeasure, string> = {
  notice: '提醒、通报',
  talk: '约谈',
  admonition: '书面告诫',
  resignation: '劝辞',
  revocation: '撤销资格',
  noReelection: '不再提名',
}
export const kindOptions = dutyKinds.map(({ kind, label }) => ({ value: kind, label }))
export const kindLabel = (kind: string): string => dutyKindOf(kind)?.label ?? kind
export const optionsOf = <K extends string>(words: Record<K, string>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }))

/** A number as read; ？ where what is typed is none yet. */
export const figure = (value: number): string => (Number.isNaN(value) ? '？' : String(value))
/** 7.5 out of 750 centipoints. */
export const points = (centipoints: number): string => figure(Number((centipoints / 100).toFixed(2)))
/** +5, −3. */
export const signed = (centipoints: number): string =>
  centipoints > 0 ? `+${points(centipoints)}` : points(centipoints).replace('-', '−')

/** 经济界，常委. */
export const sectorWords = ({ sector, standing }: { sector: string; standing: boolean }): string =>
  [sector, standing && '常委'].filter(Boolean).join('，')

export const scoringEvents: Record<string, string> = {
  'scoringScheme.drafted': '起草考核办法',
  'scoringScheme.edited': '修改考核办法',
  'scoringScheme.adopted': '通过考核办法',
  'scoringScheme.removed': '删除考核办法草稿',
}

registerErrorWords({
  'scoring-scheme.wrong-state': '这个办法已经通过，不能再改。请复制一份，改好以后通过为新的一版。',
  'scoring-scheme.problems': '办法里还有不对的地方，请点“修改”，按提示改好、保存以后再登记。',
  'scoring-scheme.not-yet': '通过的日期不能晚于今天。',
  'scoring-scheme.unknown-shipped': '没有这个样本，请重新选择。',
})
