// breaks: web-and-site-import-the-contract, web-and-site-never-server
export { opinionTitle } from '#contract/opinions.ts'
export { DomainError } from '#platform/errors.ts'
