/** What a journey is given: the two installations, desks to sit down at, and screenshots to be taken. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type Desk, openDesk, type Shape } from './desk.ts'
import { foundInstallation } from './found.ts'
import { type Installation, startInstallation } from './installation.ts'

export interface World {
  /** The demonstration province, full of work under way. */
  demonstration(): Promise<Installation>
  /** A new server on which nothing was done but the operator's first commands. */
  emptyInstallation(): Promise<{ installation: Installation; firstPasswords: Record<string, string> }>
  /** Seats somebody in a browser of their own. */
  desk(installation: Installation, who: string, shape: Shape, options?: BrowserContextOptions): Promise<Desk>
  /** Tells one line under the journey's sentence. */
  tell(line: string): void
  /** Keeps what is in sight for the README, when asked to. */
  picture(page: Page, name: string): Promise<void>
}

export interface Keeper extends World {
  desks: Desk[]
  told: string[]
  /** Keeps what is left to see of a journey that failed. */
  keepEvidence(name: string): Promise<void>
  /** Sends everybody home between two journeys. */
  clearDesks(): Promise<void>
  close(): Promise<void>
}

const root = join(import.meta.dirname, '..')
const pictures = join(root, 'docs/screenshots')
const pictureHeight = 640
const evidence = join(import.meta.dirname, '.artifacts')

export function openWorld(browser: Browser, options: { pictures: boolean }): Keeper {
  const desks: Desk[] = []
  const told: string[] = []
  let demonstration: Promise<Installation> | undefined
  let empty: ReturnType<World['emptyInstallation']> | undefined
  return {
    desks,
    told,
    demonstration() {
      demonstration ??= startInstallation('yes')
      return demonstration
    },
    emptyInstallation() {
      empty ??= startFounded()
      return empty
    },
    async desk(installation, who, shape, more) {
      const desk = await openDesk(browser, installation, who, shape, more)
      desks.push(desk)
      return desk
    },
    tell: (line) => void told.push(line),
    async picture(page, name) {
      if (!options.pictures) return
      mkdirSync(pictures, { recursive: true })
      const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 }
      // The top of a page says enough, and keeps a picture of a desk below 200 KB.
      const clip = { x: 0, y: 0, width, height: width > 1000 ? pictureHeight : height }
      await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', clip })
    },
    async keepEvidence(name) {
      mkdirSync(evidence, { recursive: true })
      for (const [index, { who, context, troubles }] of desks.entries()) {
        const file = join(evidence, `${name.slice(0, 60)}-${index + 1}-${who.replace(/[^\p{L}\d]+/gu, '-')}`)
        writeFileSync(`${file}.txt`, [...context.pages().map((page) => page.url()), ...troubles, ''].join('\n'))
        for (const [at, page] of context.pages().entries())
          await page.screenshot({ path: `${file}-${at + 1}.png` }).catch(() => undefined)
      }
      const started = await Promise.allSettled([demonstration, empty?.then((one) => one.installation)])
      for (const [index, one] of started.entries())
        if (one.status === 'fulfilled' && one.value)
          writeFileSync(join(evidence, `server-${index + 1}.log`), one.value.printed())
    },
    async clearDesks() {
      for (const { context } of desks.splice(0)) await context.close()
      told.length = 0
    },
    async close() {
      await Promise.allSettled([
        demonstration?.then((one) => one.stop()),
        empty?.then(({ installation }) => installation.stop()),
      ])
    },
  }
}

async function startFounded(): ReturnType<World['emptyInstallation']> {
  let firstPasswords: Record<string, string> = {}
  const installation = await startInstallation('no', async (dataDir) => {
    firstPasswords = await foundInstallation(dataDir)
  })
  return { installation, firstPasswords }
}
