-- Those who write a proposal together: signatures on paper, a signer or lead proposer who leaves the committee, who rates
-- besides the lead, and what they say to each other on the draft.

alter table co_signers
  -- left the committee half way; null: did not
  add column left_at timestamptz,
  add column left_reason text not null default '',
  -- signed on paper and entered by this clerk, with the page that shows it
  add column recorded_by text not null default '',
  add column scan_file_id uuid,
  drop constraint co_signers_state,
  -- left: taken off while the draft was open; who left later stays accepted
  add constraint co_signers_state check (state in ('invited', 'accepted', 'declined', 'expired', 'left')),
  add constraint co_signers_left_known check (state <> 'left' or left_at is not null);

alter table proposals
  -- the lead proposer left the committee; null: is in office, or another one was named
  add column lead_left_at timestamptz,
  add column lead_left_reason text not null default '',
  -- the office keeps it under the name of the one who left; null: not decided
  add column lead_kept_at timestamptz;
create index proposals_lead_left on proposals (committee_id, lead_left_at) where lead_left_at is not null;

-- Co-signers who are asked to rate a round besides the lead proposer.
create table rating_requests (
  committee_id uuid not null,
  proposal_id uuid not null,
  round integer not null,
  member_id uuid not null,
  asked_at timestamptz not null,
  -- no longer asked: left the committee, or became the lead proposer
  excused_at timestamptz,
  constraint rating_requests_pkey primary key (committee_id, proposal_id, round, member_id),
  constraint rating_requests_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id),
  constraint rating_requests_member foreign key (committee_id, member_id) references members (committee_id, id)
);
create index rating_requests_by_member on rating_requests (committee_id, member_id);

-- What those who write it say to each other, thread by thread; never part of the proposal's text.
create table draft_comments (
  committee_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  -- the first comment of its thread; its own id for the first
  thread_id uuid not null,
  part text not null constraint draft_comments_part check (part in ('whole', 'title', 'analysis', 'suggestion')),
  -- number of the suggestion; null for other parts
  suggestion integer,
  -- how the part began when it was spoken of
  quote text not null,
  account_id uuid not null constraint draft_comments_account references accounts (id),
  -- as the writer was called then
  author text not null,
  words text not null,
  written_at timestamptz not null,
  -- taken back by its writer
  removed_at timestamptz,
  -- of the first comment: settled
  resolved_at timestamptz,
  resolved_by text not null default '',
  constraint draft_comments_pkey primary key (committee_id, id),
  constraint draft_comments_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id) on delete cascade,
  constraint draft_comments_thread foreign key (committee_id, thread_id) references draft_comments (committee_id, id) on delete cascade,
  constraint draft_comments_suggestion check ((part = 'suggestion') = (suggestion is not null))
);
create index draft_comments_by_proposal on draft_comments (committee_id, proposal_id, written_at);

alter table proposals
  -- the number as it was printed when it was given; null: by the national pattern
  add column number_text text,
  -- the name of the series where some proposers are numbered apart
  add column number_class text not null default '',
  -- what else the proposer of a declined one can do, as it was listed then
  add column decline_ways text[] not null default '{}';
