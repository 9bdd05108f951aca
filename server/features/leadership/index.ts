export { addLeadership, addReferral, editReferral, recordLeadershipAct, selectKeyProposal } from './commands.ts'
export { listKeyProposals, listLeadershipTodos } from './queries.ts'
