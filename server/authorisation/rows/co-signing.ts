import type { coSigningRoutes } from '#contract/co-signing.ts'
import { newId } from '#platform/ids.ts'
import { away, type Row, row } from '../row.ts'
import { proposalIn, type World } from '../world.ts'
import { only, seenBy } from './proposals.ts'

const member = (world: World, asker: 'proposer' | 'otherMember') => world.home.people[asker].memberId!

/** A draft to which the other member was asked to put their name. */
async function invitedDraft(world: World): Promise<string> {
  const id = await proposalIn(world, 'draft')
  await world.db
    .insertInto('co_signers')
    .values({
      committee_id: world.home.committeeId,
      proposal_id: id,
      member_id: member(world, 'otherMember'),
      state: 'invited',
      invited_at: world.app.clock.now,
      expires_on: '2099-01-01',
      replied_at: null,
    })
    .execute()
  return id
}

/** A draft that the office types in for the proposer. */
async function paperDraft(world: World): Promise<string> {
  const id = await proposalIn(world, 'draft')
  await world.db
    .updateTable('proposals')
    .set({ on_paper: true, created_by: world.home.people.proposalOffice.accountId })
    .where('id', '=', id)
    .execute()
  return id
}

export const rows: Record<keyof typeof coSigningRoutes, Row> = {
  inviteCoSigners: row({
    prepare: (world) => proposalIn(world, 'returned'),
    request: (world, id) => ({ params: { id }, body: { memberIds: [member(world, 'otherMember')] } }),
    home: only(['proposer'], seenBy.submitted),
    away: away('hidden'),
  }),
  removeCoSigner: row({
    prepare: invitedDraft,
    request: (world, id) => ({ params: { id, memberId: member(world, 'otherMember') } }),
    home: only(['proposer'], ['proposer', 'otherMember']),
    away: away('hidden'),
  }),
  answerInvitation: row({
    prepare: invitedDraft,
    request: (_, id) => ({ params: { id }, body: { accept: true, note: '' } }),
    home: only(['otherMember'], ['proposer', 'otherMember']),
    away: away('hidden'),
  }),
  recordSignatures: row({
    prepare: paperDraft,
    request: (world, id) => ({
      params: { id },
      body: { memberIds: [member(world, 'otherMember')], scanFileId: newId() },
    }),
    home: only(['proposalOffice'], ['proposer', 'proposalOffice']),
    away: away('hidden'),
  }),
  takeOverDraft: row({
    prepare: async (world) => {
      const id = await invitedDraft(world)
      await world.db.updateTable('co_signers').set({ state: 'accepted' }).where('proposal_id', '=', id).execute()
      await world.db.updateTable('proposals').set({ lead_left_at: world.app.clock.now }).where('id', '=', id).execute()
      return id
    },
    request: (_, id) => ({ params: { id } }),
    home: only(['otherMember'], ['proposer', 'otherMember']),
    away: away('hidden'),
  }),
  nameLead: row({
    prepare: async (world) => {
      const id = await proposalIn(world, 'submitted')
      await world.db.updateTable('proposals').set({ lead_left_at: world.app.clock.now }).where('id', '=', id).execute()
      return id
    },
    request: (_, id) => ({ params: { id }, body: { memberId: null, note: '家属同意保留' } }),
    home: only(['proposalOffice'], seenBy.submitted),
    away: away('hidden'),
  }),
}
