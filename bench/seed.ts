/** Fills a database with a register as it looks after years: proposals in all states, with handling and history. */
import type pg from 'pg'
import { buildAccount, buildHat, signIn } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee, buildGroup, buildUnit } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { proposersText, searchWords } from '#features/proposals/rules.ts'
import { proposalSetting } from '#features/proposals/settings.ts'
import { openPool } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import * as seedSql from './seed-sql.ts'
import * as words from './texts.data.ts'

/** What a measurement needs to know of a filled database. */
export interface Register {
  url: string
  size: number
  committeeId: string
  /** Tokens of logins. */
  member: string
  office: string
  memberOffice: string
  unitIds: string[]
  sectorIds: string[]
  sessionIds: string[]
  /** Drafts ready to be handed in, with the login of their author. */
  drafts: { id: string; token: string }[]
}

const memberCount = 340
const authorCount = 64
const chunkRows = 5_000

/** Picks one of a list by a number, evenly and the same each time. */
function pick<T>(list: ArrayLike<T>, n: number, salt: number): T {
  const mixed = Math.imul((n + 1) ^ (salt * 0x9e3779b1), 0x85ebca6b)
  return list[((mixed ^ (mixed >>> 13)) >>> 0) % list.length]!
}

function titleOf(n: number, size: number): string {
  // A dozen, in the older half.
  if (n % Math.floor(size / 24) === 7 && n < size / 2) return words.rareTitle
  const act = pick(words.acts, n, 1)
  const thing = pick(words.things, n, 3)
  return `关于${act}${pick(words.places, n, 2)}${thing}${pick(words.aims, n, 4)}的${pick(words.kinds, n, 5)}`
}

const nameOf = (n: number) =>
  `${pick(words.surnames, n, 6)}${pick(words.givenNames, n, 7)}${n % 3 === 0 ? '' : pick(words.givenNames, n, 8)}`

/** Migrates the database and fills it. @param size proposals that were handed in @param drafts beside them, ready to be */
export async function seedRegister(url: string, size: number, drafts: number): Promise<Register> {
  const { db, pool, close } = openPool(url, { max: 4 })
  await migrate(pool)
  const committee = await buildCommittee(db, { name: `实测${size}政协`, level: 'city' })
  const { id: committeeId, termId, sessionId } = committee
  const sectorIds: string[] = []
  for (const name of words.sectors) sectorIds.push(await buildGroup(db, { committeeId, kind: 'sector', name }))
  const unitIds: string[] = []
  for (const name of words.units) unitIds.push(await buildUnit(db, { committeeId, name: `市${name}` }))
  const memberIds: string[] = []
  for (let n = 0; n < memberCount; n += 1)
    memberIds.push(
      await buildMember(db, {
        committeeId,
        termId,
        name: nameOf(n),
        phone: `139${String(n).padStart(8, '0')}`,
        sectorId: sectorIds[n % sectorIds.length],
      }),
    )
  const sessionIds = [sessionId, ...(await addSessions(pool, committeeId, termId))]
  await pool.query('insert into settings values ($1, $2, 1, $3, now(), $1)', [
    committeeId,
    proposalSetting.key,
    { ...proposalSetting.defaults, categories: words.categories.map((name) => ({ code: name, name, hint: '' })) },
  ])
  const login = async (role: 'member' | 'proposalOffice' | 'memberOffice', memberId?: string) => {
    const account = await buildAccount(db, { committeeId, name: role })
    const hat = await buildHat(db, { committeeId, accountId: account.id, role, memberId })
    return signIn(db, account.id, hat.id)
  }
  const tokens: string[] = []
  for (const memberId of memberIds.slice(0, authorCount)) tokens.push(await login('member', memberId))
  const register: Register = {
    url,
    size,
    committeeId,
    member: await login('member', memberIds.at(-1)!),
    office: await login('proposalOffice'),
    memberOffice: await login('memberOffice'),
    unitIds,
    sectorIds,
    sessionIds,
    drafts: Array.from({ length: drafts }, (_, n) => ({
      id: seedSql.draftId(n),
      token: tokens[n % authorCount]!,
    })),
  }
  await fill(pool, register, termId, memberIds, drafts)
  await close()
  return register
}

async function addSessions(pool: pg.Pool, committeeId: string, termId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into sessions (committee_id, id, term_id, number) select $1, gen_random_uuid(), $2, n from generate_series(1, 4) n returning id`,
    [committeeId, termId],
  )
  return rows.map((row) => row.id)
}

/** Loads with indexes and triggers off, and builds the indexes at the end, as a restore does. */
async function fill(
  pool: pg.Pool,
  register: Register,
  termId: string,
  memberIds: string[],
  drafts: number,
): Promise<void> {
  const client = await pool.connect()
  const { committeeId, size } = register
  try {
    await client.query('set session_replication_role = replica')
    await client.query(`set maintenance_work_mem = '256MB'`)
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(seedSql.secondaryIndexes)
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    await client.query(seedSql.functions)
    await client.query(seedSql.prose, [words.sentences])
    const { sessionIds, sectorIds, unitIds } = register
    const shared = [committeeId, termId, sessionIds, memberIds, sectorIds, unitIds, words.categories]
    for (const numbers of chunksOf(size))
      await client.query(seedSql.proposals, [...shared, ...textsOf(numbers, size), size])
    const authors = memberIds.slice(0, authorCount)
    for (const numbers of chunksOf(drafts))
      await client.query(seedSql.drafts, [committeeId, termId, authors, ...textsOf(numbers, Number.MAX_SAFE_INTEGER)])
    await client.query(seedSql.coSigners, [committeeId, memberIds])
    await client.query(seedSql.assignments, [committeeId, unitIds])
    for (const statement of [seedSql.texts, seedSql.contacts, seedSql.replies, seedSql.ratings, seedSql.events])
      await client.query(statement, [committeeId])
    await client.query(seedSql.readersAreThrough)
    for (const { definition } of indexes) await client.query(definition)
    await client.query('set session_replication_role = origin')
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    client.release()
  }
}

function chunksOf(count: number): number[][] {
  return Array.from({ length: Math.ceil(count / chunkRows) }, (_, chunk) =>
    Array.from({ length: Math.min(chunkRows, count - chunk * chunkRows) }, (_, i) => chunk * chunkRows + i),
  )
}

function textsOf(numbers: number[], size: number): unknown[] {
  const titles = numbers.map((n) => titleOf(n, size))
  const proposers = numbers.map((n) => proposersText(nameOf(n % memberCount), n % 10 < 7 ? 0 : (n % 5) + 1, null))
  const words = titles.map((title, i) => searchWords(title, proposers[i]!))
  return [numbers, titles, proposers, words]
}
