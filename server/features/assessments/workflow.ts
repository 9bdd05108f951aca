import { defineWorkflow } from '#platform/workflow.ts'

/** One round of assessment (年度考核、学比述评), from its opening to the delivered results.
 *  Source: 蚌埠 2018 一年一考核、联络机构综合；考核结果由主席会议审定（安庆 2018）；结果反馈所在单位和统战部门（北京）. */
export const assessmentWorkflow = defineWorkflow({
  subject: 'assessment',
  initial: 'opened',
  states: {
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
  },
  relations: { office: '委员联络办', leaders: '主席会议成员', subject: '被考核人', system: '系统' },
  actions: {
    freeze: { name: '冻结台账并计分', from: ['opened'], to: 'reckoning', by: ['office'], needs: ['通过的考核办法'] },
    reckoned: { name: '计分完毕', from: ['reckoning'], to: 'frozen', by: ['system'] },
    judge: { name: '评定', from: ['frozen', 'checking', 'judging'], by: ['office'] },
    startCheck: { name: '请本人核对', from: ['frozen'], to: 'checking', by: ['office'], needs: ['到哪一天'] },
    extendCheck: { name: '延长核对', from: ['checking'], by: ['office'], needs: ['到哪一天'] },
    remindCheck: { name: '提醒核对', from: ['checking'], by: ['office'] },
    confirm: { name: '确认', from: ['checking', 'judging', 'deliberating'], by: ['subject'] },
    object: { name: '提出异议', from: ['checking'], by: ['subject'], needs: ['理由'] },
    withdraw: { name: '撤回异议', from: ['checking'], by: ['subject'] },
    answer: { name: '答复异议', from: ['checking', 'judging'], by: ['office'], needs: ['答复'] },
    endCheck: {
      name: '结束核对',
      from: ['checking'],
      to: 'judging',
      by: ['office'],
      needs: ['异议都有答复', '没到日子的要写理由'],
    },
    submit: {
      name: '报主席会议审定',
      from: ['judging'],
      to: 'deliberating',
      by: ['office'],
      needs: ['都已评定', '最高等次超过名额的要写理由'],
    },
    recall: { name: '撤回报审', from: ['deliberating'], to: 'judging', by: ['office'], needs: ['理由'] },
    approve: { name: '审定通过', from: ['deliberating'], to: 'approved', by: ['leaders'], needs: ['会议的日期'] },
    sendBack: { name: '退回综合评定', from: ['deliberating'], to: 'judging', by: ['leaders'], needs: ['理由'] },
    recordApproval: {
      name: '代录审定',
      from: ['deliberating'],
      to: 'approved',
      by: ['office'],
      needs: ['会议的日期', '会议纪要的文号'],
    },
    deliver: { name: '反馈结果', from: ['approved'], to: 'delivered', by: ['office'] },
    handOver: { name: '送达', from: ['delivered', 'closed'], by: ['office'] },
    acknowledge: { name: '签字确认', from: ['delivered', 'closed'], by: ['subject'] },
    close: { name: '归档', from: ['delivered'], to: 'closed', by: ['office'] },
    cancel: {
      name: '取消',
      from: ['opened', 'reckoning', 'frozen', 'checking', 'judging', 'deliberating', 'approved'],
      to: 'cancelled',
      by: ['office'],
      needs: ['理由'],
    },
  },
})
export type AssessmentRelation = keyof typeof assessmentWorkflow.relations
