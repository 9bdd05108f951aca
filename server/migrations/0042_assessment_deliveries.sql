-- To whom results are handed over beside the member (所在单位、党派、统战部), and who signed for their own.
create table assessment_deliveries (
  committee_id uuid not null,
  assessment_id uuid not null,
  id uuid not null,
  receiver_kind text not null constraint assessment_deliveries_kind check (receiver_kind in ('employer', 'party', 'body')),
  receiver text not null,
  -- whose results: as it was settled when the round was delivered
  subject_ids uuid[] not null,
  shows_points boolean not null,
  -- null: not handed over yet
  handed_on date,
  handed_by text not null default '',
  way text not null default '',
  received_by text not null default '',
  constraint assessment_deliveries_pkey primary key (committee_id, assessment_id, id),
  constraint assessment_deliveries_round foreign key (committee_id, assessment_id) references assessments (committee_id, id),
  constraint assessment_deliveries_once unique (committee_id, assessment_id, receiver_kind, receiver)
);
-- the delivered result signed by its member; null: not signed
alter table assessment_subjects add column acknowledged_on date;
-- null: not signed; paper: signed on paper, put on record by the office
alter table assessment_subjects add column acknowledged_way text constraint assessment_subjects_way check (acknowledged_way in ('self', 'paper'));
alter table assessment_subjects add column acknowledged_noted_by text not null default '';
alter table assessment_subjects add constraint assessment_subjects_acknowledged check ((acknowledged_on is null) = (acknowledged_way is null));
