import { defineWorkflow } from '#platform/workflow.ts'

/** The publication of one proposal or one reply. */
export const publicationWorkflow = defineWorkflow({
  subject: 'publication',
  initial: 'waiting',
  states: { waiting: '待决定', published: '已公开', withheld: '不公开', retracted: '已撤下' },
  relations: { proposalOffice: '提案委办公室' },
  actions: {
    mark: { name: '标记脱敏', from: ['waiting', 'withheld', 'retracted'], by: ['proposalOffice'] },
    publish: {
      name: '公开',
      from: ['waiting', 'published', 'withheld', 'retracted'],
      to: 'published',
      by: ['proposalOffice'],
      needs: ['提案者同意公开'],
    },
    withhold: {
      name: '不公开',
      from: ['waiting', 'retracted'],
      to: 'withheld',
      by: ['proposalOffice'],
      needs: ['理由'],
    },
    retract: { name: '撤下', from: ['published'], to: 'retracted', by: ['proposalOffice'], needs: ['理由'] },
  },
})
