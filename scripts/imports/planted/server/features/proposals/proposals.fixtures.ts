// Builders are free to reach across the rooms.
import { existsSync } from 'node:fs'
import { listOpinions } from '#features/opinions/queries.ts'

export const aProposal = { listOpinions, existsSync }
