import { z } from 'zod'
import { filledText, id, text } from './common.ts'
import { satisfaction } from './proposal-parts.ts'
import { move } from './proposals.ts'
import { route } from './route.ts'

export const ratingRoutes = {
  changeRating: move(
    'change-rating',
    'Change one’s own rating of this round, with the reason; the earlier one stays in the history.',
    z.object({ handling: satisfaction, result: satisfaction, words: text(1000), note: filledText(1000) }),
    ['rating.needs-words', 'rating.none-of-mine', 'rating.unchanged', 'rating.not-by-unit'],
  ),
  nameContact: route({
    method: 'PUT',
    path: '/proposals/:id/contact',
    summary: 'The office: who speaks for the body behind a collective proposal, rates and appraises; null: nobody.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ memberId: id.nullable() }),
    response: z.object({}),
    errors: ['proposal.wrong-state', 'contactPerson.not-collective', 'contactPerson.not-in-office'],
  }),
  nameDrafters: route({
    method: 'PUT',
    path: '/proposals/:id/drafters',
    summary: 'The office: which members drafted a collective proposal, who holds the pen first; it is their duty.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ memberIds: z.array(id).max(20) }),
    response: z.object({}),
    errors: ['proposal.wrong-state', 'drafters.not-collective', 'drafters.not-in-office', 'drafters.too-many'],
  }),
}
