-- Joint opinions that are late stand on three desks: found among the open ones alone.
create index assignments_joint_open on assignments (committee_id, reply_by)
  where role = 'joint' and state in ('assigned', 'accepted');
