import { DomainError } from '#platform/errors.ts'

export const listReadingGroups = [DomainError]
