-- Who speaks for the body behind a collective proposal: rates the reply and takes part in the two-way appraisal.

-- null: nobody named, or a member's proposal
alter table proposals add column contact_member_id uuid;
alter table proposals add constraint proposals_contact_member
  foreign key (committee_id, contact_member_id) references members (committee_id, id);
alter table proposals add constraint proposals_contact_of_bodies
  check (contact_member_id is null or kind = 'collective');
create index proposals_by_contact on proposals (committee_id, contact_member_id) where contact_member_id is not null;
