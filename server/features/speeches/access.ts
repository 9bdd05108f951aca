import type { SpeechAction, SpeechState } from '#contract/speeches.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type SpeechRelation, speechWorkflow } from './workflow.ts'

/** How the viewer stands to a speech of a meeting they may see. */
export interface SpeechFacts {
  /** Runs the meeting. */
  hosts: boolean
  /** Leaders, and offices that look on. */
  reads: boolean
  /** Speaks. */
  author: boolean
  state: SpeechState
}

/** One's own always; those chosen are the meeting's; the rest is between the author and the office. */
export function seesSpeech({ hosts, reads, author, state }: SpeechFacts): boolean {
  return hosts || reads || author || state === 'oral' || state === 'given'
}
/** The text is read before it is spoken by its author, the office and the leaders. */
export const readsWords = ({ hosts, reads, author, state }: SpeechFacts): boolean =>
  hosts || reads || author || state === 'given'

export function speechActions(facts: SpeechFacts, given: { open: boolean; form: string | null }): SpeechAction[] {
  return speechWorkflow.actionsFor(facts.state, relationsOf(facts)).filter((action) => {
    if (action === 'edit') return facts.hosts || (given.open && facts.state === 'submitted')
    // Written ones are given together, when they are printed.
    return action !== 'give' || given.form === 'oral'
  })
}

function relationsOf({ hosts, author }: SpeechFacts): ReadonlySet<SpeechRelation> {
  const relations = new Set<SpeechRelation>()
  if (hosts) relations.add('host')
  if (author) relations.add('author')
  return relations
}

/** @throws DomainError not-found, access.denied; the state is judged by the workflow afterwards */
export function authorizeSpeech(facts: SpeechFacts, action: SpeechAction): void {
  if (!seesSpeech(facts)) throw notFound('speech')
  const relations = relationsOf(facts)
  if (!speechWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}
