-- Replies suggestion by suggestion, and what of them is promised.

alter table replies add column closing text not null default '';

-- The answer to one numbered suggestion. Replies written before, and those of proposals without suggestions, have none.
create table reply_answers (
  committee_id uuid not null,
  reply_id uuid not null,
  number integer not null constraint reply_answers_number check (number between 1 and 30),
  -- as it was worded when answered: those whose proposals are handled with it read it too
  suggestion text not null,
  answer text not null,
  measure text not null,
  -- null: no date is promised
  due_on date,
  responsible text not null,
  constraint reply_answers_pkey primary key (committee_id, reply_id, number),
  constraint reply_answers_reply foreign key (committee_id, reply_id) references replies (committee_id, id) on delete cascade
);

-- A promised measure with its date, from the delivery of the reply on; it outlives the proposal's conclusion.
create table reply_follow_ups (
  committee_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  assignment_id uuid not null,
  reply_id uuid not null,
  -- of the suggestion
  number integer not null,
  unit_id uuid not null,
  measure text not null,
  responsible text not null,
  due_on date not null,
  -- as first promised; due_on moves when the unit names a new day
  promised_on date not null,
  -- dropped: a later reply took its place, or the proposal was withdrawn
  state text not null constraint reply_follow_ups_state check (state in ('open', 'late', 'done', 'dropped')),
  -- the due date the unit was told of last; null: not told yet
  told_due_on date,
  created_at timestamptz not null,
  done_at timestamptz,
  constraint reply_follow_ups_pkey primary key (committee_id, id),
  constraint reply_follow_ups_answer foreign key (committee_id, reply_id, number) references reply_answers (committee_id, reply_id, number),
  constraint reply_follow_ups_assignment foreign key (committee_id, assignment_id) references assignments (committee_id, id),
  constraint reply_follow_ups_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id),
  constraint reply_follow_ups_unit foreign key (committee_id, unit_id) references units (committee_id, id),
  constraint reply_follow_ups_done check ((state = 'done') = (done_at is not null))
);
create index reply_follow_ups_by_proposal on reply_follow_ups (committee_id, proposal_id);
create index reply_follow_ups_by_unit on reply_follow_ups (committee_id, unit_id, due_on) where state in ('open', 'late');
create index reply_follow_ups_by_due on reply_follow_ups (due_on) where state in ('open', 'late');
create index reply_follow_ups_late on reply_follow_ups (committee_id, due_on) where state = 'late';

-- What the unit said of a measure when it came due, and the new day it named where it was not done.
create table follow_up_reports (
  committee_id uuid not null,
  id uuid not null,
  follow_up_id uuid not null,
  report text not null,
  due_on date not null,
  -- null: done
  next_on date,
  reported_at timestamptz not null,
  reported_by uuid not null,
  constraint follow_up_reports_pkey primary key (committee_id, id),
  constraint follow_up_reports_follow_up foreign key (committee_id, follow_up_id) references reply_follow_ups (committee_id, id),
  constraint follow_up_reports_later check (next_on > due_on)
);
create index follow_up_reports_by_follow_up on follow_up_reports (committee_id, follow_up_id);
