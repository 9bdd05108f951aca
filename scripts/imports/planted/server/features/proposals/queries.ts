// breaks: feature-enters-by-front-door
export { listOpinions } from '#features/opinions/queries.ts'
