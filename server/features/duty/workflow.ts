import { defineWorkflow } from '#platform/workflow.ts'

/** The life of a duty recorded by hand (手工填报), from handing it in to the ledger. */
export const dutyRecordWorkflow = defineWorkflow({
  subject: 'dutyRecord',
  initial: 'submitted',
  states: { submitted: '待审核', approved: '已入账', refused: '未通过', withdrawn: '已撤回' },
  relations: { member: '委员本人', office: '委员联络办', organiser: '组织该项活动的专委会、小组的负责人' },
  actions: {
    edit: {
      name: '修改（未通过的重新提交）',
      from: ['submitted', 'refused'],
      to: 'submitted',
      by: ['member', 'office'],
    },
    approve: {
      name: '审核通过',
      from: ['submitted'],
      to: 'approved',
      by: ['office', 'organiser'],
      needs: ['证明材料，或写明怎样核实'],
    },
    refuse: { name: '不予通过', from: ['submitted'], to: 'refused', by: ['office', 'organiser'], needs: ['理由'] },
    withdraw: {
      name: '撤回',
      from: ['submitted', 'refused', 'approved'],
      to: 'withdrawn',
      by: ['member', 'office'],
      needs: ['理由'],
    },
  },
})
export type RecordRelation = keyof typeof dutyRecordWorkflow.relations
export type DutyRecordMove = keyof typeof dutyRecordWorkflow.actions

/** The life of an objection to an entry of the ledger. */
export const dutyObjectionWorkflow = defineWorkflow({
  subject: 'dutyObjection',
  initial: 'open',
  states: { open: '待答复', upheld: '已更正', refused: '不予更正', withdrawn: '已撤回' },
  relations: { member: '委员本人', office: '委员联络办' },
  actions: {
    answer: {
      name: '答复',
      from: ['open'],
      to: { upheld: 'upheld', refused: 'refused' },
      by: ['office'],
      needs: ['答复；更正的写明怎样更正'],
    },
    withdraw: { name: '撤回', from: ['open'], to: 'withdrawn', by: ['member'] },
  },
})
export type ObjectionRelation = keyof typeof dutyObjectionWorkflow.relations
export type DutyObjectionAction = keyof typeof dutyObjectionWorkflow.actions
