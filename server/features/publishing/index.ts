export { publish, publishPlain } from './commands/decide.ts'
export { listPublicationTodos } from './queries/office.ts'
