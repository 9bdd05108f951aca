// breaks: web-and-site-never-server
export { DomainError } from '#platform/errors.ts'
