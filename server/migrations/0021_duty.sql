-- The ledger of duty (履职台账): every act of a member once, from the event that told it; a reading of the event log.

-- INSERT only. What no longer holds is taken back by an entry that names it. No foreign key to members or terms: the ledger repeats
-- what the log says, and one wrong event must not stop it for everybody.
create table duty_entries (
  committee_id uuid not null,
  id uuid not null,
  term_id uuid not null,
  member_id uuid not null,
  kind text not null,
  part text not null constraint duty_entries_part check (part in ('lead', 'coSigner', 'participant', 'organiser')),
  -- null: not a kind that one attends
  attendance text constraint duty_entries_attendance check (attendance in ('present', 'late', 'leftEarly', 'leave', 'officialLeave', 'absent')),
  -- null: a kind without levels, or the committee's own
  level text constraint duty_entries_level check (level in ('national', 'provincial', 'city', 'county')),
  -- half days of a meeting, 1 for everything else
  quantity integer not null constraint duty_entries_quantity check (quantity >= 1),
  sharers integer not null constraint duty_entries_sharers check (sharers >= 1),
  subject_kind text not null,
  subject_id uuid not null,
  -- which fact of the subject
  slot text not null,
  title text not null,
  occurred_on date not null,
  source_event_id bigint not null,
  -- null: an act; else the entry that is taken back
  reverses_id uuid,
  -- when the event of its source happened
  recorded_at timestamptz not null,
  constraint duty_entries_pkey primary key (committee_id, id),
  constraint duty_entries_reverses foreign key (committee_id, reverses_id) references duty_entries (committee_id, id)
);
create unique index duty_entries_once on duty_entries (committee_id, source_event_id, slot, member_id, kind, part) where reverses_id is null;
create unique index duty_entries_reversed_once on duty_entries (committee_id, reverses_id) where reverses_id is not null;
create index duty_entries_by_member on duty_entries (committee_id, member_id, occurred_on, id);
create index duty_entries_by_day on duty_entries (committee_id, occurred_on, id);
create index duty_entries_by_kind on duty_entries (committee_id, kind, occurred_on, id);
create index duty_entries_by_subject on duty_entries (committee_id, subject_id);
create trigger duty_entries_append_only before update or delete on duty_entries for each row execute function refuse_change();
create trigger duty_entries_no_truncate before truncate on duty_entries for each statement execute function refuse_change();
