-- Excellent proposals stand out in the list and are filtered by it; a round's commendation on the public site.

-- null: not commended; the last round's moment
alter table proposals add column awarded_at timestamptz;
create index proposals_awarded on proposals (committee_id, submitted_at desc, id desc) where awarded_at is not null;

-- null: not on the public site
alter table award_rounds add column published_at timestamptz;
-- whom the public tells of an objection, and how
alter table award_rounds add column public_contact text not null default '';
alter table award_rounds add constraint award_rounds_published check (published_at is null or state in ('notice', 'awarded'));
create index award_rounds_public on award_rounds (published_at) where published_at is not null;
