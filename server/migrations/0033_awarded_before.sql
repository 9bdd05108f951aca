-- Proposals that were commended before the mark was kept with them.
update proposals p
set awarded_at = o.awarded_at
from (
  select n.committee_id, n.proposal_id, max(r.awarded_at) as awarded_at
  from award_nominations n
  join award_rounds r on r.committee_id = n.committee_id and r.id = n.round_id
  where n.outcome = 'won'
    and n.proposal_id is not null
    and r.state = 'awarded'
  group by n.committee_id, n.proposal_id
) o
where p.committee_id = o.committee_id
  and p.id = o.proposal_id;
