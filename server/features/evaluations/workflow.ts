import { defineWorkflow } from '#platform/workflow.ts'

/** A democratic appraisal (民主评议) from its draft to the archive.
 *  Source: 民主评议提案办理（玉屏）, 无记名打分 → 评议报告 → 整改 → 回头看. */
export const appraisalWorkflow = defineWorkflow({
  subject: 'appraisal',
  initial: 'drafted',
  states: {
    drafted: '起草',
    open: '评议中',
    closed: '已截止',
    reported: '已出评议报告',
    rectifying: '整改中',
    lookedBack: '已回头看',
    archived: '已归档',
  },
  relations: {
    office: '提案委办公室',
    appraiser: '受邀评议的委员',
    rectifyingUnit: '须整改的单位',
    system: '系统',
  },
  actions: {
    edit: { name: '修改', from: ['drafted'], by: ['office'] },
    discard: { name: '删除草稿', from: ['drafted'], by: ['office'] },
    invite: { name: '邀请委员', from: ['drafted', 'open'], by: ['office'] },
    open: { name: '开始评议', from: ['drafted'], to: 'open', by: ['office'], needs: ['参评单位', '评议委员'] },
    remind: { name: '提醒没交票的委员', from: ['open'], by: ['office'] },
    extend: { name: '改截止时间', from: ['open'], by: ['office'] },
    handIn: { name: '交评议票', from: ['open'], by: ['appraiser'] },
    close: { name: '截止', from: ['open'], to: 'closed', by: ['office', 'system'] },
    report: { name: '出评议报告', from: ['closed'], to: 'reported', by: ['office'], needs: ['评议报告'] },
    rectify: {
      name: '要求整改',
      from: ['reported'],
      to: 'rectifying',
      by: ['office'],
      needs: ['须整改的单位', '整改期限'],
    },
    writeMeasures: { name: '写整改措施', from: ['rectifying'], by: ['rectifyingUnit'] },
    lookBack: { name: '回头看', from: ['rectifying'], by: ['office'], needs: ['整改结果'] },
    endLookBack: { name: '结束回头看', from: ['rectifying'], to: 'lookedBack', by: ['office'] },
    archive: { name: '归档', from: ['reported', 'lookedBack'], to: 'archived', by: ['office'] },
  },
})
export type AppraisalRelation = keyof typeof appraisalWorkflow.relations
