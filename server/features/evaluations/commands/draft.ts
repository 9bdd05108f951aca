import { sql } from 'kysely'
import type { z } from 'zod'
import type { AppraisalState, appraisalRoutes as r } from '#contract/appraisals.ts'
import { currentTerm, listOpenUnits } from '#features/committees/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, DomainError, invalidInput } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { proposalsByUnit, proposersConcerned } from '../queries/candidates.ts'
import { appraisalWorkflow } from '../workflow.ts'
import { appraisalEvent, type LockedAppraisal, lockAppraisal, updateAppraisal } from './load.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>
type Given = Body<typeof r.createAppraisal>

/** @throws DomainError appraisal.times unless it closes after it opens, and after now */
export function requireTimes(ctx: Context, { opensAt, closesAt }: { opensAt: string; closesAt: string }): void {
  const [opens, closes] = [Date.parse(opensAt), Date.parse(closesAt)]
  if (closes <= opens || closes <= ctx.now.getTime()) throw new DomainError('appraisal.times', {}, 400)
}

const columnsOf = ({ year, title, explanation, opensAt, closesAt, countsAsDuty }: Given) => ({
  year,
  title,
  explanation,
  opens_at: opensAt,
  closes_at: closesAt,
  counts_as_duty: countsAsDuty,
})

/** Drafts an appraisal. @throws DomainError access.denied, appraisal.times */
export async function createAppraisal(ctx: Context, given: Given): Promise<{ id: string }> {
  if (ctx.actor.role !== 'proposalOffice') throw accessDenied('createAppraisal')
  requireTimes(ctx, given)
  const id = newId()
  await ctx.db
    .insertInto('appraisals')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      ...columnsOf(given),
      state: appraisalWorkflow.initial,
      scheme: null,
      created_at: ctx.now,
      created_by: ctx.actor.accountId,
      opened_at: null,
      closed_at: null,
      reported_at: null,
      rectify_by: null,
      archived_at: null,
    })
    .execute()
  await emit(ctx, appraisalEvent('appraisal.drafted', id, { year: given.year, title: given.title }))
  return { id }
}

/** Changes the draft. @throws DomainError appraisal.wrong-state, appraisal.times, version.stale with both texts */
export async function editAppraisal(
  ctx: Context,
  id: string,
  { version: known, ...given }: Body<typeof r.editAppraisal>,
): Promise<{ state: AppraisalState; version: number }> {
  const a = await lockAppraisal(ctx, id, 'edit')
  const state = appraisalWorkflow.next(a.state, 'edit')
  if (a.version !== known) {
    const { year, title, explanation, opens_at, closes_at, counts_as_duty } = a
    const current = {
      ...{ year, title, explanation, opensAt: opens_at, closesAt: closes_at },
      countsAsDuty: counts_as_duty,
    }
    throw new DomainError('version.stale', { current, currentVersion: a.version, yours: given })
  }
  requireTimes(ctx, given)
  const version = await updateAppraisal(ctx, a, columnsOf(given))
  await emit(ctx, appraisalEvent('appraisal.edited', id, { title: given.title }))
  return { state, version }
}

/** Throws the draft away. @throws DomainError appraisal.wrong-state */
export async function discardAppraisal(ctx: Context, id: string): Promise<Record<string, never>> {
  const a = await lockAppraisal(ctx, id, 'discard')
  appraisalWorkflow.next(a.state, 'discard')
  await ctx.db.deleteFrom('appraisals').where('committee_id', '=', a.committee_id).where('id', '=', id).execute()
  await emit(ctx, appraisalEvent('appraisal.discarded', id, { title: a.title }))
  return {}
}

/** Says which units are appraised, by rule or by hand, in the place of those chosen before.
 *  @throws DomainError appraisal.wrong-state, input.invalid for a unit that is not in use */
export async function chooseAppraisedUnits(
  ctx: Context,
  id: string,
  given: Body<typeof r.chooseAppraisedUnits>,
): Promise<{ units: number }> {
  const a = await lockAppraisal(ctx, id, 'edit')
  appraisalWorkflow.next(a.state, 'edit')
  const counts = await proposalsByUnit(ctx, a.year)
  const open = new Set((await listOpenUnits(ctx)).map((unit) => unit.id))
  const wanted =
    given.way === 'atLeast'
      ? [...open].filter((unitId) => (counts.get(unitId) ?? 0) >= given.proposals)
      : [...new Set(given.unitIds)]
  if (wanted.some((unitId) => !open.has(unitId))) throw invalidInput('unitIds', '有的单位已经停用，请重新选择')
  await ctx.db
    .deleteFrom('appraised_units')
    .where('committee_id', '=', a.committee_id)
    .where('appraisal_id', '=', id)
    .execute()
  if (wanted.length > 0)
    await ctx.db
      .insertInto('appraised_units')
      .values(
        wanted.map((unitId) => ({
          committee_id: a.committee_id,
          appraisal_id: id,
          unit_id: unitId,
          proposals: counts.get(unitId) ?? 0,
          measures_at: null,
          look_back: null,
          looked_back_on: null,
        })),
      )
      .execute()
  await updateAppraisal(ctx, a, {})
  await emit(ctx, appraisalEvent('appraisal.unitsChosen', id, { units: wanted.length, way: given.way, title: a.title }))
  return { units: wanted.length }
}

/** Members in office today, of these sectors or among these ids; all where neither is given. */
async function inOffice(ctx: Context, which: { sectorIds?: string[]; memberIds?: string[] }): Promise<string[]> {
  const term = await currentTerm(ctx)
  if (!term) return []
  const today = civilDateOf(ctx.now)
  let query = ctx.db
    .selectFrom('memberships as s')
    .select('s.member_id as id')
    .distinct()
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where('s.term_id', '=', term.id)
    .where('s.joined_on', '<=', today)
    .where((eb) => eb.or([eb('s.left_on', 'is', null), eb('s.left_on', '>', today)]))
  if (which.memberIds) query = query.where(sql<boolean>`s.member_id = any(${which.memberIds}::uuid[])`)
  if (which.sectorIds)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('group_members as g')
          .select('g.id')
          .whereRef('g.committee_id', '=', 's.committee_id')
          .whereRef('g.member_id', '=', 's.member_id')
          .where(sql<boolean>`g.group_id = any(${which.sectorIds}::uuid[])`)
          .where('g.starts_on', '<=', today)
          .where((e) => e.or([e('g.ends_on', 'is', null), e('g.ends_on', '>', today)])),
      ),
    )
  return (await query.execute()).map((row) => row.id)
}

async function membersOf(ctx: Context, a: LockedAppraisal, given: Body<typeof r.inviteAppraisers>): Promise<string[]> {
  switch (given.way) {
    case 'all':
      return inOffice(ctx, {})
    case 'sectors':
      return inOffice(ctx, { sectorIds: given.sectorIds })
    case 'byHand': {
      const found = await inOffice(ctx, { memberIds: given.memberIds })
      if (found.length < new Set(given.memberIds).size) throw invalidInput('memberIds', '有的委员已不在任，请重新选择')
      return found
    }
    case 'proposers':
      return inOffice(ctx, { memberIds: await proposersConcerned(ctx, a.id, a.year) })
  }
}

/** Invites members in office; those invited before stay. While it is open the new ones are told at once.
 *  @throws DomainError appraisal.wrong-state, input.invalid for a member not in office */
export async function inviteAppraisers(
  ctx: Context,
  id: string,
  given: Body<typeof r.inviteAppraisers>,
): Promise<{ added: number; invited: number }> {
  const a = await lockAppraisal(ctx, id, 'invite')
  appraisalWorkflow.next(a.state, 'invite')
  const members = await membersOf(ctx, a, given)
  const added =
    members.length === 0
      ? []
      : await ctx.db
          .insertInto('appraisers')
          .values(members.map((memberId) => ({ committee_id: a.committee_id, appraisal_id: id, member_id: memberId })))
          .onConflict((c) => c.doNothing())
          .returning('member_id as memberId')
          .execute()
  if (added.length > 0) {
    await updateAppraisal(ctx, a, {})
    const details = { memberIds: added.map((one) => one.memberId), closesAt: a.closes_at, title: a.title }
    await emit(ctx, appraisalEvent(a.state === 'open' ? 'appraisal.invited' : 'appraisal.listed', id, details))
  }
  return { added: added.length, invited: await countAppraisers(ctx, id) }
}

/** Takes members off the list of a draft. @throws DomainError appraisal.wrong-state */
export async function removeAppraisers(ctx: Context, id: string, memberIds: string[]): Promise<{ invited: number }> {
  const a = await lockAppraisal(ctx, id, 'edit')
  appraisalWorkflow.next(a.state, 'edit')
  await ctx.db
    .deleteFrom('appraisers')
    .where('committee_id', '=', a.committee_id)
    .where('appraisal_id', '=', id)
    .where(sql<boolean>`member_id = any(${memberIds}::uuid[])`)
    .execute()
  await updateAppraisal(ctx, a, {})
  await emit(ctx, appraisalEvent('appraisal.unlisted', id, { members: memberIds.length, title: a.title }))
  return { invited: await countAppraisers(ctx, id) }
}

export async function countAppraisers(ctx: Context, id: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('appraisers')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('appraisal_id', '=', id)
    .executeTakeFirstOrThrow()
  return count
}
