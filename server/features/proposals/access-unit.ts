import { type UnitDesk, unitDesk } from '#contract/accounts.ts'
import type { AssignmentAction, HandlingRole } from '#contract/handling.ts'
import { accessDenied } from '#platform/errors.ts'
import type { Viewer } from './access.ts'
import { type AssignmentRelation, assignmentWorkflow, type UnitStep } from './workflow.ts'

/** What of the actor decides within a unit. */
export interface UnitViewer extends Viewer {
  /** Held within the unit. */
  desks: readonly UnitDesk[]
}

/** Somebody of a unit with the desks they hold today. */
export interface UnitPerson {
  accountId: string
  name: string
  desks: readonly UnitDesk[]
}

/** What of a unit's duty decides who may do what. `people` are those of the unit who may act today. */
export interface DutyFacts {
  committeeId: string
  unitId: string
  role: HandlingRole
  clerkId: string | null
  leaderId: string | null
  step: UnitStep
  people: readonly UnitPerson[]
}

/** The desks a person of the unit fills: their own, and those nobody holds, so that no duty is without somebody. */
export function desksFilled(held: readonly UnitDesk[], people: readonly UnitPerson[]): ReadonlySet<UnitDesk> {
  const vacant = unitDesk.options.filter((desk) => !people.some((one) => one.desks.includes(desk)))
  return new Set([...held, ...vacant])
}

/** Those of a unit who fill a desk. */
export const peopleAt = (desk: UnitDesk, people: readonly UnitPerson[]): UnitPerson[] =>
  people.filter((one) => desksFilled(one.desks, people).has(desk))

/** Who handles the duty; null while it is not handed out, or once that person has left the unit. */
export const clerkOf = ({ clerkId, people }: Pick<DutyFacts, 'clerkId' | 'people'>): UnitPerson | null =>
  people.find((one) => one.accountId === clerkId) ?? null

/** The leader in charge, as long as they are in the unit. */
export const leaderOf = ({ leaderId, people }: Pick<DutyFacts, 'leaderId' | 'people'>): UnitPerson | null =>
  people.find((one) => one.accountId === leaderId) ?? null

/** Whose turn it is within the unit to go on with an accepted duty. */
export function turnInUnit(duty: DutyFacts): { desk: UnitDesk; people: UnitPerson[] } {
  const clerk = clerkOf(duty)
  const leader = leaderOf(duty)
  if (duty.step === 'signing') return { desk: 'leader', people: leader ? [leader] : peopleAt('leader', duty.people) }
  if (duty.step === 'checking' || !clerk) return { desk: 'office', people: peopleAt('office', duty.people) }
  return { desk: 'clerk', people: [clerk] }
}

/** How the viewer stands to one unit's duty. */
export function assignmentRelations(viewer: UnitViewer, a: DutyFacts): ReadonlySet<AssignmentRelation> {
  const relations = new Set<AssignmentRelation>()
  if (a.committeeId !== viewer.committeeId) return relations
  if (viewer.role === 'proposalOffice' || viewer.role === 'assigningOffice') relations.add('office')
  if (viewer.role !== 'unitClerk' || viewer.unitId !== a.unitId) return relations
  const desks = desksFilled(viewer.desks, a.people)
  const side = a.role === 'joint' ? 'joint' : 'replying'
  if (desks.has('leader')) relations.add(`${side}Leader`)
  if (desks.has('office')) relations.add(`${side}Office`)
  if (a.clerkId === viewer.accountId) relations.add(`${side}Clerk`)
  return relations
}

/** @throws DomainError access.denied */
export function authorizeAssignment(
  viewer: UnitViewer,
  a: DutyFacts,
  action: keyof typeof assignmentWorkflow.actions,
): void {
  const relations = assignmentRelations(viewer, a)
  if (!assignmentWorkflow.actions[action].by.some((relation) => relations.has(relation))) throw accessDenied(action)
}

/** Whether a move that the table gives the viewer is theirs at this step within the unit: the clerk does not write while it
 *  is looked at, and what leaves the unit is signed by its leader (分管领导审签), who signs at once what they wrote or
 *  checked themselves. */
export function isTurnInUnit(viewer: UnitViewer, a: DutyFacts, action: AssignmentAction): boolean {
  const desks = desksFilled(viewer.desks, a.people)
  const [leads, checks] = [desks.has('leader'), desks.has('office')]
  const signs = leads && (a.step === 'signing' || (checks && (a.step === 'checking' || desks.has('clerk'))))
  switch (action) {
    case 'writeReply':
      return leads || (a.step !== 'signing' && checks) || a.step === 'drafting'
    case 'passOn':
      return !signs && (a.step === 'drafting' || (a.step === 'checking' && checks))
    case 'sendBackInUnit':
      return a.clerkId !== viewer.accountId && (a.step === 'signing' ? leads : a.step === 'checking')
    case 'submitReply':
    case 'giveOpinion':
      return signs
    default:
      return true
  }
}

/** Where a duty goes when the viewer passes it on: straight to the leader where they check themselves. */
export const passedTo = (viewer: UnitViewer, a: DutyFacts): 'toCheck' | 'toSign' =>
  desksFilled(viewer.desks, a.people).has('office') ? 'toSign' : 'toCheck'

/** Who of the unit reads what passes within it, and who reads one line of it. */
export function readsUnit(viewer: Viewer, a: Pick<DutyFacts, 'unitId'>): 'all' | 'line' | 'nothing' {
  if (viewer.role === 'unitClerk' && viewer.unitId === a.unitId) return 'all'
  return viewer.role === 'proposalOffice' || viewer.role === 'assigningOffice' ? 'line' : 'nothing'
}

/** Who arranges the work of a unit: its office, and its leader. */
export const arrangesUnit = (viewer: UnitViewer, people: readonly UnitPerson[]): boolean => {
  const desks = desksFilled(viewer.desks, people)
  return viewer.role === 'unitClerk' && (desks.has('office') || desks.has('leader'))
}

/** Who says what became of a promised measure: the unit that promised it, by who handles it, its office or its leader. */
export function reportsFollowUp(viewer: UnitViewer, duty: DutyFacts): boolean {
  return viewer.unitId === duty.unitId && [...assignmentRelations(viewer, duty)].some((one) => one !== 'office')
}
