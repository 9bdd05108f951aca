import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { settingInForce } from '#platform/settings.ts'
import { replyLacks } from '../rules-reply.ts'
import { proposalSetting } from '../settings.ts'
import { answersOf } from './answers.ts'
import { type LockedAssignment, type LockedDuty, lockedText } from './load.ts'
import { askedTogether, mergedAnswersOf } from './merged-answers.ts'

/** The reply being written for a duty: neither delivered nor sent back. */
export function openReply(ctx: Context, assignment: LockedAssignment) {
  return ctx.db
    .selectFrom('replies')
    .selectAll()
    .where('committee_id', '=', assignment.committee_id)
    .where('assignment_id', '=', assignment.id)
    .where('delivered_at', 'is', null)
    .where('sent_back_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}
export type OpenReply = NonNullable<Awaited<ReturnType<typeof openReply>>>

/** Checks that a reply can leave the desk it was written at; whose signature stands under it is looked at when it leaves
 *  the unit.
 *  @throws DomainError reply.incomplete naming what is missing and which suggestions have no answer; reply.needs-contact while no contact with the proposer is recorded in this round */
export async function requireWholeReply(
  ctx: Context,
  { proposal, assignment }: Pick<LockedDuty, 'proposal' | 'assignment'>,
  reply: OpenReply | undefined,
  signed = false,
): Promise<OpenReply> {
  const { contactRequired, followUpClasses } = await settingInForce(ctx, proposalSetting)
  const lacks = replyLacks(
    {
      text: reply?.text ?? '',
      replyClass: reply?.reply_class ?? null,
      signedBy: signed ? (reply?.signed_by ?? '') : '待签',
      contactName: reply?.contact_name ?? '',
      contactPhone: reply?.contact_phone ?? '',
    },
    reply ? await answersOf(ctx, reply) : [],
    {
      suggestions: (await lockedText(ctx, proposal)).suggestions,
      promises: followUpClasses.includes(reply?.reply_class ?? ''),
      today: civilDateOf(ctx.now),
      together: await askedTogether(ctx, proposal.id),
    },
    reply ? await mergedAnswersOf(ctx, reply) : [],
  )
  if (!reply || lacks) throw new DomainError('reply.incomplete', lacks ?? {})
  if (!contactRequired) return reply
  const contact = await ctx.db
    .selectFrom('contacts')
    .select('id')
    .where('committee_id', '=', proposal.committee_id)
    .where('assignment_id', '=', assignment.id)
    .where('round', '=', assignment.round)
    .where('disputed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (!contact) throw new DomainError('reply.needs-contact')
  return reply
}
