import { defineWorkflow } from '#platform/workflow.ts'

/** A speech at a plenary (大会发言): handed in of one's own will, chosen, spoken or printed.
 *  Source: 全国政协大会发言工作规则 2009, 2014 修订：自愿报名、不指定；未选为口头的书面印发. */
export const speechWorkflow = defineWorkflow({
  subject: 'speech',
  initial: 'submitted',
  states: {
    submitted: '已提交',
    oral: '口头发言',
    written: '书面发言',
    notSelected: '未选用',
    withdrawn: '已撤回',
    given: '已发言',
  },
  relations: { host: '会务（主办的机关）', author: '发言的委员' },
  actions: {
    edit: { name: '修改', from: ['submitted', 'oral', 'written'], by: ['host', 'author'] },
    withdraw: {
      name: '撤回',
      from: ['submitted', 'oral', 'written', 'notSelected'],
      to: 'withdrawn',
      by: ['host', 'author'],
    },
    select: {
      name: '选定',
      from: ['submitted', 'oral', 'written', 'notSelected'],
      to: { oral: 'oral', written: 'written', notSelected: 'notSelected' },
      by: ['host'],
    },
    give: { name: '已发言', from: ['oral', 'written'], to: 'given', by: ['host'] },
    takeBack: {
      name: '没有发言',
      from: ['given'],
      to: { oral: 'oral', written: 'written' },
      by: ['host'],
      needs: ['理由'],
    },
  },
})
export type SpeechRelation = keyof typeof speechWorkflow.relations
