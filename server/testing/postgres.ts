import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openPool } from '#platform/database/database.ts'
import { openEmbedded } from '#platform/database/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

/** One PostgreSQL a run, its `template_tongxin` migrated: each test file copies that. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-test-'))
  const server = await openEmbedded(directory)
  const maintenance = openPool(server.url)
  await maintenance.pool.query('create database template_tongxin')
  const template = openPool(databaseUrl(server.url, 'template_tongxin'))
  await migrate(template.pool)
  await template.close()
  // Nobody may be connected to a template while it is copied, autovacuum included.
  await maintenance.pool.query('alter database template_tongxin allow_connections false')
  await maintenance.close()
  project.provide('databaseUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** The address of another database of the same server. */
export function databaseUrl(url: string, name: string): string {
  const at = new URL(url)
  at.pathname = `/${name}`
  return at.toString()
}
