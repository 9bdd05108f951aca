import type { Kysely } from 'kysely'
import type { DB } from '#platform/database/schema.generated.ts'
import { newId } from '#platform/ids.ts'
import { appraisalSetting, mutualAppraisalSetting } from './settings.ts'

const { handlingItems, proposalItems, bands, lowBelow } = mutualAppraisalSetting.defaults
export const mutualScheme = { handlingItems, proposalItems, bands, lowBelow }

/** A two-way appraisal of a proposal whose unit has answered. */
export async function buildMutual(
  db: Kysely<DB>,
  given: {
    committeeId: string
    proposalId: string
    assignmentId: string
    unitId: string
    memberId: string
    closesOn?: string
  },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('mutual_appraisals')
    .values({
      committee_id: given.committeeId,
      id,
      proposal_id: given.proposalId,
      round: 1,
      assignment_id: given.assignmentId,
      unit_id: given.unitId,
      member_id: given.memberId,
      scheme: JSON.stringify(mutualScheme),
      opened_at: '2026-03-01T01:00:00Z',
      closes_on: given.closesOn ?? '2026-03-20',
      revealed_at: null,
      decision: null,
      decided_at: null,
    })
    .execute()
  return id
}

/** Points that add up to `total`, the same for each of four items of 25. */
export function pointsOf(items: readonly { code: string }[], total: number): Record<string, number> {
  const each = Math.floor(total / items.length)
  return Object.fromEntries(items.map(({ code }, i) => [code, i === 0 ? total - each * (items.length - 1) : each]))
}

/** A democratic appraisal in any state, with its units, appraisers and empty boxes. */
export async function buildAppraisal(
  db: Kysely<DB>,
  given: {
    committeeId: string
    state?: string
    unitIds?: string[]
    memberIds?: string[]
    opensAt?: string
    closesAt?: string
    rectifies?: string[]
  },
): Promise<string> {
  const id = newId()
  const state = given.state ?? 'open'
  const { dimensions, levels, bands, minimumBallots } = appraisalSetting.defaults
  const own = { committee_id: given.committeeId, appraisal_id: id }
  const reported = ['reported', 'rectifying', 'lookedBack', 'archived'].includes(state)
  await db
    .insertInto('appraisals')
    .values({
      committee_id: given.committeeId,
      id,
      year: 2026,
      title: '2026 年提案办理民主评议',
      explanation: '',
      state,
      opens_at: given.opensAt ?? '2026-03-01T00:00:00Z',
      closes_at: given.closesAt ?? '2026-03-10T00:00:00Z',
      scheme: state === 'drafted' ? null : JSON.stringify({ dimensions, levels, bands, minimumBallots }),
      created_at: '2026-02-20T00:00:00Z',
      created_by: newId(),
      opened_at: null,
      closed_at: ['drafted', 'open'].includes(state) ? null : '2026-03-01T08:00:00Z',
      reported_at: reported ? '2026-03-01T09:00:00Z' : null,
      report_words: reported ? '总的看，办理工作比上年扎实。' : '',
      rectify_by: ['rectifying', 'lookedBack'].includes(state) ? '2026-04-30' : null,
      archived_at: null,
    })
    .execute()
  for (const unitId of given.unitIds ?? []) {
    const rectifies = given.rectifies?.includes(unitId) ?? false
    await db
      .insertInto('appraised_units')
      .values({
        ...own,
        unit_id: unitId,
        proposals: 4,
        rectifies,
        measures_at: null,
        look_back: null,
        looked_back_on: null,
      })
      .execute()
    if (state !== 'drafted')
      await db
        .insertInto('ballot_boxes')
        .values({ ...own, unit_id: unitId })
        .execute()
  }
  for (const memberId of given.memberIds ?? [])
    await db
      .insertInto('appraisers')
      .values({ ...own, member_id: memberId })
      .execute()
  return id
}
