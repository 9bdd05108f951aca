import { z } from 'zod'
import { filledText, id, text } from './common.ts'
import { conversion, moved, reason } from './proposals.ts'
import { route } from './route.ts'

const byId = z.object({ id })

/** A move of the examination: POST /proposals/:id/<verb>. */
function move<const Verb extends string, Body extends z.ZodType>(
  verb: Verb,
  summary: string,
  body: Body,
  errors: readonly string[] = [],
) {
  return route({
    method: 'POST',
    path: `/proposals/:id/${verb}`,
    summary,
    access: 'signedIn',
    params: byId,
    body,
    response: moved,
    errors: ['proposal.wrong-state', ...errors],
  })
}

export const examinationRoutes = {
  mergeProposal: move(
    'merge',
    'Have it handled together with another one (并案): number and authors stay, the reply goes to each.',
    z.object({ into: id, category: text(40).nullable().default(null), note: text(1000) }),
    ['merge.same', 'merge.other-term', 'merge.target-state', 'merge.target-merged', 'proposal.unknown-category'],
  ),
  splitProposal: move('split', 'Take it out of the joint handling again.', z.object({ note: text(1000) }), [
    'merge.needs-note',
  ]),
  convertProposal: move(
    'convert',
    'Pass it on as an opinion (社情民意信息) or a member’s letter (委员来信).',
    z.object({ to: conversion, note: filledText(1000) }),
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
