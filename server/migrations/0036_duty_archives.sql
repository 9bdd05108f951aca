-- The archive of a member's term (一届一人一档) as it was sealed: read-only from then on, its hash in the event log.
create table duty_archives (
  committee_id uuid not null,
  member_id uuid not null,
  term_id uuid not null,
  -- the text that was hashed, byte for byte
  content text not null,
  -- SM3 of the content, hexadecimal
  hash text not null,
  sealed_at timestamptz not null,
  constraint duty_archives_pkey primary key (committee_id, term_id, member_id),
  constraint duty_archives_member foreign key (committee_id, member_id) references members (committee_id, id),
  constraint duty_archives_term foreign key (committee_id, term_id) references terms (committee_id, id)
);
create index duty_archives_by_member on duty_archives (committee_id, member_id);
create trigger duty_archives_append_only before update or delete on duty_archives for each row execute function refuse_change();
create trigger duty_archives_no_truncate before truncate on duty_archives for each statement execute function refuse_change();
