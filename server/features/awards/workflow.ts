import { defineWorkflow } from '#platform/workflow.ts'

/** The life of one round of commendation (评优), from the nominations to the award. */
export const awardWorkflow = defineWorkflow({
  subject: 'award',
  initial: 'nominating',
  states: {
    nominating: '提名中',
    examining: '审核提名',
    voting: '表决中',
    counted: '已计票',
    notice: '公示中',
    awarded: '已表彰',
    cancelled: '已取消',
  },
  relations: { office: '提案委办公室', nominator: '可以提名的人', voter: '表决人' },
  actions: {
    edit: { name: '修改', from: ['nominating'], by: ['office'] },
    nominate: { name: '提名', from: ['nominating'], by: ['office', 'nominator'], needs: ['理由'] },
    closeNomination: { name: '结束提名', from: ['nominating'], to: 'examining', by: ['office'] },
    reopenNomination: { name: '重新提名', from: ['examining'], to: 'nominating', by: ['office'] },
    examine: { name: '审核提名', from: ['examining'], by: ['office'] },
    openVoting: {
      name: '开始表决',
      from: ['examining'],
      to: 'voting',
      by: ['office'],
      needs: ['候选', '表决人'],
    },
    vote: { name: '表决', from: ['voting'], by: ['voter'] },
    closeVoting: { name: '结束表决并计票', from: ['voting'], to: 'counted', by: ['office'], needs: ['至少一张票'] },
    decideTie: { name: '决定同票', from: ['counted'], by: ['office'], needs: ['理由'] },
    approve: {
      name: '审定并公示',
      from: ['counted'],
      to: 'notice',
      by: ['office'],
      needs: ['审定的会议和日期'],
      within: 'noticeWorkingDays',
    },
    object: { name: '登记异议', from: ['notice'], by: ['office'] },
    award: { name: '表彰', from: ['notice'], to: 'awarded', by: ['office'], needs: ['公示期满', '异议都有结论'] },
    // 公示和表彰的名单登不登在公众页面，由办公室定；登的写明向谁反映异议
    publish: { name: '公众页面公示', from: ['notice', 'awarded'], by: ['office'], needs: ['反映异议的联系方式'] },
    cancel: {
      name: '取消',
      from: ['nominating', 'examining', 'voting', 'counted', 'notice'],
      to: 'cancelled',
      by: ['office'],
      needs: ['理由'],
    },
  },
})
export type AwardRelation = keyof typeof awardWorkflow.relations
