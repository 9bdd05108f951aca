// breaks: features-in-no-circle
export { listReadingGroups } from '#features/reading/index.ts'
