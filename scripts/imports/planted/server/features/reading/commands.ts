// breaks: features-in-no-circle
export { openStation } from '#features/stations/index.ts'
