// breaks: platform-knows-no-feature
export { listOpinions } from '#features/opinions/index.ts'
