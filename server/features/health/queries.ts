import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Health } from '#contract/health.ts'
import { readLastBackup } from '#platform/backup/last-backup.ts'
import type { Context } from '#platform/context.ts'
import { accessDenied } from '#platform/errors.ts'
import type { TimedJob } from '#platform/jobs.ts'
import { readJobsState } from '#platform/jobs-state.ts'
import { seesHealth } from './access.ts'
import { behindLimit, findingsOf, schedulerState } from './rules.ts'

/** What the answer is read from besides the database. */
export interface HealthDeps {
  dataDir: string
  timed: readonly TimedJob[]
}

/** How the installation does. @throws DomainError access.denied */
export async function getHealth(ctx: Context, { dataDir, timed }: HealthDeps): Promise<Health> {
  if (!seesHealth(ctx.actor.role)) throw accessDenied('getHealth')
  const { connected, beat, lastRoundAt, queues } = await readJobsState(ctx.db)
  const known = new Map(timed.map((job) => [job.name, job]))
  const health = {
    checkedAt: ctx.now.toISOString(),
    scheduler: {
      state: schedulerState(beat?.ageSeconds ?? null, connected),
      connected,
      lastBeatAt: beat?.at ?? null,
      lastRoundAt,
    },
    queues: queues
      .filter((queue) => queue.name === 'events' || known.has(queue.name) || queue.failed + queue.waiting > 0)
      .map((queue) => ({
        ...queue,
        title: known.get(queue.name)?.title ?? (queue.name === 'events' ? '通知与联动' : queue.name),
        cron: known.get(queue.name)?.cron ?? null,
      })),
    events: {
      undelivered: await countBehind(ctx, 'dispatch'),
      unsealed: await countBehind(ctx, 'seal'),
      unread: await countUnread(ctx),
      lastSeal: await findLastSeal(ctx),
    },
    backup: readLastBackup(dataDir),
    database: await measureDatabase(ctx),
    disk: await measureDisk(dataDir),
  }
  return { ...health, findings: findingsOf(health) }
}

/** How many events a reader of the log has not come to, at most one more than the limit. */
async function countBehind(ctx: Context, reader: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (
      select
      from events
      where (tx, id) > (
        coalesce((select tx from event_cursors where reader = ${reader}), '0'::xid8),
        coalesce((select event_id from event_cursors where reader = ${reader}), 0)
      )
      limit ${behindLimit + 1}
    ) as behind`.execute(ctx.db)
  return rows[0]!.count
}

/** How many events a reader met that it could not read, at most one more than the limit; older forms are known and count for nothing. */
async function countUnread(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select from unread_events where why = 'broken' limit ${sql.lit(behindLimit + 1)}) as met`.execute(ctx.db)
  return rows[0]!.count
}

async function findLastSeal(ctx: Context): Promise<Health['events']['lastSeal']> {
  const row = await ctx.db
    .selectFrom('event_seals')
    .select(['number', 'sealed_at as sealedAt', sql<number>`cardinality(event_ids)`.as('events')])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

async function measureDatabase(ctx: Context): Promise<Health['database']> {
  const { rows } = await sql<{ bytes: number; version: string }>`
    select pg_database_size(current_database())::float8 as bytes, current_setting('server_version') as version`.execute(
    ctx.db,
  )
  return rows[0]!
}

async function measureDisk(dataDir: string): Promise<Health['disk']> {
  const { bavail, blocks, bsize } = await statfs(dataDir)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}
