import type { ReceiverKind } from '#contract/assessment-delivery.ts'
import type { AssessmentAction, AssessmentKind, AssessmentState, ResultList } from '#contract/assessments.ts'
import type { RecognitionKind } from '#contract/recognition.ts'
import { registerErrorWords } from '../../shared/error-words.ts'
import type { Tone } from '../../shared/matter/state-tag.tsx'
import { points } from '../scoring/words.ts'

export const kindWords: Record<AssessmentKind, string> = { members: '委员年度考核', staff: '机关学比述评' }
export const stateWords: Record<AssessmentState, string> = {
  opened: '准备',
  reckoning: '正在计分',
  frozen: '已计分',
  checking: '本人核对',
  judging: '综合评定',
  deliberating: '主席会议审定',
  approved: '已审定',
  delivered: '已反馈',
  closed: '已归档',
  cancelled: '已取消',
}
export const stateTones: Record<AssessmentState, Tone> = {
  opened: 'open',
  reckoning: 'moving',
  frozen: 'moving',
  checking: 'due',
  judging: 'moving',
  deliberating: 'moving',
  approved: 'moving',
  delivered: 'done',
  closed: 'done',
  cancelled: 'stopped',
}
export const actionWords: Partial<Record<AssessmentAction, string>> = {
  freeze: '冻结台账并计分',
  startCheck: '请本人核对',
  remindCheck: '提醒还没核对的',
  extendCheck: '延长核对',
  endCheck: '结束核对',
  submit: '报主席会议审定',
  approve: '审定通过',
  sendBack: '退回综合评定',
  recordApproval: '代录审定',
  recall: '撤回报审',
  deliver: '反馈结果',
  close: '归档',
  cancel: '取消这一轮',
}
/** What a step is called: staff have no ledger. */
export const actionWord = (action: AssessmentAction, kind: AssessmentKind): string =>
  action === 'freeze' && kind === 'staff' ? '开始评定' : (actionWords[action] ?? '')

const deliver = '主席会议已经审定，可以反馈给本人'
/** What the office does next. */
export const nextWords: Record<AssessmentKind, Partial<Record<AssessmentState, string>>> = {
  members: {
    opened: '先把该记的履职都记进台账，再冻结。冻结以后，后来记的不算进这一轮。',
    reckoning: '正在按冻结的台账逐人计分，算完会自己变成“已计分”。',
    frozen: '看一看结果；办法里由机关评定的，点“逐人评定”评好；然后请本人核对。',
    checking: '委员正在核对自己的每一分。有异议的，先把台账改对，再答复。',
    judging: '核对结束。都评定好了，看一遍汇总，报主席会议审定。',
    deliberating: '已报主席会议，由主席会议成员审定通过或者退回。会议已在线下审定的，照会议纪要代录。',
    approved: `${deliver}，同时列出要送给哪些单位。`,
    delivered: '结果已经反馈。请把名单送给单位和部门，等委员签字；都办好了再归档。',
  },
  staff: {
    opened: '核对一下参加的人和评定项目，再开始评定。',
    reckoning: '正在准备每个人的评定表，马上就好。',
    frozen: '点“逐人评定”，都评好了请本人核对。',
    checking: '每个人正在核对自己的评定。有异议的，请答复；评定不妥的，先改评定再答复。',
    judging: '核对结束。都评定好了，看一遍汇总，报主席会议审定。',
    deliberating: '已报主席会议，由主席会议成员审定通过或者退回。会议已在线下审定的，照会议纪要代录。',
    approved: `${deliver}。`,
    delivered: '结果已经反馈，等每个人签字；都签好了再归档。',
  },
}
/** What a leader is asked for. */
export const leaderNext = '请主席会议审定：先看汇总和名单，再点“审定通过”，或者写明理由“退回综合评定”。'

export const listWords: Record<ResultList, string> = {
  awards: '评优人选',
  ungraded: '未达等次的',
  lines: '触到线的',
  unjudged: '还没评定的',
  objected: '有异议的',
  unconfirmed: '还没确认的',
  unsigned: '还没签字的',
}
export const recognitionWords: Record<RecognitionKind, string> = {
  outstandingMember: '优秀委员',
  partyStar: '党员之星',
  readingStar: '读书之星',
  other: '其他',
}
export const receiverWords: Record<ReceiverKind, string> = { employer: '所在单位', party: '党派', body: '按设置' }
export const objectionWords = { open: '待答复', upheld: '成立', refused: '不成立', withdrawn: '已撤回' } as const

export const assessmentEvents: Record<string, string> = {
  'assessment.opened': '开始考核',
  'assessment.frozen': '冻结台账',
  'assessment.reckoned': '计分完毕',
  'assessment.judged': '评定委员',
  'assessment.judgedAnew': '重新评定委员',
  'assessment.checkStarted': '请本人核对',
  'assessment.checkExtended': '延长核对',
  'assessment.checkReminded': '提醒核对',
  'assessment.checkEndedEarly': '提前结束核对',
  'assessment.confirmed': '确认考核结果',
  'assessment.objected': '对考核提出异议',
  'assessment.objectionWithdrawn': '撤回考核异议',
  'assessment.objectionUpheld': '考核异议成立',
  'assessment.objectionRefused': '考核异议不成立',
  'assessment.checkEnded': '结束核对',
  'assessment.submitted': '报主席会议审定',
  'assessment.recalled': '撤回报审',
  'assessment.sentBack': '退回综合评定',
  'assessment.approved': '审定考核结果',
  'assessment.approvalRecorded': '代录考核审定',
  'assessment.delivered': '反馈考核结果',
  'assessment.deliveriesRenewed': '重列送达单位',
  'assessment.handedOver': '送达考核结果',
  'assessment.handoverTakenBack': '取消送达记录',
  'assessment.acknowledged': '签字确认考核结果',
  'assessment.signaturesNoted': '记下纸质签字',
  'assessment.signatureTakenBack': '取消纸质签字记录',
  'assessment.closed': '考核归档',
  'assessment.cancelled': '取消考核',
  'recognition.given': '授予称号',
  'recognition.revoked': '撤销称号',
}

registerErrorWords({
  'assessment.wrong-state': '考核已经进到别的环节，页面已更新。',
  'assessment.no-scheme': '这一年还没有通过的考核办法，请先到考核办法里登记通过。',
  'assessment.taken': '这一年的考核已经开始了。',
  'assessment.no-subjects': '这一年没有在任的委员，不能计分。',
  'assessment.date-passed': '这一天已经过了，或者早于原来答应的日子，请改一个。',
  'assessment.before-day': '还没到答应的日子，还有人没有核对。要提前结束，请写明理由，会告诉每一位。',
  'assessment.reminded': '今天已经提醒过了。',
  'assessment.objections-open': '还有异议没有答复，请先答复。',
  'assessment.unjudged': ({ details }) => `还有人没有评定（如${String(details?.name ?? '')}），评定完了才能报审。`,
  'assessment.over-quota': ({ details }) =>
    `${String(details?.grade ?? '')} ${String(details?.proposed ?? '')} 人，名额 ${String(details?.places ?? '')}。超过名额的，请写明理由再报。`,
  'assessment.not-yet': '日期不能晚于今天。',
  'assessment.over-cap': ({ details }) => {
    const [first] = (details?.items ?? []) as readonly { cap?: number | null }[]
    const most = typeof first?.cap === 'number' ? `（满分 ${points(first.cap)} 分）` : ''
    return `没有保存：评定的分数超出了办法规定的范围${most}，请改过再保存。`
  },
  'assessment.check-over': '核对的时间已经过了，有问题请与委员联络办联系。',
  'assessment.objected': '这一项的异议已经提出，正等答复。',
  'assessment.answered': '这条异议已经答复过，或者已经撤回了，请刷新页面再看。',
  'assessment.ledger-behind': '台账正在入账，请过几秒再答复。',
  'assessment.own-hand': '确认和签字要由委员本人点，代录的人不能代签。',
  'assessment.not-handed': '这家的送达记录已经取消了。',
  'assessment.not-signed': '没有纸质签字的记录；委员自己在系统里签的，不能代为取消。',
  'assessment.list-empty': '这个名单里没有人。',
  'assessment.list-too-long': ({ details }) =>
    `名单有 ${String(details?.lines ?? '')} 行，太长，不适合做成 Word。请用 Excel 导出。`,
  'recognition.taken': ({ details }) => `${String(details?.name ?? '有的委员')}这一年已经有这个称号了。`,
  'recognition.oneself': '称号不能授给自己，请同事来办。',
  'recognition.outside-term': ({ details }) =>
    `${String(details?.name ?? '有的委员')}在授予的那一天不是委员，请核对日期。`,
  'recognition.no-member': '有的委员已经不在名册里，请重新选择。',
  'recognition.revoked': '这个称号已经撤销了。',
})

/** What the table of judging says where the scheme leaves nothing, or next to nothing, to the office. */
export const nothingToJudge = {
  title: '这个办法没有要评定的',
  words: '分数都按台账计，办法里没有由机关评定的项目，也没有要机关记的一票否决。',
}
export const onlyVetoes = '办法里没有由机关评定的项目，分数都按台账计；这里只记一票否决，没有的不用动。'
