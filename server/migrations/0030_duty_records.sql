-- Duties that no other feature knows of (宣讲、联一村、帮一企 …), entered with a proof and reviewed (谁组织谁记录).
create table duty_records (
  committee_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  term_id uuid not null,
  state text not null constraint duty_records_state check (state in ('submitted', 'approved', 'refused', 'withdrawn')),
  kind text not null,
  part text not null,
  level text,
  title text not null,
  note text not null,
  occurred_on date not null,
  -- the body that organised it and reviews it; null: the members' office
  organiser_group_id uuid,
  entered_by uuid not null,
  entered_by_name text not null,
  -- how it came: by the member, by the office, from a table
  origin text not null constraint duty_records_origin check (origin in ('member', 'office', 'import')),
  reviewed_by_name text not null default '',
  reviewed_at timestamptz,
  -- why it was refused or taken back
  review_note text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint duty_records_pkey primary key (committee_id, id),
  constraint duty_records_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint duty_records_term foreign key (committee_id, term_id) references terms (committee_id, id),
  constraint duty_records_organiser foreign key (committee_id, organiser_group_id) references groups (committee_id, id)
);
create index duty_records_by_member on duty_records (committee_id, member_id, created_at, id);
create index duty_records_by_state on duty_records (committee_id, state, created_at, id);
create index duty_records_by_created on duty_records (committee_id, created_at, id);

create table duty_record_files (
  committee_id uuid not null,
  record_id uuid not null,
  file_id uuid not null,
  added_at timestamptz not null,
  constraint duty_record_files_pkey primary key (committee_id, record_id, file_id),
  constraint duty_record_files_record foreign key (committee_id, record_id) references duty_records (committee_id, id),
  constraint duty_record_files_file foreign key (committee_id, file_id) references files (committee_id, id)
);

-- A member holds an entry to be wrong, and says why; the office answers.
create table duty_objections (
  committee_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  member_id uuid not null,
  state text not null constraint duty_objections_state check (state in ('open', 'upheld', 'refused', 'withdrawn')),
  reason text not null,
  raised_at timestamptz not null,
  raised_by uuid not null,
  -- how it was put right: where it arose, taken back, or written anew; null unless upheld
  remedy text constraint duty_objections_remedy check (remedy in ('source', 'reverse', 'replace')),
  answer text not null default '',
  answered_by_name text not null default '',
  answered_at timestamptz,
  version integer not null default 1,
  constraint duty_objections_pkey primary key (committee_id, id),
  constraint duty_objections_entry foreign key (committee_id, entry_id) references duty_entries (committee_id, id),
  constraint duty_objections_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint duty_objections_remedied check ((state = 'upheld') = (remedy is not null))
);
create unique index duty_objections_one_open on duty_objections (committee_id, entry_id) where state = 'open';
create index duty_objections_by_state on duty_objections (committee_id, state, raised_at, id);
create index duty_objections_by_member on duty_objections (committee_id, member_id, raised_at, id);
create index duty_objections_by_day on duty_objections (committee_id, raised_at, id);
