import type { ActivityAnswer } from '#contract/activities.ts'
import { DomainError } from '#platform/errors.ts'

/** What an answer becomes. Who must come holds a place anyway; who may come finds one of the places or waits.
 *  @param places.taken by others who may come; while somebody waits, a new one waits behind them
 *  @throws DomainError activity.needs-leave: who must come and cannot asks for leave */
export function answerGiven(
  invited: { must: boolean; answer: ActivityAnswer | null },
  coming: boolean,
  places: { capacity: number | null; taken: number; waiting: number },
): ActivityAnswer {
  if (!coming) {
    if (invited.must) throw new DomainError('activity.needs-leave')
    return 'notComing'
  }
  if (invited.must || invited.answer === 'coming') return 'coming'
  // Asked again, who waits keeps the place in the list.
  if (invited.answer === 'waiting') return 'waiting'
  return places.capacity === null || (places.taken < places.capacity && places.waiting === 0) ? 'coming' : 'waiting'
}

/** Until when one may answer: as set, else until it begins. */
export const answersUntil = (activity: { answerBy: string | null; startsAt: string }): string =>
  activity.answerBy !== null && Date.parse(activity.answerBy) < Date.parse(activity.startsAt)
    ? activity.answerBy
    : activity.startsAt

/** How many of those who wait move up. */
export const freed = (places: { capacity: number | null; taken: number; waiting: number }): number =>
  places.capacity === null ? places.waiting : Math.max(0, Math.min(places.waiting, places.capacity - places.taken))
