-- The person as a member of one committee, through all terms.
create table members (
  committee_id uuid not null constraint members_committee references committees (id),
  id uuid not null,
  -- null: no account yet
  account_id uuid constraint members_account references accounts (id),
  name text not null,
  stroke_key text collate "C" not null,
  pinyin_key text collate "C" not null,
  search_text text not null,
  -- null: not stated in the roster
  sex text constraint members_sex check (sex in ('male', 'female')),
  born_on date,
  ethnicity text not null,
  native_place text not null,
  education text not null,
  degree text not null,
  professional_title text not null,
  parties text[] not null,
  member_number text not null,
  phone text not null,
  email text not null,
  address text not null,
  employer text not null,
  employer_post text not null,
  social_posts text not null,
  expertise text not null,
  career text not null,
  photo_file_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint members_pkey primary key (committee_id, id)
);
create index members_in_stroke_order on members (committee_id, stroke_key, id);
create index members_in_pinyin_order on members (committee_id, pinyin_key, id);
create index members_by_name on members (committee_id, name);
create unique index members_by_account on members (committee_id, account_id) where account_id is not null;

alter table hats add constraint hats_member foreign key (committee_id, member_id) references members (committee_id, id);

-- Membership in one term (一届).
create table memberships (
  committee_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  term_id uuid not null,
  joined_on date not null,
  join_way text not null constraint memberships_join_way check (join_way in ('elected', 'byElection')),
  -- null: still in office
  left_on date,
  leave_reason text constraint memberships_leave_reason check (leave_reason in ('resigned', 'orderedToResign', 'revoked', 'transferred', 'died', 'termEnded')),
  leave_note text not null default '',
  constraint memberships_pkey primary key (committee_id, id),
  constraint memberships_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint memberships_term foreign key (committee_id, term_id) references terms (committee_id, id),
  constraint memberships_dates check (left_on >= joined_on),
  constraint memberships_leave_whole check ((left_on is null) = (leave_reason is null))
);
create unique index memberships_one_open on memberships (committee_id, member_id, term_id) where left_on is null;
create index memberships_by_member on memberships (committee_id, member_id);
create index memberships_by_term on memberships (committee_id, term_id, member_id);

create table member_posts (
  committee_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  post text not null constraint member_posts_post check (post in ('chair', 'viceChair', 'secretaryGeneral', 'standingMember', 'director', 'deputyDirector', 'other')),
  title text not null,
  starts_on date not null,
  -- null: still held
  ends_on date,
  constraint member_posts_pkey primary key (committee_id, id),
  constraint member_posts_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint member_posts_dates check (ends_on >= starts_on)
);
create index member_posts_by_member on member_posts (committee_id, member_id);

create table group_members (
  committee_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  member_id uuid not null,
  -- copied from the kind, so that the database itself keeps a member in one group of it; null where the kind is not exclusive
  exclusive_kind text,
  role text not null constraint group_members_role check (role in ('member', 'convener', 'deputyConvener', 'liaison', 'director', 'deputyDirector')),
  starts_on date not null,
  -- null: still in it
  ends_on date,
  constraint group_members_pkey primary key (committee_id, id),
  constraint group_members_group foreign key (committee_id, group_id) references groups (committee_id, id),
  constraint group_members_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint group_members_dates check (ends_on >= starts_on)
);
create unique index group_members_once on group_members (committee_id, group_id, member_id) where ends_on is null;
create unique index group_members_exclusive on group_members (committee_id, member_id, exclusive_kind) where ends_on is null and exclusive_kind is not null;
create index group_members_by_member on group_members (committee_id, member_id);

-- Changes a member proposes to their own file, until the office has verified them (待验证).
create table member_changes (
  committee_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  state text not null constraint member_changes_state check (state in ('pending', 'accepted', 'refused', 'withdrawn')),
  -- { field: { from, to } }
  changes jsonb not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  -- null: not decided yet
  decided_by uuid,
  decided_at timestamptz,
  decision_note text not null default '',
  constraint member_changes_pkey primary key (committee_id, id),
  constraint member_changes_member foreign key (committee_id, member_id) references members (committee_id, id)
);
create unique index member_changes_one_pending on member_changes (committee_id, member_id) where state = 'pending';
create index member_changes_by_state on member_changes (committee_id, state, proposed_at);
