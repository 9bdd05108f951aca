import { z } from 'zod'
import { instant } from './common.ts'
import { route } from './route.ts'

/** What the system administrator should look at; the web has the words. `wrong` needs a hand now, `look` soon. */
export const healthFinding = z.object({
  code: z.enum([
    'scheduler.stopped',
    'scheduler.late',
    'jobs.failed',
    'events.behind',
    'events.unread',
    'seals.behind',
    'backup.none',
    'backup.old',
    'disk.low',
  ]),
  weight: z.enum(['wrong', 'look']),
})
export type HealthFinding = z.infer<typeof healthFinding>

export const jobQueue = z.object({
  name: z.string(),
  /** In the words of the office. */
  title: z.string(),
  /** Five-field cron, Asia/Shanghai; null: works whenever there is something. */
  cron: z.string().nullable(),
  waiting: z.int(),
  active: z.int(),
  failed: z.int(),
  lastDoneAt: instant.nullable(),
  lastFailedAt: instant.nullable(),
})
export type JobQueue = z.infer<typeof jobQueue>

export const health = z.object({
  checkedAt: instant,
  findings: z.array(healthFinding),
  scheduler: z.object({
    state: z.enum(['running', 'late', 'stopped']),
    /** Whether somebody is connected to work on the jobs right now. */
    connected: z.boolean(),
    /** When the clock for set times last struck, every half minute; null: never. */
    lastBeatAt: instant.nullable(),
    /** When the queues were last looked after. */
    lastRoundAt: instant.nullable(),
  }),
  queues: z.array(jobQueue),
  events: z.object({
    /** Not handed out to the reactions yet; 1001 means more than 1000. */
    undelivered: z.int(),
    /** Not sealed yet; the same. */
    unsealed: z.int(),
    /** What the ledger of duty could not read, so that an entry may be missing; the same. */
    unread: z.int(),
    lastSeal: z.object({ number: z.int(), events: z.int(), sealedAt: instant }).nullable(),
  }),
  /** The last backup that the command made; null: none is known. */
  backup: z.object({ takenAt: instant, bytes: z.int(), whole: z.boolean() }).nullable(),
  database: z.object({ bytes: z.int(), version: z.string() }),
  /** Where the data directory lies. */
  disk: z.object({ freeBytes: z.int(), totalBytes: z.int() }),
})
export type Health = z.infer<typeof health>

export const healthRoutes = {
  getHealth: route({
    method: 'GET',
    path: '/health',
    summary: 'How the installation does: scheduler, queues, seals, backup, space. For the system administrator.',
    access: 'signedIn',
    response: health,
  }),
}
