export { listOpinions } from './queries.ts'
