-- Check-in (签到): who was at an activity, once each.
create table check_ins (
  committee_id uuid not null,
  activity_id uuid not null,
  member_id uuid not null,
  attendance text not null constraint check_ins_attendance check (attendance in ('present', 'late', 'leftEarly', 'leave', 'officialLeave', 'absent')),
  way text not null constraint check_ins_way check (way in ('memberCode', 'deskCode', 'list', 'correction')),
  -- by the server's clock, whatever the desk's said
  at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null constraint check_ins_recorded_by references accounts (id),
  -- what the desk calls itself
  desk text not null,
  -- the minute of the member's own code; null: ticked by name, or the desk's code read
  code_step bigint,
  -- of a correction
  reason text not null default '',
  -- null: as it was taken
  corrected_at timestamptz,
  constraint check_ins_pkey primary key (committee_id, activity_id, member_id),
  constraint check_ins_invitee foreign key (committee_id, activity_id, member_id) references activity_invitees (committee_id, activity_id, member_id),
  -- a code opens one door
  constraint check_ins_code_once unique (committee_id, member_id, code_step),
  constraint check_ins_corrected check ((corrected_at is null) or (reason <> ''))
);
