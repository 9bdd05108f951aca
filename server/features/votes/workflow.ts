import { defineWorkflow } from '#platform/workflow.ts'

/** One vote or election of a meeting (表决、选举). Closed is final; a round found faulty is declared void and held anew.
 *  Source: 全体会议选举办法通例：报告到会人数、发票、投票、计票、宣布结果. */
export const voteWorkflow = defineWorkflow({
  subject: 'vote',
  initial: 'drafted',
  states: { drafted: '准备中', open: '正在表决', closed: '已有结果', withdrawn: '已撤下' },
  relations: { host: '会务（主办的机关或召集人）', voter: '到会有表决权的委员' },
  actions: {
    edit: { name: '修改', from: ['drafted'], by: ['host'] },
    open: { name: '开始表决', from: ['drafted'], to: 'open', by: ['host'], needs: ['到会达到法定人数'] },
    cast: { name: '投票', from: ['open'], by: ['voter'] },
    givePaper: { name: '发纸质票', from: ['open'], by: ['host'] },
    close: { name: '结束并计票', from: ['open'], to: 'closed', by: ['host'] },
    recordHands: { name: '记录举手结果', from: ['open'], to: 'closed', by: ['host'], needs: ['赞成、反对、弃权人数'] },
    reopen: { name: '宣布无效重新表决', from: ['open', 'closed'], to: 'drafted', by: ['host'], needs: ['理由'] },
    withdraw: { name: '撤下', from: ['drafted', 'open'], to: 'withdrawn', by: ['host'], needs: ['理由'] },
  },
})
export type VoteRelation = keyof typeof voteWorkflow.relations
