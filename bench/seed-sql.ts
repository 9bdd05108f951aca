/** The statements a register is filled by. Row n of a kind has an id made of both: UUIDv7 that sort by n, like real ones. */

const draftKind = 9

/** The id of the n-th draft, as `bench_id` in the database makes it. */
export function draftId(n: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  const time = hex(1_640_000_000_000 + n * 700_000, 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(draftKind, 3)}-8000-${hex(n, 12)}`
}

/** The same as SQL over an expression, without a function of ours. */
export function draftIdOf(n: string): string {
  const time = `lpad(to_hex(1640000000000 + ${n} * 700000::bigint), 12, '0')`
  return `(${time} || '7${draftKind.toString(16).padStart(3, '0')}8000' || lpad(to_hex(${n}::bigint), 12, '0'))::uuid`
}

export const secondaryIndexes = `
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i
  join pg_class t on t.oid = i.indrelid
  where t.relname in ('proposals', 'events', 'co_signers', 'assignments', 'contacts', 'replies', 'ratings')
    and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`

export const functions = `
  create function pg_temp.bench_id(kind integer, n bigint) returns uuid language sql immutable as $$
    select (lpad(to_hex(1640000000000 + n * 700000), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8000' || lpad(to_hex(n), 12, '0'))::uuid
  $$;
  create function pg_temp.dice(n bigint, salt integer, sides integer) returns integer language sql immutable as $$
    select (abs(hashint8(n * 31 + salt)::bigint) % sides)::integer
  $$;
  create temporary table prose (n integer primary key, analysis text, suggestions jsonb, reply text);`

/** How many different texts there are; put together once, since that takes longer than writing them. */
const proseCount = 997

/** `count` sentences of $1, chosen by `n`. */
const picked = (count: number, salt: number) =>
  `(select string_agg(($1::text[])[1 + pg_temp.dice(n, ${salt} + i, cardinality($1::text[]))], '') from generate_series(1, ${count}) i)`

/** $1 sentences. */
export const prose = `
  insert into prose
  select n, ${picked(12, 0)}, jsonb_build_array(${picked(3, 20)}, ${picked(3, 30)}, ${picked(2, 40)}), ${picked(18, 50)}
  from generate_series(0, ${proseCount - 1}) n`

/** $1 committee, $2 term, $3 sessions, $4 members, $5 sectors, $6 units, $7 categories; $8–$11 numbers, titles,
 *  proposers, words; $12 size. Old ones lie in the archive, the last seventh is under way. */
export const proposals = `
  insert into proposals (committee_id, id, term_id, session_id, state, kind, number, number_series, title, search_words,
    category, suggested_unit_ids, publish_consent, publish_note, lead_member_id, collective_name,
    proposers, sector_id, created_by, lead_unit_id, decline_reason, due_on, state_since, created_at, updated_at,
    submitted_at, registered_at, assigned_at, replied_at, concluded_at, archived_at, version)
  select $1::uuid, pg_temp.bench_id(1, n), $2::uuid,
    case when pg_temp.dice(n, 1, 10) < 7 then ($3::uuid[])[1 + n * 5 / $12::bigint] end,
    state, kind,
    case when registered then n + 1 end, case when registered then 'bench' end,
    title, words::tsvector,
    ($7::text[])[1 + pg_temp.dice(n, 2, 14)], '{}', pg_temp.dice(n, 3, 10) < 8, '',
    case when kind <> 'collective' then ($4::uuid[])[1 + n % cardinality($4::uuid[])] end,
    case when kind = 'collective' then '民建市委会' end,
    case when kind = 'collective' then '民建市委会' else proposers end,
    ($5::uuid[])[1 + pg_temp.dice(n, 4, 34)],
    '00000000-0000-7000-8000-000000000001'::uuid,
    case when handled then ($6::uuid[])[1 + pg_temp.dice(n, 5, 30)] end,
    case when state = 'declined' then '属于学术研讨' end,
    case when state in ('handling', 'replied') then (at + interval '100 days')::date end,
    at + interval '40 days', at - interval '3 days', at + interval '40 days', at,
    case when registered then at + interval '10 days' end,
    case when handled then at + interval '20 days' end,
    case when answered then at + interval '90 days' end,
    case when finished then at + interval '120 days' end,
    case when state = 'archived' then at + interval '200 days' end,
    case when finished then 9 when handled then 5 else 2 end
  from (
    select *,
      state not in ('submitted', 'returned', 'declined') as registered,
      state in ('handling', 'replied', 'rated', 'disputed', 'concluded', 'archived') as handled,
      state in ('replied', 'rated', 'disputed', 'concluded', 'archived') as answered,
      state in ('concluded', 'archived') as finished
    from (
      select n, title, proposers, words,
        timestamptz '2012-01-10 01:00:00Z' + n * ((interval '5000 days') / $12::bigint) + interval '1 microsecond' * pg_temp.dice(n, 6, 999999) as at,
        (array['individual', 'individual', 'individual', 'individual', 'individual', 'individual', 'individual', 'joint', 'joint', 'collective'])[1 + n % 10] as kind,
        case when n < $12::bigint * 6 / 7
          then (array['archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'archived', 'concluded', 'concluded', 'declined', 'withdrawn'])[1 + pg_temp.dice(n, 7, 20)]
          else (array['submitted', 'submitted', 'submitted', 'returned', 'declined', 'declined', 'withdrawn', 'registered', 'registered', 'handling', 'handling', 'handling', 'handling', 'handling', 'handling', 'replied', 'replied', 'rated', 'disputed', 'concluded'])[1 + pg_temp.dice(n, 7, 20)]
        end as state
      from unnest($8::bigint[], $9::text[], $10::text[], $11::text[]) as given (n, title, proposers, words)
    ) as moved
  ) as known`

/** $1 committee, $2 term, $3 authors, $4–$7 numbers, titles, proposers, words. */
export const drafts = `
  insert into proposals (committee_id, id, term_id, state, kind, title, search_words, category,
    suggested_unit_ids, publish_consent, publish_note, lead_member_id, proposers, created_by, state_since, created_at, updated_at)
  select $1::uuid, pg_temp.bench_id(${draftKind}, n), $2::uuid, 'draft', 'individual', title, words::tsvector,
    null, '{}', true, '', ($3::uuid[])[1 + n % cardinality($3::uuid[])], proposers,
    '00000000-0000-7000-8000-000000000001'::uuid, now(), now(), now()
  from unnest($4::bigint[], $5::text[], $6::text[], $7::text[]) as given (n, title, proposers, words)`

const numberOf = (id: string) => `('x' || right(${id}::text, 12))::bit(48)::bigint`

/** $1 committee. Each names its own matter and five others, so that no two texts are alike in words. */
export const texts = `
  insert into proposal_texts (committee_id, proposal_id, number, title, analysis, suggestions, written_at, written_by, handed_in_at)
  select p.committee_id, p.id, 1, p.title, p.title || '。' || others.titles || prose.analysis, more.suggestions,
    p.created_at, p.created_by, p.submitted_at
  from proposals p
  cross join lateral (select ${numberOf('p.id')} as n) k
  join prose on prose.n = k.n % ${proseCount}
  join prose more on more.n = k.n * 31 % ${proseCount}
  cross join lateral (
    select coalesce(string_agg('曾有' || o.title || '。', ''), '') as titles
    from generate_series(1, 5) i
    join proposals o on o.committee_id = p.committee_id and o.id = pg_temp.bench_id(1, (k.n * 7919 + i * 104729) % 200000)
  ) others
  where p.committee_id = $1`

export const coSigners = `
  insert into co_signers (committee_id, proposal_id, member_id, state, invited_at, expires_on, replied_at)
  select $1::uuid, p.id, ($2::uuid[])[1 + (n + i * 7) % cardinality($2::uuid[])], 'accepted', p.created_at, p.created_at::date + 7, p.created_at
  from proposals p, lateral (select ${numberOf('p.id')} as n) k, generate_series(1, 3) i
  where p.committee_id = $1 and p.kind = 'joint'`

/** $1 committee, $2 units. One replying unit each, and a joint one for every third. */
export const assignments = `
  insert into assignments (committee_id, id, proposal_id, unit_id, role, state, assigned_at, accept_by, return_by, reply_by,
    contact_by, accepted_at, state_since, opinion, opinion_given_at)
  select $1::uuid, pg_temp.bench_id(2 + i, n), p.id,
    case when i = 0 then p.lead_unit_id else ($2::uuid[])[1 + (pg_temp.dice(n, 5, 30) + 1) % 30] end,
    case when i = 1 then 'joint' when n % 3 = 0 then 'lead' else 'sole' end,
    case when p.state = 'handling' then 'accepted' when i = 1 then 'opinionGiven' else 'replied' end,
    p.assigned_at, p.assigned_at::date + 7, p.assigned_at::date + 7, p.assigned_at::date + 90,
    case when i = 0 then p.assigned_at::date + 21 end, p.assigned_at + interval '2 days', p.state_since,
    case when i = 1 and p.state <> 'handling' then '同意主办单位意见，积极配合。' else '' end,
    case when i = 1 and p.state <> 'handling' then p.assigned_at + interval '20 days' end
  from proposals p, lateral (select ${numberOf('p.id')} as n) k, generate_series(0, 1) i
  where p.committee_id = $1 and p.lead_unit_id is not null and (i = 0 or n % 3 = 0)`

export const contacts = `
  insert into contacts (committee_id, id, assignment_id, proposal_id, round, phase, way, held_on, persons, notes, recorded_by, recorded_at, confirmed_at)
  select $1::uuid, pg_temp.bench_id(4 + i, n), a.id, a.proposal_id, 1, (array['before', 'during', 'after'])[1 + i], 'visit',
    a.assigned_at::date + 10 + i * 20, '分管负责人、承办科室和提案者', '就提案所提建议逐条作了说明，提案者表示理解并补充了两点情况。',
    '00000000-0000-7000-8000-000000000001'::uuid, a.assigned_at + interval '10 days', a.assigned_at + interval '11 days'
  from assignments a, lateral (select ${numberOf('a.proposal_id')} as n) k, generate_series(0, 1) i
  where a.committee_id = $1 and a.role <> 'joint' and a.state = 'replied'`

export const replies = `
  insert into replies (committee_id, id, assignment_id, proposal_id, round, reply_class, text, document_number, signed_by,
    contact_name, contact_phone, submitted_at, delivered_at, updated_at)
  select $1::uuid, pg_temp.bench_id(6, n), a.id, a.proposal_id, 1, (array['A', 'A', 'A', 'B', 'B', 'C'])[1 + n % 6],
    (select reply from prose where prose.n = k.n % ${proseCount}), '函〔2025〕' || n % 500 || '号', '分管负责人', '承办科室', '0562-2123456',
    a.state_since, a.state_since, a.state_since
  from assignments a, lateral (select ${numberOf('a.proposal_id')} as n) k
  where a.committee_id = $1 and a.role <> 'joint' and a.state = 'replied'`

export const ratings = `
  insert into ratings (committee_id, proposal_id, round, member_id, handling, result, words, rated_at)
  select $1::uuid, id, 1, lead_member_id, 'satisfied', case when state = 'disputed' then 'dissatisfied' else 'satisfied' end,
    '承办单位态度认真，沟通及时。', state_since
  from proposals
  where committee_id = $1 and lead_member_id is not null and state in ('rated', 'disputed', 'concluded', 'archived')`

/** Three to twelve things happened to each that was handed in. */
export const events = `
  insert into events (committee_id, type, subject_kind, subject_id, account_id, actor_name, actor_role, at, details, request_id)
  select p.committee_id,
    (array['proposal.created', 'proposal.submitted', 'proposal.registered', 'proposal.assigned', 'assignment.accepted', 'contact.recorded',
      'contact.confirmed', 'reply.written', 'reply.submitted', 'reply.delivered', 'proposal.rated', 'proposal.concluded'])[i],
    'proposal', p.id, '00000000-0000-7000-8000-000000000001'::uuid, '办理员', 'proposalOffice',
    p.created_at + i * interval '9 days', jsonb_build_object('title', p.title), 'bench'
  from proposals p, lateral (select ${numberOf('p.id')} as n) k, lateral generate_series(1, 3 + pg_temp.dice(n, 8, 10)) i
  where p.committee_id = $1 and p.submitted_at is not null
  order by p.created_at + i * interval '9 days'`

/** The log's readers have done their work on all of it: what is measured is a house in its daily work. */
export const readersAreThrough = `
  insert into event_cursors (reader, tx, event_id)
  select reader, (select max(tx::text::bigint)::text::xid8 from events), (select max(id) from events)
  from unnest(array['dispatch', 'seal', 'duty.ledger']) reader`
