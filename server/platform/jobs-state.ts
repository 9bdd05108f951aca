import { sql } from 'kysely'
import type { Database } from './database/database.ts'

/** A queue as it stands. */
export interface QueueState {
  name: string
  waiting: number
  active: number
  failed: number
  lastDoneAt: string | null
  lastFailedAt: string | null
}

/** How the worker role does, by what it leaves in the database: it may run in another process. */
export interface JobsState {
  /** Whether a process is connected for it now. */
  connected: boolean
  /** When the clock of set times last struck (every 30 s), by the database's own time; null: never. */
  beat: { at: string; ageSeconds: number } | null
  /** When queues were last looked after; null: never. */
  lastRoundAt: string | null
  queues: QueueState[]
}

/** The name under which the worker connects. */
export const workerName = 'tongxin-jobs'

/** Reads how the worker role does; all empty where it never ran. */
export async function readJobsState(db: Database): Promise<JobsState> {
  const { rows: found } = await sql<{ there: boolean; connected: boolean }>`
    select
      to_regclass('pgboss.version') is not null as there,
      exists (
        select from pg_stat_activity
        where datname = current_database() and application_name = ${workerName}
      ) as connected`.execute(db)
  const { there, connected } = found[0]!
  if (!there) return { connected, beat: null, lastRoundAt: null, queues: [] }
  const { rows: beats } = await sql<{ at: string | null; ageSeconds: number; lastRoundAt: string | null }>`
    select
      v.cron_on as at,
      extract(epoch from now() - v.cron_on)::float8 as "ageSeconds",
      (select max(q.monitor_on) from pgboss.queue as q) as "lastRoundAt"
    from pgboss.version as v`.execute(db)
  const { rows: queues } = await sql<QueueState>`
    select
      q.name,
      count(*) filter (where j.state in ('created', 'retry'))::int as waiting,
      count(*) filter (where j.state = 'active')::int as active,
      count(*) filter (where j.state = 'failed')::int as failed,
      max(j.completed_on) filter (where j.state = 'completed') as "lastDoneAt",
      max(j.completed_on) filter (where j.state = 'failed') as "lastFailedAt"
    from pgboss.queue as q
    left join pgboss.job as j on j.name = q.name
    where q.name not like '\_\_pgboss%'
    group by q.name
    order by q.name`.execute(db)
  const { at, ageSeconds, lastRoundAt } = beats[0]!
  return { connected, beat: at === null ? null : { at, ageSeconds }, lastRoundAt, queues }
}
