import type { z } from 'zod'
import type {
  leadershipActKind,
  leadershipKind,
  referralLevel,
  referralState,
  referralWay,
} from '#contract/leadership.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

export const kindWords: Record<z.infer<typeof leadershipKind>, string> = { supervise: '领衔督办', lead: '领办' }
export const kindMeanings: Record<z.infer<typeof leadershipKind>, string> = {
  supervise: '政协主席会议成员牵头，督促承办单位办好',
  lead: '党政领导或承办单位主要负责人亲自牵头办理',
}
export const actWords: Record<z.infer<typeof leadershipActKind>, string> = {
  visit: '走访',
  inspection: '调研',
  consultation: '办理协商',
  instruction: '批示',
}
export const levelWords: Record<z.infer<typeof referralLevel>, string> = {
  city: '市政协',
  province: '省政协',
  nation: '全国政协',
}
export const wayWords: Record<z.infer<typeof referralWay>, string> = {
  refer: '以本会名义上报',
  joint: '由上级委员联名',
}
export const referralWords: Record<z.infer<typeof referralState>, string> = {
  sent: '已上报',
  registered: '上级已立案',
  adopted: '已采纳',
  notAdopted: '未采纳',
}
export const referralTones: Record<z.infer<typeof referralState>, Tone> = {
  sent: 'moving',
  registered: 'moving',
  adopted: 'done',
  notAdopted: 'stopped',
}

registerErrorWords({
  'key-proposal.taken': '这件提案已经是重点提案。',
  'key-proposal.none': '这件提案现在不是重点提案，页面已更新。',
  'key-proposal.not-registered': '立案以后、归档以前的提案才能这样办。',
  'leadership.taken': '这位领导已经在这件提案上了。',
  'leadership.not-a-leader': '所选账号不是领导身份，请重新选择。',
  'leadership.ended': '这项督办已经结束，要再记录请先恢复。',
  'leadership.not-yet': '日期不能晚于今天。',
})
