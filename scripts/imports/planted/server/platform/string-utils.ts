// breaks: name-says-what
export { DomainError } from './errors.ts'
