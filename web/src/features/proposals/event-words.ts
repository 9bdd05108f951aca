import type { HistoryEntry } from '#contract/common.ts'
import type { Satisfaction } from '#contract/proposals.ts'
import { clockEventWords } from '../clocks/event-words.ts'
import { publicationEvent } from '../publishing/words.ts'
import {
  conversionWords,
  leftWords,
  phaseWords,
  recommendationWords,
  roleWords,
  satisfactionWords,
  wayWords,
} from './words.ts'

/** What happened, in the office's words. An unknown type is told neutrally, never hidden. */
export const happened: Record<string, string> = {
  'proposal.created': '开始起草',
  'dutyEntry.corrected': '更正履职台账',
  'proposal.edited': '修改文稿',
  'proposal.imported': '从文件导入',
  'proposal.submitted': '提交提案',
  'proposal.returned': '退回修改',
  'proposal.declined': '不予立案',
  'proposal.registered': '审查立案',
  'proposal.recommended': '提出审查意见',
  'proposal.converted': '转办',
  'proposal.merged': '并案',
  'proposal.joined': '并入一件提案',
  'proposal.split': '撤销并案',
  'proposal.parted': '一件提案不再并入',
  'proposal.withdrawalRequested': '申请撤案',
  'proposal.withdrawalRefused': '不同意撤案',
  'proposal.assigned': '交办',
  'proposal.urged': '催办',
  'proposal.rated': '提案者评价',
  'proposal.ratingChanged': '提案者修改评价',
  'proposal.contactNamed': '确定集体提案的联系人',
  'proposal.draftersNamed': '确定集体提案的主要成员',
  'proposal.contactLeft': '集体提案的联系人离任',
  'proposal.ratingClosed': '汇总评价',
  'proposal.rehandled': '交办重新办理',
  'proposal.reexamined': '重新审查',
  'proposal.concluded': '办结',
  'proposal.archived': '归档',
  'proposal.withdrawn': '撤案',
  'proposal.discarded': '删除草稿',
  'proposal.invited': '邀请联名',
  'proposal.cosigned': '同意联名',
  'proposal.cosignDeclined': '不联名',
  'proposal.coSignerRemoved': '收回联名邀请',
  'proposal.signaturesRecorded': '代录纸质签名',
  'proposal.coSignerLeft': '联名委员离任',
  'proposal.leadLeft': '第一提案人离任',
  'proposal.leadNamed': '确定第一提案人',
  'proposal.draftTakenOver': '联名委员接手草稿',
  'proposal.leadKept': '保留第一提案人署名',
  'proposal.commented': '写批注',
  'proposal.commentRemoved': '收回批注',
  'proposal.commentResolved': '批注已处理',
  'proposal.commentReopened': '重开批注',
  'proposal.attachmentAdded': '添加附件',
  'proposal.attachmentRemoved': '移去附件',
  'proposal.answered': '答复齐备，请提案者评价',
  'keyProposal.selected': '定为重点提案',
  'keyProposal.removed': '取消重点提案',
  'leadership.assigned': '确定牵头领导',
  'leadership.edited': '修改督办方案',
  'leadership.acted': '开展督办',
  'leadership.instructed': '作出批示',
  'leadership.ended': '督办结束',
  'proposal.referred': '上报',
  'proposal.referralMoved': '上报有结果',
  'assignment.added': '增加承办单位',
  'assignment.accepted': '签收',
  'assignment.returnRequested': '申请退办',
  'assignment.returnApproved': '同意退办',
  'assignment.returnRefused': '不同意退办',
  'assignment.reassigned': '改办',
  'contact.recorded': '记录面商',
  'contact.confirmed': '提案者确认面商',
  'contact.disputed': '提案者对面商记录有异议',
  'opinion.given': '提出会办意见',
  'reply.submitted': '报送答复',
  'reply.sentBack': '答复退回重拟',
  'reply.delivered': '答复送达提案者',
  'inUnit.handedOut': '单位内分办到人',
  'inUnit.passedOn': '单位内送审',
  'inUnit.sentBack': '单位内退回承办人',
  'followUp.due': '答复中的措施到期',
  'followUp.late': '答复中的措施逾期未报告',
  'followUp.reported': '报告措施落实情况',
  'award.given': '受到表彰',
  'paper.numbered': '编发文字号',
}

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined)

function unitsOf(details: Record<string, unknown>): string | undefined {
  if (!Array.isArray(details.units)) return withRole(details.role, text(details.unit))
  const names = details.units.map((u: unknown) => {
    const unit = (u ?? {}) as Record<string, unknown>
    return withRole(unit.role, text(unit.name))
  })
  return names.filter(Boolean).join('；') || undefined
}

function withRole(role: unknown, name: string | undefined): string | undefined {
  const word = roleWords[role as keyof typeof roleWords]
  return name && word ? `${word}：${name}` : name
}

function ratingOf(details: Record<string, unknown>): string | undefined {
  const handling = satisfactionWords[details.handling as Satisfaction]
  const result = satisfactionWords[details.result as Satisfaction]
  if (!handling || !result) return undefined
  const former = (details.former ?? {}) as Record<string, unknown>
  const from = (key: 'handling' | 'result', now: string) => {
    const before = satisfactionWords[former[key] as Satisfaction]
    return before && before !== now ? `由${before}改为${now}` : now
  }
  return `办理工作${from('handling', handling)}，办理结果${from('result', result)}`
}

/** One entry of the history as a heading and the lines below it. */
export function eventWords(entry: HistoryEntry): { title: string; lines: string[] } {
  if (entry.type.startsWith('clock.')) return clockEventWords(entry)
  if (entry.type.startsWith('publication.')) return publicationEvent(entry)
  const { details } = entry
  const number =
    text(details.printed) !== undefined
      ? `编为${details.printed}`
      : typeof details.number === 'number'
        ? `编为第 ${details.number} 号`
        : undefined
  const from = text(details.from)
  const names = Array.isArray(details.names) ? details.names.filter((n) => typeof n === 'string').join('、') : undefined
  const facts = [
    number,
    from ? `${from}改为${unitsOf(details) ?? '别的单位'}` : unitsOf(details),
    ratingOf(details),
    togetherOf(details),
    text(details.stepName),
    recommendationWords[details.recommendation as keyof typeof recommendationWords],
    contactOf(details),
    inUnitOf(details),
    text(names) ?? text(details.name),
    text(details.replyClass) && `答复类别 ${details.replyClass}`,
    leftOf(details),
    unansweredOf(details),
    text(details.reason),
    text(details.award),
    text(details.documentNumber),
  ]
  const line = facts.filter((fact) => fact !== undefined).join('，')
  const title = entry.type === 'proposal.submitted' && details.again === true ? '修改后再次提交' : happened[entry.type]
  return {
    title: title ?? '办理记录',
    lines: [text(line), text(details.note) ?? text(details.words)].filter((l) => l !== undefined),
  }
}

/** Why somebody left, whether they were taken off, and whom they follow. */
function leftOf(details: Record<string, unknown>): string | undefined {
  const why = leftWords[details.why as keyof typeof leftWords]
  if (why) return details.takenOff === true ? `${why}，不再列入联名` : why
  if (typeof details.former === 'string') return `接替${details.former}`
  if (typeof details.unrated === 'number' && details.unrated > 0) return `${details.unrated} 人未评价`
  return details.open === true ? '等其他提案者评价' : undefined
}

/** Who had not answered the invitation to co-sign when it was handed in. */
function unansweredOf({ unanswered }: Record<string, unknown>): string | undefined {
  return Array.isArray(unanswered) && unanswered.length > 0 ? `${unanswered.join('、')}提交时未答复联名邀请` : undefined
}

/** Which other proposal it was merged with or taken from, and what it was passed on as. */
function togetherOf(details: Record<string, unknown>): string | undefined {
  const { intoNumber, joinedNumber, fromNumber, partedNumber, to } = details
  if (typeof intoNumber === 'number') return `并入第 ${intoNumber} 号一并办理`
  if (typeof joinedNumber === 'number') return `第 ${joinedNumber} 号并入本件`
  if (typeof fromNumber === 'number') return `不再并入第 ${fromNumber} 号，单独办理`
  if (typeof partedNumber === 'number') return `第 ${partedNumber} 号另行办理`
  const word = conversionWords[to as keyof typeof conversionWords]
  return word && `转为${word}`
}

/** Who it was handed to within the unit, from whom, and under which leader. */
function inUnitOf(details: Record<string, unknown>): string | undefined {
  const clerk = text(details.clerkName)
  if (!clerk)
    return details.step === 'signing' ? '送领导审签' : details.step === 'checking' ? '送办公室核稿' : undefined
  const leader = text(details.leaderName)
  const former = text(details.formerName)
  return [
    former ? `承办人由${former}改为${clerk}` : `承办人${clerk}`,
    leader && `${details.ledByLeader === true ? '领办领导' : '分管领导'}${leader}`,
  ]
    .filter(Boolean)
    .join('，')
}

function contactOf(details: Record<string, unknown>): string | undefined {
  const way = wayWords[details.way as keyof typeof wayWords]
  const phase = phaseWords[details.phase as keyof typeof phaseWords]
  return way && phase ? `${phase}，${way}` : undefined
}
