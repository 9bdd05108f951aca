import type { memberRoutes } from '#contract/members.ts'
import { buildAccount, buildHat } from '#features/accounts/accounts.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type HomeAnswers, type Row, row } from '../row.ts'
import type { Asker, World } from '../world.ts'

const outside: Asker[] = ['unitClerk', 'otherUnitClerk', 'systemAdmin', 'securityAdmin', 'auditAdmin']

/** For `actors` alone; the others who see the roster are refused, for units and administrators no member exists. */
function only(...actors: Asker[]): HomeAnswers {
  const answers = (askers: Asker[], answer: 'ok' | 'hidden') =>
    Object.fromEntries(askers.map((asker) => [asker, answer]))
  return all('denied', { ...answers(outside, 'hidden'), ...answers(actors, 'ok') })
}

/** A list of the asker's own committee, for whoever sees the roster. */
const ofTheRoster = {
  home: all('ok', Object.fromEntries(outside.map((asker) => [asker, 'denied'])) as Partial<HomeAnswers>),
  away: away('ok', Object.fromEntries(outside.map((asker) => [asker, 'denied'])) as Partial<HomeAnswers>),
}
const oneFile = {
  home: all('ok', Object.fromEntries(outside.map((asker) => [asker, 'hidden'])) as Partial<HomeAnswers>),
  away: away('hidden'),
}
const toOneFile = { home: only('memberOffice'), away: away('hidden') }
const inOwnCommittee = { home: all('denied', { memberOffice: 'ok' }), away: away('denied', { memberOffice: 'ok' }) }
const ofMembers = {
  home: all('denied', { proposer: 'ok', otherMember: 'ok', memberOffice: 'ok' }),
  away: away('denied', { proposer: 'ok', otherMember: 'ok', memberOffice: 'ok' }),
}

const someMember = (world: World) =>
  buildMember(world.db, {
    committeeId: world.home.committeeId,
    termId: world.home.termId,
    phone: `13${String(Number.parseInt(newId().slice(-8), 16) % 1_000_000_000).padStart(9, '0')}`,
  })
/** The file of home's proposer, whose own it is. */
const own = (world: World) => world.home.people.proposer.memberId!

async function somePost(world: World): Promise<string> {
  const id = newId()
  await world.db
    .insertInto('member_posts')
    .values({
      committee_id: world.home.committeeId,
      id,
      member_id: await someMember(world),
      post: 'standingMember',
      title: '',
      starts_on: '2022-01-10',
    })
    .execute()
  return id
}

/** A change of home's proposer that waits for the office. */
async function pendingChange(world: World): Promise<string> {
  const id = newId()
  const committee_id = world.home.committeeId
  await world.db
    .updateTable('member_changes')
    .set({ state: 'withdrawn' })
    .where('committee_id', '=', committee_id)
    .where('state', '=', 'pending')
    .execute()
  await world.db
    .insertInto('member_changes')
    .values({
      committee_id,
      id,
      member_id: own(world),
      state: 'pending',
      changes: JSON.stringify({ degree: { from: '', to: '硕士' } }),
      proposed_by: world.home.people.proposer.accountId,
      proposed_at: world.app.clock.now,
    })
    .execute()
  return id
}

/** Staff of home, not asked yet to type for anybody. */
async function staff(world: World): Promise<string> {
  const { committeeId } = world.home
  const account = await buildAccount(world.db, { committeeId })
  await buildHat(world.db, { committeeId, accountId: account.id, role: 'proposalOffice' })
  return account.id
}

/** Delegated entry for home's proposer. */
async function delegation(world: World): Promise<string> {
  const { committeeId } = world.home
  const given = {
    committeeId,
    accountId: await staff(world),
    role: 'member',
    memberId: own(world),
    delegated: true,
  } as const
  return (await buildHat(world.db, given)).id
}

const today = '2026-03-02'
const roster = [{ name: '名单.csv', bytes: Buffer.from('姓名,工作单位及职务\n赵云,某局局长\n', 'utf8') }]

export const rows: Record<keyof typeof memberRoutes, Row> = {
  listMembers: row({ request: () => ({}), ...ofTheRoster }),
  exportMembers: row({ request: () => ({ query: { format: 'csv' } }), ...ofTheRoster }),
  getMember: row({ prepare: someMember, request: (_, id) => ({ params: { id } }), ...oneFile }),
  getMemberHistory: row({ prepare: someMember, request: (_, id) => ({ params: { id } }), ...oneFile }),
  createMember: row({ request: () => ({ body: { name: '钱多' } }), ...inOwnCommittee }),
  editMember: row({
    prepare: someMember,
    request: (_, id) => ({ params: { id }, body: { version: 1, degree: '硕士' } }),
    ...toOneFile,
  }),
  proposeMemberChange: row({
    request: (world) => ({ params: { id: own(world) }, body: { changes: { education: newId().slice(-12) } } }),
    home: only('proposer'),
    away: away('hidden'),
  }),
  listMemberChanges: row({ request: () => ({}), ...ofMembers }),
  decideMemberChange: row({
    prepare: pendingChange,
    request: (_, id) => ({ params: { id }, body: { accept: false, note: '请附证书' } }),
    home: all('hidden', { memberOffice: 'ok', proposer: 'denied' }),
    away: away('hidden'),
  }),
  withdrawMemberChange: row({
    prepare: pendingChange,
    request: (_, id) => ({ params: { id } }),
    home: all('hidden', { proposer: 'ok', memberOffice: 'denied' }),
    away: away('hidden'),
  }),
  addMembership: row({
    prepare: someMember,
    request: (world, id) => ({
      params: { id },
      body: { termId: world.home.termId, joinWay: 'byElection', joinedOn: today },
    }),
    ...toOneFile,
  }),
  endMembership: row({
    prepare: someMember,
    request: (_, id) => ({ params: { id }, body: { leftOn: today, reason: 'resigned', note: '' } }),
    ...toOneFile,
  }),
  addMemberPost: row({
    prepare: someMember,
    request: (_, id) => ({ params: { id }, body: { post: 'standingMember', title: '', startsOn: today } }),
    ...toOneFile,
  }),
  endMemberPost: row({
    prepare: somePost,
    request: (_, id) => ({ params: { id }, body: { endsOn: today } }),
    ...toOneFile,
  }),
  openMemberAccount: row({ prepare: someMember, request: (_, id) => ({ params: { id } }), ...toOneFile }),
  delegate: row({
    prepare: staff,
    request: (world, accountId) => ({
      params: { id: own(world) },
      body: { accountId, basis: '本人当面委托', endsOn: null },
    }),
    home: only('proposer', 'memberOffice'),
    away: away('hidden'),
  }),
  listDelegates: row({ request: () => ({}), ...ofMembers }),
  endDelegation: row({
    prepare: delegation,
    request: (_, id) => ({ params: { id } }),
    home: all('hidden', { proposer: 'ok', memberOffice: 'ok' }),
    away: away('hidden'),
  }),
  previewMemberImport: row({ request: () => ({ files: roster }), ...inOwnCommittee }),
  // nothing was previewed: let through, and refused for that alone
  importMembers: row({ request: () => ({ query: { fingerprint: 'x' }, files: roster }), ...inOwnCommittee }),
}
