-- Document numbers (发文字号) of the offices' papers: issued once, kept, printed on every copy.

-- How far each series has come in a year.
create table document_series (
  committee_id uuid not null constraint document_series_committee references committees (id),
  -- the pattern without its year: what has the same pattern counts together
  series text not null,
  year integer not null constraint document_series_year check (year between 1949 and 2200),
  last_number integer not null,
  constraint document_series_pkey primary key (committee_id, series, year)
);

create table document_numbers (
  committee_id uuid not null constraint document_numbers_committee references committees (id),
  id uuid not null,
  kind text not null constraint document_numbers_kind check (kind in ('examination', 'assignmentNotice', 'reminder', 'yearReport', 'commendation')),
  -- the proposal examined, the unit's duty, the session or term reported on, the round of commendation
  subject_id uuid not null,
  -- of a reminder the day it is of; empty for what is issued once
  occasion text not null default '',
  -- null: not about one proposal
  proposal_id uuid,
  series text not null,
  year integer not null,
  -- null: typed by hand, in a form of its own
  number integer,
  printed text not null,
  title text not null,
  unit text not null default '',
  issued_at timestamptz not null,
  issued_by uuid not null,
  constraint document_numbers_pkey primary key (committee_id, id),
  constraint document_numbers_once unique (committee_id, kind, subject_id, occasion),
  constraint document_numbers_printed unique (committee_id, printed),
  constraint document_numbers_number unique (committee_id, series, year, number),
  constraint document_numbers_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id)
);
create index document_numbers_by_issue on document_numbers (committee_id, year, id);
create index document_numbers_by_proposal on document_numbers (committee_id, proposal_id) where proposal_id is not null;
