import type { committeeRoutes } from '#contract/committees.ts'
import { buildGroup, buildUnit } from '#features/committees/committees.fixtures.ts'
import { buildMember } from '#features/members/members.fixtures.ts'
import { newId } from '#platform/ids.ts'
import { all, away, type Row, row } from '../row.ts'
import type { World } from '../world.ts'

const fresh = () => newId().replaceAll('-', '').slice(-16)

/** Names and dates that whoever is signed in may read, of their own committee. */
const forEverybody = { home: all('ok'), away: away('ok') }
/** What the member office does in its own committee; the subject is the committee itself. */
const byMemberOffice = { home: all('denied', { memberOffice: 'ok' }), away: away('denied', { memberOffice: 'ok' }) }
/** The same to one thing of home: for the member office of another committee it does not exist. */
const toOneThing = { home: all('denied', { memberOffice: 'ok' }), away: away('denied', { memberOffice: 'hidden' }) }
/** Committees are no secret, so one out of reach is refused, not hidden. */
const bySystemAdmin = { home: all('denied', { systemAdmin: 'ok' }), away: away('denied') }

const someGroup = (world: World) =>
  buildGroup(world.db, { committeeId: world.home.committeeId, kind: 'specialCommittee', name: `组${fresh()}` })
const someUnit = (world: World) => buildUnit(world.db, { committeeId: world.home.committeeId, name: `局${fresh()}` })
const dates = { number: 5, opensOn: null, closesOn: null, proposalsFrom: null, proposalsUntil: null }
const unit = { shortName: '局', kind: 'government', contactName: '', contactPhone: '' }

/** A group of home with a member in it. */
async function seat(world: World): Promise<{ id: string; memberId: string }> {
  const { committeeId, termId } = world.home
  const id = await someGroup(world)
  const memberId = await buildMember(world.db, { committeeId, termId })
  await world.db
    .insertInto('group_members')
    .values({
      committee_id: committeeId,
      id: newId(),
      group_id: id,
      member_id: memberId,
      exclusive_kind: null,
      role: 'member',
      starts_on: '2022-01-10',
    })
    .execute()
  return { id, memberId }
}

const seeingSettings = {
  home: all('denied', { proposalOffice: 'ok', memberOffice: 'ok', systemAdmin: 'ok' }),
  away: away('denied', { proposalOffice: 'ok', memberOffice: 'ok', systemAdmin: 'ok' }),
}

export const rows: Record<keyof typeof committeeRoutes, Row> = {
  listCommittees: row({ request: () => ({}), ...forEverybody }),
  createCommittee: row({
    request: (world) => {
      const name = `政协${fresh()}`
      return {
        body: { parentId: world.home.committeeId, name, shortName: '县', level: 'county', divisionCode: '990101' },
      }
    },
    ...bySystemAdmin,
  }),
  editCommittee: row({
    request: (world) => ({
      params: { id: world.home.committeeId },
      body: { version: 1, name: `政协${fresh()}`, shortName: '县' },
    }),
    ...bySystemAdmin,
  }),
  listTerms: row({ request: () => ({}), ...forEverybody }),
  // the number of a term that is there: let through, and refused for that alone
  createTerm: row({ request: () => ({ body: { number: 10, startsOn: '2027-01-10' } }), ...byMemberOffice }),
  createSession: row({ request: (world) => ({ params: { id: world.home.termId }, body: dates }), ...toOneThing }),
  editSession: row({ request: (world) => ({ params: { id: world.home.sessionId }, body: dates }), ...toOneThing }),
  listGroupKinds: row({ request: () => ({}), ...forEverybody }),
  createGroupKind: row({
    request: () => ({ body: { code: `k${fresh()}`, name: '合唱队', exclusive: false } }),
    ...byMemberOffice,
  }),
  listGroups: row({ request: () => ({}), ...forEverybody }),
  createGroup: row({ request: () => ({ body: { kind: 'sector', name: `界${fresh()}` } }), ...byMemberOffice }),
  editGroup: row({
    prepare: someGroup,
    request: (_, id) => ({ params: { id }, body: { version: 1, name: `组${fresh()}`, position: 1, closedOn: null } }),
    ...toOneThing,
  }),
  listGroupMembers: row({
    prepare: seat,
    request: (_, { id }) => ({ params: { id } }),
    home: all('ok', {
      unitClerk: 'denied',
      otherUnitClerk: 'denied',
      systemAdmin: 'denied',
      securityAdmin: 'denied',
      auditAdmin: 'denied',
    }),
    away: away('hidden', {
      unitClerk: 'denied',
      otherUnitClerk: 'denied',
      systemAdmin: 'denied',
      securityAdmin: 'denied',
      auditAdmin: 'denied',
    }),
  }),
  joinGroup: row({
    prepare: seat,
    request: (_, { id, memberId }) => ({ params: { id }, body: { memberId, role: 'convener' } }),
    ...toOneThing,
  }),
  leaveGroup: row({ prepare: seat, request: (_, params) => ({ params }), ...toOneThing }),
  listUnits: row({ request: () => ({}), ...forEverybody }),
  createUnit: row({
    request: () => ({ body: { ...unit, name: `局${fresh()}` } }),
    home: all('denied', { proposalOffice: 'ok', assigningOffice: 'ok' }),
    away: away('denied', { proposalOffice: 'ok', assigningOffice: 'ok' }),
  }),
  editUnit: row({
    prepare: someUnit,
    request: (_, id) => ({ params: { id }, body: { ...unit, name: `局${fresh()}`, version: 1, closed: true } }),
    home: all('denied', { proposalOffice: 'ok', assigningOffice: 'ok' }),
    away: away('denied', { proposalOffice: 'hidden', assigningOffice: 'hidden' }),
  }),
  listSettings: row({ request: () => ({}), ...seeingSettings }),
  getSetting: row({ request: () => ({ params: { key: 'members.ordering' } }), ...seeingSettings }),
  putSetting: row({
    request: () => ({ params: { key: 'members.ordering' }, body: { version: 0, value: { rule: 'cppcc' } } }),
    ...byMemberOffice,
  }),
}
