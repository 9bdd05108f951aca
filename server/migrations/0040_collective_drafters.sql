-- The members who drafted a proposal of a body: the proposal is their duty (集体提案计主要成员，桐城 2019).

create table collective_drafters (
  committee_id uuid not null,
  proposal_id uuid not null,
  member_id uuid not null,
  -- 1: holds the pen
  place integer not null constraint collective_drafters_place check (place >= 1),
  constraint collective_drafters_pkey primary key (committee_id, proposal_id, member_id),
  constraint collective_drafters_proposal foreign key (committee_id, proposal_id) references proposals (committee_id, id) on delete cascade,
  constraint collective_drafters_member foreign key (committee_id, member_id) references members (committee_id, id)
);
create index collective_drafters_by_member on collective_drafters (committee_id, member_id);
