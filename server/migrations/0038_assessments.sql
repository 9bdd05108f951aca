-- Yearly assessment (年度考核) of members by the ledger, and of staff (学比述评) by judged items, on one mechanism.
create table assessments (
  committee_id uuid not null constraint assessments_committee references committees (id),
  id uuid not null,
  kind text not null constraint assessments_kind check (kind in ('members', 'staff')),
  title text not null,
  year integer not null constraint assessments_year check (year between 1949 and 2200),
  state text not null constraint assessments_state check (state in ('opened', 'reckoning', 'frozen', 'checking', 'judging', 'approved', 'delivered', 'closed', 'cancelled')),
  state_since timestamptz not null,
  -- the adopted scheme; null: a staff round, which brings its own
  scheme_id uuid,
  -- as it was when the round was frozen; null: not frozen yet
  scheme jsonb,
  -- the ledger as it stood then; null: not frozen yet
  frozen_at timestamptz,
  subjects integer not null default 0,
  reckoned integer not null default 0,
  -- null: nobody has been asked to check yet
  check_until date,
  approved_by text not null default '',
  approved_on date,
  approval_note text not null default '',
  delivered_at timestamptz,
  cancel_reason text not null default '',
  created_at timestamptz not null,
  version integer not null default 1,
  constraint assessments_pkey primary key (committee_id, id),
  constraint assessments_scheme foreign key (committee_id, scheme_id) references scoring_schemes (committee_id, id)
);
create index assessments_newest on assessments (committee_id, created_at, id);
create unique index assessments_one_a_year on assessments (committee_id, year) where kind = 'members' and state <> 'cancelled';

-- Who is assessed, with what the office judged and the result as it stands.
create table assessment_subjects (
  committee_id uuid not null,
  assessment_id uuid not null,
  -- the member, or the account of staff
  subject_id uuid not null,
  name text not null,
  stroke_key text collate "C" not null,
  about text not null,
  employer text not null,
  standing boolean not null,
  joined_on date not null,
  judged jsonb not null default '{}',
  vetoes text[] not null default '{}',
  judgement_note text not null default '',
  -- of the newest reckoning; 0: not reckoned yet
  revision integer not null default 0,
  centipoints integer not null default 0,
  -- null: the scheme names none
  grade text,
  unjudged integer not null default 0,
  unmet integer not null default 0,
  crossed jsonb not null default '[]',
  -- null: not signed
  confirmed_at timestamptz,
  version integer not null default 1,
  constraint assessment_subjects_pkey primary key (committee_id, assessment_id, subject_id),
  constraint assessment_subjects_round foreign key (committee_id, assessment_id) references assessments (committee_id, id)
);
create index assessment_subjects_by_name on assessment_subjects (committee_id, assessment_id, stroke_key, subject_id);
create index assessment_subjects_of_one on assessment_subjects (committee_id, subject_id);

-- Every reckoning is kept: the explanation, as of when the ledger counted, and why it was reckoned anew.
create table assessment_scores (
  committee_id uuid not null,
  assessment_id uuid not null,
  subject_id uuid not null,
  revision integer not null,
  centipoints integer not null,
  grade text,
  score jsonb not null,
  as_of timestamptz not null,
  reason text not null,
  -- the objection that was upheld; null: another reason
  objection_id uuid,
  reckoned_at timestamptz not null,
  constraint assessment_scores_pkey primary key (committee_id, assessment_id, subject_id, revision),
  constraint assessment_scores_subject foreign key (committee_id, assessment_id, subject_id) references assessment_subjects (committee_id, assessment_id, subject_id),
  -- an objection is reckoned once
  constraint assessment_scores_once unique (committee_id, objection_id)
);

create table assessment_objections (
  committee_id uuid not null,
  id uuid not null,
  assessment_id uuid not null,
  subject_id uuid not null,
  state text not null constraint assessment_objections_state check (state in ('open', 'upheld', 'refused')),
  -- the item; empty: the whole
  item_key text not null,
  reason text not null,
  raised_at timestamptz not null,
  answer text not null default '',
  answered_by text not null default '',
  answered_at timestamptz,
  constraint assessment_objections_pkey primary key (committee_id, id),
  constraint assessment_objections_subject foreign key (committee_id, assessment_id, subject_id) references assessment_subjects (committee_id, assessment_id, subject_id)
);
create index assessment_objections_by_subject on assessment_objections (committee_id, assessment_id, subject_id);
create unique index assessment_objections_one_open on assessment_objections (committee_id, assessment_id, subject_id, item_key) where state = 'open';

-- 优秀委员、党员之星、读书之星: given once a year each, never by a ranking alone.
create table recognitions (
  committee_id uuid not null,
  id uuid not null,
  kind text not null constraint recognitions_kind check (kind in ('outstandingMember', 'partyStar', 'readingStar', 'other')),
  title text not null,
  member_id uuid not null,
  year integer not null,
  reason text not null,
  given_by text not null,
  given_on date not null,
  given_at timestamptz not null,
  -- null: it stands
  revoked_at timestamptz,
  revoke_note text not null default '',
  constraint recognitions_pkey primary key (committee_id, id),
  constraint recognitions_member foreign key (committee_id, member_id) references members (committee_id, id)
);
create index recognitions_newest on recognitions (committee_id, given_at, id);
create unique index recognitions_once on recognitions (committee_id, year, title, member_id) where revoked_at is null;
