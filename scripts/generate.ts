import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApiDocument } from '#contract/openapi.ts'
import { openPool } from '#platform/database/database.ts'
import { openEmbedded } from '#platform/database/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'
import { schemaSource } from './generate-schema.ts'
import { workflowPages } from './generate-workflows.ts'

// Everything that is made from something else: `npm run generate` writes it, `--check` says what has drifted.

async function schema(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-generate-'))
  const server = await openEmbedded(directory)
  const { pool, close } = openPool(server.url)
  try {
    await migrate(pool)
    return await schemaSource(pool)
  } finally {
    await close()
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

const made: [string, string][] = [
  ['server/platform/database/schema.generated.ts', await schema()],
  ['openapi.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`],
  ...workflowPages(),
]

const check = process.argv.includes('--check')
const drifted = made.filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
if (!check) for (const [path, text] of drifted) writeFileSync(path, text)
for (const [path] of drifted) console.log(`${check ? 'drifted' : 'written'}: ${path}`)
if (check && drifted.length > 0) {
  console.error('Run `npm run generate` and commit what it writes.')
  process.exit(1)
}
