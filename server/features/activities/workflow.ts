import { defineWorkflow } from '#platform/workflow.ts'

/** A meeting or activity (会议活动) from its draft to the archive.
 *  Source: 报名→材料→签到→简报→考勤入档 (会务通行); 委员主动发起活动并邀约 (湖南); 谁组织谁记录 (河北区、蚌埠 2018). */
export const activityWorkflow = defineWorkflow({
  subject: 'activity',
  initial: 'draft',
  states: {
    draft: '起草',
    proposed: '待办公室同意',
    announced: '已通知',
    postponed: '已延期',
    concluded: '已结束',
    archived: '已归档',
    cancelled: '已取消',
  },
  relations: {
    office: '委员联络办或主席会议',
    organiser: '组织活动的小组召集人、专委会负责人',
    starter: '发起活动的委员',
    invitee: '受邀的委员',
  },
  actions: {
    edit: { name: '修改', from: ['draft', 'announced', 'postponed'], by: ['office', 'organiser', 'starter'] },
    discard: { name: '删除草稿', from: ['draft'], by: ['office', 'organiser', 'starter'] },
    propose: {
      name: '报办公室同意',
      from: ['draft'],
      to: { approval: 'proposed', free: 'announced' },
      by: ['starter'],
      needs: ['邀请的人'],
    },
    approve: { name: '同意并发通知', from: ['proposed'], to: 'announced', by: ['office'] },
    refuse: { name: '退回发起人', from: ['proposed'], to: 'draft', by: ['office'], needs: ['理由'] },
    announce: {
      name: '发通知',
      from: ['draft'],
      to: 'announced',
      by: ['office', 'organiser'],
      needs: ['邀请的人'],
    },
    invite: { name: '补请', from: ['announced', 'postponed'], by: ['office', 'organiser', 'starter'] },
    // 委员发起的活动是邀约，办公室同意的是当时的名单；要求到会、成批补请由组织方决定
    oblige: { name: '补请应到的人、成批补请', from: ['announced', 'postponed'], by: ['office', 'organiser'] },
    remind: { name: '提醒没有回复的', from: ['announced'], by: ['office', 'organiser', 'starter'] },
    postpone: {
      name: '延期',
      from: ['announced'],
      to: 'postponed',
      by: ['office', 'organiser', 'starter'],
      needs: ['理由'],
    },
    reschedule: {
      name: '定新的时间',
      from: ['postponed'],
      to: 'announced',
      by: ['office', 'organiser', 'starter'],
      needs: ['时间'],
    },
    cancel: {
      name: '取消',
      from: ['announced', 'postponed'],
      to: 'cancelled',
      by: ['office', 'organiser', 'starter'],
      needs: ['理由'],
    },
    conclude: { name: '结束并结算到会', from: ['announced'], to: 'concluded', by: ['office', 'organiser'] },
    reopen: { name: '重新打开', from: ['concluded'], to: 'announced', by: ['office'], needs: ['理由'] },
    archive: { name: '归档', from: ['concluded'], to: 'archived', by: ['office', 'organiser'] },
    answer: { name: '回复', from: ['announced'], by: ['invitee', 'office', 'organiser', 'starter'] },
    addPart: { name: '添分会', from: ['draft', 'announced', 'postponed'], by: ['office', 'organiser'] },
    arrange: {
      name: '安排座位、材料',
      from: ['draft', 'announced', 'postponed'],
      by: ['office', 'organiser', 'starter'],
    },
    // 公开由机关决定（政务公开：谁制作谁公开、公开前审查；decisions/0022）
    publish: { name: '登上公众页面', from: ['announced', 'postponed', 'concluded', 'archived'], by: ['office'] },
    retract: {
      name: '从公众页面撤下',
      from: ['announced', 'postponed', 'concluded', 'archived', 'cancelled'],
      by: ['office'],
    },
    record: { name: '写结果、简报、纪要', from: ['announced', 'concluded'], by: ['office', 'organiser', 'starter'] },
  },
})
export type ActivityRelation = keyof typeof activityWorkflow.relations
