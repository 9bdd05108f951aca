import { Kysely } from '#platform/database.ts'
import { opinionRules } from './rules.ts'

export const listOpinions = { Kysely, opinionRules }
