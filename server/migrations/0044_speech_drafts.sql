-- What a member writes for a speech before it is handed in, or the office types for one; gone once it is handed in.
create table speech_drafts (
  committee_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  account_id uuid not null,
  -- the speech that is being changed; null: a new one
  speech_id uuid,
  -- for whom the office types; null: not chosen yet, or one's own
  member_id uuid,
  body text not null,
  title text not null,
  words text not null,
  wish text not null constraint speech_drafts_wish check (wish in ('oral', 'written', 'either')),
  saved_at timestamptz not null,
  version integer not null default 1,
  constraint speech_drafts_pkey primary key (committee_id, id),
  constraint speech_drafts_once unique nulls not distinct (committee_id, account_id, call_id, speech_id),
  constraint speech_drafts_call foreign key (committee_id, call_id) references speech_calls (committee_id, id),
  constraint speech_drafts_speech foreign key (committee_id, speech_id) references speeches (committee_id, id),
  constraint speech_drafts_member foreign key (committee_id, member_id) references members (committee_id, id)
);
