import type { z } from 'zod'
import type { InvitationRule } from '#contract/activities.ts'
import type { activityPartRoutes as r } from '#contract/activity-parts.ts'
import type { Context } from '#platform/context.ts'
import { membersByRules } from '../queries/by-rule.ts'
import { announceActivity } from './announce.ts'
import { draftActivity, lockWhole } from './draft.ts'

/** Drafts a sub-meeting of each group: its members are invited, its convener runs it and grants leave (谁组织谁记录).
 *  @throws DomainError not-found, access.denied, activity.times, activity.no-term, activity.not-organiser, activity.part-of-part,
 *  activity.wrong-state */
export async function addParts(
  ctx: Context,
  id: string,
  { parts, ...times }: z.output<typeof r.addParts.body>,
): Promise<{ added: number }> {
  const whole = await lockWhole(ctx, id)
  for (const { groupId, title, place } of parts)
    await draftActivity(ctx, {
      ...times,
      title,
      place,
      level: whole.level as 'county',
      organiserGroupId: groupId,
      contact: whole.contact,
      explanation: '',
      audience: whole.audience as 'members',
      agenda: [],
      observers: [],
      invitation: [{ way: 'groups', must: true, groupIds: [groupId] }],
      capacity: null,
      answerBy: null,
      parentId: id,
    })
  return { added: parts.length }
}

/** Announces all sub-meetings in draft; one that would invite nobody stays a draft and is named.
 *  @throws DomainError not-found, access.denied, activity.wrong-state */
export async function announceParts(
  ctx: Context,
  id: string,
): Promise<{ announced: number; invited: number; empty: string[] }> {
  await lockWhole(ctx, id)
  const drafts = await ctx.db
    .selectFrom('activities')
    .select(['id', 'title', 'invitation', 'starts_at'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('parent_id', '=', id)
    .where('state', '=', 'draft')
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  const empty: string[] = []
  let invited = 0
  for (const part of drafts) {
    const meant = await membersByRules(ctx, part.invitation as unknown as InvitationRule[], new Date(part.starts_at))
    if (meant.size === 0) empty.push(part.title)
    else invited += (await announceActivity(ctx, part.id)).invited
  }
  return { announced: drafts.length - empty.length, invited, empty }
}
