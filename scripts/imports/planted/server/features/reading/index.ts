export { listReadingGroups } from './queries.ts'
