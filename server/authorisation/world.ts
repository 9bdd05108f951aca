import { buildAccount, buildHat, signIn } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee, buildUnit } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { buildProposal } from '#features/proposals/proposals.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { type TestApp, testApp } from '../testing/app.ts'

/** Who asks: a person's relation to the matter at hand. */
export const roles = [
  'nobody',
  'proposer',
  'otherMember',
  'proposalOffice',
  'memberOffice',
  'leader',
  'assigningOffice',
  'unitClerk',
  'otherUnitClerk',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
] as const
export type Asker = (typeof roles)[number]

/** A person of the world, with a login made for one cell of the matrix. */
export interface Person {
  asker: Exclude<Asker, 'nobody'>
  accountId: string
  hatId: string
  committeeId: string
  memberId: string | null
  unitId: string | null
  /** Of this cell's own login: a row may end it. */
  token: string
}

/** A committee with one person of each role. */
export interface House {
  committeeId: string
  termId: string
  sessionId: string
  sectorId: string
  /** The unit that handles the proposals of this house, and one that does not. */
  unitId: string
  otherUnitId: string
  people: Record<Exclude<Asker, 'nobody'>, Omit<Person, 'token'>>
}

/** Two committees side by side. The subject of every row lies in `home`; the people of `away` must not reach it. */
export interface World {
  app: TestApp
  db: TestApp['db']
  home: House
  away: House
}

const roleOf = {
  proposer: 'member',
  otherMember: 'member',
  proposalOffice: 'proposalOffice',
  memberOffice: 'memberOffice',
  leader: 'leader',
  assigningOffice: 'assigningOffice',
  unitClerk: 'unitClerk',
  otherUnitClerk: 'unitClerk',
  systemAdmin: 'systemAdmin',
  securityAdmin: 'securityAdmin',
  auditAdmin: 'auditAdmin',
} as const

/** The application with both committees and everybody in them. */
export async function buildWorld(): Promise<World> {
  const app = await testApp()
  const home = await buildHouse(app.db)
  const away = await buildHouse(app.db)
  return { app, db: app.db, home, away }
}

async function buildHouse(db: TestApp['db']): Promise<House> {
  const { id: committeeId, termId, sessionId, sectorId, unitId } = await buildCommittee(db)
  const otherUnitId = await buildUnit(db, { committeeId, name: '财政局' })
  const people = {} as House['people']
  for (const asker of Object.keys(roleOf) as (keyof typeof roleOf)[]) {
    const role = roleOf[asker]
    const account = await buildAccount(db, { committeeId, name: asker })
    const memberId = role === 'member' ? await buildMember(db, { committeeId, termId, sectorId, name: asker }) : null
    if (memberId) await db.updateTable('members').set({ account_id: account.id }).where('id', '=', memberId).execute()
    const unit = { unitClerk: unitId, otherUnitClerk: otherUnitId } as Partial<Record<typeof asker, string>>
    const hat = { committeeId, accountId: account.id, role, memberId, unitId: unit[asker] ?? null }
    const { id: hatId } = await buildHat(db, hat)
    people[asker] = { asker, accountId: account.id, hatId, committeeId, memberId, unitId: hat.unitId }
  }
  return { committeeId, termId, sessionId, sectorId, unitId, otherUnitId, people }
}

/** Somebody of a house with a login of their own. */
export async function enterAs(world: World, house: House, asker: Exclude<Asker, 'nobody'>): Promise<Person> {
  const person = house.people[asker]
  const token = await signIn(world.db, person.accountId, person.hatId, world.app.clock.now.toISOString())
  return { ...person, token }
}

/** A new proposal of home's proposer in any state, without assignments. */
export function proposalIn(world: World, state: string): Promise<string> {
  const { committeeId, termId, sessionId, people } = world.home
  const leadMemberId = people.proposer.memberId
  return buildProposal(world.db, { committeeId, termId, sessionId, leadMemberId, state })
}

/** A new proposal that home's unit handles alone, with the assignment in the given state. */
export async function assignedProposal(
  world: World,
  states: { proposal: string; assignment: string },
): Promise<{ proposalId: string; assignmentId: string }> {
  const { committeeId, unitId } = world.home
  const proposalId = await proposalIn(world, states.proposal)
  const assignmentId = newId()
  const at = world.app.clock.now
  await world.db
    .insertInto('assignments')
    .values({
      committee_id: committeeId,
      id: assignmentId,
      proposal_id: proposalId,
      unit_id: unitId,
      role: 'sole',
      state: states.assignment,
      assigned_at: at,
      accept_by: '2026-03-10',
      return_by: '2026-03-10',
      reply_by: '2026-06-02',
      contact_by: '2026-03-20',
      accepted_at: states.assignment === 'assigned' ? null : at,
      state_since: at,
      reassigned_from: null,
    })
    .execute()
  await world.db.updateTable('proposals').set({ lead_unit_id: unitId }).where('id', '=', proposalId).execute()
  return { proposalId, assignmentId }
}
