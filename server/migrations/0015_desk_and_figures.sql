-- What waits at a desk, the first due first. With 70,000 open of 200,000 every heading was a reading of the whole table.
create index proposals_by_desk on proposals (committee_id, state, due_on, state_since)
  where state in ('returned', 'submitted', 'registered', 'handling', 'replied', 'rated', 'disputed');

-- All that statistics count stands in the index: 24 MB instead of a table of 130 MB are read.
drop index proposals_by_year;
create index proposals_by_year on proposals (committee_id, submitted_year)
  include (submitted_at, kind, category, lead_unit_id, sector_id, outcome, reply_class)
  where submitted_at is not null;
