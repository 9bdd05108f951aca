import type { Assignment } from '#contract/handling.ts'

/** What of a duty's dates belongs to the round that is handled now. Pure. */
export function datesOfRound(
  duty: Pick<Assignment, 'round' | 'role' | 'state' | 'opinionGivenAt' | 'contacts' | 'replies'>,
) {
  const delivered = duty.replies.filter((reply) => reply.deliveredAt !== null)
  const inRound = delivered.findLast((reply) => reply.round === duty.round)?.deliveredAt ?? null
  return {
    /** 答复, or the joint opinion: null while it is owed. */
    answeredAt: duty.role === 'joint' ? duty.opinionGivenAt : inRound,
    /** What was answered before it had to be handled again. */
    earlier: delivered
      .filter((reply) => reply.round < duty.round)
      .map((reply) => ({ round: reply.round, at: reply.deliveredAt! })),
    contact: contactOfRound(duty),
  }
}

/** How it stands with the contact of this round: one the proposer disputes does not count. */
export function contactOfRound(
  duty: Pick<Assignment, 'contacts'> & Partial<Pick<Assignment, 'round'>>,
): 'none' | 'disputed' | 'unconfirmed' | 'confirmed' {
  const contacts = duty.contacts.filter((one) => duty.round === undefined || one.round === duty.round)
  const held = contacts.filter((one) => one.disputedAt === null)
  if (held.some((one) => one.confirmedAt !== null)) return 'confirmed'
  if (held.length > 0) return 'unconfirmed'
  return contacts.length > 0 ? 'disputed' : 'none'
}
