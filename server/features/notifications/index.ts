export { newestNotices } from './queries.ts'
