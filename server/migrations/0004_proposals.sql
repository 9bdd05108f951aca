create table proposals (
  committee_id uuid not null,
  id uuid not null,
  term_id uuid not null,
  -- null: handed in between sessions, or still a draft
  session_id uuid,
  state text not null constraint proposals_state check (state in ('draft', 'submitted', 'returned', 'declined', 'withdrawn', 'registered', 'handling', 'replied', 'rated', 'disputed', 'concluded', 'archived')),
  kind text not null constraint proposals_kind check (kind in ('individual', 'joint', 'collective')),
  -- given when placed on the register, in the series the settings name
  number integer,
  number_series text,
  title text not null,
  -- character pairs of the folded title and proposers, for finding two-character words and names
  search_words tsvector not null,
  -- which of its texts is in force
  text_number integer not null default 1,
  category text,
  suggested_unit_ids uuid[] not null,
  publish_consent boolean not null,
  publish_note text not null,
  -- null for collective and imported ones
  lead_member_id uuid,
  -- the proposing body as written; null unless collective
  collective_name text,
  -- as printed: 王某某等 9 人; written with the co-signers
  proposers text not null,
  sector_id uuid,
  created_by uuid not null,
  -- lead or sole unit, once assigned
  lead_unit_id uuid,
  -- handling round: 1, and one more each time it is handled again (重办)
  round integer not null default 1,
  return_note text not null default '',
  decline_reason text,
  decline_note text not null default '',
  -- until when whoever's turn it is should act; null: no clock
  due_on date,
  -- when it came into its state
  state_since timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz,
  registered_at timestamptz,
  assigned_at timestamptz,
  replied_at timestamptz,
  concluded_at timestamptz,
  archived_at timestamptz,
  version integer not null default 1,
  constraint proposals_pkey primary key (committee_id, id),
  constraint proposals_term foreign key (committee_id, term_id) references terms (committee_id, id),
  constraint proposals_session foreign key (committee_id, session_id) references sessions (committee_id, id),
  constraint proposals_lead_member foreign key (committee_id, lead_member_id) references members (committee_id, id),
  constraint proposals_lead_unit foreign key (committee_id, lead_unit_id) references units (committee_id, id),
  constraint proposals_sector foreign key (committee_id, sector_id) references groups (committee_id, id),
  constraint proposals_numbered check ((number is null) = (number_series is null)),
  constraint proposals_registered_numbered check (registered_at is null or number is not null),
  constraint proposals_collective_named check ((kind = 'collective') = (collective_name is not null))
);
create unique index proposals_number_once on proposals (committee_id, number_series, number) where number is not null;
-- Lists: newest first, alone and under each filter; a rare filter is then as fast as none.
create index proposals_by_submitted on proposals (committee_id, submitted_at, id) where submitted_at is not null;
create index proposals_on_register on proposals (committee_id, submitted_at, id) where registered_at is not null;
create index proposals_by_writer on proposals (committee_id, created_by) where lead_member_id is null;
create index proposals_by_updated on proposals (committee_id, updated_at, id) where submitted_at is not null;
create index proposals_by_number on proposals (committee_id, coalesce(number, 0), id) where submitted_at is not null;
create index proposals_by_state on proposals (committee_id, state, submitted_at, id) where submitted_at is not null;
create index proposals_by_kind on proposals (committee_id, kind, submitted_at, id) where submitted_at is not null;
create index proposals_by_term on proposals (committee_id, term_id, submitted_at, id) where submitted_at is not null;
create index proposals_by_category on proposals (committee_id, category, submitted_at, id) where submitted_at is not null;
create index proposals_by_unit on proposals (committee_id, lead_unit_id, submitted_at, id) where submitted_at is not null;
create index proposals_by_sector on proposals (committee_id, sector_id, submitted_at, id) where submitted_at is not null;
create index proposals_by_session on proposals (committee_id, session_id, submitted_at, id) where submitted_at is not null;
create index proposals_by_lead_member on proposals (committee_id, lead_member_id);
-- a search reads the list of new rows not sorted in yet from end to end: kept short (at 4 MB it took 1.3 of 1.5 ms)
create index proposals_by_search_words on proposals using gin (search_words) with (gin_pending_list_limit = 64);

-- The wording. One more each time it is written anew after it was handed in, so that what was handed in stays as it was.
-- Apart from the matter: lists and moves touch proposals often and its long text never (frequent words were found five times slower).
create table proposal_texts (
  committee_id uuid not null,
  proposal_id uuid not null,
  number integer not null,
  title text not null,
  analysis text not null,
  suggestions jsonb not null,
  written_at timestamptz not null,
  written_by uuid not null,
  -- null: not handed in, so still the writer's own
  handed_in_at timestamptz,
  constraint proposal_texts_pkey primary key (committee_id, proposal_id, number),
  constraint proposal_texts_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id) on delete cascade
);

-- The last number given in each series; its row is the lock that keeps numbers without gap or double.
create table proposal_numbers (
  committee_id uuid not null,
  series text not null,
  last_number integer not null,
  constraint proposal_numbers_pkey primary key (committee_id, series)
);

create table co_signers (
  committee_id uuid not null,
  proposal_id uuid not null,
  member_id uuid not null,
  state text not null constraint co_signers_state check (state in ('invited', 'accepted', 'declined', 'expired')),
  invited_at timestamptz not null,
  expires_on date not null,
  -- null: no answer yet
  replied_at timestamptz,
  note text not null default '',
  constraint co_signers_pkey primary key (committee_id, proposal_id, member_id),
  constraint co_signers_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id) on delete cascade,
  constraint co_signers_member foreign key (committee_id, member_id) references members (committee_id, id)
);
create index co_signers_by_member on co_signers (committee_id, member_id, state);

create table proposal_attachments (
  committee_id uuid not null,
  proposal_id uuid not null,
  file_id uuid not null,
  added_at timestamptz not null,
  constraint proposal_attachments_pkey primary key (committee_id, proposal_id, file_id),
  constraint proposal_attachments_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id) on delete cascade,
  constraint proposal_attachments_file foreign key (committee_id, file_id) references files (committee_id, id)
);

-- One unit's duty on a proposal (主办、会办、分办、独办), with its own clock.
create table assignments (
  committee_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  unit_id uuid not null,
  role text not null constraint assignments_role check (role in ('lead', 'joint', 'separate', 'sole')),
  state text not null constraint assignments_state check (state in ('assigned', 'returnRequested', 'accepted', 'replySubmitted', 'replied', 'opinionGiven', 'returned', 'reassigned')),
  round integer not null default 1,
  assigned_at timestamptz not null,
  accept_by date not null,
  return_by date not null,
  reply_by date not null,
  -- first contact with the proposer; null for joint units, who contact through the lead
  contact_by date,
  accepted_at timestamptz,
  state_since timestamptz not null,
  note text not null default '',
  return_reason text not null default '',
  return_decision_note text not null default '',
  opinion text not null default '',
  opinion_given_at timestamptz,
  -- the assignment this one took over from
  reassigned_from uuid,
  constraint assignments_pkey primary key (committee_id, id),
  constraint assignments_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id),
  constraint assignments_unit foreign key (committee_id, unit_id) references units (committee_id, id),
  constraint assignments_reassigned_from foreign key (committee_id, reassigned_from) references assignments (committee_id, id)
);
create index assignments_by_proposal on assignments (committee_id, proposal_id);
create index assignments_by_unit on assignments (committee_id, unit_id, state, state_since);
create unique index assignments_one_open on assignments (committee_id, proposal_id, unit_id) where state not in ('returned', 'reassigned');
create unique index assignments_one_lead on assignments (committee_id, proposal_id) where role in ('lead', 'sole') and state not in ('returned', 'reassigned');
create index assignments_by_state on assignments (committee_id, state, state_since) where state in ('returnRequested', 'replySubmitted');

create table contacts (
  committee_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  proposal_id uuid not null,
  round integer not null,
  phase text not null constraint contacts_phase check (phase in ('before', 'during', 'after')),
  way text not null constraint contacts_way check (way in ('visit', 'meeting', 'call', 'letter')),
  held_on date not null,
  persons text not null,
  notes text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  -- answered by the proposer, never by the unit; both null: not answered yet
  confirmed_at timestamptz,
  disputed_at timestamptz,
  dispute_note text not null default '',
  constraint contacts_pkey primary key (committee_id, id),
  constraint contacts_assignment foreign key (committee_id, assignment_id) references assignments (committee_id, id),
  constraint contacts_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id),
  constraint contacts_one_answer check (confirmed_at is null or disputed_at is null)
);
create index contacts_by_proposal on contacts (committee_id, proposal_id);

create table replies (
  committee_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  proposal_id uuid not null,
  round integer not null,
  -- null: not chosen yet
  reply_class text,
  text text not null,
  document_number text not null,
  signed_by text not null,
  contact_name text not null,
  contact_phone text not null,
  submitted_at timestamptz,
  sent_back_at timestamptz,
  send_back_reason text not null default '',
  delivered_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null,
  constraint replies_pkey primary key (committee_id, id),
  constraint replies_assignment foreign key (committee_id, assignment_id) references assignments (committee_id, id),
  constraint replies_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id)
);
create index replies_by_proposal on replies (committee_id, proposal_id);
-- one text at a time is being written for an assignment
create unique index replies_one_open on replies (committee_id, assignment_id) where delivered_at is null and sent_back_at is null;

create table ratings (
  committee_id uuid not null,
  proposal_id uuid not null,
  round integer not null,
  member_id uuid not null,
  handling text not null constraint ratings_handling check (handling in ('satisfied', 'basicallySatisfied', 'dissatisfied')),
  result text not null constraint ratings_result check (result in ('satisfied', 'basicallySatisfied', 'dissatisfied')),
  words text not null,
  rated_at timestamptz not null,
  constraint ratings_pkey primary key (committee_id, proposal_id, round, member_id),
  constraint ratings_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id),
  constraint ratings_member foreign key (committee_id, member_id) references members (committee_id, id)
);

-- What an account should know happened; made from events, once.
create table notices (
  committee_id uuid not null,
  id uuid not null,
  account_id uuid not null constraint notices_account references accounts (id),
  event_id bigint not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  title text not null,
  words text not null,
  at timestamptz not null,
  read_at timestamptz,
  constraint notices_pkey primary key (committee_id, id),
  constraint notices_once unique (account_id, event_id)
);
create index notices_by_account on notices (account_id, at);
create index notices_unread on notices (account_id) where read_at is null;
