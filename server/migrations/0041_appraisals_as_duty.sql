-- Whether taking part in a democratic appraisal comes into the ledger of duty by the ballots handed in.

-- false: it is held as an activity whose check-in tells who took part
alter table appraisals add column counts_as_duty boolean not null default true;
