-- The calendar in force, and the clocks that run by it.

-- Holidays and make-up days (调休) of a year as decreed, for the whole installation. A year that has a decree goes by its
-- newest version; one that has none by the table the program brings along. Amended by a further version, never changed.
create table calendar_decrees (
  -- counted up over all years, without gap: which calendar was in force
  number integer not null constraint calendar_decrees_number_positive check (number > 0),
  id uuid not null,
  year integer not null constraint calendar_decrees_year check (year between 1900 and 2200),
  version integer not null constraint calendar_decrees_version_positive check (version > 0),
  -- date to name of the holiday
  holidays jsonb not null,
  make_up_days jsonb not null,
  -- the notice it was taken from
  source text not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  constraint calendar_decrees_pkey primary key (number),
  constraint calendar_decrees_id unique (id),
  constraint calendar_decrees_version_once unique (year, version)
);
create trigger calendar_decrees_append_only before update or delete on calendar_decrees
  for each row execute function refuse_change();
create trigger calendar_decrees_no_truncate before truncate on calendar_decrees
  for each statement execute function refuse_change();

-- One running duty with its term: what is to be done, by whom, from when, for how long, until when.
create table clocks (
  committee_id uuid not null,
  id uuid not null,
  matter_kind text not null constraint clocks_matter_kind check (matter_kind in ('proposal')),
  matter_id uuid not null,
  -- what the duty hangs on: an assignment, or the matter itself
  subject_id uuid not null,
  kind text not null constraint clocks_kind check (kind in ('accept', 'return', 'contact', 'jointOpinion', 'reply', 'rate')),
  -- who owes it: one of the two, or nobody by name (the rating of a body's proposal)
  unit_id uuid,
  member_id uuid,
  started_on date not null,
  period integer not null constraint clocks_period_positive check (period > 0),
  period_unit text not null constraint clocks_period_unit check (period_unit in ('workingDays', 'days', 'months')),
  due_on date not null,
  -- number of the newest decree when due_on was reckoned; 0: none yet
  calendar_number integer not null,
  -- edition of the calendar it was last looked at under; another one: to be looked at again
  calendar_edition text not null,
  -- why due_on stayed when a later calendar said otherwise; null: it did not
  kept text constraint clocks_kept check (kept in ('past', 'wouldBePast')),
  -- set while it stands still
  paused_on date,
  -- set once who owes has acted and others have to look at it: nobody is reminded then
  acted_at timestamptz,
  stopped_at timestamptz,
  stop_reason text constraint clocks_stop_reason check (stop_reason in ('done', 'returned', 'reassigned', 'closed')),
  constraint clocks_pkey primary key (committee_id, id),
  constraint clocks_one_owes check (unit_id is null or member_id is null),
  constraint clocks_unit foreign key (committee_id, unit_id) references units (committee_id, id),
  constraint clocks_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint clocks_stopped_why check ((stopped_at is null) = (stop_reason is null))
);
create unique index clocks_one_running on clocks (committee_id, subject_id, kind) where stopped_at is null;
create index clocks_by_matter on clocks (committee_id, matter_id);
create index clocks_by_due on clocks (due_on) where stopped_at is null;
create index clocks_by_edition on clocks (calendar_edition, matter_id) where stopped_at is null;

-- When a clock stood still: from_on is the first day that does not count, until_on the first that does again.
create table clock_pauses (
  committee_id uuid not null,
  clock_id uuid not null,
  from_on date not null,
  -- null: not resumed yet
  until_on date,
  reason text not null,
  constraint clock_pauses_pkey primary key (committee_id, clock_id, from_on),
  constraint clock_pauses_clock foreign key (committee_id, clock_id) references clocks (committee_id, id),
  constraint clock_pauses_forward check (until_on >= from_on)
);

-- A request for more time, and the office's answer.
create table clock_extensions (
  committee_id uuid not null,
  id uuid not null,
  clock_id uuid not null,
  asked_until date not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  -- the three are null until it is decided
  decided_at timestamptz,
  decided_by uuid,
  -- null where it was refused, too
  granted_until date,
  decision_note text not null default '',
  constraint clock_extensions_pkey primary key (committee_id, id),
  constraint clock_extensions_clock foreign key (committee_id, clock_id) references clocks (committee_id, id),
  constraint clock_extensions_decided check ((decided_at is null) = (decided_by is null) and (granted_until is null or decided_at is not null))
);
create unique index clock_extensions_one_open on clock_extensions (committee_id, clock_id) where decided_at is null;
create index clock_extensions_by_clock on clock_extensions (committee_id, clock_id);
create index clock_extensions_open on clock_extensions (committee_id, asked_at) where decided_at is null;

-- What was sent about a due date: its row is what keeps a reminder from going out twice.
create table clock_reminders (
  committee_id uuid not null,
  clock_id uuid not null,
  due_on date not null,
  stage text not null,
  reached_at timestamptz not null,
  constraint clock_reminders_pkey primary key (committee_id, clock_id, due_on, stage),
  constraint clock_reminders_clock foreign key (committee_id, clock_id) references clocks (committee_id, id)
);
