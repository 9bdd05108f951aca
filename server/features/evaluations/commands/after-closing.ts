import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { AppraisalState, appraisalRoutes as r } from '#contract/appraisals.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import { type Context, systemActor } from '#platform/context.ts'
import { transact } from '#platform/database/database.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { accessDenied, DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { appraisalWorkflow } from '../workflow.ts'
import { close } from './ballots.ts'
import { appraisalEvent, type LockedAppraisal, lockAppraisal, updateAppraisal } from './load.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>
type Moved = { state: AppraisalState; version: number }

/** Closes what has reached its time, each in a transaction of its own. @returns how many */
export async function closeDue(db: Kysely<DB>, now: Date): Promise<number> {
  let closed = 0
  for (;;) {
    const found = await transact(db, async (tx) => {
      const row = await tx
        .selectFrom('appraisals')
        .select(['committee_id', 'id', 'state', 'version', 'title', 'counts_as_duty'])
        .where('state', '=', 'open')
        .where('closes_at', '<=', now.toISOString())
        .orderBy('closes_at')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst()
      if (!row) return false
      await close({ db: tx, actor: systemActor(row.committee_id), now, requestId: 'appraisals' }, row)
      return true
    })
    if (!found) return closed
    closed += 1
  }
}

/** The units of an appraisal as events name them, for telling them. */
async function unitsOf(ctx: Context, id: string): Promise<{ unitId: string }[]> {
  return ctx.db
    .selectFrom('appraised_units')
    .select('unit_id as unitId')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('appraisal_id', '=', id)
    .execute()
}

/** Publishes the appraisal report (评议报告): leaders, the assigning office and each unit may read from now on.
 *  @throws DomainError appraisal.wrong-state */
export async function reportAppraisal(ctx: Context, id: string, words: string): Promise<Moved> {
  const a = await lockAppraisal(ctx, id, 'report')
  const state = appraisalWorkflow.next(a.state, 'report')
  const version = await updateAppraisal(ctx, a, { state, report_words: words, reported_at: ctx.now })
  await emit(ctx, appraisalEvent('appraisal.reported', id, { units: await unitsOf(ctx, id), title: a.title }))
  return { state, version }
}

/** Asks units for rectification measures by a day (整改). @throws DomainError appraisal.unknown-unit, appraisal.times */
export async function rectifyAppraisal(
  ctx: Context,
  id: string,
  { unitIds, rectifyBy }: Body<typeof r.rectifyAppraisal>,
): Promise<Moved> {
  const a = await lockAppraisal(ctx, id, 'rectify')
  const state = appraisalWorkflow.next(a.state, 'rectify')
  if (rectifyBy < civilDateOf(ctx.now)) throw new DomainError('appraisal.times', {}, 400)
  const wanted = new Set(unitIds)
  const asked = await ctx.db
    .updateTable('appraised_units')
    .set({ rectifies: true })
    .where('committee_id', '=', a.committee_id)
    .where('appraisal_id', '=', id)
    .where('unit_id', 'in', [...wanted])
    .returning('unit_id as unitId')
    .execute()
  if (asked.length < wanted.size) throw new DomainError('appraisal.unknown-unit', {}, 400)
  const version = await updateAppraisal(ctx, a, { state, rectify_by: rectifyBy })
  await emit(ctx, appraisalEvent('appraisal.rectifying', id, { units: asked, rectifyBy, title: a.title }))
  return { state, version }
}

/** Takes one appraised unit for writing; the appraisal is locked. */
async function lockUnit(ctx: Context, a: LockedAppraisal, unitId: string) {
  const row = await ctx.db
    .selectFrom('appraised_units')
    .selectAll()
    .where('committee_id', '=', a.committee_id)
    .where('appraisal_id', '=', a.id)
    .where('unit_id', '=', unitId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('appraisedUnit')
  return row
}

async function updateUnit(
  ctx: Context,
  row: Awaited<ReturnType<typeof lockUnit>>,
  set: Record<string, unknown>,
): Promise<number> {
  const version = row.version + 1
  await ctx.db
    .updateTable('appraised_units')
    .set({ version, ...set })
    .where('committee_id', '=', row.committee_id)
    .where('appraisal_id', '=', row.appraisal_id)
    .where('unit_id', '=', row.unit_id)
    .execute()
  return version
}

/** Writes the measures of one's own unit; until it is looked back on they can be written anew.
 *  @throws DomainError appraisal.wrong-state, appraisal.looked-back, version.stale with both texts */
export async function writeMeasures(
  ctx: Context,
  id: string,
  unitId: string,
  given: Body<typeof r.writeMeasures>,
): Promise<{ version: number }> {
  const a = await lockAppraisal(ctx, id, 'writeMeasures')
  appraisalWorkflow.next(a.state, 'writeMeasures')
  if (ctx.actor.unitId !== unitId) throw accessDenied('writeMeasures')
  const row = await lockUnit(ctx, a, unitId)
  if (row.look_back !== null) throw new DomainError('appraisal.looked-back')
  if (row.version !== given.version)
    throw new DomainError('version.stale', {
      current: { measures: row.measures },
      currentVersion: row.version,
      yours: { measures: given.measures },
    })
  const version = await updateUnit(ctx, row, { measures: JSON.stringify(given.measures), measures_at: ctx.now })
  const details = { unitId, measures: given.measures.length, again: row.measures_at !== null, title: a.title }
  await emit(ctx, appraisalEvent('appraisal.measuresWritten', id, details))
  return { version }
}

/** Records what became of a unit's rectification (回头看). It can be recorded anew until looking back is ended.
 *  @throws DomainError appraisal.wrong-state, appraisal.unknown-unit, appraisal.times, version.stale with both texts */
export async function lookBackOn(
  ctx: Context,
  id: string,
  unitId: string,
  given: Body<typeof r.lookBackOn>,
): Promise<{ version: number }> {
  const a = await lockAppraisal(ctx, id, 'lookBack')
  appraisalWorkflow.next(a.state, 'lookBack')
  const row = await lockUnit(ctx, a, unitId)
  if (!row.rectifies) throw new DomainError('appraisal.unknown-unit', {}, 400)
  if (row.version !== given.version) {
    const current = {
      outcome: row.look_back,
      words: row.look_back_words,
      lookedBackOn: row.looked_back_on,
      measures: row.measures,
    }
    throw new DomainError('version.stale', { current, currentVersion: row.version, yours: given })
  }
  if (given.lookedBackOn > civilDateOf(ctx.now)) throw new DomainError('appraisal.times', {}, 400)
  const version = await updateUnit(ctx, row, {
    look_back: given.outcome,
    look_back_words: given.words,
    looked_back_on: given.lookedBackOn,
  })
  await emit(ctx, appraisalEvent('appraisal.lookedBack', id, { unitId, outcome: given.outcome, title: a.title }))
  return { version }
}

/** Ends looking back once each unit asked was looked back on. @throws DomainError appraisal.look-back-open with how many */
export async function endLookBack(ctx: Context, id: string): Promise<Moved> {
  const a = await lockAppraisal(ctx, id, 'endLookBack')
  const state = appraisalWorkflow.next(a.state, 'endLookBack')
  const open = await ctx.db
    .selectFrom('appraised_units')
    .select('unit_id')
    .where('committee_id', '=', a.committee_id)
    .where('appraisal_id', '=', id)
    .where('rectifies', '=', true)
    .where('look_back', 'is', null)
    .execute()
  if (open.length > 0) throw new DomainError('appraisal.look-back-open', { units: open.length })
  const version = await updateAppraisal(ctx, a, { state })
  await emit(ctx, appraisalEvent('appraisal.lookBackEnded', id, { title: a.title }))
  return { state, version }
}

/** Puts it into the archive. @throws DomainError appraisal.wrong-state */
export async function archiveAppraisal(ctx: Context, id: string): Promise<Moved> {
  const a = await lockAppraisal(ctx, id, 'archive')
  const state = appraisalWorkflow.next(a.state, 'archive')
  const version = await updateAppraisal(ctx, a, { state, archived_at: ctx.now })
  await emit(ctx, appraisalEvent('appraisal.archived', id, { title: a.title }))
  return { state, version }
}
