-- The public lists: newest registered first, alone and under each filter.
create index proposals_public on proposals (registered_at, id) where publish_consent and registered_at is not null;
create index proposals_public_by_committee on proposals (committee_id, registered_at, id) where publish_consent and registered_at is not null;
create index proposals_public_by_category on proposals (category, registered_at, id) where publish_consent and registered_at is not null;
create index proposals_public_by_both on proposals (committee_id, category, registered_at, id) where publish_consent and registered_at is not null;
-- A public address names the proposal alone.
create unique index proposals_public_by_id on proposals (id) where publish_consent and registered_at is not null;
