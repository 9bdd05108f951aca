import { DomainError } from '#platform/errors.ts'

export const openStation = [DomainError]
