import type { Invariant } from '#platform/invariants.ts'

/** Each state with what must have happened by then, and what cannot have. Archived ones may have been declined,
 *  withdrawn, or imported as finished. */
const stateFacts = `
  case state
    when 'draft' then submitted_at is null and registered_at is null and assigned_at is null
    when 'submitted' then submitted_at is not null and registered_at is null and assigned_at is null
    when 'returned' then submitted_at is not null and registered_at is null and assigned_at is null
    when 'declined' then submitted_at is not null and registered_at is null and decline_reason is not null
    when 'converted' then submitted_at is not null and registered_at is null and converted_to is not null
    when 'withdrawn' then submitted_at is not null and merged_into is null
    when 'registered' then registered_at is not null and assigned_at is null
    when 'merged' then registered_at is not null and assigned_at is null and replied_at is null
    when 'handling' then registered_at is not null and assigned_at is not null and concluded_at is null
    when 'replied' then replied_at is not null and concluded_at is null
    when 'rated' then replied_at is not null and concluded_at is null
    when 'disputed' then replied_at is not null and concluded_at is null
    when 'concluded' then replied_at is not null and concluded_at is not null
    when 'archived' then archived_at is not null
  end
  and (state = 'archived') = (archived_at is not null)
  and coalesce(registered_at >= submitted_at, true)
  and coalesce(assigned_at >= registered_at, true)
  and coalesce(replied_at >= assigned_at, true)
  and coalesce(concluded_at >= coalesce(replied_at, registered_at), true)
  and coalesce(archived_at >= coalesce(concluded_at, submitted_at), true)`

const ratedState = `
      case
        when e.details ->> 'open' = 'true' then null
        when 'dissatisfied' in (coalesce(e.details #>> '{settled,handling}', e.details ->> 'handling'), coalesce(e.details #>> '{settled,result}', e.details ->> 'result')) then 'disputed'
        else 'rated'
      end`

/** The state each act leaves a proposal in; acts that leave it as it is are not named. */
const stateAfter = `
  case e.type
    when 'proposal.created' then 'draft'
    when 'proposal.imported' then case e.details ->> 'as' when 'archive' then 'archived' else 'draft' end
    when 'proposal.submitted' then 'submitted'
    when 'proposal.returned' then 'returned'
    when 'proposal.declined' then 'declined'
    when 'proposal.converted' then 'converted'
    when 'proposal.withdrawn' then 'withdrawn'
    when 'proposal.merged' then 'merged'
    when 'proposal.split' then 'registered'
    when 'proposal.registered' then 'registered'
    when 'proposal.assigned' then 'handling'
    when 'proposal.answered' then 'replied'
    when 'proposal.rated' then ${ratedState}
    when 'proposal.ratingChanged' then ${ratedState}
    when 'proposal.ratingClosed' then
      case when 'dissatisfied' in (e.details ->> 'handling', e.details ->> 'result') then 'disputed' else 'rated' end
    when 'proposal.rehandled' then 'handling'
    when 'proposal.concluded' then 'concluded'
    when 'proposal.archived' then 'archived'
  end`

const lastMove = `
  left join lateral (
    select ${stateAfter} as state, e.at
    from events e
    where e.committee_id = p.committee_id
      and e.subject_id = p.id
      and ${stateAfter} is not null
    order by e.id desc
    limit 1
  ) last on true`

/** Rows of `of` (alias x) for which no event of their proposal tells `told`. */
const untold = (of: string, told: string, detail: string): string => `
  select x.committee_id, x.proposal_id as subject, ${detail} as detail
  from ${of} x
  where not exists (
    select
    from events e
    where e.committee_id = x.committee_id
      and e.subject_id = x.proposal_id
      and ${told}
  )`

/** What must be so of proposals, whatever was done to the database. */
export const proposalInvariants: readonly Invariant[] = [
  {
    name: '每个编号序列的提案号从 1 起，不缺号、不重号，与已发出的号数一致',
    // Imported archives bring the numbers they had; only series counted here are without gap.
    sql: `
      select coalesce(s.committee_id, p.committee_id) as committee_id, coalesce(s.series, p.series) as subject,
        format('已发到 %s 号，提案 %s 件，其中不同的号 %s 个，最大 %s', coalesce(s.last_number, 0), coalesce(p.rows, 0), coalesce(p.numbers, 0), coalesce(p.highest, 0)) as detail
      from proposal_numbers s
      full join (
        select committee_id, number_series as series, count(*) as rows, count(distinct number) as numbers, max(number) as highest
        from proposals
        where number is not null
          and number_series not like 'archive:%'
        group by committee_id, number_series
      ) p on p.committee_id = s.committee_id and p.series = s.series
      where (s.last_number, s.last_number, s.last_number) is distinct from (p.rows, p.numbers, p.highest)`,
  },
  {
    name: '提案的状态与各环节时间相符',
    sql: `
      select committee_id, id as subject, state as detail
      from proposals
      where (${stateFacts}) is not true`,
  },
  {
    name: '提案的状态与最后一次办理记录相符',
    sql: `
      select p.committee_id, p.id as subject, format('%s，最后一次记录是 %s', p.state, coalesce(last.state, '无')) as detail
      from proposals p
      ${lastMove}
      where (last.state, last.at) is distinct from (p.state, p.state_since)`,
  },
  {
    name: '并案的提案随一件待交办或办理中的提案，只并一层',
    sql: `
      select p.committee_id, p.id as subject, coalesce(m.state, '没有并入的提案') as detail
      from proposals p
      left join proposals m on m.committee_id = p.committee_id and m.id = p.merged_into
      where p.state = 'merged'
        and (m.state is null or m.state not in ('registered', 'handling'))`,
  },
  {
    name: '已撤案的提案没有在办的承办单位',
    sql: `
      select a.committee_id, a.proposal_id as subject, a.state as detail
      from assignments a
      join proposals p on p.committee_id = a.committee_id and p.id = a.proposal_id
      where p.state = 'withdrawn'
        and a.state not in ('reassigned', 'ended')`,
  },
  {
    name: '办理中的提案有承办单位在办，或退办后等待改派',
    sql: `
      select p.committee_id, p.id as subject, '没有在办的主办、独办或分办单位' as detail
      from proposals p
      where p.state = 'handling'
        and not exists (
          select
          from assignments a
          where a.committee_id = p.committee_id
            and a.proposal_id = p.id
            and a.role <> 'joint'
            and a.state not in ('replied', 'reassigned')
        )`,
  },
  {
    name: '没有交办的提案没有承办单位',
    sql: `
      select a.committee_id, a.proposal_id as subject, a.state as detail
      from assignments a
      join proposals p on p.committee_id = a.committee_id and p.id = a.proposal_id
      where p.assigned_at is null`,
  },
  {
    name: '已答复的承办单位在本轮有送达的答复',
    sql: `
      select a.committee_id, a.proposal_id as subject, format('第 %s 轮', a.round) as detail
      from assignments a
      where a.state = 'replied'
        and not exists (
          select
          from replies r
          where r.committee_id = a.committee_id
            and r.assignment_id = a.id
            and r.round = a.round
            and r.delivered_at is not null
        )`,
  },
  {
    name: '评价出自第一提案人、已联名的委员或请其评价的联系人，不超过办理轮次',
    sql: `
      select r.committee_id, r.proposal_id as subject, format('第 %s 轮，委员 %s', r.round, r.member_id) as detail
      from ratings r
      join proposals p on p.committee_id = r.committee_id and p.id = r.proposal_id
      where r.round > p.round
        or (
          r.member_id is distinct from p.lead_member_id
          and not exists (
            select
            from rating_requests q
            where q.committee_id = r.committee_id
              and q.proposal_id = r.proposal_id
              and q.member_id = r.member_id
          )
          and not exists (
            select
            from co_signers c
            where c.committee_id = r.committee_id
              and c.proposal_id = r.proposal_id
              and c.member_id = r.member_id
              and c.state = 'accepted'
          )
        )`,
  },
  {
    name: '每件提案都有起草或导入的记录',
    sql: untold(
      '(select committee_id, id as proposal_id, state from proposals)',
      `e.type in ('proposal.created', 'proposal.imported')`,
      'x.state',
    ),
  },
  {
    name: '每个提案号都有立案或导入的记录',
    sql: untold(
      '(select committee_id, id as proposal_id, number from proposals where number is not null)',
      `e.type in ('proposal.registered', 'proposal.merged', 'proposal.imported') and e.details ->> 'number' = x.number::text`,
      'x.number',
    ),
  },
  {
    name: '每次交办、增加、改办都有记录',
    sql: untold(
      'assignments',
      `(e.type in ('assignment.added', 'assignment.reassigned') and e.details ->> 'assignmentId' = x.id::text
         or e.type = 'proposal.assigned' and e.details -> 'units' @> jsonb_build_array(jsonb_build_object('unitId', x.unit_id)))`,
      'x.role',
    ),
  },
  {
    name: '每次面商都有记录',
    sql: untold('contacts', `e.type = 'contact.recorded' and e.details ->> 'contactId' = x.id::text`, 'x.held_on'),
  },
  {
    name: '每件送达的答复都有记录',
    sql: untold(
      '(select * from replies where delivered_at is not null)',
      `e.type = 'reply.delivered' and e.details ->> 'assignmentId' = x.assignment_id::text and e.at = x.delivered_at`,
      'x.delivered_at',
    ),
  },
  {
    name: '每次评价都有记录，内容相同',
    sql: untold(
      'ratings',
      `e.type in ('proposal.rated', 'proposal.ratingChanged')
         and (e.details ->> 'round', e.details ->> 'handling', e.details ->> 'result') = (x.round::text, x.handling, x.result)`,
      `format('第 %s 轮', x.round)`,
    ),
  },
  {
    name: '有记录的提案都在，或有删除草稿的记录',
    sql: `
      select distinct e.committee_id, e.subject_id as subject, '提案不见了' as detail
      from events e
      where e.subject_kind = 'proposal'
        and not exists (select from proposals p where p.committee_id = e.committee_id and p.id = e.subject_id)
        and not exists (
          select
          from events d
          where d.committee_id = e.committee_id
            and d.subject_id = e.subject_id
            and d.type = 'proposal.discarded'
        )`,
  },
]
