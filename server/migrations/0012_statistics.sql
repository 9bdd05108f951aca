-- What statistics are made of, kept with the proposal, so that counting reads one table.

-- class of the reply delivered last; ratings of the last round
alter table proposals add reply_class text;
alter table proposals add rated_handling text constraint proposals_rated_handling check (rated_handling in ('satisfied', 'basicallySatisfied', 'dissatisfied'));
alter table proposals add rated_result text constraint proposals_rated_result check (rated_result in ('satisfied', 'basicallySatisfied', 'dissatisfied'));

-- How far it came, as one number, so that a count by any dimension groups by two columns and not by eight:
-- 1 registered, 2 assigned, 4 answered, 8 × rating of the handling, 32 × rating of the result (1 satisfied, 2 basically, 3 not).
alter table proposals add outcome smallint not null generated always as (
  ((registered_at is not null)::int + 2 * (assigned_at is not null)::int + 4 * (replied_at is not null)::int
    + 8 * case rated_handling when 'satisfied' then 1 when 'basicallySatisfied' then 2 when 'dissatisfied' then 3 else 0 end
    + 32 * case rated_result when 'satisfied' then 1 when 'basicallySatisfied' then 2 when 'dissatisfied' then 3 else 0 end)::smallint
) stored;

-- the civil year it was handed in, in China
alter table proposals add submitted_year smallint generated always as (extract(year from submitted_at at time zone 'Asia/Shanghai')::smallint) stored;
create index proposals_by_year on proposals (committee_id, submitted_year) where submitted_at is not null;
