/** `npm run check`: format, lint, types, imports and drift of generated files, two at a time; red if any is red. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Outcome, runChild, takeChildrenAlong } from './children.ts'

type Step = { name: string; command: string; args: string[] }

const root = join(import.meta.dirname, '..')
// The machines that check this have two cores.
const atATime = 2

const steps: Step[] = [
  {
    name: 'format and lint',
    command: 'biome',
    args: ['ci', '--error-on-warnings', '--diagnostic-level=warn', '--colors=off'],
  },
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
  { name: 'types of web', command: 'tsc', args: ['--noEmit', '-p', 'web'] },
  { name: 'types of e2e', command: 'tsc', args: ['--noEmit', '-p', 'e2e'] },
  { name: 'imports, names, lengths', command: 'node', args: ['scripts/imports/run.ts'] },
]
if (existsSync(join(root, 'scripts/generate.ts'))) {
  steps.push({ name: 'generated files', command: 'node', args: ['scripts/generate.ts', '--check'] })
}

/** Runs every check to its end and prints each with its time, and what a red one says. True when all are green. */
export async function check(): Promise<boolean> {
  const outcomes = await runAll(steps)
  const red = steps.filter((_, place) => outcomes[place]!.status !== 0).map(({ name }) => name)
  console.log(red.length === 0 ? 'check: green' : `check: red — ${red.join(' · ')}`)
  return red.length === 0
}

async function runAll(queue: Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let next = 0
  async function work(): Promise<void> {
    while (next < queue.length) {
      const place = next++
      const { name, command, args } = queue[place]!
      const outcome = await runChild(command, args, 'keep')
      outcomes[place] = outcome
      console.log(`${outcome.status === 0 ? '✓' : '✗'} ${name.padEnd(24)} ${outcome.seconds.toFixed(1)} s`)
      if (outcome.status !== 0) console.log(outcome.output.trimEnd())
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  return outcomes
}

if (import.meta.main) {
  process.chdir(root)
  takeChildrenAlong()
  process.exitCode = (await check()) ? 0 : 1
}
