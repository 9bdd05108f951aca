import { z } from 'zod'
import { civilDate, filledText, id, instant, text } from './common.ts'
import { route } from './route.ts'

/** Why a member left the committee half way; empty: did not. */
export const memberLeft = z.enum(['', 'resigned', 'orderedToResign', 'revoked', 'transferred', 'died', 'termEnded'])

export const coSigner = z.object({
  memberId: id,
  name: z.string(),
  sector: z.string().nullable(),
  state: z.enum(['invited', 'accepted', 'declined', 'expired', 'left']),
  invitedAt: instant,
  expiresOn: civilDate,
  repliedAt: instant.nullable(),
  note: z.string(),
  /** Left the committee half way: taken off an open draft (state left), named still on what was handed in. */
  leftAt: instant.nullable(),
  leftReason: memberLeft,
  /** Signed on paper, entered by this clerk from the page scanned; empty: answered in person. */
  recordedBy: z.string(),
  scanFileId: id.nullable(),
})

const byId = z.object({ id })

export const coSigningRoutes = {
  inviteCoSigners: route({
    method: 'POST',
    path: '/proposals/:id/invitations',
    summary: 'Ask members to co-sign.',
    access: 'signedIn',
    params: byId,
    body: z.object({ memberIds: z.array(id).min(1).max(50) }),
    response: z.object({ invited: z.int() }),
    errors: ['proposal.wrong-state', 'coSigner.self'],
  }),
  removeCoSigner: route({
    method: 'DELETE',
    path: '/proposals/:id/invitations/:memberId',
    summary: 'Take an invitation or co-signature back while the draft is open.',
    access: 'signedIn',
    params: z.object({ id, memberId: id }),
    response: z.object({}),
    errors: ['proposal.wrong-state'],
  }),
  answerInvitation: route({
    method: 'POST',
    path: '/proposals/:id/cosign',
    summary: 'Accept or decline to co-sign.',
    access: 'signedIn',
    params: byId,
    body: z.object({ accept: z.boolean(), note: text(200) }),
    response: z.object({}),
    errors: ['coSigner.expired', 'coSigner.answered', 'coSigner.left'],
  }),
  recordSignatures: route({
    method: 'POST',
    path: '/proposals/:id/signatures',
    summary: 'Enter the signatures of a proposal handed in on paper, from the page scanned.',
    access: 'signedIn',
    params: byId,
    body: z.object({ memberIds: z.array(id).min(1).max(50), scanFileId: id }),
    response: z.object({ recorded: z.int() }),
    errors: ['proposal.wrong-state', 'coSigner.self', 'coSigner.needs-scan'],
  }),
  takeOverDraft: route({
    method: 'POST',
    path: '/proposals/:id/take-over',
    summary: 'A co-signer takes a draft over whose lead proposer has left the committee: the first who does.',
    access: 'signedIn',
    params: byId,
    response: z.object({}),
    errors: ['proposal.wrong-state', 'lead.in-office', 'lead.not-a-signer'],
  }),
  nameLead: route({
    method: 'POST',
    path: '/proposals/:id/lead',
    summary: 'Name the co-signer who takes the place of a lead proposer who left, or keep the name (null).',
    access: 'signedIn',
    params: byId,
    body: z.object({ memberId: id.nullable(), note: filledText(1000) }),
    response: z.object({}),
    errors: ['proposal.wrong-state', 'lead.in-office', 'lead.not-a-signer'],
  }),
}
