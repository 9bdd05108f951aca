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

export interface OwnDutyWords {
  /** The duty. */
  on: string
  what: string
  until: string
  label: string
  /** Why the reply came back; empty where it did not. */
  sentBack: string
  unitName: string
}

/** What the viewer's own unit owes now; null where it owes nothing or has no duty. */
export function ownDuty(duties: readonly Assignment[], unitId: string | null): OwnDutyWords | null {
  const open = (one: Assignment) => one.state === 'assigned' || one.state === 'accepted'
  const duty = unitId === null ? undefined : duties.find((one) => one.unitId === unitId && open(one))
  if (!duty) return null
  const joint = duty.role === 'joint'
  const last = duty.replies.findLast((reply) => reply.submittedAt !== null)
  const sentBack = last?.sentBackAt && last.round === duty.round ? last.sendBackReason : ''
  const signing = duty.state === 'assigned'
  return {
    on: duty.id,
    what: signing ? '待签收' : joint ? '提出会办意见' : sentBack ? '修改答复，再次报送' : '办理并答复',
    until: signing ? duty.acceptBy : duty.replyBy,
    label: signing ? '签收期限' : joint ? '意见期限' : '答复期限',
    sentBack,
    unitName: duty.unitName,
  }
}
