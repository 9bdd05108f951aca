-- The chair council approves what the office put to it; the office may put a decision made on paper on record.
alter table assessments drop constraint assessments_state;
alter table assessments add constraint assessments_state check (state in ('opened', 'reckoning', 'frozen', 'checking', 'judging', 'deliberating', 'approved', 'delivered', 'closed', 'cancelled'));
-- null: not put to the council yet
alter table assessments add column submitted_at timestamptz;
alter table assessments add column submitted_by text not null default '';
-- why more than the places allow are proposed for the highest grade; empty: they are not
alter table assessments add column over_quota_note text not null default '';
-- sent back by the council, or taken back by the office; empty: neither, or put to it again
alter table assessments add column sent_back_note text not null default '';
alter table assessments add column sent_back_by text not null default '';
-- the leader who approved it; empty: not approved, or on record only
alter table assessments add column approved_by_leader text not null default '';
-- who put the decision on record for the council, and the number of its minutes; empty: a leader approved it
alter table assessments add column approval_recorded_by text not null default '';
alter table assessments add column approval_minutes text not null default '';
-- what was approved before was put on record by the office
update assessments set approval_recorded_by = '委员联络办' where approved_on is not null;
