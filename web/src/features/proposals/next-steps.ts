import type { Assignment, AssignmentAction } from '#contract/handling.ts'
import type { ProposalAction } from '#contract/proposal-parts.ts'
import type { Proposal } from '#contract/proposals.ts'

/** The steps this viewer may take, read from `actions` alone. Pure. */
export type StepKey =
  | 'cosign'
  | 'edit'
  | 'examine'
  | 'assign'
  | 'decideReturn'
  | 'review'
  | 'accept'
  | 'opinion'
  | 'reply'
  | 'answerContact'
  | 'rate'
  | 'changeRating'
  | 'nameContact'
  | 'nameDrafters'
  | 'takeOver'
  | 'closeRating'
  | 'nameLead'
  | 'rehandle'
  | 'conclude'
  | 'reexamine'
  | 'archive'
  | 'contact'
  | 'addUnit'
  | 'urge'
  | 'reassign'
  | 'requestReturn'
  | 'handOut'
  | 'sendBackInUnit'
  | 'withdraw'
  | 'requestWithdrawal'
  | 'decideWithdrawal'
  | 'merge'
  | 'split'
  | 'discard'
  | 'followUp'

export interface Step {
  key: StepKey
  /** The assignment or contact it is about. */
  on?: string
  unitName?: string
}

/** A step is there when one of these actions is. The order is the order of what comes first. */
const proposalSteps: [StepKey, ProposalAction[]][] = [
  ['cosign', ['cosign']],
  ['edit', ['edit']],
  ['takeOver', ['takeOver']],
  ['nameLead', ['nameLead']],
  ['decideWithdrawal', ['allowWithdrawal', 'refuseWithdrawal']],
  ['examine', ['register', 'return', 'decline']],
  ['assign', ['assign']],
]
const assignmentSteps: [StepKey, AssignmentAction[]][] = [
  ['decideReturn', ['approveReturn', 'refuseReturn']],
  ['review', ['deliverReply', 'sendBackReply']],
  ['accept', ['accept']],
]
/** Steps within the unit: the one clear next step for whose turn it is, aside for the others of the unit. */
const unitSteps: [StepKey, (assignment: Assignment) => boolean][] = [
  ['handOut', ({ actions, inUnit }) => actions.includes('handOut') && inUnit?.waitsFor != null && !inUnit.clerk],
  [
    'opinion',
    ({ actions, role }) => role === 'joint' && (actions.includes('giveOpinion') || actions.includes('passOn')),
  ],
  ['reply', ({ actions }) => actions.includes('writeReply') || actions.includes('submitReply')],
]
const isMine = ({ inUnit }: Assignment) => inUnit?.waitsFor?.mine ?? true
const laterSteps: [StepKey, ProposalAction[]][] = [
  ['rate', ['rate']],
  ['closeRating', ['closeRating']],
  ['rehandle', ['rehandle']],
  ['conclude', ['conclude']],
  ['archive', ['archive']],
]
/** Never the one clear next step: taken when there is a reason to. */
const sideAssignmentSteps: [StepKey, AssignmentAction[]][] = [
  ['contact', ['recordContact']],
  ['sendBackInUnit', ['sendBackInUnit']],
  ['requestReturn', ['requestReturn']],
  ['reassign', ['reassign']],
]
const sideSteps: [StepKey, ProposalAction[]][] = [
  ['urge', ['urge']],
  ['reexamine', ['reexamine']],
  ['changeRating', ['changeRating']],
  ['nameContact', ['nameContact']],
  ['nameDrafters', ['nameDrafters']],
  ['addUnit', ['addAssignment']],
  ['split', ['split']],
  ['withdraw', ['withdraw']],
  ['requestWithdrawal', ['requestWithdrawal']],
  ['discard', ['discard']],
]

type Given = Pick<Proposal, 'actions' | 'assignments'>

/** Merging is a verdict of the examination; afterwards a step of its own. */
function ofRegistered(proposal: Given): Step[] {
  return proposal.actions.includes('merge') && !proposal.actions.includes('register') ? [{ key: 'merge' }] : []
}

function ofProposal(proposal: Given, list: typeof proposalSteps): Step[] {
  return list.filter(([, actions]) => actions.some((a) => proposal.actions.includes(a))).map(([key]) => ({ key }))
}

function ofAssignments(proposal: Given, list: typeof assignmentSteps): Step[] {
  return list.flatMap(([key, actions]) =>
    proposal.assignments
      .filter((assignment) => actions.some((a) => assignment.actions.includes(a)))
      .map((assignment) => ({
        key,
        on: assignment.id,
        unitName: assignment.unitName,
      })),
  )
}

function ofUnit(proposal: Given, mine: boolean): Step[] {
  return unitSteps.flatMap(([key, open]) =>
    proposal.assignments
      .filter((assignment) => open(assignment) && isMine(assignment) === mine)
      .map((assignment) => ({ key, on: assignment.id, unitName: assignment.unitName })),
  )
}

/** Handing to another clerk what somebody has already. */
function ofHanded(proposal: Given): Step[] {
  return proposal.assignments
    .filter(({ actions, inUnit }) => actions.includes('handOut') && (inUnit?.clerk || !inUnit?.waitsFor))
    .map((assignment) => ({ key: 'handOut' as const, on: assignment.id, unitName: assignment.unitName }))
}

/** A duty given back waits for another unit. */
function ofReturned(proposal: Given): Step[] {
  return proposal.assignments
    .filter((assignment) => assignment.state === 'returned' && assignment.actions.includes('reassign'))
    .map((assignment) => ({
      key: 'reassign' as const,
      on: assignment.id,
      unitName: assignment.unitName,
    }))
}

function ofContacts(proposal: Given): Step[] {
  return proposal.assignments.flatMap((assignment) =>
    assignment.contacts
      .filter((contact) => contact.actions.length > 0)
      .map((contact) => ({
        key: 'answerContact' as const,
        on: contact.id,
        unitName: assignment.unitName,
      })),
  )
}

/** Promised measures whose day has come, or the others. */
function ofFollowUps(proposal: Given, due: boolean): Step[] {
  return proposal.assignments.flatMap((assignment) =>
    assignment.followUps
      .filter((one) => one.actions.length > 0 && one.due === due)
      .map((one) => ({ key: 'followUp' as const, on: one.id, unitName: assignment.unitName })),
  )
}

/** The one next step, further ones of the same weight, and what else may be done. */
export function stepsOf(proposal: Given): {
  primary: Step | null
  also: Step[]
  side: Step[]
} {
  const [primary = null, ...also] = [
    ...ofProposal(proposal, proposalSteps),
    ...ofAssignments(proposal, assignmentSteps),
    ...ofUnit(proposal, true),
    ...ofReturned(proposal),
    ...ofContacts(proposal),
    ...ofFollowUps(proposal, true),
    ...ofProposal(proposal, laterSteps),
  ]
  const open = {
    ...proposal,
    assignments: proposal.assignments.filter((one) => one.state !== 'returned'),
  }
  const side = [
    ...ofUnit(proposal, false),
    ...ofAssignments(open, sideAssignmentSteps),
    ...ofHanded(proposal),
    ...ofFollowUps(proposal, false),
    ...ofRegistered(proposal),
    ...ofProposal(proposal, sideSteps),
  ]
  return { primary, also, side }
}

/** Whether a step named in the address may be taken now. */
export function isOpenStep(proposal: Given, key: string | undefined, on: string | undefined): Step | null {
  const { primary, also, side } = stepsOf(proposal)
  const all = primary ? [primary, ...also, ...side] : side
  return (
    all.find((step) => step.key === key && (!step.on || step.on === on)) ??
    all.find((step) => step.key === key && !on) ??
    null
  )
}
