// breaks: no-source-imports-duty
export { onProposalRegistered } from '#features/duty/index.ts'
