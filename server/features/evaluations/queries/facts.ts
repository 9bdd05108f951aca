import { sql } from 'kysely'
import type { AppraisalState } from '#contract/appraisals.ts'
import type { Context } from '#platform/context.ts'
import type { AppraisalFacts } from '../access.ts'

/** Whether the actor is invited, appraised, asked for measures: as columns beside `appraisals as a`. */
export const standing = (actor: Pick<Context['actor'], 'memberId' | 'unitId'>) =>
  [
    sql<boolean>`exists (
      select from appraisers i
      where i.committee_id = a.committee_id and i.appraisal_id = a.id and i.member_id = ${actor.memberId}
    )`.as('invited'),
    sql<boolean>`exists (
      select from appraised_units t
      where t.committee_id = a.committee_id and t.appraisal_id = a.id and t.unit_id = ${actor.unitId}
    )`.as('appraised'),
    sql<boolean>`exists (
      select from appraised_units t
      where t.committee_id = a.committee_id and t.appraisal_id = a.id and t.unit_id = ${actor.unitId} and t.rectifies
    )`.as('rectifies'),
    sql<boolean>`exists (
      select from ballot_hand_ins b
      where b.committee_id = a.committee_id and b.appraisal_id = a.id and b.member_id = ${actor.memberId}
    )`.as('handedInMyself'),
  ] as const

/** What decides, from a row with `standing`. */
export function factsOf(row: {
  state: string
  invited: boolean
  appraised: boolean
  rectifies: boolean
}): AppraisalFacts {
  const { invited, appraised, rectifies } = row
  return { state: row.state as AppraisalState, invited, appraised, rectifies }
}
