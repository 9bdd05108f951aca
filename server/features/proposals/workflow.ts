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
    withdrawn: '已撤案',
    registered: '已立案',
    handling: '办理中',
    replied: '已答复待评价',
    rated: '已评价',
    disputed: '不满意',
    concluded: '已办结',
    archived: '已归档',
  },
  relations: {
    proposer: '第一提案人',
    leadMember: '第一提案人本人',
    invited: '受邀联名的委员',
    proposalOffice: '提案委办公室',
    assigningOffice: '政府交办机关',
    system: '系统',
  },
  actions: {
    edit: { name: '修改', from: ['draft', 'returned'], by: ['proposer'] },
    discard: { name: '删除草稿', from: ['draft'], by: ['proposer'] },
    invite: { name: '邀请联名', from: ['draft', 'returned'], by: ['proposer'], within: 'coSignWithinDays' },
    cosign: { name: '答复联名邀请', from: ['draft', 'returned'], by: ['invited'], within: 'coSignWithinDays' },
    submit: { name: '提交', from: ['draft', 'returned'], to: 'submitted', by: ['proposer'] },
    withdraw: {
      name: '撤案',
      from: ['submitted', 'returned', 'registered'],
      to: 'withdrawn',
      by: ['proposer'],
      needs: ['理由'],
    },
    return: { name: '退回修改', from: ['submitted'], to: 'returned', by: ['proposalOffice'], needs: ['理由'] },
    decline: { name: '不予立案', from: ['submitted'], to: 'declined', by: ['proposalOffice'], needs: ['所列情形'] },
    register: { name: '立案', from: ['submitted'], to: 'registered', by: ['proposalOffice'], needs: ['类别'] },
    assign: {
      name: '交办',
      from: ['registered'],
      to: 'handling',
      by: ['proposalOffice', 'assigningOffice'],
      needs: ['承办单位'],
    },
    addAssignment: { name: '增加承办单位', from: ['handling'], by: ['proposalOffice', 'assigningOffice'] },
    answer: { name: '答复齐备', from: ['handling'], to: 'replied', by: ['system'] },
    rate: {
      name: '评价',
      from: ['replied'],
      to: { content: 'rated', dissatisfied: 'disputed' },
      by: ['leadMember'],
      within: 'rateWithinWorkingDays',
    },
    rehandle: { name: '重办', from: ['disputed'], to: 'handling', by: ['proposalOffice'], needs: ['理由'] },
    conclude: { name: '办结', from: ['rated', 'disputed', 'replied'], to: 'concluded', by: ['proposalOffice'] },
    reexamine: { name: '重新审查', from: ['declined'], to: 'submitted', by: ['proposalOffice'], needs: ['理由'] },
    archive: { name: '归档', from: ['concluded', 'declined', 'withdrawn'], to: 'archived', by: ['proposalOffice'] },
  },
})

/** One unit's duty on a proposal, from the assignment to its reply or opinion. */
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
  },
  relations: {
    replyingUnit: '主办、独办或分办单位',
    jointUnit: '会办单位',
    office: '提案委办公室、政府交办机关',
    system: '系统',
  },
  actions: {
    accept: {
      name: '签收',
      from: ['assigned'],
      to: 'accepted',
      by: ['replyingUnit', 'jointUnit'],
      within: 'acceptWithinWorkingDays',
    },
    requestReturn: {
      name: '申请退办',
      from: ['assigned', 'accepted'],
      to: 'returnRequested',
      by: ['replyingUnit', 'jointUnit'],
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
    recordContact: {
      name: '记录面商',
      from: ['accepted', 'replySubmitted', 'replied'],
      by: ['replyingUnit', 'jointUnit'],
      within: 'firstContactWithinWorkingDays',
    },
    giveOpinion: {
      name: '提出会办意见',
      from: ['accepted'],
      to: 'opinionGiven',
      by: ['jointUnit'],
      within: 'jointOpinionWithinMonths',
    },
    writeReply: { name: '拟写答复', from: ['accepted'], by: ['replyingUnit'] },
    submitReply: {
      name: '提交答复',
      from: ['accepted'],
      to: 'replySubmitted',
      by: ['replyingUnit'],
      within: 'replyWithinMonths',
    },
    sendBackReply: { name: '退回重拟', from: ['replySubmitted'], to: 'accepted', by: ['office'], needs: ['理由'] },
    deliverReply: { name: '送达提案人', from: ['replySubmitted'], to: 'replied', by: ['office'] },
    reopen: { name: '重办', from: ['replied'], to: 'accepted', by: ['system'] },
  },
})

export type ProposalRelation = keyof typeof proposalWorkflow.relations
export type AssignmentRelation = keyof typeof assignmentWorkflow.relations
/** Closed duties take no further part. */
export const closedAssignmentStates = ['returned', 'reassigned'] as const
