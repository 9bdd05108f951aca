export { assignProposal, reassign } from './commands/assign.ts'
export { answerInvitation, expireInvitations, inviteCoSigners } from './commands/co-sign.ts'
export { concludeProposal, rateProposal, rehandleProposal } from './commands/conclude.ts'
export { createProposal } from './commands/draft.ts'
export {
  archiveProposal,
  declineProposal,
  registerProposal,
  returnProposal,
  submitProposal,
  withdrawProposal,
} from './commands/examine.ts'
export {
  acceptAssignment,
  answerContact,
  decideReturn,
  giveOpinion,
  recordContact,
  requestReturn,
} from './commands/handle.ts'
export { importProposals, previewProposalImport } from './commands/import-proposals.ts'
export { deliverReply, sendBackReply, submitReply, writeReply } from './commands/reply.ts'
export { handlingUnits, proposingMembers } from './queries/concerned.ts'
export { listProposalTodos } from './queries/desk.ts'
export { exportProposals } from './queries/export.ts'
export { numberText } from './rules.ts'
export { proposalSetting } from './settings.ts'
