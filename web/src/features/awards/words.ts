import type { z } from 'zod'
import type {
  AwardAction,
  AwardKind,
  AwardRound,
  AwardState,
  awardOutcome,
  nominationState,
  nominator,
} from '#contract/awards.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

export const kindWords: Record<AwardKind, string> = {
  proposals: '优秀提案',
  units: '承办先进单位',
  persons: '承办先进个人',
}
export const unitOf: Record<AwardKind, string> = { proposals: '件', units: '家', persons: '名' }
export const stateWords: Record<AwardState, string> = {
  nominating: '提名中',
  examining: '审核提名',
  voting: '表决中',
  counted: '已计票',
  notice: '公示中',
  awarded: '已表彰',
  cancelled: '已取消',
}
export const stateTones: Record<AwardState, Tone> = {
  nominating: 'moving',
  examining: 'moving',
  voting: 'due',
  counted: 'moving',
  notice: 'due',
  awarded: 'done',
  cancelled: 'stopped',
}
export const nominationWords: Record<z.infer<typeof nominationState>, string> = {
  proposed: '待审核',
  admitted: '列入候选',
  refused: '未列入',
}
export const outcomeWords: Record<z.infer<typeof awardOutcome>, string> = {
  won: '入选',
  tied: '同票待定',
  lost: '未入选',
  dropped: '公示后取消',
}
export const outcomeTones: Record<z.infer<typeof awardOutcome>, Tone> = {
  won: 'done',
  tied: 'due',
  lost: 'stopped',
  dropped: 'stopped',
}
export const nominatorWords: Record<z.infer<typeof nominator>, string> = {
  member: '委员',
  unitClerk: '承办单位',
  leader: '主席会议成员',
  assigningOffice: '政府交办机关',
}
/** The office's steps as its buttons say them. */
export const actionWords: Partial<Record<AwardAction, string>> = {
  closeNomination: '结束提名',
  reopenNomination: '重新提名',
  openVoting: '开始表决',
  closeVoting: '结束表决并计票',
  decideTie: '决定同票',
  approve: '审定并公示',
  award: '表彰',
  cancel: '取消这一轮',
  publish: '公众页面公示',
}
export const awardEvents: Record<string, string> = {
  'award.opened': '新开评优',
  'award.edited': '修改评优',
  'award.nominated': '提名',
  'award.nominationClosed': '结束提名',
  'award.nominationReopened': '重新提名',
  'award.admitted': '列入候选',
  'award.refused': '未列入候选',
  'award.votingOpened': '开始表决',
  'award.voted': '表决',
  'award.counted': '计票',
  'award.tieDecided': '决定同票',
  'award.approved': '审定并公示',
  'award.objected': '登记异议',
  'award.objectionDecided': '异议有结论',
  'award.awarded': '表彰',
  'award.given': '受到表彰',
  'award.cancelled': '取消评优',
  'award.published': '评优登上公众页面',
  'award.retracted': '评优从公众页面撤下',
}

/** 2026 年，或 2025—2026 年. */
export const yearsOf = ({ fromYear, toYear }: Pick<AwardRound, 'fromYear' | 'toYear'>): string =>
  fromYear === toYear ? `${fromYear} 年` : `${fromYear}—${toYear} 年`

registerErrorWords({
  'award.wrong-state': '这一轮已经进到别的环节，页面已更新。',
  'award.nominated': '已经有人提名了，不用再提。',
  'award.not-eligible': '不在这一轮的评选范围里，或者不能由您提名。',
  'award.nomination-over': '提名的时间已经过了。',
  'award.needs-note': '不列入候选，请写明理由。',
  'award.nothing-admitted': '还没有列入候选的，不能开始表决。',
  'award.unexamined': '还有提名没有审核，请先逐个审核。',
  'award.not-a-voter': '所选的人里有的已经不能表决，请重新选择。',
  'award.too-few-voters': '无记名表决至少要有三位表决人，请添上，或者改为记名。',
  'award.too-few-ballots': '无记名表决至少要有三张票才能计，不然看得出谁投了什么。',
  'award.no-ballots': '还没有人投票，不能计票。',
  'award.no-tie': '没有同票的，不用决定。',
  'award.tie-seats': '选的数目和剩下的名额不一样，请重新选择。',
  'award.tie-open': '还有同票的没有决定，请先决定。',
  'award.nobody-won': '没有入选的，不能公示或表彰。',
  'award.needs-contact': '请写明异议向谁反映、怎样联系。',
  'award.not-yet': '日期不能晚于今天。',
  'award.notice-runs': '公示期还没有满。',
  'award.objections-open': '还有异议没有结论，请先处理。',
  'ballot.taken': '您已经投过票了。',
  'ballot.too-many': '选的超过了名额，请减去几个。',
  'ballot.incomplete': '有的候选还没有打分，或者候选有变动，请刷新再投。',
  'objection.decided': '这条异议已经有结论了。',
  'objection.about-nobody': '这条异议没有指明是谁，不能取消表彰。',
})
