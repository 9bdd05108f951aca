import type { Satisfaction } from '#contract/proposals.ts'
import type { RatingSettings } from './rating-settings.ts'

/** One proposer's rating as the rules look at it. */
export interface GivenRating {
  memberId: string
  handling: Satisfaction
  result: Satisfaction
}
export type Rated = Pick<GivenRating, 'handling' | 'result'>

/** Branch of a rating: dissatisfied with either, handled again; words are then asked for (不满意的商请重新办理). */
export function ratingOutcome(handling: Satisfaction, result: Satisfaction): 'content' | 'dissatisfied' {
  return handling === 'dissatisfied' || result === 'dissatisfied' ? 'dissatisfied' : 'content'
}

/** What most of them say: 不满意 or 满意 where more than half say so, else 基本满意. */
function most(grades: readonly Satisfaction[]): Satisfaction {
  const half = grades.length / 2
  const count = (grade: Satisfaction) => grades.filter((one) => one === grade).length
  if (count('dissatisfied') > half) return 'dissatisfied'
  return count('satisfied') > half ? 'satisfied' : 'basicallySatisfied'
}

/** What several ratings come to, handling and result apart, by the committee's rule; null where nobody rated. The lead
 *  proposer's decides only where the lead has rated; else what most say. Source: 满意率按件统计，一件一个结果（宁波） */
export function joinRatings(
  given: readonly GivenRating[],
  rule: RatingSettings['rule'],
  leadMemberId: string | null,
): Rated | null {
  if (given.length === 0) return null
  const lead = rule === 'leadDecides' ? given.find((one) => one.memberId === leadMemberId) : undefined
  if (lead) return { handling: lead.handling, result: lead.result }
  const join = (grades: Satisfaction[]): Satisfaction =>
    rule === 'anyDissatisfied' && grades.includes('dissatisfied') ? 'dissatisfied' : most(grades)
  return { handling: join(given.map((one) => one.handling)), result: join(given.map((one) => one.result)) }
}
