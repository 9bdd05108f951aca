import { sql } from 'kysely'
import type { ActivityAnswer, ActivityLeave, InvitationRule } from '#contract/activities.ts'
import type { Invitee } from '#contract/activity-invitees.ts'
import type { Attendance } from '#contract/attendance.ts'
import { contactSight } from '#features/members/index.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import { readsInvitees } from '../access.ts'
import { findActivityRow } from './activity.ts'
import { membersByRules } from './by-rule.ts'
import { getActivityOptions } from './options.ts'
import { leaveCounting, standingOf } from './standing.ts'

const sectorOf = (ctx: Context) => {
  const today = civilDateOf(ctx.now)
  return sql<string | null>`(
    select s.name from group_members gm
    join groups s on s.committee_id = gm.committee_id and s.id = gm.group_id
    where gm.committee_id = m.committee_id and gm.member_id = m.id and gm.exclusive_kind = 'sector'
      and gm.starts_on <= ${today} and (gm.ends_on is null or gm.ends_on > ${today})
    limit 1
  )`.as('sector')
}

/** Those on the list of an activity, in stroke order (姓氏笔画), whoever asks. */
export async function inviteesOn(ctx: Context, activityId: string): Promise<Invitee[]> {
  const rows = await ctx.db
    .selectFrom('activity_invitees as i')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.activity_id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.committee_id', '=', 'i.committee_id').onRef('m.id', '=', 'i.member_id'),
    )
    .select([
      'm.id as memberId',
      'm.name',
      'm.search_text as search',
      'm.account_id',
      'm.phone',
      'i.must',
      'i.by_hand as byHand',
      sql<ActivityAnswer | null>`i.answer`.as('answer'),
      'i.answered_at as answeredAt',
      'i.read_at as readAt',
      'i.seat_row',
      'i.seat_number',
      sql<Attendance | null>`i.outcome`.as('outcome'),
      sectorOf(ctx),
      leaveCounting.as('leave'),
    ])
    .where('i.committee_id', '=', ctx.actor.committeeId)
    .where('i.activity_id', '=', activityId)
    .where('i.removed_at', 'is', null)
    .orderBy('m.stroke_key')
    .orderBy('m.id')
    .execute()
  return rows.map(({ account_id, seat_row, seat_number, ...row }) => ({
    ...row,
    leave: row.leave as ActivityLeave | null,
    hasAccount: account_id !== null,
    seat: seat_row === null || seat_number === null ? null : { row: seat_row, number: seat_number },
  }))
}

/** Whom the rules mean today, before the list is made. */
async function meantBy(ctx: Context, rules: readonly InvitationRule[]): Promise<Invitee[]> {
  const meant = await membersByRules(ctx, rules)
  if (meant.size === 0) return []
  const rows = await ctx.db
    .selectFrom('members as m')
    .select(['m.id as memberId', 'm.name', 'm.search_text as search', 'm.account_id', 'm.phone', sectorOf(ctx)])
    .where('m.committee_id', '=', ctx.actor.committeeId)
    .where(sql<boolean>`m.id = any(${[...meant.keys()]}::uuid[])`)
    .orderBy('m.stroke_key')
    .orderBy('m.id')
    .execute()
  return rows.map(({ account_id, ...row }) => ({
    ...row,
    must: meant.get(row.memberId)!.must,
    byHand: false,
    answer: null,
    answeredAt: null,
    readAt: null,
    hasAccount: account_id !== null,
    leave: null,
    seat: null,
    outcome: null,
  }))
}

/** The list of invitees, for who runs the activity and the offices that look on.
 *  @throws DomainError not-found, access.denied */
export async function listInvitees(ctx: Context, id: string): Promise<{ fixed: boolean; items: Invitee[] }> {
  const row = await findActivityRow(ctx, id)
  if (!readsInvitees(ctx.actor, standingOf(ctx, row))) throw accessDenied('listInvitees')
  const fixed = row.announced_at !== null
  const items = fixed ? await inviteesOn(ctx, id) : await meantBy(ctx, row.invitation as InvitationRule[])
  const seesPhones = contactSight(ctx.actor, null) !== 'none'
  return { fixed, items: seesPhones ? items : items.map((one) => ({ ...one, phone: '' })) }
}

/** How many the rules mean today. @throws DomainError access.denied for who makes no activities */
export async function previewInvitees(
  ctx: Context,
  rules: readonly InvitationRule[],
): Promise<{ must: number; may: number }> {
  if ((await getActivityOptions(ctx)).may === 'none') throw accessDenied('previewInvitees')
  const meant = [...(await membersByRules(ctx, rules)).values()]
  const must = meant.filter((one) => one.must).length
  return { must, may: meant.length - must }
}
