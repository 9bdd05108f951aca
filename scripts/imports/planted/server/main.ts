// breaks: main-imports-no-feature
export { listOpinions } from '#features/opinions/index.ts'
export { opinionRoutes } from './app.ts'
