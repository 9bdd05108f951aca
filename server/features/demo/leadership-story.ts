import { addLeadership, recordLeadershipAct, selectKeyProposal } from '#features/leadership/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Actor, Context } from '#platform/context.ts'

/** Selects a proposal as a key one and names the leader in charge. @returns the charge's id */
export async function putUnderLeader(ctx: Context, proposalId: string, leader: Actor): Promise<string> {
  const today = civilDateOf(ctx.now)
  await selectKeyProposal(ctx, proposalId, {
    year: Number(today.slice(0, 4)),
    reason: '群众反映集中，涉及几家单位，需要有人牵头协调。',
  })
  const { id } = await addLeadership(ctx, proposalId, {
    kind: 'supervise',
    leaderName: leader.name.replace(/（.*/, ''),
    leaderPost: '主席',
    accountId: leader.accountId,
    assistedBy: '提案委员会',
    plan: '办理中期到现场看一次，请主办、会办单位和提案人一起商量措施和时限；答复之前再听一次汇报。',
    planDueOn: addDays(today, 60),
  })
  return id
}

/** What the leader does half way. */
export async function superviseOnce(ctx: Context, leadershipId: string): Promise<void> {
  await recordLeadershipAct(ctx, leadershipId, {
    kind: 'consultation',
    heldOn: civilDateOf(ctx.now),
    place: '主办单位会议室',
    persons: '主席会议成员、主办和会办单位负责人、提案人',
    words:
      '逐条商量了所提建议：能马上办的一个月内办结，需要立项的写进明年计划，由主办单位列出时间表，送提案委员会督促。',
  })
}
