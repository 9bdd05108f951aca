-- Publication of proposals and replies (公开、撤下、脱敏稿). The office decides on each; what the public reads is a wording
-- of its own in the published_ tables, and nothing else of the house is read for the public.

create table publications (
  committee_id uuid not null,
  -- the proposal, or one of its replies
  subject_id uuid not null,
  proposal_id uuid not null,
  -- null: of the proposal itself
  reply_id uuid,
  state text not null constraint publications_state check (state in ('waiting', 'published', 'withheld', 'retracted')),
  -- when it came into its state; the order of the office's lists
  since timestamptz not null,
  -- passages taken out: part, from, to, and what stands instead
  marks jsonb not null default '[]',
  -- attachments that go along
  file_ids uuid[] not null default '{}',
  hide_proposers boolean not null default false,
  -- why not, or why no more
  reason text not null default '',
  -- null: nobody decided yet
  decided_at timestamptz,
  version integer not null default 1,
  constraint publications_pkey primary key (committee_id, subject_id),
  constraint publications_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id) on delete cascade,
  constraint publications_reply foreign key (committee_id, reply_id) references replies (committee_id, id) on delete cascade,
  constraint publications_subject check (subject_id = coalesce(reply_id, proposal_id))
);
create index publications_by_state on publications (committee_id, state, since, subject_id);
create index publications_by_proposal on publications (committee_id, proposal_id);

-- By triggers, so that no way onto the register and no way of delivering a reply can forget it.
create function proposal_awaits_publication() returns trigger language plpgsql as $$
begin
  insert into publications (committee_id, subject_id, proposal_id, reply_id, state, since)
  values (new.committee_id, new.id, new.id, null, case when new.publish_consent then 'waiting' else 'withheld' end, new.registered_at)
  on conflict (committee_id, subject_id) do nothing;
  return null;
end
$$;
create function reply_awaits_publication() returns trigger language plpgsql as $$
begin
  insert into publications (committee_id, subject_id, proposal_id, reply_id, state, since)
  values (new.committee_id, new.id, new.proposal_id, new.id, 'waiting', new.delivered_at)
  on conflict (committee_id, subject_id) do nothing;
  return null;
end
$$;
create trigger proposals_await_publication after insert or update of registered_at on proposals
  for each row when (new.registered_at is not null) execute function proposal_awaits_publication();
create trigger replies_await_publication after insert or update of delivered_at on replies
  for each row when (new.delivered_at is not null) execute function reply_awaits_publication();

-- The public wording of a proposal: there while it is public, gone at once when it is not.
create table published_proposals (
  committee_id uuid not null,
  proposal_id uuid not null,
  registered_at timestamptz not null,
  -- of the registration, in Shanghai
  year integer not null,
  -- null: none was given
  category text,
  title text not null,
  proposers text not null,
  analysis text not null,
  suggestions jsonb not null,
  -- pairs of neighbouring characters, and the letters themselves: what the public finds it by
  words tsvector not null,
  letters text not null,
  published_at timestamptz not null,
  constraint published_proposals_pkey primary key (committee_id, proposal_id),
  constraint published_proposals_publication foreign key (committee_id, proposal_id) references publications (committee_id, subject_id) on delete cascade
);
create unique index published_proposals_by_id on published_proposals (proposal_id);
create index published_proposals_newest on published_proposals (registered_at, proposal_id);
create index published_proposals_by_committee on published_proposals (committee_id, registered_at, proposal_id);
create index published_proposals_by_category on published_proposals (category, registered_at, proposal_id);
create index published_proposals_by_both on published_proposals (committee_id, category, registered_at, proposal_id);
create index published_proposals_by_year on published_proposals (year, registered_at, proposal_id);
create index published_proposals_by_day on published_proposals (published_at, proposal_id);
create index published_proposals_by_words on published_proposals using gin (words) with (gin_pending_list_limit = 256);

create table published_replies (
  committee_id uuid not null,
  reply_id uuid not null,
  -- the one it was written for; those handled with it show it too
  proposal_id uuid not null,
  text text not null,
  closing text not null,
  answers jsonb not null,
  words tsvector not null,
  letters text not null,
  published_at timestamptz not null,
  constraint published_replies_pkey primary key (committee_id, reply_id),
  constraint published_replies_publication foreign key (committee_id, reply_id) references publications (committee_id, subject_id) on delete cascade
);
create index published_replies_by_proposal on published_replies (committee_id, proposal_id);
create index published_replies_by_day on published_replies (published_at, reply_id);
create index published_replies_by_words on published_replies using gin (words) with (gin_pending_list_limit = 256);

create table published_files (
  committee_id uuid not null,
  proposal_id uuid not null,
  file_id uuid not null,
  constraint published_files_pkey primary key (committee_id, proposal_id, file_id),
  constraint published_files_proposal foreign key (committee_id, proposal_id) references published_proposals (committee_id, proposal_id) on delete cascade,
  constraint published_files_file foreign key (committee_id, file_id) references files (committee_id, id)
);

-- What was there before waits for the office too: nothing becomes public by itself.
insert into publications (committee_id, subject_id, proposal_id, reply_id, state, since)
select committee_id, id, id, null, case when publish_consent then 'waiting' else 'withheld' end, registered_at
from proposals
where registered_at is not null;
insert into publications (committee_id, subject_id, proposal_id, reply_id, state, since)
select committee_id, id, proposal_id, id, 'waiting', delivered_at
from replies
where delivered_at is not null;

-- The public no longer reads the proposals themselves.
drop index proposals_public;
drop index proposals_public_by_committee;
drop index proposals_public_by_category;
drop index proposals_public_by_both;
drop index proposals_public_by_id;
