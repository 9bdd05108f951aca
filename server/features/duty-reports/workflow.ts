import { defineWorkflow } from '#platform/workflow.ts'

/** The life of one member's yearly duty report (年度履职报告). Source: 常委年度履职报告入档（蚌埠 2018）；常委另交书面报告（四川）. */
export const dutyReportWorkflow = defineWorkflow({
  subject: 'duty-report',
  initial: 'asked',
  states: { asked: '待写', submitted: '已提交', returned: '退回修改', archived: '已归档', excused: '免交' },
  relations: { writer: '委员', office: '委员工作机构' },
  actions: {
    write: { name: '写', from: ['asked', 'returned'], by: ['writer'] },
    attach: { name: '添附件', from: ['asked', 'returned'], by: ['writer', 'office'] },
    submit: { name: '提交', from: ['asked', 'returned'], to: 'submitted', by: ['writer'], within: 'dueOn' },
    record: { name: '代录', from: ['asked', 'returned'], to: 'submitted', by: ['office'] },
    takeBack: { name: '撤回修改', from: ['submitted'], to: 'asked', by: ['writer'] },
    archive: { name: '归档', from: ['submitted'], to: 'archived', by: ['office'] },
    return: { name: '退回修改', from: ['submitted'], to: 'returned', by: ['office'], needs: ['理由'] },
    reopen: { name: '取消归档', from: ['archived'], to: 'returned', by: ['office'], needs: ['理由'] },
    excuse: { name: '免交', from: ['asked', 'returned'], to: 'excused', by: ['office'], needs: ['理由'] },
    ask: { name: '请其提交', from: ['excused'], to: 'asked', by: ['office'] },
  },
})
export type DutyReportRelation = keyof typeof dutyReportWorkflow.relations
export type DutyReportMove = keyof typeof dutyReportWorkflow.actions
