import { sql } from 'kysely'
import type { MyInvitation } from '#contract/activities.ts'

/** How invitee `i` of activity `a` was there, as JSON: what is recorded; once it is concluded, what came out of it. */
export const attended = sql<MyInvitation['attended']>`(
  select jsonb_build_object(
    'attendance', t.attendance,
    'at', case when t.way <> 'correction' and t.attendance in ('present', 'late', 'leftEarly')
      then to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end
  )
  from (
    select case when a.state in ('concluded', 'archived') then i.outcome else c.attendance end as attendance, c.way, c.at
    from (values (1)) as one
    left join check_ins c
      on c.committee_id = i.committee_id and c.activity_id = i.activity_id and c.member_id = i.member_id
  ) as t
  where t.attendance is not null
)`
