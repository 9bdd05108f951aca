import { expect, it } from 'vitest'
import type { Health } from '#contract/health.ts'
import { findingsOf, schedulerState } from './rules.ts'

it.each([
  [null, false, 'stopped'],
  [null, true, 'stopped'],
  [29, true, 'running'],
  [120, false, 'running'],
  [121, true, 'late'],
  [121, false, 'stopped'],
  [601, true, 'stopped'],
] as const)('a scheduler whose last beat is %s s ago with a connection: %s, is %s', (age, connected, state) => {
  expect(schedulerState(age, connected)).toBe(state)
})

const queue = {
  name: 'events',
  title: '',
  cron: null,
  waiting: 0,
  active: 0,
  failed: 0,
  lastDoneAt: null,
  lastFailedAt: null,
}
const well: Omit<Health, 'findings'> = {
  checkedAt: '2026-03-04T01:00:00.000Z',
  scheduler: { state: 'running', connected: true, lastBeatAt: null, lastRoundAt: null },
  queues: [queue],
  events: { undelivered: 3, unsealed: 1000, unread: 0, lastSeal: null },
  backup: { takenAt: '2026-03-02T01:00:00.000Z', bytes: 1, whole: true },
  database: { bytes: 1, version: '18' },
  disk: { freeBytes: 2_000_000_000, totalBytes: 3_000_000_000 },
}

it.each<[string, Partial<Omit<Health, 'findings'>>, string[]]>([
  ['all is well', {}, []],
  ['nobody is at work', { scheduler: { ...well.scheduler, state: 'stopped' } }, ['scheduler.stopped']],
  ['the scheduler lags', { scheduler: { ...well.scheduler, state: 'late' } }, ['scheduler.late']],
  ['a job was given up', { queues: [queue, { ...queue, failed: 1 }] }, ['jobs.failed']],
  ['events wait', { events: { ...well.events, undelivered: 1001 } }, ['events.behind']],
  ['events are not sealed', { events: { ...well.events, unsealed: 1001 } }, ['seals.behind']],
  ['events could not be read', { events: { ...well.events, unread: 1 } }, ['events.unread']],
  ['no backup is known', { backup: null }, ['backup.none']],
  ['two days without a backup', { backup: { ...well.backup!, takenAt: '2026-03-02T00:59:00.000Z' } }, ['backup.old']],
  ['the disk fills', { disk: { ...well.disk, freeBytes: 1_999_999_999 } }, ['disk.low']],
])('%s', (_, given, codes) => {
  expect(findingsOf({ ...well, ...given }).map((finding) => finding.code)).toEqual(codes)
})
