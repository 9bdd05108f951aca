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

export const satisfaction = z.enum(['satisfied', 'basicallySatisfied', 'dissatisfied'])
export const rating = z.object({
  round: z.int(),
  memberName: z.string(),
  /** The viewer’s own. */
  mine: z.boolean(),
  handling: satisfaction,
  result: satisfaction,
  words: z.string(),
  ratedAt: instant,
})
/** Who is asked to rate; `excused`: no longer, left the committee. */
export const rater = z.object({
  memberId: id,
  name: z.string(),
  lead: z.boolean(),
  ratedAt: instant.nullable(),
  excused: z.boolean(),
})

const personOfBody = z.object({ memberId: id, name: z.string() })
/** Of a collective proposal: who acts for its body. */
export const peopleOfBody = {
  /** Speaks for the body, rates and appraises. */
  contactPerson: personOfBody.nullable(),
  /** Its main drafters, who holds the pen first: the proposal is their duty. */
  drafters: z.array(personOfBody),
}

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
  'urge',
  'rate',
  'changeRating',
  'closeRating',
  'nameLead',
  'nameContact',
  'nameDrafters',
  'takeOver',
  'rehandle',
  'conclude',
  'reexamine',
  'archive',
])
export type ProposalAction = z.infer<typeof proposalAction>
