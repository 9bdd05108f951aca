import { describe, expect, it } from 'vitest'
import type { Role } from '#contract/accounts.ts'
import type { ProposalState } from '#contract/proposals.ts'
import { canSee, type ProposalFacts, proposalRelations, seesReply, toldHistory, type Viewer } from './access.ts'

const viewer = (role: Role, given: Partial<Viewer> = {}): Viewer => ({
  committeeId: 'here',
  accountId: 'a',
  role,
  memberId: role === 'member' ? 'someone' : null,
  unitId: role === 'unitClerk' ? 'unit' : null,
  ...given,
})
const facts = (state: ProposalState, given: Partial<ProposalFacts> = {}): ProposalFacts => ({
  committeeId: 'here',
  state,
  registered: !['draft', 'submitted', 'returned', 'declined'].includes(state),
  leadMemberId: 'lead',
  createdBy: 'creator',
  coSign: null,
  unitInvolved: false,
  leadsMerged: false,
  onPaper: false,
  leadLeft: false,
  asked: false,
  ...given,
})

const roles: Role[] = [
  'member',
  'proposalOffice',
  'memberOffice',
  'leader',
  'assigningOffice',
  'unitClerk',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
]

describe('who sees a proposal', () => {
  it.each<[ProposalState, Role[]]>([
    ['draft', []],
    ['submitted', ['proposalOffice', 'leader']],
    ['returned', ['proposalOffice', 'leader']],
    ['declined', ['proposalOffice', 'leader']],
    ['registered', ['member', 'proposalOffice', 'memberOffice', 'leader', 'assigningOffice']],
    ['handling', ['member', 'proposalOffice', 'memberOffice', 'leader', 'assigningOffice']],
    ['archived', ['member', 'proposalOffice', 'memberOffice', 'leader', 'assigningOffice']],
  ])('%s: %j, beside its own people', (state, seen) => {
    expect(roles.filter((role) => canSee(viewer(role), facts(state)))).toEqual(seen)
  })

  it('is always its proposer, and a unit only with a duty on it', () => {
    for (const state of ['draft', 'submitted', 'returned', 'declined', 'registered'] as const)
      expect(canSee(viewer('member', { memberId: 'lead' }), facts(state))).toBe(true)
    expect(canSee(viewer('unitClerk'), facts('handling', { unitInvolved: true }))).toBe(true)
  })

  it('is whoever was asked to co-sign, while they may still answer, and whoever signed', () => {
    expect(canSee(viewer('member'), facts('draft', { coSign: 'invited' }))).toBe(true)
    expect(canSee(viewer('member'), facts('submitted', { coSign: 'invited' }))).toBe(false)
    expect(canSee(viewer('member'), facts('submitted', { coSign: 'accepted' }))).toBe(true)
    expect(canSee(viewer('member'), facts('draft', { coSign: 'declined' }))).toBe(false)
    expect(canSee(viewer('proposalOffice'), facts('draft', { coSign: 'invited' }))).toBe(false)
  })

  it('is never anybody of another committee, whatever else holds', () => {
    for (const role of roles) {
      const there = viewer(role, { committeeId: 'there', memberId: role === 'member' ? 'lead' : null })
      expect(canSee(there, facts('registered', { coSign: 'accepted', unitInvolved: true }))).toBe(false)
      expect(proposalRelations(there, facts('registered', { coSign: 'invited' })).size).toBe(0)
    }
  })
})

it('shows an unfinished reply to its own unit only, a handed-in one to the offices, a delivered one to all', () => {
  const reply = (submittedAt: string | null, deliveredAt: string | null) => ({ submittedAt, deliveredAt })
  const seenBy = (r: ReturnType<typeof reply>) => roles.filter((role) => seesReply(viewer(role), { unitId: 'unit' }, r))
  expect(seenBy(reply(null, null))).toEqual(['unitClerk'])
  expect(seenBy(reply('x', null))).toEqual(['proposalOffice', 'assigningOffice', 'unitClerk'])
  expect(seenBy(reply('x', 'y'))).toEqual(roles)
  expect(seesReply(viewer('unitClerk', { unitId: 'other' }), { unitId: 'unit' }, reply('x', null))).toBe(false)
})

it('tells members what happened to the matter, not the paper work of the offices', () => {
  const history = ['proposal.registered', 'paper.numbered', 'publication.marked', 'reply.delivered'].map((type) => ({
    ...{ id: 1, type, at: '2026-03-02T01:00:00Z', actorName: '王', actorRole: 'proposalOffice', delegatedBy: null },
    details: {},
  }))
  const typesFor = (role: Role) => toldHistory(viewer(role), history as never, true).map((one) => one.type)
  expect(typesFor('member')).toEqual(['proposal.registered', 'reply.delivered'])
  expect(typesFor('proposalOffice')).toHaveLength(4)
})
