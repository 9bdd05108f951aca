// breaks: pure-rooms-import-pure-things, pure-rooms-reach-no-database
export { listOpinions } from '#features/opinions/index.ts'
