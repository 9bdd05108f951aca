import { sql } from 'kysely'
import type { MyInvitation } from '#contract/activities.ts'

/** How invitee `i` of activity `a` was there, as JSON: what is recorded; once it is concluded, leave and absence too. Of a meeting
 *  in sittings these decided when it was settled (`attendanceOverSittings`), so that is read from what was told then. */
export const attended = sql<MyInvitation['attended']>`(
  select jsonb_build_object(
    'attendance', t.attendance,
    'at', case when t.way <> 'correction' and t.attendance in ('present', 'late', 'leftEarly')
      then to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end
  )
  from (
    select c.attendance, c.way, c.at, 1 as place
    from check_ins c
    where c.committee_id = i.committee_id and c.activity_id = i.activity_id and c.member_id = i.member_id
    union all
    select
      coalesce(
        (
          select told.one ->> 'attendance'
          from (
            select e.details
            from events e
            where e.committee_id = i.committee_id and e.subject_id = i.activity_id
              and e.type = 'activity.attendanceSettled'
            order by e.id desc
            limit 1
          ) as settled, jsonb_array_elements(settled.details -> 'members') as told (one)
          where told.one ->> 'memberId' = i.member_id::text
            and exists (
              select from activities p where p.committee_id = i.committee_id and p.parent_id = i.activity_id
            )
        ),
        (
          select case l.kind when 'official' then 'officialLeave' else 'leave' end
          from leave_requests l
          where l.committee_id = i.committee_id and l.member_id = i.member_id and l.state = 'granted'
            and l.activity_id in (i.activity_id, a.parent_id)
            and (
              l.activity_id = i.activity_id
              or l.half_days >= (select p.half_days from activities p where p.committee_id = a.committee_id and p.id = a.parent_id)
            )
          order by l.kind = 'official' desc
          limit 1
        ),
        case when i.must then 'absent' end
      ),
      null,
      null,
      2
    where a.state in ('concluded', 'archived')
  ) as t (attendance, way, at, place)
  where t.attendance is not null
  order by t.place
  limit 1
)`
