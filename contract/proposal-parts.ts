import { z } from 'zod'
import { id, instant } from './common.ts'

/** 党派 · 人民团体 · 专门委员会 · 界别 · 委员小组. */
export const collectiveKind = z.enum(['party', 'body', 'specialCommittee', 'sector', 'group'])
export type CollectiveKind = z.infer<typeof collectiveKind>

/** 转社情民意信息 · 转委员来信. */
export const conversion = z.enum(['opinion', 'letter'])

export const attachment = z.object({
  fileId: id,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  addedAt: instant,
  addedBy: z.string(),
})

/** What may be done with a proposal; server/features/proposals/workflow.ts says by whom and when. */
export const proposalAction = z.enum([
  'edit',
  'discard',
  'invite',
  'cosign',
  'recordSignatures',
  'submit',
  'withdraw',
  'return',
  'decline',
  'convert',
  'register',
  'merge',
  'split',
  'requestWithdrawal',
  'allowWithdrawal',
  'refuseWithdrawal',
  'recommend',
  'assign',
  'addAssignment',
  'rate',
  'closeRating',
  'nameLead',
  'rehandle',
  'conclude',
  'reexamine',
  'archive',
])
export type ProposalAction = z.infer<typeof proposalAction>
