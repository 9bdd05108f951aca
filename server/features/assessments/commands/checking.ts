import { sql } from 'kysely'
import type { AssessmentState } from '#contract/assessments.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { lockRound, nextState, told, updateRound } from './load.ts'

type Moved = Promise<{ state: AssessmentState; version: number }>

/** Asks everybody to check their own result. @throws DomainError assessment.wrong-state, assessment.date-passed */
export async function startCheck(ctx: Context, id: string, until: string): Moved {
  const round = await lockRound(ctx, id, 'startCheck')
  const state = nextState(round, 'startCheck')
  if (until < civilDateOf(ctx.now)) throw new DomainError('assessment.date-passed', { until }, 400)
  const moved = await updateRound(ctx, round, { state, check_until: until })
  await told(ctx, 'checkStarted', round, { until, tell: await subjectAccounts(ctx, round) })
  return moved
}

/** Moves the day until which is checked further away; who has not answered is told. A promised day is not taken back.
 *  @throws DomainError assessment.date-passed, assessment.wrong-state */
export async function extendCheck(ctx: Context, id: string, until: string): Moved {
  const round = await lockRound(ctx, id, 'extendCheck')
  const state = nextState(round, 'extendCheck')
  if (until < civilDateOf(ctx.now) || until < round.check_until!)
    throw new DomainError('assessment.date-passed', { until, from: round.check_until }, 400)
  const moved = await updateRound(ctx, round, { state, check_until: until })
  await told(ctx, 'checkExtended', round, { until, tell: await subjectAccounts(ctx, round, 'silent') })
  return moved
}

/** Reminds those who have neither confirmed nor objected, never twice a day (提醒只给没有回应的人).
 *  @throws DomainError assessment.reminded, assessment.wrong-state */
export async function remindCheck(ctx: Context, id: string): Promise<{ reminded: number }> {
  const round = await lockRound(ctx, id, 'remindCheck')
  nextState(round, 'remindCheck')
  const today = civilDateOf(ctx.now)
  if (round.check_reminded_on === today) throw new DomainError('assessment.reminded')
  const tell = await subjectAccounts(ctx, round, 'silent')
  await updateRound(ctx, round, { check_reminded_on: today })
  if (tell.length > 0) await told(ctx, 'checkReminded', round, { until: round.check_until, tell })
  return { reminded: tell.length }
}

/** Ends the checking once every objection is answered. Everybody was promised until a day: before it, and as long as somebody has not
 *  confirmed, only with a reason, of which those are told. @throws DomainError assessment.objections-open, assessment.before-day, assessment.wrong-state */
export async function endCheck(ctx: Context, id: string, note: string): Moved {
  const round = await lockRound(ctx, id, 'endCheck')
  const state = nextState(round, 'endCheck')
  await refuseOpenObjections(ctx, id)
  const early = civilDateOf(ctx.now) <= round.check_until! && (await unconfirmed(ctx, id))
  if (early && note.trim() === '') throw new DomainError('assessment.before-day', { until: round.check_until }, 400)
  const moved = await updateRound(ctx, round, { state, check_end_note: early ? note : '' })
  const more = early ? { note, until: round.check_until, tell: await subjectAccounts(ctx, round, 'silent') } : {}
  await told(ctx, early ? 'checkEndedEarly' : 'checkEnded', round, more)
  return moved
}

async function unconfirmed(ctx: Context, id: string): Promise<boolean> {
  const one = await ctx.db
    .selectFrom('assessment_subjects')
    .select('subject_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('confirmed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

async function refuseOpenObjections(ctx: Context, id: string): Promise<void> {
  const open = await ctx.db
    .selectFrom('assessment_objections')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('assessment_id', '=', id)
    .where('state', '=', 'open')
    .limit(1)
    .executeTakeFirst()
  if (open) throw new DomainError('assessment.objections-open')
}

/** The accounts of those who are assessed, for notices; `silent`: who has neither confirmed nor objected. */
export async function subjectAccounts(
  ctx: Context,
  round: { id: string; kind: string },
  who: 'all' | 'silent' = 'all',
): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`
    select coalesce(m.account_id, case when ${round.kind} = 'staff' then s.subject_id end) as account
    from assessment_subjects s
    left join members m on m.committee_id = s.committee_id and m.id = s.subject_id
    where s.committee_id = ${ctx.actor.committeeId}
      and s.assessment_id = ${round.id}
      and (${who} = 'all' or (s.confirmed_at is null and not exists (
        select from assessment_objections o
        where o.committee_id = s.committee_id and o.assessment_id = s.assessment_id and o.subject_id = s.subject_id
          and o.state <> 'withdrawn')))`.execute(ctx.db)
  return rows.flatMap(({ account }) => (account ? [account] : []))
}
