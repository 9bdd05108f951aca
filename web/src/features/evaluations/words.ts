import type { AppraisalAction, AppraisalState, lookBackOutcome } from '#contract/appraisals.ts'
import type { HistoryEntry } from '#contract/common.ts'
import type { MutualAppraisalItem } from '#contract/mutual-appraisals.ts'
import { formatInstant } from '../../shared/dates.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

/** Hundredths of a point as they are read: 87.35. */
export const pointsText = (hundredths: number | null): string =>
  hundredths === null ? '—' : (hundredths / 100).toFixed(2)

export const stateWords: Record<AppraisalState, string> = {
  drafted: '起草',
  open: '评议中',
  closed: '已截止',
  reported: '已出报告',
  rectifying: '整改中',
  lookedBack: '已回头看',
  archived: '已归档',
}
export const stateTones: Record<AppraisalState, Tone> = {
  drafted: 'open',
  open: 'moving',
  closed: 'due',
  reported: 'moving',
  rectifying: 'moving',
  lookedBack: 'done',
  archived: 'done',
}
export const mineWords = { toScore: '等您评', handedIn: '您已交票', missed: '您没有参加' } as const
export const lookBackWords: Record<(typeof lookBackOutcome.options)[number], string> = {
  done: '整改到位',
  partly: '部分到位',
  notDone: '未整改',
}
export const lookBackTones: Record<keyof typeof lookBackWords, Tone> = {
  done: 'done',
  partly: 'moving',
  notDone: 'due',
}

/** The office's buttons, what pressing them does, and what is said once it is done. */
export const moveWords: Partial<Record<AppraisalAction, { button: string; meaning: string; done: string }>> = {
  open: {
    button: '开始评议',
    meaning: '参评单位和评议项目从此不能再改；到开始时间，名单上的委员就能评。',
    done: '评议已开始，委员会收到消息',
  },
  close: {
    button: '现在截止',
    meaning: '截止以后不再收票，也不能重新打开。',
    done: '评议已截止',
  },
  discard: { button: '删除草稿', meaning: '删除后不能恢复。', done: '草稿已删除' },
  endLookBack: { button: '结束回头看', meaning: '须整改的单位都已回头看。', done: '回头看已结束' },
  archive: { button: '归档', meaning: '归档以后只能看，不能再改。', done: '已归档' },
}

export const decisionWords = { rehandle: '重办', keep: '不再重办' } as const

/** What one side's score says in a list: never more than the server told. */
export function scoreWords(score: MutualAppraisalItem['handling'], revealed: boolean): string {
  if (score.total !== null) return `${score.total} 分，${score.band}`
  if (revealed) return '未评'
  if (score.given === null) return '未公开'
  return score.given ? '已评，未公开' : '未评'
}

const happened: Record<string, string> = {
  'appraisal.drafted': '起草',
  'appraisal.edited': '修改草稿',
  'appraisal.unitsChosen': '选定参评单位',
  'appraisal.listed': '列入评议委员',
  'appraisal.unlisted': '移出评议委员',
  'appraisal.opened': '开始评议',
  'appraisal.invited': '补请评议委员',
  'appraisal.reminded': '提醒没交票的委员',
  'appraisal.extended': '改截止时间',
  'appraisal.handedIn': '交评议票',
  'appraisal.closed': '截止',
  'appraisal.reported': '出评议报告',
  'appraisal.rectifying': '要求整改',
  'appraisal.measuresWritten': '单位写整改措施',
  'appraisal.lookedBack': '回头看',
  'appraisal.lookBackEnded': '结束回头看',
  'appraisal.archived': '归档',
}

/** What happened to an appraisal, as its history tells it. */
export function eventWords({ type, details }: HistoryEntry): { title: string; lines: string[] } {
  const lines: string[] = []
  if (type === 'appraisal.unitsChosen') lines.push(`${details.units} 家单位`)
  if (type === 'appraisal.closed') lines.push(`${details.invited} 人受邀，${details.handedIn} 人交票`)
  if (type === 'appraisal.extended') lines.push(`改为${formatInstant(String(details.closesAt))}`)
  if (Array.isArray(details.memberIds)) lines.push(`${details.memberIds.length} 名委员`)
  return { title: happened[type] ?? '有更新', lines }
}

registerErrorWords({
  'mutual-appraisal.closed': '评议已经公开或者截止，不能再评、再改。',
  'mutual-appraisal.both-sides': '您的账号既代表提案者，又代表承办单位，背靠背评议不能两边都参加，请由别人来评。',
  'mutual-appraisal.needs-words': '得分低的请写明原因，好让对方改进。',
  'mutual-appraisal.no-case': '这件评议没有需要处理的低分，页面已更新。',
  'mutual-appraisal.decided': '这件低分已经处理过，页面已更新。',
  'mutual-appraisal.needs-note': '请写明理由。',
  'appraisal.wrong-state': '评议已经走到下一步，页面已更新。',
  'appraisal.times': '时间不对：截止要晚于开始，也不能早于现在；回头看的日期不能晚于今天，整改期限不能早于今天。',
  'appraisal.incomplete': '还没有选定参评单位或评议委员，请先选好。',
  'appraisal.not-open-yet': '还没有到评议开始的时间，请到时再交。',
  'appraisal.over': '评议已经截止，没有收下。',
  'appraisal.reminded': '今天已经提醒过，明天可以再提醒。',
  'appraisal.unknown-unit': '有的单位不在这次评议或者不须整改，请重新选择。',
  'appraisal.looked-back': '已经回头看，措施不能再改。',
  'appraisal.look-back-open': ({ details }) => `还有 ${String(details?.units ?? '')} 家单位没有回头看。`,
  'ballot.handed-in': '您已经交过票，一人只能交一次。',
  'ballot.incomplete': '评议项目或单位已有变动，请重新打开这一页再交。',
  'ballot.own-hand': '无记名评议只能本人交票，不能代交。',
})
