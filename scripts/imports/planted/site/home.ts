// breaks: web-and-site-import-the-contract, server-never-web
export { opinionTitle } from '../web/src/helpers/dates.ts'
