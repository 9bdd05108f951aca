export type { Kysely as Calendar } from 'kysely'
