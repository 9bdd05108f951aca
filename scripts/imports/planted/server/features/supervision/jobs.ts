// breaks: features-know-no-app
export { opinionRoutes } from '../../app.ts'
