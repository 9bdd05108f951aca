/** The journeys through the product in a real browser: each told as a sentence with its time.
 *  `node e2e/run.ts WORDS…` runs those whose names hold one of the words; `--screenshots` rewrites docs/screenshots. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { launchOptions } from '../scripts/browser.ts'
import { runChild, takeChildrenAlong } from '../scripts/children.ts'
import { openWorld, type World } from './world.ts'

const folder = join(import.meta.dirname, 'journeys')
const longest = 'the-office-imports-the-roster'

process.chdir(join(import.meta.dirname, '..'))
takeChildrenAlong()
const words = process.argv.slice(2)
const wanted = words.filter((word) => !word.startsWith('--'))
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  // The longest first: the demonstration loads meanwhile.
  .sort((a, b) => Number(b.startsWith(longest)) - Number(a.startsWith(longest)) || a.localeCompare(b))
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
  const world = openWorld(browser, { pictures: words.includes('--screenshots') })
  // What fails here is told by the first journey that needs it.
  if (wanted.length === 0) world.demonstration().catch(() => undefined)
  let passed = 0
  try {
    for (const name of names) {
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
    await browser.close()
    await world.close()
  }
  console.log(`${names.length} journeys, ${passed} passed`)
  return passed === names.length
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
