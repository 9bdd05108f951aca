-- Fingerprints of replies that were handed in: by them the office and the unit see which words stand in another reply too.
create table reply_marks (
  committee_id uuid not null,
  reply_id uuid not null,
  marks integer[] not null,
  constraint reply_marks_pkey primary key (committee_id, reply_id),
  constraint reply_marks_reply foreign key (committee_id, reply_id) references replies (committee_id, id) on delete cascade
-- the row itself stays narrow: looking up who shares a mark reads the ids only
) with (toast_tuple_target = 128);
alter table reply_marks alter column marks set storage external;
create index reply_marks_by_marks on reply_marks using gin (marks) with (gin_pending_list_limit = 256);
