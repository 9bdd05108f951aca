import { listOpinions } from './queries.ts'

export const opinionRoutes = [listOpinions]
