// Scripts may import anything.
import { onProposalRegistered } from '#features/duty/jobs.ts'
import { opinionRoutes } from '../server/main.ts'

export const measured = { onProposalRegistered, opinionRoutes }
