import type { Role } from '#contract/accounts.ts'
import type { HistoryEntry } from '#contract/common.ts'
import type { ProposalState } from '#contract/proposals.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type ProposalRelation, proposalWorkflow } from './workflow.ts'

/** What of the actor decides. */
export interface Viewer {
  committeeId: string
  accountId: string
  role: Role
  memberId: string | null
  unitId: string | null
}

/** What of a proposal decides. `coSign` is the viewer's own answer, `unitInvolved` whether the viewer's unit has or had a duty on it. */
export interface ProposalFacts {
  committeeId: string
  state: ProposalState
  /** On the register now or once: everybody of the committee may read it. */
  registered: boolean
  leadMemberId: string | null
  createdBy: string
  /** Handed in on paper; `createdBy` is then the office's clerk who types it in. */
  onPaper: boolean
  coSign: 'invited' | 'accepted' | 'declined' | 'expired' | 'left' | null
  /** The lead proposer has left the committee, and nobody was named in their place. */
  leadLeft: boolean
  /** The viewer is a co-signer, or speaks for a body, and is asked to rate this round. */
  asked: boolean
  unitInvolved: boolean
  /** The viewer leads one that is handled with it (并案). */
  leadsMerged: boolean
}

/** Roles that read what has been handed in; the others read what is on the register. */
const readsSubmitted: readonly Role[] = ['proposalOffice', 'leader']
const readsRegister: readonly Role[] = ['proposalOffice', 'leader', 'assigningOffice', 'memberOffice', 'member']

/** Whether the role sees what stands on the register of its committee. */
export const seesRegister = (role: Role): boolean => readsRegister.includes(role)
/** Whether the role sees what was handed in and is not registered yet, or was declined or withdrawn. */
export const seesSubmitted = (role: Role): boolean => readsSubmitted.includes(role)

function isProposer(viewer: Viewer, p: ProposalFacts): boolean {
  if (viewer.role === 'member') return p.leadMemberId !== null && p.leadMemberId === viewer.memberId
  // A collective proposal is written by the office for its body.
  return viewer.role === 'proposalOffice' && p.createdBy === viewer.accountId && p.leadMemberId === null
}

/** The clerk who types in a member's paper; from its handing in on the member acts alone. */
function isScribe(viewer: Viewer, p: ProposalFacts): boolean {
  return viewer.role === 'proposalOffice' && p.onPaper && p.createdBy === viewer.accountId
}

/** Whether the proposal exists for this viewer. The one rule behind page, list, export, history, file and search. */
export function canSee(viewer: Viewer, p: ProposalFacts): boolean {
  if (p.committeeId !== viewer.committeeId) return false
  if (isProposer(viewer, p) || isScribe(viewer, p)) return true
  if (
    viewer.role === 'member' &&
    (p.coSign === 'accepted' || (p.coSign === 'invited' && (p.state === 'draft' || p.state === 'returned')))
  )
    return true
  if (viewer.role === 'unitClerk') return p.unitInvolved
  if (p.registered) return seesRegister(viewer.role)
  return p.state !== 'draft' && seesSubmitted(viewer.role)
}

/** How the viewer stands to the proposal. */
export function proposalRelations(viewer: Viewer, p: ProposalFacts): ReadonlySet<ProposalRelation> {
  const relations = new Set<ProposalRelation>()
  if (p.committeeId !== viewer.committeeId) return relations
  if (isProposer(viewer, p)) relations.add('proposer')
  // A body's proposal has no member to speak for it: nobody rates in its name.
  if (viewer.role === 'member' && isProposer(viewer, p)) relations.add('leadMember')
  if (isScribe(viewer, p)) relations.add('scribe')
  if (viewer.role === 'member' && p.coSign === 'invited') relations.add('invited')
  if (viewer.role === 'member' && p.asked) relations.add('asked')
  if (viewer.role === 'member' && p.leadLeft && p.coSign === 'accepted') relations.add('heir')
  if (viewer.role === 'proposalOffice') relations.add('proposalOffice')
  if (viewer.role === 'proposalOffice' && p.leadLeft) relations.add('caretaker')
  if (viewer.role === 'assigningOffice') relations.add('assigningOffice')
  if (viewer.role === 'leader') relations.add('leader')
  return relations
}

/** @throws DomainError not-found where the proposal is not visible, access.denied where the act is not this viewer's in any state */
export function authorizeProposal(
  viewer: Viewer,
  p: ProposalFacts,
  action: keyof typeof proposalWorkflow.actions,
): void {
  if (!canSee(viewer, p)) throw notFound('proposal')
  const relations = proposalRelations(viewer, p)
  if (!proposalWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}

/** Who may answer whether a contact took place: the proposer or one whose proposal is handled with it, never the unit. */
export function answersContacts(viewer: Viewer, p: ProposalFacts): boolean {
  return proposalRelations(viewer, p).has('proposer') || (viewer.role === 'member' && p.leadsMerged)
}

/** Whether a unit's unfinished reply may be read: by that unit, and by the offices once it was handed in. */
export function seesReply(
  viewer: Viewer,
  a: { unitId: string },
  reply: { submittedAt: string | null; deliveredAt: string | null },
): boolean {
  if (reply.deliveredAt !== null) return true
  if (viewer.role === 'unitClerk') return viewer.unitId === a.unitId
  return reply.submittedAt !== null && (viewer.role === 'proposalOffice' || viewer.role === 'assigningOffice')
}

/** Whether a joint unit's opinion may be read: it goes to the lead unit and the offices, not to the proposer (会办单位不直接答复提案者). */
export function seesOpinion(viewer: Viewer): boolean {
  return viewer.role === 'unitClerk' || viewer.role === 'proposalOffice' || viewer.role === 'assigningOffice'
}

/** Whether the proposer's telephone is shown whole: to those who must reach them. */
export function seesPhone(viewer: Viewer): boolean {
  return viewer.role === 'unitClerk' || viewer.role === 'proposalOffice'
}

/** Who reads contacts and the words of a rating: those concerned and the offices; other members see that there was one. */
export function seesHandlingDetails(viewer: Viewer, p: ProposalFacts): boolean {
  return viewer.role !== 'member' || isProposer(viewer, p) || p.coSign === 'accepted' || p.leadsMerged || p.asked
}

/** Whose eyes the earlier wordings are for: those who write it, those who sign it, and the office that examines it. */
export function readsWordings(viewer: Viewer, p: ProposalFacts): boolean {
  if (viewer.role === 'proposalOffice' || isProposer(viewer, p)) return true
  return viewer.role === 'member' && (p.coSign === 'accepted' || (p.coSign === 'invited' && p.registered === false))
}

/** Who reads and writes what the co-signers say to each other on a draft: the lead, those invited or joined, the clerk who
 *  types it in; the office once it was handed in and where the committee says so. It is closed when the examination is over. */
export function commenting(viewer: Viewer, p: ProposalFacts, officeToo: boolean): { reads: boolean; writes: boolean } {
  const office = officeToo && viewer.role === 'proposalOffice' && p.state !== 'draft'
  const signer = viewer.role === 'member' && (p.coSign === 'accepted' || p.coSign === 'invited')
  const reads = canSee(viewer, p) && (isProposer(viewer, p) || isScribe(viewer, p) || signer || office)
  const open = p.state === 'draft' || p.state === 'returned' || (officeToo && p.state === 'submitted')
  return { reads, writes: reads && open }
}

/** Who reads what the single examiners recommended: the office alone. The proposer is told the decision and its reason. */
export function readsExamination(viewer: Viewer): boolean {
  return viewer.role === 'proposalOffice'
}

/** Paper work of the offices, and terms that stayed as they were: nothing that happened to the matter as members understand it. */
const officeWork: ReadonlySet<string> = new Set([
  'paper.numbered',
  'publication.marked',
  'publication.changed',
  'clock.kept',
])

/** What happened, for this viewer: what the single examiners recommended is the office's own,
 *  what passes within a unit that unit's, and without `details` the bare acts. */
export function toldHistory(viewer: Viewer, history: readonly HistoryEntry[], details: boolean): HistoryEntry[] {
  const told = history.filter((entry) => {
    // What is said on a draft stands beside the draft, not in its history.
    if (entry.type.startsWith('proposal.comment')) return false
    if (viewer.role === 'member' && officeWork.has(entry.type)) return false
    if (entry.type === 'proposal.recommended') return readsExamination(viewer)
    // What passes within a unit is its own: the offices read one line of it, the proposer whom to call.
    if (entry.type.startsWith('inUnit.')) return viewer.role === 'unitClerk' && entry.details.unitId === viewer.unitId
    return true
  })
  // What the office finds wanting in a reply is between it and the unit; the proposer reads that it was sent back.
  const isInternal = (entry: HistoryEntry) => viewer.role === 'member' && entry.type === 'reply.sentBack'
  return told.map((entry) => (details && !isInternal(entry) ? entry : { ...entry, details: {} }))
}
