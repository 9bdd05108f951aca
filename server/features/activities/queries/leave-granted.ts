import { sql } from 'kysely'

/** Leave that covers all of activity `a` for invitee `i`: granted for it, or for the whole meeting it is part of, with no half
 *  day left over. Who is on leave for some half days only is expected at the others. */
export const leaveGranted = sql<'leave' | 'officialLeave' | null>`(
  select case l.kind when 'official' then 'officialLeave' else 'leave' end
  from leave_requests l
  join activities w on w.committee_id = l.committee_id and w.id = l.activity_id
  where l.committee_id = i.committee_id and l.member_id = i.member_id and l.state = 'granted'
    and l.activity_id in (i.activity_id, a.parent_id) and l.half_days >= w.half_days
  order by l.kind = 'official' desc
  limit 1
)`

/** Half days of activity `a` that invitee `i` is on leave for, where it is not all of it. */
export const halfDaysOfLeave = sql<number>`coalesce((
  select max(l.half_days)
  from leave_requests l
  where l.committee_id = i.committee_id and l.member_id = i.member_id and l.activity_id = i.activity_id
    and l.state = 'granted' and l.half_days < a.half_days
), 0)`
