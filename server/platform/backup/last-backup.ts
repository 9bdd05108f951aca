import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What is remembered of a backup: beside the data, for whoever looks whether there is a fresh one. */
const lastBackup = z.object({
  takenAt: z.iso.datetime(),
  bytes: z.int(),
  /** No stored file was damaged or missing. */
  whole: z.boolean(),
})
export type LastBackup = z.infer<typeof lastBackup>

const fileName = 'last-backup.json'

/** Remembers a backup that was written whole. @throws Error when the data directory cannot be written */
export function rememberBackup(dataDir: string, backup: LastBackup): void {
  const draft = join(dataDir, `.${fileName}.${process.pid}`)
  writeFileSync(draft, `${JSON.stringify(backup)}\n`, { mode: 0o600 })
  renameSync(draft, join(dataDir, fileName))
}

/** The last backup made by the command; null where none is known, or what was kept of it cannot be read. */
export function readLastBackup(dataDir: string): LastBackup | null {
  const path = join(dataDir, fileName)
  if (!existsSync(path)) return null
  try {
    return lastBackup.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}
