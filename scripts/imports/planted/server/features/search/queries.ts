// breaks: nobody-imports-the-workshop
export { measured } from '../../../scripts/measure.ts'
