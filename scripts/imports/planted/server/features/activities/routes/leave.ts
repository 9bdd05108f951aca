export { opinionRoutes as leaveRoutes } from './check-in.ts'
