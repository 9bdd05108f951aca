import { createHash } from 'node:crypto'
import type { Plugin, Rollup } from 'vite'

/** Pages that are opened without a network, with the frame around every page and what they load later. */
const pages = [
  '/src/shared/layout/app-layout.tsx',
  '/src/features/workbench/workbench-page.tsx',
  '/src/features/attendance/desk-page.tsx',
  '/src/features/attendance/code-page.tsx',
  '/src/features/proposals/draft/draft-page.tsx',
  '/node_modules/qr/decode.js',
]
const isPage = (chunk: Rollup.OutputChunk, name: string) => chunk.facadeModuleId?.endsWith(name) === true
const worker = 'sw.js'

/** Builds the offline worker along with the app and tells it the files of these pages. */
export function offlineBuild(): Plugin {
  let base = '/'
  return {
    name: 'tongxin-offline',
    apply: 'build',
    configResolved(config) {
      base = config.base
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: 'src/offline/service-worker.ts', fileName: worker })
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
        const needed = new Set<string>()
        for (const name of pages)
          if (!chunks.some((one) => isPage(one, name)))
            throw new Error(`${name} is no page of its own any more: name the one that is in web/offline-build.ts`)
        for (const one of chunks)
          if (one.fileName !== worker && (one.isEntry || pages.some((name) => isPage(one, name))))
            take(one, bundle, needed)
        const files = [base, `${base}favicon.svg`, ...[...needed].toSorted().map((name) => base + name)]
        // The names of all chunks bear the hashes of what they hold.
        const hash = createHash('sha256').update(Object.keys(bundle).toSorted().join()).digest('hex').slice(0, 12)
        const made = bundle[worker]
        if (made?.type !== 'chunk' || made.imports.length > 0) throw new Error('the offline worker is to be one file')
        made.code = made.code.replaceAll('__TONGXIN_BUILD__', JSON.stringify({ hash, files }))
      },
    },
  }
}

/** A chunk, what it imports at once, and their styles. */
function take(chunk: Rollup.OutputChunk, bundle: Rollup.OutputBundle, needed: Set<string>): void {
  if (needed.has(chunk.fileName)) return
  needed.add(chunk.fileName)
  for (const style of chunk.viteMetadata?.importedCss ?? []) needed.add(style)
  for (const name of chunk.imports) {
    const next = bundle[name]
    if (next?.type === 'chunk') take(next, bundle, needed)
  }
}
