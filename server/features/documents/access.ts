import type { Role } from '#contract/accounts.ts'
import type { PaperKind, PaperOffer } from '#contract/documents.ts'
import type { Assignment } from '#contract/handling.ts'
import type { NumberedKind } from '#contract/paper-kinds.ts'
import type { Proposal } from '#contract/proposals.ts'
import { replyInFull } from '#contract/reply-text.ts'

/** What of the actor decides. */
export interface PaperViewer {
  role: Role
  memberId: string | null
  unitId: string | null
}

const assigns: readonly Role[] = ['proposalOffice', 'assigningOffice']
const readsExaminations: readonly Role[] = ['proposalOffice', 'assigningOffice', 'leader']
const openStates: readonly Assignment['state'][] = ['assigned', 'accepted', 'returnRequested']
const closedStates: readonly Assignment['state'][] = ['returned', 'reassigned', 'ended']

const names: Record<PaperKind, string> = {
  proposalForm: '提案表',
  coSignPage: '联名页',
  examination: '审查意见',
  assignmentNotice: '交办通知',
  reply: '答复函',
  jointOpinion: '会办意见函',
  reminder: '催办函',
}

/** Whether the viewer proposed it, alone or with others. */
function proposed(viewer: PaperViewer, p: Proposal): boolean {
  if (viewer.role !== 'member' || viewer.memberId === null) return false
  return (
    p.leadProposer?.memberId === viewer.memberId ||
    p.coSigners.some((c) => c.memberId === viewer.memberId && c.state === 'accepted')
  )
}

/** Whether the viewer may have the paper of one kind; what hangs on a unit's duty or reply is asked for each. The proposal
 *  is as this viewer sees it, so replies and opinions that they may not read are not in it. */
const rights: Record<PaperKind, (viewer: PaperViewer, p: Proposal, a: Assignment | null) => boolean> = {
  proposalForm: () => true,
  coSignPage: (_, p) => p.coSigners.some((c) => c.state === 'accepted' || c.state === 'invited'),
  examination: (viewer, p) =>
    (p.state === 'declined' || p.registeredAt !== null) &&
    (readsExaminations.includes(viewer.role) || proposed(viewer, p)),
  assignmentNotice: (viewer, _, a) =>
    a !== null && !closedStates.includes(a.state) && (assigns.includes(viewer.role) || concerned(viewer, a)),
  reply: () => true,
  jointOpinion: (viewer, _, a) =>
    a?.role === 'joint' && a.opinionGivenAt !== null && a.opinion !== '' && viewer.role !== 'member',
  // 催办由交办机关和提案委发出
  reminder: (viewer, _, a) => a !== null && openStates.includes(a.state) && assigns.includes(viewer.role),
}

const concerned = (viewer: PaperViewer, a: Assignment) => viewer.role === 'unitClerk' && viewer.unitId === a.unitId

/** An offer without its number, which is kept apart. */
export type Unnumbered = Omit<PaperOffer, 'documentNumber' | 'mayNumber'>

/** The papers this viewer may have of a proposal as it stands now, in the order of its way. The one rule behind the menu,
 *  the single paper and the batch. */
export function papersOf(viewer: PaperViewer, p: Proposal): Unnumbered[] {
  const ofProposal = (['proposalForm', 'coSignPage', 'examination'] as const)
    .filter((kind) => rights[kind](viewer, p, null))
    .map((kind) => ({ kind, on: null, name: names[kind], unit: '', draft: isDraft(kind, p), round: 1, current: true }))
  const ofAssignment = (kind: 'assignmentNotice' | 'jointOpinion' | 'reminder') =>
    p.assignments
      .filter((a) => rights[kind](viewer, p, a))
      .map((a) => ({
        kind,
        on: a.id,
        name: `${names[kind]}（${a.unitName}）`,
        unit: a.unitName,
        draft: false,
        round: a.round,
        current: true,
      }))
  const replies = p.assignments.flatMap((a) => {
    const letters = a.replies.filter((r) => r.sentBackAt === null && replyInFull(r) !== '')
    return letters.map((r) => ({
      kind: 'reply' as const,
      on: r.id,
      name: `${names.reply}（${a.unitName}${r.round > 1 ? `，第${r.round}轮` : ''}）`,
      unit: a.unitName,
      draft: r.deliveredAt === null,
      round: r.round,
      // Of several rounds the last one counts.
      current: r === letters.at(-1),
    }))
  })
  return [
    ...ofProposal,
    ...ofAssignment('assignmentNotice'),
    ...ofAssignment('jointOpinion'),
    ...replies,
    ...ofAssignment('reminder'),
  ]
}

function isDraft(kind: PaperKind, p: Proposal): boolean {
  return kind !== 'examination' && (p.state === 'draft' || p.state === 'returned')
}

/** Who gives a kind of paper its number: the office that issues it (交办、催办由提案委和交办机关). */
export const numbersPapers = (role: Role, kind: NumberedKind): boolean =>
  role === 'proposalOffice' || (role === 'assigningOffice' && (kind === 'assignmentNotice' || kind === 'reminder'))
/** Who reads the register of numbers: who gives them. */
export const seesRegisterOfNumbers = (role: Role): boolean => assigns.includes(role)

/** Whether the role may have the list of the assignment meeting. */
export const seesMeetingList = (role: Role): boolean => assigns.includes(role) || role === 'leader'
/** Whether the role may have the yearly report, which counts what was declined too. */
export const seesYearReport = (role: Role): boolean => role === 'proposalOffice' || role === 'leader'
