-- Replies to proposals handled together (并案): the suggestions of each of them are answered one by one.

-- The answer to a suggestion of a proposal that is handled with the one the reply is on.
create table reply_merged_answers (
  committee_id uuid not null,
  reply_id uuid not null,
  -- the one handled with it
  proposal_id uuid not null,
  number integer not null constraint reply_merged_answers_number check (number between 1 and 30),
  -- as it was worded when answered
  suggestion text not null,
  answer text not null,
  measure text not null,
  -- null: no date is promised
  due_on date,
  responsible text not null,
  -- 同第几条: the suggestion of the carrying proposal whose answer counts here; null: answered by itself
  same_as integer constraint reply_merged_answers_same_as check (same_as between 1 and 30),
  constraint reply_merged_answers_pkey primary key (committee_id, reply_id, proposal_id, number),
  constraint reply_merged_answers_reply foreign key (committee_id, reply_id) references replies (committee_id, id) on delete cascade,
  constraint reply_merged_answers_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id),
  constraint reply_merged_answers_once check (same_as is null or (answer = '' and measure = '' and due_on is null))
);

-- A measure promised to one of them is followed up like any other.
-- null: promised in the answer to a suggestion of one handled with it
alter table reply_follow_ups alter column number drop not null;
alter table reply_follow_ups add column of_proposal_id uuid; -- null: of the carrying proposal
alter table reply_follow_ups add column of_number integer; -- null: of the carrying proposal
alter table reply_follow_ups add constraint reply_follow_ups_merged_answer
  foreign key (committee_id, reply_id, of_proposal_id, of_number)
  references reply_merged_answers (committee_id, reply_id, proposal_id, number);
alter table reply_follow_ups add constraint reply_follow_ups_one_answer
  check ((number is null) = (of_number is not null) and (of_number is null) = (of_proposal_id is null));
