import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'contract/**/*.test.ts',
      'server/**/*.test.ts',
      'site/**/*.test.ts',
      'scripts/**/*.test.ts',
      'web/src/**/*.test.ts',
    ],
    globalSetup: ['server/testing/postgres.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A transaction of another file may hold readers of the log back for a while.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 2,
  },
})
