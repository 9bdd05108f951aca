// breaks: nobody-imports-main
export { opinionRoutes } from './main.ts'
