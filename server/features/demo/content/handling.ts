/** Everything that is said while a proposal is handled: replies, talks, returns, remarks and ratings. */
export { handlingOf, handlingTexts } from './handling/all.ts'
export type { ContactRecord, HandlingText, JointOpinion, ReplyClass } from './handling/handling-text.ts'
export {
  type AssignmentReturn,
  assignmentReturns,
  draftReturnRemarks,
  type RatingWord,
  type RehandlingReply,
  ratingWords,
  rehandlingReplies,
  sendBackRemarks,
  type WeakReply,
  weakReplies,
} from './handling/remarks.ts'
