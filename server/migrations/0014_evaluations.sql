-- Two-way appraisal of a proposal and its handling (双向评议), and democratic appraisal of units (民主评议).

-- One proposal's lead proposer and one answering unit score each other, back to back.
create table mutual_appraisals (
  committee_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  -- of the handling it is about
  round integer not null,
  assignment_id uuid not null,
  unit_id uuid not null,
  member_id uuid not null,
  -- items, grades and the low mark as they were when it was opened
  scheme jsonb not null,
  opened_at timestamptz not null,
  closes_on date not null,
  -- null: neither side knows the other's score, unless closes_on is over
  revealed_at timestamptz,
  -- what the office decided on a badly scored handling; null: not decided, or nothing to decide
  decision text constraint mutual_appraisals_decision check (decision in ('rehandle', 'keep')),
  decision_note text not null default '',
  decided_at timestamptz,
  constraint mutual_appraisals_pkey primary key (committee_id, id),
  constraint mutual_appraisals_once unique (committee_id, proposal_id, assignment_id, round),
  constraint mutual_appraisals_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id),
  constraint mutual_appraisals_assignment foreign key (committee_id, assignment_id) references assignments (committee_id, id),
  constraint mutual_appraisals_unit foreign key (committee_id, unit_id) references units (committee_id, id),
  constraint mutual_appraisals_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint mutual_appraisals_decided check ((decision is null) = (decided_at is null))
);
create index mutual_appraisals_by_opening on mutual_appraisals (committee_id, opened_at, id);
create index mutual_appraisals_by_unit on mutual_appraisals (committee_id, unit_id, opened_at, id);
create index mutual_appraisals_by_member on mutual_appraisals (committee_id, member_id, opened_at, id);
create index mutual_appraisals_sealed on mutual_appraisals (closes_on) where revealed_at is null;

create table mutual_scores (
  committee_id uuid not null,
  appraisal_id uuid not null,
  -- proposer: of the handling; unit: of the proposal
  side text not null constraint mutual_scores_side check (side in ('proposer', 'unit')),
  -- points by the code of the item
  points jsonb not null,
  total integer not null constraint mutual_scores_total check (total between 0 and 100),
  band text not null,
  low boolean not null,
  words text not null,
  given_at timestamptz not null,
  given_by uuid not null,
  version integer not null default 1,
  constraint mutual_scores_pkey primary key (committee_id, appraisal_id, side),
  constraint mutual_scores_appraisal foreign key (committee_id, appraisal_id) references mutual_appraisals (committee_id, id)
);
create index mutual_scores_low on mutual_scores (committee_id, appraisal_id) where low and side = 'proposer';

-- The last word: what is revealed stays as it was given.
create function refuse_revealed_scores() returns trigger language plpgsql as $$
declare
  which record;
begin
  if tg_op = 'DELETE' then which := old; else which := new; end if;
  if exists (
    select from mutual_appraisals
    where committee_id = which.committee_id and id = which.appraisal_id and revealed_at is not null
  ) then
    raise exception 'appraisal % is revealed', which.appraisal_id
      using errcode = 'check_violation', constraint = 'mutual_scores_revealed', table = 'mutual_scores';
  end if;
  return which;
end
$$;
create trigger mutual_scores_revealed before insert or update or delete on mutual_scores
  for each row execute function refuse_revealed_scores();

-- One democratic appraisal of units, made by the office.
create table appraisals (
  committee_id uuid not null constraint appraisals_committee references committees (id),
  id uuid not null,
  year integer not null constraint appraisals_year check (year between 1949 and 2200),
  title text not null,
  explanation text not null,
  state text not null constraint appraisals_state check (state in ('drafted', 'open', 'closed', 'reported', 'rectifying', 'lookedBack', 'archived')),
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  -- dimensions, levels, grades and the fewest ballots as they were when it was opened; null: a draft
  scheme jsonb,
  created_at timestamptz not null,
  created_by uuid not null,
  opened_at timestamptz,
  closed_at timestamptz,
  reported_at timestamptz,
  report_words text not null default '',
  -- null: nobody was asked for measures
  rectify_by date,
  archived_at timestamptz,
  version integer not null default 1,
  constraint appraisals_pkey primary key (committee_id, id),
  constraint appraisals_times check (closes_at > opens_at),
  constraint appraisals_schemed check ((state = 'drafted') = (scheme is null))
);
create index appraisals_by_making on appraisals (committee_id, created_at, id);
create index appraisals_to_close on appraisals (closes_at) where state = 'open';

create table appraised_units (
  committee_id uuid not null,
  appraisal_id uuid not null,
  unit_id uuid not null,
  -- it handled in that year, when it was chosen
  proposals integer not null,
  -- asked for measures (整改)
  rectifies boolean not null default false,
  measures jsonb not null default '[]',
  -- null: not written yet
  measures_at timestamptz,
  -- 回头看; null: not looked back on yet
  look_back text constraint appraised_units_look_back check (look_back in ('done', 'partly', 'notDone')),
  look_back_words text not null default '',
  looked_back_on date,
  version integer not null default 1,
  constraint appraised_units_pkey primary key (committee_id, appraisal_id, unit_id),
  constraint appraised_units_appraisal foreign key (committee_id, appraisal_id) references appraisals (committee_id, id) on delete cascade,
  constraint appraised_units_unit foreign key (committee_id, unit_id) references units (committee_id, id),
  constraint appraised_units_looked_back check ((look_back is null) = (looked_back_on is null))
);
create index appraised_units_by_unit on appraised_units (committee_id, unit_id, appraisal_id);

create table appraisers (
  committee_id uuid not null,
  appraisal_id uuid not null,
  member_id uuid not null,
  constraint appraisers_pkey primary key (committee_id, appraisal_id, member_id),
  constraint appraisers_appraisal foreign key (committee_id, appraisal_id) references appraisals (committee_id, id) on delete cascade,
  constraint appraisers_member foreign key (committee_id, member_id) references members (committee_id, id)
);
create index appraisers_by_member on appraisers (committee_id, member_id, appraisal_id);

-- Who has handed in, and nothing else: neither what nor when. The key is what makes it once.
create table ballot_hand_ins (
  committee_id uuid not null,
  appraisal_id uuid not null,
  member_id uuid not null,
  constraint ballot_hand_ins_pkey primary key (committee_id, appraisal_id, member_id),
  constraint ballot_hand_ins_appraiser foreign key (committee_id, appraisal_id, member_id) references appraisers (committee_id, appraisal_id, member_id)
);

-- What was handed in on one unit, without a name. All ballots of a unit lie in one row, alike ones counted together, in no
-- order of when they came, and each hand-in writes every box of the appraisal anew: a ballot has no row of its own whose
-- place or transaction number (xmin, ctid) could be held against those of ballot_hand_ins or events.
create table ballot_boxes (
  committee_id uuid not null,
  appraisal_id uuid not null,
  unit_id uuid not null,
  -- how often each ballot: the places of the ticked levels, a digit for each dimension: {"01002": 3, …}
  ballots jsonb not null default '{}',
  constraint ballot_boxes_pkey primary key (committee_id, appraisal_id, unit_id),
  constraint ballot_boxes_unit foreign key (committee_id, appraisal_id, unit_id) references appraised_units (committee_id, appraisal_id, unit_id) on delete cascade
);
