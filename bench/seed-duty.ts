/** Fills a database with a province's year of duty as the event log tells it: 30,000 members, a million events. */
import type pg from 'pg'
import { buildAccount, buildHat, signIn } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { openPool } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'

/** What a measurement needs to know of it. */
export interface DutyYear {
  url: string
  committeeId: string
  termId: string
  year: number
  members: number
  /** Each event gives one entry. */
  events: number
  /** The one with the most entries, some 2,000 of them, and the login of their account and of the office's. */
  busyMemberId: string
  busyMember: string
  office: string
}

const year = 2025
/** A day of the year by a number, evenly. */
const day = (n: string) => `(date '${year}-01-04' + (${n} * 7919 % 355)::integer)::text`
const at = (n: string) => `timestamptz '${year}-01-04T01:00:00Z' + (${n} * 7919 % 355) * interval '1 day'`

/** Copies of one member, each with a membership and, one in ten, a standing member's post. $1 committee, $2 term, $3 model, $4 number */
const members = `
  with copies as (
    insert into members
    select (m.copy).*
    from (
      select jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid())) as copy
      from members o cross join generate_series(2, $4::integer)
      where o.committee_id = $1 and o.id = $3
    ) m
    returning id
  )
  insert into memberships (committee_id, id, member_id, term_id, joined_on, join_way)
  select $1, gen_random_uuid(), id, $2, '2022-01-10', 'elected' from copies`

const standing = `
  insert into member_posts (committee_id, id, member_id, post, title, starts_on)
  select $1, gen_random_uuid(), member_id, 'standingMember', '常务委员', '2022-01-10'
  from memberships
  where committee_id = $1 and abs(hashtext(member_id::text)) % 10 = 0`

/** The n-th member, first the busy one. */
const numbered = `
  create temporary table numbered as
  select row_number() over (order by member_id <> $2, member_id) - 1 as n, member_id
  from memberships where committee_id = $1`

/** So many who come to each activity: 150, the busy one to the first 1,900. */
const comers = 150
const toBusy = 1_900

const columns = 'committee_id, type, subject_kind, subject_id, actor_name, at, details, request_id'

/** $1 committee, $2 term, $3 members, $4 activities */
const comings = `
  insert into events (${columns})
  select $1, 'activity.checkedIn', 'activity', a.id, '会务', ${at('a.n')},
    jsonb_build_object('memberId', m.member_id, 'termId', $2::uuid, 'title', '第' || a.n || '次活动', 'heldOn', ${day('a.n')},
      'halfDays', 2, 'level', 'city', 'attendance', 'present',
      'kind', (array['standingCommittee', 'plenary', 'inspection', 'research', 'training', 'sectorActivity'])[1 + a.n % 6]), 'bench'
  from (select n, gen_random_uuid() as id from generate_series(0, $4::integer - 1) n) a
  cross join generate_series(0, ${comers - 1}) k
  join numbered m on m.n = case when k = 0 and a.n < ${toBusy} then 0 else 1 + (a.n * ${comers - 1} + k) % ($3::integer - 1) end
  order by a.n, k`

/** Each handed in and registered. $1 committee, $2 term, $3 members, $4 proposals */
const proposals = `
  insert into events (${columns})
  select $1, e.type, 'proposal', p.id, '提案委员会办公室', ${at('p.n')} + e.later,
    jsonb_build_object('termId', $2::uuid, 'title', '第' || p.n || '件提案', 'on', ${day('p.n')},
      'proposers', jsonb_build_array(jsonb_build_object('memberId', m.member_id, 'part', 'lead'))), 'bench'
  from (select n, gen_random_uuid() as id from generate_series(0, $4::integer - 1) n) p
  cross join (values ('proposal.submitted', interval '0'), ('proposal.registered', interval '1 hour')) e (type, later)
  join numbered m on m.n = p.n % $3::integer
  order by p.n, e.later`

/** Lays the year out; the ledger is still to read it. @param size members, and events that each give one entry */
export async function seedDuty(url: string, size: { members: number; events: number }): Promise<DutyYear> {
  const { db, pool, close } = openPool(url, { max: 2 })
  try {
    await migrate(pool)
    const { id: committeeId, termId } = await buildCommittee(db, {
      name: `实测${size.members}人政协`,
      level: 'province',
    })
    const busyMemberId = await buildMember(db, { committeeId, termId, name: '田富' })
    const login = async (role: 'member' | 'memberOffice', memberId?: string) => {
      const account = await buildAccount(db, { committeeId, name: role })
      const hat = await buildHat(db, { committeeId, accountId: account.id, role, memberId })
      return signIn(db, account.id, hat.id)
    }
    const year_ = { url, committeeId, termId, year, members: size.members, events: size.events, busyMemberId }
    const logins = { busyMember: await login('member', busyMemberId), office: await login('memberOffice') }
    await fill(pool, year_)
    return { ...year_, ...logins }
  } finally {
    await close()
  }
}

async function fill(
  pool: pg.Pool,
  of: { committeeId: string; termId: string; members: number; events: number; busyMemberId: string },
): Promise<void> {
  const { committeeId, termId, busyMemberId } = of
  const activities = Math.floor((of.events * 0.6) / comers)
  const client = await pool.connect()
  try {
    await client.query(members, [committeeId, termId, busyMemberId, of.members])
    await client.query(standing, [committeeId])
    await client.query(numbered, [committeeId, busyMemberId])
    await client.query(comings, [committeeId, termId, of.members, activities])
    await client.query(proposals, [committeeId, termId, of.members, Math.round((of.events - activities * comers) / 2)])
    await client.query('analyze')
  } finally {
    client.release()
  }
}
