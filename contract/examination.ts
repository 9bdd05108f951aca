import { z } from 'zod'
import { filledText, id, instant, text } from './common.ts'
import { conversion } from './proposal-parts.ts'
import { move, reason } from './proposals.ts'
import { route } from './route.ts'

/** What an examiner recommends: 立案 · 并案 · 退回修改 · 转办 · 不予立案. */
export const recommendation = z.enum(['register', 'merge', 'return', 'convert', 'decline'])
export type Recommendation = z.infer<typeof recommendation>

export const examination = z.object({
  /** The desk of its category; null where none is named. */
  desk: z.string().nullable(),
  steps: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      hint: z.string(),
      opinionsNeeded: z.int(),
      /** The viewer may give their recommendation at this step now. */
      open: z.boolean(),
      /** Who is named for it and was not heard yet; `deputy` where they are away and somebody stands in. */
      awaited: z.array(z.object({ name: z.string(), deputy: z.string() })),
      opinions: z.array(
        z.object({
          examiner: z.string(),
          mine: z.boolean(),
          /** Number of the wording it was given on. */
          wording: z.int(),
          current: z.boolean(),
          recommendation,
          words: z.string(),
          givenAt: instant,
        }),
      ),
    }),
  ),
})
export type Examination = z.infer<typeof examination>

export const examinationRoutes = {
  getExamination: route({
    method: 'GET',
    path: '/proposals/:id/examination',
    summary: 'What the examiners recommend, step by step.',
    access: 'signedIn',
    params: z.object({ id }),
    response: examination,
  }),
  recommend: route({
    method: 'PUT',
    path: '/proposals/:id/examination',
    summary: 'Give one’s recommendation at a step of the examination.',
    access: 'signedIn',
    params: z.object({ id }),
    body: z.object({ step: filledText(40), recommendation, words: text(1000) }),
    response: z.object({}),
    errors: ['proposal.wrong-state', 'examination.unknown-step', 'examination.not-yet', 'examination.not-yours'],
  }),
  mergeProposal: move(
    'merge',
    'Have it handled together with another one (并案): number and authors stay, the reply goes to each.',
    z.object({ into: id, category: text(40).nullable().default(null), note: text(1000) }),
    [
      'merge.same',
      'merge.other-term',
      'merge.target-state',
      'merge.target-merged',
      'proposal.unknown-category',
      'examination.unfinished',
    ],
  ),
  splitProposal: move('split', 'Take it out of the joint handling again.', z.object({ note: text(1000) }), [
    'merge.needs-note',
  ]),
  convertProposal: move(
    'convert',
    'Pass it on as an opinion (社情民意信息) or a member’s letter (委员来信).',
    z.object({ to: conversion, note: filledText(1000) }),
    ['examination.unfinished'],
  ),
  requestWithdrawal: move('withdrawal', 'Ask to withdraw what was assigned already.', reason, [
    'withdrawal.free',
    'withdrawal.asked',
  ]),
  allowWithdrawal: move('withdrawal/allow', 'Consent to the withdrawal.', z.object({ note: text(1000) }), [
    'withdrawal.not-asked',
    'merge.leads-others',
  ]),
  refuseWithdrawal: move('withdrawal/refuse', 'Refuse the withdrawal.', reason, ['withdrawal.not-asked']),
}
