import { z } from 'zod'
import { activityKind } from './activity-kinds.ts'
import { filledText, id, text } from './common.ts'
import { route } from './route.ts'

const one = { params: z.object({ id }), access: 'signedIn' as const }

export const activityPartRoutes = {
  addParts: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/parts',
    summary: 'Draft a sub-meeting of each of several groups at once; each invites and is run by its group.',
    creates: true,
    body: z.object({
      kind: activityKind,
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
      halfDays: z.int().min(1).max(60),
      parts: z
        .array(z.object({ groupId: id, title: filledText(100), place: text(200) }))
        .min(1)
        .max(100),
    }),
    response: z.object({ added: z.int() }),
    errors: [
      'activity.times',
      'activity.no-term',
      'activity.not-organiser',
      'activity.part-of-part',
      'activity.wrong-state',
    ],
  }),
  announceParts: route({
    ...one,
    method: 'POST',
    path: '/activities/:id/parts/announcement',
    summary: 'Announce all sub-meetings in draft together; those that would invite nobody stay drafts.',
    /** `empty`: the titles of those that would invite nobody. */
    response: z.object({ announced: z.int(), invited: z.int(), empty: z.array(z.string()) }),
    errors: ['activity.wrong-state'],
  }),
}
