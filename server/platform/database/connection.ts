import type pg from 'pg'

/** One connection of a pool, for work that a query builder has no words for, such as COPY. */
export type Connection = pg.PoolClient
