export { onProposalRegistered } from './jobs.ts'
