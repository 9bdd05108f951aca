-- Key proposals (重点提案) under leaders, and referral to the level above.

-- The proposal office selects; one row a proposal, kept when the selection is taken back.
create table key_proposals (
  committee_id uuid not null,
  proposal_id uuid not null,
  year integer not null constraint key_proposals_year check (year between 1949 and 2200),
  reason text not null,
  selected_at timestamptz not null,
  -- null: a key proposal now
  removed_at timestamptz,
  removal_note text not null default '',
  constraint key_proposals_pkey primary key (committee_id, proposal_id),
  constraint key_proposals_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id)
);
create index key_proposals_by_year on key_proposals (committee_id, year, selected_at, proposal_id) where removed_at is null;

-- A leader answers for it: 领衔督办 by the committee's own leaders, 领办 by leaders of party, government or the handling unit.
create table leaderships (
  committee_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  kind text not null constraint leaderships_kind check (kind in ('supervise', 'lead')),
  leader_name text not null,
  leader_post text not null,
  -- null: the leader has no account here, others write for them
  account_id uuid,
  -- the bodies that assist, as written
  assisted_by text not null,
  plan text not null,
  plan_due_on date,
  effects text not null default '',
  assigned_at timestamptz not null,
  -- null: still under way
  ended_at timestamptz,
  version integer not null default 1,
  constraint leaderships_pkey primary key (committee_id, id),
  constraint leaderships_proposal foreign key (committee_id, proposal_id) references key_proposals (committee_id, proposal_id),
  constraint leaderships_account foreign key (account_id) references accounts (id),
  constraint leaderships_one unique (committee_id, proposal_id, kind, leader_name)
);
create index leaderships_by_account on leaderships (committee_id, account_id) where ended_at is null;

-- What a leader did: 走访, 调研, 办理协商会, 批示.
create table leadership_acts (
  committee_id uuid not null,
  id uuid not null,
  leadership_id uuid not null,
  proposal_id uuid not null,
  kind text not null constraint leadership_acts_kind check (kind in ('visit', 'inspection', 'consultation', 'instruction')),
  held_on date not null,
  place text not null,
  persons text not null,
  words text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  constraint leadership_acts_pkey primary key (committee_id, id),
  constraint leadership_acts_leadership foreign key (committee_id, leadership_id) references leaderships (committee_id, id)
);
create index leadership_acts_by_proposal on leadership_acts (committee_id, proposal_id, held_on, id);

-- What became of it at the level above (上报、联名上提).
create table referrals (
  committee_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  level text not null constraint referrals_level check (level in ('city', 'province', 'nation')),
  way text not null constraint referrals_way check (way in ('refer', 'joint')),
  -- who carries it there: the body, or the members of the upper committee
  carried_by text not null,
  referred_on date not null,
  state text not null constraint referrals_state check (state in ('sent', 'registered', 'adopted', 'notAdopted')),
  number_there text not null default '',
  note text not null default '',
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint referrals_pkey primary key (committee_id, id),
  constraint referrals_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id)
);
create index referrals_by_proposal on referrals (committee_id, proposal_id);
