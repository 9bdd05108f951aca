-- Votes and elections in a meeting (表决、选举).
create table votes (
  committee_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  position integer not null,
  kind text not null constraint votes_kind check (kind in ('motion', 'election')),
  form text not null constraint votes_form check (form in ('hands', 'named', 'secret')),
  title text not null,
  words text not null,
  -- electorate, quorum, majority, seats: as they hold for this item
  rules jsonb not null,
  chief_scrutineer text not null,
  scrutineers text not null,
  state text not null constraint votes_state check (state in ('drafted', 'open', 'closed', 'withdrawn')),
  round integer not null default 1,
  -- counted when it was opened: who has the right, and who of them is there with a ballot; null before
  electorate integer,
  issued integer,
  opened_at timestamptz,
  closed_at timestamptz,
  -- null: not counted
  result jsonb,
  -- [{ round, reason, at, result }]
  voided jsonb not null default '[]',
  created_at timestamptz not null,
  version integer not null default 1,
  constraint votes_pkey primary key (committee_id, id),
  constraint votes_activity foreign key (committee_id, activity_id) references activities (committee_id, id),
  constraint votes_position_once unique (committee_id, activity_id, position),
  constraint votes_form_once unique (committee_id, id, form),
  constraint votes_counted check ((state = 'closed') = (result is not null)),
  constraint votes_opened check (state not in ('open', 'closed') or (electorate is not null and issued is not null and opened_at is not null))
);
-- One item at a time.
create unique index votes_one_open on votes (committee_id, activity_id) where state = 'open';

create table vote_candidates (
  committee_id uuid not null,
  id uuid not null,
  vote_id uuid not null,
  position integer not null,
  name text not null,
  about text not null,
  constraint vote_candidates_pkey primary key (committee_id, id),
  constraint vote_candidates_vote foreign key (committee_id, vote_id) references votes (committee_id, id),
  constraint vote_candidates_once unique (committee_id, vote_id, name)
);

-- Who got a ballot.
create table vote_voters (
  committee_id uuid not null,
  vote_id uuid not null,
  member_id uuid not null,
  -- that they voted, never what or when: secret ballots are apart
  has_cast boolean not null default false,
  constraint vote_voters_pkey primary key (committee_id, vote_id, member_id),
  constraint vote_voters_vote foreign key (committee_id, vote_id) references votes (committee_id, id),
  constraint vote_voters_member foreign key (committee_id, member_id) references members (committee_id, id)
);

-- What was voted by name.
create table vote_ballots (
  committee_id uuid not null,
  vote_id uuid not null,
  form text not null constraint vote_ballots_named check (form = 'named'),
  member_id uuid not null,
  ballot text not null,
  constraint vote_ballots_pkey primary key (committee_id, vote_id, member_id),
  constraint vote_ballots_vote foreign key (committee_id, vote_id, form) references votes (committee_id, id, form),
  constraint vote_ballots_voter foreign key (committee_id, vote_id, member_id) references vote_voters (committee_id, vote_id, member_id)
);

-- What was voted in secret: all ballots of an item in one row, alike ones counted together, written anew with each that
-- comes in. No ballot has a row, a time or an order of its own.
create table vote_boxes (
  committee_id uuid not null,
  vote_id uuid not null,
  form text not null constraint vote_boxes_secret check (form = 'secret'),
  ballots jsonb not null,
  constraint vote_boxes_pkey primary key (committee_id, vote_id),
  constraint vote_boxes_vote foreign key (committee_id, vote_id, form) references votes (committee_id, id, form)
);
