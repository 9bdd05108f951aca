import type { Assignment } from '#contract/handling.ts'
import type { Proposal, ProposalState } from '#contract/proposals.ts'
import { assignmentWorkflow, proposalWorkflow } from '../workflow.ts'

const { proposer, proposalOffice, assigningOffice } = proposalWorkflow.relations
const { actions } = proposalWorkflow
const offices = `${proposalOffice}、${assigningOffice}`

/** Whose move each state waits for, in the words of the workflow table. */
const turns: Partial<Record<ProposalState, { who: string; what: string }>> = {
  draft: { who: proposer, what: actions.submit.name },
  submitted: { who: proposalOffice, what: '审查' },
  returned: { who: proposer, what: actions.edit.name },
  merged: { who: offices, what: '随并入的提案一并交办' },
  registered: { who: offices, what: actions.assign.name },
  replied: { who: proposer, what: actions.rate.name },
  rated: { who: proposalOffice, what: actions.conclude.name },
  disputed: { who: proposalOffice, what: actions.rehandle.name },
  concluded: { who: proposalOffice, what: actions.archive.name },
}

const waits: readonly [Assignment['state'], string][] = [
  ['returnRequested', '处理退办申请'],
  ['replySubmitted', '审核答复'],
]

/** Whose turn it is, what for, since when and until when; null when nothing is left to do. Pure. */
export function turnOf(p: {
  state: ProposalState
  since: string
  dueOn: string | null
  proposers: string
  assignments: readonly Assignment[]
}): Proposal['turn'] {
  // What is handled with another waits for the other's units.
  if (p.state !== 'handling' && !(p.state === 'merged' && p.assignments.length > 0)) {
    const turn = turns[p.state]
    return turn
      ? {
          who: turn.who === proposer && p.proposers !== '' ? p.proposers : turn.who,
          what: turn.what,
          since: p.since,
          until: p.dueOn,
        }
      : null
  }
  for (const [state, what] of waits) {
    if (p.assignments.some((a) => a.state === state)) return { who: offices, what, since: p.since, until: p.dueOn }
  }
  const unsigned = p.assignments.filter((a) => a.state === 'assigned')
  const working = p.assignments.filter((a) => a.state === 'accepted')
  // A joint unit gives its opinion to the lead and answers nobody; it is waited for only where nobody else is.
  const answering = working.filter((a) => a.role !== 'joint')
  const units = unsigned.length > 0 ? unsigned : answering.length > 0 ? answering : working
  if (units.length === 0) return { who: offices, what: '落实承办单位', since: p.since, until: p.dueOn }
  const until = units.map((a) => (a.state === 'assigned' ? a.acceptBy : a.replyBy)).sort()[0]!
  return {
    who: units.map((a) => a.unitName).join('、'),
    what: unsigned.length > 0 ? assignmentWorkflow.actions.accept.name : '办理并答复',
    since: p.since,
    until,
  }
}
