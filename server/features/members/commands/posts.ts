import type { z } from 'zod'
import type { memberRoutes } from '#contract/members.ts'
import { addDays, type CivilDate } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { postLabel } from '../rules/posts.ts'
import { lockMemberAsOffice } from './lock-member.ts'

/** Gives a member a post. @throws DomainError not-found, access.denied */
export async function addMemberPost(
  ctx: Context,
  memberId: string,
  given: z.output<typeof memberRoutes.addMemberPost.body>,
): Promise<{ id: string }> {
  await lockMemberAsOffice(ctx, memberId, 'addMemberPost')
  const id = newId()
  await ctx.db
    .insertInto('member_posts')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      member_id: memberId,
      post: given.post,
      title: given.title,
      starts_on: given.startsOn,
      ends_on: null,
    })
    .execute()
  await emit(ctx, {
    type: 'memberPost.added',
    subjectKind: 'member',
    subjectId: memberId,
    details: { post: given.post, title: given.title, name: postLabel(given), startsOn: given.startsOn },
  })
  return { id }
}

/** Ends a post. @throws DomainError not-found, access.denied; post.wrong-dates before it began, or where it has ended */
export async function endMemberPost(ctx: Context, id: string, endsOn: CivilDate): Promise<void> {
  const { committeeId } = ctx.actor
  const find = () =>
    ctx.db
      .selectFrom('member_posts')
      .select(['member_id', 'post', 'title', 'starts_on', 'ends_on'])
      .where('committee_id', '=', committeeId)
      .where('id', '=', id)
      .executeTakeFirst()
  const found = await find()
  if (!found) throw notFound('memberPost')
  await lockMemberAsOffice(ctx, found.member_id, 'endMemberPost')
  // Read again with the member in hand: somebody else may have ended it meanwhile.
  const held = (await find())!
  if (held.ends_on !== null || endsOn < held.starts_on)
    throw new DomainError('post.wrong-dates', { startsOn: held.starts_on, endsOn: held.ends_on })
  await ctx.db
    .updateTable('member_posts')
    .set({ ends_on: endsOn })
    .where('committee_id', '=', committeeId)
    .where('id', '=', id)
    .execute()
  await emit(ctx, {
    type: 'memberPost.ended',
    subjectKind: 'member',
    subjectId: held.member_id,
    details: { post: held.post, title: held.title, name: postLabel(held), endsOn },
  })
}

/** Posts are held for a term: those of the one that ends with `lastDay` end the day after. */
export async function endPostsWithTerm(ctx: Context, lastDay: CivilDate): Promise<void> {
  const firstDay = addDays(lastDay, 1)
  await ctx.db
    .updateTable('member_posts')
    .set({ ends_on: firstDay })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('ends_on', 'is', null)
    .where('starts_on', '<=', firstDay)
    .execute()
}
