// breaks: packages-are-declared
export { pino } from 'pino'
