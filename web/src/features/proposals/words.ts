import type { z } from 'zod'
import type { AssignmentState, contactPhase, contactWay, HandlingRole, InUnit, UnitStep } from '#contract/handling.ts'
import type { ProposalState, proposalKind, proposalSort, Satisfaction } from '#contract/proposals.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'

/** All words of the proposals pages that name a thing of the field. Longer sentences stand in the part that says them. */

export const stateWords: Record<ProposalState, string> = {
  draft: '草稿',
  submitted: '待审查',
  returned: '退回修改',
  declined: '不予立案',
  converted: '已转办',
  withdrawn: '已撤案',
  registered: '已立案',
  merged: '已并案',
  handling: '办理中',
  replied: '已答复待评价',
  rated: '已评价',
  disputed: '不满意',
  concluded: '已办结',
  archived: '已归档',
}

export const stateTones: Record<ProposalState, Tone> = {
  draft: 'open',
  submitted: 'moving',
  returned: 'due',
  declined: 'stopped',
  converted: 'stopped',
  withdrawn: 'stopped',
  registered: 'moving',
  merged: 'moving',
  handling: 'moving',
  replied: 'moving',
  rated: 'moving',
  disputed: 'due',
  concluded: 'done',
  archived: 'done',
}

export const kindWords: Record<z.infer<typeof proposalKind>, string> = {
  individual: '个人提案',
  joint: '联名提案',
  collective: '集体提案',
}

export const collectiveKindWords = {
  party: '党派',
  body: '人民团体',
  specialCommittee: '专门委员会',
  sector: '界别',
  group: '委员小组',
} as const

export const conversionWords = { opinion: '社情民意信息', letter: '委员来信' } as const

export const recommendationWords = {
  register: '立案',
  merge: '并案',
  return: '退回修改',
  convert: '转办',
  decline: '不予立案',
} as const

export const roleWords: Record<HandlingRole, string> = {
  lead: '主办',
  joint: '会办',
  separate: '分办',
  sole: '独办',
}
export const roleMeanings: Record<HandlingRole, string> = {
  lead: '牵头办理，汇总会办意见后答复提案者',
  joint: '向主办单位提出会办意见，不直接答复',
  separate: '就本单位职责部分分别答复提案者',
  sole: '单独办理并答复提案者',
}

export const assignmentWords: Record<AssignmentState, string> = {
  assigned: '待签收',
  returnRequested: '申请退办',
  accepted: '办理中',
  replySubmitted: '答复待审核',
  replied: '已答复',
  opinionGiven: '已提会办意见',
  returned: '已退办',
  reassigned: '已改办',
  ended: '已终止',
}
export const assignmentTones: Record<AssignmentState, Tone> = {
  assigned: 'moving',
  returnRequested: 'due',
  accepted: 'moving',
  replySubmitted: 'moving',
  replied: 'done',
  opinionGiven: 'done',
  returned: 'stopped',
  reassigned: 'stopped',
  ended: 'stopped',
}

/** What is done at each step within a unit. */
export const inUnitWords: Record<UnitStep, string> = {
  drafting: '办理、拟写答复',
  checking: '核稿',
  signing: '审签',
}

export const satisfactionWords: Record<Satisfaction, string> = {
  satisfied: '满意',
  basicallySatisfied: '基本满意',
  dissatisfied: '不满意',
}
export const satisfactionTones: Record<Satisfaction, Tone> = {
  satisfied: 'done',
  basicallySatisfied: 'moving',
  dissatisfied: 'due',
}

export const phaseWords: Record<z.infer<typeof contactPhase>, string> = {
  before: '办理前',
  during: '办理中',
  after: '答复后',
}
export const wayWords: Record<z.infer<typeof contactWay>, string> = {
  visit: '登门走访',
  meeting: '座谈面商',
  call: '电话沟通',
  letter: '书面函询',
}

export const coSignerWords = {
  invited: '待答复',
  accepted: '同意联名',
  declined: '不联名',
  expired: '已过期',
  left: '已离任',
} as const
export const coSignerTones = {
  invited: 'moving',
  accepted: 'done',
  declined: 'stopped',
  expired: 'stopped',
  left: 'stopped',
} as const

/** Why somebody left the committee half way. */
export const leftWords = {
  '': '',
  resigned: '辞去委员',
  orderedToResign: '责令辞去',
  revoked: '撤销委员资格',
  transferred: '调离',
  died: '去世',
  termEnded: '届满',
} as const

export const commentPartWords = { whole: '全文', title: '案由', analysis: '情况分析', suggestion: '建议' } as const

export const scopeWords = {
  all: '全部',
  mine: '我的',
  desk: '待我办理',
  named: '指名给我的',
} as const
export const sortWords: Record<z.infer<typeof proposalSort>, string> = {
  '-submitted': '最近提交在前',
  submitted: '最早提交在前',
  number: '提案号从小到大',
  '-number': '提案号从大到小',
  '-updated': '最近有变化在前',
  updated: '最久没变化在前',
}

export const fieldWords = {
  title: '案由',
  analysis: '情况分析',
  suggestions: '具体建议',
  category: '类别',
  suggestedUnitIds: '建议承办单位',
  publishConsent: '是否同意公开',
  publishNote: '不宜公开的理由',
} as const

/** Said once something is passed on within the unit. */
export function passedWords(assignment: { inUnit: InUnit | null } | undefined): string {
  return assignment?.inUnit?.step === 'drafting' ? '已送审' : '已送领导审签'
}
