import type { InUnit } from '#contract/handling.ts'
import type { Step, StepKey } from './next-steps.ts'

/** What the button of each step says. */
const labels: Record<StepKey, string> = {
  cosign: '答复联名邀请',
  edit: '接着写',
  examine: '审查',
  assign: '交办',
  decideReturn: '处理退办申请',
  review: '审核答复',
  accept: '签收',
  opinion: '写会办意见',
  reply: '写答复',
  answerContact: '确认面商记录',
  rate: '评价答复',
  changeRating: '修改评价',
  nameContact: '确定联系人',
  nameDrafters: '确定主要成员',
  takeOver: '接手草稿',
  closeRating: '汇总评价',
  nameLead: '确定第一提案人',
  rehandle: '交办重新办理',
  conclude: '办结',
  reexamine: '重新审查',
  archive: '归档',
  contact: '记录面商',
  addUnit: '增加承办单位',
  urge: '催办',
  reassign: '改办',
  requestReturn: '申请退办',
  handOut: '分办到人',
  sendBackInUnit: '退回承办人',
  withdraw: '撤案',
  requestWithdrawal: '申请撤案',
  decideWithdrawal: '答复撤案申请',
  merge: '并案',
  split: '撤销并案',
  discard: '删除草稿',
  followUp: '报告落实情况',
}

/** What writing is called at each step within the unit. */
const unitStepLabels = { drafting: null, checking: '核稿', signing: '审签' } as const

/** @param inUnit where the duty stands within its unit, for steps taken there */
export function stepWords(step: Step, several = false, inUnit?: InUnit | null): string {
  const here = inUnit?.waitsFor?.mine ? unitStepLabels[inUnit.step] : null
  if (here && (step.key === 'reply' || step.key === 'opinion')) return here
  if (step.key === 'handOut' && inUnit?.clerk) return '改派承办人'
  return several && step.unitName ? `${labels[step.key]}（${step.unitName}）` : labels[step.key]
}

/** Said once a step is taken. */
export const doneWords: Partial<Record<StepKey, string>> = {
  accept: '已签收',
  opinion: '会办意见已送主办单位',
  answerContact: '已答复面商记录',
  rate: '评价已提交，谢谢您',
  changeRating: '评价已修改',
  nameContact: '联系人已确定',
  nameDrafters: '主要成员已确定',
  takeOver: '草稿由您接手了',
  closeRating: '评价已汇总',
  nameLead: '第一提案人已确定',
  rehandle: '已交办重新办理',
  conclude: '已办结',
  reexamine: '已转回待审查',
  archive: '已归档',
  contact: '面商已记录，等提案者确认',
  addUnit: '已增加承办单位',
  urge: '已催办，承办单位会收到消息',
  reassign: '已改办',
  requestReturn: '退办申请已提交',
  handOut: '已分办，承办人会收到消息',
  sendBackInUnit: '已退回承办人',
  withdraw: '已撤案',
  requestWithdrawal: '撤案申请已送提案委办公室，办理照常进行',
  decideWithdrawal: '撤案申请已答复',
  merge: '已并案',
  split: '已撤销并案',
  discard: '草稿已删除',
  followUp: '落实情况已报告',
  assign: '已交办',
  decideReturn: '退办申请已处理',
}
