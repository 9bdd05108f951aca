-- Who is speaking since when, so that every window shows the same time; null: nobody.
alter table speech_calls
  add column timed_speech_id uuid,
  add column timed_at timestamptz,
  add constraint speech_calls_timed foreign key (committee_id, timed_speech_id) references speeches (committee_id, id),
  add constraint speech_calls_timed_since check ((timed_speech_id is null) = (timed_at is null));
