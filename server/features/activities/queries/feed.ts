import { createHash } from 'node:crypto'
import ICAL from 'ical.js'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ActivityState } from '#contract/activities.ts'
import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Context } from '#platform/context.ts'
import type { DB } from '#platform/database/schema.generated.ts'
import { notFound } from '#platform/errors.ts'
import { type CalendarEntry, remindersOf, statusOf, titleOf, wholeDaysOf } from '../rules/icalendar.ts'
import { leaveGranted } from './leave-granted.ts'

export const feedHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Since when the actor has a feed under the hat worn now. */
export async function getCalendarFeed(ctx: Context): Promise<{ madeAt: string | null }> {
  const row = await ctx.db
    .selectFrom('calendar_feeds')
    .select('made_at')
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('hat_id', '=', ctx.actor.hatId)
    .executeTakeFirst()
  return { madeAt: row?.made_at ?? null }
}

/** What has been for a quarter of a year stays in the calendar, and all that is to come. */
const daysBack = 90
const most = 500

/** The activities of the member behind a secret address, as iCalendar. The hat must still be worn and the account open.
 *  @throws DomainError not-found for any other address */
export async function readFeed(db: Kysely<DB>, token: string, given: { now: Date; address: string }): Promise<string> {
  const owner = await db
    .selectFrom('calendar_feeds as f')
    .innerJoin('hats as h', (join) =>
      join.onRef('h.committee_id', '=', 'f.committee_id').onRef('h.id', '=', 'f.hat_id'),
    )
    .innerJoin('accounts as c', 'c.id', 'h.account_id')
    .innerJoin('committees as o', 'o.id', 'f.committee_id')
    .select(['f.committee_id', 'h.member_id', 'o.short_name'])
    .where('f.token_hash', '=', feedHash(token))
    .where('h.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('h.ends_on', 'is', null), eb('h.ends_on', '>=', civilDateOf(given.now))]))
    .where('c.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!owner || owner.member_id === null) throw notFound('calendarFeed')
  const rows = await db
    .selectFrom('activity_invitees as i')
    .innerJoin('activities as a', (join) =>
      join.onRef('a.committee_id', '=', 'i.committee_id').onRef('a.id', '=', 'i.activity_id'),
    )
    .select([
      'a.id',
      'a.title',
      'a.state',
      'a.starts_at',
      'a.ends_at',
      'a.place',
      'a.explanation',
      'a.contact',
      'a.told_times',
      'a.updated_at',
      sql<boolean>`${leaveGranted} is not null`.as('onLeave'),
    ])
    .where('i.committee_id', '=', owner.committee_id)
    .where('i.member_id', '=', owner.member_id)
    .where('i.removed_at', 'is', null)
    .where('a.state', 'not in', ['draft', 'proposed'])
    // Who declined does not want it in the calendar.
    .where(sql<boolean>`(i.answer is distinct from 'notComing' or i.must)`)
    .where('a.ends_at', '>', new Date(given.now.getTime() - daysBack * 86_400_000).toISOString())
    .orderBy('a.starts_at')
    .limit(most)
    .execute()
  return writeCalendar(
    `${owner.short_name}会议活动`,
    rows.map((row) => ({
      id: row.id,
      title: row.title,
      state: row.state as ActivityState,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      place: row.place,
      explanation: row.explanation,
      contact: row.contact,
      onLeave: row.onLeave,
      toldTimes: row.told_times,
      updatedAt: row.updated_at,
      address: `${given.address}/app/activities/${row.id}`,
    })),
  )
}

// The library does not count the blank a continued line begins with; a line has at most 75 octets (RFC 5545, 3.1).
ICAL.foldLength = 74

const utc = (instant: string) => ICAL.Time.fromJSDate(new Date(Math.floor(Date.parse(instant) / 1000) * 1000), true)

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

/** Entries as one calendar (RFC 5545); the library folds lines and escapes texts. */
export function writeCalendar(name: string, entries: readonly CalendarEntry[]): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//Tongxin//Activities//ZH')
  calendar.addPropertyWithValue('method', 'PUBLISH')
  calendar.addPropertyWithValue('x-wr-calname', name)
  for (const entry of entries) {
    const event = new ICAL.Component('vevent')
    event.addPropertyWithValue('uid', `${entry.id}@tongxin`)
    event.addPropertyWithValue('dtstamp', utc(entry.updatedAt))
    event.addPropertyWithValue('last-modified', utc(entry.updatedAt))
    event.addPropertyWithValue('sequence', entry.toldTimes)
    const days = wholeDaysOf(entry)
    event.addPropertyWithValue('dtstart', days ? ICAL.Time.fromDateString(days.from) : utc(entry.startsAt))
    event.addPropertyWithValue('dtend', days ? ICAL.Time.fromDateString(days.until) : utc(entry.endsAt))
    // A banner over days does not make the member busy; the sittings do.
    if (days) event.addPropertyWithValue('transp', 'TRANSPARENT')
    event.addPropertyWithValue('summary', titleOf(entry))
    event.addPropertyWithValue('status', statusOf(entry))
    if (entry.place) event.addPropertyWithValue('location', entry.place)
    const words = [
      days && `${clock.format(new Date(entry.startsAt))} 开始`,
      entry.explanation,
      entry.contact && `联系：${entry.contact}`,
    ]
      .filter(Boolean)
      .join('\n')
    if (words) event.addPropertyWithValue('description', words)
    event.addPropertyWithValue('url', entry.address)
    for (const before of remindersOf(entry)) {
      const alarm = new ICAL.Component('valarm')
      alarm.addPropertyWithValue('action', 'DISPLAY')
      alarm.addPropertyWithValue('description', entry.title)
      alarm.addPropertyWithValue('trigger', ICAL.Duration.fromString(before))
      event.addSubcomponent(alarm)
    }
    calendar.addSubcomponent(event)
  }
  return `${calendar.toString()}\r\n`
}
