import { z } from 'zod'
import { filledText, id, instant, text } from './common.ts'
import { route } from './route.ts'

export const jointState = z.enum(['asked', 'accepted', 'declined'])
export type JointState = z.infer<typeof jointState>

/** A committee asked to take part, seen from the host: numbers, no names. */
export const jointGuest = z.object({
  committeeId: id,
  name: z.string(),
  state: jointState,
  words: z.string(),
  answerWords: z.string(),
  /** Of the guest's own list; null before it was announced there. */
  invited: z.int().nullable(),
  coming: z.int().nullable(),
})
export type JointGuest = z.infer<typeof jointGuest>

/** An activity of another committee that one's own is asked to take part in. */
export const jointOffer = z.object({
  hostCommitteeId: id,
  hostName: z.string(),
  hostActivityId: id,
  title: z.string(),
  startsAt: instant,
  endsAt: instant,
  place: z.string(),
  explanation: z.string(),
  words: z.string(),
  state: jointState,
  /** The activity made of it here. */
  activityId: id.nullable(),
})
export type JointOffer = z.infer<typeof jointOffer>

export const jointActivityRoutes = {
  getJointSides: route({
    method: 'GET',
    path: '/activities/:id/joint',
    summary: 'Who takes part with whom: the host, and for who runs it the committees asked.',
    access: 'signedIn',
    params: z.object({ id }),
    response: z.object({
      /** Null: this committee hosts it, or does it alone. */
      host: z.object({ committeeId: id, name: z.string() }).nullable(),
      guests: z.array(jointGuest),
      mayAsk: z.boolean(),
      /** Committees that may be asked, for who may ask. */
      committees: z.array(z.object({ id, name: z.string() })),
    }),
  }),
  askCommittee: route({
    method: 'POST',
    path: '/activities/:id/joint',
    summary: 'Ask another committee to take part; its own office invites its own members.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ committeeId: id, words: text(500) }),
    response: z.object({}),
    errors: ['activity.wrong-state', 'joint.asked', 'joint.no-committee', 'joint.guest'],
  }),
  listJointOffers: route({
    method: 'GET',
    path: '/joint-activities',
    summary: 'What other committees ask this one to take part in, open ones first.',
    access: 'signedIn',
    response: z.object({ items: z.array(jointOffer) }),
  }),
  acceptJointOffer: route({
    method: 'POST',
    path: '/joint-activities/:id/acceptance',
    summary: 'Take part: a draft of one’s own is made, with its own list of invitees.',
    access: 'signedIn',
    creates: true,
    params: z.object({ id }),
    response: z.object({ id }),
    errors: ['joint.answered', 'activity.no-term', 'activity.over'],
  }),
  declineJointOffer: route({
    method: 'POST',
    path: '/joint-activities/:id/refusal',
    summary: 'Not to take part, with a word to the host.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ words: filledText(500) }),
    response: z.object({}),
    errors: ['joint.answered'],
  }),
}
