// breaks: commands-and-queries-import-no-routes, routes-only-from-app
export { opinionRoutes } from './routes.ts'
