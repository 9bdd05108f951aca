import { sql } from 'kysely'
import type { CheckInDesk, MyCodes } from '#contract/attendance.ts'
import { committeeMarkOf } from '#contract/check-in-codes.ts'
import { leaveGranted } from '#features/activities/index.ts'
import { addDays, civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import type { Secrets } from '#platform/secrets.ts'
import { authorize, holdsKeys } from '../access.ts'
import { codesFrom, dayKey } from '../codes.ts'
import { activityOf, peopleOf } from './attendees.ts'
import { occasionFor } from './occasion.ts'

/** What a desk needs for the rest of the day: the list, an office's desk a key of this day for each member, and its own codes.
 *  @throws DomainError not-found, access.denied, attendance.not-open, attendance.settled */
export async function getCheckInDesk(ctx: Context, secrets: Secrets, id: string): Promise<CheckInDesk> {
  const { occasion, facts } = await occasionFor(ctx, id)
  authorize(facts, 'checkIn')
  const { committeeId } = ctx.actor
  const { memberCode, deskCode } = occasion.setting
  const day = civilDateOf(ctx.now)
  const people = await peopleOf(ctx, id)
  const verifies = memberCode && holdsKeys(ctx.actor.role)
  return {
    activity: activityOf(occasion),
    committeeId,
    committeeMark: committeeMarkOf(committeeId),
    serverTime: ctx.now.toISOString(),
    keysOn: day,
    ways: { memberCode, deskCode },
    deskCodes: deskCode ? codesFrom(secrets, 'D', committeeId, id, ctx.now) : { firstStep: 0, macs: [] },
    settledAt: occasion.concludedAt,
    members: people.map((one) => ({
      id: one.memberId,
      name: one.name,
      search: one.searchText,
      sector: one.sector,
      must: one.must,
      leave: one.leave,
      at: one.at,
      attendance: one.recorded,
      key: verifies ? dayKey(secrets, 'M', committeeId, one.memberId, day).toString('base64url') : '',
    })),
  }
}

/** A member's own codes of the next hours, and the activities of the day. @throws DomainError access.denied */
export async function getMyCodes(ctx: Context, secrets: Secrets): Promise<MyCodes> {
  const { committeeId, memberId, name, delegatedBy } = ctx.actor
  // A code stands for the person; who types for a member has none.
  if (memberId === null || delegatedBy !== null) throw accessDenied('showCode')
  const day = civilDateOf(ctx.now)
  const today = await ctx.db
    .selectFrom('activity_invitees as i')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.activity_id'),
    )
    .leftJoin('check_ins as c', (join) =>
      join
        .onRef('c.committee_id', '=', 'i.committee_id')
        .onRef('c.activity_id', '=', 'i.activity_id')
        .onRef('c.member_id', '=', 'i.member_id'),
    )
    .select([
      'a.id',
      'a.title',
      'a.place',
      'a.starts_at as startsAt',
      sql<string | null>`case when c.attendance in ('present', 'late', 'leftEarly') then c.at end`.as('at'),
      leaveGranted.as('leave'),
    ])
    .where('i.committee_id', '=', committeeId)
    .where('i.member_id', '=', memberId)
    .where('i.removed_at', 'is', null)
    .where('a.state', '=', 'announced')
    .where('a.starts_at', '<', startOfDay(addDays(day, 1)))
    .where('a.ends_at', '>=', startOfDay(day))
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .limit(20)
    .execute()
  return {
    memberId,
    name,
    committeeMark: committeeMarkOf(committeeId),
    serverTime: ctx.now.toISOString(),
    ...codesFrom(secrets, 'M', committeeId, memberId, ctx.now),
    today,
  }
}

const startOfDay = (day: string): string => `${day}T00:00:00+08:00`
