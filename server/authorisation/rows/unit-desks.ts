import type { unitDeskRoutes } from '#contract/unit-desks.ts'
import { all, away, type Row, row } from '../row.ts'
import { assignedProposal } from '../world.ts'
import { only, seenBy } from './proposals.ts'

const byUnit = only(['unitClerk'], seenBy.handled)
const ofUnits = {
  home: all('denied', { unitClerk: 'ok' as const, otherUnitClerk: 'ok' as const }),
  away: away('denied', { unitClerk: 'ok', otherUnitClerk: 'ok' }),
}

// Who does what within a unit, desk by desk, is tested in unit-desks.test.ts: these people sit at all three.
export const rows: Record<keyof typeof unitDeskRoutes, Row> = {
  handOut: row({
    prepare: (world) => assignedProposal(world, { proposal: 'handling', assignment: 'accepted' }),
    request: ({ home }, { assignmentId }) => ({
      params: { id: assignmentId },
      body: {
        ...{ clerkId: home.people.unitClerk.accountId, formerClerkId: null, leaderId: null, ledByLeader: false },
        ...{ contactPhone: '', note: '' },
      },
    }),
    home: byUnit,
    away: away('hidden'),
  }),
  passOn: row({
    prepare: (world) => assignedProposal(world, { proposal: 'handling', assignment: 'accepted' }),
    request: (_, { assignmentId }) => ({ params: { id: assignmentId }, body: { opinion: null, note: '' } }),
    home: byUnit,
    away: away('hidden'),
  }),
  sendBackInUnit: row({
    prepare: (world) => assignedProposal(world, { proposal: 'handling', assignment: 'accepted' }),
    request: (_, { assignmentId }) => ({ params: { id: assignmentId }, body: { note: '第二条太空' } }),
    home: byUnit,
    away: away('hidden'),
  }),
  listUnitDuties: row({ request: () => ({}), ...ofUnits }),
  exportUnitDuties: row({ request: () => ({ query: { format: 'csv' } }), ...ofUnits }),
  listUnitPeople: row({ request: () => ({}), ...ofUnits }),
  // Each of their own unit: what somebody of another one holds is not there for them.
  handOverDuties: row({
    request: ({ home }, _, person) => ({
      body: {
        fromId: home.people.assigningOffice.accountId,
        toId: person?.accountId ?? home.people.unitClerk.accountId,
        note: '换了承办人',
      },
    }),
    ...ofUnits,
  }),
}
