/** How one kind of todo is named, what the next step on it is, and which list shows them all. */
export interface TodoWords {
  group: string
  /** The button on a card. */
  step: string
  /** Filters of the list of all of them; null where there is none. */
  list: Record<string, string> | null
  /** Opens this step on the proposal at once. */
  open?: string
  /** A page of its own below the proposal. */
  page?: 'edit' | 'cosign'
  /** The place on the proposal's page that it is about. */
  at?: 'reply'
  /** My own, nobody waits for it. */
  mine?: true
}

const desk = (state: string) => ({ scope: 'desk', state })
const mine = (state: string) => ({ scope: 'mine', state })
const handling = { scope: 'desk', state: 'handling' }

export const todoWords: Record<string, TodoWords> = {
  'coSign.invited': { group: '邀请您联名', step: '看内容并答复', list: null, page: 'cosign' },
  'proposal.returned': { group: '退回修改', step: '按意见修改', list: mine('returned'), page: 'edit' },
  'contact.toConfirm': { group: '面商记录请您确认', step: '确认面商记录', list: null, open: 'answerContact' },
  'proposal.toRate': { group: '答复请您评价', step: '看答复并评价', list: mine('replied'), at: 'reply' },
  'proposal.draft': { group: '没写完的提案', step: '接着写', list: mine('draft'), page: 'edit', mine: true },
  'proposal.toExamine': { group: '待审查', step: '审查', list: desk('submitted'), open: 'examine' },
  'proposal.leadLeft': { group: '第一提案人已离任', step: '确定接替的人', list: { scope: 'desk' }, open: 'nameLead' },
  'proposal.withdrawalRequested': {
    group: '申请撤案',
    step: '答复撤案申请',
    list: { scope: 'desk' },
    open: 'decideWithdrawal',
  },
  'proposal.toAssign': { group: '待交办', step: '交办', list: desk('registered'), open: 'assign' },
  'assignment.returnRequested': { group: '申请退办', step: '处理退办申请', list: handling, open: 'decideReturn' },
  'reply.toExamine': { group: '答复待审核', step: '审核答复', list: handling },
  'proposal.toTakeOver': { group: '第一提案人已离任的草稿', step: '接手草稿', list: null, open: 'takeOver' },
  'proposal.disputed': { group: '提案者不满意', step: '安排重办', list: desk('disputed') },
  'proposal.toConclude': { group: '待办结', step: '办结', list: desk('rated'), open: 'conclude' },
  'proposal.unrated': { group: '逾期未评价', step: '看提案', list: desk('replied') },
  'proposal.overdue': { group: '办理超期', step: '看办理情况，催办', list: handling },
  'leadership.toBegin': { group: '请您牵头的提案', step: '看提案', list: null },
  'mutualAppraisal.toScore': { group: '双向评议', step: '去打分', list: null },
  'mutualAppraisal.low': { group: '办理得分低', step: '研究是否重办', list: null },
  'appraisal.toScore': { group: '请您参加民主评议', step: '去打分', list: null },
  'appraisal.toRectify': { group: '民主评议整改', step: '写整改措施', list: null },
  'appraisal.toReport': { group: '民主评议已截止', step: '出评议报告', list: null },
  'appraisal.toLookBack': { group: '民主评议回头看', step: '回头看', list: null },
  'assignment.toAccept': { group: '待签收', step: '签收', list: handling },
  'assignment.toHandOut': { group: '待分办到人', step: '分办到人', list: handling, open: 'handOut' },
  'assignment.toReply': { group: '待答复', step: '办理', list: handling },
  'reply.toCheck': { group: '待核稿', step: '核稿', list: handling },
  'reply.toSign': { group: '待审签', step: '审签', list: handling },
  'unit.overdue': { group: '本单位办理超期', step: '看提案', list: handling },
  'clock.extensionAsked': { group: '申请延期', step: '答复延期申请', list: null },
  'followUp.due': { group: '答复中的措施到期', step: '报告落实情况', list: null, open: 'followUp' },
  'followUp.late': { group: '措施逾期未报告', step: '看提案', list: null },
  'dutyRecord.toReview': { group: '履职填报待审核', step: '看材料并审核', list: null },
  'dutyRecord.refused': { group: '履职填报未通过', step: '改好重新提交', list: null },
  'dutyObjection.toAnswer': { group: '对台账的异议', step: '核实并答复', list: null },
  'assessment.toCheck': { group: '年度考核请您核对', step: '看每一分并确认', list: null },
  'assessment.toAcknowledge': { group: '考核结果请您签字', step: '看结果并签字', list: null },
  'assessment.toApprove': { group: '考核结果请审定', step: '看汇总并审定', list: null },
  'assessment.toJudgeAnew': { group: '考核退回综合评定', step: '看理由并重新评定', list: null },
  'assessment.toAnswer': { group: '考核异议待答复', step: '答复异议', list: null },
  'award.toVote': { group: '评优请您表决', step: '看候选并投票', list: null },
  'checkIn.today': { group: '今天的会', step: '出示签到码', list: null, mine: true },
  'vote.toCast': { group: '正在表决', step: '去投票', list: null },
  'activity.toAnswer': { group: '会议活动请您回复', step: '看通知并回复', list: null },
  'activity.toMend': { group: '您发起的活动退回了', step: '改好再报', list: null, mine: true },
  'leave.toDecide': { group: '请假待审批', step: '看请假', list: null },
  'activity.toRecord': { group: '纪要、简报待写', step: '写好并签发', list: null },
  'joint.toAnswer': { group: '其他政协请本会参加', step: '看是否参加', list: null },
  'activity.toApprove': { group: '委员发起的活动', step: '看是否同意', list: null },
  'activity.toConclude': { group: '开过的会待结束', step: '核对到会并结束', list: null },
  'dutyReport.toWrite': { group: '年度履职报告', step: '写报告', list: null },
  'dutyReport.toReview': { group: '履职报告待审阅', step: '审阅', list: null },
  'publication.toDecide': { group: '待决定公开', step: '看过并决定', list: null },
  'calendar.missing': { group: '放假安排待录入', step: '录入放假安排', list: null },
  'memberChange.pending': { group: '委员资料变更待核实', step: '核实', list: null },
}

export const unknownTodo: TodoWords = { group: '其他待办', step: '打开', list: null }

export const words = {
  title: '待办',
  nothing: '眼下没有等您办的事',
  notices: '新消息',
  allRead: '全部标为已读',
  older: '更早的消息',
  evenOlder: '再看更早的',
  noNotices: '没有新消息',
}
