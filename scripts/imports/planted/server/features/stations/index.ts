export { openStation } from './commands.ts'
