// breaks: pure-rooms-import-pure-things, pure-rooms-reach-no-database
export { Kysely } from '#platform/database.ts'
