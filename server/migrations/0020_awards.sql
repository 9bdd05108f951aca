-- 评优: excellent proposals, advanced units, advanced persons (好提案、承办先进单位、先进个人).

create table award_rounds (
  committee_id uuid not null,
  id uuid not null,
  kind text not null constraint award_rounds_kind check (kind in ('proposals', 'units', 'persons')),
  title text not null,
  from_year integer not null constraint award_rounds_from check (from_year between 1949 and 2200),
  to_year integer not null,
  -- quota, method, nominators, criteria: as they held when the round was opened
  rules jsonb not null,
  -- as in the rules; beside them, so that ballots can be bound to it
  secret boolean not null,
  state text not null constraint award_rounds_state check (state in ('nominating', 'examining', 'voting', 'counted', 'notice', 'awarded', 'cancelled')),
  nominate_until date,
  -- how many may be awarded, of how many; null until the ballot is opened
  quota integer,
  total integer,
  tie_reason text not null default '',
  approved_by text not null default '',
  approved_on date,
  approval_note text not null default '',
  notice_from date,
  notice_until date,
  cancel_reason text not null default '',
  created_at timestamptz not null,
  state_since timestamptz not null,
  awarded_at timestamptz,
  version integer not null default 1,
  constraint award_rounds_pkey primary key (committee_id, id),
  constraint award_rounds_years check (to_year >= from_year and to_year <= from_year + 10),
  constraint award_rounds_awarded check ((state = 'awarded') = (awarded_at is not null)),
  constraint award_rounds_secrecy unique (committee_id, id, secret)
);
create index award_rounds_newest on award_rounds (committee_id, created_at, id);

create table award_nominations (
  committee_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  -- a proposal, or a unit, or a person of a unit
  proposal_id uuid,
  unit_id uuid,
  person_name text not null default '',
  person_post text not null default '',
  reason text not null,
  nominated_by text not null,
  nominated_at timestamptz not null,
  state text not null default 'proposed' constraint award_nominations_state check (state in ('proposed', 'admitted', 'refused')),
  note text not null default '',
  -- null until counted
  votes integer,
  centipoints integer,
  outcome text constraint award_nominations_outcome check (outcome in ('won', 'tied', 'lost', 'dropped')),
  constraint award_nominations_pkey primary key (committee_id, id),
  constraint award_nominations_round foreign key (committee_id, round_id) references award_rounds (committee_id, id),
  constraint award_nominations_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id),
  constraint award_nominations_unit foreign key (committee_id, unit_id) references units (committee_id, id),
  constraint award_nominations_one check ((proposal_id is null) <> (unit_id is null)),
  constraint award_nominations_once unique nulls not distinct (committee_id, round_id, proposal_id, unit_id, person_name)
);
create index award_nominations_by_proposal on award_nominations (committee_id, proposal_id) where proposal_id is not null;

-- Who is asked to vote.
create table award_voters (
  committee_id uuid not null,
  round_id uuid not null,
  account_id uuid not null constraint award_voters_account references accounts (id),
  -- as the voter was called then
  name text not null,
  -- that they voted, never what or when: secret ballots are apart
  voted boolean not null default false,
  constraint award_voters_pkey primary key (committee_id, round_id, account_id),
  constraint award_voters_round foreign key (committee_id, round_id) references award_rounds (committee_id, id)
);
create index award_voters_by_account on award_voters (committee_id, account_id) where not voted;

-- What was voted by name.
create table award_ballots (
  committee_id uuid not null,
  round_id uuid not null,
  -- of a round with named ballots
  secret boolean not null constraint award_ballots_named check (not secret),
  account_id uuid not null,
  -- votes: ids of nominations; points: of each nomination by criterion
  choice jsonb not null,
  constraint award_ballots_pkey primary key (committee_id, round_id, account_id),
  constraint award_ballots_round foreign key (committee_id, round_id, secret) references award_rounds (committee_id, id, secret),
  constraint award_ballots_voter foreign key (committee_id, round_id, account_id) references award_voters (committee_id, round_id, account_id)
);

-- What was voted in secret: all ballots of a round in one row, sorted by what they say, written anew with each that comes
-- in. No ballot has a row, a time or an order of its own.
create table award_boxes (
  committee_id uuid not null,
  round_id uuid not null,
  secret boolean not null constraint award_boxes_secret check (secret),
  ballots jsonb not null,
  constraint award_boxes_pkey primary key (committee_id, round_id),
  constraint award_boxes_round foreign key (committee_id, round_id, secret) references award_rounds (committee_id, id, secret)
);

create table award_objections (
  committee_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  -- null: about the round as a whole
  nomination_id uuid,
  from_whom text not null,
  words text not null,
  received_on date not null,
  recorded_at timestamptz not null,
  decision text not null default '',
  -- null: not decided yet
  decided_at timestamptz,
  constraint award_objections_pkey primary key (committee_id, id),
  constraint award_objections_round foreign key (committee_id, round_id) references award_rounds (committee_id, id),
  constraint award_objections_nomination foreign key (committee_id, nomination_id) references award_nominations (committee_id, id)
);
create index award_objections_by_round on award_objections (committee_id, round_id);
