import { sql } from 'kysely'
import type { CivilDate } from '#platform/calendar/civil-date.ts'
import type { CalendarInForce } from '#platform/calendar/in-force.ts'
import type { Database } from '#platform/database/database.ts'
import type { LoadedClock } from './load.ts'

/** A clock with the day it is due on from now on. */
export interface DatedClock {
  clock: LoadedClock
  dueOn: CivilDate
  kept: LoadedClock['kept']
}

/** Writes the due dates of clocks, and carries them into the columns that lists sort and filter by. Nothing else writes
 *  those of a running duty. A date that is kept stays with the calendar it was reckoned by. */
export async function writeDueDates(
  db: Database,
  dated: readonly DatedClock[],
  { number, edition }: CalendarInForce,
): Promise<void> {
  if (dated.length === 0) return
  const numbers = dated.map(({ clock, kept }) => (kept ? clock.calendarNumber : number))
  await sql`
    update clocks c
    set due_on = m.due_on, kept = m.kept, calendar_number = m.number, calendar_edition = ${edition}
    from unnest(
      ${dated.map(({ clock }) => clock.committeeId)}::uuid[], ${dated.map(({ clock }) => clock.id)}::uuid[],
      ${dated.map(({ dueOn }) => dueOn)}::date[], ${dated.map(({ kept }) => kept)}::text[], ${numbers}::integer[]
    ) as m (committee_id, id, due_on, kept, number)
    where c.committee_id = m.committee_id and c.id = m.id`.execute(db)
  const moved = dated.filter(({ clock, dueOn }) => dueOn !== clock.dueOn)
  if (moved.length === 0) return
  await sql`
    update assignments a
    set accept_by = coalesce(m.accept_by, a.accept_by), return_by = coalesce(m.return_by, a.return_by),
      contact_by = coalesce(m.contact_by, a.contact_by), reply_by = coalesce(m.reply_by, a.reply_by)
    from (
      select committee_id, id,
        max(due_on) filter (where kind = 'accept') as accept_by,
        max(due_on) filter (where kind = 'return') as return_by,
        max(due_on) filter (where kind = 'contact') as contact_by,
        max(due_on) filter (where kind in ('reply', 'jointOpinion')) as reply_by
      from unnest(
        ${moved.map(({ clock }) => clock.committeeId)}::uuid[], ${moved.map(({ clock }) => clock.subjectId)}::uuid[],
        ${moved.map(({ clock }) => clock.kind)}::text[], ${moved.map(({ dueOn }) => dueOn)}::date[]
      ) as m (committee_id, id, kind, due_on)
      group by committee_id, id
    ) m
    where a.committee_id = m.committee_id and a.id = m.id`.execute(db)
  await settleMatters(
    db,
    moved.map(({ clock }) => clock),
  )
}

/** Puts the earliest day that somebody owes an answer or a rating by on the matters themselves; null where nobody does. What
 *  stands still comes after what runs, and says so where nothing else does. */
export async function settleMatters(
  db: Database,
  matters: readonly { committeeId: string; matterId: string }[],
): Promise<void> {
  await sql`
    update proposals p
    set due_on = s.due_on, paused = s.paused
    from (
      select m.committee_id, m.id,
        coalesce(min(c.due_on) filter (where c.paused_on is null), min(c.due_on)) as due_on,
        bool_and(c.paused_on is not null) as paused
      from (
        select distinct committee_id, id
        from unnest(${matters.map((m) => m.committeeId)}::uuid[], ${matters.map((m) => m.matterId)}::uuid[]) as m (committee_id, id)
      ) m
      left join clocks c on c.committee_id = m.committee_id and c.matter_id = m.id and c.stopped_at is null
        and c.kind in ('reply', 'rate')
      group by m.committee_id, m.id
    ) s
    where p.committee_id = s.committee_id and p.id = s.id and (p.due_on, p.paused) is distinct from (s.due_on, s.paused)`.execute(
    db,
  )
  await sql`
    update assignments a
    set paused = not a.paused
    where a.committee_id = any(${matters.map((m) => m.committeeId)}::uuid[])
      and a.proposal_id = any(${matters.map((m) => m.matterId)}::uuid[])
      and a.paused is distinct from exists (
        select from clocks c
        where c.committee_id = a.committee_id and c.subject_id = a.id and c.stopped_at is null
          and c.kind in ('reply', 'jointOpinion') and c.paused_on is not null)`.execute(db)
  // Those handled with another (并案) go by its day.
  await sql`
    update proposals f
    set due_on = p.due_on, paused = p.paused
    from proposals p
    where p.committee_id = any(${matters.map((m) => m.committeeId)}::uuid[]) and p.id = any(${matters.map((m) => m.matterId)}::uuid[])
      and f.committee_id = p.committee_id and f.merged_into = p.id and f.state = 'merged'
      and (f.due_on, f.paused) is distinct from (p.due_on, p.paused)`.execute(db)
}
