import { z } from 'zod'
import { civilDate, id, instant, text } from './common.ts'
import { route } from './route.ts'

export const coSigner = z.object({
  memberId: id,
  name: z.string(),
  sector: z.string().nullable(),
  state: z.enum(['invited', 'accepted', 'declined', 'expired']),
  invitedAt: instant,
  expiresOn: civilDate,
  repliedAt: instant.nullable(),
  note: z.string(),
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
    errors: ['coSigner.expired', 'coSigner.answered'],
  }),
}
