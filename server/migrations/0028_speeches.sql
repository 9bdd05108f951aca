-- Speeches at a plenary (大会发言) and what is said in groups (分组讨论).
create table speech_calls (
  committee_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  title text not null,
  words text not null,
  opens_on date not null,
  closes_on date not null,
  oral_minutes integer not null,
  oral_places integer not null,
  -- when the written ones were printed and handed out; null: not yet
  collected_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  constraint speech_calls_pkey primary key (committee_id, id),
  constraint speech_calls_activity foreign key (committee_id, activity_id) references activities (committee_id, id),
  constraint speech_calls_dates check (closes_on >= opens_on)
);
create index speech_calls_by_activity on speech_calls (committee_id, activity_id);

create table speeches (
  committee_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  member_id uuid not null,
  -- what it speaks for; empty: the member
  body text not null,
  title text not null,
  words text not null,
  wish text not null constraint speeches_wish check (wish in ('oral', 'written', 'either')),
  state text not null constraint speeches_state check (state in ('submitted', 'oral', 'written', 'notSelected', 'withdrawn', 'given')),
  -- how it was chosen; null: not chosen
  form text constraint speeches_form check (form in ('oral', 'written')),
  -- place among the oral ones; null: none yet
  position integer,
  -- null: not spoken
  seconds integer,
  given_at timestamptz,
  note text not null default '',
  submitted_at timestamptz not null,
  version integer not null default 1,
  constraint speeches_pkey primary key (committee_id, id),
  constraint speeches_call foreign key (committee_id, call_id) references speech_calls (committee_id, id),
  constraint speeches_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint speeches_given check ((state = 'given') = (given_at is not null)),
  constraint speeches_chosen check ((form is not null) = (state in ('oral', 'written', 'given')))
);
create index speeches_by_call on speeches (committee_id, call_id, position, submitted_at);
create index speeches_by_member on speeches (committee_id, member_id);

create table discussion_points (
  committee_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  speaker text not null,
  -- empty: struck out
  words text not null,
  recorded_at timestamptz not null,
  version integer not null default 1,
  constraint discussion_points_pkey primary key (committee_id, id),
  constraint discussion_points_activity foreign key (committee_id, activity_id) references activities (committee_id, id)
);
create index discussion_points_by_activity on discussion_points (committee_id, activity_id, id);
