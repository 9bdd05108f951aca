-- Meetings and activities (会议活动), who is invited, and leave.

create table activities (
  committee_id uuid not null constraint activities_committee references committees (id),
  id uuid not null,
  term_id uuid not null,
  -- the meeting it is part of (小组会、联组会); null: stands alone
  parent_id uuid,
  kind text not null constraint activities_kind check (kind in ('plenary', 'plenarySubMeeting', 'standingCommittee', 'chairCouncil', 'consultationMeeting', 'specialCommittee', 'sectorActivity', 'groupActivity', 'inspection', 'research', 'training', 'lecture', 'volunteer', 'appraisalActivity', 'other')),
  level text not null constraint activities_level check (level in ('national', 'provincial', 'city', 'county')),
  title text not null,
  state text not null constraint activities_state check (state in ('draft', 'proposed', 'announced', 'postponed', 'concluded', 'archived', 'cancelled')),
  -- why it was postponed, cancelled, reopened or given back
  state_words text not null default '',
  -- the body that organises and records it (谁组织谁记录); null: the committee's office
  organiser_group_id uuid,
  -- null: not started by a member
  started_by uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- what it counts for in the ledger of duty
  half_days integer not null constraint activities_half_days check (half_days between 1 and 60),
  place text not null,
  contact text not null,
  explanation text not null,
  audience text not null constraint activities_audience check (audience in ('invitees', 'members')),
  -- [{ at, words }]
  agenda jsonb not null,
  -- 列席: [{ name, post }]
  observers jsonb not null,
  -- the rules the list of invitees is made by, kept as they were at the announcement
  invitation jsonb not null,
  -- places for those who may come; null: as many as like
  capacity integer,
  -- null: until it begins
  answer_by timestamptz,
  -- day of the last reminder; null: none yet
  reminded_on date,
  -- counted up whenever those invited are told something new; the feed's SEQUENCE
  told_times integer not null default 0,
  announced_at timestamptz,
  concluded_at timestamptz,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint activities_pkey primary key (committee_id, id),
  constraint activities_term foreign key (committee_id, term_id) references terms (committee_id, id),
  constraint activities_parent foreign key (committee_id, parent_id) references activities (committee_id, id),
  constraint activities_organiser foreign key (committee_id, organiser_group_id) references groups (committee_id, id),
  constraint activities_started_by foreign key (committee_id, started_by) references members (committee_id, id),
  constraint activities_times check (ends_at > starts_at)
);
create index activities_by_start on activities (committee_id, starts_at, id);
create index activities_by_parent on activities (committee_id, parent_id) where parent_id is not null;
create index activities_to_remind on activities (starts_at) where state = 'announced';

create table activity_invitees (
  committee_id uuid not null,
  activity_id uuid not null,
  member_id uuid not null,
  -- 应到; false: free to come
  must boolean not null,
  -- added by name after the announcement
  by_hand boolean not null,
  -- null: silent so far
  answer text constraint activity_invitees_answer check (answer in ('coming', 'waiting', 'notComing')),
  -- the waiting list is in this order
  answered_at timestamptz,
  answered_by uuid,
  read_at timestamptz,
  seat_row integer,
  seat_number integer,
  invited_at timestamptz not null,
  -- taken off the list after the announcement; null: on it
  removed_at timestamptz,
  constraint activity_invitees_pkey primary key (committee_id, activity_id, member_id),
  constraint activity_invitees_activity foreign key (committee_id, activity_id) references activities (committee_id, id),
  constraint activity_invitees_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint activity_invitees_answered check ((answer is null) = (answered_at is null)),
  constraint activity_invitees_seat check ((seat_row is null) = (seat_number is null))
);
create index activity_invitees_by_member on activity_invitees (committee_id, member_id, activity_id);
create unique index activity_invitees_seat_once on activity_invitees (committee_id, activity_id, seat_row, seat_number) where seat_row is not null;

-- 请假. The chain of who decides is fixed when it is asked; `step` is whose turn it is.
create table leave_requests (
  committee_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  member_id uuid not null,
  kind text not null constraint leave_requests_kind check (kind in ('illness', 'official', 'private', 'other')),
  words text not null,
  -- null: no paper with it
  file_id uuid,
  half_days integer not null constraint leave_requests_half_days check (half_days between 1 and 60),
  state text not null constraint leave_requests_state check (state in ('requested', 'granted', 'refused', 'withdrawn')),
  -- ["convener", "office"]
  chain jsonb not null,
  step integer not null,
  -- typed in by the office (代录): how the member asked; empty: the member in person
  basis text not null,
  -- entered after it began (补假), by the office alone
  late boolean not null,
  -- [{ step, approver, decision, words, byName, onBehalf, at }]
  decisions jsonb not null default '[]',
  asked_at timestamptz not null,
  asked_by uuid not null,
  decided_at timestamptz,
  constraint leave_requests_pkey primary key (committee_id, id),
  constraint leave_requests_invitee foreign key (committee_id, activity_id, member_id) references activity_invitees (committee_id, activity_id, member_id),
  constraint leave_requests_file foreign key (committee_id, file_id) references files (committee_id, id),
  constraint leave_requests_decided check ((state in ('granted', 'refused')) = (decided_at is not null))
);
create unique index leave_requests_one_open on leave_requests (committee_id, activity_id, member_id) where state in ('requested', 'granted');
create index leave_requests_by_member on leave_requests (committee_id, member_id, asked_at);
create index leave_requests_open on leave_requests (committee_id, asked_at, id) where state = 'requested';
create index leave_requests_by_asking on leave_requests (committee_id, asked_at, id);
