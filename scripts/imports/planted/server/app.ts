export { onProposalRegistered } from '#features/duty/jobs.ts'
export { opinionRoutes } from '#features/opinions/routes.ts'
