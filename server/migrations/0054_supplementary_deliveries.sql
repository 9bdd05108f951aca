-- Who came to a receiver after its list was handed over goes on a further list (补送); points stand on a list of their own.
alter table assessment_deliveries drop constraint assessment_deliveries_once;
create unique index assessment_deliveries_open on assessment_deliveries (committee_id, assessment_id, receiver_kind, receiver, shows_points)
  where handed_on is null;
