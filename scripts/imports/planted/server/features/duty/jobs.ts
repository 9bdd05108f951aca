import { listOpinions } from '#features/opinions/index.ts'

export const onProposalRegistered = [listOpinions]
