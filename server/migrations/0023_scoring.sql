-- Scoring schemes (考核办法) as versioned data: drafts that change, adopted ones that never do.
create table scoring_schemes (
  committee_id uuid not null constraint scoring_schemes_committee references committees (id),
  id uuid not null,
  name text not null,
  state text not null constraint scoring_schemes_state check (state in ('draft', 'adopted')),
  -- the year from which it holds
  effective_year integer not null constraint scoring_schemes_year check (effective_year between 1949 and 2200),
  scheme jsonb not null,
  -- the shipped scheme or the earlier version it was copied from, as people read it
  based_on text not null,
  -- counted at the adoption; null: a draft
  number integer,
  -- the body that adopted it, and when; null: a draft
  adopted_by text not null default '',
  adopted_on date,
  adopted_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint scoring_schemes_pkey primary key (committee_id, id),
  constraint scoring_schemes_number unique (committee_id, number),
  constraint scoring_schemes_adopted check ((state = 'adopted') = (number is not null and adopted_on is not null and adopted_at is not null))
);
create index scoring_schemes_newest on scoring_schemes (committee_id, created_at, id);
create index scoring_schemes_in_force on scoring_schemes (committee_id, effective_year, number) where state = 'adopted';

-- An adopted scheme is what scores were reckoned with.
create function refuse_change_of_adopted() returns trigger language plpgsql as $$
begin
  if old.state = 'adopted' then
    raise exception 'an adopted scheme never changes';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger scoring_schemes_immutable before update or delete on scoring_schemes for each row execute function refuse_change_of_adopted();
