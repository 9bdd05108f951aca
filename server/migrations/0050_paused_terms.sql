-- Whether the term that lists show stands still (暂停计算): of the matter, and of a unit's duty on it. Written with due_on.
alter table proposals
  add column paused boolean not null default false;
alter table assignments
  add column paused boolean not null default false;
