// breaks: imports-exist
// @ts-expect-error nothing lies at the end of this import
export { dream } from '#platform/nowhere.ts'
