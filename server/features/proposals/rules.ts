import type { HandlingRole } from '#contract/handling.ts'
import type { ProposalAction } from '#contract/proposal-parts.ts'
import type { ProposalState, ProposalText } from '#contract/proposals.ts'
import { addDays, type CivilDate } from '#platform/calendar/civil-date.ts'
import { chineseNumber } from '#platform/chinese/numerals.ts'
import { characterBigrams } from '#platform/chinese/text.ts'
import type { ProposalSettings } from './settings.ts'

/** What is still missing before a proposal can be handed in: 一事一案，有情况、有分析、有具体建议（提案工作条例）. */
export function missingParts(
  p: Pick<ProposalText, 'title' | 'analysis' | 'suggestions'>,
  settings: Pick<ProposalSettings, 'titleLimit'>,
): string[] {
  const missing: string[] = []
  if (p.title.trim() === '') missing.push('title')
  else if ([...p.title].length > settings.titleLimit) missing.push('titleTooLong')
  if (p.analysis.trim() === '') missing.push('analysis')
  if (!p.suggestions.some((s) => s.trim() !== '')) missing.push('suggestions')
  return missing
}

/** Proposers as printed: 王某某, 王某某等9人（第一提案人与联名人合计）, or the body's name. */
export function proposersText(lead: string | null, acceptedCoSigners: number, collectiveName: string | null): string {
  if (collectiveName !== null) return collectiveName
  if (lead === null) return ''
  return acceptedCoSigners > 0 ? `${lead}等${acceptedCoSigners + 1}人` : lead
}

/** Whether the units named make one whole handling: one sole; one lead with any joint ones; or two and more separate ones (主办会办、独办、分办). */
export function handlingIsWhole(roles: readonly HandlingRole[]): boolean {
  const count = (role: HandlingRole) => roles.filter((r) => r === role).length
  if (count('sole') > 0) return roles.length === 1
  if (count('lead') > 0) return count('lead') === 1 && count('separate') === 0
  return count('separate') >= 2 && count('joint') === 0
}

/** Which role may join a handling under way. */
export function handlingCanGrow(open: readonly HandlingRole[], added: HandlingRole): boolean {
  const others = (role: HandlingRole) => open.every((r) => r === role)
  // A unit that handled alone leads once another joins.
  if (added === 'joint') return !open.includes('separate')
  if (added === 'lead') return others('joint')
  return others(added) && (added === 'separate' || open.length === 0)
}

/** Whether the proposers had their time to rate. */
export function ratingTimeIsOver(p: { dueOn: CivilDate | null }, today: CivilDate): boolean {
  return p.dueOn === null || today > p.dueOn
}

/** Whether a proposal may be concluded: while its rating is open, only once its time is over and nobody rated; ratings that
 *  were given are joined first. */
export function mayConclude(
  p: { state: ProposalState; dueOn: CivilDate | null; ratingsGiven: number },
  today: CivilDate,
): boolean {
  return p.state !== 'replied' || (p.ratingsGiven === 0 && ratingTimeIsOver(p, today))
}

/** Last day to answer an invitation to co-sign made on `from`. */
export function coSignDue(settings: ProposalSettings, from: CivilDate): CivilDate {
  return addDays(from, settings.coSignWithinDays)
}

/** 第十届五次会议第77号, or 第十届第77号（平时） between sessions. */
export function numberText(termNumber: number, sessionNumber: number | null, number: number | null): string {
  if (number === null) return ''
  const printed = String(number).padStart(4, '0')
  return sessionNumber === null
    ? `第${chineseNumber(termNumber)}届第${printed}号（平时）`
    : `第${chineseNumber(termNumber)}届${chineseNumber(sessionNumber)}次会议第${printed}号`
}

/** 139****5678, for those who need not call. */
export function maskPhone(phone: string): string {
  return phone.length >= 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : phone === '' ? '' : '****'
}

/** What a proposal is found by in lists, as a tsvector: pairs of characters of its title and its proposers. They are
 *  letters and digits only, so need no quoting. As text[] a search walked the newest rows five times slower. */
export function searchWords(title: string, proposers: string): string {
  return [...new Set([...characterBigrams(title), ...characterBigrams(proposers)])].join(' ')
}

/** Whether a proposer may withdraw alone: until it, or the one it is handled with, was assigned. */
export function withdrawalIsFree(state: ProposalState, mainState: ProposalState | null): boolean {
  if (state === 'merged') return mainState === 'registered'
  return state === 'submitted' || state === 'returned' || state === 'registered'
}

/** Whether taking a proposal out of a joint handling asks for a reason: once the units have begun. */
export function splitNeedsNote(mainState: ProposalState): boolean {
  return mainState !== 'registered'
}

/** Whether a duty may still be given back (退办): within its window, and while it is handled for the first time; what a unit
 *  has answered and handles again (重办) is its own. Source: 涡阳县，交办会后 5 个工作日内退办 */
export function returnIsOpen(duty: { return_by: CivilDate; round: number }, today: CivilDate): boolean {
  return duty.round === 1 && today <= duty.return_by
}

/** What a move asks besides its state. */
export interface Circumstances {
  state: ProposalState
  dueOn: CivilDate | null
  mainState: ProposalState | null
  withdrawalAsked: boolean
  /** The office keeps it under the name of a lead proposer who left. */
  leadKept: boolean
  /** In this round, and whether the viewer's is among them. */
  ratingsGiven: number
  ratedByViewer: boolean
  /** A body's. */
  collective: boolean
}

/** Whether a move the table allows is open now: some also ask for a day, a request, a rating, or the one it is handled with. */
export function moveIsOpen(action: ProposalAction, p: Circumstances, today: CivilDate): boolean {
  const free = withdrawalIsFree(p.state, p.mainState)
  if (action === 'conclude') return mayConclude(p, today)
  if (action === 'rate') return !p.ratedByViewer
  if (action === 'changeRating') return p.ratedByViewer
  if (action === 'nameContact' || action === 'nameDrafters') return p.collective
  if (action === 'closeRating') return p.ratingsGiven > 0 && ratingTimeIsOver(p, today)
  if (action === 'withdraw') return free
  if (action === 'requestWithdrawal') return !free && !p.withdrawalAsked
  if (action === 'allowWithdrawal' || action === 'refuseWithdrawal') return p.withdrawalAsked
  if (action === 'nameLead') return !p.leadKept
  if (action === 'split') return p.mainState !== null
  if (action === 'rehandle') return p.mainState === null
  return true
}
