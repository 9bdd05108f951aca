import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { buildAccount, buildHat, signInAs } from '#features/accounts/accounts.fixtures.ts'
import { tokenHash } from '#features/accounts/queries/login.ts'
import { buildActivity } from '#features/activities/activities.fixtures.ts'
import { codeAt } from '#features/attendance/attendance.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { buildVote } from '#features/votes/votes.fixtures.ts'
import { openPool } from '#platform/database/database.ts'
import { newId } from '#platform/ids.ts'
import { openSecrets } from '#platform/secrets.ts'
import { startHouse } from './house.ts'
import { putLoad } from './put-load.ts'
import { atLeast, atMost, type Result } from './report.ts'
import { type Stage, said } from './stage.ts'

const attendees = 5_000
const desks = 250
const voters = 2_000
/** Phones that vote at the same moment. */
const phones = 200

/** A plenary that gathers: 5,000 members before 250 desks without pause, each code verified, each arrival told to the log
 *  that feeds the ledger; then 2,000 of them vote in secret. Counted afterwards: nobody twice, nobody lost. */
export async function measureHall(stage: Stage): Promise<Result[]> {
  const { directory, createDatabase } = await stage.ground()
  const url = await createDatabase('hall')
  const dataDir = join(directory, 'data-hall')
  const { pool, close } = openPool(url, { max: 16 })
  const house = await startHouse(dataDir, url)
  try {
    const hall = await fill(url, pool)
    const checkInFloor = await floorOf(pool, hall)
    const secrets = openSecrets(dataDir)
    const sentAt = new Date()
    const requests = hall.memberIds.map((memberId, n) => ({
      method: 'POST',
      path: `/api/v1/activities/${hall.activityId}/check-ins`,
      token: hall.desks[n % desks]!,
      body: JSON.stringify({
        desk: '大门',
        sentAt: sentAt.toISOString(),
        items: [
          { code: codeAt('M', hall.committeeId, memberId, sentAt, secrets), at: sentAt.toISOString(), offsetMs: 0 },
        ],
      }),
    }))
    const load = { port: house.port, seconds: 60, warmSeconds: 0, once: true }
    const arrived = await putLoad({ ...load, clients: desks, requests })
    said('check-in, 250 desks', arrived)
    await expectCount(pool, 'select count(*)::int as n from check_ins', attendees)
    await expectCount(pool, `select count(*)::int as n from events where type = 'activity.checkedIn'`, attendees)
    const ledgerBehind = await untilInLedger(pool)

    const ballots = hall.voterTokens.map((token, n) => ({
      method: 'POST',
      path: `/api/v1/votes/${hall.voteId}/ballots`,
      token,
      body: JSON.stringify({ motion: n % 3 === 0 ? 'against' : 'for' }),
    }))
    const voted = await putLoad({ ...load, clients: phones, requests: ballots })
    said('vote, 200 phones', voted)
    const closedAt = performance.now()
    const answer = await fetch(`http://127.0.0.1:${house.port}/api/v1/votes/${hall.voteId}/closing`, {
      method: 'POST',
      headers: { cookie: `tongxin_login=${hall.desks[0]}`, 'content-type': 'application/json' },
      body: '{}',
    })
    const closeSeconds = (performance.now() - closedAt) / 1000
    if (!answer.ok) throw new Error(`closing: ${answer.status} ${await answer.text()}`)
    const against = Math.ceil(voters / 3)
    await expectCount(pool, `select (result #>> '{motion,for}')::int as n from votes`, voters - against)
    await expectCount(pool, `select (result #>> '{motion,against}')::int as n from votes`, against)
    return [
      atLeast('check-in', arrived.perSecond, 'req/s', { mark: 800, floor: checkInFloor }),
      atMost('check-in.p99', arrived.p99Ms, 'ms', { mark: 500 }),
      atMost('check-in.ledger-behind', ledgerBehind, 's'),
      atMost('vote', voters / voted.perSecond, 's', { mark: 10 }),
      atMost('vote.result', closeSeconds, 's', { mark: 1 }),
    ].map((one) => ({ ...one, name: one.name.replace(/^house\b/, 'duty') }))
  } finally {
    await house.stop()
    await close()
  }
}

/** 5,000 members on the list of a plenary that begins in a quarter of an hour, logins for desks and voters, a vote open. */
async function fill(url: string, pool: pg.Pool) {
  const { db, close } = openPool(url, { max: 2 })
  const { id: committeeId, termId, sectorId } = await buildCommittee(db, { level: 'province' })
  const first = await buildMember(db, { committeeId, termId, sectorId })
  const columns = await pool.query<{ names: string }>(
    `select string_agg(column_name, ', ') as names from information_schema.columns
     where table_schema = 'public' and table_name = 'members' and column_name not in ('id', 'account_id')`,
  )
  const { names } = columns.rows[0]!
  const made = await pool.query<{ id: string }>(
    `insert into members (id, ${names}) select gen_random_uuid(), ${names} from members, generate_series(2, ${attendees})
     where members.id = $1 returning id`,
    [first],
  )
  const memberIds = [first, ...made.rows.map((row) => row.id)]
  const now = Date.now()
  const activityId = await buildActivity(db, {
    committeeId,
    termId,
    kind: 'plenary',
    startsAt: new Date(now + 900_000).toISOString(),
    endsAt: new Date(now + 7_200_000).toISOString(),
  })
  await pool.query(
    `insert into activity_invitees (committee_id, activity_id, member_id, must, by_hand, invited_at)
     select $1, $2, unnest($3::uuid[]), true, false, now()`,
    [committeeId, activityId, memberIds],
  )
  const office = await signInAs(db, { committeeId, role: 'memberOffice' })
  const deskTokens = await logins(
    pool,
    Array.from({ length: desks }, () => office),
  )
  const people = []
  for (const memberId of memberIds.slice(0, voters)) {
    const account = await buildAccount(db, { committeeId })
    const hat = await buildHat(db, { committeeId, accountId: account.id, role: 'member', memberId })
    people.push({ accountId: account.id, hatId: hat.id })
  }
  const vote = await buildVote(db, { committeeId, activityId, voters: memberIds.slice(0, voters) })
  const voterTokens = await logins(pool, people)
  await pool.query('vacuum analyze')
  await close()
  return { committeeId, activityId, memberIds, desks: deskTokens, voteId: vote.id, voterTokens, office }
}

/** A login for each, all at once. */
async function logins(pool: pg.Pool, people: readonly { accountId: string; hatId: string }[]): Promise<string[]> {
  const tokens = people.map(() => newId())
  await pool.query(
    `insert into logins (token_hash, id, account_id, hat_id, complete, created_at, last_seen_at, expires_at, address, agent)
     select t, gen_random_uuid(), a, h, true, now(), now(), now() + interval '1 day', '127.0.0.1', 'bench'
     from unnest($1::bytea[], $2::uuid[], $3::uuid[]) as n(t, a, h)`,
    [tokens.map(tokenHash), people.map((one) => one.accountId), people.map((one) => one.hatId)],
  )
  return tokens
}

/** The same rows by the barest means: a transaction of two inserts, sixteen connections, no server between. */
async function floorOf(pool: pg.Pool, hall: Awaited<ReturnType<typeof fill>>): Promise<number> {
  await pool.query('create table floor_check_ins (like check_ins including all)')
  await pool.query('create table floor_events (like events including all)')
  let next = 0
  const startedAt = performance.now()
  const work = async () => {
    const client = await pool.connect()
    while (next < hall.memberIds.length) {
      const memberId = hall.memberIds[next++]
      await client.query('begin')
      await client.query({
        name: 'floor-check-in',
        text: `insert into floor_check_ins (committee_id, activity_id, member_id, attendance, way, at, recorded_at, recorded_by, desk)
               values ($1, $2, $3, 'present', 'list', now(), now(), $4, '')`,
        values: [hall.committeeId, hall.activityId, memberId, hall.office.accountId],
      })
      await client.query({
        name: 'floor-event',
        text: `insert into floor_events (committee_id, type, subject_kind, subject_id, account_id, actor_name, actor_role, at, details, request_id)
               values ($1, 'activity.checkedIn', 'activity', $2, $3, 'x', 'memberOffice', now(), '{}', 'floor')`,
        values: [hall.committeeId, hall.activityId, hall.office.accountId],
      })
      await client.query('commit')
    }
    client.release()
  }
  await Promise.all(Array.from({ length: 16 }, work))
  const perSecond = hall.memberIds.length / ((performance.now() - startedAt) / 1000)
  await pool.query('drop table floor_check_ins; drop table floor_events')
  return perSecond
}

/** Seconds until each arrival is in the ledger, once. @throws when it is not within a minute */
async function untilInLedger(pool: pg.Pool): Promise<number> {
  const startedAt = performance.now()
  const seconds = () => (performance.now() - startedAt) / 1000
  for (;;) {
    const { rows } = await pool.query<{ entries: number; members: number }>(
      'select count(*)::int as entries, count(distinct member_id)::int as members from duty_entries',
    )
    const { entries, members } = rows[0]!
    if (entries === attendees && members === attendees) return seconds()
    if (seconds() > 60) throw new Error(`${entries} entries of ${members} members in the ledger, not ${attendees}`)
    await sleep(50)
  }
}

/** @throws when the database holds another number */
async function expectCount(pool: pg.Pool, query: string, expected: number): Promise<void> {
  const { rows } = await pool.query<{ n: number }>(query)
  if (rows[0]?.n !== expected) throw new Error(`${rows[0]?.n} instead of ${expected}: ${query}`)
}
