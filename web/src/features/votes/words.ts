import {
  type Mark,
  nameOf,
  type VoteAction,
  type VoteForm,
  type VoteKind,
  type VoteRules,
  type VoteState,
} from '#contract/votes.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

export const kindWords: Record<VoteKind, string> = { motion: '表决', election: '选举' }
export const formWords: Record<VoteForm, string> = { hands: '举手', named: '记名', secret: '无记名' }
export const stateWords: Record<VoteState, string> = {
  drafted: '准备中',
  open: '正在表决',
  closed: '已有结果',
  withdrawn: '已撤下',
}
export const stateTones: Record<VoteState, Tone> = {
  drafted: 'open',
  open: 'due',
  closed: 'done',
  withdrawn: 'stopped',
}
export const markWords: Record<Mark, string> = { for: '赞成', against: '反对', abstain: '弃权' }
export const baseWords: Record<VoteRules['majority']['of'], string> = {
  all: '全体有表决权的委员',
  present: '到会的委员',
  valid: '有效票',
}
export const electorateWords: Record<VoteRules['electorate'], string> = {
  all: '应到的全体委员',
  standing: '其中的常委会组成人员',
}
export const outcomeWords = { elected: '当选', tied: '票数相同', notElected: '未当选' } as const
export const actionWords: Partial<Record<VoteAction, string>> = {
  open: '开始表决',
  givePaper: '发纸质票',
  close: '结束并计票',
  recordHands: '记录举手结果',
  edit: '修改',
  reopen: '宣布无效，重新表决',
  withdraw: '撤下',
}

/** What is written one after another; a space parts nothing, since many write 张　三. */
export const partsOf = (text: string): string[] =>
  text
    .split(/[、,，;；\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
/** Names written one after another, once each. */
export const namesIn = (text: string): string[] => [...new Set(partsOf(text).flatMap((part) => nameOf(part) || []))]

/** Where a vote stands; one whose round was void waits for the next. */
export const standingOf = ({ state, round }: { state: VoteState; round: number }): string =>
  state === 'drafted' && round > 1 ? '已宣布无效，待重新表决' : stateWords[state]

/** 过半数, 三分之二以上. */
export function shareWords({ numerator, denominator, over }: VoteRules['majority']): string {
  if (numerator * 2 === denominator) return over ? '过半数' : '半数以上'
  return `${denominator} 分之 ${numerator}${over ? '多数' : '以上'}`
}

export const voteEvents: Record<string, string> = {
  'vote.added': '列入表决',
  'vote.edited': '修改表决',
  'vote.opened': '开始表决',
  'vote.cast': '投票',
  'vote.paperGiven': '发纸质票',
  'vote.paperTakenBack': '收回纸质票',
  'vote.closed': '结束并计票',
  'vote.voided': '宣布无效',
  'vote.withdrawn': '撤下表决',
}

registerErrorWords({
  'vote.wrong-state': '这一项已经进到别的环节，页面已更新。',
  'vote.candidates': '候选人和名额对不上：等额选举人数要一样多，差额选举候选人要多于名额，姓名不能重复。',
  'vote.meeting-over': '会议还没有发通知，或者已经结束，不能表决。',
  'vote.no-quorum': ({ details }) =>
    `到会 ${String(details?.present ?? 0)} 人，不足法定的 ${String(details?.needed ?? '')} 人，不能表决。`,
  'vote.other-open': '另一项正在表决，请先结束那一项。',
  'vote.too-few': '无记名表决至少要有三人到会，不然看得出谁投了什么。',
  'vote.too-few-ballots': ({ details }) =>
    details?.of === 'paper'
      ? '收回的纸质票不足三张，看得出是谁投的，不能计票。请给还没有投的再发纸质票，凑够三张；都投过了的，请宣布无效，重新表决时先发够。'
      : `无记名表决${details?.of === 'phones' ? '网上' : ''}收回的不足三张，看得出谁投了什么，不能计票。请再等等，或者宣布无效。`,
  'vote.cast': '您已经投过票了。',
  'vote.not-a-voter': '开始表决时您还没有签到，或者这一项不由您表决，所以没有选票。请问会务人员。',
  'vote.incomplete': '选票没有填完，或者候选人有变动，请刷新再填。',
  'vote.too-many': ({ details }) => `选的人数超过了应选的 ${String(details?.seats ?? '')} 人，请减去几个。`,
  'vote.on-paper': '您领的是纸质票，请填好投进票箱。要改成在网上投，请先把纸质票交还会务人员。',
  'vote.paper-missing': ({ details }) =>
    `发了 ${String(details?.given ?? '')} 张纸质票，请先填监票人清点的结果；一张也没有收回的，填 0。`,
  'vote.paper-sum': ({ details }) =>
    `纸质票的数对不上：收回的不能多于发出的 ${String(details?.given ?? '')} 张；每一项的赞成、反对、弃权加起来要等于有效票；另选的不能和候选人重名，同一人只填一次。`,
  'vote.own-hand': '投票要由委员本人投，代录的人不能代投。',
  'vote.hands-sum': '赞成、反对、弃权加起来超过了到会人数，请核对。',
})
