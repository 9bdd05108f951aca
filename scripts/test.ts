/** `npm test`: the checks, the tests, the journeys in a browser; a plain summary at the end; red if any is red.
 *  `npm test -- unit` runs only that part (check, unit, browser); anything else is handed on: `npm test -- proposals`. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from './check.ts'
import { runChild, takeChildrenAlong } from './children.ts'

const partNames = ['check', 'unit', 'browser'] as const
type PartName = (typeof partNames)[number]

/** Which parts to run, and what to hand on to them. */
export type Plan = { parts: PartName[]; handedOn: string[] }

/** How a part ended; `counted` is in the words of the part itself. */
type Part = { name: PartName; green: boolean; seconds: number; counted: string }

/** What the words after `npm test --` ask for. Words that name no part go to vitest, alone unless a part is named. */
export function planOf(words: string[]): Plan {
  const named = partNames.filter((name) => words.includes(name))
  const handedOn = words.filter((word) => !partNames.some((name) => name === word))
  if (named.length > 0) return { parts: named, handedOn }
  return { parts: handedOn.length > 0 ? ['unit'] : [...partNames], handedOn }
}

/** The last line of its kind in a part's output, such as "12 journeys, 12 passed"; empty when there is none. */
export function countedIn(output: string): string {
  return output.match(/\d+ [a-z]+, \d+ passed[^\n]*/g)?.at(-1) ?? ''
}

async function runPart(name: PartName, handedOn: string[]): Promise<Part> {
  console.log(`\n— ${name} —`)
  const startedAt = performance.now()
  const outcome = await { check: runChecks, unit: runUnit, browser: runBrowser }[name](handedOn)
  return { name, ...outcome, seconds: (performance.now() - startedAt) / 1000 }
}

async function runChecks() {
  return { green: await check(), counted: '' }
}

async function runUnit(handedOn: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-test-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = await runChild('vitest', ['run', ...reporters, ...handedOn], 'show')
  const counted = existsSync(report) ? countedByVitest(readFileSync(report, 'utf8')) : 'no report'
  rmSync(folder, { recursive: true })
  return { green: status === 0, counted }
}

/** vitest's own numbers as one line: "120 tests, 118 passed, 1 failed, 1 skipped". */
export function countedByVitest(report: string): string {
  const { numTotalTests, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(report)
  const skipped = numPendingTests + numTodoTests
  const words = [`${numTotalTests} tests`, `${numPassedTests} passed`]
  if (numFailedTests > 0) words.push(`${numFailedTests} failed`)
  if (skipped > 0) words.push(`${skipped} skipped`)
  return words.join(', ')
}

async function runBrowser(handedOn: string[]) {
  if (!existsSync('e2e/run.ts')) return { green: true, counted: 'no journeys yet' }
  const { status, output } = await runChild('node', ['e2e/run.ts', ...handedOn], 'both')
  return { green: status === 0, counted: countedIn(output) }
}

if (import.meta.main) {
  process.chdir(join(import.meta.dirname, '..'))
  takeChildrenAlong()
  const { parts, handedOn } = planOf(process.argv.slice(2))
  const ended: Part[] = []
  for (const name of parts) ended.push(await runPart(name, handedOn))
  console.log('')
  for (const { name, green, seconds, counted } of ended) {
    console.log(`${green ? '✓' : '✗'} ${name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${counted}`.trimEnd())
  }
  const red = ended.filter(({ green }) => !green).map(({ name }) => name)
  console.log(red.length === 0 ? 'npm test: green' : `npm test: red — ${red.join(' · ')}`)
  process.exitCode = red.length === 0 ? 0 : 1
}
