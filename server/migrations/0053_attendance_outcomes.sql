-- How each invitee attended, written down when the activity is settled: figures, lists, lines of absence, the member's page and
-- the ledger are told one and the same thing. Of a meeting in sittings these decide, which no single check-in tells.
alter table activity_invitees
  add column outcome text check (outcome in ('present', 'late', 'leftEarly', 'leave', 'officialLeave', 'absent')),
  add column outcome_half_days integer check (outcome_half_days >= 1),
  add constraint activity_invitees_outcome check ((outcome is null) = (outcome_half_days is null));

update activity_invitees i
set outcome = told.attendance, outcome_half_days = told.half_days
from (
  select n.committee_id, n.activity_id, n.member_id, a.half_days,
    coalesce(
      case when c.corrected_at is not null then c.attendance end,
      (
        select m.one ->> 'attendance'
        from (
          select e.details from events e
          where e.committee_id = n.committee_id and e.subject_id = n.activity_id and e.type = 'activity.attendanceSettled'
          order by e.id desc
          limit 1
        ) settled, jsonb_array_elements(settled.details -> 'members') m (one)
        where m.one ->> 'memberId' = n.member_id::text
      ),
      c.attendance
    ) as attendance
  from activity_invitees n
  join activities a on a.committee_id = n.committee_id and a.id = n.activity_id
  left join check_ins c
    on c.committee_id = n.committee_id and c.activity_id = n.activity_id and c.member_id = n.member_id
  where a.state in ('concluded', 'archived')
) told
where told.committee_id = i.committee_id and told.activity_id = i.activity_id and told.member_id = i.member_id
  and told.attendance is not null;
