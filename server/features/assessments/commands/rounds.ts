import { sql } from 'kysely'
import type { z } from 'zod'
import type { AssessmentState, assessmentRoutes as r } from '#contract/assessments.ts'
import { periodOfYear, schemeOfYear, scoredMembers, spanOf } from '#features/scoring/index.ts'
import { strokeSortKey } from '#platform/chinese/stroke-order.ts'
import type { Context } from '#platform/context.ts'
import { lockUntilCommit } from '#platform/database/database.ts'
import { accessDenied, DomainError, invalidInput } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { isOffice, openToSubjects } from '../access.ts'
import { staffAccounts } from '../queries/staff.ts'
import { staffScheme } from '../rules.ts'
import { subjectAccounts } from './checking.ts'
import { planDeliveries } from './deliver.ts'
import { lockRound, nextState, told, updateRound } from './load.ts'

type Moved = Promise<{ state: AssessmentState; version: number }>

/** Opens the round of a year: members by the scheme in force, staff by the items given.
 *  @throws DomainError access.denied, assessment.no-scheme, assessment.taken, input.invalid */
export async function openAssessment(
  ctx: Context,
  given: z.output<typeof r.openAssessment.body>,
): Promise<{ id: string; version: number }> {
  if (!isOffice(ctx.actor)) throw accessDenied('openAssessment')
  const { committeeId } = ctx.actor
  const id = newId()
  const period = given.period ?? (await periodOfYear(ctx, given.year))
  if (period.from > period.to) throw invalidInput('period', '起止日期颠倒了')
  if (period.from.slice(0, 4) > String(given.year) || period.to.slice(0, 4) < String(given.year))
    throw invalidInput('period', `起止日期里没有 ${given.year} 年的日子`)
  const row = {
    committee_id: committeeId,
    id,
    title: given.title,
    year: given.year,
    period_from: period.from,
    period_to: period.to,
    state: 'opened' as const,
  }
  const times = { state_since: ctx.now, created_at: ctx.now }
  if (given.kind === 'members') {
    if (!(await schemeOfYear(ctx, given.year))) throw new DomainError('assessment.no-scheme', { year: given.year })
    await lockUntilCommit(ctx.db, `assessments.${committeeId}.${given.year}`)
    const other = await ctx.db
      .selectFrom('assessments')
      .select('id')
      .where('committee_id', '=', committeeId)
      .where('kind', '=', 'members')
      .where('year', '=', given.year)
      .where('state', '<>', 'cancelled')
      .executeTakeFirst()
    if (other) throw new DomainError('assessment.taken', { id: other.id })
    await ctx.db
      .insertInto('assessments')
      .values({ ...row, ...times, kind: 'members' })
      .execute()
  } else {
    if (given.items.length === 0) throw invalidInput('items', '至少要有一个评定项目')
    if (given.accountIds.length === 0) throw invalidInput('accountIds', '请选被考核的人')
    const scheme = staffScheme(given.title, given.items, given.grades)
    const staff = new Map((await staffAccounts(ctx)).map((one) => [one.accountId, one.name]))
    if (given.accountIds.some((one) => !staff.has(one))) throw invalidInput('accountIds', '有的人不是本会机关干部')
    await ctx.db
      .insertInto('assessments')
      .values({ ...row, ...times, kind: 'staff', scheme: JSON.stringify(scheme) })
      .execute()
    for (const accountId of new Set(given.accountIds)) {
      const name = staff.get(accountId)!
      await insertSubjects(ctx, id, [
        {
          memberId: accountId,
          name,
          strokeKey: strokeSortKey(name, 'cppcc'),
          sector: '机关',
          employer: '',
          standing: false,
          joinedOn: '2000-01-01',
        },
      ])
    }
    await updateRound(ctx, row, { subjects: new Set(given.accountIds).size })
  }
  await told(ctx, 'opened', row, { year: given.year })
  return { id, version: given.kind === 'members' ? 1 : 2 }
}

interface NewSubject {
  memberId: string
  name: string
  strokeKey: string
  sector: string
  employer: string
  standing: boolean
  joinedOn: string
}

async function insertSubjects(ctx: Context, assessmentId: string, subjects: readonly NewSubject[]): Promise<void> {
  for (let at = 0; at < subjects.length; at += 2_000)
    await sql`
      insert into assessment_subjects (committee_id, assessment_id, subject_id, name, stroke_key, about, employer, standing, joined_on)
      select ${ctx.actor.committeeId}::uuid, ${assessmentId}::uuid, r."memberId", r.name, r."strokeKey", r.sector, r.employer,
        r.standing, r."joinedOn"
      from jsonb_to_recordset(${JSON.stringify(subjects.slice(at, at + 2_000))}::jsonb) as r (
        "memberId" uuid, name text, "strokeKey" text, sector text, employer text, standing boolean, "joinedOn" date)`.execute(
      ctx.db,
    )
}

/** Freezes the ledger as it stands and the scheme in force with it. The scores are reckoned by a job as soon as the ledger has taken
 *  in everything told until now. @throws DomainError assessment.wrong-state, assessment.no-scheme, assessment.no-subjects */
export async function freezeAssessment(ctx: Context, id: string): Moved {
  const round = await lockRound(ctx, id, 'freeze')
  const state = nextState(round, 'freeze')
  const set: Record<string, unknown> = { frozen_at: ctx.now, reckoned: 0 }
  if (round.kind === 'members') {
    const scheme = await schemeOfYear(ctx, round.year)
    if (!scheme) throw new DomainError('assessment.no-scheme', { year: round.year })
    const members = await scoredMembers(
      ctx,
      await spanOf(ctx, round.year, { from: round.period_from, to: round.period_to }),
    )
    if (members.length === 0) throw new DomainError('assessment.no-subjects')
    await insertSubjects(ctx, id, members)
    Object.assign(set, { scheme_id: scheme.id, scheme: JSON.stringify(scheme.scheme), subjects: members.length })
  }
  const moved = await updateRound(ctx, round, { ...set, state })
  await told(ctx, 'frozen', round, { year: round.year })
  return moved
}

/** Delivers the results: each is told of their own, and it is listed which unit gets whose. Source: 结果反馈本人、所在单位和统战部门（北京）. @throws DomainError assessment.wrong-state */
export async function deliverAssessment(ctx: Context, id: string): Moved {
  const round = await lockRound(ctx, id, 'deliver')
  const moved = await updateRound(ctx, round, { state: nextState(round, 'deliver'), delivered_at: ctx.now })
  await planDeliveries(ctx, round)
  await told(ctx, 'delivered', round, { tell: await subjectAccounts(ctx, round) })
  return moved
}

/** @throws DomainError assessment.wrong-state */
export async function closeAssessment(ctx: Context, id: string): Moved {
  const round = await lockRound(ctx, id, 'close')
  const moved = await updateRound(ctx, round, { state: nextState(round, 'close') })
  await told(ctx, 'closed', round)
  return moved
}

/** Gives a round up; everything recorded stays. Objections that wait are over with it, and who had the result before them is told.
 *  @throws DomainError assessment.wrong-state */
export async function cancelAssessment(ctx: Context, id: string, note: string): Moved {
  const round = await lockRound(ctx, id, 'cancel')
  const moved = await updateRound(ctx, round, { state: nextState(round, 'cancel'), cancel_reason: note })
  await ctx.db
    .updateTable('assessment_objections')
    .set({ state: 'withdrawn', answer: `这一轮考核已取消：${note}`, answered_by: ctx.actor.name, answered_at: ctx.now })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('state', '=', 'open')
    .execute()
  const tell = openToSubjects.includes(round.state) ? await subjectAccounts(ctx, round) : []
  await told(ctx, 'cancelled', round, { note, tell })
  return moved
}
