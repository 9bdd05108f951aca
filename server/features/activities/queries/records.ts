import type { ActivityKind } from '#contract/activity-kinds.ts'
import type { ActivityPaper, ActivityRecord, PaperHead, RecordKind, SeatPlan } from '#contract/activity-records.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied, notFound } from '#platform/errors.ts'
import { type ActivityStanding, readsInvitees, runsActivity } from '../access.ts'
import { issuerOfMeeting, markOfRecord } from '../rules/paper-head.ts'
import { findActivityRow } from './activity.ts'
import { inviteesOn } from './invitees.ts'
import { paperHeadOf } from './paper-head.ts'
import { standingOf } from './standing.ts'

/** Whether the viewer opens papers that are for invitees. */
const insider = (ctx: Context, at: ActivityStanding) => at.invited || readsInvitees(ctx.actor, at)

async function papersOf(ctx: Context, id: string) {
  const at = standingOf(ctx, await findActivityRow(ctx, id))
  return ctx.db
    .selectFrom('activity_papers as p')
    .innerJoin('files as f', (join) =>
      join.onRef('f.committee_id', '=', 'p.committee_id').onRef('f.id', '=', 'p.file_id'),
    )
    .select([
      'p.file_id as fileId',
      'f.name',
      'f.size',
      'f.media_type',
      'f.sha256',
      'p.rights',
      'p.added_at as addedAt',
    ])
    .where('p.committee_id', '=', ctx.actor.committeeId)
    .where('p.activity_id', '=', id)
    .$if(!insider(ctx, at), (q) => q.where('p.rights', 'in', ['members', 'public']))
    .orderBy('p.added_at')
    .orderBy('p.file_id')
    .execute()
}

/** The papers the actor may open. @throws DomainError not-found */
export async function listPapersOfActivity(ctx: Context, id: string): Promise<{ items: ActivityPaper[] }> {
  const rows = await papersOf(ctx, id)
  return {
    items: rows.map(({ fileId, name, size, rights, addedAt }) => ({
      fileId,
      name,
      size: Number(size),
      rights: rights as ActivityPaper['rights'],
      addedAt,
    })),
  }
}

/** One paper. @throws DomainError not-found for one the actor may not open, too */
export async function getActivityPaper(
  ctx: Context,
  id: string,
  fileId: string,
): Promise<{ name: string; mediaType: string; sha256: string }> {
  const found = (await papersOf(ctx, id)).find((paper) => paper.fileId === fileId)
  if (!found) throw notFound('paper')
  return { name: found.name, mediaType: found.media_type, sha256: found.sha256 }
}

/** Outcome, briefs and minutes: published ones for who is invited or looks on, drafts for who writes them.
 *  @throws DomainError not-found */
export async function listActivityRecords(
  ctx: Context,
  id: string,
): Promise<{ items: ActivityRecord[]; proposed: PaperHead | null }> {
  const at = standingOf(ctx, await findActivityRow(ctx, id))
  if (!insider(ctx, at)) return { items: [], proposed: null }
  const rows = await ctx.db
    .selectFrom('activity_records')
    .selectAll()
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('activity_id', '=', id)
    .$if(!runsActivity(ctx.actor, at), (q) => q.where('published_at', 'is not', null))
    .orderBy('written_at')
    .orderBy('id')
    .execute()
  return {
    proposed: runsActivity(ctx.actor, at) ? await paperHeadOf(ctx, id) : null,
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind as RecordKind,
      title: row.title,
      session: row.session,
      body: row.body,
      issue: row.issue,
      signedBy: row.signed_by,
      text: row.text,
      publishedAt: row.published_at,
      version: row.version,
    })),
  }
}

/** One record with the activity it is of. @throws DomainError not-found for one the actor may not read, too */
export async function getActivityRecord(
  ctx: Context,
  id: string,
): Promise<{
  record: ActivityRecord
  activity: { title: string; startsAt: string; place: string; issuer: string; mark: string }
}> {
  const named = await ctx.db
    .selectFrom('activity_records')
    .select('activity_id')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!named) throw notFound('activityRecord')
  const { title, starts_at, place, kind, organiser_name } = await findActivityRow(ctx, named.activity_id)
  const { items } = await listActivityRecords(ctx, named.activity_id)
  const record = items.find((one) => one.id === id)
  if (!record) throw notFound('activityRecord')
  const { name } = await ctx.db
    .selectFrom('committees')
    .select('name')
    .where('id', '=', ctx.actor.committeeId)
    .executeTakeFirstOrThrow()
  const held = { kind: kind as ActivityKind, organiserName: organiser_name ?? '' }
  const mark =
    record.kind === 'outcome' ? '' : markOfRecord({ ...held, record: record.kind, session: record.session }, name)
  return { record, activity: { title, startsAt: starts_at, place, issuer: issuerOfMeeting(held, name), mark } }
}

/** The seat plan with who sits where; null before there is one. Somebody invited finds their own seat on it and no names.
 *  @throws DomainError not-found, access.denied */
export async function getSeatPlan(ctx: Context, id: string): Promise<SeatPlan | null> {
  const row = await findActivityRow(ctx, id)
  const at = standingOf(ctx, row)
  const reads = readsInvitees(ctx.actor, at)
  if (!reads && !at.invited) throw accessDenied('getSeatPlan')
  const plan = row.seat_plan as (Partial<SeatPlan> & Pick<SeatPlan, 'rows' | 'perRow'>) | null
  if (plan === null) return null
  const { rows, perRow, platformRows = 0, aisles = [] } = plan
  const hall = { rows, perRow, platformRows, aisles }
  if (!reads) {
    const { memberId, name } = ctx.actor
    const own = row.mine?.seat
    const seats = own && memberId !== null ? [{ ...own, memberId, name, sector: null }] : []
    return { ...hall, observers: [], seats, unseated: [] }
  }
  const listed = await inviteesOn(ctx, id)
  return {
    ...hall,
    observers: row.observers as SeatPlan['observers'],
    seats: listed.flatMap(({ memberId, name, sector, seat }) => (seat ? [{ ...seat, memberId, name, sector }] : [])),
    unseated: listed
      .filter(({ seat, leave, answer }) => !seat && leave?.state !== 'granted' && answer !== 'notComing')
      .map(({ memberId, name }) => ({ memberId, name })),
  }
}
