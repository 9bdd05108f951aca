import type { VoteAction, VoteState } from '#contract/votes.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type VoteRelation, voteWorkflow } from './workflow.ts'

/** How the viewer stands to a vote of a meeting they may see. */
export interface VoteFacts {
  /** Runs the meeting. */
  hosts: boolean
  /** Leaders, and offices that look on. */
  reads: boolean
  /** Invited to the meeting. */
  invited: boolean
  /** Got a ballot. */
  voter: boolean
  state: VoteState
  /** It has been open at some time: who was asked to vote is told what became of it. */
  shown: boolean
}

/** Drafts are for who prepares them; from the opening on everybody invited sees the item, its result when it is closed, and
 *  that it was declared void or taken off. */
export function seesVote({ hosts, reads, invited, shown }: VoteFacts): boolean {
  return hosts || reads || (invited && shown)
}

/** A result exists when the vote is closed. How many ballots are in before is for who runs it. */
export const seesResult = ({ state }: VoteFacts): boolean => state === 'closed'

export function relationsOf({ hosts, voter }: VoteFacts): ReadonlySet<VoteRelation> {
  const relations = new Set<VoteRelation>()
  if (hosts) relations.add('host')
  if (voter) relations.add('voter')
  return relations
}

/** The moves open now; a show of hands is recorded, not cast, one's ballot is cast once, and no round is held anew once the
 *  meeting is over. */
export function voteActions(
  facts: VoteFacts,
  given: { form: string; cast: boolean; onPaper: boolean; meetingOver: boolean },
): VoteAction[] {
  const hands = given.form === 'hands'
  return voteWorkflow.actionsFor(facts.state, relationsOf(facts)).filter((action) => {
    if (action === 'cast') return !hands && !given.cast && !given.onPaper
    if (action === 'givePaper') return given.form === 'secret'
    if (action === 'close') return !hands
    if (action === 'open' || action === 'reopen') return !given.meetingOver
    return action !== 'recordHands' || hands
  })
}

/** @throws DomainError not-found, access.denied; the state is judged by the workflow afterwards */
export function authorizeVote(facts: VoteFacts, action: VoteAction): void {
  if (!seesVote(facts)) throw notFound('vote')
  const relations = relationsOf(facts)
  // Whoever is at the meeting may try; that they got no ballot is said in words of its own.
  if (action === 'cast' && facts.invited) return
  if (!voteWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}
