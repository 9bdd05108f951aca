-- Activities of several committees: a link that names both. Each side has an activity of its own with its own list.
create table joint_activities (
  host_committee_id uuid not null,
  host_activity_id uuid not null,
  guest_committee_id uuid not null constraint joint_activities_guest references committees (id),
  -- null until it was accepted
  guest_activity_id uuid,
  state text not null constraint joint_activities_state check (state in ('asked', 'accepted', 'declined')),
  words text not null,
  answer_words text not null default '',
  asked_at timestamptz not null,
  answered_at timestamptz,
  constraint joint_activities_pkey primary key (host_committee_id, host_activity_id, guest_committee_id),
  constraint joint_activities_host foreign key (host_committee_id, host_activity_id) references activities (committee_id, id) on delete cascade,
  constraint joint_activities_here foreign key (guest_committee_id, guest_activity_id) references activities (committee_id, id),
  constraint joint_activities_others check (host_committee_id <> guest_committee_id),
  constraint joint_activities_answered check ((state = 'asked') = (answered_at is null))
);
create index joint_activities_by_guest on joint_activities (guest_committee_id, asked_at);
create index joint_activities_by_guest_activity on joint_activities (guest_committee_id, guest_activity_id) where guest_activity_id is not null;
