import { opinionTitle } from '#contract/opinions.ts'
import { DomainError } from '#platform/errors.ts'
import { opinionStates } from './workflow.ts'

export const opinionRules = { opinionTitle, DomainError, opinionStates }
