// breaks: routes-only-from-app, feature-enters-by-front-door
export { opinionRoutes } from '#features/opinions/routes.ts'
