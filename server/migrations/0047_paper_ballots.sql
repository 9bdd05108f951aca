-- Of a secret vote some get a ballot of paper: who has no account, or no phone at hand. Their ballots are counted by the
-- scrutineers and entered as sums at the closing, which are kept in the result alone: apart they would tell of the few who had paper.
alter table vote_voters
  add column on_paper boolean not null default false,
  add constraint vote_voters_one_way check (not (on_paper and has_cast));
