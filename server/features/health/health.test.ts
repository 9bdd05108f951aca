import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { healthRoutes } from '#contract/health.ts'
import { signInAs } from '#features/accounts/accounts.fixtures.ts'
import { buildCommittee } from '#features/committees/committees.fixtures.ts'
import { rememberBackup } from '#platform/backup/last-backup.ts'
import { transact } from '#platform/database/database.ts'
import { sealEvents } from '#platform/events/seal.ts'
import { startWorker } from '#platform/jobs.ts'
import { testApp } from '../../testing/app.ts'

const app = await testApp()
const { id: committeeId } = await buildCommittee(app.db)
const { token } = await signInAs(app.db, { committeeId, role: 'systemAdmin' })
const look = () => app.client(token)(healthRoutes.getHealth, {})

it('says that nothing runs where no worker ever started', async () => {
  const health = await look()
  expect(health.scheduler).toEqual({ state: 'stopped', connected: false, lastBeatAt: null, lastRoundAt: null })
  expect(health.queues).toEqual([])
  expect(health.backup).toBeNull()
  expect(health.findings.map((one) => one.code)).toEqual(expect.arrayContaining(['scheduler.stopped', 'backup.none']))
  expect(health.database.bytes).toBeGreaterThan(1_000_000)
  expect(health.disk.totalBytes).toBeGreaterThan(health.disk.freeBytes)
})

it('sees a worker at work, what was given up, and the last seal', async () => {
  const worker = await startWorker({
    databaseUrl: app.url,
    db: app.db,
    subscribers: [],
    timed: [{ name: 'accounts-prune-logins', title: '清理', cron: '20 3 * * *', run: async () => undefined }],
    clock: () => app.clock.now,
    onError: () => undefined,
  })
  try {
    await expect
      .poll(async () => (await look()).scheduler, { timeout: 10_000 })
      .toMatchObject({
        state: 'running',
        lastBeatAt: expect.any(String),
      })
    const health = await look()
    expect(health.scheduler.connected).toBe(true)
    expect(health.queues.map(({ name, title, cron, failed }) => ({ name, title, cron, failed }))).toEqual([
      { name: 'accounts-prune-logins', title: '清理过期的登录', cron: '20 3 * * *', failed: 0 },
      { name: 'events', title: '通知与联动', cron: null, failed: 0 },
    ])
  } finally {
    await worker.stop()
  }
  await transact(app.db, (tx) => sealEvents(tx, app.clock.now))
  const { events } = await look()
  expect(events.unsealed).toBe(0)
})

it('tells of the last backup, and takes a spoilt note for none', async () => {
  rememberBackup(app.dataDir, { takenAt: '2026-03-01T18:00:00.000Z', bytes: 12_345, whole: true })
  expect((await look()).backup).toEqual({ takenAt: '2026-03-01T18:00:00.000Z', bytes: 12_345, whole: true })
  writeFileSync(join(app.dataDir, 'last-backup.json'), '{"takenAt":')
  expect((await look()).backup).toBeNull()
})
