import { defineWorkflow } from '#platform/workflow.ts'

/** The life of a proposal, from the member's draft to the archive. */
export const proposalWorkflow = defineWorkflow({
  subject: 'proposal',
  initial: 'draft',
  states: {
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
  },
  relations: {
    proposer: '第一提案人',
    scribe: '代录纸质提案的提案委办公室',
    leadMember: '第一提案人本人',
    asked: '设置为全体提案者评价时的联名委员，集体提案的联系人',
    caretaker: '第一提案人已离任时的提案委办公室',
    heir: '第一提案人已离任时，已同意联名的委员',
    invited: '受邀联名的委员',
    proposalOffice: '提案委办公室',
    assigningOffice: '政府交办机关',
    leader: '主席会议成员（领导）',
    system: '系统',
  },
  actions: {
    edit: { name: '修改', from: ['draft', 'returned'], by: ['proposer', 'scribe'] },
    discard: { name: '删除草稿', from: ['draft'], by: ['proposer', 'scribe'] },
    invite: { name: '邀请联名', from: ['draft', 'returned'], by: ['proposer', 'scribe'], within: 'coSignWithinDays' },
    recordSignatures: {
      name: '代录纸质签名',
      from: ['draft', 'returned'],
      by: ['scribe'],
      needs: ['签名页扫描件'],
    },
    cosign: { name: '答复联名邀请', from: ['draft', 'returned'], by: ['invited'], within: 'coSignWithinDays' },
    submit: { name: '提交', from: ['draft', 'returned'], to: 'submitted', by: ['proposer', 'scribe', 'caretaker'] },
    withdraw: {
      name: '撤案',
      from: ['submitted', 'returned', 'registered', 'merged'],
      to: 'withdrawn',
      by: ['proposer', 'caretaker'],
      needs: ['理由'],
    },
    // 交办之后不由提案者单方撤回：单位已在办
    requestWithdrawal: { name: '申请撤案', from: ['handling', 'merged'], by: ['proposer'], needs: ['理由'] },
    allowWithdrawal: {
      name: '同意撤案',
      from: ['handling', 'merged'],
      to: 'withdrawn',
      by: ['proposalOffice'],
    },
    refuseWithdrawal: {
      name: '不同意撤案',
      from: ['handling', 'merged'],
      by: ['proposalOffice'],
      needs: ['理由'],
    },
    return: { name: '退回修改', from: ['submitted'], to: 'returned', by: ['proposalOffice'], needs: ['理由'] },
    decline: { name: '不予立案', from: ['submitted'], to: 'declined', by: ['proposalOffice'], needs: ['所列情形'] },
    recommend: { name: '提出审查意见', from: ['submitted'], by: ['proposalOffice'] },
    convert: {
      name: '转办',
      from: ['submitted'],
      to: 'converted',
      by: ['proposalOffice'],
      needs: ['转为社情民意信息或委员来信', '理由'],
    },
    merge: {
      name: '并案',
      from: ['submitted', 'registered'],
      to: 'merged',
      by: ['proposalOffice'],
      needs: ['并入的提案'],
    },
    split: { name: '撤销并案', from: ['merged', 'disputed'], to: 'registered', by: ['proposalOffice'] },
    register: { name: '立案', from: ['submitted'], to: 'registered', by: ['proposalOffice'], needs: ['类别'] },
    assign: {
      name: '交办',
      from: ['registered'],
      to: 'handling',
      by: ['proposalOffice', 'assigningOffice'],
      needs: ['承办单位'],
    },
    addAssignment: { name: '增加承办单位', from: ['handling'], by: ['proposalOffice', 'assigningOffice'] },
    // 提案工作条例「督办」：主席会议成员督促办理；不改变办到哪一步
    urge: {
      name: '催办',
      from: ['handling'],
      by: ['leader', 'proposalOffice', 'assigningOffice'],
      needs: ['要求'],
    },
    answer: { name: '答复齐备', from: ['handling', 'merged'], to: 'replied', by: ['system'] },
    rate: {
      name: '评价',
      from: ['replied'],
      to: { content: 'rated', dissatisfied: 'disputed' },
      by: ['leadMember', 'asked'],
      within: 'rateWithinWorkingDays',
    },
    // 办结以前可以改；改后重新汇总，满意变不满意的，转为不满意
    changeRating: {
      name: '修改评价',
      from: ['replied', 'rated', 'disputed'],
      to: { content: 'rated', dissatisfied: 'disputed' },
      by: ['leadMember', 'asked'],
      needs: ['理由'],
    },
    // 期满仍有人未评价，按已有的评价汇总
    closeRating: {
      name: '汇总评价',
      from: ['replied'],
      to: { content: 'rated', dissatisfied: 'disputed' },
      by: ['proposalOffice'],
    },
    nameLead: {
      name: '确定第一提案人',
      from: ['submitted', 'returned', 'registered', 'merged', 'handling', 'replied', 'rated', 'disputed'],
      by: ['caretaker'],
      needs: ['理由'],
    },
    // 草稿办公室看不到，由最先接手的联名委员继续写；提交以后由办公室确定
    takeOver: { name: '接手草稿', from: ['draft'], by: ['heir'] },
    nameContact: {
      name: '确定提案单位联系人',
      from: ['draft', 'submitted', 'returned', 'registered', 'merged', 'handling', 'replied', 'rated', 'disputed'],
      by: ['proposalOffice'],
    },
    // 集体提案的履职记在执笔的主要成员名下（桐城 2019）；评优往往在办结以后
    nameDrafters: {
      name: '确定集体提案的主要成员',
      from: [
        ...([
          'draft',
          'submitted',
          'returned',
          'registered',
          'merged',
          'handling',
          'replied',
          'rated',
          'disputed',
        ] as const),
        'concluded',
      ],
      by: ['proposalOffice'],
    },
    rehandle: { name: '重办', from: ['disputed'], to: 'handling', by: ['proposalOffice'], needs: ['理由'] },
    // 延边 2022：双向评议中办理得分低的，再次办理答复；由评议发起，不是提案页上的按钮。评分往往在办结以后才公开，
    // 所以办结而没有归档的也能重办；归档的不再开
    rehandleLowScored: {
      name: '因办理低分重办',
      from: ['rated', 'concluded'],
      to: 'handling',
      by: ['system'],
      needs: ['理由'],
    },
    conclude: {
      name: '办结',
      from: ['rated', 'disputed', 'replied'],
      to: 'concluded',
      by: ['proposalOffice'],
      needs: ['不满意或没有评价的，理由'],
    },
    reexamine: { name: '重新审查', from: ['declined'], to: 'submitted', by: ['proposalOffice'], needs: ['理由'] },
    archive: {
      name: '归档',
      from: ['concluded', 'declined', 'converted', 'withdrawn'],
      to: 'archived',
      by: ['proposalOffice'],
    },
  },
})

/** One unit's duty on a proposal, from the assignment to its reply or opinion. Who acts within the unit goes by
 *  「分管领导—办公室—具体承办人」三级网络; where one person holds all three, that person does it all. */
export const assignmentWorkflow = defineWorkflow({
  subject: 'assignment',
  initial: 'assigned',
  states: {
    assigned: '待签收',
    returnRequested: '申请退办',
    accepted: '办理中',
    replySubmitted: '答复待审核',
    replied: '已答复',
    opinionGiven: '已提会办意见',
    returned: '已退办',
    reassigned: '已改办',
    ended: '已终止',
  },
  relations: {
    replyingLeader: '主办、独办或分办单位分管领导',
    replyingOffice: '主办、独办或分办单位办公室',
    replyingClerk: '主办、独办或分办单位承办人',
    jointLeader: '会办单位分管领导',
    jointOffice: '会办单位办公室',
    jointClerk: '会办单位承办人',
    office: '提案委办公室、政府交办机关',
    system: '系统',
  },
  actions: {
    accept: {
      name: '签收',
      from: ['assigned'],
      to: 'accepted',
      by: ['replyingOffice', 'replyingLeader', 'jointOffice', 'jointLeader'],
      within: 'acceptWithinWorkingDays',
    },
    requestReturn: {
      name: '申请退办',
      from: ['assigned', 'accepted'],
      to: 'returnRequested',
      by: ['replyingOffice', 'replyingLeader', 'jointOffice', 'jointLeader'],
      needs: ['理由'],
      within: 'returnWithinWorkingDays',
    },
    approveReturn: { name: '同意退办', from: ['returnRequested'], to: 'returned', by: ['office'] },
    refuseReturn: {
      name: '不同意退办',
      from: ['returnRequested'],
      to: { unsigned: 'assigned', signed: 'accepted' },
      by: ['office'],
      needs: ['理由'],
    },
    reassign: {
      name: '改办',
      from: ['assigned', 'returnRequested', 'accepted', 'returned'],
      to: 'reassigned',
      by: ['office'],
      needs: ['新单位', '理由'],
    },
    // 换了承办人，答复以后也要有人跟踪承诺的措施
    handOut: {
      name: '分办到人',
      from: ['accepted', 'replySubmitted', 'replied'],
      by: ['replyingOffice', 'replyingLeader', 'jointOffice', 'jointLeader'],
      needs: ['承办人'],
    },
    recordContact: {
      name: '记录面商',
      from: ['accepted', 'replySubmitted', 'replied'],
      by: ['replyingClerk', 'replyingOffice', 'replyingLeader', 'jointClerk', 'jointOffice', 'jointLeader'],
      within: 'firstContactWithinWorkingDays',
    },
    passOn: {
      name: '送单位内审核',
      from: ['accepted'],
      by: ['replyingClerk', 'replyingOffice', 'jointClerk', 'jointOffice'],
    },
    sendBackInUnit: {
      name: '单位内退回',
      from: ['accepted'],
      by: ['replyingOffice', 'replyingLeader', 'jointOffice', 'jointLeader'],
      needs: ['理由'],
    },
    giveOpinion: {
      name: '提出会办意见',
      from: ['accepted'],
      to: 'opinionGiven',
      by: ['jointLeader'],
      within: 'jointOpinionWithinMonths',
    },
    writeReply: { name: '拟写答复', from: ['accepted'], by: ['replyingClerk', 'replyingOffice', 'replyingLeader'] },
    submitReply: {
      name: '审签并报送答复',
      from: ['accepted'],
      to: 'replySubmitted',
      by: ['replyingLeader'],
      within: 'replyWithinMonths',
    },
    sendBackReply: { name: '退回重拟', from: ['replySubmitted'], to: 'accepted', by: ['office'], needs: ['理由'] },
    deliverReply: { name: '送达提案人', from: ['replySubmitted'], to: 'replied', by: ['office'] },
    reopen: { name: '重办', from: ['replied'], to: 'accepted', by: ['system'] },
    end: {
      name: '终止办理（提案撤回）',
      from: ['assigned', 'returnRequested', 'accepted', 'replySubmitted', 'replied', 'opinionGiven', 'returned'],
      to: 'ended',
      by: ['system'],
    },
  },
})

/** Where an accepted duty stands within its unit. Source: 分管领导审签（fabao365 law_567508）；三级网络. */
export const unitWorkflow = defineWorkflow({
  subject: 'unitStep',
  initial: 'drafting',
  states: { drafting: '承办人拟写', checking: '办公室核稿', signing: '领导审签' },
  relations: { clerk: '承办人', office: '单位办公室', leader: '分管领导' },
  actions: {
    // 自己兼办公室的，不再送自己核稿
    passOn: {
      name: '送审',
      from: ['drafting', 'checking'],
      to: { toCheck: 'checking', toSign: 'signing' },
      by: ['clerk', 'office'],
    },
    sendBack: {
      name: '退回承办人',
      from: ['checking', 'signing'],
      to: 'drafting',
      by: ['office', 'leader'],
      needs: ['理由'],
    },
  },
})
export type UnitStep = keyof typeof unitWorkflow.states

export type ProposalRelation = keyof typeof proposalWorkflow.relations
export type AssignmentRelation = keyof typeof assignmentWorkflow.relations
/** Closed duties take no further part. */
export const closedAssignmentStates = ['returned', 'reassigned', 'ended'] as const
