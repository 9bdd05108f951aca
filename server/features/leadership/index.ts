export { addLeadership, addReferral, editReferral, recordLeadershipAct, selectKeyProposal } from './commands.ts'
export { listLeadershipTodos } from './queries.ts'
