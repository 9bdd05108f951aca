import { z } from 'zod'
import { paperRights } from './activity-records.ts'
import { filledText, id, instant, text } from './common.ts'
import { route } from './route.ts'

/** What is written of an activity for the public. */
export const publicActivityText = z.object({
  title: filledText(100),
  place: text(200),
  words: text(8000),
  /** Signed outcomes, briefs and minutes shown along. */
  recordIds: z.array(id).max(50),
})
export type PublicActivityText = z.infer<typeof publicActivityText>

const one = { params: z.object({ id }), access: 'signedIn' as const }

export const publicActivityRoutes = {
  getPublicActivityText: route({
    ...one,
    method: 'GET',
    path: '/activities/:id/publication',
    summary: 'What the public reads of an activity, for the offices that decide on it; null: nothing.',
    response: publicActivityText.extend({ publishedAt: instant }).nullable(),
  }),
  publishActivity: route({
    ...one,
    method: 'PUT',
    path: '/activities/:id/publication',
    summary: 'Show an activity on the public site, or change what is shown; papers for the public go along.',
    body: publicActivityText,
    response: z.object({}),
    errors: ['activity.wrong-state', 'activity-record.draft', 'activity.private-number'],
  }),
  retractActivity: route({
    ...one,
    method: 'DELETE',
    path: '/activities/:id/publication',
    summary: 'Take an activity off the public site at once, with its papers and records.',
    response: z.object({}),
  }),
  setPaperRights: route({
    method: 'PUT',
    path: '/activities/:id/papers/:fileId/rights',
    summary: 'Say anew who may open a paper; only the offices show one to the public.',
    access: 'signedIn',
    params: z.object({ id, fileId: id }),
    body: z.object({ rights: paperRights }),
    response: z.object({}),
    errors: ['activity.wrong-state'],
  }),
}
