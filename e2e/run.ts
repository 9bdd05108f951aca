/** The journeys through the product in a real browser: each told as a sentence with its time.
 *  `node e2e/run.ts WORDS…` runs those whose names hold one of the words; `--screenshots` rewrites docs/screenshots. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { launchOptions } from '../scripts/browser.ts'
import { runChild, takeChildrenAlong } from '../scripts/children.ts'
import { openWorld, type World } from './world.ts'

const folder = join(import.meta.dirname, 'journeys')
/** These run beside the others, on servers of their own: two cores are busy, and nobody meets. */
const onTheirOwn = [
  'the-office-imports-the-roster',
  'an-administrator-binds-an-authenticator',
  'every-page-of-every-role',
]
const isOnItsOwn = (name: string) => onTheirOwn.some((beginning) => name.startsWith(beginning))

process.chdir(join(import.meta.dirname, '..'))
takeChildrenAlong()
const words = process.argv.slice(2)
const wanted = words.filter((word) => !word.startsWith('--'))
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  .sort()
process.exitCode = (await runJourneys()) ? 0 : 1

async function runJourneys(): Promise<boolean> {
  if (names.length === 0) {
    console.log(`No journey is called ${wanted.join(' ')}.`)
    return false
  }
  const built = await runChild(process.execPath, ['scripts/build-web.ts'], 'show')
  if (built.status !== 0) return false
  if (wanted.length === 0) rmSync(join(import.meta.dirname, '.artifacts'), { recursive: true, force: true })
  const browser = await chromium.launch(await launchOptions())
  const rows = [names.filter((name) => !isOnItsOwn(name)), names.filter(isOnItsOwn)]
  const passed = await Promise.all(rows.map((row) => travelInTurn(row, browser)))
  await browser.close()
  const all = passed.reduce((sum, one) => sum + one, 0)
  console.log(`${names.length} journeys, ${all} passed`)
  return all === names.length
}

/** One after the other in a world of their own. @returns how many passed */
async function travelInTurn(row: readonly string[], browser: Browser): Promise<number> {
  const world = openWorld(browser, { pictures: words.includes('--screenshots') })
  let passed = 0
  try {
    for (const name of row) {
      const startedAt = performance.now()
      const failure = await travel(name, world)
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)
      console.log(`${failure ? '✗' : '✓'} ${seconds} s  ${name.replaceAll('-', ' ')}`)
      for (const line of world.told) console.log(`           ${line}`)
      if (failure) {
        console.log(failure.stack ?? failure.message)
        await world.keepEvidence(name)
      } else passed++
      await world.clearDesks()
    }
  } finally {
    await world.close()
  }
  return passed
}

async function travel(name: string, world: World): Promise<Error | null> {
  try {
    const { journey } = (await import(join(folder, `${name}.ts`))) as { journey: (world: World) => Promise<void> }
    await journey(world)
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
