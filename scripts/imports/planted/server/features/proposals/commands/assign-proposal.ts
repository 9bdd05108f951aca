// breaks: nobody-imports-duty
export { onProposalRegistered } from '#features/duty/index.ts'
