-- Activities that the office shows to everybody: what is written for the public, apart from the notice to those invited.
alter table activity_papers drop constraint activity_papers_rights;
alter table activity_papers add constraint activity_papers_rights check (rights in ('invitees', 'members', 'public'));

create table published_activities (
  committee_id uuid not null,
  activity_id uuid not null,
  title text not null,
  place text not null,
  words text not null,
  -- signed outcomes, briefs and minutes shown along
  record_ids uuid[] not null,
  published_at timestamptz not null,
  published_by uuid not null,
  constraint published_activities_pkey primary key (committee_id, activity_id),
  constraint published_activities_activity foreign key (committee_id, activity_id) references activities (committee_id, id)
);
