-- Yearly duty reports (年度履职报告): asked of standing members, or of all, and kept in each member's archive.
create table duty_report_rounds (
  committee_id uuid not null constraint duty_report_rounds_committee references committees (id),
  id uuid not null,
  term_id uuid not null,
  year integer not null,
  title text not null,
  words text not null,
  asked_of text not null constraint duty_report_rounds_asked_of check (asked_of in ('standing', 'all')),
  due_on date not null,
  -- [{ heading, hint, chapters }] as the setting had them
  headings jsonb not null,
  opened_at timestamptz not null,
  -- null: reports may be handed in
  closed_at timestamptz,
  version integer not null default 1,
  constraint duty_report_rounds_pkey primary key (committee_id, id),
  constraint duty_report_rounds_year unique (committee_id, year),
  constraint duty_report_rounds_term foreign key (committee_id, term_id) references terms (committee_id, id)
);

create table duty_reports (
  committee_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  member_id uuid not null,
  state text not null constraint duty_reports_state check (state in ('asked', 'submitted', 'returned', 'archived', 'excused')),
  -- [{ heading, text }]; empty: not begun
  parts jsonb not null,
  note text not null default '',
  asked_at timestamptz not null,
  -- null: never
  submitted_at timestamptz,
  archived_at timestamptz,
  reminded_at timestamptz,
  state_since timestamptz not null,
  version integer not null default 1,
  constraint duty_reports_pkey primary key (committee_id, id),
  constraint duty_reports_round foreign key (committee_id, round_id) references duty_report_rounds (committee_id, id),
  constraint duty_reports_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint duty_reports_once unique (committee_id, round_id, member_id)
);
create index duty_reports_by_member on duty_reports (committee_id, member_id);
