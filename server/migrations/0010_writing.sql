-- Why a wording was given back: it stays with the wording, the next one begins with a clean page.
alter table proposal_texts
  add column returned_at timestamptz,
  add column return_note text not null default '',
  add column returned_by text not null default '';

-- 并案: handled with another one, whose duties, contacts and replies are then its own too; number and authors stay.
-- 转办: passed on as an opinion or a member's letter. 撤案 after the assignment waits for the office's consent.
alter table proposals
  add column merged_into uuid,
  add column merged_at timestamptz,
  -- opinion or letter; null: not passed on
  add column converted_to text constraint proposals_converted_to check (converted_to in ('opinion', 'letter')),
  -- null: the proposer does not ask to withdraw it
  add column withdrawal_requested_at timestamptz,
  add column withdrawal_note text not null default '',
  add constraint proposals_merged_into foreign key (committee_id, merged_into) references proposals (committee_id, id),
  add constraint proposals_merged_elsewhere check (merged_into <> id),
  drop constraint proposals_state,
  add constraint proposals_state check (state in ('draft', 'submitted', 'returned', 'declined', 'converted', 'withdrawn', 'registered', 'merged', 'handling', 'replied', 'rated', 'disputed', 'concluded', 'archived')),
  add constraint proposals_merged_known check (state <> 'merged' or merged_into is not null),
  add constraint proposals_converted_known check (state <> 'converted' or converted_to is not null);
create index proposals_merged on proposals (committee_id, merged_into) where merged_into is not null;
create index proposals_withdrawal_requested on proposals (committee_id, withdrawal_requested_at) where withdrawal_requested_at is not null;

-- ended: the duty went with the proposal that was withdrawn.
alter table assignments
  drop constraint assignments_state,
  add constraint assignments_state check (state in ('assigned', 'returnRequested', 'accepted', 'replySubmitted', 'replied', 'opinionGiven', 'returned', 'reassigned', 'ended'));

-- What each examiner recommends at each step of the examination of one wording; the decision is taken on it.
create table examination_opinions (
  committee_id uuid not null,
  proposal_id uuid not null,
  text_number integer not null,
  -- code of a step of the settings
  step text not null,
  account_id uuid not null constraint examination_opinions_account references accounts (id),
  -- as the examiner was called then
  examiner text not null,
  recommendation text not null constraint examination_opinions_recommendation check (recommendation in ('register', 'merge', 'return', 'convert', 'decline')),
  words text not null,
  given_at timestamptz not null,
  constraint examination_opinions_pkey primary key (committee_id, proposal_id, text_number, step, account_id),
  constraint examination_opinions_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id) on delete cascade
);

-- Whose proposal a collective one is; null for others and for imported ones. On paper: typed in by the office for its member.
alter table proposals
  add column collective_kind text constraint proposals_collective_kind check (collective_kind in ('party', 'body', 'specialCommittee', 'sector', 'group')),
  add column on_paper boolean not null default false,
  add constraint proposals_collective_kind_named check (collective_kind is null or collective_name is not null);
