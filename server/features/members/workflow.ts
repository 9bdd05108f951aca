import { defineWorkflow } from '#platform/workflow.ts'

/** The life of a change a member proposes to their own file.
 *  Source: 虹口政协履职通, 委员自改项进入“待验证”由机关审. */
export const memberChangeWorkflow = defineWorkflow({
  subject: 'memberChange',
  initial: 'pending',
  states: { pending: '待核实', accepted: '已采纳', refused: '未采纳', withdrawn: '已撤回' },
  relations: { self: '委员本人', office: '委员联络办' },
  actions: {
    accept: { name: '采纳', from: ['pending'], to: 'accepted', by: ['office'] },
    refuse: { name: '不采纳', from: ['pending'], to: 'refused', by: ['office'], needs: ['理由'] },
    withdraw: { name: '撤回', from: ['pending'], to: 'withdrawn', by: ['self'] },
  },
})

export type MemberChangeState = keyof typeof memberChangeWorkflow.states
