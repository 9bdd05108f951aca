import type { Role } from '#contract/accounts.ts'
import type { Leadership, ProposalLeadership } from '#contract/leadership.ts'
import { accessDenied } from '#platform/errors.ts'

/** What of the actor decides. */
interface Viewer {
  accountId: string
  role: Role
}
export type LeadershipAction = ProposalLeadership['actions'][number]

/** Who does what: the committee's office selects, names its own leaders and refers upward; the government's office names
 *  the leaders of party and government. Source: 提案工作条例, 督办; 领办 by 党政领导 is arranged by the assigning office. */
const actors: Readonly<Record<LeadershipAction, readonly Role[]>> = {
  select: ['proposalOffice'],
  unselect: ['proposalOffice'],
  addSupervise: ['proposalOffice'],
  addLead: ['proposalOffice', 'assigningOffice'],
  refer: ['proposalOffice'],
}

export const may = (viewer: Viewer, action: LeadershipAction): boolean => actors[action].includes(viewer.role)

/** @throws DomainError access.denied */
export function authorize(viewer: Viewer, action: LeadershipAction): void {
  if (!may(viewer, action)) throw accessDenied(action)
}

/** What the viewer may do with one leader's charge: the leader with their own, the offices that name such leaders with all. */
export function chargeActions(
  viewer: Viewer,
  charge: { kind: Leadership['kind']; accountId: string | null; endedAt: string | null },
): Leadership['actions'] {
  const office = may(viewer, charge.kind === 'lead' ? 'addLead' : 'addSupervise')
  const own = viewer.role === 'leader' && charge.accountId === viewer.accountId
  if (!office && !own) return []
  return charge.endedAt === null ? ['edit', 'recordAct'] : ['edit']
}

/** Whether the words of an instruction (批示) may be read: they go to those who carry it out. */
export const readsInstructions = (role: Role): boolean => role !== 'member'
