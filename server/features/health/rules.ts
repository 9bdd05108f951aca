import type { Health, HealthFinding } from '#contract/health.ts'

const minute = 60
/** The clock strikes every half minute; four strikes missed are no accident. */
const beatLateSeconds = 2 * minute
/** A stuck database or a restart takes minutes; beyond that nobody is at work. */
const beatLostSeconds = 10 * minute
/** 运维手册：每天备一次。One day missed is forgiven. */
const backupOldHours = 48
/** Ten times what a start refuses to go on with (200 MB): time enough to make room. */
const diskLowBytes = 2_000_000_000
/** Handing out 1,000 events takes seconds; whoever is that far behind is not at work. */
export const behindLimit = 1000

/** Whether the scheduler runs, by its last beat and by who is connected for it. */
export function schedulerState(beatAgeSeconds: number | null, connected: boolean): Health['scheduler']['state'] {
  if (beatAgeSeconds === null) return 'stopped'
  if (beatAgeSeconds <= beatLateSeconds) return 'running'
  return connected && beatAgeSeconds <= beatLostSeconds ? 'late' : 'stopped'
}

/** What should be looked at, the worst first. */
export function findingsOf(health: Omit<Health, 'findings'>): HealthFinding[] {
  const { scheduler, queues, events, backup, disk, checkedAt } = health
  const findings: HealthFinding[] = []
  const find = (weight: HealthFinding['weight'], code: HealthFinding['code'], holds: boolean) => {
    if (holds) findings.push({ code, weight })
  }
  find('wrong', 'scheduler.stopped', scheduler.state === 'stopped')
  find('wrong', 'disk.low', disk.freeBytes < diskLowBytes)
  find('wrong', 'events.behind', events.undelivered > behindLimit)
  find('wrong', 'events.unread', events.unread > 0)
  find('wrong', 'seals.behind', events.unsealed > behindLimit)
  find('look', 'scheduler.late', scheduler.state === 'late')
  find(
    'look',
    'jobs.failed',
    queues.some((queue) => queue.failed > 0),
  )
  find('look', 'backup.none', backup === null)
  const ageHours = backup === null ? 0 : (Date.parse(checkedAt) - Date.parse(backup.takenAt)) / 3_600_000
  find('look', 'backup.old', ageHours > backupOldHours)
  return findings
}
