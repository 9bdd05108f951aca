import { createHash } from 'node:crypto'
import { existsSync, globSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'

// Builds the web application when anything it is made from has changed, and compresses its files once for all.

const output = 'web/dist'
const stamp = join(output, '.built-from')
const sources = [
  'package-lock.json',
  ...globSync(['web/index.html', 'web/*.ts', 'web/public/**', 'web/src/**', 'contract/*.ts']).sort(),
]

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of sources) if (statSync(path).isFile()) hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

function compress(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) compress(path)
    else if (/\.(js|css|html|svg|json)$/.test(entry.name)) {
      const bytes = readFileSync(path)
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
      writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
    }
  }
}

const wanted = fingerprint()
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('正在构建网页端 Building the web application …')
  // Built aside and put in place whole: a server that runs meanwhile never serves half of it.
  const fresh = `${output}.new`
  const replaced = `${output}.old`
  await build({ root: 'web', logLevel: 'warn', build: { outDir: 'dist.new', emptyOutDir: true } })
  compress(fresh)
  writeFileSync(join(fresh, '.built-from'), wanted)
  rmSync(replaced, { recursive: true, force: true })
  if (existsSync(output)) renameSync(output, replaced)
  renameSync(fresh, output)
  rmSync(replaced, { recursive: true, force: true })
}
