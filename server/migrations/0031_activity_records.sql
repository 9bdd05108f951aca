-- Papers, seats, what is written of an activity, and the calendar feed of a member.

create table activity_papers (
  committee_id uuid not null,
  activity_id uuid not null,
  file_id uuid not null,
  rights text not null constraint activity_papers_rights check (rights in ('invitees', 'members')),
  added_at timestamptz not null,
  constraint activity_papers_pkey primary key (committee_id, activity_id, file_id),
  constraint activity_papers_activity foreign key (committee_id, activity_id) references activities (committee_id, id) on delete cascade,
  constraint activity_papers_file foreign key (committee_id, file_id) references files (committee_id, id)
);

-- 成果, 简报, 会议纪要.
create table activity_records (
  committee_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  kind text not null constraint activity_records_kind check (kind in ('outcome', 'brief', 'minutes')),
  title text not null,
  -- 届次, 小组 and 期号 of a brief; empty or null elsewhere
  session text not null,
  body text not null,
  issue integer,
  signed_by text not null default '',
  text text not null,
  -- null: a draft
  published_at timestamptz,
  written_at timestamptz not null,
  written_by uuid not null,
  version integer not null default 1,
  constraint activity_records_pkey primary key (committee_id, id),
  constraint activity_records_activity foreign key (committee_id, activity_id) references activities (committee_id, id)
);
create index activity_records_by_activity on activity_records (committee_id, activity_id, written_at);

-- { rows, perRow }; null: no plan
alter table activities add column seat_plan jsonb;

-- The secret address under which a member's calendar asks; only its hash is kept.
create table calendar_feeds (
  committee_id uuid not null,
  hat_id uuid not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  constraint calendar_feeds_pkey primary key (committee_id, hat_id),
  constraint calendar_feeds_token_once unique (token_hash),
  constraint calendar_feeds_hat foreign key (committee_id, hat_id) references hats (committee_id, id)
);
