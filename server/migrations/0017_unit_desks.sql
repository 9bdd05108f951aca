-- Within a handling unit: its leader, its office and its clerks (分管领导—办公室—具体承办人), and where a duty stands there.

-- Desks a unit's account sits at; empty: all three, as in a unit that one person does everything for.
alter table hats add column desks text[] not null default '{}';
alter table hats add constraint hats_desks check (
  desks <@ array['leader', 'office', 'clerk'] and (cardinality(desks) = 0 or role = 'unitClerk')
);
create index hats_by_unit on hats (committee_id, unit_id) where unit_id is not null and revoked_at is null;

alter table assignments
  -- account of who handles it; null: not handed out yet
  add column clerk_id uuid constraint assignments_clerk references accounts (id),
  add column clerk_since timestamptz,
  -- account of the leader in charge; null: not named
  add column leader_id uuid constraint assignments_leader references accounts (id),
  -- 领办: the leader handles it in person
  add column led_by_leader boolean not null default false,
  -- telephone the proposer is given; empty: the unit's own
  add column contact_phone text not null default '',
  add column unit_step text not null default 'drafting' constraint assignments_unit_step check (unit_step in ('drafting', 'checking', 'signing')),
  -- null: since it was signed for
  add column unit_step_since timestamptz,
  -- what the office or the leader of the unit said when it was sent back to its clerk
  add column unit_note text not null default '',
  -- a joint unit's opinion before its leader has signed it
  add column opinion_draft text not null default '',
  add constraint assignments_clerk_since check ((clerk_id is null) = (clerk_since is null));
create index assignments_by_clerk on assignments (committee_id, clerk_id) where clerk_id is not null;
