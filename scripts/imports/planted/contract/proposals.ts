// breaks: contract-imports-zod-only
import { opinionTitle } from './opinions.ts'

export { DomainError } from '#platform/errors.ts'
export const proposalTitle = opinionTitle
