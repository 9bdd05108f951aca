-- Events that a reader of the log could not read: nothing is lost without being seen.

create table unread_events (
  committee_id uuid not null,
  reader text not null,
  event_id bigint not null,
  -- older: told before its facts were; broken: its facts are missing or wrong
  why text not null constraint unread_events_why check (why in ('older', 'broken')),
  constraint unread_events_pkey primary key (committee_id, reader, event_id)
);
