-- Whether the term that lists show stands still (暂停计算): of the matter, and of a unit's duty on it. Written with due_on.
alter table proposals
  add column paused boolean not null default false;
alter table assignments
  add column paused boolean not null default false;

-- What waits at a desk is in the order of the day it names.
drop index proposals_by_desk;
create index proposals_by_desk on proposals (committee_id, state, (case when not paused then due_on end), state_since)
  where state in ('returned', 'submitted', 'registered', 'handling', 'replied', 'rated', 'disputed');
