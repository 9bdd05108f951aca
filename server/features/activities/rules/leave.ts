import type { ActivityKind } from '#contract/activity-kinds.ts'
import type { LeaveApprover } from '#contract/leaves.ts'

/** A line of the setting: who decides on leave from these kinds, where it is longer than so many half days. */
export interface LeaveStep {
  kinds: readonly ActivityKind[]
  by: LeaveApprover
  overHalfDays: number
}

/** Who decides on one request, one after the other. Where the organising body has nobody to decide, or the convener asks
 *  for leave themself, the member office does. Source: 全会、常委会由主席或秘书长批，专委会活动由专委会负责人批，全会小组由
 *  召集人批、超过一天报大会秘书处经秘书长批（宣威；各地请假审批层级）. */
export function leaveChain(
  steps: readonly LeaveStep[],
  request: { kind: ActivityKind; halfDays: number },
  body: { hasConvener: boolean; asksThemself: boolean },
): LeaveApprover[] {
  const convener: LeaveApprover = body.hasConvener && !body.asksThemself ? 'convener' : 'memberOffice'
  const chain: LeaveApprover[] = []
  for (const step of steps) {
    if (!step.kinds.includes(request.kind) || request.halfDays <= step.overHalfDays) continue
    const by = step.by === 'convener' ? convener : step.by
    if (!chain.includes(by)) chain.push(by)
  }
  return chain.length > 0 ? chain : ['memberOffice']
}

/** Whether leave is asked too late: in writing before the meeting begins. Source: 须会前书面（宣威）；未请假按缺席计（安庆）. */
export const isLateLeave = (now: Date, startsAt: string): boolean => now.getTime() >= Date.parse(startsAt)
