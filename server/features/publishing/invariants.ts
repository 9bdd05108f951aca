import type { Invariant } from '#platform/invariants.ts'

/** What must be so of what the public reads, whatever was done to the database. */
export const publishingInvariants: readonly Invariant[] = [
  {
    name: '公众能读到的，都是办公室决定公开的；决定公开的，都有公开稿',
    sql: `
      select coalesce(u.committee_id, o.committee_id) as committee_id,
        coalesce(u.subject_id, o.subject_id) as subject,
        format('%s，公开稿%s', coalesce(u.state, '没有决定'), case when o.subject_id is null then '没有' else '有' end) as detail
      from publications u
      full join (
        select committee_id, proposal_id as subject_id from published_proposals
        union all
        select committee_id, reply_id from published_replies
      ) o on o.committee_id = u.committee_id and o.subject_id = u.subject_id
      where (u.state is not distinct from 'published') <> (o.subject_id is not null)`,
  },
  {
    name: '公开的提案都经提案者同意',
    sql: `
      select o.committee_id, o.proposal_id as subject, p.state as detail
      from published_proposals o
      join proposals p on p.committee_id = o.committee_id and p.id = o.proposal_id
      where not p.publish_consent`,
  },
  {
    name: '立案的提案和送达的答复都等过办公室决定是否公开',
    sql: `
      select s.committee_id, s.id as subject, s.kind as detail
      from (
        select committee_id, id, '提案' as kind from proposals where registered_at is not null
        union all
        select committee_id, id, '答复' from replies where delivered_at is not null
      ) s
      where not exists (
        select
        from publications u
        where u.committee_id = s.committee_id
          and u.subject_id = s.id
      )`,
  },
]
