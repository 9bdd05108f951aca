import { sql } from 'kysely'
import type { z } from 'zod'
import type { dutyReportRoutes as r } from '#contract/duty-reports.ts'
import { getActiveMember } from '#features/members/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { DomainError, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { settingInForce } from '#platform/settings.ts'
import { authorizeRound } from '../access.ts'
import { dutyReportSetting } from '../settings.ts'
import { lockRound, requireOpen } from './load.ts'

type Body<R extends { body: z.ZodType }> = z.output<R['body']>

const event = (type: string, id: string, details: Record<string, unknown>) => ({
  type: `dutyReportRound.${type}`,
  subjectKind: 'dutyReportRound',
  subjectId: id,
  details,
})

/** Asks the members of a year for their reports. @throws DomainError duty-report.round-taken, .no-term, .nobody-asked */
export async function openReportRound(
  ctx: Context,
  given: Body<typeof r.openReportRound>,
): Promise<{ id: string; asked: number }> {
  authorizeRound(ctx.actor, 'openReportRound')
  const { committeeId } = ctx.actor
  const { headings } = await settingInForce(ctx, dutyReportSetting)
  const termId = await termOfYear(ctx, given.year)
  const id = newId()
  const round = await ctx.db
    .insertInto('duty_report_rounds')
    .values({
      committee_id: committeeId,
      id,
      term_id: termId,
      year: given.year,
      title: given.title,
      words: given.words,
      asked_of: given.askedOf,
      due_on: given.dueOn,
      headings: JSON.stringify(headings),
      opened_at: ctx.now,
      closed_at: null,
    })
    .onConflict((c) => c.columns(['committee_id', 'year']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!round) throw new DomainError('duty-report.round-taken', { year: given.year })
  const memberIds = await askedMembers(ctx, termId, given.askedOf, given.year)
  if (memberIds.length === 0) throw new DomainError('duty-report.nobody-asked', {}, 400)
  await ask(ctx, id, memberIds)
  const { title, dueOn, year } = given
  await emit(ctx, event('opened', id, { title, dueOn, year, memberIds }))
  return { id, asked: memberIds.length }
}

/** The term that the end of the year, or today, lies in. */
async function termOfYear(ctx: Context, year: number): Promise<string> {
  const today = civilDateOf(ctx.now)
  const end = `${year}-12-31`
  const term = await ctx.db
    .selectFrom('terms')
    .select('id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('starts_on', '<=', end < today ? end : today)
    .orderBy('starts_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!term) throw new DomainError('duty-report.no-term', { year }, 400)
  return term.id
}

/** Members in office now; standing are those with such a post on a day of the year. */
async function askedMembers(ctx: Context, termId: string, askedOf: string, year: number): Promise<string[]> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const rows = await ctx.db
    .selectFrom('memberships as s')
    .select('s.member_id')
    .distinct()
    .where('s.committee_id', '=', ctx.actor.committeeId)
    .where('s.term_id', '=', termId)
    .where('s.joined_on', '<=', to)
    .where('s.left_on', 'is', null)
    .$if(askedOf === 'standing', (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('member_posts as p')
            .select('p.id')
            .whereRef('p.committee_id', '=', 's.committee_id')
            .whereRef('p.member_id', '=', 's.member_id')
            .where('p.post', 'in', ['chair', 'viceChair', 'secretaryGeneral', 'standingMember'])
            .where('p.starts_on', '<=', to)
            .where((e) => e.or([e('p.ends_on', 'is', null), e('p.ends_on', '>=', from)])),
        ),
      ),
    )
    .execute()
  return rows.map((row) => row.member_id)
}

/** Puts reports to be written before members; who has one keeps it. @returns ids of the new ones */
async function ask(ctx: Context, roundId: string, memberIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into duty_reports (committee_id, id, round_id, member_id, state, parts, asked_at, state_since)
    select ${ctx.actor.committeeId}, a.id, ${roundId}, a.member_id, 'asked', '[]'::jsonb, ${ctx.now}, ${ctx.now}
    from unnest(${`{${memberIds.map(() => newId()).join(',')}}`}::uuid[], ${`{${memberIds.join(',')}}`}::uuid[]) as a (id, member_id)
    on conflict on constraint duty_reports_once do nothing
    returning id`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** Changes words and date; who has not handed in is told of a new date. @throws DomainError version.stale */
export async function editReportRound(
  ctx: Context,
  id: string,
  given: Body<typeof r.editReportRound>,
): Promise<{ version: number }> {
  authorizeRound(ctx.actor, 'editReportRound')
  const round = await lockRound(ctx, id)
  requireOpen(round)
  const { title, words, dueOn } = given
  if (round.version !== given.version)
    throw new DomainError('version.stale', {
      current: { title: round.title, words: round.words, dueOn: round.due_on, version: round.version },
      yours: { title, words, dueOn },
    })
  await ctx.db
    .updateTable('duty_report_rounds')
    .set({ title, words, due_on: dueOn, version: round.version + 1 })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  const memberIds = dueOn === round.due_on ? [] : (await silent(ctx, id)).map((one) => one.member_id)
  await emit(ctx, event('edited', id, { title, from: round.due_on, dueOn, memberIds }))
  return { version: round.version + 1 }
}

const silent = (ctx: Pick<Context, 'db' | 'actor'>, roundId: string) =>
  ctx.db
    .selectFrom('duty_reports')
    .select(['id', 'member_id', 'reminded_at'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('round_id', '=', roundId)
    .where('state', 'in', ['asked', 'returned'])
    .forUpdate()
    .execute()

/** Closes a round or opens it again; done already is done. Everybody was promised until a day: before it is over, and as long as
 *  somebody has not handed in, only with a reason, of which those are told. @throws DomainError duty-report.before-day */
export async function closeReportRound(
  ctx: Context,
  id: string,
  { closed, note }: Body<typeof r.closeReportRound>,
): Promise<Record<string, never>> {
  authorizeRound(ctx.actor, 'closeReportRound')
  const round = await lockRound(ctx, id)
  if ((round.closed_at !== null) === closed) return {}
  const memberIds =
    closed && civilDateOf(ctx.now) <= round.due_on ? (await silent(ctx, id)).map((one) => one.member_id) : []
  const early = memberIds.length > 0
  if (early && note.trim() === '') throw new DomainError('duty-report.before-day', { dueOn: round.due_on }, 400)
  await ctx.db
    .updateTable('duty_report_rounds')
    .set({ closed_at: closed ? ctx.now : null })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .execute()
  const more = early ? { note, dueOn: round.due_on, memberIds } : {}
  await emit(ctx, event(early ? 'closedEarly' : closed ? 'closed' : 'reopened', id, { title: round.title, ...more }))
  return {}
}

/** Reminds who has not handed in and was not reminded today: never those who have acted, none twice a day (提醒只给没有回应的人). */
export async function remindReports(ctx: Context, id: string): Promise<{ reminded: number }> {
  authorizeRound(ctx.actor, 'remindReports')
  return remindSilent(ctx, id)
}

/** As `remindReports`, for timed work. */
export async function remindSilent(ctx: Context, id: string): Promise<{ reminded: number }> {
  const round = await lockRound(ctx, id)
  requireOpen(round)
  const today = civilDateOf(ctx.now)
  const due = (await silent(ctx, id)).filter(
    ({ reminded_at: at }) => at === null || civilDateOf(new Date(at)) !== today,
  )
  if (due.length === 0) return { reminded: 0 }
  await ctx.db
    .updateTable('duty_reports')
    .set({ reminded_at: ctx.now })
    .where('committee_id', '=', ctx.actor.committeeId)
    .where(
      'id',
      'in',
      due.map((one) => one.id),
    )
    .execute()
  const memberIds = due.map((one) => one.member_id)
  await emit(ctx, event('reminded', id, { title: round.title, dueOn: round.due_on, memberIds }))
  return { reminded: due.length }
}

/** Asks one more member, or one who was excused. @throws DomainError duty-report.asked for who has a report to write or written */
export async function askForReport(ctx: Context, id: string, memberId: string): Promise<{ id: string }> {
  authorizeRound(ctx.actor, 'askForReport')
  const round = await lockRound(ctx, id)
  requireOpen(round)
  if (!(await getActiveMember(ctx, memberId))) throw notFound('member')
  const [made] = await ask(ctx, id, [memberId])
  const excused = made
    ? null
    : await ctx.db
        .updateTable('duty_reports')
        .set({ state: 'asked', note: '', state_since: ctx.now })
        .where('committee_id', '=', ctx.actor.committeeId)
        .where('round_id', '=', id)
        .where('member_id', '=', memberId)
        .where('state', '=', 'excused')
        .returning('id')
        .executeTakeFirst()
  const reportId = made ?? excused?.id
  if (!reportId) throw new DomainError('duty-report.asked')
  await emit(ctx, event('asked', id, { title: round.title, dueOn: round.due_on, memberIds: [memberId] }))
  return { id: reportId }
}
